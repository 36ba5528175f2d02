"""Which operations of clients feel a change, and which are not valid any more."""

import pytest
from graphql import parse

from sqlmodel_strawberry.client_documents.files import ClientDocument
from sqlmodel_strawberry.schema_changes.compare import read_schema
from sqlmodel_strawberry.schema_changes.report import FailOn, Report, report_on
from sqlmodel_strawberry.schema_changes.usages import usage_of
from tests.sqlmodel_strawberry.schema_changes.cases import OLD

SCHEMA = read_schema(OLD)


def reported(new: str, *documents: str) -> Report:
    clients = [ClientDocument(f"{number}.graphql", text) for number, text in enumerate(documents)]
    return report_on(SCHEMA, read_schema(new), clients or None, is_stale=new != OLD)


def users(report: Report, coordinate: str) -> tuple[list[str], list[str]]:
    """Whose text feels the change at a coordinate, and whose variables may."""
    (change,) = [each for each in report.changes if each.change.coordinate == coordinate]
    return [each.name for each in change.used_by], [each.name for each in change.maybe_used_by]


class TestUsage:
    def test_what_the_text_names(self) -> None:
        usage = usage_of(
            SCHEMA,
            parse("""query Q { heroes(filter: {sides: [GOOD]}) { ...F } search { ... on Team @skip(if: true) { id } } }
            fragment F on Node { id }"""),
        )
        assert usage.certain == {
            *("Query", "Query.heroes", "Query.heroes(filter:)", "HeroFilter", "HeroFilter.sides", "Side.GOOD"),
            *("Hero", "Node", "Node.id", "Hero.id", "Team.id", "ID", "Query.search", "Result", "Team"),
            *("@skip", "@skip(if:)"),
        }
        assert usage.possible == set()

    def test_what_variables_may_hold(self) -> None:
        usage = usage_of(SCHEMA, parse("query ($f: HeroFilter, $n: Int) { heroes(first: $n, filter: $f) { name } }"))
        assert usage.possible == {
            *("HeroFilter", "HeroFilter.name", "HeroFilter.sides", "String", "Side", "Side.GOOD", "Side.BAD", "Int")
        }
        assert "HeroFilter.name" not in usage.certain


class TestWhoFeelsAChange:
    @pytest.mark.parametrize(
        ("old", "new", "coordinate", "document", "certain", "possible"),
        [
            ("  title: String!\n", "", "Team.title", "query A { search { ... on Team { title } } }", True, False),
            ("  title: String!\n", "", "Team.title", "query A { search { ... on Team { id } } }", False, False),
            ("short: Boolean", "a: Int!", "Query.hero(a:)", 'query A { hero(id: "1") { id } }', True, False),
            ("short: Boolean", "a: Int!", "Query.hero(a:)", "query A { heroes { id } }", False, False),
            ("  BAD\n", "", "Side.BAD", "query A { heroes(filter: {sides: [BAD]}) { id } }", True, False),
            ("  BAD\n", "", "Side.BAD", "query A { heroes { side } }", False, False),
            ("  BAD\n", "", "Side.BAD", "query A($s: [Side!]) { heroes(filter: {sides: $s}) { id } }", False, True),
            ("  BAD\n", "  BAD\n  X\n", "Side.X", "query A { heroes { side } }", True, False),
            ("  BAD\n", "  BAD\n  X\n", "Side.X", "query A { heroes { id } }", False, False),
            ("[Side!]\n", "[Side!]\n  x: Int!\n", "HeroFilter.x", "query A { heroes(filter: {}) { id } }", True, False),
            ('"10")', '"20")', "Query.hero", 'query A { hero(id: "1") { id } }', True, False),
            (
                "input HeroFilter {",
                "input HeroFilter @oneOf {",
                "HeroFilter",
                "query A { heroes { id } }",
                False,
                False,
            ),
        ],
    )
    def test_an_operation(
        self, old: str, new: str, coordinate: str, document: str, certain: bool, possible: bool
    ) -> None:
        report = reported(OLD.replace(old, new), document)
        assert users(report, coordinate) == (["A"] * certain, ["A"] * possible)

    def test_safe_changes_are_felt_by_nobody(self) -> None:
        report = reported(OLD.replace("  name: String\n  side: S", "  name: String!\n  side: S"), "{ heroes { name } }")
        assert users(report, "Hero.name") == ([], [])
        assert not report.fails(FailOn.DANGEROUS)


class TestValidity:
    WITHOUT_TITLE = OLD.replace("  title: String!\n", "  motto: String!\n")

    def test_operations_that_break_are_told_with_why(self) -> None:
        uses, other = "query Uses { search { ... on Team { title } } }", "query Other { heroes { id } }"
        report = reported(self.WITHOUT_TITLE, f"{uses}\n{other}")
        (broken,) = report.broken
        assert (broken.name, broken.source, broken.was_valid) == ("Uses", "0.graphql", True)
        assert broken.errors == ["Cannot query field 'title' on type 'Team'. (line 1, column 37)"]

    def test_one_that_is_ahead_of_the_old_schema_is_fine(self) -> None:
        report = reported(self.WITHOUT_TITLE, "{ search { ... on Team { motto } } }")
        assert (report.broken, users(report, "Team.title")) == ([], ([], []))

    def test_one_that_was_never_valid(self) -> None:
        (broken,) = reported(OLD, "query Never { nothing }").broken
        assert (broken.name, broken.was_valid) == ("Never", False)

    def test_a_document_that_is_not_graphql(self) -> None:
        (broken,) = reported(OLD, "query {").broken
        assert (str(broken), broken.errors) == (
            "a document (0.graphql)",
            ["Syntax Error: Expected Name, found <EOF>. (line 1, column 8)"],
        )

    @pytest.mark.parametrize(
        "document",
        [
            "query A { heroes { id } } query A { nothing }",
            "{ heroes { id } } query A { nothing }",
            "{ nothing } { nothing }",
        ],
    )
    def test_operations_that_cannot_be_told_apart(self, document: str) -> None:
        """Servers take no such document, whichever of them is sent."""
        (broken,) = reported(OLD, document).broken
        assert broken.errors == ["Of several operations in a document each has a name of its own."]

    @pytest.mark.parametrize(
        "document",
        [
            "{ a " * 20_000 + "} " * 20_000,
            "query Q { heroes { ...F0 } } "
            + " ".join(f"fragment F{number} on Hero {{ ...F{number + 1} }}" for number in range(3_000))
            + " fragment F3000 on Hero { id }",
        ],
        ids=["fields", "fragments"],
    )
    def test_what_leads_too_far_down(self, document: str) -> None:
        (broken,) = reported(OLD, document).broken
        assert "too" in broken.errors[0]
        assert "deeply" in broken.errors[0] or "far down" in broken.errors[0]


class TestGate:
    BREAKS = OLD.replace("  title: String!\n", "")
    ENDANGERS = OLD.replace("  BAD\n", "  BAD\n  UGLY\n")
    IN_FORM = OLD.replace("  BAD\n", "\n  BAD\n")
    USES_BOTH = "{ search { ... on Team { title } } heroes { side } }"
    USES_NEITHER = "{ heroes { id } }"

    @pytest.mark.parametrize(
        ("new", "documents", "closed_on"),
        [
            (OLD, [], []),
            (OLD, [USES_BOTH], []),
            (IN_FORM, [], ["any"]),
            (ENDANGERS, [], ["dangerous", "any"]),
            (ENDANGERS, [USES_NEITHER], ["any"]),
            (ENDANGERS, [USES_BOTH], ["dangerous", "any"]),
            (BREAKS, [], ["breaking", "dangerous", "any"]),
            (BREAKS, [USES_NEITHER], ["any"]),
            (BREAKS, [USES_NEITHER, USES_BOTH], ["breaking", "dangerous", "any"]),
            (OLD, ["{ nothing }"], ["breaking", "dangerous", "any"]),
        ],
    )
    def test_what_it_closes_on(self, new: str, documents: list[str], closed_on: list[str]) -> None:
        report = reported(new, *documents)
        assert [on.value for on in FailOn if report.fails(on)] == closed_on
