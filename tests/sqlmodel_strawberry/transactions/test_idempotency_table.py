"""The table of records is checked when the schema is built, in words."""

from typing import Any

import pytest
from sqlalchemy import Column, DateTime, Integer, LargeBinary, String, Table, Text
from sqlalchemy.orm import registry

from app.models import IdempotencyRecord
from sqlmodel_strawberry import DeclarationError
from sqlmodel_strawberry.building.build_schema import build_schema
from tests.sqlmodel_strawberry.transactions.bank import AccountType, Record

FIT: dict[str, Column[Any]] = {
    "key_hash": Column("key_hash", String(64), primary_key=True),
    "request_hash": Column("request_hash", String(64)),
    "outcomes": Column("outcomes", Text),
    "created_at": Column("created_at", DateTime(timezone=True)),
}


def problems(model: type) -> list[tuple[str, str]]:
    with pytest.raises(DeclarationError) as caught:
        build_schema([AccountType], idempotency=model)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def mapped(*columns: Column[Any], without: str = "") -> type:
    changed = {column.name for column in columns} | {without}
    mappings = registry()
    kept = [column._copy() for name, column in FIT.items() if name not in changed]
    model = type("Seen", (), {})
    mappings.map_imperatively(model, Table("seen", mappings.metadata, *kept, *columns))
    return model


@pytest.mark.parametrize("model", [Record, IdempotencyRecord, mapped(), mapped(Column("note", Text))])
def test_what_fits_is_taken(model: type) -> None:
    assert build_schema([AccountType], idempotency=model).idempotency


@pytest.mark.parametrize(
    ("model", "what"),
    [
        (mapped(without="outcomes"), "the table has no column outcomes"),
        (mapped(Column("request_hash", LargeBinary)), "request_hash holds no str"),
        (mapped(Column("created_at", Integer)), "created_at holds no datetime"),
        (mapped(Column("request_hash", String(32))), "request_hash is too short for a hash"),
        (mapped(Column("id", Integer, primary_key=True)), "key_hash is not the primary key"),
        (mapped(Column("owner", Text, nullable=False)), "nobody fills owner"),
        (mapped(Column("outcomes", String(1000))), "outcomes is bounded, but answers are not"),
    ],
)
def test_what_does_not_is_told(model: type, what: str) -> None:
    assert ("idempotency=Seen", what) in problems(model)


def test_a_class_without_a_table_is_told() -> None:
    assert problems(int) == [("idempotency=int", "this is no mapped table")]
