"""The load generator knows a whole answer."""

import asyncio

import pytest

from benchmarks.load import Answer, AnswerError, complete, send

HEAD = b"HTTP/1.1 200 OK\r\nServer: x\r\n"


def test_an_answer_of_known_length() -> None:
    data = HEAD + b"Content-Length: 4\r\nX: y\r\n\r\nbody"
    assert complete(data) == Answer(200, b"body")
    assert not any(complete(data[:end]) for end in range(len(data)))


def test_an_answer_in_chunks() -> None:
    data = HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\nbod\r\n1\r\ny\r\n0\r\n\r\n"
    assert complete(data) == Answer(200, b"body")
    assert not any(complete(data[:end]) for end in range(len(data)))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\n{}", "500"),
        (b'HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{"errors":0}', "errors"),
    ],
)
async def test_an_error_ends_the_measurement(answer: bytes, told: str) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1)
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(AnswerError, match=told):
            await send(port, [b"x"], 1)
