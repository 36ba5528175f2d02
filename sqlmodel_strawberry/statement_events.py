"""Timing and counting the statements of an engine: for the operation they belong to, and for the log of slow ones."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.observing import current

logger = logging.getLogger(__name__)

STARTED = "sqlmodel_strawberry.statement_started"
CONTROL = re.compile(r"\s*(BEGIN|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|PRAGMA|SET|SELECT set_config)\b", re.IGNORECASE)
"""Control of transactions and connections, which is no statement of anyone's."""


def time_statements(engine: AsyncEngine, slow: float | None) -> None:
    """Tell operations of their statements; log, without parameters, those that take more than `slow` seconds."""

    def before(connection: Connection, *_: Any) -> None:
        connection.info[STARTED] = time.perf_counter()

    def after(connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        ended(connection, text, failed=False)

    def error(context: ExceptionContext) -> None:
        if context.connection is not None and context.statement is not None:
            ended(context.connection, context.statement, failed=True)

    def ended(connection: Connection, text: str, *, failed: bool) -> None:
        began = connection.info.pop(STARTED, None)
        if began is None:
            return
        seconds = time.perf_counter() - began
        if slow is not None and seconds > slow:
            logger.warning("slow statement (%.3f s): %s", seconds, text)
        if CONTROL.match(text):
            return
        tally: Tally | None = connection.info.get(TALLY)
        if tally is not None:
            tally.statements += 1
        observation = current()
        if observation is not None:
            observation.ran(text, began, seconds, failed=failed)

    event.listen(engine.sync_engine, "before_cursor_execute", before)
    event.listen(engine.sync_engine, "after_cursor_execute", after)
    event.listen(engine.sync_engine, "handle_error", error)
