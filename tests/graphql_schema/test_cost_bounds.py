"""What a random operation comes to is never more than its estimate, and equal to it on full pages.

CASES is how many to try on each database; SEED, which a failure tells, repeats a run, and CASE one case of it.
"""

import os
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import URL

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Request, Schema
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.databases import Databases, connected
from tests.graphql_schema.cost_operations import shared
from tests.graphql_schema.mutation_inputs import MutationInputs
from tests.graphql_schema.operations import insert_rows
from tests.graphql_schema.permission_world import ROLES
from tests.graphql_schema.viewers import ADMIN
from tests.graphql_schema.worlds import order_key, world
from tests.random_operations.generator import Generator
from tests.random_operations.inputs import Known
from tests.random_operations.mutations import mutation
from tests.random_operations.parts import Operation

CASES = int(os.environ.get("CASES", "150"))
SEED = os.environ.get("SEED") or secrets.token_hex(4)
CASE = os.environ.get("CASE")
SIZE = 5
EXCLUDED = ("viewer", "rateLimit")
REFERENCES = {"authorId": "User", "parentId": "Category"}


@pytest.fixture
async def database(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    async with databases.temporary(template_url) as url, connected(url) as connected_database:
        await insert_rows(connected_database, world(SIZE))
        yield connected_database


class Bounds:
    """Runs cases on one database, and compares."""

    def __init__(self, schema: Schema, database: Database) -> None:
        self.schema = schema
        self.database = database
        ids = {name: self._ids(name) for name in schema.resources}
        self.known = Known(ids, references=REFERENCES)
        self.inputs = MutationInputs(ids).ways
        self.seen: Counter[str] = Counter()

    async def case(self, number: int) -> None:
        rng = Random(f"{SEED}:{number}")
        kind = ("full", "mixed", "shared", "full", "mixed", "mutation")[number % 6]
        generator = Generator(self.schema.graphql, rng, self.known, full=kind == "full", excluded=EXCLUDED)
        make = {"mutation": lambda: mutation(generator, self.inputs), "shared": lambda: shared(generator)}
        operation = make.get(kind, generator.query)()
        try:
            await self._compare(kind, operation, rng)
        except AssertionError as error:
            error.add_note(f"SEED={SEED} CASE={number}\n{operation.text}\n{operation.variables}")
            raise

    async def _compare(self, kind: str, operation: Operation, rng: Random) -> None:
        key = str(UUID(int=rng.getrandbits(128))) if rng.random() < 0.3 else None
        viewer = rng.choice((ADMIN, *ROLES.values())) if kind == "mixed" else ADMIN
        context = Context(self.database.session(), viewer, idempotency_key=key)
        with record_statements(self.database) as log:
            result = await self.schema.execute(Request(operation.text, operation.variables, operation.name), context)
        cost = result.cost
        codes = {error["extensions"]["code"] for error in result.errors}
        if codes and codes <= {"FORBIDDEN", "UNAUTHENTICATED"}:
            assert (viewer, result.executed) != (ADMIN, True)
            self.seen["forbidden"] += 1
            return
        if codes == {"DOCUMENT_LIMIT_EXCEEDED"}:
            self.seen["refused"] += 1
            return
        if codes == {"COST_LIMIT_EXCEEDED"}:
            assert not result.executed
            assert cost is not None
            assert cost.estimated.rows > 20_000 or cost.estimated.statements > 50
            self.seen["refused"] += 1
            return
        assert not result.errors, result.errors
        assert cost is not None
        assert cost.actual is not None
        assert result.data is not None
        assert len(log) == cost.actual.statements, log.sql
        assert cost.actual.rows <= cost.estimated.rows
        assert cost.actual.statements <= cost.estimated.statements, log.sql
        self.seen[kind] += 1
        if kind == "full" and operation.is_full(result.data):
            assert cost.actual == cost.estimated, log.sql
            self.seen["equal"] += 1

    def _ids(self, name: str) -> list[str]:
        resource, numbers = self.schema.resources[name], range(1, SIZE + 1)
        if name == "Order":
            return [to_global_id(resource, (order_key(number),)) for number in numbers]
        if name == "OrderItem":
            return [to_global_id(resource, (order_key(number), number % (3 * SIZE) + 1)) for number in numbers]
        return [to_global_id(resource, (number,)) for number in numbers]


async def test_operations_cost_what_they_were_priced_at_or_less(database: Database) -> None:
    bounds = Bounds(create_schema(Limits(seconds=60)), database)
    for number in [int(CASE)] if CASE else range(CASES):
        await bounds.case(number)
    if not CASE:
        # Else the test tells nothing.
        assert bounds.seen["equal"] > CASES / 10, bounds.seen
        assert bounds.seen["mutation"] > CASES / 10, bounds.seen
        assert bounds.seen["refused"] + bounds.seen["forbidden"] < CASES / 5, bounds.seen
