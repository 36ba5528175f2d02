"""Resources: declarations resolved against the mapper. Everything after start-up asks these, never the models."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.orm import Mapper
from strawberry.utils.str_converters import to_camel_case

from sqlmodel_strawberry.policies import Policy, anyone
from sqlmodel_strawberry.resources.declaration import Declaration, Prepare
from sqlmodel_strawberry.resources.uniqueness import are_unique

ASYNCPG, NUMERIC = PGDialect_asyncpg(), 1700  # type: ignore[no-untyped-call]
"""Whom types are asked about, and the OID of PostgreSQL's decimals."""

KEY_TYPES: tuple[type, ...] = (int, str, UUID, Decimal, dt.datetime, dt.date, enum.Enum)


@lru_cache(maxsize=4096)
def graphql_name(name: str) -> str:
    """`team_id` → `teamId`. A trailing underscore, which avoids a Python keyword, is dropped."""
    return to_camel_case(name.rstrip("_"))


@cache
def python_type(type_: sa.types.TypeEngine[Any]) -> type:
    """The Python type of a column's values. SQLModel's own say `object`, so their impl is asked."""
    try:
        found: type = type_.python_type
    except NotImplementedError:
        found = object
    if found is object and isinstance(type_, sa.types.TypeDecorator):
        return python_type(type_.impl_instance)
    return found


@cache
def is_aware(type_: sa.types.TypeEngine[Any]) -> bool:
    """Whether a column of instants keeps their time zone; one that does not holds UTC."""
    impl = type_.impl_instance if isinstance(type_, sa.types.TypeDecorator) else type_
    return bool(getattr(impl, "timezone", False))


@cache
def is_exact(type_: sa.types.TypeEngine[Any]) -> bool:
    """Whether a column is of decimals that PostgreSQL's driver gives as they are."""
    impl = type_.impl_instance if isinstance(type_, sa.types.TypeDecorator) else type_
    if python_type(type_) is not Decimal or not isinstance(impl, sa.Numeric) or isinstance(impl, sa.Float):
        return False
    return type_.dialect_impl(ASYNCPG).result_processor(ASYNCPG, NUMERIC) is None


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a resource's table, by the attribute name that table and boundary models share."""

    name: str
    source: sa.Column[Any]
    nullable: bool
    public: bool
    annotation: Any
    """The Strawberry annotation without nullability; None where the column is not public."""
    description: str | None = None

    @cached_property
    def graphql_name(self) -> str:
        """The field's name in the schema."""
        return graphql_name(self.name)

    @property
    def python_type(self) -> type:
        """The type of the values that the driver side gives and takes."""
        return python_type(self.source.type)

    @cached_property
    def is_exact(self) -> bool:
        """Whether it is of decimals that are fetched as the text that is shown."""
        return self.annotation is Decimal and is_exact(self.source.type)

    @property
    def shown_type(self) -> type | None:
        """The type that values surely have when they are shown as they are.

        None where a type decorator makes them, which may make anything.
        """
        type_ = self.source.type
        made = type(type_).process_result_value if isinstance(type_, sa.types.TypeDecorator) else None
        is_made = made is not None and made is not sa.types.TypeDecorator.process_result_value
        return None if is_made and self.python_type in (str, int, bool, float) else self.python_type


@dataclass(frozen=True, eq=False)
class Relation:
    """An edge between two resources, taken from a mapper relationship.

    `local` are attributes of the source whose values equal `remote`: columns of the target's table or, for
    many-to-many, of `through`, whose other columns are tied to the target's by `through_on`.
    """

    name: str
    source: Resource = field(repr=False)
    target: Resource = field(repr=False)
    to_many: bool
    local: tuple[str, ...]
    remote: tuple[sa.Column[Any], ...]
    through: sa.Table | None
    through_on: tuple[tuple[sa.Column[Any], sa.Column[Any]], ...]
    description: str | None

    @property
    def target_columns(self) -> tuple[Column, ...]:
        """The target's own columns that tie its rows to the source's; none where a table between does."""
        found = [] if self.through is not None else [self.target.column_named(remote) for remote in self.remote]
        return tuple(column for column in found if column is not None)

    @cached_property
    def leads_to_one(self) -> bool:
        """Whether the database sees to it that no row leads to two: it can be joined without a row coming twice."""
        if self.to_many or self.through is not None or not are_unique(self.remote, of_all_rows=True):
            return False
        # PostgreSQL does not compare columns of different collations.
        local = [self.source.columns[name].source for name in self.local]
        return list(map(_collation, local)) == list(map(_collation, self.remote))

    @cached_property
    def graphql_name(self) -> str:
        """The field's name in the schema."""
        return graphql_name(self.name)


@dataclass(frozen=True, eq=False)
class ForeignKey:
    """Columns of a resource that name a row of another, by its key or by other unique columns."""

    columns: tuple[Column, ...]
    target: Resource = field(repr=False)
    target_columns: tuple[Column, ...]

    def values_of(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """What a row has in these columns; None for what it does not say."""
        return tuple(row.get(column.name) for column in self.columns)


@dataclass(eq=False)
class Resource:
    """One resource of the API. Identity is object identity; made once, by `registry.resolve`, never changed after."""

    name: str
    declaration: Declaration
    table: sa.Table
    columns: Mapping[str, Column]
    key: tuple[Column, ...]
    unique: tuple[tuple[Column, ...], ...]
    searchable: tuple[Column, ...] = ()
    references: dict[str, Resource] = field(default_factory=dict)
    """Attribute name → the resource whose key this foreign key column holds."""
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    """All that leads to rows of resources, those of several columns included."""
    relations: dict[str, Relation] = field(default_factory=dict)
    requirements: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    """GraphQL field name → the columns it reads. A field that is not here may read every public column."""

    @property
    def cls(self) -> type:
        """The decorated class: the Strawberry type, and the class of its rows on the interpreted path."""
        return self.declaration.cls

    @property
    def model(self) -> type:
        """The table class."""
        return self.declaration.table

    @property
    def public(self) -> type[BaseModel]:
        """The Public model."""
        return self.declaration.public

    @property
    def create(self) -> type[BaseModel] | None:
        """The Create model, if any."""
        return self.declaration.create

    @property
    def update(self) -> type[BaseModel] | None:
        """The Update model, if any."""
        return self.declaration.update

    @cached_property
    def prepare(self) -> Prepare | None:
        """Boundary values → column values."""
        return self.declaration.prepare

    @cached_property
    def policy(self) -> Policy:
        """Who may do what."""
        return self.declaration.policy

    @cached_property
    def ruled_keys(self) -> list[ForeignKey]:
        """The foreign keys to rows of which rules may hide some."""
        policies = [(key, key.target.policy) for key in self.foreign_keys]
        return [key for key, policy in policies if policy.read is not anyone or policy.read_fields]

    @cached_property
    def any_row(self) -> sa.FromClause:
        """Stands for any source of the resource's rows, in conditions that are put to several."""
        return self.table.alias("any_row")

    @cached_property
    def field_name(self) -> str:
        """`orderItem`: the root lookup, the payload's field and the input's."""
        return self.name[0].lower() + self.name[1:]

    @cached_property
    def list_name(self) -> str:
        """`orderItems`: the root connection."""
        plural = self.declaration.plural
        return graphql_name(plural) if plural else pluralize(self.field_name)

    @cached_property
    def public_columns(self) -> tuple[Column, ...]:
        """The allow-list, in the Public model's order."""
        return tuple(column for column in self.columns.values() if column.public)

    @cached_property
    def written_columns(self) -> frozenset[Column]:
        """Columns that fetched rows have as the text that is shown: exact decimals, unless they lead to other rows."""
        leading = {name for relation in self.relations.values() for name in relation.local}
        exact = [each for each in self.columns.values() if each.is_exact]
        return frozenset(
            column
            for column in exact
            if column not in self.key and not column.source.foreign_keys and column.name not in leading
        )

    @cached_property
    def deleted_at(self) -> Column | None:
        """The column that marks a soft-deleted row."""
        return self.columns.get("deleted_at")

    @cached_property
    def version(self) -> Column | None:
        """The mapper's version counter."""
        mapper: Mapper[Any] = sa.inspect(self.model)
        return next((column for column in self.columns.values() if column.source is mapper.version_id_col), None)

    @cached_property
    def sources(self) -> Mapping[str, sa.Column[Any]]:
        """All columns of the table by attribute; those that the mapper leaves out under names that no attribute has."""
        mapped = {name: column.source for name, column in self.columns.items()}
        unmapped = set(self.table.columns) - set(mapped.values())
        return {**mapped, **{f"#{source.key}": source for source in self.table.columns if source in unmapped}}

    @cached_property
    def generated(self) -> tuple[str, ...]:
        """What Python puts into `sources` of a new row that does not name them, the version included."""
        made = [name for name, source in self.sources.items() if _is_made_by_python(source.default)]
        version = self.version
        return tuple(made) if version is None or version.name in made else (*made, version.name)

    @cached_property
    def renewed(self) -> tuple[str, ...]:
        """What Python puts into `sources` at every change that does not name them. (The version counts in SQL.)"""
        return tuple(name for name, source in self.sources.items() if _is_made_by_python(source.onupdate))

    def column_named(self, source: sa.ColumnElement[Any]) -> Column | None:
        """The resource's view of a table column."""
        return next((column for column in self.columns.values() if column.source is source), None)


def _collation(source: sa.Column[Any]) -> str | None:
    return getattr(source.type.dialect_impl(ASYNCPG), "collation", None)


def _is_made_by_python(default: Any) -> bool:
    return default is not None and (default.is_callable or default.is_scalar)


def with_article(noun: str) -> str:
    """`a hero`, `an order`."""
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


def pluralize(word: str) -> str:
    """English plural of a camel-case noun, by its ending."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh", "hero", "potato", "tomato", "echo")):
        return word + "es"
    return word + "s"
