"""A client that logs in: the whole application over no network, and its documents."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import URL

from app.main import create_app
from app.settings import Settings
from app.token_keys import new_key

TOKENS = "user { databaseId username } accessToken refreshToken expiresAt userErrors { code path }"
LOG_IN = f"mutation ($u: String!, $p: String!) {{ logIn(input: {{username: $u, password: $p}}) {{ {TOKENS} }} }}"
REFRESH = f"mutation ($t: String!) {{ refreshToken(input: {{refreshToken: $t}}) {{ {TOKENS} }} }}"
LOG_OUT = "mutation ($t: String!) { logOut(input: {refreshToken: $t}) { userErrors { code } } }"
REGISTER = f"mutation ($a: UserRegister!) {{ register(input: {{account: $a}}) {{ {TOKENS} }} }}"
VIEWER = "{ viewer { databaseId username } }"

PASSWORD = "correct horse"
ADA = {"email": "Ada@example.com", "username": "ada", "password": PASSWORD}
REFUSED = {"user": None, "accessToken": None, "refreshToken": None, "expiresAt": None}
KEY = new_key("test")


class IdentityClient:
    """One client at one address."""

    def __init__(self, app: FastAPI, address: str = "203.0.113.1") -> None:
        self.app = app
        self.http = AsyncClient(transport=ASGITransport(app, client=(address, 1)), base_url="http://test")

    def elsewhere(self, address: str) -> "IdentityClient":
        """Another client."""
        return IdentityClient(self.app, address)

    async def post(self, query: str, token: str | None = None, **variables: Any) -> Response:
        """The response to an operation."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def payload(self, query: str, token: str | None = None, **variables: Any) -> Any:
        """The only field of an answer without errors."""
        response = await self.post(query, token, **variables)
        answer = response.json()
        assert (response.status_code, answer.get("errors")) == (200, None), answer
        (payload,) = answer["data"].values()
        return payload

    async def log_in(self, username: str = "ada", password: str = PASSWORD) -> Any:
        """The payload, whatever it says."""
        return await self.payload(LOG_IN, u=username, p=password)

    async def viewer(self, token: str | None) -> Any:
        """The viewer's username."""
        viewer = await self.payload(VIEWER, token)
        return viewer and viewer["username"]

    async def limited(self, query: str, **variables: Any) -> Mapping[str, Any] | None:
        """The extensions of the error where there is one."""
        answer = (await self.post(query, **variables)).json()
        return answer["errors"][0]["extensions"] if "errors" in answer else None


@asynccontextmanager
async def served(url: URL, **settings: Any) -> AsyncIterator[IdentityClient]:
    """The running application with other settings, and a client of it."""
    given = {"database_url": url.render_as_string(hide_password=False), "access_token_keys": KEY} | settings
    app = create_app(Settings(**given))
    async with app.router.lifespan_context(app):
        yield IdentityClient(app)


def refused(code: str, *path: str) -> dict[str, Any]:
    """The payload of a login that was refused."""
    return {**REFUSED, "userErrors": [{"code": code, "path": ["input", *path]}]}


INVALID_CREDENTIALS = refused("INVALID_CREDENTIALS", "password")
INVALID_REFRESH_TOKEN = refused("INVALID_REFRESH_TOKEN", "refreshToken")
