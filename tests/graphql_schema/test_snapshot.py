"""The schema as text: what stands in schema.graphql, of which `test_api` says that it is the built one."""

import re
import subprocess
import sys
from pathlib import Path

from graphql import GraphQLObjectType, build_schema, get_directive_values, lexicographic_sort_schema, print_schema

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.cost.directives import COST, LIST_SIZE

ROOT = Path(__file__).parents[2]


def test_the_command_exports_it(schema: Schema, tmp_path: Path) -> None:
    output = tmp_path / "schema.graphql"
    command = [sys.executable, "-m", "app", "schema", "export", "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert output.read_text(encoding="utf-8") == schema.sdl()


def test_it_is_valid_and_sorted(schema: Schema) -> None:
    sdl = schema.sdl()
    plain = re.sub(r" @(cost|listSize)\(.*?\)(?=$| @)", "", sdl, flags=re.M)
    assert plain == print_schema(lexicographic_sort_schema(build_schema(sdl))) + "\n"
    assert sdl.endswith("}\n")


def test_it_tells_what_fields_cost(schema: Schema) -> None:
    query, hero = (build_schema(schema.sdl()).type_map[name] for name in ("Query", "Hero"))
    assert isinstance(query, GraphQLObjectType)
    assert isinstance(hero, GraphQLObjectType)
    fields = {"heroes": query.fields["heroes"], "team": hero.fields["team"], "name": hero.fields["name"]}
    told = {
        name: [get_directive_values(each, field.ast_node) for each in (COST, LIST_SIZE)]
        for name, field in fields.items()
        if field.ast_node is not None
    }
    size = {
        "assumedSize": 20,
        "slicingArguments": ["first", "last"],
        "sizedFields": ["nodes", "edges"],
        "requireOneSlicingArgument": False,
    }
    cost = {"weight": "10"}
    assert told == {"heroes": [cost, size], "team": [cost, None], "name": [None, None]}


def test_it_has_no_defaults(schema: Schema) -> None:
    """Clients send what a default says: `= null` would wipe fields. What is absent stays absent."""
    assert (
        re.findall(
            r".*(?<!\() = (?!.*\|).*",
            re.sub(r'""".*?"""|^union .*?$|^directive .*?^\)', "", schema.sdl(), flags=re.S | re.M),
        )
        == []
    )


def test_it_is_the_same_every_time(schema: Schema) -> None:
    assert create_schema().sdl() == schema.sdl()
