from app.models import Product, ProductCreate, ProductPublic, ProductUpdate
from graphql_schema.policies import CATALOGUE
from sqlmodel_strawberry import resource


@resource(
    Product,
    public=ProductPublic,
    create=ProductCreate,
    update=ProductUpdate,
    relations=["category", "order_items"],
    unique=["sku"],
    searchable=["name", "description"],
    policy=CATALOGUE,
)
class ProductType:
    """Something to buy."""
