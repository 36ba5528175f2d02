"""Fields of Update models: what Base says of a field, but it may be left out."""

from copy import copy
from typing import Any

from sqlmodel import SQLModel


def optional(base: type[SQLModel], name: str) -> Any:
    """The field `name` of `base`, description and constraints included, with None as its default."""
    field = copy(base.model_fields[name])
    field.default = None
    field.default_factory = None
    return field
