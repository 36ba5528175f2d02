"""Children that are created with their parent, whose key they get."""

from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.writing.museums import Museum


def tickets(*numbers: int) -> list[dict[str, Any]]:
    return [{"number": number, "price": "1.50"} for number in numbers]


async def test_children_of_several_relations_are_written_with_their_parent(api: Museum) -> None:
    await api.themes("a")
    hall = await api.write(
        "createHall",
        """hall { name version exhibits(orderBy: [{label: ASC}]) { totalCount nodes { label rank hall { name } } }
            tickets { nodes { number price } } themes { nodes { code } } }""",
        hall={"name": "x"},
        exhibits=[{"label": "b", "rank": 2}, {"label": "a"}],
        tickets=tickets(2, 1),
        themes={"connect": [{"code": "a"}]},
    )
    assert hall == {
        "name": "x",
        "version": 1,
        "exhibits": {
            "totalCount": 2,
            "nodes": [
                {"label": "a", "rank": 7, "hall": {"name": "x"}},
                {"label": "b", "rank": 2, "hall": {"name": "x"}},
            ],
        },
        "tickets": {"nodes": [{"number": 1, "price": "1.50"}, {"number": 2, "price": "1.50"}]},
        "themes": {"nodes": [{"code": "a"}]},
    }


@pytest.mark.parametrize("count", [1, 100])
async def test_one_statement_for_all_children_of_a_relation(api: Museum, count: int) -> None:
    exhibits = [{"label": f"e{number}"} for number in range(count)]
    with record_statements(api.database) as log:
        await api.write(
            "createHall", "hall { id }", hall={"name": "x"}, exhibits=exhibits, tickets=tickets(*range(1, count + 1))
        )
    log.assert_count(3)
    assert len(await api.rows("exhibit")) == len(await api.rows("ticket")) == count


async def test_rules_are_told_at_the_child_and_nothing_is_written(api: Museum) -> None:
    given: dict[str, Any] = {"hall": {"name": "x"}, "tickets": [*tickets(1), {"number": 0, "price": "1.505"}]}
    assert await api.refused("createHall", "hall { id }", **given, exhibits=[{"label": ""}]) == [
        ("InvalidInput", "INVALID", ["input", "exhibits", "0", "label"]),
        ("InvalidInput", "INVALID", ["input", "tickets", "1", "number"]),
        ("InvalidInput", "INVALID", ["input", "tickets", "1", "price"]),
    ]


async def test_constraints_are_told_at_the_child_and_nothing_is_written(api: Museum) -> None:
    await api.exhibit("taken", await api.hall())
    exhibits = [{"label": "a"}, {"label": "taken"}, {"label": "b", "rank": 0}]
    assert await api.refused("createHall", "hall { id }", hall={"name": "x"}, exhibits=exhibits) == [
        ("Conflict", "CONFLICT", ["input", "exhibits", "1", "label"]),
        ("InvalidInput", "INVALID", ["input", "exhibits", "2", "rank"]),
    ]
    assert await api.refused("createHall", "hall { id }", hall={"name": "x"}, tickets=tickets(1, 2, 1)) == [
        ("Conflict", "CONFLICT", ["input", "tickets", "2", "number"])
    ]


async def test_a_parent_that_is_refused_takes_its_children_along(api: Museum) -> None:
    await api.hall("taken")
    assert await api.refused("createHall", "hall { id }", hall={"name": "taken"}, tickets=tickets(1)) == [
        ("Conflict", "CONFLICT", ["input", "hall", "name"])
    ]


async def test_too_many_children_are_refused(api: Museum) -> None:
    query = "mutation ($input: CreateHallInput!) { createHall(input: $input) { hall { id } } }"
    given = {"hall": {"name": "x"}, "tickets": tickets(*range(1, 102))}
    assert await api.operations.codes(query, input=given) == ["BAD_USER_INPUT"]
    assert await api.rows("hall") == []


async def test_the_foreign_key_is_the_engines_to_fill_in(api: Museum) -> None:
    sdl = api.operations.schema.sdl()
    fields = sdl[sdl.index("input TicketCreateInHall") :].split("}")[0]
    assert "number: Int!" in fields
    assert "hallId" not in fields
    query = "mutation ($input: CreateHallInput!) { createHall(input: $input) { hall { id } } }"
    given = {"hall": {"name": "x"}, "tickets": [{**tickets(1)[0], "hallId": await api.hall()}]}
    assert await api.operations.codes(query, input=given) == ["BAD_USER_INPUT"]
