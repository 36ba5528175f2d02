"""Rules that look into other tables, and references by columns that are no key."""

import json
from typing import Any

import pytest
from sqlalchemy import insert

from sqlmodel_strawberry import Context, Database, Request, Result
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.policies.clinics import answer, mutation_of
from tests.sqlmodel_strawberry.policies.office import Booking, Desk, Membership, Person, Project, Task, Team, office
from tests.sqlmodel_strawberry.policies.office import office_schema as make_schema

SCHEMA = make_schema()
STRANGER, IDA, JO, LONER = None, Person(1, team_id=1), Person(2, team_id=2), Person(3)


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    """Ida is of team 1 and leads project 1; Jo is of team 2; project 4 is open, though of a team that hides."""
    database = await make_database(office.metadata)
    projects = [
        {"id": 1, "title": "a", "code": "A", "team_id": 1, "lead_id": 1, "open": False},
        {"id": 2, "title": "b", "code": "B", "team_id": 1, "lead_id": 2, "open": False},
        {"id": 3, "title": "c", "code": "C", "team_id": 2, "lead_id": 2, "open": False},
        {"id": 4, "title": "d", "code": "D", "team_id": 3, "lead_id": 1, "open": True},
    ]
    tasks = [{"id": key, "title": f"t{key}", "project_code": code} for key, code in enumerate("ABCD", 1)]
    desks = [{"room": room, "number": 1, "team_id": team} for room, team in (("x", 1), ("y", 2), ("z", None))]
    async with database.engine.begin() as connection:
        await connection.execute(insert(Team), [{"id": key, "name": f"T{key}"} for key in (1, 2, 3, 4)])
        await connection.execute(insert(Membership), [{"team_id": 1, "person_id": 1}, {"team_id": 2, "person_id": 2}])
        await connection.execute(insert(Project), projects)
        await connection.execute(insert(Task), tasks)
        await connection.execute(insert(Desk), desks)
        await connection.execute(insert(Booking), [{"id": 1000, "room": "x", "number": 1}])
    return database


async def run(database: Database, query: str, viewer: Person | None, **variables: Any) -> Result:
    return await SCHEMA.execute(Request(query, variables), Context(database.session(), viewer))


async def data(database: Database, query: str, viewer: Person | None) -> Any:
    result = await run(database, query, viewer)
    assert not result.errors, result.errors
    return result.data


EVERYTHING = """{ teams { totalCount nodes { name projects { nodes { title } } } }
    projects { nodes { title code team { name } tasks { totalCount } } }
    tasks(orderBy: [{title: DESC}]) { totalCount nodes { title project { title } } } }"""


@pytest.mark.parametrize(
    ("viewer", "teams", "projects", "tasks"),
    [
        # Teams with the projects that are reached from them; projects, and whether their codes and teams are shown.
        (STRANGER, {"T3": ""}, {"d": ""}, {"t4": None}),
        (IDA, {"T1": "ab", "T3": "d"}, {"a": "A T1", "b": "T1", "d": "D T3"}, {"t1": "a", "t2": None, "t4": "d"}),
        (JO, {"T2": "c", "T3": "d"}, {"c": "C T2", "d": "T3"}, {"t3": "c", "t4": None}),
        (LONER, {"T3": "d"}, {"d": "T3"}, {"t4": None}),
    ],
)
async def test_what_there_is(
    database: Database, viewer: Person | None, teams: dict[str, str], projects: dict[str, str], tasks: dict[str, Any]
) -> None:
    found = await data(database, EVERYTHING, viewer)
    assert found["teams"]["totalCount"] == len(teams)
    assert {t["name"]: "".join(p["title"] for p in t["projects"]["nodes"]) for t in found["teams"]["nodes"]} == teams
    shown = {}
    for project in found["projects"]["nodes"]:
        # A project's tasks are tied to it by the code: whoever may not read that is not told which are.
        assert project["tasks"]["totalCount"] == (project["code"] is not None)
        team = project["team"] and project["team"]["name"]
        shown[project["title"]] = " ".join(filter(None, [project["code"], team]))
    assert shown == projects
    assert found["tasks"]["totalCount"] == len(tasks)
    named = {each["title"]: each["project"] and each["project"]["title"] for each in found["tasks"]["nodes"]}
    assert list(named.items()) == sorted(tasks.items(), reverse=True)


async def test_statements_are_compiled_once_for_everybody(database: Database) -> None:
    """Rules with subqueries of their own included."""
    engine = database.engine.sync_engine
    await data(database, EVERYTHING, Person(101))
    kept = set(engine._compiled_cache or ())
    assert kept
    await data(database, EVERYTHING, Person(102))
    assert set(engine._compiled_cache or ()) == kept


async def test_who_has_no_team_is_in_none(database: Database) -> None:
    """A comparison with None holds of no row, and nor does its opposite."""
    query = "{ desks { nodes { room teamId } } }"
    assert (await data(database, query, IDA))["desks"]["nodes"] == [{"room": "x", "teamId": None}]
    assert (await data(database, query, LONER))["desks"]["nodes"] == []
    assert (await data(database, query, STRANGER))["desks"]["nodes"] == []


async def refusals(database: Database, mutation: str, selection: str, inputs: list[Any], viewer: Person) -> Any:
    """The one answer to all of these inputs, which take the same statements."""
    answers, statements = set(), set()
    for each in inputs:
        with record_statements(database) as log:
            result = await run(database, mutation_of(mutation, selection), viewer, input=each)
        answers.add(json.dumps(result.to_json()))
        statements.add(tuple(log.sql))
    assert len(answers) == len(statements) == 1, answers
    return answer(result)


class TestReferencesByAUniqueColumn:
    async def test_what_is_not_seen_and_what_is_not_there(self, database: Database) -> None:
        """A project of others, one of Ida's own whose code she may not know, and none."""
        new = [{"task": {"title": "x", "projectCode": code}} for code in ("C", "B", "none")]
        found = await refusals(database, "createTask", "task { title }", new, IDA)
        assert found == [("REFERENCE_MISSING", ["input", "task", "projectCode"])]
        id_ = (await data(database, "{ tasks(first: 1) { nodes { id } } }", IDA))["tasks"]["nodes"][0]["id"]
        moved = [{"id": id_, "patch": {"projectCode": code}} for code in ("C", "B", "none")]
        found = await refusals(database, "updateTask", "task { title }", moved, IDA)
        assert found == [("REFERENCE_MISSING", ["input", "patch", "projectCode"])]

    async def test_what_is_seen(self, database: Database) -> None:
        given = {"tasks": [{"title": "x", "projectCode": "A"}, {"title": "y", "projectCode": "D"}]}
        if database.dialect == "postgresql":
            async with database.engine.begin() as connection:
                await connection.exec_driver_sql("SELECT setval('task_id_seq', 1000)")
        with record_statements(database) as log:
            result = await run(database, mutation_of("createTasks", "tasks { title }"), IDA, input=given)
        assert result.cost is not None
        assert 3 == len(log) == result.cost.estimated.statements  # the project, the task, and the task once more
        assert answer(result) == [{"title": "x"}, {"title": "y"}]


class TestReferencesOfSeveralColumns:
    async def test_what_is_not_seen_and_what_is_not_there(self, database: Database) -> None:
        desks = [{"room": "y", "number": 1}, {"room": "z", "number": 1}, {"room": "x", "number": 2}]
        new = [{"booking": desk} for desk in desks]
        found = await refusals(database, "createBooking", "booking { room }", new, IDA)
        assert found == [("REFERENCE_MISSING", ["input", "booking", "room"])]

    async def test_of_a_change(self, database: Database) -> None:
        id_ = (await data(database, "{ bookings { nodes { id } } }", IDA))["bookings"]["nodes"][0]["id"]
        desks = [{"room": "y", "number": 1}, {"room": "z", "number": 1}, {"room": "x", "number": 2}]
        moved = [{"id": id_, "patch": desk} for desk in desks]
        found = await refusals(database, "updateBooking", "booking { room }", moved, IDA)
        assert found == [("REFERENCE_MISSING", ["input", "patch", "room"])]

    async def test_of_a_change_of_a_part(self, database: Database) -> None:
        """The rest is in the row, but nobody has said that it is for the viewer to point there."""
        id_ = (await data(database, "{ bookings { nodes { id } } }", IDA))["bookings"]["nodes"][0]["id"]
        for patch in ({"room": "y"}, {"room": "none"}, {"number": 2}):
            found = await refusals(database, "updateBooking", "booking { room }", [{"id": id_, "patch": patch}], IDA)
            assert found == [("INVALID", ["input", "patch", next(iter(patch))])]
        away = {"id": id_, "patch": {"room": None}}
        result = await run(database, mutation_of("updateBooking", "booking { number room }"), IDA, input=away)
        assert answer(result) == {"number": 1, "room": None}

    async def test_what_is_seen_and_what_points_nowhere(self, database: Database) -> None:
        for desk in ({"room": "x", "number": 1}, {"room": "y"}, {"room": "y", "number": None}, {}):
            result = await run(database, mutation_of("createBooking", "booking { room }"), IDA, input={"booking": desk})
            assert answer(result) == {"room": desk.get("room")}
