"""The context of one operation: what resolvers, loaders and hand-written fields share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeAlias, TypeVar

import strawberry
from graphql import GraphQLResolveInfo
from starlette.requests import Request

from sqlmodel_strawberry.loading import Loaders
from sqlmodel_strawberry.session import Session, WriteSession

Viewer = TypeVar("Viewer")
Value = TypeVar("Value")


class Context(Generic[Viewer]):
    """One per operation, never shared: not by a socket's operations, not by a batch's."""

    def __init__(self, session: Session, viewer: Viewer, request: Request | None = None) -> None:
        self.session = session
        self.viewer = viewer
        self.request = request
        self.loaders = Loaders(session)
        self._memo: dict[Hashable, Any] = {}

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """The only door to a write: one transaction, committed when the block ends, rolled back when it raises."""
        try:
            async with self.session.write() as session:
                yield session
        finally:
            self.loaders = Loaders(self.session)

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, computed once in this operation."""
        if key not in self._memo:
            self._memo[key] = make()
        value: Value = self._memo[key]
        return value


Info = strawberry.Info[Context[Any], None]
"""What a hand-written resolver takes to reach the context: `info.context`."""

ResolveInfo: TypeAlias = GraphQLResolveInfo[Context[Any]]
"""What a generated resolver gets from graphql-core."""
