"""The FastAPI application."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from app.database import connect, readiness, warn_of_too_many_connections
from app.dependencies import get_database, get_viewer
from app.draining import grace
from app.entrance import Application
from app.explorer import EXPLORER
from app.identity import make_identity
from app.logging import configure_logging
from app.memory import frozen_after, seldom_collected
from app.middleware import middleware
from app.migrate import current_head
from app.production import NotForProduction, check_production
from app.rate_limits import make_budget, rate_limit_storage
from app.services.identity import Identity
from app.services.passwords import HASHER, allow_passwords
from app.services.viewer import Viewer
from app.settings import Settings
from app.telemetry.application import Telemetry
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Budget, GraphQLApp, Limits, Observer, Schema, TrustedDocuments
from sqlmodel_strawberry.database.engine import Database

LAST_SECONDS = 5
"""How long the end of the application waits for writes that no request waits for any more."""

logger = logging.getLogger(__name__)

health = APIRouter(include_in_schema=False)


def create_app(settings: Settings | None = None, telemetry: Telemetry | None = None) -> FastAPI:
    """The application; what is set comes from `settings`, or else from the environment."""
    settings = settings or Settings()
    telemetry = telemetry or Telemetry(settings)
    configure_logging(settings)
    storage = rate_limit_storage(settings)
    identity = make_identity(settings, storage)
    endpoint = GraphQLApp(
        make_schema(settings, identity, telemetry.observers, make_budget(settings, storage)),
        database=get_database,
        viewer=get_viewer,
        explorer=EXPLORER if settings.is_on(settings.explorer) else False,
        plans=not settings.is_production,
        body_bytes=settings.max_body_bytes,
        body_seconds=settings.body_timeout,
        batch=settings.max_batch,
        draft_status_codes=settings.draft_status_codes,
    )
    app = Application(
        before=[telemetry.middleware(), *middleware(settings), endpoint.shortcut()],
        title="sqlmodel-strawberry",
        lifespan=lifespan,
        redirect_slashes=False,  # a redirection would name the host that the request names, whoever chose it
        # Wherever OpenTelemetry is set up, these would tell URLs, with the variables of a GET, and what exceptions say.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    HASHER.threads = settings.password_threads
    app.state.settings, app.state.identity = settings, identity
    app.state.telemetry = telemetry
    limited = Depends(partial(allow_passwords, settings.max_passwords))
    app.include_router(endpoint, prefix="/graphql", dependencies=[limited])
    app.include_router(health)
    app.include_router(telemetry.routes())
    return app


def make_schema(
    settings: Settings,
    identity: Identity | None = None,
    observers: Sequence[Observer] = (),
    budget: Budget | None = None,
) -> Schema:
    """The schema with what is set.

    Raises:
        TrustedDocumentsError: the manifest of trusted documents cannot be used.
    """
    manifest = settings.trusted_documents_manifest
    trusted = None
    if manifest is not None and settings.trusted_documents != "off":
        trusted = TrustedDocuments.read(manifest, only=settings.trusted_documents == "only")
    return create_schema(
        limits(settings),
        identity,
        introspection=may_introspect
        if settings.introspection == "auto" and settings.is_production
        else settings.is_on(settings.introspection),
        observers=observers,
        budget=budget,
        trusted_documents=trusted,
        automatic_persisted_queries=settings.automatic_persisted_queries,
    )


def may_introspect(viewer: Viewer | None) -> bool:
    """In production the schema is not for strangers."""
    return viewer is not None


def limits(settings: Settings) -> Limits:
    """What a document may ask for."""
    return Limits(
        document_bytes=settings.max_document_bytes,
        tokens=settings.max_tokens,
        rows=settings.max_rows,
        statements=settings.max_statements,
        depth=settings.max_depth,
        fields=settings.max_fields,
        root_fields=settings.max_root_fields,
        aliases=settings.max_aliases,
        directives=settings.max_directives,
        list_inputs=settings.max_list_inputs,
        input_values=settings.max_input_values,
        page_size=settings.max_page_size,
        default_page_size=settings.default_page_size,
        offset=settings.max_offset,
        seconds=settings.operation_timeout,
        idempotency_hours=settings.idempotency_hours,
    )


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    current_head()  # read the migrations now, not in a request
    database = connect(app.state.settings)
    app.state.database = database
    app.state.draining = False
    async with app.state.telemetry.running(database):
        try:
            app.state.is_checked = await check_production(app.state.settings, database)
            await warn_of_too_many_connections(database, app.state.settings)
            draining = grace(app.state.settings.drain_seconds, lambda: setattr(app.state, "draining", True))
            with draining, seldom_collected(), frozen_after(app.state.settings.freeze_after):
                yield
        finally:
            await database.dispose(within=LAST_SECONDS)


@health.get("/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@health.get("/ready")
async def ready(request: Request, database: Annotated[Database, Depends(get_database)]) -> JSONResponse:
    """The process can serve, and goes on to: its database answers and is at the newest migration."""
    state = request.app.state
    if state.draining:
        return JSONResponse({"status": "draining"}, status_code=503)
    problems = await readiness(database)
    if problems:
        return JSONResponse({"status": "not ready", **problems}, status_code=503)
    if not state.is_checked:
        # The database was away when the start looked for what production refuses.
        try:
            state.is_checked = await check_production(state.settings, database)
        except NotForProduction as error:
            logger.error("%s", error)
            return JSONResponse({"status": "not ready", "production": str(error)}, status_code=503)
    return JSONResponse({"status": "ready"})
