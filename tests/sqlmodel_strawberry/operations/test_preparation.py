"""What is kept of operations: as much as limits allow, and nothing that is wrong."""

from typing import Any

import pytest

from sqlmodel_strawberry import Context, Database, Limits, Request, Schema, build_schema
from sqlmodel_strawberry.operations.preparation import AskedOperation, Prepared
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.observed import GuildType, SmithType
from tests.sqlmodel_strawberry.workshop import workshop
from tests.viewers import SOMEBODY

KEPT = 3
PAGE = "query ($first: Int, $name: String, $skip: Boolean = false) "
PAGE += "{ guilds(first: $first, filter: {name: {eq: $name}}) { nodes { name @skip(if: $skip) id } } }"


class Shop:
    """A schema that keeps few prices."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.schema: Schema = build_schema([GuildType, SmithType], limits=Limits(cached_plans=KEPT))

    def known(self, query: str = PAGE, **variables: Any) -> Prepared | None:
        """What is kept of an operation."""
        return self.schema.preparations.known(self.asked(query, variables), self.context())

    def make(self, query: str = PAGE, **variables: Any) -> Prepared:
        """The operation, made anew."""
        made = self.schema.preparations.make(self.asked(query, variables), self.context())
        assert isinstance(made, Prepared), made
        return made

    def asked(self, query: str, variables: dict[str, Any]) -> AskedOperation:
        """What a request asks."""
        document = self.schema.sources.find(Request(query, variables), introspection=True)
        return AskedOperation(document, document.operation(None), variables)

    def context(self) -> Context[Any]:
        """Of somebody's operation."""
        return Context(self.database.session(), SOMEBODY)


@pytest.fixture
async def shop(make_database: MakeDatabase) -> Shop:
    return Shop(await make_database(workshop.metadata))


async def test_other_values_are_known(shop: Shop) -> None:
    assert shop.known(first=2, name="x") is None
    made = shop.make(first=2, name="x")
    for name in ("x", "y"):
        known = shop.known(first=2, name=name)
        assert known is not None
        assert known.estimate.cost == made.estimate.cost
        assert known.tree is made.tree
    assert shop.known(first=3, name="x") is None
    assert len(shop.schema.preparations) == 1


@pytest.mark.parametrize("wrong", [{"first": "many"}, {"first": -1}, {"first": 2, "name": None}, {"skip": None}])
async def test_what_is_wrong_is_not_kept(shop: Shop, wrong: dict[str, Any]) -> None:
    shop.make(first=2, name="x")
    for _ in range(2):
        made = shop.schema.preparations.make(shop.asked(PAGE, wrong), shop.context())
        assert isinstance(made, list) or made.estimate.errors
        assert shop.known(**wrong) is None
    assert len(shop.schema.preparations) == 1


async def test_there_is_a_limit(shop: Shop) -> None:
    for first in range(1, 3 * KEPT):
        shop.make(first=first, name="x")
        assert shop.known(first=first, name="x") is not None
        assert shop.known(first=1, name="x") is not None or first > KEPT
    assert len(shop.schema.preparations) == KEPT
    assert [shop.known(first=first, name="x") is not None for first in range(1, 3 * KEPT)].count(True) == KEPT
    for number in range(2 * KEPT):
        shop.make(f"{{ guilds(first: {number + 1}) {{ nodes {{ name }} }} }}")
    assert len(shop.schema.preparations) == KEPT
    assert shop.known(first=1, name="x") is None


async def test_what_is_used_stays(shop: Shop) -> None:
    for first in range(1, 3 * KEPT):
        shop.make(first=first, name="x")
        shop.make(first=50, name="x")
    assert shop.known(first=50, name="y") is not None


async def test_what_is_skipped_makes_another_operation(shop: Shop) -> None:
    whole, less = shop.make(first=1, name="x"), shop.make(first=1, name="x", skip=True)
    assert whole.tree is not less.tree
    known = shop.known(first=1, name="y", skip=True)
    assert known is not None
    assert known.tree is less.tree
    assert len(shop.schema.preparations) == 2
