from app.models import Item, ItemCreate, ItemPublic, ItemUpdate
from graphql_schema.policies import OPEN
from sqlmodel_strawberry import resource


@resource(Item, public=ItemPublic, create=ItemCreate, update=ItemUpdate, policy=OPEN)
class ItemType:
    """A thing with a name."""
