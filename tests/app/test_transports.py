"""What is written at one time is one write, in its order, and nothing is lost when the connection closes."""

import asyncio
from typing import Any

from app.transports import GatheringTransport


class Recorded:
    """A transport that remembers what is done with it."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def writelines(self, parts: list[bytes]) -> None:
        self.done.append(list(parts))

    def close(self) -> None:
        self.done.append("close")

    def abort(self) -> None:
        self.done.append("abort")

    def get_extra_info(self, name: str) -> str:
        return f"the {name}"


def made() -> tuple[Recorded, Any]:
    recorded: Any = Recorded()
    return recorded, GatheringTransport(recorded, asyncio.get_running_loop())


async def test_one_turn_is_one_write() -> None:
    recorded, transport = made()
    transport.write(b"head")
    transport.write(b"body")
    assert recorded.done == []
    await asyncio.sleep(0)
    transport.write(b"next")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert recorded.done == [[b"head", b"body"], [b"next"]]


async def test_to_close_writes_what_is_left_first() -> None:
    recorded, transport = made()
    transport.write(b"answer")
    transport.close()
    await asyncio.sleep(0)
    assert recorded.done == [[b"answer"], "close"]


async def test_to_abort_writes_nothing_more() -> None:
    recorded, transport = made()
    transport.write(b"answer")
    transport.abort()
    await asyncio.sleep(0)
    assert recorded.done == ["abort"]


async def test_everything_else_is_the_transport_s() -> None:
    _, transport = made()
    assert transport.get_extra_info("socket") == "the socket"
