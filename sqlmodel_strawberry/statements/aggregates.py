"""Aggregates of the rows in scope: of all, per parent, and per group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.buckets import Bucket, truncated
from sqlmodel_strawberry.statements.comparisons import Expression
from sqlmodel_strawberry.statements.decimals import as_text
from sqlmodel_strawberry.statements.labels import numbered
from sqlmodel_strawberry.statements.reads import Statement, joined_table
from sqlmodel_strawberry.statements.scopes import Scope, scoped, scoped_from
from sqlmodel_strawberry.statements.slots import count
from sqlmodel_strawberry.statements.visibility import Access

FIRST = "#first"
"""Slot for how many groups."""


class Aggregate(StrEnum):
    """What to compute. VALUES counts the values that are not null, which an exact average divides by."""

    COUNT = "count"
    VALUES = "values"
    DISTINCT = "countDistinct"
    MIN = "min"
    MAX = "max"
    SUM = "sum"

    __hash__ = str.__hash__  # an enum's own is slower, and measures are looked up for each value


class Measure(NamedTuple):
    """One aggregate of one column; COUNT counts rows and has no column."""

    aggregate: Aggregate
    column: Column | None = None


class GroupKey(NamedTuple):
    """One column that rows are grouped by, instants and dates in buckets."""

    column: Column
    bucket: Bucket | None = None


Measured: TypeAlias = Mapping[Measure | GroupKey, Any]
"""The values of the measures that were selected, and a group's key where it is one of a group."""


def all_measured(resource: Resource, scope: Scope, measures: Sequence[Measure], access: Access) -> Statement:
    """One row: the measures of all rows in scope."""
    select = sa.select(*_values(measures, access.dialect)).select_from(resource.table)
    return select.where(*scoped(resource, scope, resource.table, access))


def related_measured(
    relation: Relation, scope: Scope, measures: Sequence[Measure], alone: bool, access: Access
) -> Statement:
    """A row for each bound parent key that has any rows in scope."""
    select = sa.select(*numbered(relation.remote), *_values(measures, access.dialect)).select_from(
        joined_table(relation)
    )
    conditions = scoped_from(relation, scope, relation.target.table, access)
    matching = keys.matches(relation.remote, access.dialect, alone=alone)
    return select.where(matching, *conditions).group_by(*relation.remote)


def grouped(
    resource: Resource, scope: Scope, by: Sequence[GroupKey], measures: Sequence[Measure], access: Access
) -> Statement:
    """A row for each of the largest groups, as many as `FIRST` is given: its keys, then its measures."""
    group = _group_keys(by, access.dialect)
    select = sa.select(*group, *_values(measures, access.dialect)).select_from(resource.table)
    select = select.where(*scoped(resource, scope, resource.table, access)).group_by(*_positions(group))
    return select.order_by(*_largest_first(group, access.dialect)).limit(count(FIRST))


def related_grouped(
    relation: Relation, scope: Scope, by: Sequence[GroupKey], measures: Sequence[Measure], alone: bool, access: Access
) -> Statement:
    """The same for each bound parent key."""
    group, parents = _group_keys(by, access.dialect), numbered(relation.remote)
    number = sa.func.row_number().over(partition_by=relation.remote, order_by=_largest_first(group, access.dialect))
    asked = [*parents, *group, *_values(measures, access.dialect)]
    select = sa.select(*asked, number.label("#row")).select_from(joined_table(relation))
    conditions = scoped_from(relation, scope, relation.target.table, access)
    select = select.where(keys.matches(relation.remote, access.dialect, alone=alone), *conditions)
    rows = select.group_by(*relation.remote, *[label.element for label in group]).subquery("page")
    wanted = sa.select(*[rows.c[label.name] for label in asked])
    return wanted.where(rows.c["#row"] <= count(FIRST)).order_by(rows.c["#row"])


def is_count(measure: Measure) -> bool:
    """Whether the measure of no rows is 0; that of the others is null."""
    return measure.aggregate in (Aggregate.COUNT, Aggregate.VALUES, Aggregate.DISTINCT)


def is_text(measure: Measure) -> bool:
    """Whether rows have an exact decimal as text."""
    exact = measure.column is not None and measure.column.is_exact
    return exact and measure.aggregate in (Aggregate.MIN, Aggregate.MAX, Aggregate.SUM)


def measured(of: Sequence[Measure | GroupKey], row: Sequence[Any], start: int = 0) -> Measured:
    """The values of a fetched row from `start` on, as resolvers get them."""
    values: Measured = dict(zip(of, row[start:], strict=True))
    return {each: Decimal(value) if _is_text(each, value) else value for each, value in values.items()}


def _is_text(of: Measure | GroupKey, value: Any) -> bool:
    return value is not None and isinstance(of, Measure) and is_text(of)


def _values(measures: Sequence[Measure], dialect: str) -> list[sa.Label[Any]]:
    return [_value(measure, dialect).label(f"#m{index}") for index, measure in enumerate(measures)]


def _value(measure: Measure, dialect: str) -> Expression:
    if measure.column is None:
        return sa.func.count()
    value = _of_column(measure, measure.column.source, dialect)
    return as_text(value, dialect) if is_text(measure) else value


def _of_column(measure: Measure, source: sa.Column[Any], dialect: str) -> Expression:
    match measure.aggregate:
        case Aggregate.DISTINCT:
            return sa.func.count(sa.distinct(source))
        case Aggregate.MIN:
            return sa.func.min(source)
        case Aggregate.MAX:
            return sa.func.max(source)
        case Aggregate.SUM:
            return _sum(source, dialect)
        case _:
            return sa.func.count(source)


def _sum(source: sa.Column[Any], dialect: str) -> Expression:
    if dialect == "postgresql" or not isinstance(source.type, sa.BigInteger):
        return sa.func.sum(source)
    # SQLite fails where a sum outgrows 64 bits, so the two halves of the numbers are added apart: "high,low".
    high = sa.cast(sa.func.sum(source.op(">>")(sa.literal_column("32"))), sa.Text())
    low = sa.cast(sa.func.sum(source.op("&")(sa.literal_column("4294967295"))), sa.Text())
    return high + sa.literal_column("','") + low


def total(value: Any) -> int | None:
    """What `_sum` gives of integers. PostgreSQL adds those of 64 bits as NUMERIC."""
    if not isinstance(value, str):
        return None if value is None else int(value)
    high, low = map(int, value.split(","))
    return (high << 32) + low


def _group_keys(by: Sequence[GroupKey], dialect: str) -> list[sa.Label[Any]]:
    return [truncated(key.column, key.bucket, dialect).label(f"#g{index}") for index, key in enumerate(by)]


def _positions(group: Sequence[sa.Label[Any]]) -> list[Any]:
    return [label.element for label in group]


def _largest_first(group: Sequence[sa.Label[Any]], dialect: str) -> list[Expression]:
    # SQLite sorts nulls first unless told; PostgreSQL last.
    keys_ = [label.element.asc() if dialect == "postgresql" else label.element.asc().nulls_last() for label in group]
    return [sa.func.count().desc(), *keys_]
