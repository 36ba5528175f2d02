"""A connection that an operation holds: its place in the pool, what SQLAlchemy takes it for, and its errors."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.database.pooling import proxied
from sqlmodel_strawberry.database.queries import NO_CURSORS
from sqlmodel_strawberry.tasks import outcome

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database

CUT_SECONDS = 0.5
"""How long whoever is cancelled waits for the server to hear of it."""


class HeldConnection:
    """A connection for one operation, in the driver's eyes and in SQLAlchemy's."""

    def __init__(
        self,
        database: Database,
        tally: Tally,
        record: Any,
        proxy: PoolProxiedConnection | None = None,
        lent: AsyncConnection | None = None,
    ) -> None:
        """`record` is the connection's place in the pool, `proxy` what the pool made of it, where it was asked to.

        `lent` is that of whoever holds the connection, where it is not taken of the pool for the operation.
        """
        engine: Any = database.engine.sync_engine
        self.database, self.tally, self._engine = database, tally, engine
        self._record, self._pool, self._proxy, self._sqlalchemy = record, engine.pool, proxy, lent
        self._adapter = record.dbapi_connection
        self.driver: Any = self._adapter._connection
        self._is_heard = database.audience.hears_statements
        self._tells: bool | None = None
        self._may_be_interrupted = False
        """Whether the server was asked to end a statement, and may take the next one for it."""

    @property
    def proxy(self) -> PoolProxiedConnection:
        """What SQLAlchemy's own ways take for the connection."""
        if self._proxy is None:
            self._proxy = proxied(self._record, self._pool)
        return self._proxy

    @property
    def sqlalchemy(self) -> AsyncConnection:
        """The same connection as SQLAlchemy's, for its sessions, its events and its errors."""
        if self._sqlalchemy is None:
            connection = Connection(self._engine, connection=self.proxy)
            connection.info[TALLY] = self.tally
            self._sqlalchemy = AsyncConnection(self.database.engine, connection)
        return self._sqlalchemy

    @property
    def is_valid(self) -> bool:
        """False once it broke, or was given back."""
        return self.driver is not None and (self._proxy is None or self._proxy.is_valid)

    async def _fail(self, error: BaseException, text: str, arguments: Any, context: Any = None) -> NoReturn:
        """Raise what SQLAlchemy makes of an error. What is cut in the middle costs the connection."""
        if self._is_unharmed_by(error):
            raise error
        context = context or self._context(text, arguments)
        # In a task of its own: whoever is cancelled may be so again, and the server has to hear of it nevertheless.
        failing = self.database.keep(greenlet_spawn(self._raise, error, text, arguments, context))
        if isinstance(error, Exception):
            await outcome(failing)
        else:
            await asyncio.wait((failing,), timeout=CUT_SECONDS)
        raise error

    def _is_unharmed_by(self, error: BaseException) -> bool:
        """Whether the connection goes on after an error that is not the database's."""
        return False

    def _raise(self, error: BaseException, text: str, arguments: Any, context: Any) -> NoReturn:
        try:
            if isinstance(error, Exception):
                self._adapter._handle_exception(error)
            raise error
        except BaseException as translated:
            self._sync()._handle_dbapi_exception(translated, text, arguments, context.cursor, context)

    def _context(self, text: str, arguments: Any) -> Any:
        connection = self._sync()
        made: Any = connection.dialect.execution_ctx_cls
        options = connection.get_execution_options()
        return made._init_statement(connection.dialect, connection, NO_CURSORS, options, text, [arguments])

    def _sync(self) -> Connection:
        connection = self.sqlalchemy.sync_connection
        assert connection is not None
        return connection
