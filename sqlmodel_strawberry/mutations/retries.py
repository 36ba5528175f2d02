"""The one transaction of a root mutation field: done once for each idempotency key, tried again where others got in."""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database.write_transactions import Transaction
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError, UserErrors
from sqlmodel_strawberry.mutations.integrity import Attempt, explain
from sqlmodel_strawberry.policies import forbidden

X = TypeVar("X", bound=Transaction)

logger = logging.getLogger(__name__)

RETRIES = 3
RETRY_SECONDS = 10
"""No attempt begins later than this: each may have waited for its locks already."""
FIRST_PAUSE = 0.05

SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"


Transact = Callable[[Callable[[X], Awaitable[Any]]], Awaitable[Any]]


async def in_transaction(
    context: Context[Any], transact: Transact[X], run: Callable[[X], Awaitable[Any]], attempt: Callable[[], Attempt]
) -> Any:
    """What `run` returns, committed. It is called once more, in a new transaction, where other writes got in its way.

    `transact` is the session's way to such a transaction as `run` takes. `attempt` is asked where a constraint refused.

    Where the operation has an idempotency key, and this root field was done for it before, `run` is not called: what
    it returned then is returned again.

    Raises:
        UserErrors: a constraint refused it, and nothing was written.
        RequestError: UNAVAILABLE, after RETRIES more attempts; UNAUTHENTICATED or FORBIDDEN, where PostgreSQL's own
            policies refuse a row. Nothing was written.
    """
    keyed, started = context.keyed, time.monotonic()
    work = run if keyed is None else partial(keyed.run, context.root_path, run)
    for retry in range(RETRIES + 1):
        try:
            try:
                return await transact(work)
            finally:
                context.forget_what_was_read()
        except IntegrityError as error:
            raise UserErrors(await explain(error, attempt(), context.session)) from None
        except DBAPIError as error:
            if is_refused_row(error):
                raise forbidden(context.viewer, "write such a row") from error
            if not is_transient(error):
                raise
            logger.info("a write at %s was in the way of others (attempt %d)", context.root_path, retry + 1)
        if retry == RETRIES or time.monotonic() - started > RETRY_SECONDS:
            break
        # Those that collided must not meet again: anywhere in a span that doubles.
        await asyncio.sleep(random.uniform(0, FIRST_PAUSE * 2**retry))
    logger.warning("a write at %s was given up after %.1f s", context.root_path, time.monotonic() - started)
    raise RequestError(ErrorCode.UNAVAILABLE, "Other writes were in the way. Nothing was written: try again later.")


def is_refused_row(error: DBAPIError) -> bool:
    """Whether a policy of row-level security refused a new row. (Privileges that lack have the same SQLSTATE.)"""
    cause = getattr(error.orig, "__cause__", None)
    return getattr(cause, "server_source_function", None) == "ExecWithCheckOptions"


def is_transient(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed when it is tried again."""
    if getattr(error.orig, "sqlstate", None) in (SERIALIZATION_FAILURE, DEADLOCK):
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    # The low byte is the primary result code, the rest says more (SQLite, Result and Error Codes).
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
