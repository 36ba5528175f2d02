"""What is selected of a connection."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel_strawberry.fields.joins import joins_of
from sqlmodel_strawberry.fields.selections import Selected, columns_for, subfields
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.joins import Join


@dataclass(frozen=True)
class ConnectionSelection:
    """What is selected of a connection's rows."""

    columns: tuple[Column, ...]
    joins: tuple[Join, ...]
    """The rows that come with them."""
    rows: bool
    """Whether the page is asked for at all, and not only figures about the list."""
    groups: bool
    """Whether groups of the list's rows are."""
    cursors: bool
    page_info: bool
    """Whether it matters what comes before and after the page."""


def connection_selection(selected: Selected, resource: Resource) -> ConnectionSelection:
    """What its rows need, and whether their cursors are asked for."""
    parts = subfields(selected, selected.field_nodes, f"{resource.name}Connection")
    edges = subfields(selected, parts.get("edges", ()), f"{resource.name}Edge")
    fields = subfields(selected, [*parts.get("nodes", ()), *edges.get("node", ())], resource.name)
    columns, joins = columns_for(resource, fields, ()), joins_of(selected, resource, fields)
    asked = not {"nodes", "edges", "pageInfo"}.isdisjoint(parts)
    page_info = "pageInfo" in parts
    return ConnectionSelection(columns, joins, asked, "groups" in parts, "cursor" in edges or page_info, page_info)
