"""Columns that migrations take away from operations, read without a database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sqlmodel_strawberry.client_documents.files import ClientDocument
from sqlmodel_strawberry.schema_changes.compare import read_schema
from sqlmodel_strawberry.schema_changes.lost_columns import (
    LostColumn,
    Migrations,
    RevisionsError,
    changes_by,
    coordinates_of,
)
from sqlmodel_strawberry.schema_changes.report import FailOn, Report, report_on
from sqlmodel_strawberry.schema_changes.revisions import migrations_since
from tests.sqlmodel_strawberry import library

SCHEMA = library.create_schema()
SDL = SCHEMA.sdl()
REVISION = '''"""{title}"""

import sqlalchemy as sa
from alembic import op

revision = "r{number}"
down_revision = {below!r}


def upgrade():
    {body}
'''
Write = Callable[..., Path]


@pytest.fixture
def revisions(tmp_path: Path) -> Write:
    """`revisions("op.drop_column(…)", …)`: revisions r1, r2, … that do this, and their alembic.ini."""

    def write(*bodies: str) -> Path:
        folder = tmp_path / "migrations" / "versions"
        folder.mkdir(parents=True)
        for number, body in enumerate(bodies, 1):
            below = f"r{number - 1}" if number > 1 else None
            text = REVISION.format(title=f"Step {number}", number=number, below=below, body=body)
            (folder / f"r{number}.py").write_text(text)
        config = tmp_path / "alembic.ini"
        config.write_text(f"[alembic]\nscript_location = {tmp_path}/migrations\npath_separator = os\n")
        return config

    return write


def lost(config: Path, since: str = "base", dialect: str = "postgresql") -> list[tuple[str, str | None, str | None]]:
    found = migrations_since(config, since, dialect)
    assert found.unread == []
    return [(each.table, each.column, each.renamed) for each in found.lost]


class TestReading:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ('op.drop_column("author", "born")', [("author", "born", None)]),
            ('op.alter_column("author", "born", new_column_name="born_on")', [("author", "born", "born_on")]),
            ('op.alter_column("author", "born", nullable=False)', []),
            ('op.drop_table("copy")', [("copy", None, None)]),
            ('op.rename_table("copy", "exemplar")', [("copy", None, "exemplar")]),
            ('op.add_column("author", sa.Column("x", sa.Integer()))', []),
            ('op.create_index(op.f("ix"), "author", ["born"]); op.drop_index("ix")', []),
            (
                'with op.batch_alter_table("author") as batch:\n'
                '        batch.drop_column("born"); batch.alter_column("name", new_column_name="label")',
                [("author", "born", None), ("author", "name", "label")],
            ),
            ("op.execute('ALTER TABLE author DROP COLUMN IF EXISTS \"born\"')", [("author", "born", None)]),
            (
                'op.execute("ALTER TABLE author DROP COLUMN born, DROP CONSTRAINT x, DROP COLUMN name")',
                [("author", "born", None), ("author", "name", None)],
            ),
            ('op.execute("alter table only public.author rename born to day")', [("author", "born", "day")]),
            ('op.execute("ALTER TABLE author RENAME COLUMN born TO day")', [("author", "born", "day")]),
            ('op.execute("ALTER TABLE author RENAME TO writer")', [("author", None, "writer")]),
            ('op.execute("ALTER TABLE author RENAME CONSTRAINT a TO b")', []),
            ('op.execute("DROP TABLE IF EXISTS copy")', [("copy", None, None)]),
            ('op.execute(sa.text("UPDATE author SET born = NULL"))', []),
            (
                'if op.get_context().dialect.name == "postgresql": op.drop_column("author", "born")',
                [("author", "born", None)],
            ),
        ],
    )
    def test_what_a_revision_takes_away(
        self, revisions: Write, body: str, found: list[tuple[str, str | None, str | None]]
    ) -> None:
        assert lost(revisions(body)) == found

    def test_only_what_is_not_applied_yet(self, revisions: Write) -> None:
        config = revisions(*(f'op.drop_column("author", "c{number}")' for number in (1, 2, 3)))
        assert [column for _, column, _ in lost(config, "r1")] == ["c2", "c3"]
        assert lost(config, "r3") == []

    def test_what_is_done_on_another_database_only(self, revisions: Write) -> None:
        config = revisions('if op.get_context().dialect.name == "postgresql": op.drop_column("author", "born")')
        assert lost(config, dialect="sqlite") == []

    def test_what_needs_a_database_is_told_with_what_was_read(self, revisions: Write) -> None:
        config = revisions('op.drop_column("author", "born"); op.get_bind().execute(sa.text("SELECT 1")).scalar_one()')
        found = migrations_since(config, "base", "postgresql")
        assert [each.column for each in found.lost] == ["born"]
        assert [(each.revision, each.title) for each in found.unread] == [("r1", "Step 1")]

    def test_what_is_not_there(self, revisions: Write, tmp_path: Path) -> None:
        config = revisions("pass")
        with pytest.raises(RevisionsError, match="nowhere"):
            migrations_since(config, "nowhere", "postgresql")
        with pytest.raises(RevisionsError, match=r"cannot read .*missing\.ini: No such file"):
            migrations_since(tmp_path / "missing.ini", "base", "postgresql")


class TestCoordinates:
    @pytest.mark.parametrize(
        ("table", "column", "some"),
        [
            ("author", "name", {"Author.name", "AuthorFilter.name", "AuthorGroupField.NAME", "AuthorUpdate.name"}),
            ("author", "mentor_id", {"Author.mentorId", "Author.mentor", "Author.students", "AuthorOrder.mentor"}),
            ("authorship", "author_id", {"Author.books", "Book.authors", "AuthorFilter.books"}),
            ("edition", "number", {"Edition", "EditionConnection", "Edition.copies", "Copy.edition"}),
            ("copy", None, {"Copy", "CopyConnection", "Edition.copies"}),
            ("author", "gone_long_ago", {"Author.goneLongAgo"}),
        ],
    )
    def test_what_goes_with_a_column(self, table: str, column: str | None, some: set[str]) -> None:
        assert some <= coordinates_of(SCHEMA, LostColumn("r1", "Step 1", table, column))

    def test_what_stays(self) -> None:
        found = coordinates_of(SCHEMA, LostColumn("r1", "Step 1", "author", "name"))
        assert not {"Author", "Author.born", "Book.authors"} & found


class TestWhoNeedsThem:
    @staticmethod
    def report(*operations: str, **column: str | None) -> Report:
        migrations = Migrations([LostColumn("r1", "Tidy up", **column)], [])  # type: ignore[arg-type]
        old = read_schema(SDL)
        documents = [ClientDocument(f"{number}.graphql", text) for number, text in enumerate(operations)]
        below = changes_by(migrations, SCHEMA, old)
        return report_on(old, old, documents or None, is_stale=False, below=below)

    def test_operations_are_named(self) -> None:
        report = self.report(
            "query Born { authors { nodes { born } } }",
            "query Filtered($f: AuthorFilter) { authors(filter: $f) { totalCount } }",
            "query Other { books { nodes { title } } }",
            table="author",
            column="born",
        )
        (found,) = report.changes
        assert (found.change.coordinate, found.change.kind) == ("author.born", "COLUMN_DROPPED")
        assert found.change.message == "It is dropped by the migration r1 (Tidy up)."
        assert [each.name for each in found.used_by] == ["Born"]
        assert [each.name for each in found.maybe_used_by] == ["Filtered"]
        assert report.fails(FailOn.BREAKING)

    def test_a_foreign_key_is_needed_by_its_relation(self) -> None:
        report = self.report("query M { authors { nodes { mentor { id } } } }", table="author", column="mentor_id")
        assert [each.name for each in report.changes[0].used_by] == ["M"]

    def test_what_nobody_uses_passes(self) -> None:
        report = self.report("query T { books { nodes { title } } }", table="author", column="born")
        assert not report.fails(FailOn.DANGEROUS)

    def test_without_operations_anybody_may_use_what_is_shown(self) -> None:
        assert self.report(table="author", column="born").fails(FailOn.BREAKING)
        assert self.report(table="author", column="tax_number").changes[0].change.coordinate == "author.tax_number"
        assert self.report(table="author", column="nothing").changes == []
