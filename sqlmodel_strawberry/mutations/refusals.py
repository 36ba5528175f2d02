"""What is wrong with an input: mistakes of all its parts are collected before any is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError, UserErrors
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.user_errors import UserError


class Refusals:
    """User errors from several parts of one input."""

    def __init__(self) -> None:
        self.errors: list[UserError] = []

    def collected(self) -> Collecting:
        """Keep the user errors that the block raises."""
        return Collecting(self.errors)

    def check(self) -> None:
        """Raise UserErrors if there are any."""
        if self.errors:
            raise UserErrors(self.errors)


class Collecting:
    """A block whose user errors are kept. (A generator would cost each write more than what it does.)"""

    __slots__ = ("_errors",)

    def __init__(self, errors: list[UserError]) -> None:
        self._errors = errors

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, UserErrors):
            return False
        self._errors.extend(error.errors)
        return True


def limited(rows: Sequence[Any], name: str, limits: Limits) -> Sequence[Any]:
    """The rows of one list of an input, if they are not too many.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    if len(rows) > limits.bulk_rows:
        message = f"`{name}` takes at most {limits.bulk_rows} rows, not {len(rows)}."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message)
    return rows
