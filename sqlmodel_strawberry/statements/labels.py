"""Under which names, and how, statements give the values of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.decimals import as_text
from sqlmodel_strawberry.statements.visibility import Access, shown


def numbered(sources: Sequence[sa.Column[Any]]) -> list[sa.Label[Any]]:
    """Key columns under names that no attribute can have."""
    return [source.label(f"#k{index}") for index, source in enumerate(sources)]


def named(resource: Resource, columns: Sequence[Column], access: Access) -> list[sa.Label[Any]]:
    """Columns under their attributes' names, null where the viewer may not read them."""
    return [value_shown(resource, column, resource.table, access).label(column.name) for column in columns]


def value_shown(resource: Resource, column: Column, source: sa.FromClause, access: Access) -> sa.ColumnElement[Any]:
    """A column's value as statements give it, of rows of `source`."""
    value = shown(resource, column, source, access)
    return as_text(value, access.dialect) if column in resource.written_columns else value
