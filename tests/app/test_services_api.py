"""The services as mutations: ids in, rows and their relations out, refusals with their place in the input."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.models import Order, OrderItem
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Request, Schema
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.app import rows
from tests.graphql_schema.viewers import ADMIN

PLACE = """mutation($userId: ID!, $items: [OrderLine!]!) { placeOrder(input: {userId: $userId, items: $items}) {
    order { id status total items { totalCount nodes { quantity price product { sku } } } user { username } }
    userErrors { __typename code path } } }"""
CANCEL = "mutation($id: ID!) { cancelOrder(input: {orderId: $id}) { order { status } userErrors { code path } } }"
PUBLISH = "mutation($id: ID!) { publishPost(input: {postId: $id}) { post { publishedAt } userErrors { code path } } }"
TRANSFER = """mutation($from: ID!, $to: ID!, $amount: Decimal!) {
    transferCredits(input: {fromUserId: $from, toUserId: $to, amount: $amount}) {
        user { username credits } userErrors { code path } } }"""


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@pytest.fixture
async def shop(database: Database) -> Database:
    """Users 1 and 2, products 1 to 30 of which the third is not for sale, and a draft."""
    async with database.write() as session:
        users = [rows.user("ada", id=1, credits=Decimal("10.00")), rows.user("bob", id=2)]
        session.add_all([*users, rows.category(id=1)])
        await session.flush()
        session.add_all(rows.product(f"P-{key}", 1, id=key, is_active=key != 3) for key in range(1, 31))
        session.add(rows.post("hello", 1, id=1))
    return database


class Api:
    def __init__(self, schema: Schema, database: Database) -> None:
        self.schema = schema
        self.database = database

    async def __call__(self, query: str, key: str | None = None, **variables: Any) -> Mapping[str, Any]:
        """The payload of the only field."""
        context = Context(self.database.session(), ADMIN, idempotency_key=key)
        result = await self.schema.execute(Request(query, variables), context)
        assert not result.errors, result.errors
        assert result.data is not None
        (payload,) = result.data.values()
        return dict(payload)

    def id(self, name: str, key: Any) -> str:
        return to_global_id(self.schema.resources[name], (key,))

    async def place(self, *products: int, quantity: int = 2, key: str | None = None) -> Mapping[str, Any]:
        items = [{"productId": self.id("Product", product), "quantity": quantity} for product in products]
        return await self(PLACE, key, userId=self.id("User", 1), items=items)

    async def count(self) -> tuple[Any, Any]:
        async with self.database.engine.connect() as connection:
            orders = await connection.scalar(select(func.count()).select_from(Order))
            return orders, await connection.scalar(select(func.count()).select_from(OrderItem))


@pytest.fixture
def api(schema: Schema, shop: Database) -> Api:
    return Api(schema, shop)


class TestPlaceOrder:
    async def test_the_payload_is_the_order_with_all_that_is_selected(self, api: Api) -> None:
        placed = await api.place(2, 1)
        assert placed["userErrors"] == []
        order = dict(placed["order"])
        assert order.pop("id")
        lines = [{"quantity": 2, "price": "9.99", "product": {"sku": sku}} for sku in ("P-1", "P-2")]
        items = {"totalCount": 2, "nodes": lines}
        assert order == {"status": "PENDING", "total": "39.96", "items": items, "user": {"username": "ada"}}

    async def test_a_refusal_names_the_line(self, api: Api) -> None:
        for products, code, path in (
            ((1, 3), "PRODUCT_INACTIVE", ["input", "items", "1", "productId"]),
            ((99,), "PRODUCT_NOT_FOUND", ["input", "items", "0", "productId"]),
            ((1, 2, 1), "DUPLICATE_PRODUCT", ["input", "items", "2", "productId"]),
            ((), "EMPTY_ORDER", ["input", "items"]),
        ):
            placed = await api.place(*products)
            assert placed == {"order": None, "userErrors": [{"__typename": "Refused", "code": code, "path": path}]}
        assert await api.count() == (0, 0)

    async def test_what_breaks_a_rule_of_the_input_names_the_line(self, api: Api) -> None:
        placed = await api.place(1, quantity=0)
        assert [error["path"] for error in placed["userErrors"]] == [["input", "items", "0", "quantity"]]
        items = [{"productId": api.id("Product", 1), "quantity": 1}, {"productId": api.id("User", 1), "quantity": 1}]
        placed = await api(PLACE, userId=api.id("User", 1), items=items)
        assert [error["path"] for error in placed["userErrors"]] == [["input", "items", "1", "productId"]]
        assert await api.count() == (0, 0)

    async def test_it_costs_as_many_statements_for_thirty_lines_as_for_one(self, api: Api) -> None:
        counts = []
        for products in ([1], [key for key in range(1, 31) if key != 3]):
            with record_statements(api.database) as log:
                assert (await api.place(*products))["userErrors"] == []
            log.assert_one_connection()
            counts.append(len(log))
        assert counts[0] == counts[1]

    async def test_with_a_key_it_is_placed_once(self, api: Api) -> None:
        key = str(uuid4())
        first = await api.place(1, 2, key=key)
        assert await api.place(1, 2, key=key) == first
        assert await api.count() == (1, 2)
        conflict = [{"__typename": "Conflict", "code": "CONFLICT", "path": ["input"]}]
        assert (await api.place(1, key=key))["userErrors"] == conflict
        assert await api.count() == (1, 2)


class TestOthers:
    async def test_an_order_is_cancelled_once(self, api: Api) -> None:
        order = (await api.place(1))["order"]["id"]
        assert await api(CANCEL, id=order) == {"order": {"status": "CANCELLED"}, "userErrors": []}
        refused = [{"code": "ORDER_NOT_CANCELLABLE", "path": ["input", "orderId"]}]
        assert await api(CANCEL, id=order) == {"order": None, "userErrors": refused}

    async def test_a_post_is_published_once(self, api: Api) -> None:
        post = api.id("Post", 1)
        assert (await api(PUBLISH, id=post))["post"]["publishedAt"]
        refused = [{"code": "ALREADY_PUBLISHED", "path": ["input", "postId"]}]
        assert await api(PUBLISH, id=post) == {"post": None, "userErrors": refused}

    async def test_credits_move(self, api: Api) -> None:
        users = {"from": api.id("User", 1), "to": api.id("User", 2)}
        moved = await api(TRANSFER, **users, amount="9.99")
        assert moved == {"user": {"username": "ada", "credits": "0.01"}, "userErrors": []}
        for amount, code in (("0.02", "INSUFFICIENT_CREDITS"), ("0.001", "INVALID"), ("-1", "AMOUNT_NOT_POSITIVE")):
            refused = await api(TRANSFER, **users, amount=amount)
            assert refused == {"user": None, "userErrors": [{"code": code, "path": ["input", "amount"]}]}
