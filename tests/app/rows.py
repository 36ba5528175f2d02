"""Rows that are valid as they are; a test says only what it is about."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from app.models import Category, Hero, Item, Order, OrderItem, Post, Product, Profile, Team, User


def team(name: str = "Preventers", **values: Any) -> Team:
    return Team(name=name, headquarters=values.pop("headquarters", "Sharp Tower"), **values)


def hero(name: str = "Deadpond", **values: Any) -> Hero:
    return Hero(name=name, secret_name=values.pop("secret_name", "Dive Wilson"), **values)


def user(username: str = "ada", **values: Any) -> User:
    given = {"email": f"{username}@example.com", "hashed_password": "not a hash"} | values
    return User(username=username, **given)


def category(slug: str = "tools", **values: Any) -> Category:
    return Category(slug=slug, name=values.pop("name", slug.title()), **values)


def product(sku: str, category_id: int, **values: Any) -> Product:
    given: dict[str, Any] = {"name": f"Product {sku}", "price": Decimal("9.99")} | values
    return Product(sku=sku, category_id=category_id, **given)


def order(user_id: int, **values: Any) -> Order:
    return Order(user_id=user_id, total=values.pop("total", Decimal("0.00")), **values)


def post(slug: str, author_id: int, **values: Any) -> Post:
    given = {"title": slug.title(), "body": "Some text."} | values
    return Post(slug=slug, author_id=author_id, **given)


def item(name: str = "Anvil", **values: Any) -> Item:
    return Item(name=name, **values)


def profile(user_id: int, **values: Any) -> Profile:
    return Profile(user_id=user_id, **values)


def order_item(order_id: UUID, product_id: int, **values: Any) -> OrderItem:
    given: dict[str, Any] = {"quantity": 1, "price": Decimal("9.99")} | values
    return OrderItem(order_id=order_id, product_id=product_id, **given)
