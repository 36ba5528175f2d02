"""Introspection: how often an operation has the schema listed."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_introspection_lists(measured: Measured, limits: Limits) -> None:
    """Refuse an operation that has the types, fields, arguments and so on of the schema listed over and over.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.introspection_lists > limits.introspection_lists:
            number, ceiling = size.introspection_lists, limits.introspection_lists
            raise over("lists of the schema", number, ceiling, "ask for each once", operation)
