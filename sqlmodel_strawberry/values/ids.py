"""Global ids: opaque text that names a resource and one of its rows (Relay's Object Identification)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.resources.resource import Resource, python_type, with_article
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.fitting import integer_limit


def to_global_id(resource: Resource, key: tuple[Any, ...]) -> str:
    """The id of the row whose key columns have these values."""
    return codec.encode((resource.name, *key))


def from_global_id(text: str, resource: Resource) -> tuple[Any, ...]:
    """The key values in an id of this resource.

    Raises:
        codec.MalformedError: forged, damaged, or of another resource.
    """
    name, *values = codec.decode(text)
    if name != resource.name or len(values) != len(resource.key):
        raise codec.MalformedError(text)
    if len(values) == 1:
        value, type_ = values[0], resource.key[0].source.type
        # Most keys are numbers, of which `restore` makes nothing else.
        is_plain = type(value) is int is python_type(type_) and 0 <= value < integer_limit(type_)
        return (value if is_plain else codec.restore(value, type_),)
    return tuple(codec.restore(value, column.source.type) for value, column in zip(values, resource.key, strict=True))


def parse_node_id(text: str, resources: Mapping[str, Resource]) -> tuple[Resource, tuple[Any, ...]]:
    """The resource and the key of any id.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    try:
        name = codec.decode(text)[0]
        resource = resources.get(name) if isinstance(name, str) else None
        if resource is not None:
            return resource, from_global_id(text, resource)
    except codec.MalformedError:
        pass
    raise not_an_id(text)


def not_an_id(text: str, resource: Resource | None = None) -> RequestError:
    """The refusal of an id, shortened so that no answer echoes a megabyte."""
    of = f"of {with_article(resource.name)}" if resource else "of this API"
    return RequestError(ErrorCode.BAD_USER_INPUT, f'"{text[:40]}" is not an id {of}.')
