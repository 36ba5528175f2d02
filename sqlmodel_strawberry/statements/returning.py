"""What a writing statement returns of the rows that it wrote: their keys, the asked columns, whether it was allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import SelectBase

from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.labels import named, numbered
from sqlmodel_strawberry.statements.memo import Memo
from sqlmodel_strawberry.statements.targets import Target
from sqlmodel_strawberry.statements.visibility import Access, visible

SHAPES = 1000


@dataclass(frozen=True, eq=False)
class Returning:
    """What to return, beside the key of each row: one object for each that `returning` is asked for."""

    columns: tuple[Column, ...]
    """Null where the viewer may not read them."""
    check: Target | None
    """Whether the row now belongs to these."""


@lru_cache(SHAPES)
def returning(columns: tuple[Column, ...], check: Target | None = None) -> Returning:
    """The asked columns and, with a target, whether the viewer may have written what was written."""
    return Returning(columns, check)


KEYS = returning(())


def returned(resource: Resource, asked: Returning, access: Access) -> list[sa.ColumnElement[Any]]:
    """The key as `#k0`, `#k1`, …, the columns by name, and `#allowed`."""
    keys = numbered([column.source for column in resource.key])
    check = asked.check
    allowed = [] if check is None else [sa.and_(sa.true(), *_conditions(check, access)).label("#allowed")]
    return [*keys, *named(resource, asked.columns, access), *allowed]


def can_return(resource: Resource, asked: Returning, access: Access) -> bool:
    """Whether rules go by the row alone. What they look for elsewhere, a statement sees as it was before itself."""
    if asked.check is None and not resource.policy.read_fields:
        return True
    found: bool = _can_return(resource, asked).bind(access, lambda access: _is_plain(resource, asked, access))[0]
    return found


@lru_cache(SHAPES)
def _can_return(_resource: Resource, _asked: Returning) -> Memo[bool]:
    return Memo()


def _is_plain(resource: Resource, asked: Returning, access: Access) -> bool:
    expressions = returned(resource, asked, access)
    return not any(_may_look_elsewhere(part) for each in expressions for part in visitors.iterate(each))


def _may_look_elsewhere(part: Any) -> bool:
    # Nobody knows what a function reads, or a piece of SQL.
    is_text = isinstance(part, sa.TextClause) or (isinstance(part, sa.ColumnClause) and part.is_literal)
    return is_text or isinstance(part, SelectBase | FunctionElement)


def _conditions(check: Target, access: Access) -> Iterator[sa.ColumnElement[bool]]:
    yield from visible(check.resource, check.resource.table, access)
    yield from check.writable(access)
