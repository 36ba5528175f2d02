"""What is selected after a write, in its payload and in later fields of the operation, is what was written."""

from tests.sqlmodel_strawberry.writing.museums import Museum


async def test_every_payload_shows_the_state_after_its_own_write(api: Museum) -> None:
    await api.themes("a", "b")
    hall = await api.hall("x")
    state = "hall { name floor version themes { nodes { code } } exhibits { totalCount } }"
    data = await api.operations.data(
        f"""mutation ($id: ID!) {{
            first: updateHall(input: {{id: $id, patch: {{floor: 1}}, themes: {{set: [{{code: "a"}}]}}}}) {{ {state} }}
            exhibits: createExhibits(input: {{exhibits: [{{hallId: $id, label: "e"}}, {{hallId: $id, label: "f"}}]}}) {{
                exhibits {{ label hall {{ floor exhibits {{ totalCount }} }} }} }}
            second: updateHall(input: {{id: $id, patch: {{floor: 2}}, themes: {{add: [{{code: "b"}}]}}}}) {{
                {state} query {{ halls {{ nodes {{ floor }} }} }} }}
            many: updateHalls(input: {{patches: [{{id: $id, patch: {{floor: 3}}}}]}}) {{
                halls {{ floor version themes {{ totalCount }} }} }}
            upsert: upsertHall(input: {{on: NAME, hall: {{name: "x", floor: 4}}}}) {{
                wasCreated hall {{ floor exhibits {{ totalCount }} }} query {{ hall(by: {{name: "x"}}) {{ floor }} }} }}
        }}""",
        id=hall,
    )
    assert data["first"]["hall"] == {
        "name": "x",
        "floor": 1,
        "version": 2,
        "themes": {"nodes": [{"code": "a"}]},
        "exhibits": {"totalCount": 0},
    }
    there = {"floor": 1, "exhibits": {"totalCount": 2}}
    assert data["exhibits"]["exhibits"] == [{"label": "e", "hall": there}, {"label": "f", "hall": there}]
    assert data["second"] == {
        "hall": {
            "name": "x",
            "floor": 2,
            "version": 3,
            "themes": {"nodes": [{"code": "a"}, {"code": "b"}]},
            "exhibits": {"totalCount": 2},
        },
        "query": {"halls": {"nodes": [{"floor": 2}]}},
    }
    assert data["many"]["halls"] == [{"floor": 3, "version": 4, "themes": {"totalCount": 2}}]
    assert data["upsert"] == {
        "wasCreated": False,
        "hall": {"floor": 4, "exhibits": {"totalCount": 2}},
        "query": {"hall": {"floor": 4}},
    }


async def test_a_refused_write_leaves_those_beside_it_alone(api: Museum) -> None:
    hall = await api.hall("x")
    data = await api.operations.data(
        """mutation ($id: ID!) {
            a: updateHall(input: {id: $id, patch: {floor: 1}}) { hall { floor } userErrors { code } }
            b: updateHall(input: {id: $id, patch: {floor: 2}, expectedVersion: 1}) {
                hall { floor } userErrors { code } query { halls { nodes { floor } } } }
            c: createHalls(input: {halls: [{name: "y"}, {name: "x"}]}) {
                halls { name } userErrors { code path } clientMutationId query { halls { totalCount } } }
        }""",
        id=hall,
    )
    assert data["a"] == {"hall": {"floor": 1}, "userErrors": []}
    assert data["b"] == {
        "hall": None,
        "userErrors": [{"code": "STALE_VERSION"}],
        "query": {"halls": {"nodes": [{"floor": 1}]}},
    }
    assert data["c"] == {
        "halls": None,
        "userErrors": [{"code": "CONFLICT", "path": ["input", "halls", "1", "name"]}],
        "clientMutationId": None,
        "query": {"halls": {"totalCount": 1}},
    }
