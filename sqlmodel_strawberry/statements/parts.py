"""Cutting a page out of a list, so that an index is read from where the page begins to where it ends.

Mostly the list is read as it is ordered. Where its first column may be null, `a > 1 OR a IS NULL`, or nulls at the
other end than the database has them, would have everything read: values and nulls are then read apart, as two ranges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.lists.pages import END, LIMIT, OFFSET, Page, ceiling
from sqlmodel_strawberry.statements.comparisons import Condition, Expression
from sqlmodel_strawberry.statements.indexes import has_index
from sqlmodel_strawberry.statements.orders import beyond, bounds, default_nulls_first, direction, directions, value_of
from sqlmodel_strawberry.statements.slots import count
from sqlmodel_strawberry.statements.visibility import Access


@dataclass(frozen=True)
class Half:
    """The values or the nulls of a list, and what orders them."""

    conditions: Sequence[Condition]
    order_by: Sequence[Expression]


def cut(
    rows: sa.Select[Any],
    page: Page,
    source: sa.FromClause,
    access: Access,
    tied: Sequence[sa.Column[Any]] | None,
    *,
    bounded: bool = False,
) -> sa.Select[Any]:
    """The page of `rows` of `source`, in order: as many as `LIMIT` is given.

    `tied` are columns of the same table that are equal in all rows; None where another table decides which these are.
    With `bounded` the text says roughly how many rows are wanted, so that PostgreSQL can plan without the parameter.
    """
    limit, offset = count(LIMIT), count(OFFSET) if page.offset else None
    if not _has_halves(page, access.dialect, tied):
        ordered = rows.where(*bounds(page, source, access)).order_by(*directions(page, source, access))
        if bounded and offset is None:
            few = ordered.limit(sa.literal_column(str(ceiling(page.size + 1)))).subquery("page")
            return sa.select(*few.c).limit(limit)
        return ordered.limit(limit).offset(offset)
    halves = [half for nulls in (False, True) if (half := _half(page, source, access, nulls=nulls))]
    if not halves:
        return rows.where(sa.false())
    if len(halves) == 1:
        return rows.where(*halves[0].conditions).order_by(*halves[0].order_by).limit(limit).offset(offset)
    values = [value_of(term, source, access).label(f"#s{index}") for index, term in enumerate(page.order)]
    wide = rows.add_columns(*values)
    found = [wide.where(*half.conditions).order_by(*half.order_by).limit(count(END)).subquery() for half in halves]
    both = sa.union_all(*[sa.select(half) for half in found]).subquery("halves")
    order_by = [
        direction(term, page.backward, both.c[value.name], access.dialect)
        for term, value in zip(page.order, values, strict=True)
    ]
    wanted = [both.c[column.name] for column in rows.selected_columns]
    return sa.select(*wanted).order_by(*order_by).limit(limit).offset(offset)


def _has_halves(page: Page, dialect: str, tied: Sequence[sa.Column[Any]] | None) -> bool:
    """Whether values and nulls are better read apart: without an index on them that would only take twice as long."""
    first = page.order[0]
    column = first.own_column
    if column is None or not column.nullable or tied is None:
        return False
    if not has_index(column.source.table, [*tied, column.source]):
        return False
    # SQLite by itself reads an index in two goes where nulls belong to its other end.
    misplaced = dialect != "sqlite" and first.nulls_first != default_nulls_first(first.descending, dialect)
    return misplaced or page.after is not None or page.before is not None


def _half(page: Page, source: sa.FromClause, access: Access, *, nulls: bool) -> Half | None:
    """None where the page holds nothing of this half."""
    first, *others = page.order
    value = value_of(first, source, access)
    conditions: list[Condition] = [value.is_(None) if nulls else value.is_not(None)]
    for cursor, before in ((page.after, False), (page.before, True)):
        if cursor is None:
            continue
        nulls_beyond = first.nulls_first == before
        if (cursor[0] is None) != nulls:
            if nulls != nulls_beyond:
                return None
        elif nulls:
            conditions.append(beyond(others, cursor[1:], source, access, before=before))
        else:
            # Nulls are not here, so they may as well lie on the near side, where they are in nobody's way.
            order = (replace(first, nulls_first=not before), *others)
            conditions.append(beyond(order, cursor, source, access, before=before))
    # Nulls tie: their order runs like the next one, so that an index on both is read in one direction.
    leader = others[0] if nulls and others else first
    order_by = value.desc() if leader.descending != page.backward else value.asc()
    return Half(conditions, [order_by, *directions(page, source, access)[1:]])
