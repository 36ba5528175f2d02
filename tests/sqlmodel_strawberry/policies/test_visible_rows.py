"""Whatever way rows are reached, each viewer is answered what plain Python finds that there is for them."""

import os
import secrets
from collections.abc import AsyncIterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlmodel_strawberry import Limits
from tests.databases import Databases, connected
from tests.sqlmodel_strawberry.policies.asked_lists import Asked, lists
from tests.sqlmodel_strawberry.policies.clinic import clinic_schema
from tests.sqlmodel_strawberry.policies.clinic_tables import clinic as domain
from tests.sqlmodel_strawberry.policies.clinics import CHIEF, VIEWERS, Clinic
from tests.sqlmodel_strawberry.policies.views import View, World

SEED = os.environ.get("SEED") or secrets.token_hex(4)
"""Of the rows; a failure tells it."""

ROOTS = {"patients": "Patient", "notes": "Note", "allergies": "Allergy"}


def asked(*, everything: bool) -> st.SearchStrategy[Asked]:
    return st.one_of([lists(name, type_, 2, everything) for name, type_ in ROOTS.items()])


@pytest.fixture(scope="module")
def world() -> World:
    return World.random(Random(SEED))


@pytest.fixture(scope="module")
async def shared(databases: Databases, world: World) -> AsyncIterator[Clinic]:
    """The world in a database."""
    async with databases.temporary() as url, connected(url) as database:
        async with database.engine.begin() as connection:
            await connection.run_sync(domain.metadata.create_all)
        clinic = Clinic(
            clinic_schema(limits=Limits(rows=10**9, statements=10**6, tokens=10**5, aliases=10**4, seconds=60)),
            database,
        )
        patients, notes, allergies = ([row.values for row in world.of(each)] for each in ("Patient", "Note", "Allergy"))
        await clinic.fill(patients, notes, allergies, world.links)
        yield clinic


async def check(clinic: Clinic, view: View, asked: Asked) -> None:
    query = f"{{ {asked.text} }}"
    found = await clinic.data(query, view.viewer)
    assert found == {asked.key: asked.answer(view, None)}, f"SEED={SEED} {view.viewer} {query}"


@given(asked=asked(everything=False))
async def test_everybody(shared: Clinic, world: World, asked: Asked) -> None:
    for viewer in VIEWERS.values():
        await check(shared, View(world, viewer), asked)


@given(asked=asked(everything=True))
async def test_the_chief_asks_for_everything(shared: Clinic, world: World, asked: Asked) -> None:
    await check(shared, View(world, CHIEF), asked)
