"""The tests that every API needs: `class TestApi(ApiTests)`, and pytest runs them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import URL

from sqlmodel_strawberry.client_documents.files import ClientDocumentsError, read_documents, read_text
from sqlmodel_strawberry.project import Project
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.schema_changes.compare import InvalidSchemaError, read_schema
from sqlmodel_strawberry.schema_changes.formats import Format, written
from sqlmodel_strawberry.schema_changes.report import report_on
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
from sqlmodel_strawberry.testing.committed import OPTION, check_committed, failing_plainly
from sqlmodel_strawberry.testing.relations import Measured, certificate, measured, problems, relation_fields
from sqlmodel_strawberry.testing.running import connected, run


class ApiTests:
    """A subclass whose name begins with Test is run. Fixtures that it asks for can be overridden: docs/testing.md."""

    def test_the_committed_schema_is_the_built_one(
        self, api_schema: Schema, api_project: Project, api_update: bool
    ) -> None:
        """A change of the API shows in review, with what it breaks."""
        built = api_schema.sdl()
        check_committed(api_project.snapshot, built, update=api_update, told=_changes(api_project, built))

    def test_no_private_column_can_be_reached(self, api_schema: Schema, api_project: Project) -> None:
        """Neither shown, nor filtered, ordered, grouped or looked up by; nor written, but by a boundary model."""
        found = leaks(api_schema, api_project.public)
        if found:
            listing = "\n".join(f"  {each}" for each in found)
            pytest.fail(f"these are neither public nor declared:\n{listing}", pytrace=False)

    def test_no_field_takes_a_statement_for_each_parent(
        self, api_schema: Schema, api_project: Project, api_database_url: URL, api_viewer: Any, api_update: bool
    ) -> None:
        """The N+1 certificate: every relation takes as many statements for ten parents as for one."""
        fields = list(relation_fields(api_schema))

        async def ask() -> list[Measured]:
            async with connected(api_database_url) as database:
                return await measured(api_schema, database, api_viewer, fields)

        found = run(ask())
        _fail_with("the certificate is not given", list(problems(found)))
        check_committed(api_project.relations, certificate(fields, found), update=api_update)

    def test_no_operation_takes_more_than_its_budget(
        self, api_schema: Schema, api_project: Project, api_database_url: URL, api_viewer: Any, api_update: bool
    ) -> None:
        """Statements, rows and cost of each operation of clients, as committed."""
        if not api_project.documents:
            if api_project.budgets.exists():
                pytest.fail(f"no `documents` in [tool.sqlmodel-strawberry] have the budgets of {api_project.budgets}")
            pytest.skip("no `documents` in [tool.sqlmodel-strawberry]")

        async def ask() -> dict[str, OperationBudget]:
            operations = operations_to_measure(read_documents(api_project.documents))
            async with connected(api_database_url) as database:
                return await measure_all(api_schema, database, api_viewer, operations)

        with failing_plainly(ClientDocumentsError, UnmeasuredError):
            found = run(ask())
            budgets = {} if api_update else read_budgets(api_project.budgets)
        if api_update:
            check_committed(api_project.budgets, written_budgets(found), update=True)
            return
        mend = f"If they may: pytest {OPTION}, and read the diff of {api_project.budgets.name}."
        _fail_with("operations take more than they may", list(overruns(budgets, found)), mend)


def _changes(project: Project, built: str) -> str:
    """What changed, in words; nothing where that cannot be told, and the texts must be."""
    try:
        old = read_schema(read_text(project.snapshot))
        documents = read_documents(project.documents) if project.documents else None
    except (InvalidSchemaError, ClientDocumentsError):
        return ""
    report = report_on(old, read_schema(built), documents, is_stale=True)
    return written(report, Format.TEXT) if report.changes else ""


def _fail_with(what: str, problems: list[str], mend: str = "") -> None:
    if problems:
        listing = "\n".join(f"  {each}" for each in problems)
        pytest.fail(f"{what}:\n{listing}\n\n{mend}".rstrip(), pytrace=False)
