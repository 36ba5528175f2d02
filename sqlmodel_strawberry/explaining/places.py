"""Where the nodes of an operation's tree stand in its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Place:
    """A node that keeps what it fetches under `number`."""

    number: int
    path: str
    asked: AskedField

    def parts(self, fetched: Any, load: Load) -> Iterator[FieldPart]:
        """What a load is for; nothing where it is another node's. `fetched` is what this one keeps."""
        wanted = load.fetched
        if fetched is wanted:
            yield self._shows("page" if isinstance(fetched, FetchedPages) else "rows")
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

    def _shows(self, what: str) -> FieldPart:
        return FieldPart(self.path, self.asked.coordinate, what)


def places(fields: Mapping[str, Any], path: str = "") -> Iterator[Place]:
    """Those of the nodes below fields of a root, or of rows."""
    for key, field in fields.items():
        here = f"{path}.{key}" if path else key
        match field:
            case ConnectionField():
                yield Place(field.number, here, field.asked)
                yield from _of_parts(field.parts, here)
            case ToOneField() | WalkField():
                yield Place(field.number, here, field.asked)
                yield from _of_rows(field.selection, here)
            case LookupField():
                yield Place(field.number, here, field.asked)
                for selection in field.selections.values():
                    yield from _of_rows(selection, here)
            case SearchField():
                yield Place(field.number, here, field.asked)
                yield from _of_hits(field.parts, here)
            case MutationField():
                yield Place(field.number, here, field.asked)
                yield from _of_payload(field, here)


def _of_rows(selection: RowSelection, path: str) -> Iterator[Place]:
    return places(selection.related, path)


def _of_parts(parts: Iterable[ConnectionPart], path: str) -> Iterator[Place]:
    for part in parts:
        here = f"{path}.{part.asked.key}"
        if isinstance(part, Edges):
            for key, selection in part.nodes.items():
                yield from _of_rows(selection, f"{here}.{key}")
        else:
            for selection in part.selections():
                yield from _of_rows(selection, here)


def _of_hits(parts: Iterable[HitsPart], path: str) -> Iterator[Place]:
    for part in parts:
        here = f"{path}.{part.asked.key}"
        for key, selections in part.selections.items():
            for selection in selections.values():
                yield from _of_rows(selection, f"{here}.{key}" if part.fields else here)


def _of_payload(field: MutationField, path: str) -> Iterator[Place]:
    for key, part in field.parts.items():
        here = f"{path}.{key}"
        if part.rows is not None:
            yield from _of_rows(part.rows, here)
        if isinstance(part.query, QuerySelection):
            yield from places(part.query.fields, here)
