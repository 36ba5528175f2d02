"""What the boundary models let in and out."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import inspect
from sqlalchemy.orm import Mapper
from sqlmodel import SQLModel

from app import models
from app.models import Hero

BOUNDARIES: dict[str, type[SQLModel]] = {
    name: model
    for name in models.__all__
    if name.endswith(("Public", "Create", "Update")) and issubclass(model := getattr(models, name), SQLModel)
}
# What the engine and the database alone may write, and what services alone may write of some.
PROTECTED = {"id", "hashed_password", "version", "deleted_at", "created_at", "updated_at"}
OF_SERVICES = {"User": {"role", "credits"}, "Order": {"total", "status"}, "Post": {"published_at"}}


class TestFields:
    def test_secrets_are_never_public(self) -> None:
        for name, model in BOUNDARIES.items():
            if name.endswith("Public"):
                fields = set(model.model_fields) | set(model.model_computed_fields)
                assert not fields & {"secret_name", "hashed_password", "password", "deleted_at"}, name

    def test_what_services_own_is_no_input(self) -> None:
        for name, model in BOUNDARIES.items():
            if not name.endswith("Public"):
                services = {each for owner, names in OF_SERVICES.items() if name.startswith(owner) for each in names}
                assert not set(model.model_fields) & (PROTECTED | services), name

    def test_orders_have_no_generic_writes(self) -> None:
        assert not {name for name in BOUNDARIES if name.startswith("Order")} - {"OrderPublic", "OrderItemPublic"}

    def test_inputs_are_columns(self) -> None:
        for name, model in BOUNDARIES.items():
            if not name.endswith("Public"):
                columns = set(_table(name).column_attrs.keys())
                assert set(model.model_fields) - columns <= ({"password"} if name.startswith("User") else set()), name

    def test_outputs_are_columns(self) -> None:
        for name, model in BOUNDARIES.items():
            if name.endswith("Public"):
                assert set(model.model_fields) <= set(_table(name).column_attrs.keys()), name

    def test_everything_is_described(self) -> None:
        for name, model in BOUNDARIES.items():
            assert model.__doc__, name
            assert all(field.description for field in model.model_fields.values()), name
            assert all(field.description for field in model.model_computed_fields.values()), name

    def test_every_field_of_an_update_may_be_absent(self) -> None:
        for name, model in BOUNDARIES.items():
            if name.endswith("Update"):
                assert model().model_dump(exclude_unset=True) == {}, name


class TestValidation:
    def test_a_table_model_would_not_validate(self) -> None:
        """Why input goes through the boundary models."""
        assert Hero(name="", secret_name="", age=-1).age == -1

    @pytest.mark.parametrize(
        ("model", "values", "field"),
        [
            (models.HeroCreate, {"name": "", "secret_name": "x"}, "name"),
            (models.HeroCreate, {"name": "x" * 101, "secret_name": "x"}, "name"),
            (models.HeroCreate, {"name": "x"}, "secret_name"),
            (models.HeroUpdate, {"age": -1}, "age"),
            (models.HeroUpdate, {"name": ""}, "name"),
            (models.UserCreate, {"email": "no address", "username": "ada", "password": "12345678"}, "email"),
            (models.UserCreate, {"email": "a@b.example", "username": "ada", "password": "1234567"}, "password"),
            (models.UserUpdate, {"password": "short"}, "password"),
            (models.UserUpdate, {"username": "No Spaces"}, "username"),
            (models.ProductUpdate, {"price": Decimal("0")}, "price"),
            (models.ProductUpdate, {"price": Decimal("1.005")}, "price"),
            (models.ProductUpdate, {"price": Decimal("12345678901.00")}, "price"),
            (models.ProductUpdate, {"sku": "lower"}, "sku"),
            (models.PostUpdate, {"slug": "123"}, "slug"),
            (models.PostUpdate, {"slug": "Upper"}, "slug"),
            (models.TagCreate, {"name": "News"}, "name"),
            (models.ProfileUpdate, {"website": "javascript:alert(1)"}, "website"),
        ],
    )
    def test_inputs_are_validated(self, model: type[SQLModel], values: dict[str, object], field: str) -> None:
        with pytest.raises(ValidationError) as caught:
            model.model_validate(values)
        assert [error["loc"] for error in caught.value.errors()] == [(field,)]

    def test_addresses_are_folded(self) -> None:
        given = {"email": "Ada@Example.COM", "username": "ada", "password": "12345678"}
        assert models.UserCreate.model_validate(given).email == "ada@example.com"
        assert models.UserUpdate.model_validate({"email": "Ada@Example.COM"}).email == "ada@example.com"


def _table(boundary: str) -> Mapper[Any]:
    name = boundary.removesuffix("Public").removesuffix("Create").removesuffix("Update")
    mapper: Mapper[Any] = inspect(getattr(models, name))
    return mapper
