"""What a client wants to know of how its operation is run, by the header `X-GraphQL-Plan`."""

from __future__ import annotations

from enum import StrEnum

from starlette.requests import Request

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.http.headers import values

HEADER = "X-GraphQL-Plan"


class PlanDetail(StrEnum):
    """How much is told. Each tells what those before it do."""

    STATEMENTS = "statements"
    """Their text, which has placeholders, and what was measured of them."""
    PARAMETERS = "parameters"
    """Also what reading statements were sent with."""
    EXPLAIN = "explain"
    """Also how the database says that it runs these, which may tell parameters."""


def plan_detail(request: Request | None) -> PlanDetail | None:
    """What the header asks for; None where it is not there.

    Raises:
        RequestError: BAD_USER_INPUT, where it is anything else.
    """
    asked = [] if request is None else values(request.scope["headers"], HEADER.lower().encode())
    if not asked:
        return None
    try:
        return PlanDetail(asked[0].decode("latin-1"))
    except ValueError:
        message = f"{HEADER} takes {', '.join(PlanDetail)}."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message) from None
