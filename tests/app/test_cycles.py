"""A request leaves nothing for the garbage collector: what it has used is free as soon as it is answered."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson
import pytest
from fastapi import Depends, FastAPI
from pydantic import SecretStr

from app.dependencies import get_database
from app.entrance import Application
from app.main import make_schema
from app.middleware import middleware
from app.models import UserRole
from app.rate_limits import make_budget, rate_limit_storage
from app.services.passwords import allow_passwords
from app.services.viewer import Viewer
from app.settings import Settings
from app.telemetry.application import Telemetry
from benchmarks.in_process import respond
from sqlmodel_strawberry import Database, GraphQLApp, Schema
from sqlmodel_strawberry.http import watching
from sqlmodel_strawberry.operations import supervision
from tests.app import rows
from tests.app.telemetry_client import METRICS_TOKEN

WARM_UP, REQUESTS = 5, 10
CREATE = "mutation ($team: TeamCreate!) { createTeam(input: {team: $team}) { team { name } userErrors { code } } }"
OPERATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "by key": ("query ($id: Int!) { hero(by: {databaseId: $id}) { id name } }", {"id": 1}),
    "nothing": ("{ hero(by: {databaseId: 0}) { name } }", {}),
    "a page": ("{ heroes(first: 20, orderBy: [{name: DESC}]) { totalCount nodes { name team { name } } } }", {}),
    "levels": (
        "{ teams { nodes { heroes(first: 3) { edges { cursor node { name } } pageInfo { endCursor } } } } }",
        {},
    ),
    "groups": ("{ heroes { aggregate { max { age } } groups(by: [TEAM_ID]) { aggregate { count } } } }", {}),
    "an error before it runs": ("{ heroes(first: 1000) { nodes { id } } }", {}),
    "an error of a field": ('{ node(id: "nope") { id } }', {}),
    "a wrong variable": ("query ($id: Int!) { hero(by: {databaseId: $id}) { id } }", {"id": "one"}),
    "no operation": ("query A { __typename } query B { __typename }", {}),
    "a write": (CREATE, {"team": {"name": "NAME0", "headquarters": "Here"}}),
}


async def admin() -> Viewer:
    return Viewer(1, UserRole.ADMIN)


@pytest.fixture
async def full(database: Database) -> Database:
    async with database.write() as session:
        session.add(rows.team())
        await session.flush()
        session.add_all([rows.hero(f"Hero {number}", team_id=1) for number in range(5)])
    return database


@pytest.fixture
def uncollected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody looks for garbage in between, nor among what is there now."""
    # What takes long is watched by a task, which is garbage when it is cancelled. On a busy machine everything does.
    monkeypatch.setattr(watching, "UNWATCHED_SECONDS", 60)
    monkeypatch.setattr(supervision, "PATIENCE", 60)
    gc.freeze()
    gc.disable()
    yield
    gc.set_debug(0)
    gc.enable()
    gc.unfreeze()


def garbage(*, kept: bool) -> Counter[str]:
    """What nothing refers to but itself, by its types. It is collected, or `kept` until the next look."""
    gc.set_debug(gc.DEBUG_SAVEALL if kept else 0)
    gc.collect()
    found = Counter(type(each).__qualname__ for each in gc.garbage)
    gc.garbage.clear()
    return found


@pytest.fixture(scope="module")
def application() -> tuple[FastAPI, Schema]:
    """With all that makes something of a request."""
    settings = Settings(
        metrics_token=SecretStr(METRICS_TOKEN), allowed_hosts=("api.example",), cost_limit_per_viewer="1000000/second"
    )
    telemetry = Telemetry(settings)
    budget = make_budget(settings, rate_limit_storage(settings))
    schema = make_schema(settings, observers=telemetry.observers, budget=budget)
    endpoint = GraphQLApp(schema, get_database, viewer=admin)
    app = Application(before=[telemetry.middleware(), *middleware(settings), endpoint.shortcut()])
    app.include_router(endpoint, prefix="/graphql", dependencies=[Depends(partial(allow_passwords, 5))])
    return app, schema


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "interpreted"])
async def test_no_cycles(full: Database, application: tuple[FastAPI, Schema], compiled: bool) -> None:
    app, schema = application
    app.state.database, schema.compiled = full, compiled
    left: dict[str, Counter[str]] = {}
    for name, (query, variables) in OPERATIONS.items():
        for number in range(WARM_UP + REQUESTS):
            if number == WARM_UP:
                await asyncio.sleep(0.05)
                garbage(kept=False)
            body = orjson.dumps({"query": query, "variables": variables}).replace(b"NAME0", b"%d" % number)
            await respond(app, body)
        await asyncio.sleep(0.05)  # connections are given back behind the answer
        if found := garbage(kept=True):
            left[name] = found
    assert left == {}
