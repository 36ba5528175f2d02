"""Every table and its boundary models. Importing this package maps them all."""

from app.models.metadata import metadata

# isort: split
from app.models.category import Category, CategoryCreate, CategoryPublic, CategoryUpdate
from app.models.hero import Hero, HeroCreate, HeroPublic, HeroUpdate
from app.models.idempotency import IdempotencyRecord
from app.models.item import Item, ItemCreate, ItemPublic, ItemUpdate
from app.models.login_session import LoginSession
from app.models.order import Order, OrderItem, OrderItemPublic, OrderLine, OrderPublic, OrderStatus
from app.models.post import Post, PostCreate, PostPublic, PostUpdate
from app.models.product import Product, ProductCreate, ProductPublic, ProductUpdate
from app.models.profile import Profile, ProfileCreate, ProfilePublic, ProfileUpdate
from app.models.tag import PostTag, Tag, TagCreate, TagPublic, TagUpdate
from app.models.team import Team, TeamCreate, TeamPublic, TeamUpdate
from app.models.user import User, UserCreate, UserPublic, UserRegister, UserRole, UserUpdate

__all__ = [
    "Category",
    "CategoryCreate",
    "CategoryPublic",
    "CategoryUpdate",
    "Hero",
    "HeroCreate",
    "HeroPublic",
    "HeroUpdate",
    "IdempotencyRecord",
    "Item",
    "ItemCreate",
    "ItemPublic",
    "ItemUpdate",
    "LoginSession",
    "Order",
    "OrderItem",
    "OrderItemPublic",
    "OrderLine",
    "OrderPublic",
    "OrderStatus",
    "Post",
    "PostCreate",
    "PostPublic",
    "PostTag",
    "PostUpdate",
    "Product",
    "ProductCreate",
    "ProductPublic",
    "ProductUpdate",
    "Profile",
    "ProfileCreate",
    "ProfilePublic",
    "ProfileUpdate",
    "Tag",
    "TagCreate",
    "TagPublic",
    "TagUpdate",
    "Team",
    "TeamCreate",
    "TeamPublic",
    "TeamUpdate",
    "User",
    "UserCreate",
    "UserPublic",
    "UserRegister",
    "UserRole",
    "UserUpdate",
    "metadata",
]
