"""Timing and counting the statements of an engine: for the operation they belong to, and for the log of slow ones."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.observing import current

logger = logging.getLogger(__name__)

STARTED = "sqlmodel_strawberry.statement_started"
CONTROL = re.compile(r"\s*(BEGIN|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|PRAGMA|SET|SELECT set_config)\b", re.IGNORECASE)
"""Control of transactions and connections, which is no statement of anyone's."""


class StatementTimes:
    """Tells operations of their statements; logs, without parameters, those that take more than `slow` seconds."""

    def __init__(self, engine: Engine, slow: float | None) -> None:
        self._slow = slow
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        event.listen(engine, "handle_error", self._error)
        events: Any = [engine.dispatch.before_cursor_execute, engine.dispatch.after_cursor_execute]
        (self._befores, self._all_befores), (self._afters, self._all_afters) = [
            (each.listeners, each.parent_listeners) for each in events
        ]

    @property
    def are_alone(self) -> bool:
        """Whether nobody else listens to the statements of the engine: then `ended` is all that need be called."""
        return len(self._befores) == len(self._afters) == 1 and not self._all_befores and not self._all_afters

    def ended(self, text: str, began: float, tally: Tally | None, *, failed: bool) -> None:
        """A statement that `began`, by `time.perf_counter`, has ended."""
        seconds = time.perf_counter() - began
        if self._slow is not None and seconds > self._slow:
            logger.warning("slow statement (%.3f s): %s", seconds, text)
        if CONTROL.match(text):
            return
        if tally is not None:
            tally.statements += 1
        observation = current()
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
            self.ended(text, began, connection.info.get(TALLY), failed=failed)
