"""The certificate that no field takes a statement for each of its parents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_required_argument

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.operations.execution import Request
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.testing.statements import record_statements

FEW, MANY = 1, 10
"""Parents."""
ENOUGH = 3
"""Different rows at the other end of many parents: what is asked for only once proves nothing."""
CONNECTION = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }"


@dataclass(frozen=True)
class RelationField:
    """A field of a resource that leads to rows of resources."""

    resource: Resource
    name: str
    is_connection: bool
    needs_arguments: bool

    def __str__(self) -> str:
        return f"{self.resource.name}.{self.name}"

    @property
    def query(self) -> str:
        """A document for the first `$size` rows, with all that can be asked of the field."""
        inner = f"{CONNECTION} nodes {{ id }}" if self.is_connection else "id"
        parents = f"{self.resource.list_name}(first: $size) {{ nodes {{ {self.name} {{ {inner} }} }} }}"
        return f"query ($size: Int) {{ {parents} }}"

    def rows(self, data: Any) -> Sequence[str]:
        """The ids at the other end, of all parents of an answer."""
        found = [parent[self.name] for parent in data[self.resource.list_name]["nodes"]]
        lists = [each["nodes"] if self.is_connection else each for each in found if each is not None]
        return [row["id"] for each in lists for row in (each if isinstance(each, list) else [each]) if row]


@dataclass(frozen=True)
class Measured:
    """What a field took."""

    field: RelationField
    few: int
    """Statements for one parent."""
    many: int
    """Statements for `MANY` of them."""
    parents: int
    rows: int
    """Different rows at the other end of `MANY` parents."""


def relation_fields(schema: Schema) -> Iterator[RelationField]:
    """All of them, hand-written ones too, taken from the schema that is built."""
    for name, resource in sorted(schema.resources.items()):
        type_ = schema.graphql.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        for field_name, field in sorted(type_.fields.items()):
            end = get_named_type(field.type).name
            is_connection = end.removesuffix("Connection") in schema.resources and end not in schema.resources
            if is_connection or end in schema.resources:
                yield RelationField(resource, field_name, is_connection, _needs_arguments(field))


async def measured(schema: Schema, database: Database, viewer: Any, fields: Sequence[RelationField]) -> list[Measured]:
    """What each field takes for one parent and for many."""
    return [await _measured(schema, database, viewer, field) for field in fields if not field.needs_arguments]


async def _measured(schema: Schema, database: Database, viewer: Any, field: RelationField) -> Measured:
    counts: dict[int, int] = {}
    data: Any = None
    for size in (FEW, MANY):
        with record_statements(database) as log:
            result = await schema.execute(Request(field.query, {"size": size}), Context(database.session(), viewer))
        assert not result.errors, f"{field} cannot be asked for: {result.errors[0]['message']}"
        counts[size], data = len(log), result.data
    parents = len(data[field.resource.list_name]["nodes"])
    return Measured(field, counts[FEW], counts[MANY], parents, len(set(field.rows(data))))


def problems(found: Sequence[Measured]) -> Iterator[str]:
    """Why the certificate is not given."""
    for each in found:
        if each.parents < MANY:
            name = each.field.resource.name
            yield f"{each.field}: {each.parents} rows of {name} are shown to api_viewer, and {MANY} are needed"
        elif each.rows < ENOUGH:
            yield f"{each.field}: {MANY} parents lead to {each.rows} rows; with so few, nothing is proved"
        elif each.few != each.many:
            yield f"{each.field}: {each.few} statements for {FEW} parent, {each.many} for {MANY}"


def certificate(fields: Sequence[RelationField], found: Sequence[Measured]) -> str:
    """The text of the committed file: a line for each field."""
    lines: Mapping[str, Any] = {
        **{str(each): "not asked for: it needs arguments" for each in fields if each.needs_arguments},
        **{str(each.field): {"statements": [each.few, each.many]} for each in found},
    }
    shown = ",\n".join(f"    {json.dumps(name)}: {json.dumps(lines[name])}" for name in sorted(lines))
    return f'{{\n  "parents": [{FEW}, {MANY}],\n  "fields": {{\n{shown}\n  }}\n}}\n'


def _needs_arguments(field: GraphQLField) -> bool:
    return any(is_required_argument(argument) for argument in field.args.values())
