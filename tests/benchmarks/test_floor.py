"""The floor answers as the API does, byte by byte. (Each run of the benchmark looks at mutations, too.)"""

from collections.abc import AsyncIterator
from http import HTTPStatus

import pytest
from starlette.types import ASGIApp

from app.main import create_app
from app.settings import Settings
from benchmarks.in_process import respond
from benchmarks.servers.floor.app import Floor
from benchmarks.servers.floor.pool import Pool
from benchmarks.systems.ours import Ours
from benchmarks.systems.system import dsn
from benchmarks.workload import QUERIES
from sqlmodel_strawberry import Database

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
READS = [name for name, query in QUERIES.items() if not query.writes]


@pytest.fixture(scope="module")
async def api(seeded_database: Database) -> AsyncIterator[ASGIApp]:
    wanted = Ours("ours").environment(seeded_database.engine.url)
    # The rows of the demo are no good for production; what is compressed cannot be compared.
    given = {name.lower(): value for name, value in wanted.items()} | {"environment": "development"}
    app = create_app(Settings.model_validate({**given, "compress_bytes": None}))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture(scope="module")
async def floor(seeded_database: Database) -> AsyncIterator[ASGIApp]:
    pool = Pool(dsn(seeded_database.engine.url), 1)
    await pool.open()
    yield Floor(pool)
    await pool.close()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("number", [0, 7])
async def test_the_floor_gives_the_same_bytes(api: ASGIApp, floor: ASGIApp, name: str, number: int) -> None:
    head, _, body = Ours("ours").request(QUERIES[name], number).partition(b"\r\n\r\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()[1:]]
    token = {key: value for key, value in lines if key == "authorization"}
    status, expected = await respond(api, body, token)
    assert status == HTTPStatus.OK
    assert b'"errors"' not in expected
    assert await respond(floor, body, token) == (HTTPStatus.OK, expected)


def test_every_document_has_a_function_of_the_floor(dialect: str) -> None:
    assert len(Floor(Pool("", 0))._handlers) == len(QUERIES)
