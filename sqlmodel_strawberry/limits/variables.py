"""Variables: how many values they bring along, and how deeply these nest. Checked before any is coerced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits

NESTING = (list, dict)


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Refuse variables with too long a list, too deep a nesting, or too many values altogether.

    Takes no longer than the limits allow, whatever was sent.

    Raises:
        RequestError: BAD_USER_INPUT, naming the variable.
    """
    total = len(variables)
    for name, sent in variables.items():
        pending = [(sent, 0)] if isinstance(sent, NESTING) else []
        while pending:
            value, level = pending.pop()
            if level >= limits.nesting:
                raise _bad(f"Variable ${name} nests more than {limits.nesting} levels deep: nest less.")
            if isinstance(value, list) and len(value) > limits.list_inputs:
                lists = f"Variable ${name} lists {len(value)} values"
                raise _bad(f"{lists}; {limits.list_inputs} are allowed in one list: send fewer at a time.")
            inner = value if isinstance(value, list) else value.values()
            total += len(inner)
            if total > limits.input_values:
                raise _too_many(limits)
            pending += [(each, level + 1) for each in inner if isinstance(each, NESTING)]
    if total > limits.input_values:
        raise _too_many(limits)


def _too_many(limits: Limits) -> RequestError:
    return _bad(f"The variables hold more than {limits.input_values} values: send fewer at a time.")


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)
