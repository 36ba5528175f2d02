"""What an operation takes from its budget, and when: work that is not known to be cheap is paid for before."""

import math
from typing import Any

import pytest

from sqlmodel_strawberry import Allowance, Context, Database, RefusedRequestError, Request, Result, Schema, build_schema
from sqlmodel_strawberry.cost.budget import REQUEST_COST
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.observed import GuildType, SmithType
from tests.sqlmodel_strawberry.workshop import workshop
from tests.viewers import SOMEBODY

PAGE = "query ($first: Int) { guilds(first: $first) { nodes { name } } }"
PRICE = 20 + REQUEST_COST
UNUSED = PRICE - REQUEST_COST


class Purse:
    """A budget that tells what is done with it."""

    def __init__(self, tokens: int) -> None:
        self.tokens = tokens
        self.capacity = 1000
        self.taken: list[int] = []

    async def take(self, context: Context[Any], cost: int) -> Allowance:
        fits = cost <= self.tokens
        self.taken.append(cost if fits else 0)
        self.tokens -= self.taken[-1]
        wait = None if fits else 60 if context.charged + cost <= self.capacity else math.inf
        return Allowance(limit=self.capacity, remaining=self.tokens, reset=60, retry_after=wait)

    async def give_back(self, context: Context[Any], cost: int) -> Allowance:
        return await self.take(context, -cost)

    def seen(self) -> list[int]:
        """What was taken since the last look; 0 where there was less."""
        taken, self.taken = self.taken, []
        return taken


class Shop:
    """A schema that is paid for."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.purse = Purse(1000)
        self.schema: Schema = build_schema([GuildType, SmithType], budget=self.purse)

    async def ask(self, query: str = PAGE, **variables: Any) -> Result:
        return await self.schema.execute(Request(query, variables), Context(self.database.session(), SOMEBODY))


@pytest.fixture
async def shop(make_database: MakeDatabase) -> Shop:
    return Shop(await make_database(workshop.metadata))


class TestPaidAtOnce:
    async def test_what_was_asked_before(self, shop: Shop) -> None:
        await shop.ask()
        assert shop.purse.seen() == [REQUEST_COST, PRICE - REQUEST_COST, -UNUSED]
        await shop.ask()
        assert shop.purse.seen() == [PRICE, -UNUSED]

    async def test_not_where_it_costs_something_else(self, shop: Shop) -> None:
        await shop.ask()
        shop.purse.seen()
        await shop.ask(first=5)
        assert shop.purse.seen() == [REQUEST_COST, 5, -5]
        await shop.ask(first=5)
        assert shop.purse.seen() == [REQUEST_COST + 5, -5]

    async def test_what_costs_the_same_with_other_variables(self, shop: Shop) -> None:
        query = "query ($name: String) { guilds(first: 5, filter: {name: {eq: $name}}) { nodes { name } } }"
        await shop.ask(query, name="x")
        assert shop.purse.seen() == [REQUEST_COST, 5, -5]
        await shop.ask(query, name="y")
        assert shop.purse.seen() == [REQUEST_COST + 5, -5]

    async def test_what_costs_less_than_a_request(self, shop: Shop) -> None:
        for _ in range(2):
            await shop.ask("{ __typename }")
            assert shop.purse.seen() == [REQUEST_COST]


class TestRefused:
    @pytest.mark.parametrize("query", ["{", "{ nope }", "query A { __typename } query B { __typename }", PAGE])
    async def test_it_has_paid_for_a_request(self, shop: Shop, query: str) -> None:
        for _ in range(2):
            result = await shop.ask(query, first="many") if query == PAGE else await shop.ask(query)
            assert result.errors
            assert shop.purse.seen() == [REQUEST_COST]

    async def test_who_has_nothing_is_not_told_what_is_wrong(self, shop: Shop) -> None:
        shop.purse.tokens = 0
        for query in ("{", "{ nope }", PAGE):
            with pytest.raises(RefusedRequestError) as refused:
                await shop.ask(query)
            assert refused.value.status == 429
        shop.purse.tokens = REQUEST_COST
        await shop.ask("query A { __typename } query B { __typename }")
        with pytest.raises(RefusedRequestError):
            await shop.ask("query A { __typename } query B { __typename }")

    @pytest.mark.parametrize("known", [False, True])
    async def test_who_has_too_little_for_the_price_pays_for_the_request(self, shop: Shop, known: bool) -> None:
        if known:
            await shop.ask()
        shop.purse.seen()
        shop.purse.tokens = PRICE - 1
        with pytest.raises(RefusedRequestError) as refused:
            await shop.ask()
        assert refused.value.status == 429
        assert sum(shop.purse.seen()) == REQUEST_COST

    @pytest.mark.parametrize("known", [False, True])
    async def test_what_never_fits(self, shop: Shop, known: bool) -> None:
        if known:
            await shop.ask()
        shop.purse.seen()
        shop.purse.tokens = shop.purse.capacity = PRICE - 1
        result = await shop.ask()
        assert [error["extensions"]["code"] for error in result.errors] == ["COST_LIMIT_EXCEEDED"]
        assert sum(shop.purse.seen()) == REQUEST_COST
