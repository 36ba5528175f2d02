"""Invented rows: every table gets as many, and every foreign key leads to another row of the table it points to."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.ddl import sort_tables_and_constraints

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.resources.resource import is_aware, python_type

ROWS = 12
START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

Values: TypeAlias = Mapping[str, Callable[[int], Any]]
"""`table.column` → the value in row 1, 2, …: what the database's constraints ask for, and nobody could guess."""


class UninventedRowsError(Exception):
    """Rows that the database does not take, in words."""


async def fill_tables(database: Database, tables: Sequence[sa.Table], values: Values | None = None) -> None:
    """Write `ROWS` invented rows into each table. They must be there, and empty.

    Nullable columns stay empty, and columns with defaults have those, unless they are part of a foreign key or a unique
    constraint. Row n of a table leads to row n of another, and to row n + 1 of its own table.

    Raises:
        UninventedRowsError: the database does not take them: give `values` for what it refuses.
    """
    invented = Invented(tables, values or {})
    async with database.engine.begin() as connection:
        for table in invented.tables:
            rows = [invented.row(table, number) for number in range(ROWS, 0, -1)]
            try:
                await connection.execute(sa.insert(table), rows)
            except SQLAlchemyError as error:
                told = str(getattr(error, "orig", None) or error).splitlines()[0]
                raise UninventedRowsError(
                    f"{table.name} does not take invented rows: {told}; give values for its columns (api_values)"
                ) from None
            if database.dialect == "postgresql":
                await _tell_sequence(connection, table)


class Invented:
    """The rows of some tables."""

    def __init__(self, tables: Sequence[sa.Table], values: Values) -> None:
        order: list[tuple[sa.Table | None, Sequence[sa.ForeignKeyConstraint]]]
        order = list(sort_tables_and_constraints(tables))  # type: ignore[no-untyped-call]
        self.tables = [table for table, _ in order if table is not None]
        """In the order in which rows can be written."""
        self._values = values
        # Of tables that refer to each other in a circle.
        self._left_out = {each for table, constraints in order if table is None for each in constraints}
        self._unique = {column for table in self.tables for column in _unique_columns(table)}

    def row(self, table: sa.Table, number: int) -> dict[str, Any]:
        """One row, by the names of its columns' attributes."""
        references = dict(self._references(table, number))
        found = {}
        for column in table.columns:
            if column in references:
                found[column.key] = references[column]
            elif self._is_asked_for(column):
                found[column.key] = self.value(column, number)
        return found

    def value(self, column: sa.Column[Any], number: int) -> Any:
        """What stands in a column that is not empty."""
        for constraint in column.table.foreign_key_constraints:
            if constraint not in self._left_out and constraint.columns.contains_column(column):
                return dict(self._references(column.table, number))[column]
        own = self._values.get(f"{column.table.name}.{column.name}")
        return invent(column, number) if own is None else own(number)

    def _references(self, table: sa.Table, number: int) -> Iterator[tuple[sa.Column[Any], Any]]:
        for constraint in table.foreign_key_constraints - self._left_out:
            own = constraint.referred_table is table
            for element in constraint.elements:
                column, target = element.parent, element.column
                # The next row is written before. Where the last one has to lead somewhere, each leads to itself.
                other = number + 1 if own and column.nullable else number
                yield column, None if other > ROWS else number if column is target else self.value(target, other)

    def _is_asked_for(self, column: sa.Column[Any]) -> bool:
        if f"{column.table.name}.{column.name}" in self._values or column in self._unique:
            return True
        has_default = column.default is not None or column.server_default is not None or column.computed is not None
        return not column.nullable and not has_default


def invent(column: sa.Column[Any], number: int) -> Any:
    """A value of a column's type, another for each number where the type has so many."""
    type_ = column.type
    kind = python_type(type_)
    if isinstance(type_, sa.Enum):
        return next(iter(type_.enum_class)) if type_.enum_class else type_.enums[0]
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if issubclass(kind, str):
        text, length = f"{column.name} {number}", getattr(type_, "length", None)
        return text if length is None or len(text) <= length else str(number)[:length]
    if issubclass(kind, dt.datetime):
        moment = START + dt.timedelta(hours=number)
        return moment if is_aware(type_) else moment.replace(tzinfo=None)
    made: dict[type, Any] = {
        bool: True,
        int: number,
        float: float(number),
        Decimal: Decimal(number),
        UUID: UUID(int=number),
        bytes: str(number).encode(),
        dt.date: START.date() + dt.timedelta(days=number),
        dt.time: dt.time(number % 24),
        dt.timedelta: dt.timedelta(hours=number),
        list: [],
    }
    return made.get(kind, {})


def _unique_columns(table: sa.Table) -> Iterator[sa.Column[Any]]:
    yield from table.primary_key.columns
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield from constraint.columns
    for index in table.indexes:
        if index.unique:
            yield from (column for column in index.columns if isinstance(column, sa.Column))


async def _tell_sequence(connection: Any, table: sa.Table) -> None:
    """Keys were given, so what makes them has to be told."""
    column = table.autoincrement_column
    if column is not None:
        sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{column.name}')"
        await connection.execute(sa.text(f"SELECT setval({sequence}, {ROWS})"))
