"""What the rows are that one statement gave for many keys: a value for each of these, or a level of all together.

A level is made of the rows as they come. To find out which row is whose takes longer, and is mostly left to whoever
shows them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

LevelKey: TypeAlias = Any
"""A key of one column is its bare value, since tuples take twice as long; one of several columns is a tuple."""

Row = Sequence[Any]
Values = dict[LevelKey, Any]
"""Values by their keys, in the order that these were asked for."""

T = TypeVar("T")

ReadKey = Callable[[Row], LevelKey]


@dataclass(slots=True)
class Groups:
    """The rows of several keys, those of one after those of another."""

    rows: Sequence[Row]
    ends: Sequence[int]
    """Where those of each key end."""

    def split(self, rows: Sequence[T]) -> list[Sequence[T]]:
        """What each key has of the rows, or of what was made of them."""
        if len(self.ends) == 1:
            return [rows]
        starts = [0, *self.ends[:-1]]
        return [rows[start:end] for start, end in zip(starts, self.ends, strict=True)]

    def span(self, index: int) -> slice:
        """Where the rows of one of the keys stand."""
        return slice(self.ends[index - 1] if index else 0, self.ends[index])

    @classmethod
    def of(cls, groups: Iterable[Sequence[Row]]) -> Groups:
        """Those of each key."""
        listed = list(groups)
        return cls(list(chain.from_iterable(listed)), list(accumulate(map(len, listed))))


class Gathering(ABC):
    """How rows belong to keys, each of which was asked for once."""

    @abstractmethod
    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        """What each key has of the rows."""

    @abstractmethod
    def level(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Any:
        """What all of them have."""

    @abstractmethod
    def joined(self, values: Sequence[Any]) -> Any:
        """The same, of values that are known."""


class Single(Gathering):
    """A key has one row, or None. A level is those that there are, in any order; each begins with its key."""

    def __init__(self, read: ReadKey) -> None:
        self._read = read

    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        return _by_key(rows, keys, self._read, None)

    def level(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Sequence[Row]:
        return rows

    def joined(self, values: Sequence[Any]) -> Sequence[Row]:
        return [row for row in values if row is not None]


class Figures(Gathering):
    """A key has one row; where there is none, `nothing`. A level is the rows of its keys."""

    def __init__(self, read: ReadKey, nothing: Row) -> None:
        self._read, self._nothing = read, nothing

    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        return _by_key(rows, keys, self._read, self._nothing)

    def level(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Sequence[Row]:
        return list(self.values(rows, keys).values())

    def joined(self, values: Sequence[Any]) -> Sequence[Row]:
        return values


class Many(Gathering):
    """A key has a list of rows, in the order they were fetched in. A level is `Groups`."""

    def __init__(self, read: ReadKey) -> None:
        self._read = read

    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        if len(keys) == 1:
            return {keys[0]: list(rows)}
        groups: Values = {key: [] for key in keys}
        # Mostly the rows of one key come one after the other.
        for key, run in groupby(rows, self._read):
            groups[key] += run
        return groups

    def level(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Groups:
        return Groups.of(self.values(rows, keys).values())

    def joined(self, values: Sequence[Any]) -> Groups:
        return Groups.of(values)


class Placed(Many):
    """The same of rows that begin with the place of their key among all, from 1 on, and come in the order of places."""

    def __init__(self) -> None:
        super().__init__(itemgetter(0))

    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        return dict(zip(keys, self.level(rows, keys).split(rows), strict=True))

    def level(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Groups:
        if len(keys) == 1:
            return Groups(rows, [len(rows)])
        all_, ends, end, count = len(rows), [], 0, 0
        for place in range(1, len(keys) + 1):
            start, end = end, end + count
            # Mostly a key has as many rows as the one before, and to look there is enough.
            is_there = end <= all_ and (not count or rows[end - 1][0] == place)
            if not is_there or (end < all_ and rows[end][0] == place):
                end = bisect_right(rows, place, start, key=self._read)
                count = end - start
            ends.append(end)
        return Groups(rows, ends)


class Met(Many):
    """Rows that a walk met, each once for each key. They begin with the key and what tells them from each other."""

    def __init__(self, read: ReadKey, identity: Callable[[Row], Hashable]) -> None:
        super().__init__(read)
        self._identity = identity

    def values(self, rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        return {key: self._each_once(group) for key, group in super().values(rows, keys).items()}

    def _each_once(self, rows: Sequence[Row]) -> list[Row]:
        met: dict[Hashable, Row] = {}
        for row in rows:
            # A chain that bites its own tail meets a row again.
            met.setdefault(self._identity(row), row)
        return list(met.values())


def _by_key(rows: Sequence[Row], keys: Sequence[LevelKey], read: ReadKey, nothing: Any) -> Values:
    if len(keys) == 1:
        return {keys[0]: rows[-1] if rows else nothing}
    found: Values = dict.fromkeys(keys, nothing)
    found.update(zip(map(read, rows), rows, strict=True))
    return found
