"""Rows that a service's mutation names are the viewer's to act on, before the service is called."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel
from sqlalchemy import insert, select

from sqlmodel_strawberry import Action, Context, Database, Key, Request, Schema, WriteSession, build_schema, mutation
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.policies.clinic import RESOURCES, Doctor
from tests.sqlmodel_strawberry.policies.clinic_tables import Note, Patient, clinic


class Referral(BaseModel):
    """Who is sent where."""

    patient_id: Annotated[int, Key(Patient)]


class Services:
    @mutation()
    @staticmethod
    async def weigh(
        session: WriteSession, patient_id: Annotated[int, Key(Patient, Action.UPDATE)], weight: int
    ) -> Patient:
        """Put someone on the scales."""
        patient = await session.get_one(Patient, patient_id)
        patient.weight = weight
        return patient

    @mutation()
    @staticmethod
    async def greet(session: WriteSession, patient_ids: list[Annotated[int, Key(Patient)]]) -> Patient:
        """Say hello."""
        return await session.get_one(Patient, patient_ids[0])

    @mutation()
    @staticmethod
    async def refer(session: WriteSession, referrals: list[Referral]) -> Patient:
        """Send someone elsewhere."""
        return await session.get_one(Patient, referrals[0].patient_id)

    @mutation(allow=lambda viewer, row: viewer is not None and (viewer.chief or Patient.__table__.c.id != viewer.id))
    @staticmethod
    async def confuse(session: WriteSession) -> Patient:
        """Nothing that a condition allows."""
        return await session.get_one(Patient, 1)

    @mutation()
    @staticmethod
    async def find(session: WriteSession, patient_id: Annotated[int, Key(Patient, None)]) -> Patient:
        """Look for someone, whoever they are."""
        return await session.get_one(Patient, patient_id)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema(RESOURCES, mutation=[Services])


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    """Patient 1 is doctor 1's, patients 2 and 3 are doctor 2's; everybody has heard of 3."""
    database = await make_database(clinic.metadata)
    rows = [
        {"id": key, "name": f"P{key}", "number": f"N{key}", "doctor_id": min(key, 2), "famous": key == 3, "weight": 50}
        for key in (1, 2, 3)
    ]
    async with database.engine.begin() as connection:
        await connection.execute(insert(Patient), rows)
        await connection.execute(insert(Note), [{"id": 1, "text": "well", "patient_id": 1}])
    return database


IDS = {1: "WyJQYXRpZW50IiwxXQ", 2: "WyJQYXRpZW50IiwyXQ", 3: "WyJQYXRpZW50IiwzXQ", 9: "WyJQYXRpZW50Iiw5XQ"}
WEIGH = (
    "mutation ($id: ID!) { weigh(input: {patientId: $id, weight: 80}) { patient { name } userErrors { code path } } }"
)
GREET = "mutation ($ids: [ID!]!) { greet(input: {patientIds: $ids}) { patient { name } userErrors { code path } } }"
REFER = "mutation ($of: [Referral!]!) { refer(input: {referrals: $of}) { patient { name } userErrors { code path } } }"
FIND = "mutation ($id: ID!) { find(input: {patientId: $id}) { patient { name } userErrors { code path } } }"


async def ask(schema: Schema, database: Database, query: str, viewer: Doctor | None, **variables: Any) -> Any:
    """The payload, or the code of the error."""
    result = await schema.execute(Request(query, variables), Context(database.session(), viewer))
    if result.errors:
        return result.errors[0]["extensions"]["code"]
    assert result.data is not None
    (payload,) = result.data.values()
    return payload


def not_found(*path: str) -> dict[str, Any]:
    return {"patient": None, "userErrors": [{"code": "NOT_FOUND", "path": ["input", *path]}]}


async def weights(database: Database) -> list[int]:
    async with database.engine.connect() as connection:
        return list(await connection.scalars(select(Patient.weight).order_by(Patient.id)))


async def test_one_that_may_be_changed(schema: Schema, database: Database) -> None:
    assert await ask(schema, database, WEIGH, Doctor(1), id=IDS[1]) == {"patient": {"name": "P1"}, "userErrors": []}
    assert await weights(database) == [80, 50, 50]


async def test_one_that_may_only_be_read(schema: Schema, database: Database) -> None:
    assert await ask(schema, database, WEIGH, Doctor(1), id=IDS[3]) == "FORBIDDEN"
    assert await ask(schema, database, GREET, Doctor(1), ids=[IDS[3]]) == {"patient": {"name": "P3"}, "userErrors": []}
    assert await weights(database) == [50, 50, 50]


@pytest.mark.parametrize("key", [2, 9])
async def test_one_that_is_not_there_for_the_viewer_is_like_one_that_is_not_there(
    schema: Schema, database: Database, key: int
) -> None:
    with record_statements(database) as statements:
        assert await ask(schema, database, WEIGH, Doctor(1), id=IDS[key]) == not_found("patientId")
        statements.assert_count(2)
    assert await ask(schema, database, GREET, Doctor(1), ids=[IDS[1], IDS[key]]) == not_found("patientIds", "1")
    answer = await ask(schema, database, REFER, Doctor(1), of=[{"patientId": IDS[key]}])
    assert answer == not_found("referrals", "0", "patientId")


async def test_a_condition_is_no_answer_to_who_may_call(schema: Schema, database: Database) -> None:
    """Though Python takes this one for true."""
    query = "mutation { confuse(input: {}) { patient { name } userErrors { code } } }"
    assert await ask(schema, database, query, Doctor(1)) == "FORBIDDEN"
    assert await ask(schema, database, query, Doctor(9, chief=True)) == {"patient": {"name": "P1"}, "userErrors": []}


async def test_strangers_call_nothing(schema: Schema, database: Database) -> None:
    assert await ask(schema, database, GREET, None, ids=[IDS[3]]) == "UNAUTHENTICATED"


async def test_where_all_is_allowed_nothing_is_read_for_it(schema: Schema, database: Database) -> None:
    with record_statements(database) as statements:
        await ask(schema, database, GREET, Doctor(9, chief=True), ids=[IDS[1]])
        statements.assert_count(2)  # the service's own, and the payload's


async def test_what_the_function_looks_after_itself(schema: Schema, database: Database) -> None:
    assert await ask(schema, database, FIND, Doctor(1), id=IDS[2]) == {"patient": None, "userErrors": []}
