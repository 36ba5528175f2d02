"""What was fetched, as sources for graphql-core: where something went wrong it looks once more, and says what.

It resolves nothing that has been fetched, and runs nothing again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from graphql import ExecutionResult, GraphQLError, MiddlewareManager

from sqlmodel_strawberry.executor.blocks import Block, Layout
from sqlmodel_strawberry.executor.run import Run
from sqlmodel_strawberry.fields.asked import TYPENAME
from sqlmodel_strawberry.loading.rows import row_maker

if TYPE_CHECKING:
    from sqlmodel_strawberry.executor.rows import RowSelection

PLACE = "_place"

Completed: TypeAlias = "tuple[dict[str, Any] | None, Sequence[GraphQLError] | None]"
"""The data of an answer, and its errors."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, and the row as it was fetched."""

    selection: RowSelection
    layout: Layout
    row: Any

    def value(self, run: Run, key: str) -> Any:
        """What a field shows that leads to other rows, or that a function made. Raises what went wrong."""
        related = self.selection.related.get(key)
        if related is not None:
            return related.source(run, self.row, self.layout)
        value = self.row[self.layout.index(self.selection.added[key].name)]
        if isinstance(value, Exception):
            raise value
        return value

    def has(self, key: str) -> bool:
        """Whether it does."""
        return key in self.selection.related or key in self.selection.added


def source_of(selection: RowSelection, block: Block, index: int) -> Any:
    """An object of the resource's class that stands for a row."""
    resource, row = selection.resource, block.rows[index]
    columns = [resource.columns[name] for name in block.layout if name in resource.columns]
    values = [value for name, value in zip(block.layout, row, strict=True) if name in resource.columns]
    source = row_maker(resource, columns)(values)
    source.__dict__[PLACE] = Place(selection, block.layout, row)
    return source


def indexes(span: slice) -> range:
    """The numbers of a span."""
    return range(span.start, span.stop)


def local_values(row: Any, layout: Layout, local: Sequence[str]) -> Any:
    """What leads from a row to others, as generated code has it."""
    values = tuple(row[layout.index(name)] for name in local)
    return values[0] if len(values) == 1 else values


Read: TypeAlias = Callable[[Any], Any]
"""Calls the resolver of a field with another source."""


@dataclass(frozen=True, slots=True)
class FieldSource:
    """A source that is no row: `value` gives what a field shows, by its response key. Raises what went wrong."""

    value: Callable[[str, Read], Any]


class RootField(Protocol):
    """A field of a root type that was run."""

    def source(self, run: Run) -> Any:
        """What it gave, as a source for graphql-core. Raises what went wrong."""


def root_source(run: Run, fields: Mapping[str, RootField]) -> FieldSource:
    """A root of the graph."""
    return FieldSource(lambda key, _read: fields[key].source(run))


def look_again(run: Run, fields: Mapping[str, RootField]) -> Completed:
    """The answer, with its errors, of graphql-core over what was fetched."""
    result = _executed(run, root_source(run, fields))
    return result.data, result.errors


def goes_on(run: Run, begun: Mapping[str, RootField]) -> bool:
    """Whether graphql-core begins another field after these: it does not once a null has reached the root."""
    others: list[str] = []

    def value(key: str, _read: Read) -> Any:
        if key not in begun:
            others.append(key)
            raise LookupError(key)
        return begun[key].source(run)

    _executed(run, FieldSource(value))
    return bool(others)


def _executed(run: Run, root: FieldSource) -> ExecutionResult:
    def resolve(resolver: Callable[..., Any], source: Any, info: Any, **arguments: Any) -> Any:
        key = info.path.key
        if info.field_name == TYPENAME:
            return resolver(source, info)
        if isinstance(source, FieldSource):
            return source.value(key, lambda other: resolver(other, info, **arguments))
        place: Place | None = getattr(source, "__dict__", {}).get(PLACE)
        if place is not None and place.has(key):
            return place.value(run, key)
        return resolver(source, info, **arguments)

    executor = run.executor.build_per_event_executor(root)
    executor.middleware_manager = MiddlewareManager(resolve)
    result = executor.execute_operation()
    assert isinstance(result, ExecutionResult)
    return result
