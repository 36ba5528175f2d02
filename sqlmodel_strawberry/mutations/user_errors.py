"""Expected failures of a write, as GraphQL types: clients read them in a payload's `userErrors`."""

from __future__ import annotations

import strawberry


@strawberry.interface
class UserError:
    """Why a write was refused. Nothing was written."""

    code: str = strawberry.field(description="A stable code to branch on.")
    message: str = strawberry.field(description="What is wrong, for people to read.")
    path: list[str] = strawberry.field(description="Which part of the arguments is wrong, beginning with `input`.")


@strawberry.type
class InvalidInput(UserError):
    """A value breaks a rule of its field. Code `INVALID`."""


@strawberry.type
class NotFound(UserError):
    """What the input names does not exist. Code `NOT_FOUND`."""


@strawberry.type
class Conflict(UserError):
    """Another row has this unique value, or another request had this idempotency key. Code `CONFLICT`."""


@strawberry.type
class StaleVersion(UserError):
    """The row has changed since the client read it. Code `STALE_VERSION`."""

    current_version: int = strawberry.field(description="The version that it has now.")


@strawberry.type
class ReferenceMissing(UserError):
    """The input points to something that does not exist. Code `REFERENCE_MISSING`."""


@strawberry.type
class Referenced(UserError):
    """Other rows still point to this one, so it cannot be deleted. Code `REFERENCED`."""


@strawberry.type
class Refused(UserError):
    """A rule of this application refuses the write; the code says which one."""


USER_ERROR_TYPES: tuple[type[UserError], ...] = (
    InvalidInput,
    NotFound,
    Conflict,
    StaleVersion,
    ReferenceMissing,
    Referenced,
    Refused,
)


def invalid(message: str, path: list[str]) -> InvalidInput:
    """A value that breaks a rule."""
    return InvalidInput(code="INVALID", message=message, path=path)


def not_found(message: str, path: list[str]) -> NotFound:
    """Something the input names that does not exist."""
    return NotFound(code="NOT_FOUND", message=message, path=path)


def conflict(message: str, path: list[str]) -> Conflict:
    """A unique value that is taken."""
    return Conflict(code="CONFLICT", message=message, path=path)


def stale_version(current_version: int, path: list[str]) -> StaleVersion:
    """A row that is no longer as the client knows it."""
    message = "This has changed meanwhile: read it again."
    return StaleVersion(code="STALE_VERSION", message=message, path=path, current_version=current_version)


def reference_missing(message: str, path: list[str]) -> ReferenceMissing:
    """A foreign key that points to nothing."""
    return ReferenceMissing(code="REFERENCE_MISSING", message=message, path=path)


def referenced(message: str, path: list[str]) -> Referenced:
    """A row that others point to."""
    return Referenced(code="REFERENCED", message=message, path=path)
