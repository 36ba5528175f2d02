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
from sqlmodel_strawberry.fields.forms import Part
from sqlmodel_strawberry.lists.pages import to_cursor
from sqlmodel_strawberry.loading.rows import row_maker

if TYPE_CHECKING:
    from sqlmodel_strawberry.executor.connection_parts import Edges, FetchedPages
    from sqlmodel_strawberry.executor.connections import ConnectionField
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


class FieldSource(Protocol):
    """A source that is no row."""

    def value_of_field(self, run: Run, key: str, read: Callable[[Any], Any]) -> Any:
        """What a field shows; `read` calls its resolver with another source. Raises what went wrong."""


@dataclass(frozen=True, slots=True)
class ConnectionSource:
    """The connection of one parent."""

    field: ConnectionField
    fetched: FetchedPages
    index: int

    def value_of_field(self, run: Run, key: str, read: Callable[[Any], Any]) -> Any:
        """See `FieldSource`."""
        part = next(part for part in self.field.parts if part.asked.key == key)
        return part.source(self.fetched, self.index)


@dataclass(frozen=True, slots=True)
class EdgeSource:
    """One edge of a connection."""

    edges: Edges
    fetched: FetchedPages
    block: Block
    index: int

    def value_of_field(self, run: Run, key: str, read: Callable[[Any], Any]) -> Any:
        """See `FieldSource`."""
        asked = next(asked for asked in self.edges.fields if asked.key == key)
        if asked.form is Part.NODE:
            return source_of(self.edges.nodes[key], self.block, self.index)
        order, row = self.fetched.listing.page.order, self.block.rows[self.index]
        values = [row[at] for at in self.fetched.order_positions()]
        return to_cursor(self.edges.resource, order, tuple(values))


class RootField(Protocol):
    """A field of a root type that was run."""

    def source(self, run: Run) -> Any:
        """What it gave, as a source for graphql-core. Raises what went wrong."""


@dataclass(frozen=True, slots=True)
class RootSource:
    """A root of the graph."""

    fields: Mapping[str, RootField]

    def value_of_field(self, run: Run, key: str, read: Callable[[Any], Any]) -> Any:
        """See `FieldSource`."""
        return self.fields[key].source(run)


@dataclass(frozen=True, slots=True)
class BegunSource:
    """The root of a mutation of which only some fields were run."""

    fields: Mapping[str, RootField]
    next: list[str]
    """The others that graphql-core came to."""

    def value_of_field(self, run: Run, key: str, read: Callable[[Any], Any]) -> Any:
        """See `FieldSource`."""
        if key not in self.fields:
            self.next.append(key)
            raise LookupError(key)
        return self.fields[key].source(run)


def look_again(run: Run, fields: Mapping[str, RootField]) -> Completed:
    """The answer, with its errors, of graphql-core over what was fetched."""
    result = _executed(run, RootSource(fields))
    return result.data, result.errors


def goes_on(run: Run, begun: Mapping[str, RootField]) -> bool:
    """Whether graphql-core begins another field after these: it does not once a null has reached the root."""
    source = BegunSource(begun, [])
    _executed(run, source)
    return bool(source.next)


def _executed(run: Run, root: FieldSource) -> ExecutionResult:
    def resolve(resolver: Callable[..., Any], source: Any, info: Any, **arguments: Any) -> Any:
        key = info.path.key
        if info.field_name == TYPENAME:
            return resolver(source, info)
        if hasattr(type(source), "value_of_field"):
            return source.value_of_field(run, key, lambda other: resolver(other, info, **arguments))
        place: Place | None = getattr(source, "__dict__", {}).get(PLACE)
        if place is not None and place.has(key):
            return place.value(run, key)
        return resolver(source, info, **arguments)

    executor = run.executor.build_per_event_executor(root)
    executor.middleware_manager = MiddlewareManager(resolve)
    result = executor.execute_operation()
    assert isinstance(result, ExecutionResult)
    return result
