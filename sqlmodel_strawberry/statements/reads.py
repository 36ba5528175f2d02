"""Reading statements: pure functions from resource, scope, columns and page to a `Select`.

What a viewer may not see is left out in `scopes` and nowhere else, so that lists, relations, counts and lookups agree.
Each statement that answers for several parents returns their keys first, then what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.pages import Page
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.comparisons import Condition
from sqlmodel_strawberry.statements.orders import bounds, directions, value_of
from sqlmodel_strawberry.statements.scopes import Scope, scoped, visible

Statement = sa.Select[Any]


def by_key(resource: Resource, key: Sequence[Column], columns: Sequence[Column], dialect: str) -> Statement:
    """The rows whose key columns equal one of the bound keys."""
    sources = [column.source for column in key]
    select = sa.select(*numbered(sources), *named(columns)).select_from(resource.table)
    return select.where(keys.matches(sources, dialect), *visible(resource, resource.table))


def related_one(relation: Relation, columns: Sequence[Column], dialect: str) -> Statement:
    """The one row at the other end, for each bound parent key."""
    select = sa.select(*numbered(relation.remote), *named(columns)).select_from(joined_table(relation))
    return select.where(keys.matches(relation.remote, dialect), *visible(relation.target, relation.target.table))


def page(resource: Resource, scope: Scope, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    """One page of the rows in scope, and one row more to tell whether others follow."""
    select = sa.select(*_selected(resource, columns, page, dialect)).select_from(resource.table)
    select = select.where(*scoped(resource, scope, resource.table, dialect), *bounds(page, resource.table, dialect))
    select = select.order_by(*directions(page, resource.table, dialect))
    return select.limit(page.size + 1).offset(page.offset or None)


def related_pages(relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    """One page, and one row more, for each bound parent key."""
    target = relation.target
    conditions = [*scoped(target, scope, target.table, dialect), *bounds(page, target.table, dialect)]
    if dialect == "postgresql":
        return _lateral_pages(relation, conditions, columns, page, dialect)
    return _numbered_pages(relation, conditions, columns, page, dialect)


def _lateral_pages(
    relation: Relation, conditions: Sequence[Condition], columns: Sequence[Column], page: Page, dialect: str
) -> Statement:
    # LATERAL reads only the page through an index on (foreign key, order). The nested loop keeps the inner order.
    parents = keys.parents(relation.remote, dialect)
    tied = [remote == parent for remote, parent in zip(relation.remote, parents.c, strict=True)]
    select = sa.select(*_selected(relation.target, columns, page, dialect)).select_from(joined_table(relation))
    rows = select.where(*tied, *conditions).order_by(*directions(page, relation.target.table, dialect))
    rows = rows.limit(page.size + 1).offset(page.offset or None)
    lateral = rows.correlate(parents).lateral("page")
    return sa.select(*parents.c, *lateral.c).select_from(parents.join(lateral, sa.true()))


def _numbered_pages(
    relation: Relation, conditions: Sequence[Condition], columns: Sequence[Column], page: Page, dialect: str
) -> Statement:
    order = directions(page, relation.target.table, dialect)
    number = sa.func.row_number().over(partition_by=relation.remote, order_by=order).label("#row")
    asked = [*numbered(relation.remote), *_selected(relation.target, columns, page, dialect)]
    select = sa.select(*asked, number).select_from(joined_table(relation))
    rows = select.where(keys.matches(relation.remote, dialect), *conditions).subquery("page")
    wanted = sa.select(*[rows.c[column.name] for column in asked])
    last = page.offset + page.size + 1
    return wanted.where(rows.c["#row"] > page.offset, rows.c["#row"] <= last).order_by(rows.c["#row"])


def joined_table(relation: Relation) -> sa.FromClause:
    """The target's table, with the table between for many-to-many."""
    if relation.through is None:
        return relation.target.table
    tied = [link == column for link, column in relation.through_on]
    return relation.through.join(relation.target.table, sa.and_(*tied))


def numbered(sources: Sequence[sa.Column[Any]]) -> list[sa.Label[Any]]:
    """Key columns under names that no attribute can have."""
    return [source.label(f"#k{index}") for index, source in enumerate(sources)]


def named(columns: Sequence[Column]) -> list[sa.Label[Any]]:
    """Columns under their attributes' names."""
    return [column.source.label(column.name) for column in columns]


def _selected(resource: Resource, columns: Sequence[Column], page: Page, dialect: str) -> list[sa.Label[Any]]:
    """The asked columns, then the order values that only a cursor needs."""
    values = [value_of(term, resource.table, dialect) for term in page.cursor_terms]
    return [*named(columns), *[value.label(f"#o{index}") for index, value in enumerate(values)]]
