"""Every attack on the application: its status and code, what it ran and wrote, what it told, and the CPU it took."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import URL, select

from app.models import metadata
from app.services.passwords import HASHER
from app.settings import Settings
from sqlmodel_strawberry import Database
from sqlmodel_strawberry.testing.statements import record_statements
from tests.app.telemetry_client import kept_logging
from tests.attacks.attack import ANYTHING, Attack
from tests.attacks.exchange import GRAPHQL_JSON, JSON, Answer, Exchange, Sent
from tests.attacks.leaks import assert_tells_nothing
from tests.attacks.table import TABLE, attacks, cells
from tests.attacks.world import DEVELOPMENT, World, applications
from tests.databases import Databases, connected
from tests.documents import Page, code

NUMBERED = list(enumerate(attacks()))
BEFORE_SQL = [pytest.param(number, each, id=name) for number, (_, name, each) in NUMBERED if not each.statements]
IN_SQL = [pytest.param(number, each, id=name) for number, (_, name, each) in NUMBERED if each.statements]
RETRIES = 3
SECURITY = Page.read("docs/security.md")


@pytest.fixture(scope="module")
def apps() -> Iterator[dict[str, FastAPI]]:
    """The applications, with passwords that take next to no time."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    with pytest.MonkeyPatch.context() as patch, kept_logging():
        patch.setattr(HASHER, "_hasher", cheap)
        patch.setitem(HASHER.__dict__, "_nobodys", cheap.hash("of nobody"))
        yield applications()


@pytest.fixture(scope="module")
async def world(apps: dict[str, FastAPI], databases: Databases, template_url: URL) -> AsyncIterator[World]:
    async with databases.temporary(template_url) as url, connected(url) as database:
        for app in apps.values():
            await app.state.identity.throttle.reset()
        yield await World.make(apps, database)


async def contents(database: Database) -> dict[str, str]:
    """What every table holds, in a word."""
    held = {}
    async with database.engine.connect() as connection:
        for name, table in metadata.tables.items():
            rows = sorted(map(repr, (await connection.execute(select(table))).all()))
            held[name] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return held


class Trial:
    """One attack in a world, from an address of its own."""

    def __init__(self, world: World, attack: Attack, address: str) -> None:
        self.world, self.attack = world, attack
        self.sent = attack.request(world)
        self.exchange = Exchange(world.apps[attack.app], address)

    async def fails(self, accept: bytes) -> list[str]:
        """The statements that the last one ran, having failed as it should."""
        attack = self.attack
        for _ in range(attack.times - 1):
            await self._send(accept)
        with record_statements(self.world.database) as log:
            answer = await self._send(accept)
        assert (answer.status, answer.code) == (status(attack, answer, accept), attack.code), answer.body
        assert_tells_nothing(self.sent, answer, plans=attack.app == DEVELOPMENT)
        if attack.data is not ANYTHING:
            assert answer.json["data"] == attack.data
        assert await self._cheapest(answer.cpu) < attack.cpu
        return log.sql

    async def _cheapest(self, cpu: float) -> float:
        """CPU, of more attempts where the first is over the ceiling: something else may have been in its way."""
        for _ in range(RETRIES):
            if cpu > self.attack.cpu:
                cpu = min(cpu, (await self._send(GRAPHQL_JSON)).cpu)
        return cpu

    async def _send(self, accept: bytes) -> Answer:
        return await self.exchange.send(self.sent, accept, self.world.tokens[self.sent.who])


def address(number: int, accept: bytes) -> str:
    """An IPv6 network per attack."""
    return f"2001:db8:{int(accept == JSON)}:{number}::1"


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
@pytest.mark.parametrize(("number", "attack"), BEFORE_SQL)
async def test_before_sql(world: World, number: int, attack: Attack) -> None:
    before = await contents(world.database) if attack.times > 1 else {}
    for accept in (GRAPHQL_JSON, JSON):
        trial = Trial(world, attack, address(number, accept))
        assert await trial.fails(accept) == []
    assert before in ({}, await contents(world.database))
    await assert_serves(world)


@pytest.mark.parametrize(("number", "attack"), IN_SQL)
async def test_in_sql(world: World, number: int, attack: Attack) -> None:
    for accept in (GRAPHQL_JSON, JSON):
        before = await contents(world.database)
        trial = Trial(world, attack, address(number, accept))
        assert len(await trial.fails(accept)) <= attack.statements
        after = await contents(world.database)
        assert {name for name in after if after[name] != before[name]} <= attack.writes
    await assert_serves(world)


def status(attack: Attack, answer: Answer, accept: bytes) -> int:
    """Under `application/json` what was refused for its document is 200."""
    is_document = answer.status == 200 and answer.json is not None and "data" not in answer.json
    return 200 if accept == JSON and attack.status == 400 and is_document else attack.status


async def assert_serves(world: World) -> None:
    """Fail unless somebody else is answered."""
    other = Exchange(world.apps[""], "2001:db8:ffff::1")
    answer = await other.send(Sent(b'{"query":"{teams(first: 1) {nodes {name}}}"}'))
    expected: Any = {"data": {"teams": {"nodes": [{"name": "Team"}]}}}
    assert (answer.status, answer.json) == (200, expected)


def test_settings_that_the_documentation_names() -> None:
    """Those of docs/settings.md and docs/limits.md are all there are; here are the ones that defend."""
    rows = SECURITY.section("What is defended").table()
    named = {name.lower() for _, _, settings, _ in rows for name in code(settings)}
    assert named <= Settings.model_fields.keys()
    bounds = {name for name in Settings.model_fields if name.startswith("max_") and name != "max_overflow"}
    assert bounds <= named


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_the_documentation_lists_every_attack(world: World) -> None:
    listed = {title: SECURITY.section(title).table() for title in SECURITY.section("Attacks").headings()}
    assert list(listed) == list(TABLE)
    for section, rows in listed.items():
        assert [row[:3] for row in rows] == [cells(name, attack, world) for name, attack in TABLE[section].items()]
        assert all(row[3] == "<1" or row[3].isdecimal() for row in rows)


def test_there_are_many() -> None:
    names = [name for _, name, _ in attacks()]
    assert len(names) == len(set(names)) == sum(map(len, TABLE.values())) > 250
