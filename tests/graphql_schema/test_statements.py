"""What operations ask of the database: how many statements, over which columns, for which rows.

What PostgreSQL and SQLite are asked by hand here is the reference: one plain statement per parent.
"""

import re
from itertools import permutations
from typing import Any

import pytest

from sqlmodel_strawberry import Context, Database, Request, Schema
from sqlmodel_strawberry.lists.kept import SHAPES
from sqlmodel_strawberry.lists.listing import Listing
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import answer, fetch

HEROES = "SELECT id, name, team_id FROM hero WHERE team_id = :team AND deleted_at IS NULL ORDER BY id"


def columns_of(table: str, sql: str) -> set[str]:
    """The columns of a table that a statement fetches: keys and marks of joined rows aside."""
    return set(re.findall(rf'"?\b{table}"?\.(\w+) AS (?:(?!k\d)\w+|"#j\d+_[1-9]\d*")', sql))


async def heroes_of(database: Database, team: int) -> list[dict[str, Any]]:
    return [{"databaseId": id, "name": name} for id, name, _ in await fetch(database, HEROES, team=team)]


class TestThreeLevels:
    QUERY = """{ teams(first: 50) { nodes { databaseId name heroes(first: 10) { nodes {
        databaseId name team { databaseId name } } } } } }"""

    async def test_teams_their_heroes_and_their_teams_take_three_statements(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, self.QUERY)
        log.assert_count(3)
        log.assert_one_connection()
        teams = await fetch(seeded_database, "SELECT id, name FROM team ORDER BY id LIMIT 50")
        assert len(teams) == 50
        assert data["teams"]["nodes"] == [
            {
                "databaseId": id,
                "name": name,
                "heroes": {
                    "nodes": [
                        hero | {"team": {"databaseId": id, "name": name}}
                        for hero in (await heroes_of(seeded_database, id))[:10]
                    ]
                },
            }
            for id, name in teams
        ]

    async def test_two_aliases_with_different_arguments_take_exactly_one_more(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        selection = "{ nodes { databaseId name team { databaseId } } }"
        query = f"""{{ teams(first: 50) {{ nodes {{
            databaseId few: heroes(first: 3) {selection} many: heroes(first: 10) {selection} }} }} }}"""
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, query)
        log.assert_count(4)
        log.assert_one_connection()
        for team in data["teams"]["nodes"]:
            heroes = await heroes_of(seeded_database, team["databaseId"])
            expected = [hero | {"team": {"databaseId": team["databaseId"]}} for hero in heroes]
            assert team["few"]["nodes"] == expected[:3]
            assert team["many"]["nodes"] == expected[:10]

    async def test_two_aliases_with_equal_arguments_share_a_statement(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        query = "{ teams { nodes { a: heroes(first: 3) { nodes { name } } b: heroes(first: 3) { nodes { name } } } } }"
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, query)
        log.assert_count(2)
        assert all(team["a"] == team["b"] for team in data["teams"]["nodes"])


class TestTraps:
    @pytest.mark.parametrize("first", [1, 7])
    async def test_a_limit_is_per_parent_not_for_the_batch(
        self, schema: Schema, seeded_database: Database, first: int
    ) -> None:
        query = f"{{ teams(first: 20) {{ nodes {{ databaseId heroes(first: {first}) {{ nodes {{ name }} }} }} }} }}"
        data = await answer(schema, seeded_database, query)
        sizes = [len(team["heroes"]["nodes"]) for team in data["teams"]["nodes"]]
        assert sizes == [
            min(first, len(await heroes_of(seeded_database, team["databaseId"]))) for team in data["teams"]["nodes"]
        ]
        assert min(sizes) >= 1

    async def test_aliases_of_one_relation_get_their_own_pages(self, schema: Schema, seeded_database: Database) -> None:
        pages = {
            "first: 2": slice(None, 2),
            "first: 4, offset: 2": slice(2, 6),
            "last: 2": slice(-2, None),
            "last: 5": slice(-5, None),
        }
        aliases = " ".join(f"a{n}: heroes({page}) {{ nodes {{ databaseId }} }}" for n, page in enumerate(pages))
        data = await answer(
            schema, seeded_database, f"{{ teams(first: 5) {{ nodes {{ databaseId name {aliases} }} }} }}"
        )
        for team in data["teams"]["nodes"]:
            ids = [hero["databaseId"] for hero in await heroes_of(seeded_database, team["databaseId"])]
            found = [[hero["databaseId"] for hero in team[f"a{n}"]["nodes"]] for n in range(len(pages))]
            assert found == [ids[part] for part in pages.values()]

    async def test_aliases_with_different_columns_get_their_own_columns(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        query = "{ teams(first: 3) { nodes { a: heroes { nodes { name } } b: heroes { nodes { age } } } } }"
        data = await answer(schema, seeded_database, query)
        for team in data["teams"]["nodes"]:
            assert {key for hero in team["a"]["nodes"] for key in hero} == {"name"}
            assert {key for hero in team["b"]["nodes"] for key in hero} == {"age"}
            assert len(team["a"]["nodes"]) == len(team["b"]["nodes"]) > 0

    async def test_fields_merged_from_fragments_are_one_selection(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        query = """
            query { teams(first: 3) { nodes { ...Names heroes(first: 2) { nodes { age } } } } }
            fragment Names on Team { heroes(first: 2) { nodes { name } } }"""
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, query)
        log.assert_count(2)
        assert all(
            hero.keys() == {"name", "age"} for team in data["teams"]["nodes"] for hero in team["heroes"]["nodes"]
        )

    async def test_sibling_lists_are_no_cartesian_product(
        self, roomy_schema: Schema, seeded_database: Database
    ) -> None:
        query = """{ users(first: 30) { nodes { databaseId
            orders { nodes { databaseId items { nodes { quantity } } } }
            posts { nodes { databaseId tags { nodes { name } } } } } } }"""
        with record_statements(seeded_database) as log:
            data = await answer(roomy_schema, seeded_database, query)
        log.assert_count(5)
        for sql in log.sql:
            tables = {name for name in ("order", "post", "order_item", "tag") if re.search(rf'FROM "?{name}"?\s', sql)}
            assert len(tables) <= 1, sql
        for user in data["users"]["nodes"]:
            for name in ("orders", "posts"):
                table = '"order"' if name == "orders" else "post"
                column = "user_id" if name == "orders" else "author_id"
                ((count,),) = await fetch(
                    seeded_database, f"SELECT count(*) FROM {table} WHERE {column} = :id", id=user["databaseId"]
                )
                ids = [row["databaseId"] for row in user[name]["nodes"]]
                assert len(ids) == len(set(ids)) == count

    async def test_sibling_root_fields_share_one_connection(self, schema: Schema, seeded_database: Database) -> None:
        names = [resource.list_name for resource in schema.resources.values()]
        query = "{" + " ".join(f"{name}(first: 2) {{ totalCount nodes {{ id }} }}" for name in names) + "}"
        with record_statements(seeded_database) as log:
            await answer(schema, seeded_database, query)
        log.assert_count(len(names))
        log.assert_one_connection()

    async def test_a_level_of_thousands_of_keys_is_one_statement(
        self, roomy_schema: Schema, seeded_database: Database
    ) -> None:
        query = """{ teams(first: 100) { nodes { heroes(first: 100) { nodes { team { name } } } } } }"""
        with record_statements(seeded_database) as log:
            data = await answer(roomy_schema, seeded_database, query)
        log.assert_count(3)
        heroes = sum(len(team["heroes"]["nodes"]) for team in data["teams"]["nodes"])
        ((expected,),) = await fetch(
            seeded_database,
            "SELECT count(*) FROM hero WHERE deleted_at IS NULL "
            "AND team_id IN (SELECT id FROM team ORDER BY id LIMIT 100)",
        )
        assert heroes == expected > 2_000

    async def test_lookups_of_one_kind_and_of_equal_rows_are_one_statement(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        aliases = " ".join(f"h{n}: hero(by: {{databaseId: {n}}}) {{ databaseId }}" for n in [1, 2, 3, 100_000])
        with record_statements(seeded_database) as log:
            data = await answer(
                schema, seeded_database, f"{{ {aliases} again: hero(by: {{databaseId: 1}}) {{ databaseId }} }}"
            )
        log.assert_count(1)
        assert data == {
            "h1": {"databaseId": 1},
            "h2": {"databaseId": 2},
            "h3": {"databaseId": 3},
            "h100000": None,
            "again": {"databaseId": 1},
        }


class TestColumns:
    @pytest.mark.parametrize(
        ("query", "table", "columns"),
        [
            ("{ heroes { nodes { name } } }", "hero", {"name"}),
            ("{ heroes { nodes { id } } }", "hero", {"id"}),
            ("{ heroes { nodes { __typename } } }", "hero", {"id"}),
            ("{ heroes { nodes { title } } }", "hero", {"name", "age"}),
            ("{ heroes { nodes { team { name } } } }", "hero", {"team_id"}),
            ("{ heroes { nodes { teamId } } }", "hero", {"team_id"}),
            ("{ heroes { edges { cursor node { age } } } }", "hero", {"id", "age"}),
            ("{ heroes { pageInfo { hasNextPage } } }", "hero", {"id"}),
            ('{ hero(by: {name: "Bold Tiger"}) { age } }', "hero", {"age"}),
            ("{ teams { nodes { heroes { nodes { age } } } } }", "team", {"id"}),
            ("{ teams { nodes { heroes { nodes { age } } } } }", "hero", {"age"}),
            ("{ teams { nodes { heroes { totalCount } } } }", "team", {"id"}),
            ("{ heroes { nodes { team { headquarters } } } }", "other0", {"headquarters"}),
            ("{ teams { nodes { heroes { nodes { team { headquarters } } } } } }", "team", {"id", "headquarters"}),
            ("{ users { nodes { posts { nodes { title } } } } }", "post", {"title"}),
            ("{ posts { nodes { tags { nodes { name } } } } }", "tag", {"name"}),
            ("{ users { nodes { email } } }", "user", {"email"}),
            ("{ orders { nodes { items { nodes { quantity } } } } }", "order_item", {"quantity"}),
        ],
    )
    async def test_only_selected_columns_are_fetched(
        self, schema: Schema, seeded_database: Database, query: str, table: str, columns: set[str]
    ) -> None:
        with record_statements(seeded_database) as log:
            await answer(schema, seeded_database, query)
        assert set().union(*(columns_of(table, sql) for sql in log.sql)) == columns, log.sql

    async def test_what_is_skipped_is_not_fetched(self, schema: Schema, seeded_database: Database) -> None:
        query = """query ($no: Boolean = false) { heroes { nodes {
            name age @include(if: $no) team @skip(if: true) { name } ... @include(if: $no) { teamId } } } }"""
        with record_statements(seeded_database) as log:
            await answer(schema, seeded_database, query)
        log.assert_count(1)
        assert columns_of("hero", log.sql[0]) == {"name"}

    async def test_secrets_are_in_no_statement(self, schema: Schema, seeded_database: Database) -> None:
        columns = {
            resource.list_name: " ".join(column.graphql_name for column in resource.public_columns)
            for resource in schema.resources.values()
        }
        lists = " ".join(f"{name} {{ nodes {{ {names} }} }}" for name, names in columns.items())
        with record_statements(seeded_database) as log:
            await answer(schema, seeded_database, f"{{ {lists} }}")
        assert not [sql for sql in log.sql if "secret_name" in sql or "hashed_password" in sql]

    async def test_an_operation_without_rows_takes_no_connection(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        with record_statements(seeded_database) as log:
            assert await answer(schema, seeded_database, "{ __typename }") == {"__typename": "Query"}
        assert (len(log), log.checkouts) == (0, 0)


class TestTotalCount:
    @pytest.mark.parametrize(
        ("selection", "of_all", "of_parents"),
        [
            ("nodes { name }", 1, 1),
            ("edges { node { name } }", 1, 1),
            ("nodes { name } edges { cursor } pageInfo { hasNextPage }", 1, 1),
            ("totalCount", 1, 1),
            ("again: totalCount totalCount", 1, 1),
            ("nodes { name } totalCount", 1, 2),
            ("totalCount @skip(if: true) nodes { name }", 1, 1),
            ("totalCount groups(by: [AGE]) { key { age } }", 1, 2),
            (
                "a: groups(by: [AGE]) { key { age } } nodes { name } b: groups(by: [NAME]) { key { name } } totalCount",
                3,
                4,
            ),
        ],
    )
    async def test_rows_and_count_are_fetched_only_when_selected(
        self,
        schema: Schema,
        seeded_database: Database,
        monkeypatch: pytest.MonkeyPatch,
        selection: str,
        of_all: int,
        of_parents: int,
    ) -> None:
        for query, statements in (
            (f"{{ heroes {{ {selection} }} }}", of_all),
            (f"{{ teams {{ nodes {{ heroes {{ {selection} }} }} }} }}", 1 + of_parents),
        ):
            answers = []
            for compiled in (True, False):
                monkeypatch.setattr(schema, "compiled", compiled)
                with record_statements(seeded_database) as log:
                    answers.append(await answer(schema, seeded_database, query))
                log.assert_count(statements)
            assert answers[0] == answers[1]

    @pytest.mark.parametrize("compiled", [True, False])
    async def test_an_empty_page_has_its_figures(
        self, schema: Schema, seeded_database: Database, monkeypatch: pytest.MonkeyPatch, compiled: bool
    ) -> None:
        monkeypatch.setattr(schema, "compiled", compiled)
        query = """{
            none: heroes(first: 0) { nodes { id } totalCount }
            beyond: heroes(filter: {databaseId: {lte: 3}}, offset: 50) {
                edges { cursor } pageInfo { hasNextPage endCursor } totalCount
            }
            nothing: heroes(filter: {name: {eq: ""}}) { nodes { id } totalCount aggregate { max { age } } }
            groups: heroes(filter: {name: {eq: ""}}) { totalCount groups(by: [AGE]) { aggregate { count } } }
        }"""
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, query)
        log.assert_count(4)
        living = data["none"]["totalCount"]
        assert living > 0
        assert data == {
            "none": {"nodes": [], "totalCount": living},
            "beyond": {"edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}, "totalCount": 3},
            "nothing": {"nodes": [], "totalCount": 0, "aggregate": {"max": {"age": None}}},
            "groups": {"totalCount": 0, "groups": []},
        }

    async def test_statements_that_are_kept_of_one_list_are_bounded(
        self, schema: Schema, seeded_database: Database
    ) -> None:
        query = "query ($by: [ProductGroupField!]!) { products { totalCount groups(by: $by) { key { name } } } }"
        columns = ["CATEGORY_ID", "IS_ACTIVE", "NAME", "PRICE", "SKU"]
        kept: set[int] = set()
        for by in permutations(columns, 2):
            context = Context(seeded_database.session(), None)
            result = await schema.execute(Request(query, {"by": by}), context)
            assert not result.errors
            (listing,) = [plan for plan in context.plans.values() if isinstance(plan, Listing)]
            kept.add(len(listing.kept._shapes))
        assert max(kept) <= SHAPES

    async def test_a_count_alone_fetches_no_rows(self, schema: Schema, seeded_database: Database) -> None:
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, "{ heroes(first: 3) { totalCount } }")
        assert [bool(re.match(r"SELECT count\(\*\)", sql)) for sql in log.sql] == [True]
        ((living,),) = await fetch(seeded_database, "SELECT count(*) FROM hero WHERE deleted_at IS NULL")
        assert data == {"heroes": {"totalCount": living}}

    async def test_counts_are_of_the_whole_list_of_each_parent(self, schema: Schema, seeded_database: Database) -> None:
        query = "{ tags { nodes { databaseId posts(first: 1) { totalCount nodes { id } } } } }"
        with record_statements(seeded_database) as log:
            data = await answer(schema, seeded_database, query)
        log.assert_count(3)
        counts = dict(await fetch(seeded_database, "SELECT tag_id, count(*) FROM post_tag GROUP BY tag_id"))
        assert {tag["databaseId"]: tag["posts"]["totalCount"] for tag in data["tags"]["nodes"]} == counts
