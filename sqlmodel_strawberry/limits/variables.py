"""Variables: how many values they bring along, and how deeply these nest. Checked before any is coerced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Refuse variables with too long a list, too deep a nesting, or too many values altogether.

    Takes no longer than the limits allow, whatever was sent.

    Raises:
        RequestError: BAD_USER_INPUT, naming the variable.
    """
    total = 0
    for name, sent in variables.items():
        pending = [(sent, 0)]
        while pending:
            value, level = pending.pop()
            total += 1
            if total > limits.input_values:
                raise _bad(f"The variables hold more than {limits.input_values} values: send fewer at a time.")
            if not isinstance(value, list | dict):
                continue
            if level >= limits.nesting:
                raise _bad(f"Variable ${name} nests more than {limits.nesting} levels deep: nest less.")
            if isinstance(value, list) and len(value) > limits.list_inputs:
                lists = f"Variable ${name} lists {len(value)} values"
                raise _bad(f"{lists}; {limits.list_inputs} are allowed in one list: send fewer at a time.")
            inner = value if isinstance(value, list) else value.values()
            pending.extend((each, level + 1) for each in inner)


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)
