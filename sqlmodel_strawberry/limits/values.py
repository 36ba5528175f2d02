"""Values that the two databases treat differently: refused before either sees them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graphql import FloatValueNode, ListValueNode, ObjectValueNode, StringValueNode

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured


def check_texts(variables: Mapping[str, Any]) -> None:
    """Refuse variables with U+0000 or a lone surrogate in any text, however deeply nested.

    Raises:
        RequestError: BAD_USER_INPUT, naming the variable.
    """
    for name, value in variables.items():
        pending = [value]
        while pending:
            each = pending.pop()
            if isinstance(each, str):
                # Most is ASCII, and a call would take longer than to look.
                if ("\0" in each or not each.isascii()) and is_hostile(each):
                    raise _refusal(f"variable ${name}")
            elif isinstance(each, dict):
                pending += each
                pending += each.values()
            elif isinstance(each, list):
                pending += each


def check_literals(measured: Measured, limits: Limits) -> None:
    """Refuse the same in the string literals of a document, and number literals that overflow to infinity.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    pending = list(measured.values)
    while pending:
        each = pending.pop()
        if isinstance(each, StringValueNode):
            if is_hostile(each.value):
                raise _refusal("a string of the document")
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


def _refusal(where: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, f"Text may not hold U+0000 or lone surrogates, as {where} does.")
