"""Reading statements: pure functions from resource, scope, columns and page to a `Select`.

What a viewer may not see is left out in `scopes` and nowhere else, so that lists, relations, counts and lookups agree.
Each statement that answers for several parents returns their keys first, or their places, then what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.functions import OuterFirst
from sqlmodel_strawberry.statements.joins import Join, beside
from sqlmodel_strawberry.statements.labels import named, numbered
from sqlmodel_strawberry.statements.orders import directions, value_of
from sqlmodel_strawberry.statements.parts import cut
from sqlmodel_strawberry.statements.scopes import Scope, scoped, scoped_from
from sqlmodel_strawberry.statements.targets import Target
from sqlmodel_strawberry.statements.visibility import Access, reachable, reading, sees_all, visible

Statement = sa.Select[Any]


def by_key(
    resource: Resource,
    key: Sequence[Column],
    columns: Sequence[Column],
    joins: Sequence[Join],
    alone: bool,
    access: Access,
) -> Statement:
    """The rows whose key columns equal one of the bound keys, which the viewer must be able to read."""
    sources = [column.source for column in key]
    select = sa.select(*numbered(sources), *named(resource, columns, access)).select_from(resource.table)
    readable = reading(resource, key, resource.table, access)
    matching = keys.matches(sources, access.dialect, alone=alone)
    rows = select.where(matching, *readable, *visible(resource, resource.table, access))
    return beside(rows, joins, access)


def by_key_to_write(
    resource: Resource, key: Sequence[Column], columns: Sequence[Column], alone: bool, target: Target, access: Access
) -> Statement:
    """Those of them that the viewer may write."""
    return by_key(resource, key, columns, (), alone, access).where(*target.writable(access))


def related_one(relation: Relation, columns: Sequence[Column], alone: bool, access: Access) -> Statement:
    """The one row at the other end, for each bound parent key."""
    target = relation.target
    select = sa.select(*numbered(relation.remote), *named(target, columns, access)).select_from(joined_table(relation))
    matching = keys.matches(relation.remote, access.dialect, alone=alone)
    return select.where(matching, *reachable(relation, target.table, access))


def page(
    resource: Resource, scope: Scope, columns: Sequence[Column], joins: Sequence[Join], page: Page, access: Access
) -> Statement:
    """One page of the rows in scope."""
    select = sa.select(*_selected(resource, columns, page, access)).select_from(resource.table)
    select = select.where(*scoped(resource, scope, resource.table, access))
    # Nothing depends on values but where to begin and to end: one plan is as good as another, and making one takes
    # PostgreSQL longer than running it. It would never keep one that does not say how many rows are wanted. With
    # conditions, which plan is good may depend on their values.
    bounded = access.dialect == "postgresql" and scope == Scope() and sees_all(resource, access)
    return beside(cut(select, page, resource.table, access, tied=(), bounded=bounded), joins, access)


def related_pages(
    relation: Relation,
    scope: Scope,
    columns: Sequence[Column],
    joins: Sequence[Join],
    page: Page,
    alone: bool,
    access: Access,
) -> Statement:
    """One page for each bound parent key. Of a parent's rows only these are read, by an index."""
    rows = _related_pages(relation, scope, columns, page, alone, access)
    if joins and not alone and access.dialect == "sqlite":
        # It drops the order of a subquery that has no limit.
        rows = rows.limit(-1)
    return beside(rows, joins, access)


def _related_pages(
    relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, alone: bool, access: Access
) -> Statement:
    if alone:
        tied = [keys.matches(relation.remote, access.dialect, alone=True)]
        selected = [*numbered(relation.remote), *_selected(relation.target, columns, page, access)]
        return _page_of_parent(relation, selected, tied, scope, page, relation.target.table, access)
    if access.dialect == "postgresql":
        return _lateral_pages(relation, scope, columns, page, access)
    return _listed_pages(relation, scope, columns, page, access)


def _lateral_pages(
    relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, access: Access
) -> Statement:
    parents, table = keys.parents(relation.remote, access.dialect), relation.target.table
    selected, tied = _selected(relation.target, columns, page, access), _tied(relation, parents, table)
    lateral = _page_of_parent(relation, selected, tied, scope, page, table, access, parents).lateral("page")
    leading = [parents.c[keys.PLACE]] if keys.are_placed(relation.remote, access.dialect) else [*parents.c]
    # The nested loop keeps the inner order.
    return sa.select(*leading, *lateral.c).select_from(parents.join(lateral, sa.true()))


def _listed_pages(relation: Relation, scope: Scope, columns: Sequence[Column], page: Page, access: Access) -> Statement:
    # SQLite has no LATERAL, but what follows IN may have a LIMIT.
    parents, table = keys.parents(relation.remote, access.dialect), relation.target.table
    inner = table.alias()
    key = [column.source for column in relation.target.key]
    selected, tied = [inner.c[source.key] for source in key], _tied(relation, parents, inner)
    listed = _page_of_parent(relation, selected, tied, scope, page, inner, access, parents)
    in_page = key[0].in_(listed) if len(key) == 1 else sa.tuple_(*key).in_(listed)
    select = sa.select(*parents.c, *_selected(relation.target, columns, page, access))
    # The other way round, each row of the table would be looked for in the page of each parent.
    return select.select_from(OuterFirst(parents, table, in_page)).order_by(*directions(page, table, access))


def _page_of_parent(
    relation: Relation,
    selected: Sequence[sa.ColumnElement[Any]],
    tied: Sequence[sa.ColumnElement[bool]],
    scope: Scope,
    page: Page,
    target: sa.FromClause,
    access: Access,
    parents: sa.FromClause | None = None,
) -> Statement:
    """The page of the one parent that rows are tied to; where it is a row of `parents`, in a subquery.

    `target` is the related table or an alias of it.
    """
    rows = sa.select(*selected).select_from(joined_table(relation, target))
    rows = rows if parents is None else rows.correlate(parents)
    rows = rows.where(*tied, *scoped_from(relation, scope, target, access))
    return cut(rows, page, target, access, tied=relation.remote if relation.through is None else None)


def _tied(relation: Relation, parents: sa.FromClause, target: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    holder = target if relation.through is None else relation.through
    return [holder.c[remote.key] == parents.c[f"k{index}"] for index, remote in enumerate(relation.remote)]


def joined_table(relation: Relation, target: sa.FromClause | None = None) -> sa.FromClause:
    """The target's table, or an alias of it, with the table between for many-to-many."""
    target = relation.target.table if target is None else target
    if relation.through is None:
        return target
    tied = [link == target.c[column.key] for link, column in relation.through_on]
    return relation.through.join(target, sa.and_(*tied))


def _selected(resource: Resource, columns: Sequence[Column], page: Page, access: Access) -> list[sa.Label[Any]]:
    """The asked columns, then the order values that only a cursor needs."""
    values = [value_of(term, resource.table, access) for term in page.cursor_terms]
    return [*named(resource, columns, access), *[value.label(f"#o{index}") for index, value in enumerate(values)]]
