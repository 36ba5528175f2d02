"""Inputs of the store's mutations."""

from collections.abc import Mapping, Sequence
from itertools import count
from random import Random
from typing import Any

from tests.differential.fault_rows import LABELS
from tests.differential.fault_tables import LARGE, NOTHING, TEXT
from tests.random_operations.mutations import Input, Inputs

WEIGHTS = (1, 2, 70, LARGE, TEXT, NOTHING)


def mutation_inputs(ids: Mapping[str, Sequence[str]]) -> Inputs:
    """Of rows that are there, and of new ones: some hold what cannot be shown."""
    numbers = count(1)

    def crate(rng: Random) -> Input:
        made: dict[str, Any] = {"code": f"N-{next(numbers)}", "weight": rng.choice(WEIGHTS)}
        if rng.random() < 0.5:
            made |= {"depotId": rng.choice((None, *ids["Depot"])), "note": rng.choice(("new", "none", "object"))}
        return made | ({"data": {"a": [1, None]}, "price": "3.10"} if rng.random() < 0.3 else {})

    def depot(rng: Random) -> Input:
        return {"name": f"New {next(numbers)}", "rent": rng.choice(WEIGHTS), "parentId": rng.choice(ids["Depot"])}

    def labels(rng: Random, *names: str) -> Input:
        links: Input = {each: [{"databaseId": rng.choice(LABELS)}] for each in names if rng.random() < 0.6}
        return links | ({"create": [{"name": f"new {next(numbers)}"}]} if rng.random() < 0.4 else {})

    def patch(rng: Random) -> Input:
        return rng.choice(({}, {"weight": rng.choice(WEIGHTS)}, {"note": "changed"}, {"depotId": None}))

    def some(rng: Random, name: str) -> list[str]:
        return rng.sample(ids[name], rng.choice((0, 1, 2, 3)))

    return {
        "createCrate": lambda rng: {"crate": crate(rng), "labels": labels(rng, "connect")},
        "createCrates": lambda rng: {"crates": [crate(rng) for _ in range(rng.choice((0, 1, 3)))]},
        "updateCrate": lambda rng: {
            "id": rng.choice(ids["Crate"]),
            "patch": patch(rng),
            "labels": labels(rng, *rng.choice((("add", "remove"), ("set",)))),
        },
        "updateCrates": lambda rng: {"patches": [{"id": id, "patch": patch(rng)} for id in some(rng, "Crate")]},
        "upsertCrate": lambda rng: {
            "crate": {**crate(rng), "code": rng.choice(("SAME", "C-02", "N-1"))},
            "on": "CODE",
        },
        "deleteCrate": lambda rng: {"id": rng.choice(ids["Crate"])},
        "deleteCrates": lambda rng: {"ids": some(rng, "Crate")},
        "emptyCrate": lambda rng: {"crateId": rng.choice(ids["Crate"]), "note": rng.choice(("empty", "none"))},
        "createDepot": lambda rng: {"depot": depot(rng)},
        "updateDepot": lambda rng: {"id": rng.choice(ids["Depot"]), "patch": {"rent": rng.choice(WEIGHTS)}},
        "deleteDepot": lambda rng: {"id": rng.choice(ids["Depot"])},
        "upsertDepot": lambda rng: {"depot": {**depot(rng), "name": "Depot 2"}, "on": "NAME"},
        "createLabel": lambda rng: {"label": {"name": rng.choice((*LABELS, f"l{next(numbers)}"))}},
        "deleteLabel": lambda rng: {"id": rng.choice(ids["Label"])},
        "restoreLabel": lambda rng: {"id": rng.choice(ids["Label"])},
    }
