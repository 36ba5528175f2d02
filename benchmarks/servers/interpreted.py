"""The API, where graphql-core runs every operation: `python -m benchmarks.servers.interpreted PORT`."""

from __future__ import annotations

import gc
import sys
from typing import Any
from unittest.mock import patch

from fastapi import FastAPI

from app import main
from app.client_connections import ServerConfig
from app.serving import AnnouncingServer
from app.settings import Settings
from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.operations import supervision


def create_app() -> FastAPI:
    """The application of `app.main`, its schema without compiled plans."""
    make_schema = main.make_schema

    def interpreted(*arguments: Any) -> Schema:
        schema = make_schema(*arguments)
        if hasattr(schema, "compiled"):
            schema.compiled = False
        return schema

    with patch.object(main, "make_schema", interpreted):
        return main.create_app()


def serve() -> None:
    """As `python -m app serve` does. Operations are so long here that many at a time look like a lost database."""
    supervision.PATIENCE = 60
    config = ServerConfig(Settings(), host="127.0.0.1", port=int(sys.argv[1]))
    config.app = "benchmarks.servers.interpreted:create_app"
    gc.disable()
    AnnouncingServer(config).run()


if __name__ == "__main__":
    serve()
