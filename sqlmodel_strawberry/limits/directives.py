"""Directives: how many an operation carries."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_directives(measured: Measured, limits: Limits) -> None:
    """Refuse an operation with too many directives; those of a fragment count as often as it is spread.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.directives > limits.directives:
            raise over("directives", size.directives, limits.directives, "include or skip more at once", operation)
