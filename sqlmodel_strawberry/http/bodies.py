"""The bytes of a request, of which there are few."""

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from sqlmodel_strawberry.exceptions import RefusedRequestError

# More than any length has; Python refuses to read numbers of thousands of digits.
LENGTH_DIGITS = 20


async def read_body(receive: Receive, declared: bytes, limit: int) -> bytes:
    """The body, of at most `limit` bytes. Where its Content-Length says that it has more nothing of it is read.

    Raises:
        RefusedRequestError: 413.
        ClientDisconnect: the client is gone.
    """
    if declared.isdigit() and (len(declared) > LENGTH_DIGITS or int(declared) > limit):
        raise _too_large(limit)
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
