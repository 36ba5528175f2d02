"""Running what the documentation shows: operations are answered, and Python runs, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphql import OperationDefinitionNode, OperationType, parse

from tests.documents import ROOT, Block

# Asks each operation of the application main.app, one after the other, as its clients do.
ASK = """
import asyncio, json, sys
import httpx, main

async def ask():
    transport = httpx.ASGITransport(main.app)
    async with main.app.router.lifespan_context(main.app), httpx.AsyncClient(transport=transport) as client:
        for query in json.load(sys.stdin):
            print((await client.post("http://api/graphql", json={"query": query})).text)

asyncio.run(ask())
"""


def is_write(block: Block) -> bool:
    return any(
        isinstance(each, OperationDefinitionNode) and each.operation is OperationType.MUTATION
        for each in parse(block.text).definitions
    )


def check(block: Block, answer: dict[str, Any]) -> None:
    if block.answer is not None:
        assert answer == json.loads(block.answer)
        return
    assert "errors" not in answer
    for payload in answer["data"].values():
        assert not isinstance(payload, dict) or not payload.get("userErrors")


def run(folder: Path, *arguments: str, given: str = "", environment: Mapping[str, str] | None = None) -> str:
    """What a command of Python prints, in a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answers(folder: Path, blocks: Sequence[Block]) -> list[Any]:
    """What the application main.py answers to operations, one after the other."""
    printed = run(folder, "-c", ASK, given=json.dumps([block.text for block in blocks]))
    return [json.loads(line) for line in printed.splitlines()]
