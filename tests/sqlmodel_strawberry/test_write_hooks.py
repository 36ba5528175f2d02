"""What SQLAlchemy's users rely on holds in the engine's writes: defaults, onupdate, versions, session events."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import ledger
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = ledger.create_schema()


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    return Operations(SCHEMA, await make_database(ledger.ledger.metadata))


async def create(api: Operations, selection: str, **values: Any) -> Any:
    return (await api.write("createAccount", f"account {{ id {selection} }}", account=values))["account"]


async def change(api: Operations, account: dict[str, Any], selection: str, **patch: Any) -> Any:
    return (await api.write("updateAccount", f"account {{ {selection} }}", id=account["id"], patch=patch))["account"]


@contextmanager
def session_events() -> Iterator[list[str]]:
    """The names of the events that every session meets inside of the block."""
    seen: list[str] = []
    listeners = {name: _append(seen, name) for name in ("after_commit", "after_rollback")}
    for name, listener in listeners.items():
        event.listen(Session, name, listener)
    try:
        yield seen
    finally:
        for name, listener in listeners.items():
            event.remove(Session, name, listener)


def _append(seen: list[str], name: str) -> Any:
    return lambda _session: seen.append(name)


async def test_defaults_of_the_column_and_of_the_database(api: Operations) -> None:
    first = await create(api, "kind balance closed serial changes", name="a")
    second = await create(api, "serial", name="b")
    assert first["kind"] == "plain"
    assert (first["balance"], first["closed"], first["changes"]) == ("0.00", False, 0)
    assert second["serial"] == first["serial"] + 1


async def test_onupdate_runs_with_every_change(api: Operations) -> None:
    account = await create(api, "changes", name="a")
    assert await change(api, account, "changes", note="x") == {"changes": 1}
    assert await change(api, account, "changes", note="x") == {"changes": 2}


async def test_the_version_counts_up_from_one(api: Operations) -> None:
    account = await create(api, "version", name="a")
    assert account["version"] == 1
    assert await change(api, account, "version", note="x") == {"version": 2}
    assert await change(api, account, "version", note="x") == {"version": 3}


async def test_the_version_counts_what_others_wrote_too(api: Operations) -> None:
    account = await create(api, "version", name="a")
    async with api.database.write() as session:
        await session.exec(update(ledger.Account).values(version=41))
    assert await change(api, account, "version", note="x") == {"version": 42}


async def test_the_mapper_takes_the_engines_versions_for_its_own(api: Operations) -> None:
    account = await create(api, "databaseId", name="a")
    await change(api, account, "version", note="x")
    async with api.database.write() as session:
        row = await session.get_one(ledger.Account, account["databaseId"])
        row.note = "y"
        await session.flush()
        assert row.version == 3


async def test_after_commit_runs_once_for_each_write(api: Operations) -> None:
    account = await create(api, "", name="a")
    with session_events() as seen:
        await change(api, account, "id", note="x")
        assert seen == ["after_commit"]
        await api.write("deleteAccount", "account { id }", id=account["id"])
    assert seen == ["after_commit"] * 2


async def test_a_refused_write_is_rolled_back_and_never_committed(api: Operations) -> None:
    await create(api, "", name="taken")
    with session_events() as seen:
        payload = await api.write("createAccount", "account { id }", account={"name": "taken"})
    assert payload["errors"] == [("Conflict", "CONFLICT", ["input", "account", "name"])]
    assert "after_commit" not in seen


async def test_a_read_commits_nothing(api: Operations) -> None:
    with session_events() as seen:
        await api.data("{ accounts { totalCount nodes { name } } }")
    assert seen == []
