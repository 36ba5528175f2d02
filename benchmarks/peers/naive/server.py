"""Strawberry's own router in FastAPI, its caches on: `python -m benchmarks.peers.naive.server PORT`."""

from __future__ import annotations

import gc
import sys

import strawberry
import uvicorn
from fastapi import FastAPI
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import GraphQLRouter

from benchmarks.peers.database import connect, sessions
from benchmarks.peers.naive.loaders import Loaders
from benchmarks.peers.naive.operations import Mutation, Query


def main() -> None:
    """Serve on the port that is given."""
    schema = strawberry.Schema(Query, Mutation, extensions=[ParserCache, ValidationCache])
    make = sessions(connect())

    async def context() -> dict[str, Loaders]:
        return {"loaders": Loaders(make)}

    app = FastAPI()
    app.include_router(GraphQLRouter(schema, context_getter=context, graphql_ide=None), prefix="/graphql")
    gc.collect()
    gc.freeze()
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning", ws="none")


if __name__ == "__main__":
    main()
