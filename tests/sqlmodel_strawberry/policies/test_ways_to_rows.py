"""Ways to rows that lists are not: nodes, lookups, the root search, cursors, trees, fields written by hand."""

from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values import codec
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinics import ADA, BEN, CHIEF, MISSING, STRANGER, VIEWERS, Clinic

SEEN = {"stranger": {4, 6}, "ada": {1, 2, 4, 5, 6}, "ben": {3, 4, 6}, "chief": {1, 2, 3, 4, 5, 6}}
OWN = {"stranger": set(), "ada": {1, 2, 5, 6}, "ben": {3, 4}, "chief": {1, 2, 3, 4, 5, 6}}
NOTES = {"stranger": {4, 5}, "ada": {1, 2, 4, 5}, "ben": {3, 4, 5, 6}, "chief": {1, 2, 3, 4, 5, 6}}
"""Whose patients and notes are there for whom, and whose numbers may be read."""

who = pytest.mark.parametrize("name", VIEWERS)


class TestOneRow:
    @who
    async def test_by_any_name(self, library: Clinic, name: str) -> None:
        query = """query ($id: ID!, $key: Int!, $number: String!) { node(id: $id) { id ... on Patient { name number } }
            byId: patient(by: {id: $id}) { name } byKey: patient(by: {databaseId: $key}) { name }
            byNumber: patient(by: {number: $number}) { name } }"""
        for key in (*range(1, 7), MISSING):
            given = {"id": library.id("Patient", key), "key": key, "number": f"N{key}"}
            found = await library.data(query, VIEWERS[name], **given)
            row, owns = {"name": f"P{key}"}, key in OWN[name]
            assert found["byId"] == found["byKey"] == (row if key in SEEN[name] else None)
            assert found["byNumber"] == (row if owns else None)
            node = {"id": given["id"], **row, "number": f"N{key}" if owns else None}
            assert found["node"] == (node if key in SEEN[name] else None)

    @who
    async def test_several_nodes(self, library: Clinic, name: str) -> None:
        asked = [("Patient", key) for key in (3, MISSING, 4)] + [("Note", key) for key in (3, 4, MISSING)]
        query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
        ids = [library.id(*each) for each in asked]
        found = (await library.data(query, VIEWERS[name], ids=ids))["nodes"]
        there = {"Patient": SEEN[name], "Note": NOTES[name]}
        assert found == [
            {"id": id_} if key in there[type_] else None for id_, (type_, key) in zip(ids, asked, strict=True)
        ]

    @pytest.mark.parametrize(
        "query",
        [
            "query ($id: ID!) { node(id: $id) { id } }",
            "query ($id: ID!) { patient(by: {id: $id}) { name notes { totalCount } } }",
            "query ($id: ID!) { patients(filter: {id: {eq: $id}}) { totalCount nodes { name } } }",
            "query ($id: ID!) { patients(filter: {referredBy: {id: {eq: $id}}}) { totalCount nodes { name } } }",
            "query ($id: ID!) { patients(filter: {not: {referred: {none: {id: {eq: $id}}}}}) { nodes { name } } }",
            "query ($id: ID!) { notes(filter: {patient: {id: {eq: $id}}}) { nodes { text } aggregate { count } } }",
        ],
    )
    async def test_what_is_not_seen_is_answered_as_what_is_not_there(self, library: Clinic, query: str) -> None:
        """In the same statements."""
        answers, statements = [], []
        for key in (3, MISSING):
            with record_statements(library.database) as log:
                answers.append((await library.run(query, ADA, id=library.id("Patient", key))).to_json())
            statements.append(log.sql)
        assert answers[0] == answers[1]
        assert statements[0] == statements[1]

    async def test_so_is_a_number_that_is_hidden(self, library: Clinic) -> None:
        answers, statements = [], []
        for number in ("N3", "N4", "none"):
            with record_statements(library.database) as log:
                query = "query ($n: String!) { patient(by: {number: $n}) { name } }"
                answers.append((await library.run(query, ADA, n=number)).to_json())
            statements.append(log.sql)
        assert answers == [{"data": {"patient": None}}] * 3
        assert statements[0] == statements[1] == statements[2]


class TestTheRootSearch:
    @who
    async def test_finds_what_there_is(self, library: Clinic, name: str) -> None:
        query = """query ($text: String!, $after: String) { search(text: $text, first: 2, after: $after) { totalCount
            nodes { ... on Patient { databaseId } ... on Note { text } } pageInfo { hasNextPage endCursor } } }"""
        for text, keys in (("P", SEEN[name]), ("note", NOTES[name])):
            found: list[Any] = []
            after = None
            while True:
                page = (await library.data(query, VIEWERS[name], text=text, after=after))["search"]
                assert page["totalCount"] == len(keys)
                found += page["nodes"]
                if not page["pageInfo"]["hasNextPage"]:
                    break
                after = page["pageInfo"]["endCursor"]
            assert found == [{"databaseId": key} if text == "P" else {"text": f"note {key}"} for key in sorted(keys)]


ORDERS = {
    "[]": lambda key: key,
    "[{name: DESC}]": lambda key: -key,
    "[{famous: ASC}, {databaseId: DESC}]": lambda key: (key in (4, 6), -key),
    "[{referredById: ASC}]": lambda key: ({1: 9, 2: 1, 3: 2, 6: 2, 4: 3, 5: 4}[key], key),
    "[{referredById: DESC_NULLS_LAST}]": lambda key: ({1: 9, 2: -1, 3: -2, 6: -2, 4: -3, 5: -4}[key], -key),
}


class TestCursors:
    @who
    @pytest.mark.parametrize("order", ORDERS)
    @pytest.mark.parametrize("way", ["first", "last"])
    async def test_walk_over_what_there_is(self, library: Clinic, name: str, order: str, way: str) -> None:
        """And hold nothing else."""
        after = "after" if way == "first" else "before"
        query = f"""query ($cursor: String) {{ patients({way}: 1, {after}: $cursor, orderBy: {order}) {{ totalCount
            edges {{ cursor node {{ databaseId }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
        keys, cursor = [], None
        for _ in range(7):
            page = (await library.data(query, VIEWERS[name], cursor=cursor))["patients"]
            keys += [edge["node"]["databaseId"] for edge in page["edges"]]
            assert page["totalCount"] == len(SEEN[name])
            for edge in page["edges"]:
                key = edge["node"]["databaseId"]
                _, *values = codec.decode(edge["cursor"])
                assert set(values) <= {key, f"P{key}", key in (4, 6), {2: 1, 3: 2, 4: 3, 5: 4, 6: 2}.get(key)}
            if not page["pageInfo"]["hasNextPage" if way == "first" else "hasPreviousPage"]:
                break
            cursor = page["pageInfo"]["endCursor" if way == "first" else "startCursor"]
        expected = sorted(SEEN[name], key=ORDERS[order])
        assert keys == (expected if way == "first" else expected[::-1])

    async def test_an_order_through_what_is_not_seen_is_that_of_nothing(self, library: Clinic) -> None:
        """Patient 4 was referred by 3, who is not there for Ada: she stands with those who came by themselves."""
        query = "{ patients(orderBy: [{referredBy: {name: ASC}}]) { edges { cursor node { databaseId } } } }"
        edges = (await library.data(query, ADA))["patients"]["edges"]
        assert [edge["node"]["databaseId"] for edge in edges] == [2, 6, 5, 1, 4]
        assert [codec.decode(edge["cursor"])[1] for edge in edges] == ["P1", "P2", "P4", None, None]

    async def test_one_of_somebody_who_sees_more_is_no_way_to_more(self, library: Clinic) -> None:
        """A cursor is a place; who stands there does not matter."""
        query = "query ($after: String) { patients(first: 2, after: $after) { edges { cursor node { databaseId } } } }"
        chiefs = (await library.data(query, CHIEF))["patients"]["edges"]
        for edge in (await library.data(query, CHIEF, after=chiefs[0]["cursor"]))["patients"]["edges"]:
            found = (await library.data(query, ADA, after=edge["cursor"]))["patients"]["edges"]
            assert (
                [each["node"]["databaseId"] for each in found] == [4, 5] if edge["node"]["databaseId"] == 3 else [3, 4]
            )

    async def test_a_forged_one_compares_nothing_that_is_hidden(self, library: Clinic) -> None:
        by_weight = "patients(first: 1, orderBy: [{weight: ASC}], after: $after)"
        query = f"query ($after: String) {{ {by_weight} {{ edges {{ cursor }} }} }}"
        cursor = (await library.data(query, CHIEF))["patients"]["edges"][0]["cursor"]
        assert await library.code(query, ADA, after=cursor) == "FORBIDDEN"
        assert await library.code(query, STRANGER, after=cursor) == "UNAUTHENTICATED"
        # Nor does it pass for one of another order.
        query = "query ($after: String) { patients(after: $after) { totalCount } }"
        assert await library.code(query, ADA, after=cursor) == "BAD_USER_INPUT"


class TestTrees:
    @pytest.mark.parametrize(
        ("viewer", "ancestors"),
        [
            # 5 by 4, 4 by 3, 3 by 2, 2 by 1: with 3 unseen, what is above is not reached.
            (ADA, {1: "", 2: "1", 4: "", 5: "4", 6: "21"}),
            (BEN, {3: "", 4: "3", 6: ""}),
            (STRANGER, {4: "", 6: ""}),
            (CHIEF, {1: "", 2: "1", 3: "21", 4: "321", 5: "4321", 6: "21"}),
        ],
    )
    async def test_what_is_above(self, library: Clinic, viewer: Doctor | None, ancestors: dict[int, str]) -> None:
        found = await library.data("{ patients { nodes { databaseId referredByAncestors { databaseId } } } }", viewer)
        assert {
            node["databaseId"]: "".join(str(each["databaseId"]) for each in node["referredByAncestors"])
            for node in found["patients"]["nodes"]
        } == ancestors

    @pytest.mark.parametrize(
        ("viewer", "below"),
        [
            (ADA, {1: "26", 2: "6", 4: "5", 5: "", 6: ""}),
            (BEN, {3: "4", 4: "", 6: ""}),
            (CHIEF, {1: "23645", 2: "3645", 3: "45", 4: "5", 5: "", 6: ""}),
        ],
    )
    async def test_what_is_below(self, library: Clinic, viewer: Doctor, below: dict[int, str]) -> None:
        found = await library.data("{ patients { nodes { databaseId referredDescendants { databaseId } } } }", viewer)
        assert {
            node["databaseId"]: "".join(str(each["databaseId"]) for each in node["referredDescendants"])
            for node in found["patients"]["nodes"]
        } == below

    @pytest.mark.parametrize(
        ("viewer", "trustees", "wards"),
        [
            # 2 by 1, 3 and 4 by 2, 5 by 4, 6 by 3; who somebody's trustee is, only their doctor may know.
            (ADA, {1: "", 2: "1", 4: "", 5: "4", 6: ""}, {1: "2", 2: "", 4: "5", 5: "", 6: ""}),
            (BEN, {3: "", 4: "", 6: ""}, {3: "", 4: "", 6: ""}),
            (STRANGER, {4: "", 6: ""}, {4: "", 6: ""}),
            (
                CHIEF,
                {1: "", 2: "1", 3: "21", 4: "21", 5: "421", 6: "321"},
                {1: "23456", 2: "3456", 3: "6", 4: "5", 5: "", 6: ""},
            ),
        ],
    )
    async def test_along_what_is_hidden(
        self, library: Clinic, viewer: Doctor | None, trustees: dict[int, str], wards: dict[int, str]
    ) -> None:
        query = "{ patients { nodes { databaseId trusteeAncestors { databaseId } wardsDescendants { databaseId } } } }"
        nodes = (await library.data(query, viewer))["patients"]["nodes"]
        for field, expected in (("trusteeAncestors", trustees), ("wardsDescendants", wards)):
            found = {node["databaseId"]: "".join(str(each["databaseId"]) for each in node[field]) for node in nodes}
            assert found == expected, field


class TestHiddenForeignKeys:
    @who
    async def test_lead_nowhere(self, library: Clinic, name: str) -> None:
        wards_ = "wards { totalCount nodes { databaseId } }"
        query = f"{{ patients {{ nodes {{ databaseId trusteeId trustee {{ databaseId }} {wards_} }} }} }}"
        trustees = {2: 1, 3: 2, 4: 2, 5: 4, 6: 3}
        for node in (await library.data(query, VIEWERS[name]))["patients"]["nodes"]:
            key = node["databaseId"]
            trustee = trustees.get(key) if key in OWN[name] else None
            assert node["trusteeId"] == (None if trustee is None else library.id("Patient", trustee))
            assert node["trustee"] == ({"databaseId": trustee} if trustee in SEEN[name] else None)
            wards = sorted(each for each in OWN[name] if trustees.get(each) == key)
            assert node["wards"] == {"totalCount": len(wards), "nodes": [{"databaseId": each} for each in wards]}


async def test_fields_written_by_hand_get_nothing_for_what_is_hidden(library: Clinic) -> None:
    query = "{ patients(filter: {famous: {eq: true}}) { nodes { label heaviness } } }"
    nodes = (await library.data(query, ADA))["patients"]["nodes"]
    assert nodes == [
        {"label": "P4 None", "heaviness": "P4 weighs None"},
        {"label": "P6 N6", "heaviness": "P6 weighs 60"},
    ]
