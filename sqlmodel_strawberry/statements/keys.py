"""Many keys as one bind parameter, so that a statement's text does not depend on how many parents there are.

One key alone has a text of its own: databases are quicker to plan and to run what is about one parent.

PostgreSQL takes arrays, those of integers as text: that saves its driver 0.2 µs for each, and costs the database next
to nothing. (Of a UUID it would save 0.1 µs, and cost 0.4.) SQLite takes one JSON text and reads it with `json_each`.
All escape the limits on bind parameters (32,767 and 32,766).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count, takewhile
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Dialect

from sqlmodel_strawberry.statements.indexes import has_index

PLACE = "place"
"""What rows begin with that tell their parent by its place."""

KeyColumns = Sequence[sa.Column[Any]]


class JSONList(sa.types.TypeDecorator[Any]):
    """Keys as JSON text, each value as the column's own type would bind it. Keys of one column are its bare values."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, *types: sa.types.TypeEngine[Any]) -> None:
        super().__init__()
        self.types = types

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        processors = [type_.dialect_impl(dialect).bind_processor(dialect) for type_ in self.types]
        if len(processors) == 1:
            (processor,) = processors
            return orjson.dumps([processor(each) for each in value] if processor else list(value)).decode()
        keys = [
            [processor(part) if processor else part for part, processor in zip(key, processors, strict=True)]
            for key in value
        ]
        return orjson.dumps(keys).decode()


class ArrayText(sa.types.TypeDecorator[Any]):
    """Keys as PostgreSQL writes arrays of them: of types whose values need no quotes there."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, item: sa.types.TypeEngine[Any], write: Callable[[Sequence[Any]], str]) -> None:
        super().__init__()
        self.item, self.write = item, write

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Each value as the column's own type would bind it."""
        process, write = self.item.dialect_impl(dialect).bind_processor(dialect), self.write
        return (lambda values: write(list(map(process, values)))) if process else write


def _writer(item: sa.types.TypeEngine[Any]) -> Callable[[Sequence[Any]], str] | None:
    impl = item.impl_instance if isinstance(item, sa.types.TypeDecorator) else item
    return _integers if isinstance(impl, sa.Integer) else None


def _integers(values: Sequence[int]) -> str:
    return f"{{{orjson.dumps(values)[1:-1].decode()}}}"


def _array(name: str, column: sa.Column[Any], *, is_read_once: bool) -> sa.ColumnElement[Any]:
    """An array of keys. Text is one only where it is read once, and not for each row that is looked at."""
    type_ = ARRAY(column.type, dimensions=1)
    write = _writer(column.type) if is_read_once else None
    if write is None:
        return sa.bindparam(name, type_=type_)
    return sa.cast(sa.bindparam(name, type_=ArrayText(column.type, write)), type_)


def are_placed(columns: KeyColumns, dialect: str) -> bool:
    """Whether rows that are fetched for many parents tell a parent by its place among the bound keys, from 1 on.

    Numbers are smaller than most keys, and quicker to read.
    """
    return dialect == "postgresql" and len(columns) == 1


def parents(columns: KeyColumns, dialect: str) -> sa.FromClause:
    """A row source `parents(k0, k1, …)` of the bound keys; where they `are_placed`, with their `place`."""
    names = [f"k{index}" for index in range(len(columns))]
    if dialect == "postgresql":
        arrays = [_array(name, column, is_read_once=True) for name, column in zip(names, columns, strict=True)]
        typed = [sa.column(name, column.type) for name, column in zip(names, columns, strict=True)]
        place = PLACE if are_placed(columns, dialect) else None
        return sa.func.unnest(*arrays).table_valued(*typed, name="parents", with_ordinality=place).render_derived()
    types = [column.type for column in columns]
    keys = sa.func.json_each(sa.bindparam("keys", type_=JSONList(*types))).table_valued("value", name="keys")
    if len(columns) == 1:
        return sa.select(sa.type_coerce(keys.c.value, types[0]).label("k0")).subquery("parents")
    parts = [
        sa.func.json_extract(keys.c.value, f"$[{index}]", type_=type_).label(name)
        for index, (name, type_) in enumerate(zip(names, types, strict=True))
    ]
    return sa.select(*parts).subquery("parents")


def matches(columns: KeyColumns, dialect: str, *, alone: bool = False) -> sa.ColumnElement[bool]:
    """Whether the columns equal one of the bound keys; the one that there is, where it is alone."""
    if alone:
        # PostgreSQL keeps the plan of this. That of a list it makes anew each time, which takes longer than to run it.
        return sa.and_(*[column == sa.bindparam(f"k{n}", type_=column.type) for n, column in enumerate(columns)])
    if dialect == "postgresql" and len(columns) == 1:
        return columns[0] == sa.any_(_array("k0", columns[0], is_read_once=has_index(columns[0].table, columns)))
    found = parents(columns, dialect)
    keys = sa.select(*[found.c[f"k{index}"] for index in range(len(columns))])
    return columns[0].in_(keys) if len(columns) == 1 else sa.tuple_(*columns).in_(keys)


def parameters(keys: Sequence[Any], width: int, dialect: str, *, alone: bool = False) -> dict[str, Any]:
    """The bind parameters of `parents` and `matches`: keys of one column are its bare values, of several tuples."""
    if alone:
        (key,) = keys
        return {"k0": key} if width == 1 else {f"k{index}": value for index, value in enumerate(key)}
    if dialect != "postgresql":
        return {"keys": keys}
    if width == 1:
        return {"k0": keys}
    return {f"k{index}": list(values) for index, values in enumerate(zip(*keys, strict=True))}


def asked(parameters: Mapping[str, Any]) -> list[tuple[Any, ...]] | None:
    """The keys in such parameters, each as a tuple; None where a statement takes no keys."""
    if "keys" in parameters:
        return [key if isinstance(key, tuple) else (key,) for key in parameters["keys"]]
    names = takewhile(parameters.__contains__, (f"k{index}" for index in count()))
    values = [parameters[name] for name in names]
    if not values:
        return None
    return list(zip(*values, strict=True)) if isinstance(values[0], list) else [tuple(values)]
