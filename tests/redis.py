"""A Redis of a test: a process on a port of its own, which keeps nothing."""

import asyncio
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

PROGRAM = shutil.which("redis-server")


class RedisServer:
    """One server, which can be paused and stopped."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process = process
        self.url = f"async+redis://127.0.0.1:{port}"

    def pause(self) -> None:
        """It takes connections, and answers nobody."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)


@asynccontextmanager
async def redis_server() -> AsyncIterator[RedisServer]:
    """A server. Where the program is not installed the test is skipped, which CI does not let pass."""
    if PROGRAM is None:
        pytest.skip("redis-server is not installed")
    port = _free_port()
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    process = await asyncio.create_subprocess_exec(PROGRAM, *options, stdout=asyncio.subprocess.DEVNULL, cwd="/tmp")
    try:
        await _answering(port)
        yield RedisServer(process, port)
    finally:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


async def _answering(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                await writer.wait_closed()
                return
