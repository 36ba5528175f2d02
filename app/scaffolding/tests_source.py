"""`tests/graphql_schema/test_NAME.py`: what a resource is with, what a list of it costs, and who may write it."""

from collections.abc import Sequence

from graphql import parse, print_ast

from app.scaffolding.fields import Field, Relation, ScalarField
from app.scaffolding.names import Name, camel
from app.scaffolding.operations import plural, singular


def tests_source(name: Name, fields: Sequence[Field], *, is_open: bool) -> str:
    """The text of the module, not yet formatted. `is_open` says that strangers write too."""
    one, many = singular(name), plural(name)
    relations = [field for field in fields if isinstance(field, Relation)]
    shown = " ".join(field.graphql for field in fields)
    edges = " ".join(f"{camel(each.name)} {{ {each.target.field} }}" for each in relations)
    create = f"mutation ($row: {name.cls}Create!) {{ create{name.cls}(input: {{{one}: $row}})"
    return f'''\
"""{name.phrase}: what it is with, what a list of it costs, and who may write it."""

import pytest

from sqlmodel_strawberry import Context, Database, Request, Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import answer, insert_rows
from tests.graphql_schema.samples import sample_world
from tests.graphql_schema.viewers import ADMIN

ROWS = 3
ROW = {{{", ".join(f'"{field.graphql}": {field.sample(9)!r}' for field in fields)}}}
LIST = """\\
{_printed(f"{{ {many} {{ totalCount nodes {{ {shown} {edges} }} }} }}")}
"""
CREATE = """\\
{_printed(f"{create} {{ {one} {{ {shown} }} userErrors {{ code message path }} }} }}")}
"""
{_filter(many, fields)}

@pytest.fixture
async def filled(database: Database) -> Database:
    """Some rows, and what they refer to."""
    await insert_rows(database, sample_world("{name.snake}", ROWS))
    return database


async def test_a_list_takes_one_statement(schema: Schema, filled: Database) -> None:
    with record_statements(filled) as log:
        found = await answer(schema, filled, LIST)
    assert len(found["{many}"]["nodes"]) == ROWS
    log.assert_count(1)


{_filtering(many, fields)}
async def test_what_is_written_is_read(schema: Schema, filled: Database) -> None:
    written = await schema.execute(Request(CREATE, {{"row": ROW}}), Context(filled.session(), ADMIN))
    assert written.to_json()["data"] == {{"create{name.cls}": {{"{one}": ROW, "userErrors": []}}}}
    assert (await answer(schema, filled, LIST))["{many}"]["totalCount"] == ROWS + 1
{"" if is_open else _refusal(name)}'''


def _printed(operation: str) -> str:
    return print_ast(parse(operation))


def _filtered(fields: Sequence[Field]) -> ScalarField | None:
    """What to find a row by: samples of text differ from row to row."""
    return next((each for each in fields if isinstance(each, ScalarField) and each.length is not None), None)


def _filter(many: str, fields: Sequence[Field]) -> str:
    field = _filtered(fields)
    if field is None:
        return ""
    found = f"{many}(filter: {{{field.graphql}: {{eq: $value}}}}) {{ nodes {{ {field.graphql} }} }}"
    operation = _printed(f"query ($value: String!) {{ {found} }}")
    return f'FIND = """\\\n{operation}\n"""\n'


def _filtering(many: str, fields: Sequence[Field]) -> str:
    field = _filtered(fields)
    if field is None:
        return ""
    return f'''\
async def test_a_filter_finds_a_row(schema: Schema, filled: Database) -> None:
    value = (await answer(schema, filled, LIST))["{many}"]["nodes"][0]["{field.graphql}"]
    found = await answer(schema, filled, FIND, {{"value": value}})
    assert found["{many}"]["nodes"] == [{{"{field.graphql}": value}}]


'''


def _refusal(name: Name) -> str:
    return f'''

async def test_a_stranger_writes_nothing(schema: Schema, filled: Database) -> None:
    refused = await schema.execute(Request(CREATE, {{"row": ROW}}), Context(filled.session(), None))
    assert [error["extensions"]["code"] for error in refused.to_json()["errors"]] == ["UNAUTHENTICATED"]
    assert (await answer(schema, filled, LIST))["{plural(name)}"]["totalCount"] == ROWS
'''
