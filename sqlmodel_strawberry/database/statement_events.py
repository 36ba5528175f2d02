"""Timing and counting the statements of an engine: for the operation they belong to, and for the log of slow ones."""

from __future__ import annotations

import logging
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.database.queries import is_control
from sqlmodel_strawberry.observing.observation import CURRENT

logger = logging.getLogger(__name__)

STARTED = "sqlmodel_strawberry.statement_started"


class StatementTimes:
    """Tells operations of their statements; logs, without parameters, those that take more than `slow` seconds."""

    def __init__(self, engine: Engine, slow: float | None) -> None:
        self._slow = slow
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        event.listen(engine, "handle_error", self._error)

    def ended(self, text: str, began: float, tally: Tally | None, is_control: bool, *, failed: bool) -> None:
        """A statement that `began`, by `time.perf_counter`, has ended. Where nobody else listens, nobody else is told.

        `is_control` is that of its text.
        """
        seconds = time.perf_counter() - began
        if self._slow is not None and seconds > self._slow:
            logger.warning("slow statement (%.3f s): %s", seconds, text)
        if is_control:
            return
        if tally is not None:
            tally.statements += 1
        observation = CURRENT.get()
        if observation is not None:
            observation.ran(text, began, seconds, failed=failed)

    def _before(self, connection: Connection, *_: Any) -> None:
        connection.info[STARTED] = time.perf_counter()

    def _after(self, connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        self._ended(connection, text, failed=False)

    def _error(self, context: ExceptionContext) -> None:
        if context.connection is not None and context.statement is not None:
            self._ended(context.connection, context.statement, failed=True)

    def _ended(self, connection: Connection, text: str, *, failed: bool) -> None:
        began = connection.info.pop(STARTED, None)
        if began is not None:
            self.ended(text, began, connection.info.get(TALLY), is_control(text), failed=failed)
