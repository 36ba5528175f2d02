"""The example frontend, built and opened in a real browser."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.clients.conftest import HERE, RunProgram, installed
from tests.servers import serving

FRONTEND = HERE.parent.parent / "examples" / "frontend"
BUILD_SECONDS = 180


@pytest.fixture(scope="session")
async def frontend() -> Path:
    """What a browser loads, built of the schema as it is."""
    installed(FRONTEND)
    process = await asyncio.create_subprocess_exec("npm", "run", "build", cwd=FRONTEND)
    assert await asyncio.wait_for(process.wait(), BUILD_SECONDS) == 0
    return FRONTEND


async def test_in_a_browser(frontend: Path, demo_url: URL, tmp_path: Path, run: RunProgram) -> None:
    assert shutil.which("chromium"), "this test needs Chromium: apt-get install chromium"
    async with serving(demo_url, tmp_path) as (_server, http), previewing(str(http.base_url)) as address:
        sys.stdout.write(await run("node", "frontend.mjs", address, str(tmp_path)))


@asynccontextmanager
async def previewing(api: str) -> AsyncIterator[str]:
    """Where vite serves what was built, and hands on what is for the API."""
    process = await asyncio.create_subprocess_exec(
        *("node", "node_modules/.bin/vite", "preview", "--host", "127.0.0.1", "--port", "0"),
        cwd=FRONTEND,
        env=os.environ | {"API": api, "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while (found := re.search(rb"http://127\.0\.0\.1:\d+", line := await process.stdout.readline())) is None:
                assert line, "vite ended"
        yield found[0].decode()
    finally:
        process.kill()
        await process.wait()
