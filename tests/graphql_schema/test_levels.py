"""However its parents came to be known, each level of a path takes one statement."""

import pytest

from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import answer


@pytest.mark.parametrize("known", [3, 20])
async def test_of_parents_that_are_known_in_part(schema: Schema, seeded_database: Database, known: int) -> None:
    query = """query ($known: Int) {
      a: heroes(first: $known) { nodes { team { name heroes(first: 2) { nodes { name } } } } }
      b: heroes(first: 90) { nodes { team { name heroes(first: 3) { nodes { name } } } } } }"""
    with record_statements(seeded_database) as log:
        data = await answer(schema, seeded_database, query, {"known": known})
    a, b = ({hero["team"]["name"] for hero in data[alias]["nodes"] if hero["team"]} for alias in "ab")
    assert a < b
    # For each alias heroes, teams, and heroes of teams; the teams share a statement where they come at one time.
    assert len(log) in (5, 6), log.sql


async def test_of_parents_of_which_some_ask_for_less(schema: Schema, seeded_database: Database) -> None:
    """Roots have no parent and leaves no children: graphql-core takes more turns with some than with others."""
    query = """{ categories(first: 100) { nodes { parent { name }
        children(first: 5) { nodes { parent { name } children(first: 1) { nodes { name
          products(first: 1) { nodes { name category { name } } } } } products(first: 2) { nodes { name } } } }
    } } }"""
    with record_statements(seeded_database) as log:
        await answer(schema, seeded_database, query)
    log.assert_count(7)
