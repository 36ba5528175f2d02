"""Two answers to one operation: what of them must be equal.

`data` is equal byte by byte, with the order of its keys. Of errors, the GraphQL specification (6.4.4, "Handling
Execution Errors") leaves some things open:

- Their order is nobody's: graphql-core lists them as its tasks fail, so they are compared as a set.
- Where an error makes null of a place further up ("bubbles"), siblings that have not been executed yet may be left out,
  and their errors with them. Which of several errors are told of such a place then depends on what was executed first.
  So of a place that is null because of errors *below* it, each side must tell one at least, and whatever it tells
  must be an error that the operation has: one that the other side tells too, or that comes out once no field is
  non-null, and nothing bubbles (`Answer.possible`).
- Of a null that stands at the very field that failed, both must tell the same error.

`errorId` is random, and left out.

Two loads of one relation in different places become one statement where they meet in time, which hangs on the pace of
each side: of statements, one more is nothing in a single case, and too many in the sum of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from sqlmodel_strawberry.cost.reports import CostReport

Path = tuple[Any, ...]
Error = dict[str, Any]

COALESCED = 1
"""Statements that one side may save where loads happen to meet."""


@dataclass(frozen=True)
class Answer:
    """A response, what it cost, and what is in the database afterwards."""

    body: dict[str, Any]
    raw: bytes
    executed: bool
    cost: CostReport | None
    fallback: str | None = None
    """Why graphql-core ran it, where the compiler was asked."""
    looked_again: bool = False
    """Whether the compiler's plan had graphql-core say what is wrong."""
    tables: Mapping[str, Any] | None = None

    @property
    def errors(self) -> list[Error]:
        """Without what is random in them."""
        found = []
        for error in self.body.get("errors", ()):
            extensions = {name: value for name, value in error.get("extensions", {}).items() if name != "errorId"}
            found.append({**error, "extensions": extensions})
        return found


Possible = Callable[[Error], bool]


def differences(compiled: Answer, interpreted: Answer, possible: Possible = lambda _: False) -> list[str]:
    """What is not as it must be, in words; `possible` says whether an error may come up where no null bubbles."""
    found = []
    if compiled.executed != interpreted.executed:
        found.append(f"executed: {compiled.executed}, not {interpreted.executed}")
    if not interpreted.body.get("errors") and compiled.raw != interpreted.raw:
        found.append("the bytes of the answers differ")
    if orjson.dumps(compiled.body.get("data", ...), default=repr) != orjson.dumps(
        interpreted.body.get("data", ...), default=repr
    ):
        found.append("`data` differs")
    else:
        found += _errors(compiled, interpreted, possible)
    if compiled.looked_again and not interpreted.errors:
        found.append("graphql-core was asked what is wrong, where nothing is")
    found += _costs(compiled, interpreted)
    for name, rows in (interpreted.tables or {}).items():
        if compiled.tables is not None and compiled.tables[name] != rows:
            found.append(f"table {name} differs: {compiled.tables[name]}, not {rows}")
    return found


def _errors(compiled: Answer, interpreted: Answer, possible: Possible) -> Iterator[str]:
    if _sorted(compiled.errors) == _sorted(interpreted.errors):
        return
    mine, theirs = _by_place(compiled), _by_place(interpreted)
    if mine.keys() != theirs.keys():
        yield f"errors make null of {sorted(mine, key=str)}, not {sorted(theirs, key=str)}"
        return
    for place, told in mine.items():
        known = theirs[place]
        if all(tuple(error.get("path", ())) == place for error in (*told, *known)):
            if _sorted(told) != _sorted(known):
                yield f"errors at {place}: {told}, not {known}"
            continue
        for error in told:
            if error not in known and not possible(error):
                yield f"an error that there cannot be: {error}, but {known}"


def _by_place(answer: Answer) -> dict[Path, list[Error]]:
    """Errors by the null that stands for them."""
    found: dict[Path, list[Error]] = {}
    for error in answer.errors:
        found.setdefault(_place(answer.body.get("data"), tuple(error.get("path", ()))), []).append(error)
    return found


def _place(data: Any, path: Path) -> Path:
    for length, key in enumerate(path):
        if data is None:
            return path[:length]
        data = data[key]
    return path if data is None else (*path, "is no null")


def _costs(compiled: Answer, interpreted: Answer) -> Iterator[str]:
    mine, theirs = compiled.cost, interpreted.cost
    if mine is None or theirs is None:
        if mine is not theirs:
            yield f"cost: {mine}, not {theirs}"
        return
    if mine.estimated != theirs.estimated:
        yield f"estimated cost: {mine.estimated}, not {theirs.estimated}"
    if mine.actual is None or theirs.actual is None:
        if mine.actual is not theirs.actual:
            yield f"actual cost: {mine.actual}, not {theirs.actual}"
        return
    # A constraint that is broken costs statements that are in no estimate: what is in the way is looked for. And where
    # a null bubbles, graphql-core leaves out what it has not begun.
    most = max(mine.estimated.statements, theirs.actual.statements)
    if mine.actual.statements > most and not (compiled.tables is not None and interpreted.errors):
        yield f"{mine.actual.statements} statements, more than the estimated {mine.estimated.statements}"
    if not interpreted.errors:
        if mine.actual.rows != theirs.actual.rows:
            yield f"{mine.actual.rows} rows, not {theirs.actual.rows}"
        if mine.actual.statements > theirs.actual.statements + COALESCED:
            yield f"{mine.actual.statements} statements, more than {theirs.actual.statements}"


def statements(answer: Answer) -> int:
    """How many were run."""
    cost = answer.cost
    return cost.actual.statements if cost is not None and cost.actual is not None else 0


def _sorted(errors: list[Error]) -> list[bytes]:
    return sorted(orjson.dumps(error, option=orjson.OPT_SORT_KEYS) for error in errors)
