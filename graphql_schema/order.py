from typing import Annotated
from uuid import UUID

from app.models import Order, OrderItem, OrderItemPublic, OrderLine, OrderPublic, User
from app.services import orders
from app.services.errors import ServiceError
from graphql_schema.policies import OPEN
from sqlmodel_strawberry import Key, WriteSession, anyone, mutation, resource


@resource(Order, public=OrderPublic, relations=["user", "items"], policy=OPEN)
class OrderType:
    """What a user ordered. Orders are written by services only."""


@resource(OrderItem, public=OrderItemPublic, relations=["order", "product"], policy=OPEN)
class OrderItemType:
    """One line of an order: a product, how many, and the price of one when it was ordered."""


class OrderMutations:
    @mutation(errors=[ServiceError], allow=anyone)
    @staticmethod
    async def place_order(session: WriteSession, user_id: Annotated[int, Key(User)], items: list[OrderLine]) -> Order:
        """Order products at the prices they have now."""
        return await orders.place_order(session, user_id, items)

    @mutation(errors=[ServiceError], allow=anyone)
    @staticmethod
    async def cancel_order(session: WriteSession, order_id: Annotated[UUID, Key(Order)]) -> Order:
        """Cancel an order that has not been shipped."""
        return await orders.cancel_order(session, order_id)
