"""The bytes of a request, of which there are few, soon."""

import asyncio

from fastapi import Request
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError

# More than any length has; Python refuses to read numbers of thousands of digits.
LENGTH_DIGITS = 20


def has_body(headers: Headers) -> bool:
    """Whether a body follows the headers (RFC 9112, 6.3)."""
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    """The body, of at most `limit` bytes, all of which arrive within `seconds`.

    Raises:
        RefusedRequestError: 413, before anything is read where the length is declared; 408.
        ClientDisconnect: the client is gone.
    """
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and (len(declared) > LENGTH_DIGITS or int(declared) > limit):
        raise _too_large(limit)
    try:
        async with asyncio.timeout(seconds):
            return await _read(request, limit)
    except TimeoutError:
        message = f"The body did not arrive within {seconds:g} seconds."
        raise RefusedRequestError(408, message, code=ErrorCode.TIMEOUT) from None


async def _read(request: Request, limit: int) -> bytes:
    chunks: list[bytes] = []
    left = limit
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        left -= len(chunk)
        if left < 0:
            raise _too_large(limit)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large(limit: int) -> RefusedRequestError:
    return RefusedRequestError(413, f"The body may have at most {limit} bytes.")
