"""Forged ids in mutations: a user error at their path, whatever they hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.values.test_codec import forge, plausible

SCHEMA = library.create_schema()

of_these = st.tuples(st.sampled_from([*SCHEMA.resources, "Nothing"]), st.lists(plausible, max_size=3))
hostile_ids = st.text(max_size=30) | of_these.map(lambda parts: forge([parts[0], *parts[1]]))


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    return Operations(SCHEMA, await make_database(library.library.metadata))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(hostile=hostile_ids)
async def test_no_forged_id_is_more_than_refused(api: Operations, hostile: str) -> None:
    query = """mutation ($id: ID!) {
        a: updateAuthor(input: {id: $id, patch: {name: "x"}}) { userErrors { code path } }
        b: deleteEdition(input: {id: $id}) { userErrors { code path } }
        c: createAuthor(input: {author: {name: "x", mentorId: $id}}) { userErrors { code path } }
        d: createDossier(input: {dossier: {authorId: $id}}) { userErrors { code path } }
        e: createEdition(input: {edition: {isbn: $id, number: 1, published: "2026-01-31", pages: 1}}) {
            userErrors { code path }
        }
    }"""
    result = await api.run(query, id=hostile)
    if result.data is None:
        assert [error["extensions"]["code"] for error in result.errors] == ["BAD_USER_INPUT"]
        return
    assert not result.errors
    paths = {
        "a": ["input", "id"],
        "b": ["input", "id"],
        "c": ["input", "author", "mentorId"],
        "d": ["input", "dossier", "authorId"],
        "e": ["input", "edition", "isbn"],
    }
    for alias, payload in result.data.items():
        (error,) = payload["userErrors"]
        assert error["path"] == paths[alias]
        assert error["code"] in ("INVALID", "NOT_FOUND" if alias in "ab" else "REFERENCE_MISSING")
