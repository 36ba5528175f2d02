"""Joined rows where hand-written fields answer with rows, and relations that cannot be joined."""

from typing import Annotated, cast

import pytest
import strawberry
from sqlalchemy import ForeignKey, Index, String, func, insert, literal_column
from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, mapped_column, registry, relationship
from sqlmodel import SQLModel
from strawberry import Parent

from sqlmodel_strawberry import Schema, build_schema, field, resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations

harbour = registry()


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = harbour
    metadata = harbour.metadata


class Dock(Base):
    __tablename__ = "dock"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    town: Mapped[str] = mapped_column(String(20))
    sign: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20).with_variant(String(20, collation="C"), "postgresql"), unique=True)

    # As many docks as there are may have no sign.
    __table_args__ = (Index("one_sign", func.nullif(sign, literal_column("''")), unique=True),)


class Boat(Base):
    __tablename__ = "boat"

    id: Mapped[int] = mapped_column(primary_key=True)
    dock_id: Mapped[int | None] = mapped_column(ForeignKey("dock.id"))
    dock_sign: Mapped[str] = mapped_column(String(20))
    dock_code: Mapped[str | None] = mapped_column(
        String(20).with_variant(String(20, collation="POSIX"), "postgresql"), ForeignKey("dock.code")
    )
    dock: Mapped[Dock | None] = relationship(foreign_keys=dock_id, lazy="raise")
    owned_by: Mapped[Dock | None] = relationship(foreign_keys=dock_code, lazy="raise")
    seen_at: Mapped[Dock | None] = relationship(
        primaryjoin=lambda: foreign(Boat.dock_sign) == Dock.sign, lazy="raise", viewonly=True
    )


class DockPublic(SQLModel):
    """Where boats lie."""

    id: int
    name: str
    town: str
    sign: str


class BoatPublic(SQLModel):
    """What swims."""

    id: int
    dock_id: int | None


@resource(Dock, public=DockPublic)
class DockType:
    """Where boats lie."""


@resource(Boat, public=BoatPublic, relations=["dock", "owned_by", "seen_at"])
class BoatType:
    """What swims."""

    @field(requires=["id", "dock_id"])
    @staticmethod
    def itself(boat: Parent[BoatPublic]) -> Annotated["BoatType", strawberry.lazy(__name__)]:
        return cast("BoatType", boat)


def create_schema(*, compiled: bool) -> Schema:
    return build_schema([DockType, BoatType], compiled=compiled)


SCHEMAS = {"compiled": create_schema(compiled=True), "interpreted": create_schema(compiled=False)}


@pytest.fixture(params=SCHEMAS)
async def api(request: pytest.FixtureRequest, make_database: MakeDatabase) -> Operations:
    """Two docks with signs and two without; a boat at the first one, one without a sign, one nowhere."""
    database = await make_database(harbour.metadata)
    async with database.engine.begin() as connection:
        docks = [
            {"id": n, "name": f"dock {n}", "town": f"town {n}", "sign": sign, "code": sign}
            for n, sign in enumerate("ab", 1)
        ]
        docks += [{"id": n, "name": f"dock {n}", "town": f"town {n}", "sign": "", "code": str(n)} for n in (3, 4)]
        await connection.execute(insert(Dock), docks)
        boats = [(1, 1, "a"), (2, 2, ""), (3, None, "b")]
        await connection.execute(
            insert(Boat),
            [{"id": key, "dock_id": dock, "dock_sign": sign, "dock_code": sign or None} for key, dock, sign in boats],
        )
    return Operations(SCHEMAS[request.param], database)


class TestHandWrittenFields:
    async def test_that_answer_with_their_own_row_show_what_is_selected_below_them(self, api: Operations) -> None:
        query = "{ boats { nodes { dock { name } itself { dock { town } } } } }"
        with record_statements(api.database) as log:
            found = await api.data(query)
        assert found["boats"]["nodes"] == [
            {"dock": {"name": "dock 1"}, "itself": {"dock": {"town": "town 1"}}},
            {"dock": {"name": "dock 2"}, "itself": {"dock": {"town": "town 2"}}},
            {"dock": None, "itself": {"dock": None}},
        ]
        log.assert_count(2)

    async def test_share_what_was_joined_where_nothing_else_is_selected(self, api: Operations) -> None:
        with record_statements(api.database) as log:
            found = await api.data("{ boat(by: {databaseId: 1}) { dock { name town } itself { dock { town } } } }")
        assert found == {"boat": {"dock": {"name": "dock 1", "town": "town 1"}, "itself": {"dock": {"town": "town 1"}}}}
        log.assert_count(1)


async def test_an_index_on_what_a_function_makes_lets_rows_lead_to_several(api: Operations) -> None:
    result = await api.run("{ boats { nodes { databaseId seenAt { sign } } } }")
    assert result.data is not None
    assert result.data["boats"]["nodes"] == [
        {"databaseId": 1, "seenAt": {"sign": "a"}},
        {"databaseId": 2, "seenAt": {"sign": ""}},
        {"databaseId": 3, "seenAt": {"sign": "b"}},
    ]


async def test_columns_of_different_collations_are_not_compared(api: Operations) -> None:
    found = await api.data("{ boats { nodes { ownedBy { sign } } } }")
    assert found["boats"]["nodes"] == [{"ownedBy": {"sign": "a"}}, {"ownedBy": None}, {"ownedBy": {"sign": "b"}}]


def test_what_is_joined() -> None:
    relations = SCHEMAS["compiled"].resources["Boat"].relations
    joined = {"dock": True, "owned_by": False, "seen_at": False}
    assert {name: relation.leads_to_one for name, relation in relations.items()} == joined
