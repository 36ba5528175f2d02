"""Links of a many-to-many relation: `{connect, create}` at create, `{add, remove, set, create}` at update."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.fields.unique_keys import Columns, NotAnIdError, RowName
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.boundary import rows_to_insert
from sqlmodel_strawberry.mutations.inputs import InputModel, Path
from sqlmodel_strawberry.mutations.nested import Key, Nested, Plan
from sqlmodel_strawberry.mutations.refusals import Refusals, limited
from sqlmodel_strawberry.mutations.statement_counts import insert_statements
from sqlmodel_strawberry.mutations.user_errors import invalid, not_found
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.resources.resource import Column, Relation
from sqlmodel_strawberry.statements import links
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access

NAMED = ("connect", "add", "remove", "set")
"""The fields that name rows which are there already."""


@dataclass(frozen=True, eq=False)
class NamedRow:
    """A row that the input names: columns, its values of them (None where no row can have such), and where."""

    by: Columns
    key: Key | None
    path: Path


class Links(Nested):
    """A many-to-many relation. Its other end is named by `TagBy`, or created."""

    def __init__(self, relation: Relation, name: RowName, create: InputModel | None, limits: Limits) -> None:
        super().__init__(relation)
        self._name, self._create, self._limits = name, create, limits

    def create_field(self) -> StrawberryField:
        fields = [self._named("connect", "Those that are there already.")]
        return self._field("Create", fields, f"The {self.relation.target.list_name} to begin with.")

    def update_field(self) -> StrawberryField | None:
        fields = [
            self._named("add", "More of them; one that is linked already stays so."),
            self._named("remove", "Those to unlink, before any is added; one that is not linked stays so."),
            self._named("set", "All that are to be linked, beside the created ones; not with `add` or `remove`."),
        ]
        return self._field("Update", fields, f"Changes to the {self.relation.target.list_name}.")

    def _field(self, when: str, fields: Sequence[StrawberryField], description: str) -> StrawberryField:
        name = f"{self.relation.source.name}{when}{self.name[0].upper()}{self.name[1:]}"
        if self._create is not None:
            new: Any = self._create.type
            fields = [*fields, input_field("create", list[new] | None, f"New ones.{self._at_most()}")]
        type_ = define_input(
            new_class(name), name, fields, f"{description} They are written with the row or not at all."
        )
        return input_field(self.name, type_ | None, description)

    def _named(self, name: str, description: str) -> StrawberryField:
        by: Any = self._name.type
        return input_field(name, list[by] | None, description + self._at_most())

    def _at_most(self) -> str:
        return f" At most {self._limits.bulk_rows}."

    def cost(self, data: Mapping[str, Any], access: Access) -> Cost:
        given = {name: limited(data.get(name) or (), name, self._limits) for name in NAMED}
        created = limited(data.get("create") or (), "create", self._limits)
        named = [by for name in NAMED for by in given[name]]
        statements = len({name for by in named for name in by}) + (data.get("set") is not None) + bool(given["remove"])
        statements += bool(created or len(named) > len(given["remove"]))
        if created:
            statements += insert_statements(self.relation.target, access)
        # A created row is written, and so is its link.
        return Cost(len(named) + 2 * len(created), statements)

    async def plan(self, data: Mapping[str, Any], path: Path) -> Plan:
        refusals = Refusals()
        plan = LinkPlan(self.relation)
        with refusals.collected():
            plan.added = self._parse(data, "connect", path) or self._parse(data, "add", path) or []
        with refusals.collected():
            plan.removed = self._parse(data, "remove", path) or []
        with refusals.collected():
            plan.kept = self._parse(data, "set", path)
        if self._create is not None:
            given = data.get("create") or ()
            with refusals.collected():
                plan.created = await rows_to_insert(self.relation.target, self._create, given, [*path, "create"])
        if data.get("set") is not None and (data.get("add") or data.get("remove")):
            refusals.errors.append(invalid("`set` says all there is to be: leave out `add` and `remove`.", path))
        refusals.check()
        return plan

    def _parse(self, data: Mapping[str, Any], name: str, path: Path) -> list[NamedRow] | None:
        given, refusals, rows = data.get(name), Refusals(), []
        if given is None:
            return None
        for index, by in enumerate(given):
            here = [*path, name, str(index)]
            try:
                rows.append(NamedRow(*self._name.parse(by), here))
            except NotAnIdError as error:
                refusals.errors.append(invalid(str(error), here))
        refusals.check()
        return rows


class LinkPlan(Plan):
    """Which links to make and to take away."""

    added: Sequence[NamedRow] = ()
    removed: Sequence[NamedRow] = ()
    kept: Sequence[NamedRow] | None = None
    created: Sequence[RowWrite] = ()

    async def write(self, writer: Writer, parent: Any) -> None:
        named = [*self.added, *self.removed, *(self.kept or ())]
        found = await self._found(writer, named)
        new = await writer.insert(self.relation.target, self.created, self._columns()) if self.created else []
        created = [self._key(row) for row in new]
        key = self.parent_key(parent)
        kept = [*[found[row] for row in self.kept or ()], *created]
        if self.kept is not None:
            await writer.execute(links.unlink_others(self.relation, key, kept, writer.access))
        if self.removed:
            await writer.execute(links.unlink(self.relation, key, [found[row] for row in self.removed]))
        targets = list(dict.fromkeys([*[found[row] for row in self.added], *kept]))
        if targets:
            await writer.execute(links.link(self.relation, key, targets, writer.access.dialect))

    async def _found(self, writer: Writer, named: Sequence[NamedRow]) -> dict[NamedRow, Key]:
        """What names a row → the values that links hold of it. One statement per way of naming."""
        rows: dict[tuple[Columns, Key], Any] = {}
        for by in dict.fromkeys(row.by for row in named):
            keys = [row.key for row in named if row.by == by and row.key is not None]
            found = await writer.find(self.relation.target, by, keys, self._columns())
            rows |= {(by, key): row for key, row in found.items()}
        missing = [row for row in named if row.key is None or (row.by, row.key) not in rows]
        if missing:
            message = f"There is no such {self.relation.target.field_name}."
            raise UserErrors([not_found(message, row.path) for row in missing])
        return {row: self._key(rows[row.by, row.key]) for row in named if row.key is not None}

    def _columns(self) -> tuple[Column, ...]:
        columns = [self.relation.target.column_named(column) for _, column in self.relation.through_on]
        return tuple(column for column in columns if column is not None)

    def _key(self, row: Any) -> Key:
        return tuple(getattr(row, column.name) for column in self._columns())
