"""Inputs of the application's mutations: of each kind, with what is nested, and some that are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from sqlmodel_strawberry.values import codec
from tests.random_operations.mutations import Input, Inputs


@dataclass
class MutationInputs:
    """Makes inputs of rows that are there, and of new ones that do not clash with others."""

    ids: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        self._numbers = count(10_000)

    @property
    def ways(self) -> Inputs:
        """How to make the input of each mutation."""
        return {
            "createTeam": lambda rng: {"team": self._team(rng)},
            "createTeams": lambda rng: {"teams": self._some(rng, self._team)},
            "updateTeam": lambda rng: {"id": self._id(rng, "Team"), "patch": {"headquarters": "There"}},
            "updateTeams": lambda rng: {"patches": self._patches(rng, "Team", {"headquarters": "There"}, {})},
            "upsertTeam": lambda rng: {"team": self._team(rng), "on": "NAME"},
            "createHero": lambda rng: {"hero": self._hero(rng)},
            "createHeroes": lambda rng: {"heroes": self._some(rng, self._hero)},
            "updateHero": lambda rng: {"id": self._id(rng, "Hero"), "patch": {"teamId": self._id(rng, "Team")}},
            "deleteHero": lambda rng: {"id": self._id(rng, "Hero")},
            "deleteHeroes": lambda rng: {"ids": rng.sample(self.ids["Hero"], 2)},
            "restoreHero": lambda rng: {"id": self._id(rng, "Hero")},
            "upsertHero": lambda rng: {"hero": {**self._hero(rng), "name": "One and the same"}, "on": "NAME"},
            "transferHero": lambda rng: {"heroId": self._id(rng, "Hero"), "teamId": self._id(rng, "Team")},
            "createItems": lambda rng: {"items": self._some(rng, lambda _: {"name": self._name()})},
            "updateItem": lambda rng: {"id": self._id(rng, "Item"), "patch": {}},
            "deleteItem": lambda rng: {"id": self._id(rng, "Item")},
            "createTag": lambda rng: {"tag": {"name": self._name()}},
            "createPost": lambda rng: {"post": self._post(rng), "tags": self._links(rng, ("connect",))},
            "updatePost": lambda rng: {
                "id": self._id(rng, "Post"),
                "patch": rng.choice(({}, {"body": "Other words."})),
                "tags": self._links(rng, rng.choice((("add", "remove"), ("set",)))),
            },
            "publishPost": lambda rng: {"postId": self._id(rng, "Post")},
            "createProducts": lambda rng: {"products": self._some(rng, self._product)},
            "updateProduct": lambda rng: {
                "id": self._id(rng, "Product"),
                "patch": rng.choice(({}, {"name": "Better"})),
                "expectedVersion": rng.choice((None, 1, 2)),
            },
            "updateProducts": lambda rng: {
                "patches": self._patches(rng, "Product", {"name": "Best"}, {"expectedVersion": 1})
            },
            "upsertProduct": lambda rng: {"product": {**self._product(rng), "sku": "SAME"}, "on": "SKU"},
            "createCategory": lambda rng: {"category": {"name": "New", "slug": self._name()}},
            "updateProfile": lambda rng: {"id": self._id(rng, "Profile"), "patch": {"bio": "Words."}},
            "transferCredits": lambda rng: {
                "fromUserId": self._id(rng, "User"),
                "toUserId": self._id(rng, "User"),
                "amount": "0.00",
            },
            "placeOrder": lambda rng: {
                "userId": self._id(rng, "User"),
                "items": [{"productId": each, "quantity": 1} for each in rng.sample(self.ids["Product"], 2)],
            },
            "cancelOrder": lambda rng: {"orderId": self._id(rng, "Order")},
        }

    def _id(self, rng: Random, name: str) -> str:
        return rng.choice(self.ids[name])

    def _name(self) -> str:
        return f"new-{next(self._numbers)}"

    def _some(self, rng: Random, make: Callable[[Random], Input]) -> list[Input]:
        return [make(rng) for _ in range(rng.choice((0, 1, 3)))]

    def _patches(self, rng: Random, name: str, patch: Input, more: Input) -> list[Input]:
        chosen = rng.sample(self.ids[name], rng.choice((1, 2, 3)))
        return [{"id": each, "patch": rng.choice(({}, patch)), **rng.choice(({}, more))} for each in chosen]

    def _team(self, _rng: Random) -> Input:
        return {"name": self._name(), "headquarters": "Here"}

    def _hero(self, rng: Random) -> Input:
        return {"name": self._name(), "secretName": "Secret", "teamId": rng.choice((None, self._id(rng, "Team")))}

    def _post(self, rng: Random) -> Input:
        return {"title": "New", "body": "Words.", "slug": self._name(), "authorId": self._id(rng, "User")}

    def _product(self, rng: Random) -> Input:
        return {"sku": self._name(), "name": "New", "price": "1.00", "categoryId": self._id(rng, "Category")}

    def _links(self, rng: Random, names: Sequence[str]) -> Input:
        found: Input = {}
        for name in names:
            if rng.random() < 0.7:
                chosen = rng.sample(self.ids["Tag"], 2)
                ways: Sequence[Input] = [{"id": chosen[0]}, {"databaseId": codec.decode(chosen[1])[1]}]
                found[name] = ways[: rng.choice((1, 2))]
        if rng.random() < 0.5:
            found["create"] = [{"name": self._name()} for _ in range(rng.choice((1, 2)))]
        return found
