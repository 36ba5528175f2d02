"""What observers are told of operations."""

import asyncio
from hashlib import sha256

import pytest
from sqlalchemy import insert, text

from sqlmodel_strawberry import (
    Context,
    Database,
    Limits,
    OperationRecord,
    Outcome,
    Request,
    Step,
    TrustedDocuments,
)
from sqlmodel_strawberry.observing.observation import KEPT
from sqlmodel_strawberry.operations.execution import ReadOnlyRequestError
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.observed import SECRET, WAITING, Api
from tests.sqlmodel_strawberry.workshop import Guild, Smith, workshop
from tests.viewers import SOMEBODY

BOTH = "query Both { guilds { nodes { name smiths(first: 2) { nodes { name } } } } }"


@pytest.fixture
async def api(make_database: MakeDatabase) -> Api:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild).values([{"id": 1, "name": "Iron"}, {"id": 2, "name": "Tin"}]))
        smiths = [{"id": number, "name": f"Smith {number}", "guild_id": 1 + number % 2} for number in range(1, 7)]
        await connection.execute(insert(Smith).values(smiths))
    WAITING.clear()
    return Api(database)


class TestWhatIsTold:
    async def test_of_a_query(self, api: Api) -> None:
        record = await api.run(BOTH)
        assert (record.name, record.type, record.principal) == ("Both", "query", "somebody")
        assert (record.document_hash, record.trusted) == (sha256(BOTH.encode()).hexdigest(), False)
        assert record.dialect == api.database.dialect
        assert (record.outcome, record.code, *record.codes, *record.error_ids) == (Outcome.OK, None)
        assert (record.statement_count, len(record.statements), record.batches) == (2, 2, [2])
        assert record.rows == 2 + 4
        assert record.estimated is not None
        assert record.estimated.rows >= record.rows
        assert record.estimated.statements == record.statement_count
        assert len(api.records) == 1

    async def test_of_a_trusted_document(self, api: Api) -> None:
        schema = api.build(trusted=TrustedDocuments({"id-1": BOTH}))
        for document_id in ("id-1", "id-2"):
            request = Request(None, {}, document_id=document_id)
            await schema.execute(request, Context(api.database.session(), SOMEBODY))
        known, unknown = api.records
        assert (known.name, known.trusted, known.document_hash) == ("Both", True, sha256(BOTH.encode()).hexdigest())
        assert (unknown.trusted, unknown.document_hash, unknown.outcome) == (False, None, Outcome.REFUSED)

    @pytest.mark.parametrize(
        ("query", "fallback", "has_run"),
        [
            (BOTH, None, True),
            ("{ smiths { nodes { broken } } }", None, True),
            ("{ many(times: 1) guilds { nodes { id } } }", "Query.many is hand-written", True),
            ('{ __type(name: "Guild") { name } }', "__type asks for the schema itself", True),
            ("mutation { linger }", "Mutation.linger is hand-written", True),
            ("{ many(times: 1) guilds(first: 1000) { nodes { id } } }", None, False),
            ("{ nothing }", None, False),
        ],
    )
    async def test_why_it_was_interpreted(self, api: Api, query: str, fallback: str | None, has_run: bool) -> None:
        record = await api.run(query)
        assert (record.fallback, record.has_run) == (fallback, has_run)

    async def test_times(self, api: Api) -> None:
        record = await api.run(BOTH)
        assert [each.step for each in record.steps] == list(Step)
        assert record.steps[0].began == 0
        for step, following in zip(record.steps, record.steps[1:], strict=False):
            assert step.began + step.seconds == pytest.approx(following.began)
        assert sum(each.seconds for each in record.steps) == pytest.approx(record.seconds, abs=0.001)
        execute = record.steps[-1]
        for statement in record.statements:
            assert execute.began < statement.began
            assert statement.began + statement.seconds < execute.began + execute.seconds
            assert statement.seconds > 0

    async def test_statements_have_placeholders(self, api: Api) -> None:
        record = await api.run('{ guilds(filter: {name: {eq: "Iron"}}) { nodes { id } } }')
        (statement,) = record.statements
        assert (statement.kind, statement.failed) == ("SELECT", False)
        assert "Iron" not in statement.text

    async def test_of_a_mutation_every_statement_but_control_of_the_transaction(self, api: Api) -> None:
        record = await api.run('mutation New { createSmith(input: {smith: {name: "Seven"}}) { smith { id } } }')
        assert (record.name, record.type, record.outcome) == ("New", "mutation", Outcome.OK)
        kinds = [statement.kind for statement in record.statements]
        assert kinds[0] == "INSERT"
        assert set(kinds) <= {"INSERT", "SELECT"}

    async def test_each_operation_by_itself(self, api: Api) -> None:
        await asyncio.gather(*(api.run(BOTH) for _ in range(5)), *(api.run("{ many(times: 3) }") for _ in range(5)))
        counts = sorted((record.statement_count, list(record.batches)) for record in api.records)
        assert counts == [(2, [2])] * 5 + [(3, [])] * 5

    async def test_what_is_kept_is_bounded(self, api: Api) -> None:
        record = await api.run("query ($times: Int!) { many(times: $times) }", times=KEPT + 5)
        assert (record.statement_count, len(record.statements)) == (KEPT + 5, KEPT)

    async def test_what_its_own_text_shows_has_no_variables(self, api: Api) -> None:
        record = await api.run('query ($kind: String! = "literal") { fail(kind: $kind) }', kind="hush hush")
        assert record.variables == {"kind": "hush hush"}
        assert "hush" not in repr(record)
        assert "literal" not in repr(record)


class TestOutcome:
    @pytest.mark.parametrize(
        ("query", "outcome", "code"),
        [
            ("{", Outcome.REFUSED, "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", Outcome.REFUSED, "GRAPHQL_VALIDATION_FAILED"),
            ("#" * 20_000, Outcome.REFUSED, "DOCUMENT_LIMIT_EXCEEDED"),
            ("{ guilds(first: 1000) { nodes { id } } }", Outcome.REFUSED, "BAD_USER_INPUT"),
            ('{ fail(kind: "FORBIDDEN") }', Outcome.REFUSED, "FORBIDDEN"),
            ('{ fail(kind: "TIMEOUT") }', Outcome.TIMEOUT, "TIMEOUT"),
            ('{ fail(kind: "UNAVAILABLE") }', Outcome.UNAVAILABLE, "UNAVAILABLE"),
            ("{ smiths { nodes { broken } } }", Outcome.ERROR, "INTERNAL_SERVER_ERROR"),
        ],
    )
    async def test_by_the_code(self, api: Api, query: str, outcome: Outcome, code: str) -> None:
        record = await api.run(query)
        assert (record.outcome, record.code) == (outcome, code)

    async def test_the_worst_of_several(self, api: Api) -> None:
        kinds = ["FORBIDDEN", "TIMEOUT", "INTERNAL_SERVER_ERROR", "UNAVAILABLE"]
        record = await api.run("{" + " ".join(f'{kind}: fail(kind: "{kind}")' for kind in kinds) + "}")
        assert (record.outcome, record.code) == (Outcome.ERROR, "INTERNAL_SERVER_ERROR")
        assert sorted(record.codes) == sorted(kinds)

    async def test_error_ids_are_those_of_the_log(self, api: Api, caplog: pytest.LogCaptureFixture) -> None:
        record = await api.run("{ smith(by: {databaseId: 1}) { broken } }")
        (error_id,) = record.error_ids
        assert f"error {error_id} at" in caplog.text

    async def test_a_statement_that_failed(self, api: Api, caplog: pytest.LogCaptureFixture) -> None:
        record = await api.run("{ wrong }")
        assert record.outcome is Outcome.ERROR
        assert [statement.failed for statement in record.statements] == [True]

    async def test_of_a_refused_document_the_steps_it_came_to(self, api: Api) -> None:
        record = await api.run("{ nothing }", "Asked")
        assert [each.step for each in record.steps] == [Step.PARSE]
        assert (record.name, record.type, record.document) == ("Asked", None, None)

    async def test_of_what_costs_too_much(self, api: Api) -> None:
        api.schema = api.build(Limits(statements=1))
        record = await api.run(BOTH)
        assert [each.step for each in record.steps] == [Step.PARSE, Step.PLAN]
        assert (record.type, record.code, record.statement_count) == ("query", "COST_LIMIT_EXCEEDED", 0)
        assert record.estimated is not None
        assert record.estimated.statements == 2

    async def test_of_an_unknown_operation(self, api: Api) -> None:
        record = await api.run('query A { fail(kind: "TIMEOUT") }', "B" * 500)
        assert [each.step for each in record.steps] == [Step.PARSE, Step.PLAN]
        assert (record.name, record.outcome) == ("B" * 100, Outcome.REFUSED)

    async def test_what_is_no_name_is_not_kept(self, api: Api) -> None:
        assert (await api.run("{", '", "level": "error')).name is None

    async def test_a_mutation_that_may_not_be(self, api: Api) -> None:
        request = Request("mutation M { linger }", {}, read_only=True)
        with pytest.raises(ReadOnlyRequestError):
            await api.schema.execute(request, Context(api.database.session(), SOMEBODY))
        (record,) = api.records
        assert (record.name, record.outcome, record.code) == ("M", Outcome.REFUSED, "BAD_USER_INPUT")

    async def test_a_query_whose_client_went_away(self, api: Api) -> None:
        task = asyncio.create_task(api.run("query Q { wait }"))
        await WAITING.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (record,) = api.records
        assert (record.name, record.outcome, record.code) == ("Q", Outcome.CANCELLED, None)

    async def test_a_mutation_whose_client_went_away_when_it_has_ended(self, api: Api) -> None:
        task = asyncio.create_task(api.run("mutation M { linger }"))
        await WAITING.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert api.records == []
        await api.database.drain(10)
        (record,) = api.records
        assert (record.name, record.outcome, record.statement_count) == ("M", Outcome.OK, 1)
        assert record.seconds > 0.1

    async def test_a_mutation_that_failed_when_its_client_was_gone(self, api: Api) -> None:
        task = asyncio.create_task(api.run("mutation M { lingerAndFail }"))
        await WAITING.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await api.database.drain(10)
        (record,) = api.records
        assert (record.outcome, record.code, len(record.error_ids)) == (Outcome.ERROR, "INTERNAL_SERVER_ERROR", 1)

    async def test_an_operation_that_took_too_long(self, api: Api) -> None:
        api.schema = api.build(Limits(seconds=0.05))
        record = await api.run("query Q { wait }")
        assert (record.name, record.outcome, record.code) == ("Q", Outcome.TIMEOUT, "TIMEOUT")


async def test_an_observer_that_fails_harms_nobody(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    def fail(record: OperationRecord) -> None:
        raise LookupError("mine")

    told: list[OperationRecord] = []
    api.schema.observers = [fail, told.append]
    request = Request("{ guilds { nodes { id } } }", {})
    result = await api.schema.execute(request, Context(api.database.session(), SOMEBODY))
    assert not result.errors
    assert len(told) == 1
    assert "an observer failed" in caplog.text


class Choosy:
    """Is told of every end, and wants the records of errors."""

    def __init__(self) -> None:
        self.ends: list[Outcome] = []
        self.records: list[OperationRecord] = []

    def ended(self, outcome: Outcome) -> bool:
        self.ends.append(outcome)
        return outcome is not Outcome.OK

    def __call__(self, operation: OperationRecord) -> None:
        self.records.append(operation)


async def test_an_observer_may_want_some_records_only(api: Api) -> None:
    choosy = Choosy()
    api.schema.observers = [choosy]
    for query in ("{ guilds { nodes { id } } }", "{ nothing }"):
        await api.schema.execute(Request(query, {}), Context(api.database.session(), SOMEBODY))
    assert choosy.ends == [Outcome.OK, Outcome.REFUSED]
    assert [record.code for record in choosy.records] == ["GRAPHQL_VALIDATION_FAILED"]


async def test_slow_statements_are_logged_without_parameters(
    make_database: MakeDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    made = await make_database(workshop.metadata)
    database = Database.connect(made.engine.url, slow_statement=1e-9)
    session = database.session()
    await session.fetch(text("SELECT name FROM guild WHERE name = :name"), {"name": "hush"})
    await session.close()
    await database.dispose()
    assert [record.levelname for record in caplog.records if "FROM guild" in record.getMessage()] == ["WARNING"]
    assert "hush" not in caplog.text


async def test_errors_of_the_database_do_not_tell_parameters(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    await api.run("{ wrong }")
    assert "FROM nowhere" in caplog.text
    assert SECRET not in caplog.text
