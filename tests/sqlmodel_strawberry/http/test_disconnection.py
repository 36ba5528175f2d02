"""Clients that go before they are answered: of a query nothing goes on, a mutation comes to its end."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response
from sqlalchemy.pool import QueuePool
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect

from sqlmodel_strawberry import Database, GraphQLApp, RefusedRequestError
from sqlmodel_strawberry.http.watching import UNWATCHED_SECONDS, RequestWatch
from tests.databases import MakeDatabase
from tests.servers import listening
from tests.slow import sleepers, slow_commits, slow_statements
from tests.sqlmodel_strawberry.faulty import assert_usable, faulty_schema, names, smithy
from tests.sqlmodel_strawberry.http.belfry import client

SCHEMA = faulty_schema()
SMITHS = "{ smiths { nodes { name } } }"
CREATE = 'mutation { createSmith(input: {smith: {name: "%s"}}) { smith { name } } }'


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await smithy(make_database)


def endpoint(database: Database, **options: Any) -> FastAPI:
    app = FastAPI()
    app.include_router(GraphQLApp(SCHEMA, database, **options), prefix="/graphql")
    return app


@asynccontextmanager
async def sent(port: int, method: str, target: str, body: bytes = b"") -> AsyncIterator[None]:
    """A request, whose client goes at the end of the block without having read anything."""
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{method} {target} HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    yield
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


def post(port: int, request: Any) -> AbstractAsyncContextManager[None]:
    return sent(port, "POST", "/graphql", json.dumps(request).encode())


async def given_back(database: Database, seconds: float) -> bool:
    """Whether no connection is in use any more within this time."""
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            for _ in iter(pool.checkedout, 0):
                await asyncio.sleep(0.01)
    return pool.checkedout() == 0


class TestServer:
    @pytest.mark.parametrize("kind", ["post", "get", "batch"])
    async def test_the_sql_of_a_query_ends_within_half_a_second(self, database: Database, kind: str) -> None:
        async with listening(endpoint(database, batch=2)) as port:
            with slow_statements(database, "FROM smith") as began:
                request = {"query": SMITHS}
                sending = {
                    "post": post(port, request),
                    "batch": post(port, [request, request]),
                    "get": sent(port, "GET", "/graphql?query=%7Bsmiths%7Bnodes%7Bname%7D%7D%7D"),
                }
                async with sending[kind]:
                    await asyncio.wait_for(began.wait(), 5)
                    began.clear()
                    await asyncio.sleep(UNWATCHED_SECONDS / 2)
                gone = time.monotonic()
                assert await given_back(database, 0.5)
                if database.dialect == "postgresql":
                    assert await sleepers(database) == 0
                assert time.monotonic() - gone < 0.5
                # What came after it in the batch was not begun.
                assert not began.is_set()
            await assert_usable(SCHEMA, database)

    async def test_behind_other_middleware(self, database: Database) -> None:
        async def pass_on(request: Request, call_next: RequestResponseEndpoint) -> Response:
            return await call_next(request)

        app = endpoint(database)
        app.add_middleware(BaseHTTPMiddleware, dispatch=pass_on)
        app.add_middleware(GZipMiddleware)
        async with listening(app) as port:
            with slow_statements(database, "FROM smith") as began:
                async with post(port, {"query": SMITHS}):
                    await asyncio.wait_for(began.wait(), 5)
                assert await given_back(database, 0.5)
            await assert_usable(SCHEMA, database)

    async def test_many_that_go_at_once(self, database: Database) -> None:
        async with listening(endpoint(database)) as port:
            with slow_statements(database, "FROM smith") as began:
                async with AsyncExitStack() as stack:
                    for _ in range(10):
                        await stack.enter_async_context(post(port, {"query": SMITHS}))
                    await asyncio.wait_for(began.wait(), 5)
                    await asyncio.sleep(0.2)
                assert await given_back(database, 2)
            await assert_usable(SCHEMA, database)

    async def test_a_mutation_comes_to_its_end(self, database: Database) -> None:
        async with listening(endpoint(database)) as port:
            with slow_commits(database, 0.3) as began:
                async with post(port, {"query": CREATE % "Cid"}):
                    await asyncio.wait_for(began.wait(), 5)
                assert await names(database) == ["Ann", "Bob"]
                assert await given_back(database, 2)
            assert await names(database) == ["Ann", "Bob", "Cid"]
            await assert_usable(SCHEMA, database)

    async def test_a_mutation_of_a_batch_comes_to_its_end_and_no_other_begins(self, database: Database) -> None:
        async with listening(endpoint(database, batch=2)) as port:
            with slow_commits(database, 0.3) as began:
                async with post(port, [{"query": CREATE % "Cid"}, {"query": CREATE % "Dan"}]):
                    await asyncio.wait_for(began.wait(), 5)
                assert await given_back(database, 2)
            assert await names(database) == ["Ann", "Bob", "Cid"]

    async def test_who_stays_is_answered(self, database: Database) -> None:
        before = asyncio.all_tasks()
        http = client(endpoint(database))
        for _ in range(3):
            assert (await http.post("/graphql", json={"query": SMITHS})).status_code == 200
        with slow_commits(database, 3 * UNWATCHED_SECONDS):
            response = await http.post("/graphql", json={"query": CREATE % "Cid"})
        assert response.json()["data"]["createSmith"] == {"smith": {"name": "Cid"}}
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == before


class TestWatch:
    """What surrounds the block is told apart from what the client does."""

    @staticmethod
    def receive(*messages: str, seconds: float = 0) -> Any:
        left = list(messages)

        async def receive() -> dict[str, str]:
            if not left:
                await asyncio.sleep(60)
            await asyncio.sleep(seconds)
            return {"type": left.pop(0)}

        return receive

    @staticmethod
    def watch(receive: Any) -> RequestWatch:
        """Of a request whose body has been read."""
        watch = RequestWatch(receive, seconds=30)
        watch.has_body()
        return watch

    async def test_a_client_that_goes(self) -> None:
        started = time.monotonic()
        with pytest.raises(ClientDisconnect), self.watch(self.receive("http.disconnect")):
            await asyncio.sleep(60)
        assert time.monotonic() - started < 1
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0
        await asyncio.sleep(0)

    async def test_a_server_that_repeats_itself(self) -> None:
        """Benchmarks and tests often have one message for all."""

        async def receive() -> dict[str, str]:
            return {"type": "http.request"}

        with self.watch(receive):
            await asyncio.sleep(2 * UNWATCHED_SECONDS)

    async def test_a_block_that_ends_all_the_same(self) -> None:
        with self.watch(self.receive("http.disconnect")):
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            done = True
        assert done
        await asyncio.sleep(0)

    async def test_another_error_of_the_block(self) -> None:
        async def work() -> None:
            with self.watch(self.receive("http.disconnect")):
                try:
                    await asyncio.sleep(60)
                finally:
                    raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await work()

    async def test_whoever_else_cancels(self) -> None:
        async def work() -> None:
            with self.watch(self.receive()):
                await asyncio.sleep(60)

        task = asyncio.create_task(work())
        await asyncio.sleep(2 * UNWATCHED_SECONDS)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_whoever_else_cancels_at_the_same_time(self) -> None:
        async def work() -> None:
            with self.watch(self.receive("http.disconnect")):
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    task.cancel()
                    raise

        task = asyncio.create_task(work())
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_a_time_limit_outside(self) -> None:
        async def work() -> None:
            with self.watch(self.receive()):
                await asyncio.sleep(60)

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(work(), 2 * UNWATCHED_SECONDS)


class TestBody:
    """Until it is there, `receive` is of whoever reads it."""

    @staticmethod
    async def receive() -> Any:
        raise AssertionError("two read the body")

    @pytest.mark.parametrize("seconds", [UNWATCHED_SECONDS / 5, UNWATCHED_SECONDS, 3 * UNWATCHED_SECONDS])
    async def test_it_is_late(self, seconds: float) -> None:
        started = time.monotonic()
        with pytest.raises(RefusedRequestError) as refused, RequestWatch(self.receive, seconds):
            await asyncio.sleep(30)
        assert (refused.value.status, refused.value.code) == (408, "TIMEOUT")
        assert seconds * 0.9 < time.monotonic() - started < seconds + 1

    async def test_it_comes_at_the_last_moment_and_the_client_goes(self) -> None:
        async def receive() -> dict[str, str]:
            return {"type": "http.disconnect"}

        async def work() -> None:
            with RequestWatch(receive, 3 * UNWATCHED_SECONDS) as watch:
                await asyncio.sleep(2 * UNWATCHED_SECONDS)
                watch.has_body()
                await asyncio.sleep(30)

        with pytest.raises(ClientDisconnect):
            await work()

    async def test_it_comes_in_time_and_the_rest_takes_longer(self) -> None:
        async def receive() -> dict[str, str]:
            await asyncio.sleep(30)
            raise AssertionError

        for wait in (0.0, 1.5 * UNWATCHED_SECONDS):
            with RequestWatch(receive, 2 * UNWATCHED_SECONDS) as watch:
                await asyncio.sleep(wait)
                watch.has_body()
                await asyncio.sleep(3 * UNWATCHED_SECONDS)
