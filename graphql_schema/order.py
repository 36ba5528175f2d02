from typing import Annotated
from uuid import UUID

from app.models import Order, OrderItem, OrderItemPublic, OrderLine, OrderPublic, User
from app.services import orders
from app.services.errors import ServiceError
from graphql_schema.policies import ORDER_ITEMS, ORDERS
from sqlmodel_strawberry import Action, Key, Transaction, WriteSession, mutation, resource

Buyer = Annotated[int, Key(User, Action.UPDATE)]


@resource(Order, public=OrderPublic, relations=["user", "items"], policy=ORDERS)
class OrderType:
    """What a user ordered. Orders are written by services only."""


@resource(OrderItem, public=OrderItemPublic, relations=["order", "product"], policy=ORDER_ITEMS)
class OrderItemType:
    """One line of an order: a product, how many, and the price of one when it was ordered."""


class OrderMutations:
    @mutation(errors=[ServiceError], statements=3)
    @staticmethod
    async def place_order(
        transaction: Transaction, user_id: Buyer, items: list[OrderLine]
    ) -> Annotated[UUID, Key(Order)]:
        """Order products at the prices they have now."""
        return await orders.place_order(transaction, user_id, items)

    @mutation(errors=[ServiceError], statements=2)
    @staticmethod
    async def cancel_order(session: WriteSession, order_id: Annotated[UUID, Key(Order, Action.UPDATE)]) -> Order:
        """Cancel an order that has not been shipped."""
        return await orders.cancel_order(session, order_id)
