"""Fields: how many an operation selects, through all its fragments."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_fields(measured: Measured, limits: Limits) -> None:
    """Refuse an operation with too many fields; those of a fragment count as often as it is spread.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.fields > limits.fields:
            raise over("fields", size.fields, limits.fields, "split it, or spread fewer fragments", operation)
