"""Root fields: how many things an operation asks for at once."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_root_fields(measured: Measured, limits: Limits) -> None:
    """Refuse an operation with too many fields of Query or Mutation themselves, aliased, repeated or in fragments.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.top_fields > limits.root_fields:
            raise over("root fields", size.top_fields, limits.root_fields, "send several operations", operation)
