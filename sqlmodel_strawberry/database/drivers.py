"""What every connection of a driver must have, so that SQLite and PostgreSQL behave alike, and faults are found out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import await_only

from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from sqlmodel_strawberry.statements.comparisons import json_at, json_contains, json_equal

SQLITE_FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "casefold": (1, lambda text: None if text is None else text.casefold()),
    "json_at": (2, json_at),
    "json_equal": (2, json_equal),
    "json_contains": (2, json_contains),
}


def prepare_connections(engine: AsyncEngine) -> None:
    """Set up each connection that the engine makes from now on."""
    for name, listener in LISTENERS[engine.dialect.name].items():
        event.listen(engine.sync_engine, name, listener)


class Audience:
    """Who else than the engine listens to its events. It is asked once for each connection, as SQLAlchemy does.

    It is made when the engine listens itself.
    """

    __slots__ = ("_engine", "_of_statements", "_transactions")

    def __init__(self, engine: Engine) -> None:
        self._engine: Any = engine
        events: Any = engine.dispatch
        collections = events.before_cursor_execute, events.after_cursor_execute
        self._of_statements = [each for one in collections for each in (one.listeners, one.parent_listeners)]
        self._transactions = "begin" in LISTENERS[engine.name]

    @property
    def hears_statements(self) -> bool:
        """Whether anybody does to statements, the log among them. (One listener before and one after each is ours.)"""
        # SQLAlchemy adds to these, and takes out of them, where somebody has listened before.
        return sum(map(len, self._of_statements)) > 2 or self._engine.logger.isEnabledFor(logging.INFO)

    @property
    def hears_transactions(self) -> bool:
        """Whether anybody does to what begins and ends transactions."""
        events = self._engine.dispatch
        begin, commit, rollback = events.begin, events.commit, events.rollback
        return bool(
            len(begin.listeners) + len(begin.parent_listeners) > self._transactions
            or commit.listeners
            or commit.parent_listeners
            or rollback.listeners
            or rollback.parent_listeners
        )


def tell_others(connection: Connection, name: str) -> None:
    """Tell whoever else listens that a transaction begins, is committed or is rolled back."""
    ours = LISTENERS[connection.dialect.name].get(name)
    for listener in getattr(connection.dispatch, name):
        if listener is not ours:
            listener(connection)


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    # The driver's own transaction control begins late and never for reads, so SQLAlchemy's "begin" does it below.
    dbapi_connection.isolation_level = None
    for name, (arguments, function) in SQLITE_FUNCTIONS.items():
        dbapi_connection.create_function(name, arguments, function, deterministic=True)
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA case_sensitive_like=ON")
    cursor.close()


def _watch_for_lost_clients(dbapi_connection: Any, _record: Any) -> None:
    """Let the server end the statements of a client that died, while they run. (Not every platform's server can.)"""
    cursor = dbapi_connection.cursor()
    with suppress(dbapi_connection.dbapi.Error):
        cursor.execute("SET client_connection_check_interval = '1s'")
    dbapi_connection.commit()
    cursor.close()


def _have_usable(dbapi_connection: Any, _record: Any, _proxy: Any) -> None:
    """The server was restarted, or something between cut the connection: take another one. A snapshot rests: end it."""
    driver = dbapi_connection.driver_connection
    try:
        if not driver.is_closed() and driver.is_in_transaction():
            await_only(driver.execute("ROLLBACK"))
    except Exception as error:
        raise DisconnectionError from error
    if driver.is_closed():
        raise DisconnectionError


def _drop_open_transaction(dbapi_connection: Any, record: Any) -> None:
    """What was left open must not reach the next operation."""
    driver = dbapi_connection and dbapi_connection.driver_connection
    if driver is not None and (driver.is_closed() or driver.is_in_transaction()):
        record.invalidate()


def _name_lost_connection(context: ExceptionContext) -> DatabaseUnavailableError | None:
    """The driver's errors that SQLAlchemy leaves as they are: only here it is known that they are the database's."""
    error = context.original_exception
    is_drivers = isinstance(error, OSError | TimeoutError) or type(error).__module__.startswith("asyncpg")
    if not is_drivers or context.sqlalchemy_exception is not None:
        return None
    context.is_disconnect = True
    return DatabaseUnavailableError("the connection broke")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "BEGIN")
    if mode:
        connection.exec_driver_sql(mode)


LISTENERS: dict[str, dict[str, Callable[..., Any]]] = {
    "sqlite": {"connect": _prepare_sqlite, "begin": _begin_sqlite},
    "postgresql": {
        "connect": _watch_for_lost_clients,
        "checkout": _have_usable,
        "checkin": _drop_open_transaction,
        "handle_error": _name_lost_connection,
    },
}
"""By dialect and event."""
