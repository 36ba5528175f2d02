"""Statements that an application runs again and again: each is compiled once, for whatever values it is run with."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeAlias
from weakref import WeakSet

import sqlalchemy as sa
from sqlalchemy import Executable, Insert, Result, Row
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import ClauseList

from sqlmodel_strawberry.database.queries import Query, Rows, Values

Parameters: TypeAlias = "Values | Sequence[Values]"
"""As SQLAlchemy takes them: values by name or, for an INSERT, those of several rows."""

KEPT = 1000
"""Statements that are kept, of those that came a second time."""
SIZES = 16
"""Texts of one statement that are kept, which differ by how many values it has."""

_seen: WeakSet[Executable] = WeakSet()
_kept: OrderedDict[Executable, KeptStatement] = OrderedDict()
"""Those that were used last are at the end."""


class KeptStatement:
    """A statement with its texts."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._plain = Query(statement)
        binds = [each for each in visitors.iterate(statement) if isinstance(each, sa.BindParameter) and each.required]
        self._names = {bind.key for bind in binds}
        self._lists = sorted({bind.key for bind in binds if bind.expanding})
        self._has_tuples = any(isinstance(bind.type, sa.types.TupleType) for bind in binds)
        self._is_bare = is_bare_insert(statement)
        self._sized: OrderedDict[Hashable, Query] = OrderedDict()
        self._metadata = SimpleResultMetaData(list(statement.exported_columns.keys()))

    def bound(self, parameters: Parameters) -> tuple[Query, Values] | None:
        """What is run with these values, which may go by other names; None where SQLAlchemy has to find that out."""
        # A dict is asked for first: to ask an abstract class takes a call.
        if self._is_bare:
            return self._inserting([parameters] if isinstance(parameters, dict | Mapping) else parameters)
        if not isinstance(parameters, dict | Mapping) or parameters.keys() != self._names:
            return None
        if not self._lists:
            return self._plain, parameters
        return None if self._has_tuples else self._expanded(parameters)

    def result(self, rows: Rows) -> Result[*tuple[Any, ...]]:
        """Fetched rows as SQLAlchemy gives them."""
        return IteratorResult(self._metadata, map(tuple, rows))

    def _inserting(self, rows: Sequence[Values]) -> tuple[Query, Values] | None:
        first = rows[0].keys()
        names = tuple(first)
        if not names:
            return None
        for row in rows:
            if row.keys() != first:
                return None
        key = names, len(rows)
        query = self._sized.get(key)
        if query is None:
            columns = self._statement.table.c
            cells = [{n: sa.bindparam(f"#{i}_{n}", type_=columns[n].type) for n in names} for i in range(len(rows))]
            query = self._keep(key, self._statement.values(cells if len(cells) > 1 else cells[0]))
        return query, {f"#{index}_{name}": row[name] for index, row in enumerate(rows) for name in names}

    def _expanded(self, parameters: Values) -> tuple[Query, Values] | None:
        values, sizes = dict(parameters), []
        for name in self._lists:
            given = list(values.pop(name))
            if not given:
                return None
            # What is repeated changes nothing, and few sizes have few texts.
            given += given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))
            values.update({f"#{index}_{name}": value for index, value in enumerate(given)})
            sizes.append(len(given))
        key = tuple(sizes)
        query = self._sized.get(key)
        if query is None:
            query = self._keep(key, _with_lists(self._statement, dict(zip(self._lists, sizes, strict=True))))
        return query, values

    def _keep(self, key: Hashable, statement: Executable) -> Query:
        query = self._sized[key] = Query(statement)
        if len(self._sized) > SIZES:
            self._sized.popitem(last=False)
        return query


def kept(statement: Executable) -> KeptStatement | None:
    """A statement that came before. What comes once is not worth keeping: most are made for one use."""
    found = _kept.get(statement)
    if found is not None:
        _kept.move_to_end(statement)
    elif statement in _seen:
        found = _kept[statement] = KeptStatement(statement)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    elif isinstance(statement, sa.Select | sa.Insert | sa.Update | sa.Delete):
        _seen.add(statement)
    return found


def result_of(rows: Sequence[Row[*tuple[Any, ...]]]) -> Result[*tuple[Any, ...]]:
    """Rows with names as SQLAlchemy gives them."""
    return IteratorResult(SimpleResultMetaData(rows[0]._fields if rows else ()), iter([tuple(row) for row in rows]))


def is_bare_insert(statement: Any) -> bool:
    """Whether it takes its columns from the names of its values."""
    return (
        isinstance(statement, Insert)
        and statement._values is None
        and not statement._multi_values
        and statement.select is None
    )


def _with_lists(statement: Any, sizes: Mapping[str, int]) -> Executable:
    """The statement with so many parameters in place of each that is a list."""

    def replace(element: Any, **_: Any) -> Any:
        if not isinstance(element, sa.BindParameter) or element.key not in sizes:
            return None
        binds = [sa.bindparam(f"#{i}_{element.key}", type_=element.type) for i in range(sizes[element.key])]
        return ClauseList(*binds).self_group(against=operators.in_op)

    made: Executable = visitors.replacement_traverse(statement, {}, replace)
    return made
