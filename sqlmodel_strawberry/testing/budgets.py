"""What each operation of clients takes, and may take: a budget that is committed, and fails when an operation grows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphql import GraphQLSyntaxError, OperationDefinitionNode, OperationType, parse

from sqlmodel_strawberry.client_documents.files import (
    ClientDocument,
    ClientDocumentsError,
    located,
    read_text,
    read_variables,
)
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.exceptions import ErrorCode
from sqlmodel_strawberry.operations.execution import Request, Result
from sqlmodel_strawberry.schema import Schema


class UnmeasuredError(Exception):
    """An operation that cannot be measured, in words."""


@dataclass(frozen=True)
class OperationBudget:
    """What one operation takes."""

    statements: int
    """SQL statements that it runs."""
    rows: int
    """Rows that it shows and writes."""
    cost: int
    """What it is priced at before it runs: the most that it can cost (docs/cost.md)."""

    def growth(self, over: OperationBudget) -> str:
        """Where this is more than another; nothing where it is not."""
        was, now = asdict(over), asdict(self)
        return ", ".join(f"{now[name]} {name} instead of {was[name]}" for name in now if now[name] > was[name])


@dataclass(frozen=True)
class MeasuredOperation:
    """An operation to measure."""

    key: str
    """Its name; with its file where several have the name."""
    document: ClientDocument
    name: str | None
    writes: bool

    def variables(self) -> Mapping[str, Any]:
        """Those beside the document: `NAME.variables.json`, NAME being the operation's or the file's.

        Raises:
            UnmeasuredError: the file is not a JSON object.
        """
        source = Path(self.document.source.partition(".json ")[0])
        for stem in filter(None, (self.name, source.stem)):
            path = source.parent / f"{stem}.variables.json"
            if path.exists():
                return _variables(path)
        return {}


def operations_to_measure(documents: Sequence[ClientDocument]) -> list[MeasuredOperation]:
    """The operations of documents.

    Raises:
        UnmeasuredError: a document is not GraphQL, or two operations would have one budget.
    """
    found = [(document, node) for document in documents for node in _operations(document)]
    names = Counter(node.name.value if node.name else Path(document.source).stem for document, node in found)
    made = [
        MeasuredOperation(_key(document, node, names), document, node.name.value if node.name else None, _writes(node))
        for document, node in found
    ]
    keys = Counter(each.key for each in made)
    for each in made:
        if keys[each.key] > 1:
            raise UnmeasuredError(f"{each.document.source}: several operations are called {each.key}; name them apart")
    return made


async def measure_all(
    schema: Schema, database: Database, viewer: Any, operations: Sequence[MeasuredOperation]
) -> dict[str, OperationBudget]:
    """What each operation takes, by its key.

    Raises:
        UnmeasuredError: some are refused, or have errors: it tells of all of them.
    """
    found, refused = {}, []
    for each in operations:
        try:
            found[each.key] = await measure(schema, database, viewer, each)
        except UnmeasuredError as error:
            refused.append(str(error))
    if refused:
        raise UnmeasuredError("\n".join(refused))
    return found


async def measure(schema: Schema, database: Database, viewer: Any, operation: MeasuredOperation) -> OperationBudget:
    """Run an operation; what it writes is undone.

    Raises:
        UnmeasuredError: it is refused, or has errors.
    """
    request = Request(operation.document.text, operation.variables(), operation.name)
    if operation.writes:
        async with database.engine.connect() as connection:
            transaction = await connection.begin()
            result = await schema.execute(request, Context(Session(database, connection), viewer))
            await transaction.rollback()
    else:
        result = await schema.execute(request, Context(database.session(), viewer))
    if result.errors or result.cost is None or result.cost.actual is None:
        raise UnmeasuredError(f"{operation.key} ({operation.document.source}): {_reason(result)}")
    if refused := sorted(_user_errors(result.data)):
        hint = "; nothing is measured of what is refused, so give it other variables, or api_rows other values"
        raise UnmeasuredError(f"{operation.key} ({operation.document.source}): {', '.join(refused)}{hint}")
    estimated, actual = result.cost.estimated, result.cost.actual
    return OperationBudget(actual.statements, actual.rows, estimated.total)


def read_budgets(path: Path) -> Mapping[str, OperationBudget]:
    """The committed budgets; none where there is no file.

    Raises:
        UnmeasuredError: the file is not one that this module wrote.
    """
    if not path.exists():
        return {}
    try:
        budgets = {name: OperationBudget(**said) for name, said in json.loads(read_text(path)).items()}
        if not all(type(most) is int for budget in budgets.values() for most in asdict(budget).values()):
            raise ValueError("it says something else than whole numbers")
        return budgets
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnmeasuredError(f"{path} is no file of budgets: {error}") from None


def overruns(budgets: Mapping[str, OperationBudget], found: Mapping[str, OperationBudget]) -> Iterator[str]:
    """Where operations take more than they may, have no budget, or are not there any more."""
    for name, now in found.items():
        was = budgets.get(name)
        if was is None:
            yield f"{name}: it has no budget"
        elif growth := now.growth(was):
            yield f"{name}: {growth}"
    yield from (f"{name}: there is no such operation any more" for name in budgets if name not in found)


def written_budgets(found: Mapping[str, OperationBudget]) -> str:
    """The text of the committed file: a line for each operation."""
    lines = (f"  {json.dumps(name)}: {json.dumps(asdict(budget))}" for name, budget in sorted(found.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _operations(document: ClientDocument) -> Iterator[OperationDefinitionNode]:
    try:
        parsed = parse(document.text)
    except GraphQLSyntaxError as error:
        raise UnmeasuredError(f"{document.source}: {located(error)}") from None
    yield from (node for node in parsed.definitions if isinstance(node, OperationDefinitionNode))


def _user_errors(data: Mapping[str, Any] | None) -> set[str]:
    """What payloads say of why nothing was written, where the operation asks them."""
    payloads = [each for each in (data or {}).values() if isinstance(each, dict)]
    errors = [error for each in payloads for error in each.get("userErrors") or ()]
    return {str(error.get("code") or error.get("message") or "userErrors") for error in errors}


def _key(document: ClientDocument, node: OperationDefinitionNode, names: Counter[str]) -> str:
    stem = Path(document.source).stem
    name = node.name.value if node.name else stem
    return f"{stem}: {name}" if names[name] > 1 else name


def _writes(node: OperationDefinitionNode) -> bool:
    return node.operation is OperationType.MUTATION


def _reason(result: Result) -> str:
    """Why there is nothing to measure, and what would mend it."""
    if not result.errors:
        return "it was not run"
    reason: str = result.errors[0]["message"]
    if "ariable" in reason:
        return f"{reason}; variables are read from NAME.variables.json beside it"
    if result.errors[0]["extensions"]["code"] in (ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN):
        return f"{reason} (The fixture api_viewer says who asks.)"
    return reason


def _variables(path: Path) -> Mapping[str, Any]:
    try:
        return read_variables(path)
    except ClientDocumentsError as error:
        raise UnmeasuredError(str(error)) from None
