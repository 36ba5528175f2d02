"""Definitions: how many operations, fragments and variables one document brings along."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_definitions(measured: Measured, limits: Limits) -> None:
    """Refuse a document with too many operations or fragments, or an operation with too many variables.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    operations, fragments = len(measured.operations), len(measured.fragments)
    if operations > limits.operations:
        raise over("operations", operations, limits.operations, "send the one that is to run")
    if fragments > limits.fragments:
        raise over("fragments", fragments, limits.fragments, "send those that are used, or put some together")
    for operation, _ in measured.operations:
        variables = len(operation.variable_definitions or ())
        if variables > limits.variables:
            raise over("variables", variables, limits.variables, "put some together in input objects", operation)
