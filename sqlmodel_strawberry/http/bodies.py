"""The bytes of a request, of which there are few."""

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from sqlmodel_strawberry.exceptions import RefusedRequestError

# More than any length has; Python refuses to read numbers of thousands of digits.
LENGTH_DIGITS = 20


def check_length(declared: bytes, limit: int) -> None:
    """Refuse a body before anything of it is read, by its Content-Length.

    Raises:
        RefusedRequestError: 413.
    """
    if declared.isdigit() and (len(declared) > LENGTH_DIGITS or int(declared) > limit):
        raise _too_large(limit)


async def read_body(receive: Receive, limit: int) -> bytes:
    """The body, of at most `limit` bytes.

    Raises:
        RefusedRequestError: 413.
        ClientDisconnect: the client is gone.
    """
    chunks: list[bytes] = []
    left, more = limit, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        left -= len(chunk)
        if left < 0:
            raise _too_large(limit)
        chunks.append(chunk)
        more = message.get("more_body", False)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _too_large(limit: int) -> RefusedRequestError:
    return RefusedRequestError(413, f"The body may have at most {limit} bytes.")
