"""Sessions that tell which statements were run for what: real ones, and such as only invent rows."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.database.queries import NO_VALUES, Query, compile_statement
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.explaining.database_plans import ExplainSession, shown
from sqlmodel_strawberry.explaining.details import PlanDetail
from sqlmodel_strawberry.explaining.explanation import Batch, ExplainedStatement, FieldPart
from sqlmodel_strawberry.observing.observation import KEPT
from sqlmodel_strawberry.statements import keys

START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class ExplainingSession(Session):
    """Keeps its reading statements, by batches."""

    def __init__(self, database: Database, connection: AsyncConnection | None = None) -> None:
        super().__init__(database, connection)
        self.level = 1
        self.batches: list[Batch] = []
        self._open: list[ExplainedStatement] | None = None
        self._last: list[ExplainedStatement] | None = None
        """Those that belong to no batch of a plan's."""

    @contextmanager
    def batch(self, fields: Sequence[FieldPart]) -> Iterator[None]:
        """What runs inside of the block is fetched for these fields."""
        statements = self._open = []
        self.batches.append(Batch(self.level, fields, statements))
        try:
            yield
        finally:
            self._open = None

    def keep(self, statement: ExplainedStatement, fields: Sequence[FieldPart] = ()) -> list[ExplainedStatement]:
        """That a statement was run, and where it is kept. Outside of all batches it is in one of its own, with those
        of the same fields before it: of none where it was for a hand-written field."""
        statements = self._open
        if statements is None:
            statements = self._loose(fields)
        if len(statements) < KEPT:
            statements.append(statement)
        return statements

    def _loose(self, fields: Sequence[FieldPart]) -> list[ExplainedStatement]:
        if self._last is None or self.batches[-1] != Batch(self.level, fields, self._last):
            self._last = []
            self.batches.append(Batch(self.level, fields, self._last))
        return self._last

    def text_of(self, statement: Executable | Query) -> str:
        """The statement as the dialect writes it."""
        query = statement if isinstance(statement, Query) else Query(statement)
        engine = self.database.engine.sync_engine
        return query.on(engine).text or str(compile_statement(query.statement, engine)[0])


_TIMES: ContextVar[list[float] | None] = ContextVar("times", default=None)
"""What the statements of the read that is waited for have taken."""


class MeasuringSession(ExplainingSession):
    """Runs them, and keeps how long each took, which `heard` is told: see `observing`."""

    def __init__(
        self,
        database: Database,
        connection: AsyncConnection | None = None,
        *,
        detail: PlanDetail = PlanDetail.STATEMENTS,
        writes: Callable[[], FieldPart | None] = lambda: None,
    ) -> None:
        """`writes` tells which field a statement is of that is no read."""
        super().__init__(database, connection)
        self._detail = detail
        self._writes = writes
        self._viewer: Any = None
        self._sent: list[tuple[list[ExplainedStatement], int, Sequence[Any]]] = []
        """Where statements are kept that can be explained, and what they were sent with."""

    async def connect(self) -> None:
        """Take the connection now, so that no statement waits for it."""
        await self._connection.for_reading(self.snapshot)

    async def read(self, statement: Executable | Query, parameters: Mapping[str, Any] = NO_VALUES) -> Sequence[Any]:
        """See `Session`."""
        with _timed() as times:
            rows = await super().read(statement, parameters)
        self._measured(statement, parameters, len(rows), times)
        return rows

    def heard(self, text: str, seconds: float) -> None:
        """A statement has ended: one of a read, or else of a write."""
        times = _TIMES.get()
        if times is not None:
            times.append(seconds)
            return
        field = self._writes()
        self.keep(ExplainedStatement(text, seconds=seconds), [field] if field else ())

    async def explain(self) -> None:
        """Have the database explain what was read. It is asked in a session of its own, which is closed."""
        session = ExplainSession(self.database, self._connection.lent)
        session.act_for(self._viewer)
        try:
            for statements, place, arguments in self._sent:
                made = statements[place]
                statements[place] = replace(made, plan=await session.explain(made.sql, arguments))
        finally:
            await session.close()

    def act_for(self, viewer: Any) -> None:
        """See `Session`."""
        super().act_for(viewer)
        self._viewer = viewer

    def _measured(
        self, statement: Executable | Query, parameters: Mapping[str, Any], rows: int, times: Sequence[float]
    ) -> None:
        asked = keys.asked(parameters)
        made = ExplainedStatement(self.text_of(statement), None if asked is None else len(asked), rows, sum(times))
        if self._detail is PlanDetail.STATEMENTS:
            self.keep(made)
            return
        query = statement if isinstance(statement, Query) else Query(statement)
        compiled = query.on(self.database.engine.sync_engine)
        # Where its text depends on the values, they are given by name, and it is not explained.
        sent = tuple(parameters.values()) if compiled.text is None else compiled.bind(parameters)
        made = replace(made, parameters=[shown(value) for value in sent])
        statements = self.keep(made)
        # The last one is another where so many were kept that this one was not.
        if self._detail is PlanDetail.EXPLAIN and compiled.text is not None and statements[-1] is made:
            self._sent.append((statements, len(statements) - 1, sent))


@contextmanager
def _timed() -> Iterator[list[float]]:
    times: list[float] = []
    token = _TIMES.set(times)
    try:
        yield times
    finally:
        _TIMES.reset(token)


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
