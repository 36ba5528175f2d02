"""Aliases: how often an operation asks for the same thing under another name."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_aliases(measured: Measured, limits: Limits) -> None:
    """Refuse an operation with too many aliases; those of a fragment count as often as it is spread.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.aliases > limits.aliases:
            raise over("aliases", size.aliases, limits.aliases, "ask for lists, or send several operations", operation)
