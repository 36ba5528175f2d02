"""What the nodes of a tree are made with: the fields that an operation asks for, names and numbers."""

from __future__ import annotations

from typing import Any

from graphql import Executor, GraphQLObjectType, get_named_type

from sqlmodel_strawberry.executor.leaves import Code
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField, AskedFields


class FallbackError(Exception):
    """The operation has a field that only graphql-core can run."""


class Compilation:
    """That of one operation, for one choice of what is skipped and included."""

    def __init__(self, executor: Executor[Any], asked: AskedFields) -> None:
        self.executor = executor
        self.code = Code()
        self.nodes = 0
        """How many nodes keep what they fetch."""
        self._asked = asked

    def number(self) -> int:
        """The number of a node more."""
        self.nodes += 1
        return self.nodes - 1

    def root_fields(self) -> list[AskedField]:
        """The fields of the operation itself."""
        root = self.executor.schema.get_root_type(self.executor.operation.operation)
        assert root is not None
        return self._fields(root, None)

    def fields(self, type_name: str, above: AskedField) -> list[AskedField]:
        """The fields asked of an object type below another."""
        type_ = self.executor.schema.type_map[type_name]
        assert isinstance(type_, GraphQLObjectType)
        return self._fields(type_, above)

    def fields_below(self, asked: AskedField) -> list[AskedField]:
        """The same, of the type that the field shows."""
        return self.fields(get_named_type(asked.type).name, asked)

    def _fields(self, type_: GraphQLObjectType, above: AskedField | None) -> list[AskedField]:
        fields = self._asked.of(self.executor, type_, above)
        for asked in fields:
            if asked.definition is None and asked.name != TYPENAME:
                raise FallbackError(f"{asked.name} asks for the schema itself")
        return fields
