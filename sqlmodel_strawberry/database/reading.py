"""Reading through statements that are built once for all values, and for all viewers of whom policies say the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from weakref import ref

import sqlalchemy as sa

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.statements.memo import Memo
from sqlmodel_strawberry.statements.slots import Values
from sqlmodel_strawberry.statements.visibility import Access

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database

Build = Callable[..., sa.Executable]
"""A pure function of a shape and an `Access`, which is the last argument."""

SHAPES, LONG_SHAPES = 1000, 32
"""How many shapes of statements are kept, and of those that grow with their rows; of more, those that are used."""


class Statements:
    """Statements of a database, by their shapes."""

    def __init__(self, size: int = SHAPES) -> None:
        self._memos: dict[Hashable, Memo[Query]] = {}
        self._size = size

    def __len__(self) -> int:
        """How many shapes."""
        return len(self._memos)

    def __iter__(self) -> Iterator[Query]:
        return (query for memo in self._memos.values() for query in memo)

    def get(self, access: Access, build: Build, *shape: Hashable) -> tuple[Query, Values]:
        """What `build` gives for a shape, and those of its parameters that are values of policies' conditions."""
        return self.memo(build, *shape).bind(access, lambda access: Query(build(*shape, access)))

    def memo(self, build: Build, *shape: Hashable) -> Memo[Query]:
        """The variants of a shape's statement."""
        key = build, *shape
        memo = self._memos.get(key)
        if memo is None:
            if len(self._memos) >= self._size:
                self._forget_one()
            memo = self._memos[key] = Memo()
        else:
            # To move it to the end would take the hash of a long key once more.
            memo.was_used = True
        return memo

    def _forget_one(self) -> None:
        """The first one that was not used since it came, or since this came by."""
        while True:
            key, memo = next(iter(self._memos.items()))
            del self._memos[key]
            if not memo.was_used:
                return
            memo.was_used, self._memos[key] = False, memo


class Shape:
    """What `build` is given but for values and an `Access`: for whoever asks for the same statement often."""

    __slots__ = ("_build", "kept", "parts")

    def __init__(self, build: Build, *parts: Hashable) -> None:
        self._build, self.parts = build, parts
        self.kept: tuple[ref[Statements], Memo[Query]] | None = None
        """Whose statements were asked for last, and those of this shape."""

    def of(self, statements: Statements) -> Memo[Query]:
        """The statements of this shape among these."""
        memo = statements.memo(self._build, *self.parts)
        self.kept = (ref(statements), memo)
        return memo

    def make(self, access: Access) -> Query:
        """The statement, made anew."""
        return Query(self._build(*self.parts, access))


class Source(Protocol):
    """What runs statements: an operation's session, or its open transaction."""

    @property
    def database(self) -> Database: ...

    @property
    def tally(self) -> Tally: ...

    def fetch(self, statement: Query, parameters: Values, /) -> Awaitable[Sequence[Any]]: ...


@dataclass(slots=True)
class Reader:
    """What one operation reads by."""

    session: Source
    access: Access

    def fetch(self, values: Values, build: Build, *shape: Hashable) -> Awaitable[Sequence[Any]]:
        """The rows of a statement of this shape with these values, as the driver gives them."""
        query, given = self.session.database.statements.get(self.access, build, *shape)
        return self.session.fetch(query, {**given, **values} if given else values)

    def fetch_shape(self, shape: Shape, values: Values) -> Awaitable[Sequence[Any]]:
        """The same."""
        statements, kept = self.session.database.statements, shape.kept
        memo = shape.of(statements) if kept is None or kept[0]() is not statements else kept[1]
        memo.was_used = True
        query, given = memo.bind(self.access, shape.make)
        return self.session.fetch(query, {**given, **values} if given else values)
