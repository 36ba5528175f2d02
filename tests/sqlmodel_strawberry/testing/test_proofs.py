"""What the tests of an API are made of, on both databases: the boundary, the certificate of relations, budgets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import strawberry
from sqlmodel import select

from sqlmodel_strawberry import Database, build_schema
from sqlmodel_strawberry.client_documents.files import ClientDocument
from sqlmodel_strawberry.testing.boundary import leaks
from sqlmodel_strawberry.testing.budgets import (
    OperationBudget,
    UnmeasuredError,
    measure_all,
    operations_to_measure,
    overruns,
    read_budgets,
    written_budgets,
)
from sqlmodel_strawberry.testing.relations import certificate, measured, problems, relation_fields
from sqlmodel_strawberry.testing.rows import fill_tables
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.viewers import SOMEBODY

SCHEMA = library.create_schema()
TABLES = library.library.metadata


@pytest.fixture
async def filled(make_database: MakeDatabase) -> Database:
    """The library with invented rows."""
    database = await make_database(TABLES)
    await fill_tables(database, list(TABLES.tables.values()))
    return database


class TestBoundary:
    def test_nothing_leaks_from_declarations(self) -> None:
        assert leaks(SCHEMA) == []

    def test_hand_written_fields_named_like_private_columns(self) -> None:
        class Queries:
            @strawberry.field
            @staticmethod
            def tax_number(tax_number: str) -> str:
                return tax_number

        built = build_schema([library.AuthorType, *OTHERS], query=[Queries])
        assert leaks(built) == ["Query.taxNumber", "Query.taxNumber(taxNumber:)"]
        assert leaks(built, ["Query.taxNumber", "Query.taxNumber(taxNumber:)"]) == []

    @pytest.mark.parametrize(
        ("type_", "name"),
        [("Author", "taxNumber"), ("AuthorFilter", "taxNumber"), ("AuthorOrder", "x"), ("AuthorUpdate", "taxNumber")],
    )
    def test_fields_of_unknown_origin(self, type_: str, name: str) -> None:
        built = library.create_schema()
        fields = built.graphql.type_map[type_].fields  # type: ignore[attr-defined]
        fields[name] = next(iter(fields.values()))
        assert leaks(built) == [f"{type_}.{name}"]


OTHERS: Sequence[type] = [library.DossierType, library.BookType, library.EditionType, library.CopyType]


class TestCertificate:
    async def test_it_is_given_to_declared_relations(self, filled: Database) -> None:
        fields = list(relation_fields(SCHEMA))
        found = await measured(SCHEMA, filled, None, fields)
        assert list(problems(found)) == []
        lines = certificate(fields, found).splitlines()
        assert '    "Author.books": {"statements": [3, 3]},' in lines
        assert '    "Author.ancestors": {"statements": [2, 2]},' in lines
        relations = [each for resource in SCHEMA.resources.values() for each in resource.relations]
        assert len(found) == len(fields) == len(relations) + len(["ancestors", "descendants"])

    async def test_too_few_rows_prove_nothing(self, make_database: MakeDatabase) -> None:
        database = await make_database(TABLES)
        found = await measured(SCHEMA, database, None, list(relation_fields(SCHEMA)))
        assert "Author.books: 0 rows of Author are shown to api_viewer, and 10 are needed" in list(problems(found))


class TestBudgets:
    @staticmethod
    async def of(database: Database, text: str, folder: Path, viewer: Any = SOMEBODY) -> dict[str, OperationBudget]:
        found = operations_to_measure([ClientDocument(str(folder / "all.graphql"), text)])
        return await measure_all(SCHEMA, database, viewer, found)

    async def test_what_an_operation_takes(self, filled: Database, tmp_path: Path) -> None:
        few, every = "authors(first: 2) { nodes { name } }", "authors { nodes { books { totalCount } } }"
        text = f"query Few {{ {few} }} query All {{ {every} }}"
        found = await self.of(filled, text, tmp_path)
        assert found == {"Few": OperationBudget(1, 2, 12), "All": OperationBudget(2, 12, 40)}

    async def test_writes_are_measured_and_undone(self, filled: Database, tmp_path: Path) -> None:
        (tmp_path / "Add.variables.json").write_text('{"author": {"name": "Ada"}}')
        text = "mutation Add($author: AuthorCreate!) { createAuthor(input: {author: $author}) { userErrors { code } } }"
        (budget,) = (await self.of(filled, text, tmp_path)).values()
        assert budget.statements >= 1
        assert budget.rows == 1
        async with filled.engine.connect() as connection:
            names = (await connection.execute(select(library.Author.name))).scalars().all()
        assert "Ada" not in names

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "query Q($id: ID!) { node(id: $id) { id } }",
                r"^Q \(.*all.graphql\): .*id.*; variables are read from",
            ),
            ("query Q { nothing }", r"^Q \(.*all.graphql\): Cannot query field 'nothing' on type 'Query'\.$"),
            ("query Q {", r"all.graphql: Syntax Error: .* \(line 1, column 10\)$"),
            ("query Q { __typename } query Q { authors { totalCount } }", r"several operations are called all: Q"),
            (
                'mutation Q { createAuthor(input: {author: {name: ""}}) { userErrors { code } } }',
                r"^Q \(.*all.graphql\): [A-Z_]+; nothing is measured of what is refused",
            ),
        ],
    )
    async def test_what_cannot_be_measured(self, filled: Database, tmp_path: Path, text: str, said: str) -> None:
        with pytest.raises(UnmeasuredError, match=said):
            await self.of(filled, text, tmp_path)

    async def test_all_that_cannot_be_measured_is_told(self, filled: Database, tmp_path: Path) -> None:
        add = 'mutation Add { createAuthor(input: {author: {name: "Ada"}}) { userErrors { code } } }'
        with pytest.raises(UnmeasuredError) as raised:
            await self.of(
                filled, f"{add} query Q {{ __typename }} query R($id: ID!) {{ node(id: $id) {{ id }} }}", tmp_path, None
            )
        add, read = str(raised.value).splitlines()
        assert add.endswith(": Log in to create this author. (The fixture api_viewer says who asks.)")
        assert read.startswith("R (")

    @pytest.mark.parametrize(("text", "said"), [("[]", "is no JSON object"), ("{", "is not JSON")])
    async def test_variables_that_are_none(self, filled: Database, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "all.variables.json").write_text(text)
        with pytest.raises(UnmeasuredError, match=said):
            await self.of(filled, "query Q { __typename }", tmp_path)

    def test_operations_of_one_name_are_told_apart(self) -> None:
        documents = [ClientDocument(f"{name}.graphql", "query Q { __typename }") for name in ("a", "b")]
        unnamed = ClientDocument("c.graphql", "{ __typename }")
        assert [each.key for each in operations_to_measure([*documents, unnamed])] == ["a: Q", "b: Q", "c"]

    def test_two_never_share_a_budget(self) -> None:
        """The one would hide how the other grows."""
        documents = [ClientDocument(f"{folder}/query.graphql", "{ __typename }") for folder in ("a", "b")]
        with pytest.raises(UnmeasuredError, match=r"^a/query.graphql: several operations are called query: query;"):
            operations_to_measure(documents)
        manifest = [ClientDocument(f"all.json {number}", "{ __typename }") for number in range(2)]
        with pytest.raises(UnmeasuredError, match=r"; name them apart$"):
            operations_to_measure(manifest)

    def test_growth_is_told_and_less_is_not(self) -> None:
        budgets = {"A": OperationBudget(2, 20, 40), "Gone": OperationBudget(1, 1, 1)}
        found = {"A": OperationBudget(3, 10, 41), "New": OperationBudget(1, 1, 1)}
        assert list(overruns(budgets, found)) == [
            "A: 3 statements instead of 2, 41 cost instead of 40",
            "New: it has no budget",
            "Gone: there is no such operation any more",
        ]

    def test_files_are_read_as_they_were_written(self, tmp_path: Path) -> None:
        path = tmp_path / "budgets.json"
        budgets = {"B": OperationBudget(1, 2, 3), "A": OperationBudget(4, 5, 6)}
        path.write_text(written_budgets(budgets))
        assert read_budgets(path) == budgets
        assert path.read_text().index('"A"') < path.read_text().index('"B"')

    @pytest.mark.parametrize(
        "said",
        [
            '{"statements": 1}',
            '{"statements": Infinity, "rows": 1, "cost": 1}',
            '{"statements": "9", "rows": 1, "cost": 1}',
            '{"statements": true, "rows": 1, "cost": 1}',
            "[" * 100_000,
        ],
        ids=["two are missing", "infinite", "a text", "a truth", "deep"],
    )
    def test_files_that_would_let_everything_pass(self, tmp_path: Path, said: str) -> None:
        path = tmp_path / "budgets.json"
        path.write_text(f'{{"A": {said}}}')
        with pytest.raises(UnmeasuredError, match="is no file of budgets"):
            read_budgets(path)
