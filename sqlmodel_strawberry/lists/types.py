"""The types of a resource's lists: `HeroConnection`, `HeroEdge`, and the arguments of every field that gives one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.prices import FREE, PART
from sqlmodel_strawberry.fields.forms import Form, Part, Root
from sqlmodel_strawberry.fields.generated import argument, define, new_class, output_field
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists.aggregates import AggregateTypes
from sqlmodel_strawberry.lists.connection import Connection, PageInfo, Source, connection, connection_groups
from sqlmodel_strawberry.lists.prices import PAGE_ROWS, connection_price, groups_price
from sqlmodel_strawberry.resources.resource import Resource, with_article


@dataclass(frozen=True)
class ListTypes:
    """What every list of a resource is made of: its connection type, and the types of its arguments and figures."""

    resource: Resource
    connection: type
    filter: Any
    order: Any
    aggregates: AggregateTypes
    limits: Limits

    def field(
        self,
        name: str,
        description: str,
        source: Callable[[Any, ResolveInfo], Source],
        form: Form,
    ) -> StrawberryField:
        """A connection field; `source` says where its rows come from."""

        def resolve(parent: Any, info: ResolveInfo, **_arguments: Any) -> Connection:
            return connection(info, source(parent, info))

        price = connection_price(self.aggregates, self.limits, of_all=form is Root.LIST)
        return output_field(name, self.connection, resolve, description, self._arguments(), price, form)

    def define(self) -> None:
        """Make `HeroConnection` and `HeroEdge`."""
        noun, resource = self.resource.field_name, self.resource
        edge: Any = define(
            new_class(f"{resource.name}Edge"),
            f"{resource.name}Edge",
            [
                output_field(
                    "node", resource.cls, lambda source, _info: source[0], f"The {noun}.", price=PART, form=Part.NODE
                ),
                output_field("cursor", str, _edge_cursor, "Where it stands.", form=Part.CURSOR),
            ],
            f"{with_article(noun).capitalize()} and where it stands in a list.",
        )
        row: Any = resource.cls
        define(
            self.connection,
            f"{resource.name}Connection",
            [
                output_field("edges", list[edge], _edges, "The page's rows and cursors.", (), PAGE_ROWS, Part.EDGES),
                output_field("nodes", list[row], _nodes, "The page's rows.", (), PAGE_ROWS, Part.NODES),
                output_field("pageInfo", PageInfo, _page_info, "Where the page stands.", (), FREE, Part.PAGE_INFO),
                output_field(
                    "totalCount",
                    int,
                    lambda source, _info: source.total_count(),
                    "How many rows there are.",
                    form=Part.TOTAL_COUNT,
                ),
                output_field(
                    "aggregate",
                    self.aggregates.type,
                    lambda source, _info: source.figures(),
                    "Figures about all rows of the list, not only the page's.",
                    price=FREE,
                    form=Part.AGGREGATE,
                ),
                *([self._groups_field()] if self.aggregates.group_keys else []),
            ],
            f"A list of {resource.list_name}, a page at a time.",
        )

    def _groups_field(self) -> StrawberryField:
        limits = self.limits
        field_type: Any = self.aggregates.group_field

        def resolve(source: Connection, info: ResolveInfo, **_arguments: Any) -> Any:
            return connection_groups(source, info)

        group: Any = self.aggregates.group
        description = "Figures about groups of the list's rows, the largest group first."
        by = argument("by", list[field_type], f"What the rows of a group have in common, at most {limits.order_terms}.")
        size = f"at most {limits.page_size}; {limits.default_page_size} unless said"
        first = argument("first", int | None, f"How many groups, {size}.")
        price = groups_price(self.aggregates, limits)
        return output_field("groups", list[group], resolve, description, [by, first], price, Part.GROUPS)

    def _arguments(self) -> list[Any]:
        limits = self.limits
        size = f"at most {limits.page_size}; {limits.default_page_size} unless said"
        arguments = [
            argument("first", int | None, f"How many rows from the start, {size}."),
            argument("after", str | None, "Only rows after this cursor."),
            argument("last", int | None, f"How many rows from the end, at most {limits.page_size}."),
            argument("before", str | None, "Only rows before this cursor."),
            argument("offset", int | None, f"How many rows to skip, at most {limits.offset}. Prefer `after`."),
            argument("filter", self.filter | None, "Only rows that pass this."),
            argument("orderBy", list[self.order] | None, "What to order by; then by key."),  # type: ignore[name-defined]
        ]
        if self.resource.searchable:
            described = "Words that must all be found, whatever their case. Unless ordered, the best match comes first."
            arguments.append(argument("search", str | None, described))
        return arguments


def _edges(source: Connection, _info: ResolveInfo) -> Any:
    return source.edges()


def _nodes(source: Connection, _info: ResolveInfo) -> Any:
    return source.nodes()


def _page_info(source: Connection, _info: ResolveInfo) -> Any:
    return source.page_info()


def _edge_cursor(source: tuple[Any, Connection], _info: ResolveInfo) -> str:
    row, found = source
    return found.cursor(row)
