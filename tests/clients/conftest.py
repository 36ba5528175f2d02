"""JavaScript clients of the API: their packages, as package-lock.json pins them, and a server to talk to."""

import asyncio
import hashlib
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.migrate import upgrade
from tests.servers import serving

HERE = Path(__file__).resolve().parent
INSTALL_SECONDS = 240
RUN_SECONDS = 60

RunScript = Callable[..., Awaitable[str]]


@pytest.fixture(scope="session")
def packages() -> None:
    """What package-lock.json lists is installed, which is done once for each of its versions."""
    if shutil.which("npm") is None:
        pytest.fail("these tests need Node.js 20 or newer, with npm")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = HERE / "node_modules" / ".package-lock.sha256"
    if not stamp.exists() or stamp.read_text() != lock:
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, timeout=INSTALL_SECONDS)
        stamp.write_text(lock)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where a server of the application answers, over an empty SQLite database."""
    url = make_url(f"sqlite+aiosqlite:///{tmp_path}/app.db")
    await upgrade(url.render_as_string())
    async with serving(url, tmp_path) as (_server, http):
        yield str(http.base_url.join("/graphql"))


@pytest.fixture
def run_script(packages: None) -> RunScript:
    """`await run_script("x.mjs", …)`: what the script prints; one that fails fails the test."""

    async def run(*arguments: str) -> str:
        process = await asyncio.create_subprocess_exec(
            "node", *arguments, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), RUN_SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode == 0, output.decode()
        return output.decode()

    return run
