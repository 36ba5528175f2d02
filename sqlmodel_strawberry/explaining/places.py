"""Where the nodes of an operation's tree stand in its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlmodel_strawberry.executor.connection_parts import ConnectionPart, Edges, FetchedPages
from sqlmodel_strawberry.executor.connections import ConnectionField
from sqlmodel_strawberry.executor.payloads import MutationField
from sqlmodel_strawberry.executor.relations import ToOneField, WalkField
from sqlmodel_strawberry.executor.roots import LookupField, QuerySelection
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Load
from sqlmodel_strawberry.executor.searches import FetchedHits, HitsPart, SearchField
from sqlmodel_strawberry.explaining.explanation import FieldPart
from sqlmodel_strawberry.fields.asked import AskedField

Selections: TypeAlias = Iterable[tuple[str, RowSelection]]
"""What is selected of rows, and where these stand."""


@dataclass(frozen=True)
class Place:
    """A node that keeps what it fetches under `number`."""

    number: int
    path: str
    asked: AskedField
    selections: Selections = ()
    """Of its rows."""

    def parts(self, fetched: Any, load: Load) -> Iterator[FieldPart]:
        """What a load is for; nothing where it is another node's. `fetched` is what this one keeps."""
        wanted = load.fetched
        if fetched is wanted:
            yield self._shows("page" if isinstance(fetched, FetchedPages) else "rows")
            yield from self._joined(load)
        if isinstance(fetched, FetchedHits) and fetched.count is wanted:
            yield self._shows("count")
        if isinstance(fetched, FetchedPages):
            groups = list(fetched.groups.values())
            if any(each is wanted for each in groups):
                yield self._shows("groups")
            bringing = fetched if fetched.listing.paged else groups[0] if groups else None
            if wanted is fetched.figures or (fetched.brings_figures and wanted is bringing):
                yield self._shows("figures")

    def write(self) -> FieldPart:
        """Of a mutation: that it writes."""
        return self._shows("write")

    def _joined(self, load: Load) -> Iterator[FieldPart]:
        relations = [join.relation for join in load.joins]
        for path, selection in self.selections:
            for key, field in selection.related.items():
                if isinstance(field, ToOneField) and field.relation in relations:
                    yield FieldPart(f"{path}.{key}", field.asked.coordinate, "rows")

    def _shows(self, what: str) -> FieldPart:
        return FieldPart(self.path, self.asked.coordinate, what)


def places(fields: Mapping[str, Any], path: str = "") -> Iterator[Place]:
    """Those of the nodes below fields of a root, or of rows."""
    for key, field in fields.items():
        here = f"{path}.{key}" if path else key
        match field:
            case ConnectionField():
                selections = list(_of_parts(field.parts, here))
                yield Place(field.number, here, field.asked, selections)
                yield from _below(selections)
            case ToOneField() | WalkField():
                yield Place(field.number, here, field.asked)
                yield from _below([(here, field.selection)])
            case LookupField():
                selections = [(here, selection) for selection in field.selections.values()]
                yield Place(field.number, here, field.asked, selections)
                yield from _below(selections)
            case SearchField():
                yield Place(field.number, here, field.asked)
                yield from _of_hits(field.parts, here)
            case MutationField():
                yield Place(field.number, here, field.asked)
                yield from _of_payload(field, here)


def _below(selections: Selections) -> Iterator[Place]:
    for path, selection in selections:
        yield from places(selection.related, path)


def _of_parts(parts: Iterable[ConnectionPart], path: str) -> Selections:
    for part in parts:
        here = f"{path}.{part.asked.key}"
        if isinstance(part, Edges):
            yield from [(f"{here}.{key}", selection) for key, selection in part.nodes.items()]
        else:
            yield from [(here, selection) for selection in part.selections()]


def _of_hits(parts: Iterable[HitsPart], path: str) -> Iterator[Place]:
    for part in parts:
        here = f"{path}.{part.asked.key}"
        for key, selections in part.selections.items():
            below = f"{here}.{key}" if part.fields else here
            yield from _below([(below, selection) for selection in selections.values()])


def _of_payload(field: MutationField, path: str) -> Iterator[Place]:
    for key, part in field.parts.items():
        here = f"{path}.{key}"
        if part.rows is not None:
            yield from _below([(here, part.rows)])
        if isinstance(part.query, QuerySelection):
            yield from places(part.query.fields, here)
