from app.models import Category, CategoryCreate, CategoryPublic, CategoryUpdate
from graphql_schema.policies import CATALOGUE
from sqlmodel_strawberry import resource


@resource(
    Category,
    public=CategoryPublic,
    create=CategoryCreate,
    update=CategoryUpdate,
    relations=["parent", "children", "products"],
    unique=["slug"],
    policy=CATALOGUE,
)
class CategoryType:
    """A shelf of the shop, inside another one or at the top."""
