"""Statements over the table of idempotency records. A record is one row for each key."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

PURGED_AT_ONCE = 10


def claim(
    table: sa.Table, dialect: str, *, key_hash: str, request_hash: str, now: dt.datetime, expired: dt.datetime
) -> sa.Executable:
    """Begin the record of a key; returns nothing where another request has begun one that has not expired.

    It waits for a transaction that has written the key and is not over. Either way the row is locked afterwards: ON
    CONFLICT DO UPDATE locks what its WHERE leaves alone too (PostgreSQL, INSERT), and SQLite has one writer at a time.
    """
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    new = {"request_hash": request_hash, "outcomes": "{}", "created_at": now}
    return (
        insert.values(key_hash=key_hash, **new)
        .on_conflict_do_update(index_elements=["key_hash"], set_=new, where=table.c.created_at < expired)
        .returning(table.c.key_hash)
    )


def read(table: sa.Table, key_hash: str) -> sa.Select[tuple[str, str]]:
    """The request and the outcomes of a key."""
    return sa.select(table.c.request_hash, table.c.outcomes).where(table.c.key_hash == key_hash)


def keep(table: sa.Table, key_hash: str, outcomes: str) -> sa.Update:
    """Write the outcomes of a key."""
    return sa.update(table).where(table.c.key_hash == key_hash).values(outcomes=outcomes)


def purge(table: sa.Table, expired: dt.datetime) -> sa.Delete:
    """Delete some expired records: more than a write adds, so that they run out. Those in use are passed over."""
    some = sa.select(table.c.key_hash).where(table.c.created_at < expired).order_by(table.c.created_at)
    return sa.delete(table).where(
        table.c.key_hash.in_(some.limit(PURGED_AT_ONCE).with_for_update(skip_locked=True).scalar_subquery())
    )
