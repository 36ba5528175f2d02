"""The figures of a list and its rows by one statement: the database is asked once, and so needs no transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements import aggregates, reads
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.reads import Statement
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import Access


def measured_page(
    resource: Resource,
    scope: Scope,
    columns: Sequence[Column],
    joins: Sequence[Join],
    page: Page,
    measures: Sequence[Measure],
    access: Access,
) -> Statement:
    """One page of the rows in scope, and in front of each the measures of all of them: see `apart`."""
    rows = reads.page(resource, scope, columns, joins, page, access)
    return _in_front(aggregates.all_measured(resource, scope, measures, access), rows)


def measured_groups(
    resource: Resource,
    scope: Scope,
    by: Sequence[GroupKey],
    of_group: Sequence[Measure],
    measures: Sequence[Measure],
    access: Access,
) -> Statement:
    """The largest groups, and in front of each the measures of all rows in scope: see `apart`."""
    groups = aggregates.grouped(resource, scope, by, of_group, access)
    return _in_front(aggregates.all_measured(resource, scope, measures, access), groups)


def _in_front(figures: Statement, rows: Statement) -> Statement:
    first = figures.subquery("figures")
    marked = rows.add_columns(sa.literal_column("1", sa.Integer()).label("#there")).subquery("listed")
    *own, mark = marked.c
    leading = [column.label(f"#f{index}") for index, column in enumerate(first.c)]
    # The nested loop keeps the inner order.
    return sa.select(*leading, mark, *own).select_from(first.outerjoin(marked, sa.true()))


def width(measures: Sequence[Measure]) -> int:
    """How many values stand in front of what a row has of its own: the measures, and a mark."""
    return len(measures) + 1


def apart(measures: Sequence[Measure], fetched: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    """The measures, and the rows. A single one without the mark says that there are none."""
    first, count = fetched[0], len(measures)
    return first[:count], () if first[count] is None else fetched
