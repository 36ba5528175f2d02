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
from sqlmodel_strawberry.statements.functions import OuterFirst
from sqlmodel_strawberry.statements.orders import directions, value_of
from sqlmodel_strawberry.statements.parts import cut
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
    select = select.where(*scoped(resource, scope, resource.table, dialect))
    return cut(select, page, resource.table, dialect, tied=())


def related_pages(relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    """One page, and one row more, for each bound parent key. Of a parent's rows only these are read, by an index."""
    if dialect == "postgresql":
        return _lateral_pages(relation, scope, columns, page, dialect)
    return _listed_pages(relation, scope, columns, page, dialect)


def _lateral_pages(relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    parents, table = keys.parents(relation.remote, dialect), relation.target.table
    lateral = _page_of_parent(
        relation, _selected(relation.target, columns, page, dialect), parents, scope, page, table, dialect
    ).lateral("page")
    # The nested loop keeps the inner order.
    return sa.select(*parents.c, *lateral.c).select_from(parents.join(lateral, sa.true()))


def _listed_pages(relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    # SQLite has no LATERAL, but what follows IN may have a LIMIT.
    parents, table = keys.parents(relation.remote, dialect), relation.target.table
    inner = table.alias()
    key = [column.source for column in relation.target.key]
    listed = _page_of_parent(relation, [inner.c[source.key] for source in key], parents, scope, page, inner, dialect)
    in_page = key[0].in_(listed) if len(key) == 1 else sa.tuple_(*key).in_(listed)
    select = sa.select(*parents.c, *_selected(relation.target, columns, page, dialect))
    # The other way round, each row of the table would be looked for in the page of each parent.
    return select.select_from(OuterFirst(parents, table, in_page)).order_by(*directions(page, table, dialect))


def _page_of_parent(
    relation: Relation,
    selected: Sequence[sa.ColumnElement[Any]],
    parents: sa.FromClause,
    scope: Scope,
    page: Page,
    target: sa.FromClause,
    dialect: str,
) -> Statement:
    """The page of one row of `parents`, in a subquery. `target` is the related table or an alias of it."""
    holder = target if relation.through is None else relation.through
    tied = [holder.c[remote.key] == parent for remote, parent in zip(relation.remote, parents.c, strict=True)]
    rows = sa.select(*selected).select_from(joined_table(relation, target)).correlate(parents)
    rows = rows.where(*tied, *scoped(relation.target, scope, target, dialect))
    return cut(rows, page, target, dialect, tied=relation.remote if relation.through is None else None)


def joined_table(relation: Relation, target: sa.FromClause | None = None) -> sa.FromClause:
    """The target's table, or an alias of it, with the table between for many-to-many."""
    target = relation.target.table if target is None else target
    if relation.through is None:
        return target
    tied = [link == target.c[column.key] for link, column in relation.through_on]
    return relation.through.join(target, sa.and_(*tied))


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
