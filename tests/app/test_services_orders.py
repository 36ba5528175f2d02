"""Orders: at prices that do not move meanwhile, with exact totals, or refused with nothing written."""

import asyncio
from collections.abc import Awaitable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from app.models import Order, OrderItem, OrderLine, OrderStatus, Product
from app.services import errors
from app.services.orders import MAX_LINES, cancel_order, place_order
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows

PRICES = {1: Decimal("9.99"), 2: Decimal("0.01"), 3: Decimal("123.45"), 4: Decimal("9999999999.99")}
ADA, BOB = 1, 2


@pytest.fixture
async def shop(database: Database) -> Database:
    """Ada may order, Bob may not; product 3 is not for sale, product 4 is very dear."""
    async with database.write() as session:
        session.add_all([rows.user("ada", id=ADA), rows.user("bob", id=BOB, is_active=False), rows.category(id=1)])
        await session.flush()
        session.add_all(rows.product(f"P-{key}", 1, id=key, price=price) for key, price in PRICES.items())
        await session.flush()
        (await session.get_one(Product, 3)).is_active = False
    return database


def lines(**quantities: int) -> list[OrderLine]:
    """`lines(p1=2)`: two of the first product."""
    return [OrderLine(product_id=int(name[1:]), quantity=quantity) for name, quantity in quantities.items()]


async def stored(database: Database) -> list[tuple[UUID, Decimal, list[tuple[int, int, Decimal]]]]:
    """Every order with its total and its items."""
    async with database.engine.connect() as connection:
        orders = (await connection.execute(select(col(Order.id), col(Order.total)).order_by(col(Order.total)))).all()
        items = (await connection.execute(select(OrderItem).order_by(col(OrderItem.product_id)))).all()
    return [
        (order, total, [(item.product_id, item.quantity, item.price) for item in items if item.order_id == order])
        for order, total in orders
    ]


async def place(database: Database, items: list[OrderLine], user_id: int = ADA) -> Order:
    async with database.write() as session:
        key = await place_order(await session.connection(), user_id, items)
        return await session.get_one(Order, key)


class TestPlaceOrder:
    async def test_an_order_has_the_prices_of_now_and_their_exact_sum(self, shop: Database) -> None:
        order = await place(shop, lines(p2=3, p1=1000))
        assert (order.user_id, order.status, order.total) == (ADA, OrderStatus.PENDING, Decimal("9990.03"))
        assert order.created_at.tzinfo
        expected = [(1, 1000, Decimal("9.99")), (2, 3, Decimal("0.01"))]
        assert await stored(shop) == [(order.id, Decimal("9990.03"), expected)]

    async def test_later_prices_do_not_change_it(self, shop: Database) -> None:
        order = await place(shop, lines(p1=1))
        async with shop.engine.begin() as connection:
            await connection.execute(update(Product).values(price=Decimal("1.00")))
        assert await stored(shop) == [(order.id, Decimal("9.99"), [(1, 1, Decimal("9.99"))])]

    @pytest.mark.parametrize(
        ("items", "error", "path"),
        [
            ([], errors.EmptyOrder, ("items",)),
            (lines(p1=1, p2=1) + lines(p1=1), errors.DuplicateProduct, ("items", "2", "product_id")),
            (lines(p1=1, p99=1), errors.ProductNotFound, ("items", "1", "product_id")),
            (lines(p1=1, p2=1, p3=1), errors.ProductInactive, ("items", "2", "product_id")),
            (lines(p4=1, p2=1), errors.OrderTooLarge, ("items",)),
            ([OrderLine(product_id=key, quantity=1) for key in range(MAX_LINES + 1)], errors.OrderTooLarge, ("items",)),
        ],
    )
    async def test_what_cannot_be_ordered_is_refused_and_nothing_written(
        self, shop: Database, items: list[OrderLine], error: type[errors.ServiceError], path: tuple[str, ...]
    ) -> None:
        with pytest.raises(error) as caught:
            await place(shop, items)
        assert caught.value.path == path
        assert await stored(shop) == []

    @pytest.mark.parametrize(("user_id", "error"), [(BOB, errors.UserInactive), (99, errors.UserNotFound)])
    async def test_who_may_not_order_is_refused(
        self, shop: Database, user_id: int, error: type[errors.ServiceError]
    ) -> None:
        with pytest.raises(error):
            await place(shop, lines(p1=1), user_id)
        assert await stored(shop) == []

    async def test_the_largest_total_is_an_order(self, shop: Database) -> None:
        assert (await place(shop, lines(p4=1))).total == PRICES[4]

    async def test_orders_at_once_all_succeed(self, shop: Database) -> None:
        baskets = [lines(p1=1, p2=2), lines(p2=2, p1=1)] * 10
        await asyncio.gather(*(place(shop, basket) for basket in baskets))
        assert [total for _, total, _ in await stored(shop)] == [Decimal("10.01")] * 20

    async def test_a_price_that_changes_meanwhile_is_one_or_the_other(self, shop: Database) -> None:
        """Whatever the order of things, an order's total is the sum of its items, at prices that were real."""

        async def change(cents: int) -> None:
            async with shop.write() as session:
                product = await session.get_one(Product, 1, with_for_update=True)
                product.price = Decimal(cents) / 100

        work: list[Awaitable[Any]] = []
        for number in range(10):
            work += [place(shop, lines(p1=3, p2=1)), change(100 + number)]
        await asyncio.gather(*work)
        placed = await stored(shop)
        assert len(placed) == 10
        for _, total, items in placed:
            assert total == sum(quantity * price for _, quantity, price in items)
            assert items[0][2] in {PRICES[1], *(Decimal(100 + number) / 100 for number in range(10))}


class TestCancelOrder:
    @pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.PAID])
    async def test_what_was_not_shipped_can_be_cancelled(self, shop: Database, status: OrderStatus) -> None:
        order = await self._order(shop, status)
        async with shop.write() as session:
            cancelled = await cancel_order(session, order)
        assert cancelled.status is OrderStatus.CANCELLED
        assert cancelled.updated_at >= cancelled.created_at
        assert await self._status(shop) is OrderStatus.CANCELLED

    @pytest.mark.parametrize("status", [OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.CANCELLED])
    async def test_what_was_cannot(self, shop: Database, status: OrderStatus) -> None:
        order = await self._order(shop, status)
        with pytest.raises(errors.OrderNotCancellable):
            await self._cancel(shop, order)
        assert await self._status(shop) is status

    async def test_an_unknown_order_is_refused(self, shop: Database) -> None:
        with pytest.raises(errors.OrderNotFound):
            await self._cancel(shop, uuid4())

    async def test_of_two_at_once_one_is_refused(self, shop: Database) -> None:
        order = await self._order(shop, OrderStatus.PAID)
        outcomes = await asyncio.gather(*(self._cancel(shop, order) for _ in range(2)), return_exceptions=True)
        assert sorted(type(each).__name__ for each in outcomes) == ["Order", "OrderNotCancellable"]

    @staticmethod
    async def _order(database: Database, status: OrderStatus) -> UUID:
        async with database.write() as session:
            order = rows.order(ADA, status=status)
            session.add(order)
        return order.id

    @staticmethod
    async def _cancel(database: Database, order: UUID) -> Order:
        async with database.write() as session:
            return await cancel_order(session, order)

    @staticmethod
    async def _status(database: Database) -> Any:
        async with database.engine.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(Order)) == 1
            return await connection.scalar(select(col(Order.status)))
