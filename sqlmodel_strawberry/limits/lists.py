"""Lists: how many values one list holds that stands in a document."""

from __future__ import annotations

from graphql import ListValueNode, ObjectValueNode

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_lists(measured: Measured, limits: Limits) -> None:
    """Refuse a document with too long a list in its arguments.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    pending = list(measured.values)
    while pending:
        value = pending.pop()
        if isinstance(value, ListValueNode):
            if len(value.values) > limits.list_inputs:
                what = "values in one list"
                raise over(what, len(value.values), limits.list_inputs, "ask for fewer at a time")
            pending.extend(value.values)
        elif isinstance(value, ObjectValueNode):
            pending.extend(each.value for each in value.fields)
