"""Columns that migrations take away, and which coordinates of a schema go with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from graphql import GraphQLSchema

from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.schema_changes.change import Change, Level
from sqlmodel_strawberry.schema_changes.elements import elements

_FIGURES = ("Min", "Max", "Sum", "Avg", "CountDistinct", "GroupKey")
_INPUTS = ("Filter", "Order", "By", "ExtremumFilter", "SumFilter")
_BUCKETS = ("Year", "Month", "Day", "Hour")


class RevisionsError(Exception):
    """Revisions that cannot be found, in words."""


@dataclass(frozen=True)
class LostColumn:
    """A column, or a whole table, that is not there any more after a migration, under this name."""

    revision: str
    title: str
    """The first line of the migration."""
    table: str
    column: str | None
    """None where the table goes."""
    renamed: str | None = None
    """What it is called instead; None where it is dropped."""


@dataclass(frozen=True)
class UnreadMigration:
    """A migration that cannot be read to its end without a database."""

    revision: str
    title: str
    reason: str


@dataclass(frozen=True)
class Migrations:
    """What some migrations do to columns."""

    lost: Sequence[LostColumn]
    unread: Sequence[UnreadMigration]


def changes_by(migrations: Migrations, schema: Schema, old: GraphQLSchema) -> dict[Change, set[str]]:
    """What migrations change below a schema, and the coordinates whose users feel each.

    What neither the schema that is built nor the `old` one shows is nobody's to use.
    """
    known = elements(schema.graphql).keys() | elements(old).keys()
    found = {_change(each): coordinates_of(schema, each) & known for each in migrations.lost}
    unread = {_unread(each): set[str]() for each in migrations.unread}
    return {**{change: at for change, at in found.items() if at}, **unread}


def _change(lost: LostColumn) -> Change:
    name = f"{lost.table}.{lost.column}" if lost.column else lost.table
    kind = f"{'COLUMN' if lost.column else 'TABLE'}_{'RENAMED' if lost.renamed else 'DROPPED'}"
    done = f"renamed to {lost.renamed}" if lost.renamed else "dropped"
    return Change(name, kind, Level.BREAKING, f"It is {done} by the migration {lost.revision} ({lost.title}).")


def _unread(unread: UnreadMigration) -> Change:
    message = f"The migration {unread.revision} ({unread.title}) cannot be read without a database: {unread.reason}"
    return Change(unread.revision, "MIGRATION_UNREAD", Level.DANGEROUS, message)


def coordinates_of(schema: Schema, lost: LostColumn) -> set[str]:
    """What of a schema cannot be had without a column. Columns that only policies ask for are not found.

    The schema may be newer than the column: then its field is taken to be named like it.
    """
    found = {each for resource in schema.resources.values() for each in _of_resource(resource, lost)}
    return found | {each for resource in schema.resources.values() for each in _of_relations(resource, lost)}


def _of_resource(resource: Resource, lost: LostColumn) -> Iterator[str]:
    if resource.table.name != lost.table:
        return
    columns = [each for each in resource.columns.values() if each.source.name == lost.column]
    if lost.column is None or any(_is_everywhere(resource, each) for each in columns):
        yield from (resource.name, f"{resource.name}Connection")
        return
    names = [each.name for each in columns] or [lost.column]
    for name in names:
        yield from _of_name(resource, name)
    for field, required in resource.requirements.items():
        if any(each in required for each in columns):
            yield f"{resource.name}.{field}"


def _is_everywhere(resource: Resource, column: Column) -> bool:
    """Whether no statement over the resource does without it."""
    return column in resource.key or column is resource.deleted_at


def _of_name(resource: Resource, name: str) -> Iterator[str]:
    field, value = graphql_name(name), name.rstrip("_").upper()
    yield f"{resource.name}.{field}"
    yield from (f"{resource.name}{part}.{field}" for part in (*_FIGURES, *_INPUTS))
    yield from (f"{model.__name__}.{field}" for model in (resource.create, resource.update) if model)
    yield f"{resource.name}GroupField.{value}"
    for bucket in _BUCKETS:
        yield f"{resource.name}GroupKey.{field}{bucket}"
        yield f"{resource.name}GroupField.{value}_{bucket.upper()}"


def _of_relations(resource: Resource, lost: LostColumn) -> Iterator[str]:
    for relation in resource.relations.values():
        own = [resource.columns[name].source for name in relation.local]
        between = [each for pair in relation.through_on for each in pair]
        if any(_is_lost(each, lost) for each in (*own, *relation.remote, *between)):
            field = relation.graphql_name
            yield from (f"{resource.name}.{field}", f"{resource.name}Filter.{field}", f"{resource.name}Order.{field}")
            yield f"{resource.name}Order.{field}Count"


def _is_lost(column: sa.Column[object], lost: LostColumn) -> bool:
    return column.table.name == lost.table and lost.column in (None, column.name)
