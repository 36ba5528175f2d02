"""What an operation did, told to observers once it has ended: what logs, metrics and traces are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from graphql import DocumentNode

from sqlmodel_strawberry.cost.amounts import Cost


class Outcome(StrEnum):
    """How an operation ended, at its worst field."""

    OK = "ok"
    REFUSED = "refused"
    """The client's fault, or over a limit."""
    TIMEOUT = "timeout"
    UNAVAILABLE = "unavailable"
    ERROR = "error"
    """A bug."""
    CANCELLED = "cancelled"
    """The client went away from a query. (A mutation goes on, and its end is told.)"""


class Step(StrEnum):
    """A part of the way of an operation."""

    PARSE = "parse"
    """Text → a valid document, made or found in the cache."""
    PLAN = "plan"
    """The operation is chosen, and all is refused that can be without running it."""
    EXECUTE = "execute"


class StepRecord(NamedTuple):
    """A step that ended. Times are seconds, `began` since the operation's beginning."""

    step: Step
    began: float
    seconds: float


class StatementRecord(NamedTuple):
    """An SQL statement that ended: its text has placeholders, never its parameters. Times as in `StepRecord`."""

    text: str
    began: float
    seconds: float
    failed: bool

    @property
    def kind(self) -> str:
        """Its first word, such as SELECT."""
        return self.text.split(None, 1)[0].upper()


class OperationRecord(NamedTuple):
    """An operation that ended, however it did."""

    name: str | None
    """The operation's name: what the client chose, unless the document is trusted."""
    type: str | None
    """`query` or `mutation`; None where the document was refused."""
    trusted: bool
    """Whether the document was registered when the application started, so that its name is one of few."""
    document_hash: str | None
    """The SHA-256 of the document's text, in hexadecimal; None where it was asked for by an unknown id."""
    principal: str | None
    """Whose operation it was: the viewer's `principal`."""
    dialect: str
    started_at: float
    """Seconds since 1970."""
    seconds: float
    steps: Sequence[StepRecord]
    statement_count: int
    statements: Sequence[StatementRecord]
    """The first thousand of them."""
    batches: Sequence[int]
    """How many keys each statement of a loader was for."""
    rows: int
    """Rows in the lists of the answer, each as often as it is shown."""
    estimated: Cost | None
    """The most that it could cost, known before it ran; None where it was refused before that."""
    fallback: str | None
    """Why graphql-core ran it: one of few texts, made of the schema's names. None where a plan did, and where nothing
    ran."""
    outcome: Outcome
    code: str | None
    """The code of the error that made the outcome."""
    codes: Sequence[str]
    """The codes of all errors."""
    error_ids: Sequence[str]
    """Under which the log has what was masked."""
    variables: Mapping[str, Any]
    """As the client sent them, secrets included: never log them as they are."""
    document: DocumentNode | None
    """None where it was refused. It may have secrets in its literals."""

    @property
    def has_run(self) -> bool:
        """Whether it was begun: nothing refused it."""
        return bool(self.steps) and self.steps[-1].step is Step.EXECUTE

    def __repr__(self) -> str:
        shown = self._replace(variables={}, document=None)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown._asdict().items())})"


Observer: TypeAlias = Callable[[OperationRecord], None]
"""Told of each operation of a schema that ended. It is called in the operation's task, so it should be quick; what it
raises is logged, and harms nothing else.

One that has a method `ended(outcome)` too is told of the end by that first, and of the rest only where it returns True:
where no observer wants a record none is made."""
