"""What the settings want to be seen of the application: put together here, plugged in by `app.main`."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, HTTPException, Request, Response
from opentelemetry.sdk.trace import SpanProcessor
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.middleware import Middleware

from app.settings import Settings
from app.telemetry.metrics import Metrics
from app.telemetry.operation_log import OperationLog
from app.telemetry.requests import Requests
from app.telemetry.tracing import Tracing, otlp
from sqlmodel_strawberry import Database, Observer

POOL_SECONDS = 1
"""How often each worker looks at its pool: the one that is asked for figures tells those of all."""


class Telemetry:
    """The log of operations always; figures and spans where the settings want them."""

    def __init__(self, settings: Settings, processor: SpanProcessor | None = None) -> None:
        endpoint = settings.otel_exporter_otlp_endpoint
        if processor is None and endpoint is not None:
            processor = otlp(endpoint)
        self._token = settings.metrics_token
        self.metrics = Metrics() if self._token else None
        self.tracing = Tracing(settings.otel_service_name, processor) if processor else None
        self._log = OperationLog(variables=settings.log_variables)

    @property
    def observers(self) -> list[Observer]:
        """What the schema tells of each operation."""
        return [each for each in (self._log, self.metrics, self.tracing) if each is not None]

    def middleware(self) -> Middleware:
        """What sees each request first and last."""
        return Middleware(Requests, metrics=self.metrics, tracing=self.tracing)

    def routes(self) -> APIRouter:
        """`/metrics`, for whoever has the token. Without one there is no such page."""
        router = APIRouter(include_in_schema=False)
        if self.metrics is not None:
            router.add_api_route("/metrics", self._answer)
        return router

    @asynccontextmanager
    async def running(self, database: Database) -> AsyncIterator[None]:
        """While the application runs: looks at the pool, and at the end sends what spans are left."""
        sampling = asyncio.create_task(self._sample(database))
        try:
            yield
        finally:
            sampling.cancel()
            with suppress(asyncio.CancelledError):
                await sampling
            if self.tracing is not None:
                await asyncio.to_thread(self.tracing.close)

    async def _sample(self, database: Database) -> None:
        while self.metrics is not None:
            self.metrics.measure_pool(database)
            await asyncio.sleep(POOL_SECONDS)

    async def _answer(self, request: Request) -> Response:
        assert self.metrics is not None
        assert self._token is not None
        expected = f"Bearer {self._token.get_secret_value()}".encode()
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        self.metrics.measure_pool(request.app.state.database)
        return Response(self.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
