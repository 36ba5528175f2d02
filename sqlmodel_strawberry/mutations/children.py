"""Children of a one-to-many relation, created with their parent, whose key they get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, create_model
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.fields.generated import input_field, new_class
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.boundary import rows_to_insert
from sqlmodel_strawberry.mutations.inputs import InputModel, Path, define_input_model
from sqlmodel_strawberry.mutations.nested import Nested, Plan
from sqlmodel_strawberry.mutations.refusals import limited
from sqlmodel_strawberry.mutations.statement_counts import insert_statements
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.resources.resource import Relation
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.values.scalars import own_docstring


class Children(Nested):
    """A one-to-many relation. Its rows are the child's Create model without the foreign key."""

    def __init__(self, relation: Relation, create: InputModel, name: str, limits: Limits) -> None:
        super().__init__(relation)
        self._limits = limits
        self._model = without(create, [column.name for column in foreign_key(relation)], name)
        define_input_model(self._model, relation.target)

    def create_field(self) -> StrawberryField:
        child: Any = self._model.type
        description = f"The {self.relation.target.list_name} to begin with, at most {self._limits.bulk_rows}."
        return input_field(self.name, list[child] | None, description)

    def update_field(self) -> StrawberryField | None:
        return None

    def cost(self, data: Sequence[Mapping[str, Any]], access: Access) -> Cost:
        rows = len(limited(data, self.name, self._limits))
        return Cost(rows, insert_statements(self.relation.target, access) if rows else 0)

    async def plan(self, data: Sequence[Mapping[str, Any]], path: Path) -> Plan:
        return ChildrenPlan(self.relation, await rows_to_insert(self.relation.target, self._model, data, path))


class ChildrenPlan(Plan):
    """The children to create."""

    def __init__(self, relation: Relation, rows: Sequence[RowWrite]) -> None:
        super().__init__(relation)
        self._rows = rows

    async def write(self, writer: Writer, parent: Any) -> None:
        names = [column.name for column in foreign_key(self.relation)]
        tie = dict(zip(names, self.parent_key(parent), strict=True))
        rows = [replace(row, values={**row.values, **tie}) for row in self._rows]
        if rows:
            await writer.insert(self.relation.target, rows, self.relation.target.key)


def foreign_key(relation: Relation) -> list[Any]:
    """The columns of the child that hold its parent's values, in the order of `relation.local`."""
    return [relation.target.column_named(remote) for remote in relation.remote]


def without(create: InputModel, names: Sequence[str], name: str) -> InputModel:
    """A Create model whose rules are all there, but for these fields, which the engine fills in."""
    hidden = {each for each in names if each in create.model.model_fields}
    unknown: dict[str, Any] = dict.fromkeys(hidden, (Any, None))
    model: type[BaseModel] = create_model(name, __base__=create.model, __doc__=own_docstring(create.model), **unknown)
    return InputModel(model, new_class(name), create.references, create.nested, frozenset(hidden))
