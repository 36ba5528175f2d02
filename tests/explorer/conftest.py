"""The explorer in a browser: it is built, there is Chromium, and a server with the demo data."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from app.migrate import ROOT, upgrade
from app.seed import seed
from tests.clients.conftest import installed
from tests.databases import connected
from tests.servers import serving

HERE = Path(__file__).resolve().parent
BUILD_SECONDS = 300
RUN_SECONDS = 300


@pytest.fixture(scope="session")
def browser() -> None:
    """There is one, and what drives it is installed."""
    if shutil.which("chromium") is None and "CHROMIUM" not in os.environ:
        pytest.fail("these tests need Debian's chromium, or CHROMIUM: the path of another one")
    installed(HERE)


@pytest.fixture(scope="session")
def built() -> None:
    """The explorer is built of the sources as they are."""
    subprocess.run([sys.executable, ROOT / "explorer" / "build.py"], check=True, timeout=BUILD_SECONDS)


@pytest.fixture(scope="session")
async def address(tmp_path_factory: pytest.TempPathFactory, built: None) -> AsyncIterator[str]:
    """Where a server of the application answers, over an SQLite database with the demo data."""
    folder = tmp_path_factory.mktemp("explorer")
    url = make_url(f"sqlite+aiosqlite:///{folder}/app.db")
    await upgrade(url.render_as_string())
    async with connected(url) as database:
        await seed(database)
    async with serving(url, folder) as (_server, http):
        yield str(http.base_url.join("/graphql"))


async def run(script: str, *arguments: str) -> Any:
    """What a script prints, as JSON; one that fails fails the test."""
    process = await asyncio.create_subprocess_exec(
        *("node", script, *arguments), cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        output, errors = await asyncio.wait_for(process.communicate(), RUN_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, errors.decode()
    return json.loads(output)
