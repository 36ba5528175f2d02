"""Values that the two databases treat differently: refused before either sees them."""

from __future__ import annotations

import math

from graphql import FloatValueNode, ListValueNode, ObjectValueNode, StringValueNode

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured


def check_literals(measured: Measured, limits: Limits) -> None:
    """Refuse U+0000 and lone surrogates in string literals of a document, and numbers that overflow to infinity.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    pending = list(measured.values)
    while pending:
        each = pending.pop()
        if isinstance(each, StringValueNode):
            if is_hostile(each.value):
                raise hostile_text("a string of the document")
        elif isinstance(each, FloatValueNode):
            if math.isinf(float(each.value)):
                raise RequestError(ErrorCode.BAD_USER_INPUT, "A number of the document is too large.")
        elif isinstance(each, ListValueNode):
            pending.extend(each.values)
        elif isinstance(each, ObjectValueNode):
            pending.extend(field.value for field in each.fields)


def is_hostile(text: str) -> bool:
    """Whether text holds U+0000, which PostgreSQL refuses, or a lone surrogate, which UTF-8 cannot encode."""
    if text.isascii():
        return "\0" in text
    return "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)


def hostile_text(where: str) -> RequestError:
    """The refusal of such text."""
    return RequestError(ErrorCode.BAD_USER_INPUT, f"Text may not hold U+0000 or lone surrogates, as {where} does.")
