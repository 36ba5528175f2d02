"""Rows that examples are made of, and asking which of them a filter finds."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry import Database
from tests.sqlmodel_strawberry.reading.domain import Colour, Label, Maker, Review, Thing, labelled
from tests.sqlmodel_strawberry.reading.shapes import SHAPES
from tests.sqlmodel_strawberry.running import Operations

Values = dict[str, Any]
ExampleRow = tuple[Any, Values]

NEW_YEAR = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def thing_key(n: int) -> uuid.UUID:
    """The key of the thing with this number."""
    return uuid.UUID(int=n)


def thing(n: int, **values: Any) -> ExampleRow:
    """A thing with this number; what is not given is dull, and null where it may be."""
    dull = {
        "id": thing_key(n),
        "n": n,
        "pieces": 0,
        "grams": 0,
        "title": "",
        "price": Decimal(0),
        "score": 0.0,
        "is_new": False,
        "made_at": NEW_YEAR,
        "made_on": NEW_YEAR.date(),
        "code": thing_key(n),
        "colour": Colour.blue,
        "data": {},
        "notes": sa.null(),
        "secret": f"hidden {n}",
        "cost": Decimal(n),
    }
    return Thing, dull | values


def maker(n: int, **values: Any) -> ExampleRow:
    """A maker with this number and key."""
    return Maker, {"id": n, "n": n, "name": f"maker {n}", "secret": f"hidden {n}", **values}


def label(name: str, n: int, **values: Any) -> ExampleRow:
    """A label."""
    return Label, {"name": name, "n": n, **values}


def review(thing_n: int, number: int, **values: Any) -> ExampleRow:
    """A review of a thing; its number tells it from all others."""
    return Review, {"thing_id": thing_key(thing_n), "number": number, "n": number, "words": "", **values}


def puts(label_name: str, *things: int) -> list[ExampleRow]:
    """Puts a label on things."""
    return [(labelled, {"thing_id": thing_key(n), "label_name": label_name}) for n in things]


async def insert(database: Database, rows: Iterable[ExampleRow]) -> None:
    """Write rows past the engine."""
    async with database.engine.begin() as connection:
        for table, values in rows:
            await connection.execute(sa.insert(table).values(values))


def query(type_: str) -> str:
    """Which rows of a type pass `$filter`, by number."""
    listed = f"{SHAPES[type_].list_name}(filter: $filter, orderBy: $orderBy, first: 100)"
    return (
        f"query ($filter: {type_}Filter, $orderBy: [{type_}Order!]) {{ list: {listed} {{ totalCount nodes {{ n }} }} }}"
    )


async def passing(
    api: Operations, filter_: Mapping[str, Any] | None, type_: str = "Thing", order: Sequence[Values] = ()
) -> list[int]:
    """The numbers of the rows that pass, in the order asked or of their keys. `totalCount` must agree."""
    found = (await api.data(query(type_), filter=filter_, orderBy=order))["list"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["n"] for node in found["nodes"]]


async def refusal(api: Operations, filter_: Any, type_: str = "Thing", order: Sequence[Values] = ()) -> str:
    """The message of the one error a filter is refused with, which is the client's fault."""
    result = await api.run(query(type_), filter=filter_, orderBy=order)
    assert [error["extensions"] for error in result.errors] == [{"code": "BAD_USER_INPUT"}], result.errors
    assert result.data is None
    message: str = result.errors[0]["message"]
    return message
