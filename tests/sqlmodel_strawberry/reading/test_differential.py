"""Random filters, orderings and pages, answered by SQL, equal a plain Python evaluation over the same rows.

CASES is how many to try on each database; SEED, which a failure tells, repeats a run, and CASE one case of it.
"""

import json
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from sqlmodel_strawberry import Limits
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.reading.domain import create_schema, market
from tests.sqlmodel_strawberry.reading.generate import Generator
from tests.sqlmodel_strawberry.reading.oracle import Oracle, ordered
from tests.sqlmodel_strawberry.reading.shapes import SHAPES, Row
from tests.sqlmodel_strawberry.reading.windows import Window
from tests.sqlmodel_strawberry.reading.world import World
from tests.sqlmodel_strawberry.running import Operations

CASES = int(os.environ.get("CASES", "600"))
SEED = os.environ.get("SEED") or secrets.token_hex(4)
CASE = os.environ.get("CASE")

ARGUMENTS = "first: $first, after: $after, last: $last, before: $before, offset: $offset"
PAGE = "nodes { n } edges { cursor node { n } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def document(type_: str, count: str = "") -> str:
    """One list of a type with all its arguments."""
    variables = "$first: Int, $after: String, $last: Int, $before: String, $offset: Int"
    return (
        f"query ($filter: {type_}Filter, $orderBy: [{type_}Order!], {variables}) {{ "
        f"list: {SHAPES[type_].list_name}(filter: $filter, orderBy: $orderBy, {ARGUMENTS}) {{ {PAGE} {count} }} }}"
    )


def nested_document(type_: str, relation: str, target: str) -> str:
    """The lists of one relation, of every row of a type."""
    variables = "$first: Int, $after: String, $last: Int, $before: String, $offset: Int"
    return (
        f"query ($filter: {target}Filter, $orderBy: [{target}Order!], {variables}) {{ "
        f"list: {SHAPES[type_].list_name}(first: 100) {{ nodes {{ n "
        f"list: {relation}(filter: $filter, orderBy: $orderBy, {ARGUMENTS}) {{ {PAGE} totalCount }} }} }} }}"
    )


@dataclass
class Asked:
    """What one case asks, and what must come of it."""

    type: str
    filter: dict[str, Any] | None
    order: list[dict[str, Any]]
    rows: list[Row]


class Differ:
    """Runs cases on one database and compares."""

    def __init__(self, api: Operations, world: World) -> None:
        self.api = api
        self.world = world
        self.oracle = Oracle(world.ids)
        self.telling = 0

    async def case(self, number: int) -> None:
        rng = Random(f"{SEED}:{number}")
        asked = self._ask(rng)
        every = len(self.world.rows[asked.type])
        self.telling += 0 < len(asked.rows) < every
        variables = {"filter": asked.filter, "orderBy": asked.order}
        try:
            cursors = await self._whole(asked, variables)
            if rng.random() < 0.4:
                await self._walk(rng, asked, variables)
            await self._window(rng, asked, variables, cursors)
            if rng.random() < 0.3:
                await self._related(rng, asked, variables, cursors)
        except BaseException as error:
            error.add_note(f"SEED={SEED} CASE={number}: {asked.type} {json.dumps(variables, ensure_ascii=False)}")
            raise

    def _ask(self, rng: Random) -> Asked:
        type_ = rng.choice(("Thing", "Thing", "Thing", "Maker", "Maker", "Label", "Review"))
        generator, rows = Generator(rng, self.world), self.world.rows[type_]
        order = generator.order(type_)
        for _ in range(4):
            filter_ = generator.filter(type_)
            found = self.oracle.listed(rows, filter_, order)
            # What passes all or none tells little; some of it is kept.
            if 0 < len(found) < len(rows) or rng.random() < 0.1:
                break
        return Asked(type_, filter_, order, found)

    async def _whole(self, asked: Asked, variables: Mapping[str, Any]) -> dict[int, str]:
        found = (await self.api.data(document(asked.type, "totalCount"), **variables, first=100))["list"]
        same(found, asked.rows, Window({"first": 100}), asked.rows)
        return {edge["node"]["n"]: edge["cursor"] for edge in found["edges"]}

    async def _walk(self, rng: Random, asked: Asked, variables: Mapping[str, Any]) -> None:
        """Page through everything, by cursors, from either end."""
        size = max(rng.randint(1, 4), len(asked.rows) // 3)
        forward = rng.random() < 0.5
        seen: list[int] = []
        cursor: dict[str, Any] = {}
        for _ in range(len(asked.rows) // size + 1):
            arguments = {"first" if forward else "last": size, **cursor}
            found = (await self.api.data(document(asked.type), **variables, **arguments))["list"]
            numbers = [node["n"] for node in found["nodes"]]
            seen = [*seen, *numbers] if forward else [*numbers, *seen]
            info = found["pageInfo"]
            more = info["hasNextPage"] if forward else info["hasPreviousPage"]
            if not more:
                break
            cursor = {"after": info["endCursor"]} if forward else {"before": info["startCursor"]}
        assert not more
        assert seen == [row.n for row in asked.rows], f"walked {'forward' if forward else 'backward'} by {size}"

    async def _window(
        self, rng: Random, asked: Asked, variables: Mapping[str, Any], cursors: Mapping[int, str]
    ) -> None:
        window = Window.random(rng, cursors)
        found = (await self.api.data(document(asked.type), **variables, **window.arguments))["list"]
        same(found, asked.rows, window, asked.rows)

    async def _related(
        self, rng: Random, asked: Asked, variables: Mapping[str, Any], cursors: Mapping[int, str]
    ) -> None:
        ways = [(type_, name) for type_, shape in SHAPES.items() for name, to in shape.many.items() if to == asked.type]
        type_, relation = rng.choice(ways)
        # A cursor is a place in the order of all rows, wherever it was taken.
        every = ordered(self.world.rows[asked.type], asked.order)
        window = Window.random(rng, cursors)
        text = nested_document(type_, relation, asked.type)
        found = await self.api.data(text, **variables, **window.arguments)
        parents = {row.n: row for row in self.world.rows[type_]}
        assert [node["n"] for node in found["list"]["nodes"]] == [row.n for row in ordered(list(parents.values()), [])]
        for node in found["list"]["nodes"]:
            passing = [row for row in asked.rows if row in parents[node["n"]].many[relation]]
            same(node["list"], passing, window, every)


def same(found: Mapping[str, Any], rows: Sequence[Row], window: Window, every: Sequence[Row]) -> None:
    """A list's answer is a page of these rows in this order, and counts all of them."""
    page, has_previous, has_next = window.page(every, rows)
    expected, numbers = [row.n for row in page], [node["n"] for node in found["nodes"]]
    assert numbers == expected, f"{window.arguments}: {numbers} instead of {expected}"
    assert [edge["node"]["n"] for edge in found["edges"]] == expected
    assert found.get("totalCount", len(rows)) == len(rows)
    ends = [found["edges"][index]["cursor"] for index in (0, -1)] if page else [None, None]
    assert found["pageInfo"] == {
        "hasPreviousPage": has_previous,
        "hasNextPage": has_next,
        "startCursor": ends[0],
        "endCursor": ends[1],
    }, f"{window.arguments}"


async def test_sql_answers_as_plain_python_does(
    make_database: MakeDatabase, capsys: pytest.CaptureFixture[str], dialect: str
) -> None:
    """Thousands of cases, a few hundred in each ordinary run."""
    database = await make_database(market.metadata)
    world = World(Random(f"{SEED}:world"))
    await world.write(database)
    api = Operations(create_schema(Limits(seconds=60)), database)
    await world.learn_ids(api)
    differ = Differ(api, world)
    numbers = range(CASES) if CASE is None else [int(CASE)]
    for number in numbers:
        await differ.case(number)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{dialect}: SEED={SEED} CASES={len(numbers)}, {differ.telling} with some rows but not all\n"
        )
    assert CASE is not None or differ.telling * 2 >= len(numbers)
