from collections.abc import AsyncIterator

import pytest

from tests.databases import Databases, MakeDatabase, connected
from tests.sqlmodel_strawberry.policies.clinic_tables import clinic as domain
from tests.sqlmodel_strawberry.policies.clinics import SCHEMA, Clinic, allergy, links, note, patient

PATIENTS = [
    patient(1, doctor=1),
    patient(2, doctor=1, referred_by_id=1, trustee_id=1),
    patient(3, doctor=2, referred_by_id=2, trustee_id=2),
    patient(4, doctor=2, famous=True, referred_by_id=3, trustee_id=2),
    patient(5, doctor=1, referred_by_id=4, trustee_id=4),
    patient(6, doctor=1, famous=True, referred_by_id=2, trustee_id=3),
]
NOTES = [note(1, 1), note(2, 2), note(3, 3, author_id=2), note(4, 4, author_id=2), note(5, 4), note(6, 3)]
ALLERGIES = [allergy(1), allergy(2, secret=True), allergy(3, code=None)]
LINKS = links((1, 1), (1, 2), (1, 3), (3, 1), (4, 1), (4, 2), (5, 3))


@pytest.fixture
async def clinic(make_database: MakeDatabase) -> Clinic:
    """A clinic of this test. Ada has patients 1, 2, 5 and 6, Ben 3 and 4; everybody has heard of 4 and 6."""
    made = Clinic(SCHEMA, await make_database(domain.metadata))
    await made.fill(PATIENTS, NOTES, ALLERGIES, LINKS)
    return made


@pytest.fixture(scope="module")
async def library(databases: Databases) -> AsyncIterator[Clinic]:
    """The same rows, shared by tests that only read."""
    async with databases.temporary() as url:
        async with connected(url) as database:
            async with database.engine.begin() as connection:
                await connection.run_sync(domain.metadata.create_all)
            await Clinic(SCHEMA, database).fill(PATIENTS, NOTES, ALLERGIES, LINKS)
        async with connected(url, read_only=True) as database:
            yield Clinic(SCHEMA, database)
