"""What a piece of code asks of the database: every statement, and the connections it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.database.queries import is_control


@dataclass(frozen=True)
class Statement:
    """One execution; `connection` numbers the driver's connections from 0 in order of their first use."""

    sql: str
    parameters: Any
    executemany: bool
    connection: int

    def __str__(self) -> str:
        return f"[connection {self.connection}] {self.sql}\n    {self.parameters!r}"


@dataclass
class StatementLog:
    """Statements in order of execution, transaction control aside; `checkouts` counts connections taken of the pool."""

    statements: list[Statement] = field(default_factory=list)
    checkouts: int = 0
    # Kept alive, so that no second connection gets the identity of a first.
    _connections: list[Any] = field(default_factory=list, repr=False)

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    @property
    def sql(self) -> list[str]:
        return [statement.sql for statement in self.statements]

    @property
    def connections(self) -> set[int]:
        """The connections that ran a statement."""
        return {statement.connection for statement in self.statements}

    def clear(self) -> None:
        self.statements.clear()
        self.checkouts = 0

    def assert_count(self, expected: int) -> None:
        """Fail with the statements themselves unless there were `expected` of them."""
        listing = "\n".join(f"{number}. {statement}" for number, statement in enumerate(self.statements, 1))
        assert len(self.statements) == expected, (
            f"expected {expected} SQL statements, there were {len(self.statements)}:\n{listing}"
        )

    def assert_one_connection(self) -> None:
        """Fail unless a single connection was taken, and only once."""
        assert (self.checkouts, len(self.connections)) == (1, 1), (
            f"expected one connection taken once; {len(self.connections)} ran statements, {self.checkouts} checkouts"
        )

    def _add(
        self, connection: Connection, _cursor: Any, sql: str, parameters: Any, _context: Any, executemany: bool
    ) -> None:
        if is_control(sql):
            return
        number = self._number(connection.connection.driver_connection)
        self.statements.append(Statement(sql, parameters, executemany, number))

    def _number(self, connection: Any) -> int:
        for number, known in enumerate(self._connections):
            if known is connection:
                return number
        self._connections.append(connection)
        return len(self._connections) - 1

    def _count_checkout(self, *_: Any) -> None:
        self.checkouts += 1


@contextmanager
def record_statements(database: Database | None = None) -> Iterator[StatementLog]:
    """Record what runs on `database` inside of the block, by whichever task; without one, on all of the process."""
    log = StatementLog()
    engine = Engine if database is None else database.engine.sync_engine
    pool = Pool if database is None else engine
    event.listen(engine, "before_cursor_execute", log._add)
    event.listen(pool, "checkout", log._count_checkout)
    try:
        yield log
    finally:
        event.remove(engine, "before_cursor_execute", log._add)
        event.remove(pool, "checkout", log._count_checkout)
