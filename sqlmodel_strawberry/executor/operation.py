"""Compiled operations: the tree of one for one choice of what is skipped and included, and its runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import Executor

from sqlmodel_strawberry.executor.compilation import Compilation
from sqlmodel_strawberry.executor.fetched_sources import Completed, goes_on, look_again
from sqlmodel_strawberry.executor.payloads import MutationField
from sqlmodel_strawberry.executor.roots import QuerySelection
from sqlmodel_strawberry.executor.run import Run
from sqlmodel_strawberry.executor.tree import TreeBuilder
from sqlmodel_strawberry.fields.asked import AskedFields


class CompiledOperation:
    """The tree of an operation for one choice of what is skipped and included."""

    def __init__(self, executor: Executor[Any], asked: AskedFields) -> None:
        """Raises FallbackError where only graphql-core can run it."""
        compilation = Compilation(executor, asked)
        self.root = TreeBuilder(executor.schema, compilation).root()
        self.nodes = compilation.nodes
        """How many of them keep what they fetch."""

    async def complete(self, run: Run) -> Completed:
        """Fetch everything, then make the answer; where something is wrong, have graphql-core say what."""
        root = self.root
        if isinstance(root, QuerySelection):
            await root.fetch(run)
            made = {} if run.failed else _made(root.fields, run)
        else:
            made = await _write(root.fields, run)
        return look_again(run, self.root.fields) if run.failed else (made, None)


async def _write(fields: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """Each is made before the next one begins, since none does once a null has reached the root."""
    begun: dict[str, Any] = {}
    made: dict[str, Any] = {}
    for key, field in fields.items():
        if run.failed and not goes_on(run, begun):
            break
        begun[key] = field
        if isinstance(field, MutationField) and not await field.run(run):
            break
        if not run.failed:
            made |= _made({key: field}, run)
    return made


def _made(fields: Mapping[str, Any], run: Run) -> dict[str, Any]:
    made = {}
    try:
        for key, field in fields.items():
            made[key] = field.made(run)
        return made
    except Exception:
        # Whatever it was, graphql-core comes upon it too, and says where.
        run.failed = True
        return {}
