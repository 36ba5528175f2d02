"""The ways to name one row: its id, its raw key, its unique keys. Lookups, connections and upserts share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.resources.resource import Column, Resource, with_article
from sqlmodel_strawberry.statements.arbiters import arbiter
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.fitting import fit, fits_integer
from sqlmodel_strawberry.values.ids import from_global_id

Key = tuple[Any, ...]
Columns = tuple[Column, ...]

KEY_DESCRIPTIONS = {"id": "The opaque global id.", "databaseId": "The raw key."}
"""What is said of the fields that every resource has, where its key has no words of its own."""


class NotAnIdError(ValueError):
    """Text in the place of an id that is no id of `resource`."""

    def __init__(self, text: str, resource: Resource) -> None:
        super().__init__(f"This is not the id of {with_article(resource.name)}.")
        self.text = text
        self.resource = resource


class RowName:
    """`HeroBy`: the input type that names one row, and how to read it."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.ways = _ways(resource)
        fields = [
            input_field(name, self._annotation(name, way) | None, _description(name, way))
            for name, way in self.ways.items()
        ]
        name = f"{resource.name}By"
        description = f"One way to name {with_article(resource.field_name)}."
        self.type: Any = define_input(new_class(name), name, fields, description, one_of=True)

    def parse(self, by: Mapping[str, Any]) -> tuple[Columns, Key | None]:
        """Columns and the values that name a row by them; None where no row can have such values.

        Raises:
            NotAnIdError: an id is damaged, or of another resource.
        """
        ((name, value),) = by.items()
        way = self.ways[name]
        if name == "id":
            return way, parse_id(value, self.resource)
        if name == "databaseId" and type(value) is int:
            return way, (value,) if fits_integer(value, way[0].source.type) else None
        values = [value] if len(way) == 1 else [value[column.graphql_name] for column in way]
        key = []
        for column, each in zip(way, values, strict=True):
            target = self.resource.references.get(column.name) if name != "databaseId" else None
            try:
                key.append(fit(each if target is None else parse_id(each, target)[0], column.source.type))
            except NotAnIdError:
                raise
            except ValueError:
                return way, None
        return way, tuple(key)

    def _annotation(self, name: str, way: Columns) -> Any:
        if name == "id":
            return strawberry.ID
        if len(way) == 1:
            return self._column_annotation(name, way[0])
        fields = [
            input_field(column.graphql_name, self._column_annotation(column.graphql_name, column), column.description)
            for column in way
        ]
        type_name = f"{self.resource.name}By{name[0].upper()}{name[1:]}"
        return define_input(new_class(type_name), type_name, fields, "Values that name one row together.")

    def _column_annotation(self, name: str, column: Column) -> Any:
        is_reference = column.name in self.resource.references and name != "databaseId"
        return strawberry.ID if is_reference else column.annotation


def parse_id(text: str, resource: Resource) -> Key:
    """The key in a global id.

    Raises:
        NotAnIdError: it is damaged, or of another resource.
    """
    try:
        return from_global_id(text, resource)
    except codec.MalformedError:
        raise NotAnIdError(text, resource) from None


def upsert_keys(resource: Resource) -> dict[str, Columns]:
    """The unique keys that an upsert can go by, under the names of `HeroUniqueKey`."""
    create = resource.create
    if create is None or resource.update is None:
        return {}
    return {
        "_AND_".join(column.name for column in group).upper(): group
        for group in resource.unique
        if all(column.name in create.model_fields for column in group) and arbiter(resource, group) is not None
    }


def _ways(resource: Resource) -> dict[str, Columns]:
    ways = {"id": resource.key}
    if len(resource.key) == 1 and resource.key[0].public:
        ways["databaseId"] = resource.key
    for group in resource.unique:
        head, *rest = [column.graphql_name for column in group]
        ways[head + "".join(f"And{name[0].upper()}{name[1:]}" for name in rest)] = group
    return ways


def _description(name: str, way: Columns) -> str | None:
    if name in KEY_DESCRIPTIONS:
        return KEY_DESCRIPTIONS[name]
    return way[0].description if len(way) == 1 else "Values that name one row together."
