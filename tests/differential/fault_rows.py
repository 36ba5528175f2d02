"""The rows of the store: sound ones, and in each column that has faults one row with each of them."""

import datetime as dt
import math
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.differential.fault_tables import FRACTION, HUGE, LARGE, NEVER, NOTHING, TEXT, Colour

Row = dict[str, Any]
CRATES, DEPOTS = range(1, 25), range(1, 7)
LABELS = ("cold", "heavy", "old", "red", "spoiled")
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, 678900, dt.UTC)

FAULTS: dict[int, Row] = {
    3: {"spare": LARGE},
    4: {"weight": LARGE},
    5: {"rating": -1.0, "remark": "object"},
    6: {"score": -1.0},
    8: {"note": "none"},
    9: {"opened_on": NEVER, "spare": TEXT},
    11: {"packed_on": NEVER},
    12: {"shade": "mauve"},
    14: {"weight": NOTHING, "score": -5.0, "note": "object"},
    15: {"rating": -2.0, "spare": FRACTION, "remark": "number"},
    17: {"weight": TEXT},
    18: {"score": -2.0},
    20: {"weight": HUGE, "score": -3.0, "note": "number"},
    21: {"spare": HUGE, "rating": -3.0, "remark": "truth"},
    23: {"weight": FRACTION, "note": "truth"},
}
"""By crate: what is stored for something else."""


def _crate(number: int) -> Row:
    return {
        "id": number,
        "code": f"C-{number:02}",
        "weight": number * 10,
        "spare": None if number % 4 == 0 else number,
        "score": number / 4,
        "rating": None if number % 5 == 0 else number / 2,
        "note": f"Crate {number}",
        "remark": None if number % 3 == 0 else "",
        "packed_on": dt.date(2026, 1, number),
        "opened_on": None if number % 2 else dt.date(2026, 2, number),
        "shade": "r" if number % 2 else "g",
        "lining": None if number % 3 else Colour.red,
        "price": Decimal(number) / 4,
        "grams": 2**40 + number,
        "pieces": 2**31 if number % 3 == 1 else number,
        "volume": math.inf if number in (2, 13) else number / 8,
        "is_open": number % 7 != 0,
        "made_at": MOMENT + dt.timedelta(hours=number // 2),
        "data": {"n": number, "list": [1, None, "é"]} if number % 2 else None,
        "depot_id": None if number % 6 == 0 else number % 5 + 1,
    } | FAULTS.get(number, {})


def _depot(number: int) -> Row:
    parents = {2: 1, 3: 2, 4: 1}
    rents = {3: NOTHING, 5: LARGE}
    city = None if number % 3 == 0 else "Town"
    row = {"id": number, "name": f"Depot {number}", "city": city, "rent": rents.get(number, 100 * number)}
    return row | {"parent_id": parents.get(number)}


def rows() -> list[tuple[str, list[Row]]]:
    """By table, in an order in which they can be written."""
    names = {1: "Ann", 2: "none", 4: "number"}
    keepers = [{"id": UUID(int=number), "name": name, "depot_id": number} for number, name in names.items()]
    ranks = {"cold": 1, "heavy": None, "old": LARGE, "red": 4, "spoiled": 5}
    labels = [
        {"name": name, "rank": ranks[name], "deleted_at": MOMENT if name == "spoiled" else None} for name in LABELS
    ]
    marked = [{"crate_id": number, "label_name": LABELS[number % 5]} for number in CRATES]
    marked += [{"crate_id": number, "label_name": LABELS[(number + 2) % 5]} for number in CRATES if number % 2]
    return [
        ("depot", [_depot(number) for number in DEPOTS]),
        ("keeper", keepers),
        ("crate", [_crate(number) for number in CRATES]),
        ("label", labels),
        ("marked", marked),
    ]
