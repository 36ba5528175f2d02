"""Every kind of key makes an id, a lookup and a cursor."""

from typing import Any

import pytest
from sqlalchemy import insert

from sqlmodel_strawberry import Database
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import key_kinds
from tests.sqlmodel_strawberry.key_kinds import COMPOSITE_KEYS, KEYS, Composite
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = key_kinds.create_schema()
KINDS = pytest.mark.parametrize("model", [*KEYS, Composite], ids=lambda model: model.__name__)


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(key_kinds.key_kinds.metadata)
    await _fill(database)
    return Operations(SCHEMA, database)


async def _fill(database: Database) -> None:
    async with database.engine.begin() as connection:
        for model, (first, second, _) in KEYS.items():
            rows = [{"key": first, "label": "first"}, {"key": second, "label": "second"}]
            await connection.execute(insert(model), rows)
        names = ("day", "name", "owner", "amount")
        composite = [dict(zip(names, key, strict=True)) for key in COMPOSITE_KEYS]
        await connection.execute(
            insert(Composite), [{**composite[0], "label": "first"}, {**composite[1], "label": "second"}]
        )


def _names(model: type[Any]) -> tuple[str, str]:
    resource = SCHEMA.resources[model.__name__]
    return resource.field_name, resource.list_name


@KINDS
async def test_rows_are_found_by_their_id(api: Operations, model: type[Any]) -> None:
    field, many = _names(model)
    rows = (await api.data(f"{{ {many} {{ nodes {{ id label }} }} }}"))[many]["nodes"]
    assert [row["label"] for row in rows] == ["first", "second"]
    first, second = (row["id"] for row in rows)
    found = await api.data(
        f"""query ($id: ID!, $ids: [ID!]!) {{
            {field}(by: {{id: $id}}) {{ id label }}
            node(id: $id) {{ __typename id ... on {model.__name__} {{ label }} }}
            nodes(ids: $ids) {{ id ... on {model.__name__} {{ label }} }}
        }}""",
        id=second,
        ids=[second, first, second],
    )
    assert found == {
        field: {"id": second, "label": "second"},
        "node": {"__typename": model.__name__, "id": second, "label": "second"},
        "nodes": [
            {"id": second, "label": "second"},
            {"id": first, "label": "first"},
            {"id": second, "label": "second"},
        ],
    }


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
async def test_the_raw_key_reads_and_finds_the_same_row(api: Operations, model: type[Any]) -> None:
    field, _ = _names(model)
    written = KEYS[model][2]
    by = f"{model.__name__}By!"
    found = await api.data(
        f"query ($by: {by}) {{ {field}(by: $by) {{ databaseId key label }} }}", by={"databaseId": written}
    )
    assert found == {field: {"databaseId": written, "key": written, "label": "first"}}


async def test_a_composite_key_has_no_raw_key(api: Operations) -> None:
    fields = SCHEMA.sdl().split("type Composite implements Node {")[1].split("\n}")[0]
    assert "databaseId" not in fields
    query = "{ composites(last: 1) { nodes { day name owner amount } } }"
    assert (await api.data(query))["composites"]["nodes"] == [
        {"day": "2026-01-31", "name": "ü", "owner": str(key_kinds.ID), "amount": "1.251"}
    ]


@KINDS
async def test_cursors_stand_exactly_where_their_row_does(api: Operations, model: type[Any]) -> None:
    _, many = _names(model)
    query = (
        f"query ($first: Int, $after: String, $last: Int, $before: String) {{ {many}"
        f"(first: $first, after: $after, last: $last, before: $before) {{ edges {{ cursor node {{ label }} }} }} }}"
    )

    async def labels(**arguments: Any) -> list[str]:
        edges = (await api.data(query, **arguments))[many]["edges"]
        return [edge["node"]["label"] for edge in edges]

    edges = (await api.data(query))[many]["edges"]
    first, second = (edge["cursor"] for edge in edges)
    assert await labels(first=1) == ["first"]
    assert await labels(after=first) == ["second"]
    assert await labels(after=second) == []
    assert await labels(last=1) == ["second"]
    assert await labels(last=5, before=second) == ["first"]
    assert await labels(before=first) == []
    assert await labels(after=first, before=second) == []


@KINDS
async def test_a_gone_row_is_null_and_an_id_of_another_type_is_refused(api: Operations, model: type[Any]) -> None:
    field, many = _names(model)
    query = f"query ($id: ID!) {{ node(id: $id) {{ id }} {field}(by: {{id: $id}}) {{ id }} }}"
    (row, _) = (await api.data(f"{{ {many} {{ nodes {{ id }} }} }}"))[many]["nodes"]
    async with api.database.engine.begin() as connection:
        await connection.execute(model.__table__.delete().where(model.label == "first"))
    assert await api.data(query, id=row["id"]) == {"node": None, field: None}
    other = "smalls" if many != "smalls" else "bigs"
    (foreign, _) = (await api.data(f"{{ {other} {{ nodes {{ id }} }} }}"))[other]["nodes"]
    assert await api.codes(f"query ($id: ID!) {{ {field}(by: {{id: $id}}) {{ id }} }}", id=foreign["id"]) == [
        "BAD_USER_INPUT"
    ]
