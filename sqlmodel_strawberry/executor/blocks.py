"""Blocks: the rows that were fetched for one place of the tree, as the driver gave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlmodel_strawberry.loading.levels import Groups
from sqlmodel_strawberry.resources.resource import Column
from sqlmodel_strawberry.statements.joins import Join

Layout: TypeAlias = tuple[str, ...]
"""Names of a row's values, in their order: `#k0` of keys, columns by name, `#o0` of order values, `#team.`
and `#team.name` of a joined row, `#c…` of more."""


class Block:
    """Rows of one resource. `weights` say how often each is shown, None where that is once."""

    __slots__ = ("are_distinct", "layout", "rows", "weights")

    def __init__(self, layout: Layout, rows: Sequence[Any], weights: Sequence[int] | None = None) -> None:
        self.layout = layout
        self.rows = rows
        self.weights = weights
        self.are_distinct = False
        """Whether no row is known to be there twice."""

    def add(self, name: str, values: Iterable[Any]) -> None:
        """Give each row one value more."""
        self.rows = [(*row, value) for row, value in zip(self.rows, values, strict=True)]
        self.layout = (*self.layout, name)

    @property
    def shown(self) -> int:
        """How many rows of the answer they are."""
        return len(self.rows) if self.weights is None else sum(self.weights)

    def shown_with(self, name: str) -> int:
        """How many of them have this value."""
        values = list(map(itemgetter(self.layout.index(name)), self.rows))
        if self.weights is None:
            return len(values) - values.count(None)
        return sum(weight for value, weight in zip(values, self.weights, strict=True) if value is not None)


@lru_cache(maxsize=1024)
def layout_of(width: int, columns: tuple[Column, ...], orders: int = 0, joins: tuple[Join, ...] = ()) -> Layout:
    """Of what a reading statement returns: `width` keys, the columns, so many order values of a page's cursors, and
    what joined rows have."""
    keys, others = [f"#k{index}" for index in range(width)], [f"#o{index}" for index in range(orders)]
    return (*keys, *[column.name for column in columns], *others, *[name for join in joins for name in join.names])


def gathered(layout: Layout, groups: Groups, weights: Sequence[int] | None) -> Block:
    """All rows of all groups; `weights` are those of the groups."""
    if weights is None:
        return Block(layout, groups.rows)
    each = zip(groups.split(groups.rows), weights, strict=True)
    return Block(layout, groups.rows, [weight for rows, weight in each for _ in rows])


@lru_cache(maxsize=1024)
def reader_of(layout: Layout, names: tuple[str, ...]) -> Callable[[Any], Any]:
    """A function from a row to its values of these names; the bare value where it is one."""
    return itemgetter(*map(layout.index, names))


class Parents:
    """The values by which the rows of a block lead to others, each once."""

    names: list[Any]
    """As generated code has them: bare where it is one value."""
    keys: list[Any]
    """As loaders take them: None for what has a null in it."""

    __slots__ = ("_block", "_leading", "_read", "are_aligned", "has_null", "keys", "names")

    def __init__(self, block: Block, local: tuple[str, ...], *, with_null: bool = False, is_key: bool = False) -> None:
        """Without null a value that is, or has, null leads nowhere. `is_key` says that the values are the rows' key."""
        self._block = block
        read = self._read = reader_of(block.layout, local)
        self.are_aligned = is_key and block.are_distinct
        """Whether there is one for each row, in their order. Nothing is hashed then, which takes long for UUIDs."""
        if self.are_aligned:
            self.keys = self.names = list(map(read, block.rows))
            self._leading, self.has_null = len(block.rows), False
            return
        names = dict.fromkeys(map(read, block.rows))
        self._leading = len(block.rows)
        """How many rows lead somewhere."""
        is_single = len(local) == 1
        self.has_null = None in names if is_single else any(None in name for name in names)
        if self.has_null and not with_null:
            values = map(read, block.rows)
            leading = [name for name in values if (name is not None if is_single else None not in name)]
            self._leading, names = len(leading), dict.fromkeys(leading)
        self.keys = self.names = list(names)
        if self.has_null and with_null and not is_single:
            self.keys = [None if None in name else name for name in names]

    @property
    def weights(self) -> Sequence[int] | None:
        """How often each is shown; None where that is once."""
        rows, weights = self._block.rows, self._block.weights
        if len(self.names) == len(rows):
            return weights
        if weights is None:
            return self._weights(Counter(map(self._read, rows)))
        counts: dict[Any, int] = {}
        for value, weight in zip(map(self._read, rows), weights, strict=True):
            counts[value] = counts.get(value, 0) + weight
        return self._weights(counts)

    def _weights(self, counts: Mapping[Any, int]) -> list[int]:
        return [counts[name] for name in self.names]

    @property
    def shown(self) -> int:
        """How often all of them are."""
        if self._block.weights is None:
            return self._leading
        weights = self.weights
        return len(self.names) if weights is None else sum(weights)


WHOLE = Parents(Block(("#whole",), [(0,)]), ("#whole",))
"""What leads to a list of the root."""
