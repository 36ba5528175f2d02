from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import Executable, Result, bindparam, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.order import Order, OrderItem, OrderLine, OrderStatus
from app.models.product import Product
from app.models.user import User
from app.services.errors import (
    DuplicateProduct,
    EmptyOrder,
    OrderNotCancellable,
    OrderNotFound,
    OrderTooLarge,
    ProductInactive,
    ProductNotFound,
    UserInactive,
    UserNotFound,
)

# Made once: to make a statement takes longer than to run it.
BUYER = select(User.is_active).where(User.id == bindparam("buyer"))
LOCK_PRODUCTS = (
    select(Product.id, Product.price, Product.is_active, BUYER.scalar_subquery().label("buyer_is_active"))
    .where(col(Product.id).in_(bindparam("keys", expanding=True)))
    .order_by(col(Product.id))
    .with_for_update(read=True)
)
ADD_ORDER = insert(Order)
ADD_ITEMS = insert(OrderItem)

MAX_LINES = 100
MAX_TOTAL = Decimal("9999999999.99")


class Connection(Protocol):
    """What runs statements inside of a transaction: SQLAlchemy's `AsyncConnection`, or the API's `Transaction`."""

    async def execute(self, statement: Executable, parameters: Any, /) -> Result[*tuple[Any, ...]]: ...


async def place_order(connection: Connection, user_id: int, items: Sequence[OrderLine]) -> UUID:
    """Order products at their prices of now, and return the order's key. Nobody needs its rows as objects.

    Raises UserNotFound, UserInactive, EmptyOrder, OrderTooLarge, DuplicateProduct, ProductNotFound or ProductInactive.
    """
    _check_lines(items)
    prices = await _lock_prices(connection, user_id, items)
    total = sum([prices[line.product_id] * line.quantity for line in items], Decimal("0.00"))
    if total > MAX_TOTAL:
        raise OrderTooLarge
    key = uuid4()
    order = {"id": key, "user_id": user_id, "status": OrderStatus.PENDING, "total": total}
    await connection.execute(ADD_ORDER, order)
    lines = [
        {
            "order_id": key,
            "product_id": line.product_id,
            "quantity": line.quantity,
            "price": prices[line.product_id],
        }
        for line in items
    ]
    await connection.execute(ADD_ITEMS, lines)
    return key


async def cancel_order(session: AsyncSession, order_id: UUID) -> Order:
    """Cancel an order that has not been shipped.

    Raises OrderNotFound or OrderNotCancellable.
    """
    order = (await session.exec(select(Order).where(Order.id == order_id).with_for_update())).one_or_none()
    if order is None:
        raise OrderNotFound
    if order.status not in (OrderStatus.PENDING, OrderStatus.PAID):
        raise OrderNotCancellable
    order.status = OrderStatus.CANCELLED
    await session.flush()
    return order


def _check_buyer(is_active: bool | None) -> None:
    if is_active is None:
        raise UserNotFound
    if not is_active:
        raise UserInactive


def _check_lines(items: Sequence[OrderLine]) -> None:
    if not items:
        raise EmptyOrder
    if len(items) > MAX_LINES:
        raise OrderTooLarge
    seen: set[int] = set()
    for index, line in enumerate(items):
        if line.product_id in seen:
            raise DuplicateProduct("items", index, "product_id")
        seen.add(line.product_id)


async def _lock_prices(connection: Connection, user_id: int, items: Sequence[OrderLine]) -> dict[int, Decimal]:
    """What products cost, which stays so until this transaction ends.

    Shared locks, so that orders of the same product do not wait for each other, only changes of its price do; taken in
    the order of keys, so that two never wait for each other in a circle. Every row tells of the buyer too, for whom one
    more statement would cost a way to the database.
    """
    keys = [line.product_id for line in items]
    found = (await connection.execute(LOCK_PRODUCTS, {"keys": keys, "buyer": user_id})).all()
    if found:
        _check_buyer(found[0].buyer_is_active)
    else:
        _check_buyer((await connection.execute(BUYER, {"buyer": user_id})).scalar_one_or_none())
    products = {key: (price, is_active) for key, price, is_active, _ in found}
    for index, line in enumerate(items):
        if line.product_id not in products:
            raise ProductNotFound("items", index, "product_id")
        if not products[line.product_id][1]:
            raise ProductInactive("items", index, "product_id")
    return {key: price for key, (price, _) in products.items()}
