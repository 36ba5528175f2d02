"""Values that scalars and enums can show, as they are shown, and those that they cannot."""

import orjson
import pytest

from sqlmodel_strawberry import Context, Request
from tests.differential.expectations import INPUT, INTERNAL, Expected, check, of_crate
from tests.differential.worlds import World

SHOWN = [
    of_crate(
        "of every type",
        1,
        "databaseId code weight score packedOn openedOn shade lining price grams isOpen madeAt data depotId",
        {
            "databaseId": 1,
            "code": "C-01",
            "weight": 10,
            "score": 0.25,
            "packedOn": "2026-01-01",
            "openedOn": None,
            "shade": "RED",
            "lining": None,
            "price": "0.25",
            "grams": "1099511627777",
            "isOpen": True,
            "madeAt": "2026-01-02T03:04:05.678900+00:00",
            "data": {"n": 1, "list": [1, None, "é"]},
            "depotId": "WyJEZXBvdCIsMl0",
        },
    ),
    of_crate("ids", 1, "id databaseId", {"id": "WyJDcmF0ZSIsMV0", "databaseId": 1}),
    of_crate(
        "enums by their names",
        3,
        "lining shade tint tints",
        {"lining": "RED", "shade": "RED", "tint": "RED", "tints": ["GREEN", None]},
    ),
    of_crate("plain columns", 3, "pieces volume", {"pieces": 3, "volume": 0.375}),
    of_crate("the largest Int", 1, "wide", {"wide": 2**31 - 1}),
    of_crate("a whole Float", 4, "score density: rating", {"score": 1.0, "density": 2.0}),
    of_crate("numbers as text", 15, "remark", {"remark": "5"}),
    of_crate("truth as text", 21, "remark", {"remark": "true"}),
    of_crate(
        "JSON",
        1,
        "anything data",
        {"anything": {"id": 1, "more": [None, 1.5]}, "data": {"n": 1, "list": [1, None, "é"]}},
    ),
    of_crate("no JSON", 6, "anything data", {"anything": None, "data": None}),
    of_crate("instants", 1, "moment", {"moment": "2026-01-01T00:00:00+00:00"}),
    of_crate(
        "lists",
        1,
        "lengths widths grid",
        {"lengths": [1, 2, 3], "widths": [1, None, 3], "grid": [[1, 2], None, []]},
        ("grid.1.0", INTERNAL),
    ),
    of_crate("lists without end", 5, "grid", {"grid": [[1, 2], [3], None]}),
    Expected(
        "no rows",
        "{ crates(filter: {databaseId: {gt: 99}}) { nodes { code } edges { cursor } totalCount } }",
        {"crates": {"nodes": [], "edges": [], "totalCount": 0}},
    ),
    Expected(
        "figures",
        "{ crates(filter: {databaseId: {lt: 4}}) {"
        " aggregate { count min { score code } sum { grams } countDistinct { shade } } } }",
        {
            "crates": {
                "aggregate": {
                    "count": 3,
                    "min": {"score": 0.25, "code": "C-01"},
                    "sum": {"grams": "3298534883334"},
                    "countDistinct": {"shade": 2},
                }
            }
        },
    ),
    Expected("hand-written roots", "{ level }", {"level": 1}),
]

NOT_SHOWN = [
    of_crate("an Int past 32 bits", 3, "spare", {"spare": None}, ("spare", INPUT)),
    of_crate("an Int past 32 bits, as it is stored", 10, "pieces", None, ("pieces", INPUT)),
    of_crate("an infinite number, as it is stored", 2, "volume", {"volume": None}, ("volume", INPUT)),
    of_crate("an Int past 64 bits", 21, "spare", {"spare": None}, ("spare", INPUT)),
    of_crate("text for an Int", 9, "spare", {"spare": None}, ("spare", INPUT)),
    of_crate("a fraction for an Int", 15, "spare", {"spare": None}, ("spare", INPUT)),
    of_crate("no number", 5, "rating", {"rating": None}, ("rating", INPUT)),
    of_crate("an infinite number", 15, "rating", {"rating": None}, ("rating", INPUT)),
    of_crate("text for a Float", 21, "rating", {"rating": None}, ("rating", INPUT)),
    of_crate("a tuple for text", 5, "remark", {"remark": None}, ("remark", INPUT)),
    of_crate("text for a date", 9, "openedOn", {"openedOn": None}, ("openedOn", INTERNAL)),
    of_crate("text for an instant", 3, "moment", {"moment": None}, ("moment", INTERNAL)),
    of_crate("no number, by hand", 4, "ratio", {"ratio": None}, ("ratio", INPUT)),
    of_crate("an Int past 32 bits, by hand", 4, "wide", None, ("wide", INPUT)),
    of_crate("text for a Boolean", 3, "isLight", None, ("isLight", INPUT)),
    of_crate("a value that the enum lacks", 5, "tint", None, ("tint", INPUT)),
    of_crate("one in a list", 1, "tints", {"tints": ["GREEN", None]}, ("tints.1", INPUT)),
    of_crate("one in a column", 12, "shade", None, ("shade", INTERNAL)),
    of_crate("null in a list of non-null", 3, "lengths", None, ("lengths.1", INTERNAL)),
    of_crate("an Int past 32 bits in it", 2, "lengths", None, ("lengths.2", INPUT)),
    of_crate("text in a list", 2, "widths", {"widths": [2, None, None]}, ("widths.2", INPUT)),
    of_crate("no list", 5, "widths", {"widths": None}, ("widths", INPUT)),
    of_crate("null in a list of lists", 1, "grid", {"grid": [[1, 2], None, []]}, ("grid.1.0", INTERNAL)),
    of_crate(
        "at several places",
        15,
        "spare rating code",
        {"spare": None, "rating": None, "code": "C-15"},
        ("spare", INPUT),
        ("rating", INPUT),
    ),
]


@pytest.mark.parametrize("case", SHOWN, ids=str)
async def test_shown(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", NOT_SHOWN, ids=str)
async def test_not_shown(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("test", ["{eq: GREEN}", "{in: [GREEN]}", "{ne: RED}", "{eq: GREEN, in: [RED, GREEN]}"])
async def test_an_enum_in_a_column_of_text_is_found_by_its_value(faulty: World, test: str) -> None:
    request = Request(f"{{ crates(first: 4, filter: {{shade: {test}}}) {{ nodes {{ shade }} }} }}", {})
    await faulty.reset()
    for compiled in (True, False):
        faulty.schema.compiled = compiled
        for _ in range(3):  # the first time, of a form that is known, and as the last one
            result = await faulty.schema.execute(request, Context(faulty.mine.session(), None))
            assert orjson.loads(result.to_bytes()) == {"data": {"crates": {"nodes": [{"shade": "GREEN"}] * 4}}}
