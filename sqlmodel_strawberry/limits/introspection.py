"""Introspection: whether a document may ask what the schema has at all."""

from __future__ import annotations

from collections.abc import Sequence

from graphql import FieldNode

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError


def check_introspection(asked: Sequence[FieldNode], *, allowed: bool) -> None:
    """Refuse `__schema` and `__type` to whom they are not for. (`__typename` is everybody's.)

    Raises:
        RequestError: GRAPHQL_VALIDATION_FAILED.
    """
    if asked and not allowed:
        message = f"Introspection is off, so there is no `{asked[0].name.value}`: take the schema from its SDL."
        raise RequestError(ErrorCode.GRAPHQL_VALIDATION_FAILED, message, asked[0])
