"""A client that keeps a server busy with large writes, remembers what it was told, and repeats what it was not."""

import asyncio
import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from httpx import AsyncClient, TransportError

LINES, HEROES, TAGS = 5, 20, 3

PLACE_ORDER = """mutation($userId: ID!, $items: [OrderLine!]!) { placeOrder(input: {userId: $userId, items: $items}) {
    order { databaseId } userErrors { code path } } }"""
CREATE_HEROES = """mutation($heroes: [HeroCreate!]!) { createHeroes(input: {heroes: $heroes}) {
    heroes { databaseId } userErrors { code path } } }"""
CREATE_POST = """mutation($post: PostCreate!, $tags: [TagCreate!]!) {
    createPost(input: {post: $post, tags: {create: $tags}}) { post { databaseId } userErrors { code path } } }"""


@dataclass(frozen=True)
class Write:
    """One request. `name` is in every row that it makes, where rows have names."""

    kind: str
    key: str
    name: str
    document: str
    variables: dict[str, Any]


@dataclass
class CrashClient:
    """`users` and `products` are global ids. What is random comes from `chance`."""

    users: list[str]
    products: list[str]
    chance: random.Random
    pending: dict[str, Write] = field(default_factory=dict)
    acknowledged: dict[str, tuple[Write, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._writes = self._endless()

    async def work(self, http: AsyncClient) -> None:
        """Send one write after the other until the server is gone."""
        with suppress(TransportError):
            while True:
                await self._send(http, next(self._writes))

    async def repeat(self, http: AsyncClient) -> None:
        """Send again what was not answered, with the same keys."""
        await asyncio.gather(*(self._send(http, write) for write in list(self.pending.values())))

    def names(self, kind: str) -> dict[str, Any]:
        """The names of acknowledged writes of a kind, with the keys of their rows."""
        return {write.name: answer for write, answer in self.acknowledged.values() if write.kind == kind}

    async def _send(self, http: AsyncClient, write: Write) -> None:
        self.pending[write.key] = write
        body = {"query": write.document, "variables": write.variables}
        response = await http.post("/graphql", json=body, headers={"Idempotency-Key": write.key})
        answer = response.json()
        assert "errors" not in answer, answer
        (payload,) = answer["data"].values()
        assert payload["userErrors"] == [], payload
        rows = payload.get("order") or payload.get("heroes") or payload.get("post")
        keys = [row["databaseId"] for row in rows] if isinstance(rows, list) else rows["databaseId"]
        self.acknowledged[write.key] = write, keys
        del self.pending[write.key]

    def _endless(self) -> Iterator[Write]:
        for number in itertools.count():
            key = str(UUID(int=self.chance.getrandbits(128)))
            name = f"n{number}"
            kind = ("order", "heroes", "post")[number % 3]
            yield Write(kind, key, name, *getattr(self, f"_{kind}")(name))

    def _order(self, _name: str) -> tuple[str, dict[str, Any]]:
        products = self.chance.sample(self.products, LINES)
        items = [{"productId": product, "quantity": self.chance.randint(1, 9)} for product in products]
        return PLACE_ORDER, {"userId": self.chance.choice(self.users), "items": items}

    def _heroes(self, name: str) -> tuple[str, dict[str, Any]]:
        heroes = [{"name": f"{name} {number}", "secretName": "?"} for number in range(HEROES)]
        return CREATE_HEROES, {"heroes": heroes}

    def _post(self, name: str) -> tuple[str, dict[str, Any]]:
        post = {"title": name, "slug": name, "body": "?", "authorId": self.chance.choice(self.users)}
        return CREATE_POST, {"post": post, "tags": [{"name": f"{name} {number}"} for number in range(TAGS)]}
