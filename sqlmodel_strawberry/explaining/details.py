"""What a client wants to know of how its operation is run, by the header `X-GraphQL-Plan`."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel_strawberry.http.headers import chosen

HEADER = "X-GraphQL-Plan"
PLAN_HEADER = HEADER.lower().encode()


class PlanDetail(StrEnum):
    """How much is told. Each tells what those before it do."""

    STATEMENTS = "statements"
    """Their text, which has placeholders, and what was measured of them."""
    PARAMETERS = "parameters"
    """Also what reading statements were sent with."""
    EXPLAIN = "explain"
    """Also how the database says that it runs these, which may tell parameters."""


def plan_detail(sent: bytes) -> PlanDetail:
    """What the header's value asks for.

    Raises:
        RequestError: BAD_USER_INPUT, where that is nothing.
    """
    return chosen(PlanDetail, HEADER, sent)
