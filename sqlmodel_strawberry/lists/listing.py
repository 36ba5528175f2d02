"""What a connection field asks for, once for all parents of a level, and the statements that fetch it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel_strawberry.database.reading import Shape
from sqlmodel_strawberry.lists.kept import Filtered
from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements import aggregates, combined, reads
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.slots import Values


@dataclass(slots=True)
class Listing:
    """A connection field of the document, its arguments parsed: the same for every parent of a level."""

    resource: Resource
    scope: Scope
    page: Page
    columns: tuple[Column, ...]
    joins: tuple[Join, ...]
    """The rows at the other end of relations that come with its own, where it stands below no list."""
    measures: tuple[Measure, ...]
    paged: bool
    """Whether its rows are asked for, and not only figures."""
    grouped: bool
    """Whether groups of its rows are."""
    of_all: bool
    """Whether it is of all rows of the resource, not of those that parents have."""
    clauses: int
    """Tests in its filter."""
    kept: Filtered = field(compare=False, repr=False)

    @property
    def is_combined(self) -> bool:
        """Whether the measures come with the page, or else with the first groups."""
        return self.of_all and bool(self.measures) and (self.paged or self.grouped)

    def rows(self) -> tuple[Shape, Values]:
        """The statement that fetches it of all rows of the resource, each behind the measures where there are any."""
        (scope, scope_values), (page, page_values) = self.scope.slotted, self.page.slotted
        parts = self.resource, scope, self.columns, self.joins, page
        if self.measures:
            shape = self.kept.shape("rows", combined.measured_page, *parts, self.measures)
        else:
            shape = self.kept.shape("rows", reads.page, *parts)
        return shape, {**scope_values, **page_values} if scope_values else page_values

    def figures(self) -> tuple[Shape, Values]:
        """The one that fetches its measures, of all rows."""
        scope, values = self.scope.slotted
        return self.kept.shape("figures", aggregates.all_measured, self.resource, scope, self.measures), values

    def groups(self, grouping: Grouping) -> tuple[Shape, Values]:
        """The one that fetches the largest of its groups, of all rows."""
        (scope, values), by, measures = self.scope.slotted, grouping.by, grouping.measures
        shape = self.kept.shape((by, measures), aggregates.grouped, self.resource, scope, by, measures)
        return shape, {**values, aggregates.FIRST: grouping.first}

    def measured_groups(self, grouping: Grouping) -> tuple[Shape, Values]:
        """The same with the listing's measures in front of each group."""
        (scope, values), by, measures = self.scope.slotted, grouping.by, grouping.measures
        parts = self.resource, scope, by, measures, self.measures
        shape = self.kept.shape(("measured", by, measures), combined.measured_groups, *parts)
        return shape, {**values, aggregates.FIRST: grouping.first}


@dataclass(frozen=True)
class Grouping:
    """A `groups` field of the document, its arguments parsed."""

    by: tuple[GroupKey, ...]
    measures: tuple[Measure, ...]
    first: int

    @cached_property
    def of(self) -> tuple[GroupKey | Measure, ...]:
        """What a group's row has the values of."""
        return (*self.by, *self.measures)
