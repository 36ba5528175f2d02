"""Policies: who may read and write which rows and fields.

A rule takes the viewer (None for a stranger) and a row, and gives True, False, or a condition on the row's columns.
The condition becomes part of every statement (`statements.visibility`), so that it holds wherever rows are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import sqlalchemy as sa

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError

Verdict: TypeAlias = "bool | sa.ColumnElement[bool]"
Rule: TypeAlias = Callable[[Any, Any], Verdict]
"""Of a viewer (None for a stranger) and a row: True, False, or a condition on the row's columns."""


class Action(StrEnum):
    """What a policy rules on."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


def anyone(viewer: Any, row: Any) -> bool:
    """Everybody, strangers included."""
    return True


def signed_in(viewer: Any, row: Any) -> bool:
    """Whoever is known."""
    return viewer is not None


def nobody(viewer: Any, row: Any) -> bool:
    """Nobody at all."""
    return False


@dataclass(frozen=True)
class Policy:
    """The rules of a resource. Unless said, anyone reads and whoever is signed in writes."""

    read: Rule = anyone
    """The rows that exist for a viewer. What one may not read one cannot write either."""
    create: Rule = signed_in
    """The rows that a viewer may make, as they are once made."""
    update: Rule = signed_in
    """The rows that a viewer may change, as they are before and after."""
    delete: Rule = signed_in
    """The rows that a viewer may delete and restore."""
    read_fields: Mapping[str, Rule] = field(default_factory=dict)
    """By attribute: where the rule does not hold, the value is null."""
    write_fields: Mapping[str, Rule] = field(default_factory=dict)
    """By attribute of Create and Update: which rows' values one may set."""

    def rule(self, action: Action) -> Rule:
        """The rule for an action."""
        rule: Rule = getattr(self, action)
        return rule


def forbidden(viewer: Any, what: str) -> RequestError:
    """UNAUTHENTICATED for strangers, FORBIDDEN for whoever is known."""
    if viewer is None:
        return RequestError(ErrorCode.UNAUTHENTICATED, f"Log in to {what}.")
    return RequestError(ErrorCode.FORBIDDEN, f"You may not {what}.")
