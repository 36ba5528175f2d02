"""Watching an operation while it runs. Where a schema has no observers, nothing is recorded."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeAlias

from graphql import OperationDefinitionNode

from sqlmodel_strawberry.documents.kept import Document, hash_of
from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError, RequestError
from sqlmodel_strawberry.observing.records import Observer, OperationRecord, Outcome, StatementRecord, Step, StepRecord
from sqlmodel_strawberry.operations.masking import mask

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context
    from sqlmodel_strawberry.operations.execution import Request, Result

logger = logging.getLogger(__name__)

KEPT = 1000
"""Statements and batches of one operation that are kept in its record; the others are only counted."""
NAME_CHARACTERS = 100
NAME = re.compile(rf"[_A-Za-z][_0-9A-Za-z]{{0,{NAME_CHARACTERS - 1}}}", re.ASCII)
"""What is kept of a name. That of an operation that was not found may be any text."""
OUTCOMES = {
    ErrorCode.INTERNAL_SERVER_ERROR: Outcome.ERROR,
    ErrorCode.UNAVAILABLE: Outcome.UNAVAILABLE,
    ErrorCode.TIMEOUT: Outcome.TIMEOUT,
}
SEVERITY = [Outcome.REFUSED, Outcome.TIMEOUT, Outcome.UNAVAILABLE, Outcome.ERROR]

Listener: TypeAlias = Callable[[str, float], None]


class Observation:
    """What is known of an operation that runs."""

    document: Document | None = None
    """Set when it is known to be valid."""
    operation: OperationDefinitionNode | None = None
    """That of the document which was asked for."""
    parsed_at: float | None = None
    """When the document was there, by `time.perf_counter`."""
    planned_at: float | None = None
    """When nothing was left to refuse: since then it runs."""
    listener: Listener | None = None
    """Who is told of each statement at once: its text, and the seconds that it took."""
    task: asyncio.Future[Result] | None = None
    """What goes on where nobody waits for the operation any more: that of a mutation, which ends with it."""

    def __init__(self, observers: Sequence[Observer], request: Request, context: Context[Any]) -> None:
        self.request = request
        self._observers = observers
        self._context = context
        self._statements: list[tuple[str, float, float, bool]] = []
        self._batches: list[int] = []
        self._started_at = time.time()
        self._began = time.perf_counter()

    def ran(self, text: str, began: float, seconds: float, *, failed: bool) -> None:
        """A statement that `began`, by `time.perf_counter`, has ended."""
        if len(self._statements) < KEPT:
            self._statements.append((text, began, seconds, failed))
        if self.listener is not None:
            self.listener(text, seconds)

    def loaded(self, keys: int) -> None:
        """A loader asks for the rows of this many keys at once."""
        if len(self._batches) < KEPT:
            self._batches.append(keys)

    def end(self, errors: Sequence[Mapping[str, Any]]) -> None:
        """The operation was answered, with these errors."""
        if not errors:
            self._tell(Outcome.OK)
            return
        extensions = [error.get("extensions", {}) for error in errors]
        codes = [str(each.get("code", ErrorCode.BAD_USER_INPUT)) for each in extensions]
        ids = [str(each["errorId"]) for each in extensions if "errorId" in each]
        code = max(codes, key=lambda code: SEVERITY.index(_outcome_of(code)))
        self._tell(_outcome_of(code), codes, code, ids)

    def fail(self, error: BaseException) -> None:
        """The operation was ended by an exception, which whoever asked for it answers."""
        if isinstance(error, asyncio.CancelledError):
            self._leave()
            return
        code = str(getattr(error, "code", ErrorCode.INTERNAL_SERVER_ERROR))
        self._tell(_outcome_of(code), [code], code)

    def _leave(self) -> None:
        """Whoever waited for the operation was cancelled. A mutation goes on."""
        if self.task is None:
            self._tell(Outcome.CANCELLED)
        else:
            self.task.add_done_callback(self._end_alone)

    def _end_alone(self, task: asyncio.Future[Result]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, RefusedRequestError):
            self.fail(error)
        elif isinstance(error, Exception):
            self.end([dict(error.formatted) if isinstance(error, RequestError) else mask(error)])
        elif error is not None or task.cancelled():
            self._tell(Outcome.CANCELLED)
        else:
            self.end(task.result().errors)

    def _tell(
        self, outcome: Outcome, codes: Sequence[str] = (), code: str | None = None, error_ids: Sequence[str] = ()
    ) -> None:
        # The task knows of the observation, by its context.
        record = self.task = None
        for observer in self._observers:
            ended = getattr(observer, "ended", None)
            try:
                if ended is None or ended(outcome):
                    record = record or self._record(outcome, codes, code, error_ids)
                    observer(record)
            except Exception:
                logger.exception("an observer failed")

    def _record(
        self, outcome: Outcome, codes: Sequence[str], code: str | None, error_ids: Sequence[str]
    ) -> OperationRecord:
        document, query, operation, began = self.document, self.request.query, self.operation, self._began
        session, cost, now = self._context.session, self._context.cost, time.perf_counter()
        return OperationRecord(
            self._name(),
            operation.operation.value if operation else None,
            document is not None and document.trusted,
            document.sha256 if document else hash_of(query) if query is not None else None,
            _principal(self._context.viewer),
            session.database.dialect,
            self._started_at,
            now - began,
            list(self._steps(now)),
            session.tally.statements,
            [StatementRecord(text, at - began, seconds, failed) for text, at, seconds, failed in self._statements],
            self._batches,
            session.tally.rows,
            cost.estimated if cost else None,
            self._context.fallback,
            outcome,
            code,
            codes,
            error_ids,
            self.request.variables,
            document.ast if document else None,
        )

    def _steps(self, now: float) -> Iterator[StepRecord]:
        """Those that it came to."""
        began = [self._began, *(each for each in (self.parsed_at, self.planned_at) if each is not None)]
        for step, at, ended in zip(Step, began, [*began[1:], now], strict=False):
            yield StepRecord(step, at - self._began, ended - at)

    def _name(self) -> str | None:
        if self.operation is not None:
            # What is in a document is a name.
            return self.operation.name.value[:NAME_CHARACTERS] if self.operation.name else None
        found = NAME.match(self.request.operation_name or "")
        return found[0] if found else None


CURRENT: ContextVar[Observation | None] = ContextVar("observation", default=None)

current: Callable[[], Observation | None] = CURRENT.get
"""The operation that the calling task works for, where it is observed."""


@contextmanager
def listening(request: Request, context: Context[Any], listener: Listener) -> Iterator[None]:
    """In this block, `listener` is told of the statements of an operation that nobody else observes."""
    observation = Observation((), request, context)
    observation.listener = listener
    token = CURRENT.set(observation)
    try:
        yield
    finally:
        CURRENT.reset(token)


def _outcome_of(code: str) -> Outcome:
    return OUTCOMES.get(code, Outcome.REFUSED)  # type: ignore[call-overload, no-any-return]


def _principal(viewer: Any) -> str | None:
    try:
        principal = getattr(viewer, "principal", None)
    except Exception:  # it may be any class's property
        logger.exception("a viewer does not say who it is")
        return None
    return principal if isinstance(principal, str) else None
