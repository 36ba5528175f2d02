"""Nesting: how many braces and brackets stand one inside the other."""

from __future__ import annotations

from graphql import ListValueNode, ObjectValueNode

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured


def check_nesting(measured: Measured, limits: Limits) -> None:
    """Refuse an operation whose selection sets, or a literal whose lists and objects, nest too deeply.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    if any(size.nesting > limits.nesting for _, size in measured.operations):
        raise too_nested(limits)
    pending = [(value, 1) for value in measured.values]
    while pending:
        value, level = pending.pop()
        if isinstance(value, ListValueNode):
            pending.extend((each, level + 1) for each in value.values)
        elif isinstance(value, ObjectValueNode):
            pending.extend((each.value, level + 1) for each in value.fields)
        else:
            continue
        if level > limits.nesting:
            raise too_nested(limits)


def too_nested(limits: Limits) -> RequestError:
    """The refusal, whether the parser or this rule finds out."""
    message = f"This document nests more than {limits.nesting} levels deep, which is what is allowed: nest less."
    return RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message)
