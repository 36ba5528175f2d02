"""Cursors: of lists with nulls and ties, of other lists, forged, and of rows that are gone."""

import base64
import json
import uuid
from typing import Any

import pytest

from sqlmodel_strawberry import Schema
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.reading.domain import market
from tests.sqlmodel_strawberry.reading.examples import NEW_YEAR, insert, maker, passing, thing
from tests.sqlmodel_strawberry.running import Operations


class TestNullsInCursors:
    """Walking a list with nulls meets every row once, from either end, whatever comes first."""

    ROWS = (
        maker(1, name="a"),
        maker(2, name="b", deleted_at=NEW_YEAR),
        *(
            thing(n, subtitle=[None, "a", "b"][n % 3], pieces_left=[None, 1][n % 2], maker_id=[1, 2, None][n % 3])
            for n in range(1, 13)
        ),
    )
    DIRECTIONS = ("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST")

    @pytest.mark.parametrize("first", DIRECTIONS)
    @pytest.mark.parametrize("term", ["subtitle", "maker"])
    async def test_a_walk_meets_every_row_once(self, api: Operations, first: str, term: str) -> None:
        text = """query ($orderBy: [ThingOrder!], $first: Int, $after: String, $last: Int, $before: String) {
          things(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
            nodes { n } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
        for second in ("ASC", "ASC_NULLS_FIRST", "DESC_NULLS_LAST"):
            key = {"subtitle": first} if term == "subtitle" else {"maker": {"thingsCount": first}}
            order = [key, {"piecesLeft": second}]
            whole = await passing(api, None, order=order)
            assert sorted(whole) == list(range(1, 13))
            seen: list[int] = []
            page: dict[str, Any] = {"first": 2}
            while len(seen) < 13:
                found = (await api.data(text, orderBy=order, **page))["things"]
                seen += [node["n"] for node in found["nodes"]]
                if not found["pageInfo"]["hasNextPage"]:
                    break
                page["after"] = found["pageInfo"]["endCursor"]
            assert seen == whole, second
            seen, page = [], {"last": 5}
            while len(seen) < 13:
                found = (await api.data(text, orderBy=order, **page))["things"]
                seen = [node["n"] for node in found["nodes"]] + seen
                if not found["pageInfo"]["hasPreviousPage"]:
                    break
                page["before"] = found["pageInfo"]["startCursor"]
            assert seen == whole, second


class TestCursors:
    ROWS = (maker(1), *(thing(n, maker_id=1, subtitle=None if n % 2 else "a") for n in range(1, 7)))

    async def _cursor(self, api: Operations, arguments: str = "") -> str:
        found = await api.data(f"{{ things{arguments} {{ edges {{ cursor }} }} }}")
        cursor: str = found["things"]["edges"][1]["cursor"]
        return cursor

    async def test_a_cursor_of_another_list_or_order_is_refused(self, api: Operations) -> None:
        by_subtitle = await self._cursor(api, "(orderBy: [{subtitle: ASC}])")
        for order in ("[]", "[{subtitle: DESC}]", "[{subtitle: ASC_NULLS_FIRST}]", "[{title: ASC}]", "[{n: ASC}]"):
            text = f'{{ things(orderBy: {order}, after: "{by_subtitle}") {{ totalCount nodes {{ n }} }} }}'
            assert await api.codes(text) == ["BAD_USER_INPUT"], order
        assert await api.codes(f'{{ makers(after: "{await self._cursor(api)}") {{ nodes {{ n }} }} }}') == [
            "BAD_USER_INPUT"
        ]

    async def test_a_forged_cursor_is_refused(self, api: Operations) -> None:
        text = "query ($after: String) { things(after: $after, orderBy: [{subtitle: ASC}]) { nodes { n } } }"
        cursor = await self._cursor(api, "(orderBy: [{subtitle: ASC}])")
        tag, *values = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        key = values[-1]
        forged = [
            *([tag], [tag, "a"], [tag, "a", key, 1], [tag, 1, key], [tag, "a", None], [tag, "a", 1], [tag, {}, key]),
            *([tag, "\0", key], [tag, ["a"], key], [tag, "a", "x"], {}, [None, "a", key], [tag, True, key]),
        ]
        texts = [base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in forged]
        for after in ("", "a", "%", "ü", "W10", cursor[:-2], *texts):
            assert await api.codes(text, after=after) == ["BAD_USER_INPUT"], after
        assert await api.codes(text, after=cursor) == []

    async def test_a_cursor_stands_under_inserts_and_deletes(self, make_database: MakeDatabase, schema: Schema) -> None:
        database = await make_database(market.metadata)
        await insert(database, self.ROWS)
        api = Operations(schema, database)
        text = """query ($after: String) { things(first: 2, after: $after, orderBy: [{subtitle: DESC}]) {
          nodes { n } pageInfo { endCursor } } }"""
        first = (await api.data(text))["things"]
        assert first["nodes"] == [{"n": 5}, {"n": 3}]
        async with database.engine.begin() as connection:
            things = market.metadata.tables["thing"]
            await connection.execute(things.delete().where(things.c.n.in_([5, 3])))
            await connection.execute(things.update().where(things.c.n == 6).values(subtitle="b"))
        await insert(database, [thing(n, subtitle=None) for n in (2**20, 0)])
        second = (await api.data(text, after=first["pageInfo"]["endCursor"]))["things"]
        assert second["nodes"] == [{"n": 1}, {"n": 0}]
        third = (await api.data(text, after=second["pageInfo"]["endCursor"]))["things"]
        assert third["nodes"] == [{"n": 6}, {"n": 4}]


async def test_no_row_ties_with_another(make_database: MakeDatabase, schema: Schema) -> None:
    """Rows that are equal in everything but their keys are still paged one by one."""
    database = await make_database(market.metadata)
    keys = [uuid.uuid5(uuid.NAMESPACE_OID, str(n)) for n in range(60)]
    await insert(database, [thing(n, id=key) for n, key in enumerate(keys)])
    api = Operations(schema, database)
    text = """query ($after: String) { things(first: 7, after: $after, orderBy: [{title: DESC}, {price: ASC}]) {
      nodes { n } pageInfo { hasNextPage endCursor } } }"""
    seen: list[int] = []
    after, more = None, True
    while more:
        found = (await api.data(text, after=after))["things"]
        seen += [node["n"] for node in found["nodes"]]
        after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
    assert seen == sorted(range(60), key=lambda n: keys[n].int)
