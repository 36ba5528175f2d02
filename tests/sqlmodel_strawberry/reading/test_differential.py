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

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.operations import Operations
from tests.sqlmodel_strawberry.reading.domain import create_schema, market
from tests.sqlmodel_strawberry.reading.generate import Generator
from tests.sqlmodel_strawberry.reading.oracle import Oracle, ordered
from tests.sqlmodel_strawberry.reading.shapes import SHAPES, Row
from tests.sqlmodel_strawberry.reading.world import World

CASES = int(os.environ.get("CASES", "600"))
SEED = os.environ.get("SEED") or secrets.token_hex(4)
CASE = os.environ.get("CASE")

ARGUMENTS = "first: $first, after: $after, last: $last, before: $before, offset: $offset"
PAGE = "totalCount nodes { n } edges { cursor node { n } }"
INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def document(type_: str) -> str:
    """One list of a type with all its arguments."""
    variables = "$first: Int, $after: String, $last: Int, $before: String, $offset: Int"
    return (
        f"query ($filter: {type_}Filter, $orderBy: [{type_}Order!], {variables}) {{ "
        f"list: {SHAPES[type_].list_name}(filter: $filter, orderBy: $orderBy, {ARGUMENTS}) {{ {PAGE} {INFO} }} }}"
    )


def nested_document(type_: str, relation: str, target: str) -> str:
    """The lists of one relation, of every row of a type."""
    variables = "$first: Int, $after: String, $last: Int, $before: String, $offset: Int"
    return (
        f"query ($filter: {target}Filter, $orderBy: [{target}Order!], {variables}) {{ "
        f"list: {SHAPES[type_].list_name}(first: 100) {{ nodes {{ n "
        f"list: {relation}(filter: $filter, orderBy: $orderBy, {ARGUMENTS}) {{ {PAGE} {INFO} }} }} }} }}"
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
            if rng.random() < 0.5:
                await self._walk(rng, asked, variables)
            await self._window(rng, asked, variables, cursors)
            if rng.random() < 0.4:
                await self._related(rng, asked, variables, cursors)
        except AssertionError as error:
            shown = json.dumps(variables, ensure_ascii=False)
            raise AssertionError(f"SEED={SEED} CASE={number}: {asked.type} {shown}\n{error}") from error

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
        found = (await self.api.data(document(asked.type), **variables, first=100))["list"]
        same(found, asked.rows, asked.rows)
        return {edge["node"]["n"]: edge["cursor"] for edge in found["edges"]}

    async def _walk(self, rng: Random, asked: Asked, variables: Mapping[str, Any]) -> None:
        """Page through everything, by cursors, from either end."""
        size = max(rng.randint(1, 4), len(asked.rows) // 4)
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
        arguments, window = _window(rng, asked.rows, asked.rows, cursors)
        found = (await self.api.data(document(asked.type), **variables, **arguments))["list"]
        same(found, window, asked.rows, arguments)

    async def _related(
        self, rng: Random, asked: Asked, variables: Mapping[str, Any], cursors: Mapping[int, str]
    ) -> None:
        ways = [(type_, name) for type_, shape in SHAPES.items() for name, to in shape.many.items() if to == asked.type]
        if not ways:
            return
        type_, relation = rng.choice(ways)
        text = nested_document(type_, relation, asked.type)
        # A cursor is a place in the order of all rows, wherever it was taken.
        every = ordered(self.world.rows[asked.type], asked.order)
        state = rng.getstate()
        arguments, _ = _window(rng, every, [], cursors)
        found = await self.api.data(text, **variables, **arguments)
        parents = {row.n: row for row in self.world.rows[type_]}
        assert len(found["list"]["nodes"]) == len(parents)
        for node in found["list"]["nodes"]:
            passing = [row for row in asked.rows if row in parents[node["n"]].many[relation]]
            rng.setstate(state)
            _, window = _window(rng, every, passing, cursors)
            same(node["list"], window, passing, arguments)


def _window(
    rng: Random, every: Sequence[Row], rows: Sequence[Row], cursors: Mapping[int, str]
) -> tuple[dict[str, Any], list[Row]]:
    """Random arguments of a page, and which of `rows` are on it; `every` says where the cursors stand."""
    arguments: dict[str, Any] = {}
    places = {row.n: index for index, row in enumerate(every)}
    window = list(rows)
    for name in ("after", "before"):
        if cursors and rng.random() < 0.4:
            n = rng.choice(list(cursors))
            arguments[name] = cursors[n]
            if name == "after":
                window = [row for row in window if places[row.n] > places[n]]
            else:
                window = [row for row in window if places[row.n] < places[n]]
    way, size = rng.choice(("first", "first", "last", "")), rng.randint(0, 12)
    if way == "last":
        return arguments | {"last": size}, window[len(window) - min(size, len(window)) :]
    if rng.random() < 0.4:
        arguments["offset"] = rng.randint(0, 8)
    if way == "first":
        arguments["first"] = size
    start = arguments.get("offset", 0)
    return arguments, window[start : start + arguments.get("first", 20)]


def same(
    found: Mapping[str, Any], window: Sequence[Row], rows: Sequence[Row], arguments: Mapping[str, Any] | None = None
) -> None:
    """A list's answer is these rows in this order, and counts all that pass."""
    expected = [row.n for row in window]
    assert [node["n"] for node in found["nodes"]] == expected, f"{arguments}: {found['nodes']} instead of {expected}"
    assert [edge["node"]["n"] for edge in found["edges"]] == expected
    assert found["totalCount"] == len(rows)
    ends = [found["edges"][index]["cursor"] for index in (0, -1)] if window else [None, None]
    assert [found["pageInfo"]["startCursor"], found["pageInfo"]["endCursor"]] == ends


async def test_sql_answers_as_plain_python_does(
    make_database: MakeDatabase, capsys: pytest.CaptureFixture[str], dialect: str
) -> None:
    """Thousands of cases, a few hundred in each ordinary run."""
    database = await make_database(market.metadata)
    world = World(Random(f"{SEED}:world"))
    await world.write(database)
    api = Operations(create_schema(), database)
    await world.learn_ids(api)
    differ = Differ(api, world)
    numbers = range(CASES) if CASE is None else [int(CASE)]
    for number in numbers:
        await differ.case(number)
    with capsys.disabled():
        sys.stdout.write(f"\n{dialect}: SEED={SEED} CASES={len(numbers)}, {differ.telling} with some rows but not all\n")
    assert CASE is not None or differ.telling * 2 >= len(numbers)
