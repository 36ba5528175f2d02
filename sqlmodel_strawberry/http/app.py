"""GraphQL over HTTP: the endpoint of a schema, for a FastAPI application."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.explaining.planning import Planning
from sqlmodel_strawberry.explorer.assets import Assets
from sqlmodel_strawberry.explorer.options import Explorer
from sqlmodel_strawberry.explorer.page import Page
from sqlmodel_strawberry.explorer.routes import add_routes
from sqlmodel_strawberry.http.endpoint import Options
from sqlmodel_strawberry.http.operations import Operations
from sqlmodel_strawberry.http.responses import Responses
from sqlmodel_strawberry.http.route import METHODS, GraphQLRoute, GraphQLRouter
from sqlmodel_strawberry.schema import Schema


class GraphQLApp(GraphQLRouter):
    """The endpoint of a schema, to include in a FastAPI application: `app.include_router(GraphQLApp(…), prefix=…)`.

    `database`, `session` and `viewer` are FastAPI dependencies, so that `app.dependency_overrides` replaces them in
    tests. A `Database` may be given as it is; `session` defaults to one of the database, `viewer` to None. What they
    raise is answered like everything else: see `RefusedRequestError`.

    Args:
        explorer: the page that browsers get to try operations on; False for none.
        plans: whether clients that ask by `X-GraphQL-Plan` are told how operations are run, their SQL included: for
            development.
        body_bytes: bytes of a body, and of a URL's query, at most.
        body_seconds: seconds in which a body must arrive.
        batch: operations in one request at most; with 0 a list is refused.
        draft_status_codes: the status codes 422 and 294 of GraphQL over HTTP's newer drafts.

    Raises:
        DeclarationError: an operation of the explorer is none of the schema.
    """

    def __init__(
        self,
        schema: Schema,
        database: Database | Callable[..., Any],
        *,
        viewer: Callable[..., Any] | None = None,
        session: Callable[..., Any] | None = None,
        explorer: Explorer | bool = True,
        plans: bool = False,
        body_bytes: int = 256 * 1024,
        body_seconds: float = 10,
        batch: int = 0,
        draft_status_codes: bool = False,
    ) -> None:
        responses, assets = Responses(draft_status_codes), Assets()
        page = None
        if explorer:
            shown = Explorer() if explorer is True else explorer
            shown.check(schema.graphql)
            page = Page(shown, assets, plans=plans)
        options = Options(page, body_bytes, body_seconds, batch, responses)
        super().__init__(route_class=type("Route", (GraphQLRoute,), {"options": options}))
        operations = Operations(Planning(schema) if plans else schema, responses)
        session_of = Annotated[Any, Depends(session or _session_of(database))]
        viewer_of = Annotated[Any, Depends(viewer or _nobody)]
        answer = operations.endpoint(session_of, viewer_of)
        self.add_api_route("", answer, methods=list(METHODS), include_in_schema=False)
        if page is not None:
            add_routes(self, schema, viewer or _nobody, assets)


# These are async because FastAPI runs what is not in a thread, and because of `PlainHandler`.
def _session_of(database: Database | Callable[..., Any]) -> Callable[..., Any]:
    return _own_session(database) if isinstance(database, Database) else _session_of_dependency(database)


def _own_session(database: Database) -> Callable[..., Any]:
    async def session() -> Session:
        return database.session()

    return session


def _session_of_dependency(get_database: Callable[..., Any]) -> Callable[..., Any]:
    async def session(database: Annotated[Any, Depends(get_database)]) -> Any:
        return database.session()

    return session


async def _nobody() -> None:
    return None
