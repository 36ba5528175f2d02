"""Each change of a schema: where it is, and what it means for clients."""

from pathlib import Path

import pytest
from graphql import BreakingChangeType, DangerousChangeType
from graphql.utilities import SafeChangeType

from sqlmodel_strawberry.schema_changes.change import Level
from sqlmodel_strawberry.schema_changes.compare import InvalidSchemaError, changes_between, read_schema
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.schema_changes.cases import CASES, OLD, Case

UNTRIED = {
    BreakingChangeType.DIRECTIVE_REMOVED: "of a directive that nothing has, in `test_directives_that_come_and_go`",
    BreakingChangeType.DIRECTIVE_LOCATION_REMOVED: "there too",
    BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED: "there too",
    SafeChangeType.DIRECTIVE_ADDED: "there too",
    SafeChangeType.DIRECTIVE_REPEATABLE_ADDED: "there too",
    DangerousChangeType.TYPE_ADDED_TO_UNION: "the other way round, in `test_what_is_safe_one_way`",
    DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED: "there too",
    SafeChangeType.INPUT_FIELD_DEFAULT_VALUE_ADDED: "there too",
    SafeChangeType.TYPE_ADDED: "comes with `TYPE_REMOVED`",
}


def found(old: str, new: str) -> set[tuple[str, str, str]]:
    changes = changes_between(read_schema(old), read_schema(new))
    return {(each.coordinate, each.kind, each.level.value) for each in changes}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change(case: Case) -> None:
    changes = changes_between(read_schema(OLD), read_schema(case.text))
    # The worst comes first; what follows is that something of another name came in its place.
    assert (changes[0].coordinate, changes[0].kind, changes[0].level) == (case.coordinate, case.kind, case.level)
    assert {each.kind for each in changes[1:]} <= {"TYPE_ADDED", "TYPE_REMOVED"}
    assert changes[0].message.endswith(".") or "DEPRECATION" in case.kind


def test_every_change_that_graphql_core_tells_is_tried() -> None:
    names = [each for kind in (BreakingChangeType, DangerousChangeType, SafeChangeType) for each in kind]
    assert {each for each in names if each.name not in {case.kind for case in CASES}} == UNTRIED.keys()


def test_directives_that_come_and_go() -> None:
    schema = "directive @a(x: Int) on FIELD | QUERY\n\ntype Query {\n  one: Int\n}\n"
    assert found(schema, schema.replace("@a(x: Int)", "@b")) == {
        ("@a", "DIRECTIVE_REMOVED", "breaking"),
        ("@b", "DIRECTIVE_ADDED", "safe"),
    }
    assert found(schema, schema.replace("FIELD | ", "")) == {("@a", "DIRECTIVE_LOCATION_REMOVED", "breaking")}
    assert found(schema, schema.replace(") on", ") repeatable on")) == {("@a", "DIRECTIVE_REPEATABLE_ADDED", "safe")}
    required = schema.replace("x: Int", "x: Int, y: Int!")
    assert found(schema, required) == {("@a(y:)", "REQUIRED_DIRECTIVE_ARG_ADDED", "breaking")}


def test_what_is_safe_one_way() -> None:
    assert found(OLD.replace("= Hero | Team", "= Hero"), OLD) == {("Result", "TYPE_ADDED_TO_UNION", "dangerous")}
    without = OLD.replace("type Team implements Node", "type Team")
    assert found(without, OLD) == {("Team", "IMPLEMENTED_INTERFACE_ADDED", "dangerous")}
    default = ("Page.limit", "INPUT_FIELD_DEFAULT_VALUE_ADDED", "safe")
    assert found(OLD.replace("Int = 5", "Int"), OLD) == {default}
    assert found(OLD.replace("input HeroFilter {", "input HeroFilter @oneOf {"), OLD) == {
        ("HeroFilter", "ONE_OF_REMOVED", "safe")
    }


def test_the_same_schema_in_another_form() -> None:
    assert found(OLD, "\n".join(reversed(OLD.split("\n\n")))) == set()
    built = library.create_schema().sdl()
    assert found(built, built) == set()


def test_a_field_that_costs_more_by_its_list() -> None:
    built = library.create_schema().sdl()
    longer = built.replace("assumedSize: 20", "assumedSize: 50", 1)
    ((_, kind, level),) = found(built, longer)
    assert (kind, level) == ("APPLIED_DIRECTIVE_CHANGED", "dangerous")
    assert {each[2] for each in found(longer, built)} == {Level.SAFE}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type Query {", "Syntax Error: Expected Name, found <EOF>. (line 1, column 13)"),
        ("type Query { hero: Hero }", "Unknown type 'Hero'."),
        ("type Hero { name: String }", "Query root type must be provided."),
        ("type Query { __a: Int }", "must not begin with '__'"),
        ("{ heroes }", "is not executable"),
        ("", "Syntax Error: Unexpected <EOF>. (line 1, column 1)"),
    ],
)
def test_what_is_no_schema(text: str, said: str) -> None:
    with pytest.raises(InvalidSchemaError) as raised:
        read_schema(text)
    assert said in str(raised.value) or said == "is not executable"


def test_the_committed_schema_is_one() -> None:
    committed = (Path(__file__).parents[3] / "schema.graphql").read_text(encoding="utf-8")
    assert found(committed, committed) == set()
