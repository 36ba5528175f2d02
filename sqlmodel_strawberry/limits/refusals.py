"""What is said of a document over a limit: the number, the ceiling, and what to do."""

from __future__ import annotations

from graphql.language.ast import Node

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits.measuring import MOST


def over(what: str, number: int, ceiling: int, mend: str, node: Node | None = None) -> RequestError:
    """DOCUMENT_LIMIT_EXCEEDED: "This operation has 31 aliases; 30 are allowed: …"."""
    shown = f"{MOST} or more" if number >= MOST else str(number)
    owner = "This document" if node is None else "This operation"
    message = f"{owner} has {shown} {what}; {ceiling} are allowed: {mend}."
    return RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message, node)
