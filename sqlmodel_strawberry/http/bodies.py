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
    body, more = await _chunk(receive)
    if more:
        chunks = [body]
        left = limit - len(body)
        while more and left >= 0:
            body, more = await _chunk(receive)
            chunks.append(body)
            left -= len(body)
        body = b"".join(chunks)
    if len(body) > limit:
        raise _too_large(limit)
    return body


async def _chunk(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientDisconnect
    return message.get("body", b""), message.get("more_body", False)


def _too_large(limit: int) -> RefusedRequestError:
    return RefusedRequestError(413, f"The body may have at most {limit} bytes.")
