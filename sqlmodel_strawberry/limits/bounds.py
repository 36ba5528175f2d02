"""Arguments that ask for how many."""

from __future__ import annotations

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError


def bounded(name: str, value: int | None, limit: int, default: int) -> int:
    """The argument, or its default where it is absent or null.

    Raises:
        RequestError: BAD_USER_INPUT, where it is negative or over its limit.
    """
    if value is None:
        return default
    if not 0 <= value <= limit:
        raise RequestError(ErrorCode.BAD_USER_INPUT, f"`{name}` must be between 0 and {limit}, not {value}.")
    return value
