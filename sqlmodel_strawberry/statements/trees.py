"""Trees: following a self-referential relation again and again, for many rows in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Relation
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.labels import named
from sqlmodel_strawberry.statements.reads import Statement
from sqlmodel_strawberry.statements.slots import count
from sqlmodel_strawberry.statements.visibility import Access, reachable, shown

FIRST, DEPTH = "#first", "#depth"
"""Slots for how many rows, and how many steps."""


def walk(relation: Relation, columns: Sequence[Column], alone: bool, access: Access) -> Statement:
    """The rows met from each bound key, nearest first: at most `FIRST` of each, at most `DEPTH` steps away.

    Returns the bound key, the row's own key, and its columns.
    """
    table, resource = relation.target.table, relation.target
    locals_ = [resource.columns[name] for name in relation.local]
    own = [column.source for column in resource.key]
    # What the walk carries: where it began, how far it came, the row it is at, and what leads on from there.
    origin = [source.label(f"#k{index}") for index, source in enumerate(relation.remote)]
    at = [source.label(f"#at{index}") for index, source in enumerate(own)]
    onward = [shown(resource, each, table, access).label(f"#on{index}") for index, each in enumerate(locals_)]
    start = sa.select(*origin, sa.literal(1).label("#depth"), *at, *onward)
    matching = keys.matches(relation.remote, access.dialect, alone=alone)
    start = start.where(matching, *reachable(relation, table, access))
    walked = start.cte("walked", recursive=True)
    following = table.alias()
    step = sa.select(
        *[walked.c[label.name] for label in origin],
        (walked.c["#depth"] + 1).label("#depth"),
        *[following.c[source.key] for source in own],
        *[shown(resource, each, following, access) for each in locals_],
    ).where(
        *[
            following.c[remote.key] == walked.c[label.name]
            for remote, label in zip(relation.remote, onward, strict=True)
        ],
        walked.c["#depth"] < count(DEPTH),
        *reachable(relation, following, access),
    )
    walked = walked.union_all(step)
    return _nearest(relation, walked, columns, access)


def _nearest(relation: Relation, walked: sa.CTE, columns: Sequence[Column], access: Access) -> Statement:
    table, resource = relation.target.table, relation.target
    origin: list[Any] = [walked.c[f"#k{index}"] for index in range(len(relation.remote))]
    at = [walked.c[f"#at{index}"] for index in range(len(resource.key))]
    order = [walked.c["#depth"], *at]
    number = sa.func.row_number().over(partition_by=origin, order_by=order).label("#row")
    here = [column.source == place for column, place in zip(resource.key, at, strict=True)]
    rows = sa.select(*origin, *at, *named(resource, columns, access), number).select_from(
        walked.join(table, sa.and_(*here))
    )
    page = rows.subquery("page")
    wanted = sa.select(*[column for column in page.c if column.key != "#row"])
    return wanted.where(page.c["#row"] <= count(FIRST)).order_by(page.c["#row"])
