"""The head of an answer is one write with what follows it, and nothing is lost when the connection closes."""

from collections.abc import Sequence
from typing import Any

from app.transports import GatheringTransport


class Recorded:
    """A transport that remembers what is done with it."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def write(self, data: bytes) -> None:
        self.done.append([data])

    def writelines(self, parts: Sequence[bytes]) -> None:
        self.done.append(list(parts))

    def is_closing(self) -> bool:
        return "close" in self.done

    def close(self) -> None:
        self.done.append("close")

    def abort(self) -> None:
        self.done.append("abort")

    def get_extra_info(self, name: str) -> str:
        return f"the {name}"


HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


def made() -> tuple[Recorded, Any]:
    recorded: Any = Recorded()
    return recorded, GatheringTransport(recorded)


def test_a_head_and_its_body_are_one_write() -> None:
    recorded, transport = made()
    transport.write(HEAD)
    assert recorded.done == []
    transport.write(b"body")
    transport.write(b"more")
    transport.flush()
    assert recorded.done == [[HEAD, b"body"], [b"more"]]


def test_a_head_without_a_body_is_written_when_the_answer_ends() -> None:
    recorded, transport = made()
    transport.write(HEAD)
    transport.flush()
    transport.write(HEAD)
    transport.write(b"body")
    assert recorded.done == [[HEAD], [HEAD, b"body"]]


def test_a_client_that_waits_to_be_told_to_go_on_is_told() -> None:
    recorded, transport = made()
    transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert recorded.done == [[b"HTTP/1.1 100 Continue\r\n\r\n"]]


def test_to_close_writes_what_is_left_first() -> None:
    recorded, transport = made()
    transport.write(HEAD)
    assert not transport.is_closing()
    transport.close()
    assert recorded.done == [[HEAD], "close"]
    assert transport.is_closing()


def test_to_abort_writes_nothing_more() -> None:
    recorded, transport = made()
    transport.write(HEAD)
    transport.abort()
    transport.flush()
    assert recorded.done == ["abort"]


def test_everything_else_is_the_transport_s() -> None:
    _, transport = made()
    assert transport.get_extra_info("socket") == "the socket"
