"""Sessions that tell which statements were run for what: real ones, and such as only invent rows."""

from __future__ import annotations

import datetime as dt
import enum
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.types import TypeEngine

from sqlmodel_strawberry.database import Database
from sqlmodel_strawberry.explaining.explanation import Batch, ExplainedStatement, FieldPart
from sqlmodel_strawberry.queries import NO_VALUES, Query, compile_statement
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import keys

START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class ExplainingSession(Session):
    """Keeps its reading statements, by batches."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.level = 1
        self.batches: list[Batch] = []
        self._open: list[ExplainedStatement] | None = None

    @contextmanager
    def batch(self, fields: Sequence[FieldPart]) -> Iterator[None]:
        """What runs inside of the block is fetched for these fields."""
        statements = self._open = []
        self.batches.append(Batch(self.level, fields, statements))
        try:
            yield
        finally:
            self._open = None

    def keep(self, statement: ExplainedStatement) -> None:
        """That a statement was run. Outside of all batches it was for a hand-written field."""
        if self._open is not None:
            self._open.append(statement)
        else:
            self.batches.append(Batch(self.level, (), [statement]))

    def text_of(self, statement: Executable | Query) -> str:
        """The statement as the dialect writes it."""
        query = statement if isinstance(statement, Query) else Query(statement)
        engine = self.database.engine.sync_engine
        return query.on(engine).text or str(compile_statement(query.statement, engine)[0])


class MeasuringSession(ExplainingSession):
    """Runs them, and measures how long that takes."""

    async def connect(self) -> None:
        """Take the connection now, so that no statement waits for it."""
        await self._connection.for_reading(self.snapshot)

    async def read(self, statement: Executable | Query, parameters: Mapping[str, Any] = NO_VALUES) -> Sequence[Any]:
        """See `Session`."""
        began = time.perf_counter()
        rows = await super().read(statement, parameters)
        seconds, asked = time.perf_counter() - began, keys.asked(parameters)
        number = None if asked is None else len(asked)
        self.keep(ExplainedStatement(self.text_of(statement), number, len(rows), seconds))
        return rows


INVENTED = 2
"""Rows that are invented for each key: with a single one, what is below would be read as what is below one row."""


class InventingSession(ExplainingSession):
    """Runs nothing. Each statement gives rows for each key: with them all that an operation could fetch is asked for,
    by whoever asks for it when it runs."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._numbers = count(1)

    async def read(self, statement: Executable | Query, parameters: Mapping[str, Any] = NO_VALUES) -> Sequence[Any]:
        """Rows of values that nothing else has."""
        assert isinstance(statement, Query)
        self.keep(ExplainedStatement(self.text_of(statement)))
        columns = compile_statement(statement.statement, self.database.engine.sync_engine)[0]._result_columns
        asked = keys.asked(parameters)
        if asked is not None and columns[0].keyname == keys.PLACE:
            asked = [(place,) for place in range(1, len(asked) + 1)]
        return [
            (*key, *[self.invent(column.type) for column in columns[len(key) :]])
            for key in ([()] if asked is None else asked)
            for _ in range(INVENTED)
        ]

    def invent(self, type_: TypeEngine[Any]) -> Any:
        """A value of a column's type, if it can be told."""
        number = next(self._numbers)
        try:
            kind = type_.python_type
        except NotImplementedError:
            return number
        if issubclass(kind, enum.Enum):
            return next(iter(kind))
        if kind is UUID:
            return UUID(int=number)
        if issubclass(kind, dt.datetime):
            return START + dt.timedelta(seconds=number)
        if kind is dt.date:
            return START.date() + dt.timedelta(days=number)
        made = {str: f"x{number}", bytes: b"", float: float(number), Decimal: Decimal(number), bool: True}
        return made.get(kind, number)
