from collections.abc import Iterator
from contextlib import contextmanager

from app.services.errors import TooManyAttempts, TooManyPasswords
from sqlmodel_strawberry import ErrorCode, RequestError


@contextmanager
def told_to_the_client() -> Iterator[None]:
    """What services refuse because it is too much becomes a top-level error.

    Raises:
        RequestError: RATE_LIMITED, with `retryAfter` in seconds; COST_LIMIT_EXCEEDED.
    """
    try:
        yield
    except TooManyAttempts as error:
        raise RequestError(ErrorCode.RATE_LIMITED, str(error), retryAfter=error.retry_after) from None
    except TooManyPasswords as error:
        raise RequestError(ErrorCode.COST_LIMIT_EXCEEDED, str(error)) from None
