"""Variables: how many values they bring along, how deeply these nest, their texts. Checked before any is coerced."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.values import hostile_text, is_hostile

NESTING = (list, dict)


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Refuse variables with too long a list, too deep a nesting, or too many values altogether.

    Texts with U+0000 or a lone surrogate are refused too, however deeply nested. Takes no longer than the limits allow,
    whatever was sent.

    Raises:
        RequestError: BAD_USER_INPUT, naming the variable.
    """
    total = len(variables)
    for name, sent in variables.items():
        inner: Collection[Any] = (sent,)
        level, pending = 0, []
        while True:
            for each in inner:
                if isinstance(each, str):
                    # Most is ASCII, and a call would take longer than to look.
                    if ("\0" in each or not each.isascii()) and is_hostile(each):
                        raise hostile_text(f"variable ${name}")
                elif isinstance(each, NESTING):
                    pending.append((each, level))
            if not pending:
                break
            value, level = pending.pop()
            if level >= limits.nesting:
                raise _bad(f"Variable ${name} nests more than {limits.nesting} levels deep: nest less.")
            if isinstance(value, list) and len(value) > limits.list_inputs:
                lists = f"Variable ${name} lists {len(value)} values"
                raise _bad(f"{lists}; {limits.list_inputs} are allowed in one list: send fewer at a time.")
            total += len(value)
            if total > limits.input_values:
                raise _too_many(limits)
            inner, level = value if isinstance(value, list) else (*value, *value.values()), level + 1
    if total > limits.input_values:
        raise _too_many(limits)


def _too_many(limits: Limits) -> RequestError:
    return _bad(f"The variables hold more than {limits.input_values} values: send fewer at a time.")


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)
