"""Calendar buckets of instants and dates, in UTC."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, is_aware

FORMATS = {
    "year": "%Y-01-01",
    "month": "%Y-%m-01",
    "day": "%Y-%m-%d",
    "hour": "%Y-%m-%d %H:00:00",
}


class Bucket(StrEnum):
    """The length of a bucket; a value stands for the one it begins."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


def truncated(column: Column, bucket: Bucket | None, dialect: str) -> sa.ColumnElement[Any]:
    """The column's value, or the beginning of its bucket as text: a date, or a date and time in UTC."""
    source = column.source
    if bucket is None:
        return source
    # The format is part of the text, not a parameter: GROUP BY must see the same expression.
    if dialect != "postgresql":
        return sa.func.strftime(sa.literal_column(f"'{FORMATS[bucket]}'"), sa.type_coerce(source, sa.Text()))
    local: sa.ColumnElement[Any] = source
    if is_aware(source.type):
        local = sa.func.timezone(sa.literal_column("'UTC'"), source)
    begins = sa.func.date_trunc(sa.literal_column(f"'{bucket}'"), local)
    pattern = "YYYY-MM-DD HH24:00:00" if bucket is Bucket.HOUR else "YYYY-MM-DD"
    return sa.func.to_char(begins, sa.literal_column(f"'{pattern}'"), type_=sa.Text())


def parse_bucket(text: str | None, kind: type) -> dt.datetime | dt.date | None:
    """What `truncated` gives as an instant or a date."""
    if text is None:
        return None
    if kind is dt.date:
        return dt.date.fromisoformat(text)
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
