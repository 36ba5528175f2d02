"""Blocks: the rows that were fetched for one place of the tree, as the driver gave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlmodel_strawberry.resource import Column

Layout: TypeAlias = tuple[str, ...]
"""Names of a row's values, in their order: `#k0` of keys, columns by name, `#o0` of order values, `#c…` of more."""


class Block:
    """Rows of one resource. `weights` say how often each is shown, None where that is once."""

    __slots__ = ("layout", "rows", "weights")

    def __init__(self, layout: Layout, rows: Sequence[Any], weights: Sequence[int] | None = None) -> None:
        self.layout = layout
        self.rows = rows
        self.weights = weights

    def add(self, name: str, values: Iterable[Any]) -> None:
        """Give each row one value more."""
        self.rows = [(*row, value) for row, value in zip(self.rows, values, strict=True)]
        self.layout = (*self.layout, name)

    @property
    def shown(self) -> int:
        """How many rows of the answer they are."""
        return len(self.rows) if self.weights is None else sum(self.weights)


@lru_cache(maxsize=1024)
def layout_of(width: int, columns: tuple[Column, ...], orders: int = 0) -> Layout:
    """Of what a reading statement returns: `width` keys, the columns, and so many order values of a page's cursors."""
    keys = [f"#k{index}" for index in range(width)]
    return (*keys, *[column.name for column in columns], *[f"#o{index}" for index in range(orders)])


class Parents:
    """The values by which the rows of a block lead to others: each once, with how often it is shown."""

    __slots__ = ("names", "weights")

    def __init__(self, block: Block, local: Sequence[str], *, with_null: bool = False) -> None:
        """Without null a value that is, or has, null leads nowhere."""
        positions = [block.layout.index(name) for name in local]
        found = map(itemgetter(*positions), block.rows)
        if block.weights is None:
            counts: dict[Any, int] = Counter(found)
        else:
            counts = {}
            for name, weight in zip(found, block.weights, strict=True):
                counts[name] = counts.get(name, 0) + weight
        if not with_null:
            if len(positions) == 1:
                counts.pop(None, None)
            else:
                counts = {name: count for name, count in counts.items() if None not in name}
        self.names: list[Any] = list(counts)
        """As generated code has them: bare where it is one value."""
        self.weights = list(counts.values())

    @property
    def keys(self) -> list[Any]:
        """As loaders take them: None for what has a null in it."""
        if self.names and isinstance(self.names[0], tuple):
            return [None if None in name else name for name in self.names]
        return self.names
