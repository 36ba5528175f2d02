"""Every document under tests/queries gives the answer and emits the SQL that stand beside it, on both databases."""

import os
from collections.abc import AsyncIterator
from functools import partial

import pytest
from graphql import FieldNode, GraphQLObjectType, TypeInfo, TypeInfoVisitor, Visitor, visit
from sqlalchemy import URL

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Explanation, Request, Schema, explain
from sqlmodel_strawberry.explaining.explanation import ExplainedStatement, FieldPart
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected, filled
from tests.graphql_schema.operations import insert_rows
from tests.graphql_schema.viewers import ADMIN
from tests.queries.corpus import CASES, Case, as_json, shown_statements, stray_files
from tests.queries.data import TABLES
from tests.second_wall import behind_policies, let_in

UPDATE = os.environ.get("UPDATE_CORPUS") == "1"
on_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
MEND = "If it was meant to change: UPDATE_CORPUS=1 pytest tests/test_corpus.py, then read the diff."


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@pytest.fixture(scope="module")
async def corpus_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """The rows of the corpus, to copy from."""
    async with filled(databases, template_url, partial(insert_rows, tables=TABLES)) as url:
        yield url


@pytest.fixture(scope="module")
async def shared(databases: Databases, corpus_url: URL) -> AsyncIterator[Database]:
    """A copy that refuses writes."""
    async with databases.temporary(corpus_url) as url, connected(url, read_only=True) as database:
        yield database


@pytest.fixture
async def own(databases: Databases, corpus_url: URL) -> AsyncIterator[Database]:
    """A copy of this test."""
    async with databases.temporary(corpus_url) as url, connected(url) as database:
        yield database


@pytest.fixture(scope="module")
async def api_url(databases: Databases, corpus_url: URL) -> AsyncIterator[URL]:
    """The same, for a role that PostgreSQL's policies on rows hold for."""
    async with databases.temporary(corpus_url) as url:
        await let_in(url)
        yield url


@pytest.fixture(scope="module")
async def shared_behind(databases: Databases, api_url: URL) -> AsyncIterator[Database]:
    """A copy that refuses writes, behind policies."""
    async with databases.temporary(api_url) as url, behind_policies(url, read_only=True) as database:
        yield database


@pytest.fixture
async def own_behind(databases: Databases, api_url: URL) -> AsyncIterator[Database]:
    """A copy of this test, behind policies."""
    async with databases.temporary(api_url) as url, behind_policies(url) as database:
        yield database


async def run(schema: Schema, database: Database, case: Case, dialect: str) -> None:
    with record_statements(database) as log:
        result = await schema.execute(Request(case.query, case.variables), Context(database.session(), ADMIN))
    answer, statements = result.to_json(), shown_statements(log.sql)
    if UPDATE:
        case.update(dialect, answer, statements)
    assert as_json(answer) == case.answer(dialect), f"{case}: the answer on {dialect} has changed. {MEND}"
    assert statements == case.statements(dialect), f"{case}: the statements on {dialect} have changed. {MEND}"
    assert log.checkouts <= 1
    if result.cost is not None and result.cost.actual is not None:
        assert result.cost.actual.statements == len(log)
        assert result.cost.actual.rows <= result.cost.estimated.rows
        assert result.cost.actual.statements <= result.cost.estimated.statements


@pytest.mark.parametrize("case", [case for case in CASES if not case.writes], ids=str)
async def test_a_query(schema: Schema, shared: Database, dialect: str, case: Case) -> None:
    await run(schema, shared, case, dialect)


@pytest.mark.parametrize("case", [case for case in CASES if case.writes], ids=str)
async def test_a_mutation(schema: Schema, own: Database, dialect: str, case: Case) -> None:
    await run(schema, own, case, dialect)


@on_postgres
@pytest.mark.parametrize("case", [case for case in CASES if not case.writes], ids=str)
async def test_a_query_behind_policies(schema: Schema, shared_behind: Database, dialect: str, case: Case) -> None:
    await run(schema, shared_behind, case, dialect)


@on_postgres
@pytest.mark.parametrize("case", [case for case in CASES if case.writes], ids=str)
async def test_a_mutation_behind_policies(schema: Schema, own_behind: Database, dialect: str, case: Case) -> None:
    await run(schema, own_behind, case, dialect)


INTERPRETED = {
    "identity": "Query.viewer is hand-written",
    "rate_limit": "Query.rateLimit is hand-written",
    "viewer": "Query.viewer is hand-written",
}
"""Documents that are not compiled."""
REFUSED = {"invalid", "refused_pages", "too_deep"}
EXPLAINED = [case for case in CASES if case.name not in REFUSED]


Place = tuple[int, FieldPart]


def by_place(explanation: Explanation) -> dict[Place, list[ExplainedStatement]]:
    """The statements of each level and field."""
    found: dict[Place, list[ExplainedStatement]] = {}
    for batch in explanation.batches:
        for part in batch.fields if batch.statements else ():
            found.setdefault((batch.level, part), []).extend(batch.statements)
    return found


def statements_of(explanation: Explanation) -> list[str]:
    return sorted(statement.sql for batch in explanation.batches for statement in batch.statements)


@pytest.mark.parametrize("case", EXPLAINED, ids=str)
async def test_a_document_explained(schema: Schema, shared: Database, case: Case) -> None:
    explanation = await explain(schema, Request(case.query, case.variables), shared, ADMIN)
    assert explanation.errors == ()
    assert explanation.fallback == INTERPRETED.get(case.name)
    assert explanation.estimated is not None
    assert len(statements_of(explanation)) <= explanation.estimated.statements
    assert bool(explanation.batches) == (explanation.fallback is None)


@pytest.mark.parametrize("case", [case for case in EXPLAINED if not case.writes], ids=str)
async def test_statements_of_an_explanation_are_those_that_run(schema: Schema, shared: Database, case: Case) -> None:
    request = Request(case.query, case.variables)
    planned = await explain(schema, request, shared, ADMIN)
    with record_statements(shared) as log:
        ran = await explain(schema, request, shared, ADMIN, run=True)
    assert statements_of(ran) == sorted(log.sql)
    assert ran.actual is not None
    assert ran.actual.statements == len(log)
    if case.name in INTERPRETED:
        return
    plan = by_place(planned)
    for place, statements in by_place(ran).items():
        for each in statements:
            # What leads to a single row, though it stands in a list, is only known then.
            assert each.keys == 1 or each.sql in [other.sql for other in plan[place]]
    assert plan.keys() == by_place(ran).keys()


class Uses(Visitor):
    """The fields and arguments that documents use, as `Query.heroes` and `Query.heroes(first:)`."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        if parent is not None and field is not None:
            name = f"{parent.name}.{node.name.value}"
            self.found |= {name, *(f"{name}({argument.name.value}:)" for argument in node.arguments or ())}


def used(schema: Schema) -> set[str]:
    found: set[str] = set()
    for case in CASES:
        info = TypeInfo(schema.graphql)
        uses = Uses(info)
        visit(case.document, TypeInfoVisitor(info, uses))
        found |= uses.found
    return found


class TestCompleteness:
    def test_every_field_is_asked_for(self, schema: Schema) -> None:
        """Those of every type, so all root fields among them."""
        fields = {
            f"{type_.name}.{name}"
            for type_ in schema.graphql.type_map.values()
            if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
            for name in type_.fields
        }
        # What any type has is asked of one; user errors are asked for through their interface.
        generic = ("Connection.", "Edge.", "Payload.", "Aggregate.", "Group.")
        errors = (
            "InvalidInput.",
            "NotFound.",
            "Conflict.",
            "ReferenceMissing.",
            "Referenced.",
            "Refused.",
            "StaleVersion.",
        )
        figures = ("Min.", "Max.", "Sum.", "Avg.", "CountDistinct.", "GroupKey.")
        missing = {
            each for each in fields - used(schema) if not any(part in each for part in (*generic, *figures, *errors))
        }
        assert missing == set()

    def test_every_argument_is_given(self, schema: Schema) -> None:
        arguments = {
            f"{type_.name}.{name}({argument}:)"
            for type_ in schema.graphql.type_map.values()
            if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
            for name, field in type_.fields.items()
            for argument in field.args
        }
        assert arguments - used(schema) == set()

    def test_databases_differ_only_in_how_they_rank_what_is_searched(self) -> None:
        assert [case.name for case in CASES if case.differs and "search" not in case.query] == []

    def test_every_file_belongs_to_a_document(self) -> None:
        assert stray_files() == []
