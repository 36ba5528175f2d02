"""CPU of the application per request, in process: `make bench`.

Runs every document of `benchmarks/queries` through the whole ASGI application, in interleaved rounds, on a freshly
seeded SQLite file, or on the seeded database that DATABASE_URL names. Prints milliseconds of CPU per request (the
median of the rounds, and their spread). SQLite's own work is in the figure; PostgreSQL's is not.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.types import ASGIApp

from app.main import create_app
from app.migrate import upgrade
from app.seed import seed
from app.settings import Settings
from sqlmodel_strawberry import Database

QUERIES = Path(__file__).parent / "queries"
ROUNDS, REQUESTS = 7, 20


async def request(app: FastAPI, body: bytes) -> bytes:
    """The answer to one POST /graphql, without a socket."""
    return (await respond(app, body))[1]


async def respond(app: ASGIApp, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """The same, with its status."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 50000),
        "headers": [
            (b"host", b"api.example"),
            (b"user-agent", b"benchmark"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"accept", b"application/graphql-response+json"),
            (b"accept-encoding", b"gzip"),
            *((name.encode(), value.encode()) for name, value in (headers or {}).items()),
        ],
    }
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


async def measure(app: FastAPI) -> None:
    """Print the table."""
    bodies = {path.stem: orjson.dumps({"query": path.read_text()}) for path in sorted(QUERIES.glob("*.graphql"))}
    times: dict[str, list[float]] = {name: [] for name in bodies}
    sizes = {name: len(await request(app, body)) for name, body in bodies.items()}
    for _ in range(ROUNDS):
        for name, body in bodies.items():
            started = time.process_time()
            for _ in range(REQUESTS):
                await request(app, body)
            times[name].append((time.process_time() - started) / REQUESTS * 1000)
    sys.stdout.write(f"{'query':8}{'bytes':>9}{'CPU ms':>9}{'spread':>16}\n")
    for name, rounds in times.items():
        spread = f"{min(rounds):.2f}-{max(rounds):.2f}"
        sys.stdout.write(f"{name:8}{sizes[name]:9}{statistics.median(rounds):9.2f}{spread:>16}\n")


async def main() -> None:
    """Set a database up where none is named, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL")
        if url is None:
            url = f"sqlite+aiosqlite:///{folder}/bench.db"
            await upgrade(url)
            database = Database.connect(url)
            await seed(database)
            await database.dispose()
        app = create_app(Settings(database_url=url, cost_limit_per_address=None))
        async with app.router.lifespan_context(app):
            await measure(app)


if __name__ == "__main__":
    asyncio.run(main())
