"""`extensions.plan`: how an operation was run, for who asks, where the endpoint tells it."""

from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from strawberry import Parent

from sqlmodel_strawberry import (
    Cost,
    Database,
    GraphQLApp,
    Info,
    Limits,
    OperationRecord,
    Schema,
    build_schema,
    field,
    resource,
)
from sqlmodel_strawberry.database.dialect_connections import CONNECTIONS
from sqlmodel_strawberry.database.driver_connections import DriverConnection
from sqlmodel_strawberry.explaining import sessions
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithCreate, SmithPublic, workshop
from tests.viewers import OPEN

RECORDS: list[OperationRecord] = []
GUILDS = "query Guilds { guilds(first: 2) { nodes { name smiths(first: 1) { nodes { name } } } } }"
CREATE = 'mutation { made: createSmith(input: {smith: {name: "Secret Sam"}}) { smith { name guild { name } } } }'


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, create=SmithCreate, relations=["guild"], policy=OPEN)
class SmithType:
    """Who works with metal."""

    @field(requires=["name"])
    @staticmethod
    async def neighbours(smith: Parent[SmithPublic], info: Info) -> int:
        rows = await info.context.session.fetch(sa.select(sa.func.count()).select_from(Smith))
        return int(rows[0][0])

    @field(requires=["name"])
    @staticmethod
    async def rival(smith: Parent[SmithPublic]) -> GuildType | None:
        return None


SCHEMA = build_schema([GuildType, SmithType], limits=Limits(rows=1000))
OBSERVED = build_schema([GuildType, SmithType], observers=[RECORDS.append])


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(sa.insert(Guild).values([{"id": 1, "name": "Iron"}, {"id": 2, "name": "Tin"}]))
        smiths = [{"name": f"Smith {number}", "guild_id": 1 + number % 2} for number in range(1, 7)]
        await connection.execute(sa.insert(Smith).values(smiths))
    RECORDS.clear()
    return database


def served(database: Database, schema: Schema = SCHEMA, **options: Any) -> AsyncClient:
    app = FastAPI()
    app.include_router(GraphQLApp(schema, database, **{"plans": True, **options}), prefix="/graphql")
    return AsyncClient(transport=ASGITransport(app), base_url="http://test")


async def answer(http: AsyncClient, query: str, plan: str | None = "statements", **headers: str) -> dict[str, Any]:
    asked = headers if plan is None else {"X-GraphQL-Plan": plan, **headers}
    response = await http.post("/graphql", json={"query": query}, headers=asked)
    body: dict[str, Any] = response.json()
    return body


async def plan_of(database: Database, query: str, plan: str = "statements") -> dict[str, Any]:
    made: dict[str, Any] = (await answer(served(database), query, plan))["extensions"]["plan"]
    return made


def fields(plan: dict[str, Any]) -> list[tuple[int, list[str]]]:
    return [
        (batch["level"], [f"{each['shows']} {each['path']}" for each in batch["fields"]]) for batch in plan["batches"]
    ]


def statements(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for batch in plan["batches"] for each in batch["statements"]]


class TestWhatIsTold:
    async def test_of_a_query_level_by_level(self, database: Database) -> None:
        with record_statements(database) as log:
            plan = await plan_of(database, GUILDS)
        assert (plan["operation"], plan["type"], plan["fallback"], plan["depth"]) == ("Guilds", "query", None, 1)
        assert plan["cost"] == {"estimated": Cost(4, 2).to_json(), "actual": Cost(4, 2).to_json()}
        assert fields(plan) == [(1, ["page guilds"]), (2, ["page guilds.nodes.smiths"])]
        assert [each["sql"] for each in statements(plan)] == log.sql
        assert [(each["keys"], each["rows"]) for each in statements(plan)] == [(None, 2), (2, 2)]
        assert 0 < sum(each["milliseconds"] for each in statements(plan)) <= plan["milliseconds"]

    async def test_the_answer_is_the_same(self, database: Database) -> None:
        http = served(database)
        with_plan, without = [await answer(http, GUILDS, plan) for plan in ("explain", None)]
        assert with_plan["data"] == without["data"]
        assert "extensions" not in without

    async def test_of_a_mutation_what_it_writes(self, database: Database) -> None:
        with record_statements(database) as log:
            plan = await plan_of(database, CREATE)
        assert fields(plan) == [(1, ["write made"])]
        assert plan["batches"][0]["fields"][0]["coordinate"] == "Mutation.createSmith"
        assert [each["sql"] for each in statements(plan)] == log.sql
        assert any(each["sql"].startswith("INSERT") for each in statements(plan))

    async def test_of_hand_written_fields(self, database: Database) -> None:
        plan = await plan_of(database, "{ smiths(first: 2) { nodes { neighbours } } }")
        assert fields(plan) == [(1, ["page smiths"]), (1, [])]
        assert [len(batch["statements"]) for batch in plan["batches"]] == [1, 2]

    async def test_of_what_graphql_core_runs(self, database: Database) -> None:
        plan = await plan_of(database, "{ smiths { nodes { guild { name } rival { name } } } }")
        assert plan["fallback"] == "Smith.rival is hand-written, and no leaf"
        assert fields(plan) == [(1, [])]
        assert [each["rows"] for each in statements(plan)] == [6]

    async def test_of_what_is_refused_for_its_cost(self, database: Database) -> None:
        refused = await answer(
            served(database), "{ guilds(first: 100) { nodes { smiths(first: 100) { nodes { id } } } } }"
        )
        plan = refused["extensions"]["plan"]
        assert "data" not in refused
        assert (plan["cost"]["estimated"]["rows"], plan["cost"]["actual"]) == (100 + 100 * 100, None)
        assert plan["batches"] == []

    async def test_nothing_of_what_is_no_operation(self, database: Database) -> None:
        assert "extensions" not in await answer(served(database), "{ nothing }")

    async def test_with_the_cost(self, database: Database) -> None:
        told = await answer(served(database), GUILDS, **{"X-GraphQL-Cost": "report"})
        assert told["extensions"].keys() == {"cost", "plan"}

    async def test_of_each_operation_of_a_batch(self, database: Database) -> None:
        http = served(database, batch=2)
        response = await http.post(
            "/graphql",
            json=[{"query": GUILDS}, {"query": "{ smiths { totalCount } }"}],
            headers={"X-GraphQL-Plan": "statements"},
        )
        assert [len(statements(each["extensions"]["plan"])) for each in response.json()] == [2, 1]


class TestWhoIsTold:
    async def test_nobody_unless_the_endpoint_does(self, database: Database) -> None:
        for explorer in (True, False):
            http = served(database, plans=False, explorer=explorer)
            for detail in ("statements", "explain", "whatever"):
                assert (await answer(http, GUILDS, detail)).keys() == {"data"}

    @pytest.mark.parametrize("sent", [["all"], ["statements", "explain"], [""], ["EXPLAIN"], ["x" * 50_000], ["\xff"]])
    async def test_another_value_is_refused_and_nothing_runs(self, database: Database, sent: list[str]) -> None:
        lines = [(b"x-graphql-plan", each.encode("latin-1")) for each in sent]
        with record_statements(database) as log:
            refused = (await served(database).post("/graphql", json={"query": GUILDS}, headers=lines)).json()
        message = "X-GraphQL-Plan takes statements or parameters or explain, and is sent once."
        assert refused == {"errors": [{"message": message, "extensions": {"code": "BAD_USER_INPUT"}}]}
        assert log.sql == []

    async def test_observers_are_told_once(self, database: Database) -> None:
        await answer(served(database, OBSERVED), GUILDS)
        assert [(record.name, record.statement_count) for record in RECORDS] == [("Guilds", 2)]


FILTERED = '{ smiths(filter: {name: {eq: "Smith 3"}}) { nodes { guild { name } } } }'


class TestParameters:
    async def test_they_are_hidden_unless_asked_for(self, database: Database) -> None:
        hidden = await plan_of(database, FILTERED)
        assert "Smith 3" not in str(hidden)
        assert not any({"parameters", "explain"} & each.keys() for each in statements(hidden))
        shown = await plan_of(database, FILTERED, "parameters")
        assert "Smith 3" in statements(shown)[0]["parameters"]
        assert not any("explain" in each for each in statements(shown))

    async def test_those_of_writes_are_never_told(self, database: Database) -> None:
        plan = await plan_of(database, CREATE, "explain")
        assert "Secret Sam" not in str(plan)
        (insert,) = [each for each in statements(plan) if each["sql"].startswith("INSERT")]
        assert insert.keys() == {"sql", "keys", "rows", "milliseconds"}


class TestExplain:
    async def test_the_database_says_how_it_runs_them(self, database: Database) -> None:
        plan = await plan_of(database, GUILDS, "explain")
        for each in statements(plan):
            assert each["explain"]
            assert any(word in " ".join(each["explain"]).lower() for word in ("scan", "search"))

    async def test_it_is_no_part_of_the_cost(self, database: Database) -> None:
        plan = await plan_of(database, GUILDS, "explain")
        assert plan["cost"]["actual"] == Cost(4, 2).to_json()

    async def test_where_the_database_is_told_of_the_viewer(self, database: Database) -> None:
        told = Database(database.engine, viewer_settings=lambda _viewer: {"app.viewer": "somebody"})
        plan = await plan_of(told, GUILDS, "explain")
        assert plan["cost"]["actual"]["statements"] == 2
        assert all(each["explain"] for each in statements(plan))

    async def test_each_with_what_it_was_sent_with_however_many_there_are(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is not kept is not explained in the place of what is."""
        monkeypatch.setattr(sessions, "KEPT", 1)
        with record_statements(database) as log:
            plan = await plan_of(database, "{ smiths(first: 2) { nodes { neighbours } } }", "explain")
        assert [len(batch["statements"]) for batch in plan["batches"]] == [1, 1]
        assert (len(log), sum(each.startswith("EXPLAIN") for each in log.sql)) == (5, 2)

    async def test_where_it_fails_the_answer_is_there(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = DriverConnection._run

        async def refuse(self: DriverConnection, text: str, *rest: Any) -> Any:
            if text.startswith("EXPLAIN"):
                raise OSError("the cable is cut")
            return await run(self, text, *rest)

        monkeypatch.setattr(CONNECTIONS[database.dialect], "_run", refuse)
        told = await answer(served(database), GUILDS, "explain")
        assert "errors" not in told
        assert [each["explain"] for each in statements(told["extensions"]["plan"])] == [
            ["The database does not explain it: OSError."]
        ] * 2

    async def test_no_connection_is_kept(self, database: Database) -> None:
        with record_statements(database) as log:
            await plan_of(database, GUILDS, "explain")
        assert log.checkouts == 2
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
