"""Real servers on free ports: `python -m app serve` as a process of its own, or any application in this one."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from httpx import AsyncClient
from sqlalchemy import URL
from starlette.types import ASGIApp
from uvicorn import Config, Server

from app.migrate import ROOT

START_SECONDS = 60


@asynccontextmanager
async def serving(
    url: URL, folder: Path, **settings: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, AsyncClient]]:
    """A server, which writes its log to `folder`, and a client of it. `settings` are named as in the environment."""
    environment = {"DATABASE_URL": url.render_as_string(hide_password=False), "PORT": "0", "PYTHONPATH": str(ROOT)}
    # Whoever tries how much a server bears is one client at one address.
    environment |= {"COST_LIMIT_PER_VIEWER": "", "COST_LIMIT_PER_ADDRESS": ""}
    log = folder / "serve.log"
    with log.open("wb") as output:
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "app", "serve"),
            cwd=folder,
            env=os.environ | environment | settings,
            stderr=output,
            stdout=output,
            start_new_session=True,
        )
    try:
        address = await _announced(server, log)
        async with AsyncClient(base_url=address, timeout=30) as http:
            yield server, http
    finally:
        # Its workers are in its session, and outlive it where it was killed.
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        await server.wait()


async def _announced(server: asyncio.subprocess.Process, log: Path) -> str:
    """The address that the server writes once it can be opened, without the path."""
    async with asyncio.timeout(START_SECONDS):
        while server.returncode is None:
            if found := re.search(r"(http://\S+)/graphql", _text(log)):
                return found[1]
            await asyncio.sleep(0.02)
    raise AssertionError(f"the server ended with {server.returncode}:\n{_text(log)}")


def cpu_seconds(process: asyncio.subprocess.Process) -> float:
    """What a process has used of the processors so far (Linux): on a machine with nothing else to do, its time."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _text(log: Path) -> str:
    return log.read_text(errors="replace")


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[int]:
    """The port at which this process serves an application. Its lifespan is not run."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        server = Server(Config(app, lifespan="off", log_config=None, access_log=False, ws="none"))
        task = asyncio.create_task(server.serve(sockets=[opened]))
        try:
            # The socket listens already: whoever connects before the server has started waits in its queue.
            yield int(opened.getsockname()[1])
        finally:
            server.should_exit = True
            await task
