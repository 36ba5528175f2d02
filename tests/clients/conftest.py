"""JavaScript clients of the API: their packages, as package-lock.json pins them, and a server to talk to."""

import asyncio
import hashlib
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.seed import seed
from tests.databases import Databases, connected
from tests.servers import serving

HERE = Path(__file__).resolve().parent
INSTALL_SECONDS = 240
RUN_SECONDS = 60

RunProgram = Callable[..., Awaitable[str]]


@pytest.fixture(scope="session")
def packages() -> None:
    """Those of the clients are installed."""
    installed(HERE)


def installed(folder: Path) -> None:
    """Install what a package-lock.json lists, which is done once for each of its versions."""
    if shutil.which("npm") is None:
        pytest.fail("these tests need Node.js 20 or newer, with npm")
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".package-lock.sha256"
    if not stamp.exists() or stamp.read_text() != lock:
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=INSTALL_SECONDS)
        stamp.write_text(lock)


@pytest.fixture
async def address(databases: Databases, template_url: URL, tmp_path: Path) -> AsyncIterator[str]:
    """Where a server of the application answers, over an empty database."""
    async with databases.temporary(template_url) as url, serving(url, tmp_path) as (_server, http):
        yield str(http.base_url.join("/graphql"))


@pytest.fixture(scope="session")
async def demo_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """A database with the demo data, which clients write to."""
    async with databases.temporary(template_url) as url:
        async with connected(url) as database:
            await seed(database)
        yield url


@pytest.fixture
def run(packages: None) -> RunProgram:
    """`await run("node", "x.mjs", …)`: what a program of the packages prints; one that fails fails the test."""

    async def run(program: str, *arguments: str, folder: str = ".") -> str:
        path = f"{HERE / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"
        process = await asyncio.create_subprocess_exec(
            program,
            *arguments,
            cwd=HERE / folder,
            env=os.environ | {"PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), RUN_SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode == 0, output.decode()
        return output.decode()

    return run
