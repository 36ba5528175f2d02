"""What a client may know of an error: an expected one as it is, of others a code and the id the log has them under."""

from __future__ import annotations

import logging
import re
import secrets
import sqlite3
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError
from sqlalchemy.exc import DBAPIError, InterfaceError

from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode

logger = logging.getLogger(__name__)

# Beside lost connections: writes in each other's way, where nobody tries them again.
UNAVAILABLE_STATES = ("08", "57P0", "53", "40001", "40P01")
TIMEOUT_STATES = ("57014", "55P03")
SQLITE_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
UNAVAILABLE = "The database cannot be reached, or is busy. Try again later."
QUOTED_BEHIND_SUGGESTIONS = re.compile(r"(?<=\?) Found: .*", re.DOTALL)
ERROR_ID = "_sqlmodel_strawberry_error_id"
QUOTED_INPUT = re.compile(r"(, found: |(?<!has invalid value)(?<= value): ).*", re.DOTALL)
INTERNAL = "Something went wrong here; it was logged under this errorId."


def describe(error: GraphQLError) -> dict[str, Any]:
    """An error as the client sees it. What is not expected is masked, and logged under the id the client gets."""
    original = error.original_error
    if original is None:
        return dict(error.formatted) if error.extensions else coded(error, ErrorCode.BAD_USER_INPUT)
    if isinstance(original, GraphQLError):
        if original.extensions:
            return coded(error, original.extensions.get("code", ErrorCode.BAD_USER_INPUT), original.extensions)
        return coded(error, ErrorCode.BAD_USER_INPUT)
    return mask(original, error)


def mask(original: BaseException, error: GraphQLError | None = None) -> dict[str, Any]:
    """What the client gets of an unexpected error: a code, and the id the log has it under.

    An error that many fields have, since they waited for the same statement, is logged once.
    """
    code, message = _classify(original)
    nodes, path = (error.nodes, error.path) if error else (None, None)
    error_id = getattr(original, ERROR_ID, None)
    if error_id is None:
        error_id = secrets.token_hex(8)
        setattr(original, ERROR_ID, error_id)
        logger.error("error %s at %s", error_id, path, exc_info=original)
    return dict(GraphQLError(message, nodes, path=path, extensions={"code": code, "errorId": error_id}).formatted)


def _classify(error: BaseException) -> tuple[str, str]:
    if isinstance(error, DatabaseUnavailableError):
        return ErrorCode.UNAVAILABLE, UNAVAILABLE
    if not isinstance(error, DBAPIError):
        return ErrorCode.INTERNAL_SERVER_ERROR, INTERNAL
    state = getattr(error.orig, "sqlstate", None) or ""
    result_code = getattr(error.orig, "sqlite_errorcode", None)
    if state.startswith(TIMEOUT_STATES):
        return ErrorCode.TIMEOUT, "The database took too long. Ask for less, or try again later."
    if result_code is not None:
        if "integer overflow" in str(error.orig):
            return ErrorCode.BAD_USER_INPUT, "A sum has more than 64 bits, which this database cannot add up."
        # The low byte is the primary result code (SQLite, Result and Error Codes).
        unavailable = result_code & 0xFF in SQLITE_UNAVAILABLE
    else:
        unavailable = state.startswith(UNAVAILABLE_STATES) or isinstance(error, InterfaceError) or not state
    if unavailable or error.connection_invalidated:
        return ErrorCode.UNAVAILABLE, UNAVAILABLE
    return ErrorCode.INTERNAL_SERVER_ERROR, INTERNAL


def coded(error: GraphQLError, code: str, extensions: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A refusal of graphql-core's with our code."""
    formatted = dict(error.formatted)
    # graphql-core quotes what it was sent, be it a password; the place of it is enough to find it.
    formatted["message"] = QUOTED_INPUT.sub(".", QUOTED_BEHIND_SUGGESTIONS.sub("", error.message))
    formatted["extensions"] = {**(extensions or {}), "code": str(code)}
    return formatted
