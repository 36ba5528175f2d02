from app.models import Item, ItemCreate, ItemPublic, ItemUpdate
from sqlmodel_strawberry import resource


@resource(Item, public=ItemPublic, create=ItemCreate, update=ItemUpdate)
class ItemType:
    """A thing with a name."""
