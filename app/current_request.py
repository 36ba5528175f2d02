"""The request that the calling task works for, as far as lines of the log tell of it."""

from collections.abc import Sequence
from contextvars import ContextVar


class CurrentRequest:
    """What is known of a request that is answered."""

    __slots__ = ("headers", "id", "operations", "status", "trace_id")

    def __init__(self, headers: Sequence[tuple[bytes, bytes]], id_: str) -> None:
        self.headers = headers
        """As the server gave them, secrets included."""
        self.id = id_
        """What all of its lines have, and the answer."""
        self.trace_id: str | None = None
        """What all of its spans have."""
        self.operations = 0
        """How many have ended."""
        self.status = 0
        """Of the answer, as soon as there is one."""


current_request: ContextVar[CurrentRequest | None] = ContextVar("current_request", default=None)
