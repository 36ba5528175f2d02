"""Telling PostgreSQL who asks, for the policies of its row-level security: settings of one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from sqlmodel_strawberry.database.queries import Query, Values

ViewerSettings: TypeAlias = Callable[[Any], Mapping[str, str]]


class TransactionSettings:
    """What the open transaction of an operation is told of the viewer. A stranger asks, until somebody else does."""

    def __init__(self, settings_of: ViewerSettings) -> None:
        self._settings_of = settings_of
        self._viewers: list[Any] = [None]
        self._applied: Mapping[str, str] = {}

    def act_for(self, viewer: Any) -> None:
        """This viewer asks from here on, outside of `acting_for`."""
        self._viewers[0] = viewer

    @contextmanager
    def acting_for(self, viewer: Any) -> Iterator[None]:
        """In this block somebody else does."""
        self._viewers.append(viewer)
        try:
            yield
        finally:
            self._viewers.pop()

    def forget(self) -> None:
        """The transaction has ended, and its settings with it."""
        self._applied = {}

    async def apply(self, fetch: Callable[[Query, Values], Awaitable[Any]]) -> None:
        """Tell the open transaction who asks, where it was told otherwise, or nothing yet. One statement, or none."""
        settings = self._settings_of(self._viewers[-1])
        if settings != self._applied:
            told = {**dict.fromkeys(self._applied, ""), **settings}
            await fetch(_set_locally(tuple(told)), {f"v{number}": value for number, value in enumerate(told.values())})
            self._applied = settings


@lru_cache(maxsize=100)
def _set_locally(names: tuple[str, ...]) -> Query:
    """SET LOCAL, which could bind neither names nor values."""
    values = [sa.bindparam(f"v{number}", type_=sa.Text()) for number in range(len(names))]
    return Query(sa.select(*[sa.func.set_config(name, value, True) for name, value in zip(names, values, strict=True)]))
