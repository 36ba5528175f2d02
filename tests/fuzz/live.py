"""A server with rows and secrets in its database, and who asks it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from httpx import AsyncClient
from pydantic import SecretStr
from sqlalchemy import URL, String, cast, func, literal, select, update
from sqlmodel import col

from app.identity import make_identity
from app.models import Hero, User, UserRole
from app.seed import seed
from app.services.viewer import Viewer
from app.settings import Settings
from app.token_keys import new_key
from sqlmodel_strawberry.database.engine import Database
from tests.databases import connected
from tests.fuzz.answers import CANARY, HIDDEN
from tests.servers import serving

LISTS = {
    "Category": "categories",
    "Hero": "heroes",
    "Item": "items",
    "Order": "orders",
    "OrderItem": "orderItems",
    "Post": "posts",
    "Product": "products",
    "Profile": "profiles",
    "Tag": "tags",
    "Team": "teams",
    "User": "users",
}
# What is limited is not what is tried here.
UNLIMITED = {
    "LOGIN_ATTEMPTS": "100000/minute",
    "LOGIN_ATTEMPTS_OF_ACCOUNT": "100000/minute",
    "LOGIN_ATTEMPTS_FROM_ADDRESS": "100000/minute",
    "REGISTRATIONS_FROM_ADDRESS": "100000/minute",
    "COST_LIMIT_PER_VIEWER": "",
    "COST_LIMIT_PER_ADDRESS": "",
    "LOG_FORMAT": "json",
}


@dataclass(frozen=True)
class Live:
    """`headers` are those of each role; the rest is of rows that are there, by the names of their types."""

    url: URL
    address: str
    log: Path
    admin: int
    headers: Mapping[str, Mapping[str, str]]
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cursors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uuids: Sequence[str] = ()


@asynccontextmanager
async def live(url: URL, folder: Path) -> AsyncIterator[Live]:
    """Serves the migrated, empty database at `url` once it has rows."""
    async with connected(url) as database:
        await seed(database)
        customer, admin = await _hide_secrets(database)
    keys = new_key()
    tokens = make_identity(Settings(access_token_keys=SecretStr(keys))).tokens
    headers: dict[str, dict[str, str]] = {"stranger": {}} | {
        viewer.role.value: {"Authorization": f"Bearer {tokens.issue(viewer)[0]}"} for viewer in (customer, admin)
    }
    async with serving(url, folder, ACCESS_TOKEN_KEYS=keys, **UNLIMITED) as (_server, http):
        yield await renewed(Live(url, str(http.base_url).rstrip("/"), folder / "serve.log", admin.id, headers))


async def renewed(server: Live) -> Live:
    """The same server, with what is there now."""
    async with AsyncClient(base_url=server.address, headers=dict(server.headers["admin"]), timeout=30) as http:
        rows = {type_: await _rows(http, type_, name) for type_, name in LISTS.items()}
    # The admin who asks stays, whatever users are deleted.
    rows["User"] = [edge for edge in rows["User"] if edge["node"]["databaseId"] != server.admin]
    ids = {type_: [edge["node"]["id"] for edge in edges] for type_, edges in rows.items()}
    cursors = {type_: [edge["cursor"] for edge in edges] for type_, edges in rows.items()}
    uuids = [edge["node"]["databaseId"] for edge in rows["Order"]]
    return replace(server, ids=ids, cursors=cursors, uuids=uuids)


async def _hide_secrets(database: Database) -> tuple[Viewer, Viewer]:
    """A customer who has orders, and an admin. Whoever is shown what is written here sees what they may not."""
    number, key = cast(col(Hero.id), String), select(func.min(User.id))
    async with database.engine.begin() as connection:
        ordered = key.where(col(User.role) == UserRole.CUSTOMER, col(User.orders).any())
        customer = Viewer((await connection.execute(ordered)).scalar_one(), UserRole.CUSTOMER)
        admins = key.where(col(User.role) == UserRole.ADMIN)
        admin = Viewer((await connection.execute(admins)).scalar_one(), UserRole.ADMIN)
        await connection.execute(update(Hero).values(secret_name=literal(f"{CANARY} ") + number))
        address = cast(col(User.id), String) + literal(HIDDEN)
        await connection.execute(update(User).where(col(User.id) != customer.id).values(email=address))
    return customer, admin


async def _rows(http: AsyncClient, type_: str, name: str) -> list[Any]:
    key = "" if type_ == "OrderItem" else "databaseId"
    query = f"{{ {name}(first: 50) {{ edges {{ cursor node {{ id {key} }} }} }} }}"
    answer = (await http.post("/graphql", json={"query": query})).json()
    found: list[Any] = answer["data"][name]["edges"]
    return found
