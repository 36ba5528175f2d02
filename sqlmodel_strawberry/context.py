"""The context of one operation: what resolvers, loaders and hand-written fields share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Hashable, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

import strawberry
from graphql import GraphQLResolveInfo
from starlette.requests import Request

from sqlmodel_strawberry.cost.budget import Allowance, Budget
from sqlmodel_strawberry.cost.reports import CostMode, CostReport
from sqlmodel_strawberry.database.reading import Reader
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.database.write_transactions import WriteSession
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.selections import selection_key
from sqlmodel_strawberry.http.headers import headers_of
from sqlmodel_strawberry.loading.loaders import Loaders
from sqlmodel_strawberry.mutations.idempotency import Keyed
from sqlmodel_strawberry.statements.visibility import Access

Viewer = TypeVar("Viewer")
T = TypeVar("T")

IDEMPOTENCY_KEY = b"idempotency-key"
NONE: Mapping[bytes, bytes] = {}


class Context(Generic[Viewer]):
    """One per operation, never shared: not by a socket's operations, not by a batch's."""

    keyed: Keyed | None = None
    """What makes the mutation run once, where the client sent a key."""
    root_path = ""
    """The response key of the root mutation field that runs now: they run one after the other."""
    plans: Mapping[Hashable, Any] = MappingProxyType({})
    """What resolvers need of their arguments and selections: see `plan`."""
    cost_mode: CostMode | None = None
    """What the client wants to know of the cost."""
    cost: CostReport | None = None
    """What the operation was priced at; None before that."""
    budget: Budget | None = None
    """What the operation is paid from."""
    introspection: Callable[[Any], bool] | None = None
    """Who may ask for the schema itself; None for everybody."""
    charged = 0
    """What it has paid."""
    allowance: Allowance | None = None
    """What was left then, of which the HTTP response tells; None where nothing limits it."""
    fallback: str | None = None
    """Why graphql-core ran the operation, where a plan did not."""
    made: dict[Hashable, Any] | None = None
    """What hand-written fields share: see `once`."""

    def __init__(
        self, session: Session, viewer: Viewer, request: Request | None = None, *, idempotency_key: str | None = None
    ) -> None:
        self.session = session
        if session.database.viewer_settings is not None:
            session.act_for(viewer)
        self.viewer = viewer
        self.asker = viewer
        """Who sent the request, whoever a mutation signs in."""
        self.request = request
        self.headers = NONE if request is None else headers_of(request.scope)
        """The request's, by their names in lower case."""
        self.idempotency_key = idempotency_key
        if idempotency_key is None and IDEMPOTENCY_KEY in self.headers:
            # Sent twice it is joined as HTTP joins headers, and refused for its blank.
            self.idempotency_key = self.headers[IDEMPOTENCY_KEY].decode("latin-1")
        self.access = access = Access(session.database.dialect, viewer)
        """Whose eyes every statement of the operation is written for."""
        self.loaders = Loaders(Reader(session, access))
        self.response_headers: dict[str, str] = {}
        """Headers to add to the HTTP response."""

    def begin(self, root_path: str) -> None:
        """A root mutation field begins, for whoever sent the request."""
        self.root_path = root_path
        if self.viewer is not self.asker:
            self.sign_in(self.asker)

    def sign_in(self, viewer: Viewer) -> None:
        """From here on this root field is this viewer's: a mutation that logs someone in shows what is theirs."""
        self.viewer = viewer
        self.session.act_for(viewer)
        self.access = Access(self.session.database.dialect, viewer)
        self.loaders = Loaders(self.reader)
        self.made = None

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave when this key was asked for first: a loader of your own. Made anew after a write."""
        if self.made is None:
            self.made = {}
        if key not in self.made:
            self.made[key] = make()
        found: T = self.made[key]
        return found

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """The only door to a write: one transaction, committed when the block ends, rolled back when it raises.

        Raises:
            RequestError: BAD_USER_INPUT, where the client sent an Idempotency-Key: what happens here is not recorded.
        """
        self.refuse_key()
        try:
            async with self.session.write() as session:
                yield session
        finally:
            self.forget_what_was_read()

    def refuse_key(self) -> None:
        """For what is not recorded, and so not done once.

        Raises:
            RequestError: BAD_USER_INPUT, where the client sent an Idempotency-Key.
        """
        if self.keyed is not None:
            message = "This mutation keeps no record of Idempotency-Key: send it without one."
            raise RequestError(ErrorCode.BAD_USER_INPUT, message)

    def forget_what_was_read(self) -> None:
        """Something was written: it may have changed what rules go by, too."""
        self.access.answers.forget()
        self.loaders.forget()
        self.made = None

    @property
    def may_introspect(self) -> bool:
        """Whether who asks may ask for the schema itself, and so be told what names they may mean."""
        return self.introspection is None or self.introspection(self.asker)

    @property
    def reader(self) -> Reader:
        """What statements are read by."""
        return Reader(self.session, self.access)

    @property
    def principal(self) -> str | None:
        """Whose idempotency keys these are: the viewer's `principal`, or None for strangers.

        Raises:
            TypeError: the viewer does not say who it is.
        """
        if self.viewer is None:
            return None
        principal = getattr(self.viewer, "principal", None)
        if not isinstance(principal, str):
            raise TypeError(f"{type(self.viewer).__name__} needs `principal: str`, to tell idempotency keys apart")
        return principal

    def plan(self, info: ResolveInfo) -> Any:
        """What the price of this field made of its arguments and selection, before anything ran."""
        return self.plans[selection_key(info.parent_type.name, info.field_nodes)]

    def show(self, rows: int) -> None:
        """Count rows that go into the answer. What is fetched once may be shown under many parents."""
        self.session.tally.rows += rows


Info = strawberry.Info[Context[Any], None]
"""What a hand-written resolver takes to reach the context: `info.context`."""

ResolveInfo: TypeAlias = GraphQLResolveInfo[Context[Any]]
"""What a generated resolver gets from graphql-core."""
