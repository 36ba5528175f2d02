"""The floor: what a server of just these queries costs, written by hand with asyncpg and orjson on bare ASGI.

It takes the same requests as the API and answers with the same bytes, keeps the same promises (one snapshot for several
statements, a transaction for a write), and does nothing else: no parsing, no validation, no policies, no limits.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import uvicorn
from starlette.types import Receive, Scope, Send

from benchmarks.documents import texts
from benchmarks.servers.floor import reads, writes
from benchmarks.servers.floor.pool import Pool

Handler = Callable[[Pool, dict[str, Any]], Awaitable[dict[str, Any]]]

HANDLERS: dict[str, Handler] = {
    "q1": reads.heroes,
    "q2": reads.heroes_and_teams,
    "q3": reads.teams_and_heroes,
    "q4": reads.users_and_orders,
    "q5": reads.hero_by_key,
    "q6": reads.heroes_filtered,
    "q7": reads.page_of_teams,
    "q8": reads.products_aggregated,
    "q9": reads.heroes_of_a_city,
    "m1": writes.create_hero,
    "m2": writes.place_order,
}
HEADERS = [(b"content-type", b"application/graphql-response+json; charset=utf-8")]


class Floor:
    """The application."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._handlers = {text: HANDLERS[name] for name, text in texts().items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = b""
        while True:
            message = await receive()
            body += message["body"]
            if not message.get("more_body"):
                break
        asked = orjson.loads(body)
        data = await self._handlers[asked["query"]](self._pool, asked.get("variables") or {})
        answer = orjson.dumps({"data": data})
        headers = [*HEADERS, (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._pool.open()
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)  # as the application does
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


def main() -> None:
    """Serve on the port that is given."""
    pool = Pool(os.environ["DSN"], int(os.environ["POOL_SIZE"]))
    uvicorn.run(
        Floor(pool), port=int(sys.argv[1]), access_log=False, log_level="warning", ws="none", server_header=False
    )


if __name__ == "__main__":
    main()
