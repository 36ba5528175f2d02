"""The one transaction of a root mutation field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import IntegrityError

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.integrity import Attempt, explain
from sqlmodel_strawberry.session import WriteSession


async def in_transaction(context: Context[Any], run: Callable[[WriteSession], Awaitable[Any]], attempt: Attempt) -> Any:
    """What `run` returns, committed.

    Raises:
        UserErrors: a constraint refused it, and nothing was written.
    """
    try:
        async with context.write() as session:
            return await run(session)
    except IntegrityError as error:
        raise UserErrors(await explain(error, attempt, context.session)) from None
