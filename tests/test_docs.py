"""What the documentation lists is all there is, as it is; and its links lead somewhere."""

import dataclasses
import datetime as dt
import inspect
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import pytest
import sqlalchemy as sa
import strawberry
import typer

import sqlmodel_strawberry
from app import cli
from app.main import limits
from app.services.errors import ServiceError
from app.settings import Settings
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import ErrorCode, Limits, OperationRecord, Outcome
from sqlmodel_strawberry.filters.operators import EQUALITY, SCALAR_FILTERS
from sqlmodel_strawberry.mutations.user_errors import USER_ERROR_TYPES
from sqlmodel_strawberry.values.scalars import SCALARS, graphql_annotation
from tests.documents import PAGES, ROOT, Page, code

SETTINGS = Page.read("docs/settings.md")
ERRORS = Page.read("docs/errors.md")
ENGINE = Page.read("docs/engine.md")
API = Page.read("docs/api.md")
OBSERVABILITY = Page.read("docs/observability.md")
NAMES = ENGINE.section("Every public name")


class TestSettings:
    LIMITS = Page.read("docs/limits.md").section("Every limit").table()

    def test_every_setting_with_its_default_and_meaning(self) -> None:
        expected = [
            [f"`{name.upper()}`", shown(field.default), field.description]
            for name, field in Settings.model_fields.items()
        ]
        assert SETTINGS.section("Settings of the application").table() == expected

    def test_every_limit_with_its_default(self) -> None:
        expected = [[f"`{field.name}`", str(field.default)] for field in dataclasses.fields(Limits)]
        assert sorted(row[:2] for row in self.LIMITS) == sorted(expected)

    def test_codes_of_what_is_beyond(self) -> None:
        for *_, beyond in self.LIMITS:
            assert set(code(beyond)) - {"orderBy"} <= set(ErrorCode)

    def test_which_setting_makes_which_limit(self) -> None:
        said = {code(row[0])[0]: set_by[1] for row in self.LIMITS if (set_by := re.search("Set by `(.*?)`", row[2]))}
        usual = limits(Settings())
        made: dict[str, str] = {}
        for name, field in Settings.model_fields.items():
            if type(field.default) is int:
                other = limits(Settings(**{name: getattr(Settings(), name) + 1}))
                changed = [each.name for each in dataclasses.fields(Limits) if differs(usual, other, each.name)]
                made |= dict.fromkeys(changed, name.upper())
        assert said == made

    def test_every_command(self) -> None:
        rows = SETTINGS.section("The command line").table()
        assert [code(command) for command, _ in rows] == [[name] for name in commands(typer.main.get_command(cli.app))]


class TestErrors:
    def test_every_top_level_code(self) -> None:
        assert [code(row[0]) for row in ERRORS.section("Top-level errors").table()] == [[each] for each in ErrorCode]

    def test_every_user_error(self) -> None:
        rows = ERRORS.section("User errors").table()
        assert [code(row[0]) for row in rows] == [[each.__name__] for each in USER_ERROR_TYPES]
        for row, each in zip(rows, USER_ERROR_TYPES, strict=True):
            assert code(row[1]) == re.findall("Code `(.*?)`", each.__doc__ or "")

    def test_every_code_of_a_service(self) -> None:
        rows = ERRORS.section("Codes of this application's services").table()
        assert sorted(code(row[0]) for row in rows) == sorted([name] for name in service_codes(ServiceError))

    def test_the_mutations_that_services_refuse_exist(self) -> None:
        mutation = create_schema().graphql.mutation_type
        assert mutation is not None
        for row in ERRORS.section("Codes of this application's services").table():
            assert set(code(row[1])) <= mutation.fields.keys()


class TestEngine:
    def test_every_public_name(self) -> None:
        assert sorted(NAMES.headings()) == sqlmodel_strawberry.__all__

    @pytest.mark.parametrize("name", sqlmodel_strawberry.__all__)
    def test_signatures(self, name: str) -> None:
        public = getattr(sqlmodel_strawberry, name)
        for said in code(NAMES.section(f"`{name}`").text.strip().partition("\n")[0]):
            documented = re.fullmatch(rf"{name}(\.\w+)?\(([^…]+)\)(?: -> \w+)?", said)
            if documented:
                function = getattr(public, documented[1][1:]) if documented[1] else public
                assert parameters(declared(documented[2])) == parameters(function)

    def test_every_option_of_a_resource(self) -> None:
        options = inspect.signature(sqlmodel_strawberry.resource).parameters
        assert [code(row[0]) for row in ENGINE.section("Declaring a resource").table()] == [[name] for name in options]

    @pytest.mark.parametrize(("python", "graphql"), ENGINE.section("Types").table())
    def test_types(self, python: str, graphql: str) -> None:
        names: dict[str, Any] = {"UUID": UUID, "Decimal": Decimal, "Any": Any, "Literal": Literal}
        names |= {"datetime": dt.datetime, "date": dt.date, "time": dt.time}
        column = sa.BigInteger() if "BigInteger" in python else None
        if len(code(graphql)) == 1 and python.startswith("`") and not python.startswith("`Enum"):
            made = graphql_annotation(eval(code(python)[0], names), column)
            assert graphql_name(made) == code(graphql)[0]

    def test_operators_of_every_type(self) -> None:
        rows = API.section("Filters").table()
        said = {name: tuple(code(operators)) for types, operators in rows for name in code(types)}
        assert said == dict(SCALAR_FILTERS.values())
        assert [tuple(code(operators)) for types, operators in rows if "enums" in types] == [EQUALITY]

    def test_scalars(self) -> None:
        said = [code(row[0]) for row in API.section("Names and types").table()]
        assert sorted(said) == sorted([each.name] for each in SCALARS.values())


class TestObservability:
    def test_every_field_of_a_record(self) -> None:
        rows = OBSERVABILITY.section("Observers").table()
        assert [code(row[0]) for row in rows] == [[name] for name in OperationRecord._fields]

    def test_every_outcome(self) -> None:
        assert [code(row[0]) for row in OBSERVABILITY.section("Outcomes").table()] == [[each] for each in Outcome]


@pytest.mark.parametrize("page", [*PAGES, Page.read("CHANGELOG.md"), Page.read("docs/decisions/README.md")], ids=str)
def test_links_lead_somewhere(page: Page) -> None:
    for link in page.links():
        if not link.startswith(("https://", "http://")):
            file, _, anchor = link.partition("#")
            target = page.path.parent / file if file else page.path
            assert target.exists(), link
            if anchor:
                assert anchor in Page.read(str(target.resolve().relative_to(ROOT))).anchors(), link


def test_every_page_is_in_the_table_of_contents() -> None:
    pages = {page.path.name for page in PAGES if str(page) != "README.md"}
    links = {link for link in Page.read("docs/README.md").links() if "://" not in link}
    assert links == pages | {"decisions/README.md"}


def test_pages_that_the_code_names_exist() -> None:
    for package in ("app", "graphql_schema", "migrations", "sqlmodel_strawberry"):
        for path in (ROOT / package).rglob("*.py"):
            for name in re.findall(r"docs/[\w/.-]*\w", path.read_text(encoding="utf-8")):
                assert (ROOT / name).exists(), f"{path.relative_to(ROOT)} names {name}"


def shown(default: object) -> str:
    """As it would be written in the environment; nothing where there is nothing to write."""
    if default == ():
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def differs(left: object, right: object, name: str) -> bool:
    return bool(getattr(left, name) != getattr(right, name))


def commands(command: Any, *names: str) -> Iterator[str]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, *names, name)
    if not hasattr(command, "commands"):
        yield " ".join(names)


def service_codes(cls: type[Exception]) -> Iterator[str]:
    for each in cls.__subclasses__():
        yield each.__dict__["code"]
        yield from service_codes(each)


def declared(text: str) -> Any:
    """A function with these parameters."""
    names = dict(vars(sqlmodel_strawberry))
    exec(f"def function({text}): ...", names)
    return names["function"]


def parameters(function: Any) -> list[tuple[str, Any, Any]]:
    found = inspect.signature(function).parameters.values()
    # What a dataclass makes anew for each instance is documented as the empty mapping that it is.
    return [(each.name, each.kind, {} if str(each.default) == "<factory>" else each.default) for each in found]


def graphql_name(annotation: Any) -> str:
    if get_origin(annotation) is list:
        return f"[{graphql_name(get_args(annotation)[0])}!]"
    if annotation in SCALARS:
        return str(SCALARS[annotation].name)
    return {bool: "Boolean", int: "Int", float: "Float", str: "String", strawberry.ID: "ID"}[annotation]
