"""A schema to ask over HTTP: what it does is seen from outside, and it needs no rows."""

from typing import Any

import strawberry
from fastapi import Depends, FastAPI
from httpx import ASGITransport, AsyncClient
from starlette.types import ASGIApp

from sqlmodel_strawberry import Context, Database, GraphQLApp, Info, build_schema, resource
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"

rung: list[str] = []
"""What the mutation has done in this process."""
contexts: list[Context[Any]] = []
"""The contexts that operations ran in."""


@resource(Guild, public=GuildPublic)
class GuildType:
    """Who works together."""


class Queries:
    """What can be read."""

    @strawberry.field
    @staticmethod
    def echo(info: Info, text: str) -> str | None:
        """Says it again."""
        contexts.append(info.context)
        return text

    @strawberry.field
    @staticmethod
    def crack() -> str | None:
        """Fails."""
        raise RuntimeError("the secret of the bell")


class Mutations:
    """What can be changed."""

    @strawberry.mutation
    @staticmethod
    def ring(info: Info, name: str) -> str | None:
        """Rings a bell."""
        contexts.append(info.context)
        rung.append(name)
        return name


SCHEMA = build_schema([GuildType], query=[Queries], mutation=[Mutations])
RING = 'mutation { ring(name: "Tenor") }'
ECHO = '{ echo(text: "Ding") }'


def belfry(database: Any, *, dependencies: Any = (), **options: Any) -> FastAPI:
    """The schema at /graphql."""
    app = FastAPI()
    app.include_router(
        GraphQLApp(SCHEMA, database, **options),
        prefix="/graphql",
        dependencies=[Depends(each) for each in dependencies],
    )
    return app


def client(app: ASGIApp) -> AsyncClient:
    """What an application raises instead of answering fails the test."""
    return AsyncClient(transport=ASGITransport(app), base_url="http://test")


def without_database() -> Database:
    """For requests that reach no table."""
    return Database.connect("sqlite+aiosqlite:///:memory:")
