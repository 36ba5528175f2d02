from app.models import Order, OrderItem, OrderItemPublic, OrderPublic
from sqlmodel_strawberry import resource


@resource(Order, public=OrderPublic, relations=["user", "items"])
class OrderType:
    """What a user ordered. Orders are written by services only."""


@resource(OrderItem, public=OrderItemPublic, relations=["order", "product"])
class OrderItemType:
    """One line of an order: a product, how many, and the price of one when it was ordered."""
