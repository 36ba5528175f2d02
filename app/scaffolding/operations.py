"""Pieces of operations on a new resource, in GraphQL's language."""

from collections.abc import Sequence

from app.scaffolding.fields import Field
from app.scaffolding.names import Name, camel
from sqlmodel_strawberry.resources.resource import pluralize
from sqlmodel_strawberry.values import codec


def singular(name: Name) -> str:
    """`gameConsole`."""
    return camel(name.snake)


def plural(name: Name) -> str:
    """`gameConsoles`, as the engine makes it."""
    return pluralize(singular(name))


def lookup_id(name: Name, key: int) -> str:
    """The id of a row."""
    return f'"{codec.encode((name.cls, key))}"'


def values(fields: Sequence[Field], number: int) -> str:
    """An input with every field."""
    return f"{{{', '.join(f'{field.graphql}: {field.literal(number)}' for field in fields)}}}"
