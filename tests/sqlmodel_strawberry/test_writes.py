"""Refused writes: every rule answers with its code at its field on both databases, and leaves nothing behind."""

from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import ledger
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = ledger.create_schema()
EVERYTHING = " ".join(
    column.graphql_name for column in SCHEMA.resources["Account"].columns.values() if column.name != "id"
)
GONE = to_global_id(SCHEMA.resources["Account"], (99,))
SQL_WORDS = ("insert", "update ", "select", "sqlite", "asyncpg", "constraint", "uq_", "ck_", "ix_", "violat", "$1", "?")


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    return Operations(SCHEMA, await make_database(ledger.ledger.metadata))


async def create(api: Operations, noun: str = "account", **values: Any) -> dict[str, Any]:
    payload = await api.write(f"create{noun.capitalize()}", f"{noun} {{ id }}", **{noun: values})
    assert payload["errors"] == []
    row: dict[str, Any] = payload[noun]
    return row


async def rows(api: Operations) -> Any:
    """Everything there is, to compare before and after."""
    return await api.data(
        f"{{ accounts {{ nodes {{ id {EVERYTHING} }} }} entries {{ nodes {{ id accountId contraId }} }} }}"
    )


async def refused(api: Operations, mutation: str, **data: Any) -> list[Any]:
    """The user errors of a mutation that must write nothing and say nothing of the database."""
    noun = "account" if mutation.endswith("Account") else "entry"
    before = await rows(api)
    payload = await api.write(mutation, f"{noun} {{ id }}", **data)
    assert payload[noun] is None
    assert await rows(api) == before
    for message in payload["messages"]:
        assert message
        assert not [word for word in SQL_WORDS if word in message.lower()], message
    errors: list[Any] = payload["errors"]
    return errors


def invalid(*path: str) -> list[Any]:
    return [("InvalidInput", "INVALID", ["input", *path])]


def conflict(*path: str) -> list[Any]:
    return [("Conflict", "CONFLICT", ["input", *path])]


def missing(*path: str) -> list[Any]:
    return [("ReferenceMissing", "REFERENCE_MISSING", ["input", *path])]


class TestConstraints:
    """Rules that only the database knows."""

    @pytest.mark.parametrize(
        ("values", "path"),
        [
            ({"name": "taken"}, "name"),
            ({"name": "b", "alias": "open"}, "alias"),
            ({"name": "b", "branch": 2, "number": 7}, "branch"),
        ],
        ids=["a column", "a partial index", "two columns"],
    )
    async def test_unique(self, api: Operations, values: Any, path: str) -> None:
        await create(api, name="taken", alias="open", branch=2, number=7)
        assert await refused(api, "createAccount", account=values) == conflict("account", path)
        other = await create(api, name="other")
        patch = {key: value for key, value in values.items() if value != "b"}
        assert await refused(api, "updateAccount", id=other["id"], patch=patch) == conflict("patch", path)

    async def test_unique_at_the_one_column_that_was_sent(self, api: Operations) -> None:
        await create(api, name="a", branch=2, number=7)
        other = await create(api, name="b", branch=2, number=8)
        assert await refused(api, "updateAccount", id=other["id"], patch={"number": 7}) == conflict("patch", "number")

    async def test_a_partial_index_lets_the_others_be(self, api: Operations) -> None:
        await create(api, name="a", alias="same", closed=True)
        await create(api, name="b", alias="same", closed=True)
        await create(api, name="c", alias="same")
        assert await refused(api, "createAccount", account={"name": "d", "alias": "same"}) == conflict(
            "account", "alias"
        )

    async def test_a_foreign_key_to_nothing(self, api: Operations) -> None:
        account = await create(api, name="a")
        entry = await create(api, "entry", accountId=account["id"])
        assert await refused(api, "createEntry", entry={"accountId": GONE}) == missing("entry", "accountId")
        given = {"accountId": account["id"], "contraId": GONE}
        assert await refused(api, "createEntry", entry=given) == missing("entry", "contraId")
        assert await refused(api, "updateEntry", id=entry["id"], patch={"contraId": GONE}) == missing(
            "patch", "contraId"
        )
        both = {"accountId": GONE, "contraId": GONE}
        for mutation, data, base in (
            ("createEntry", {"entry": both}, "entry"),
            ("updateEntry", {"id": entry["id"], "patch": both}, "patch"),
        ):
            expected = [*missing(base, "accountId"), *missing(base, "contraId")]
            assert await refused(api, mutation, **data) == expected

    async def test_a_foreign_key_to_its_own_table(self, api: Operations) -> None:
        account = await create(api, name="a")
        assert await refused(api, "createAccount", account={"name": "b", "parentId": GONE}) == missing(
            "account", "parentId"
        )
        assert await refused(api, "updateAccount", id=account["id"], patch={"parentId": GONE}) == missing(
            "patch", "parentId"
        )

    async def test_a_row_that_others_point_to_is_not_deleted(self, api: Operations) -> None:
        account = await create(api, name="a")
        entry = await create(api, "entry", accountId=account["id"])
        referenced = [("Referenced", "REFERENCED", ["input", "id"])]
        assert await refused(api, "deleteAccount", id=account["id"]) == referenced
        assert (await api.write("deleteEntry", "entry { accountId }", id=entry["id"]))["errors"] == []
        assert (await api.write("deleteAccount", "account { name }", id=account["id"]))["account"] == {"name": "a"}

    @pytest.mark.parametrize(
        ("values", "path"),
        [
            ({"balance": "-0.01"}, ["balance"]),
            ({"low": 2, "high": 1}, ["high"]),
            ({"low": 1}, ["low"]),
            ({"grade": "z"}, []),
        ],
        ids=["one column", "two columns", "the one that was sent", "written by hand"],
    )
    async def test_check(self, api: Operations, values: Any, path: list[str]) -> None:
        account = await create(api, name="a")
        sent = {"account": {"name": "b", **values}}
        # A default is no value that the client sent, but both columns of the rule are written by a create.
        expected = ["high"] if values == {"low": 1} else path
        assert await refused(api, "createAccount", **sent) == invalid("account", *expected)
        assert await refused(api, "updateAccount", id=account["id"], patch=values) == invalid("patch", *path)

    async def test_not_null(self, api: Operations) -> None:
        account = await create(api, name="a")
        assert await refused(api, "createAccount", account={"name": "nobody"}) == invalid("account", "name")
        assert await refused(api, "updateAccount", id=account["id"], patch={"name": "nobody"}) == invalid(
            "patch", "name"
        )

    async def test_a_row_that_is_gone(self, api: Operations) -> None:
        not_found = [("NotFound", "NOT_FOUND", ["input", "id"])]
        for patch in ({"note": "x"}, {}):
            assert await refused(api, "updateAccount", id=GONE, patch=patch) == not_found
        assert await refused(api, "deleteAccount", id=GONE) == not_found

    async def test_the_operation_goes_on_after_a_refusal(self, api: Operations) -> None:
        await create(api, name="taken")
        query = """mutation {
            a: createAccount(input: {account: {name: "taken"}}) { ...Payload }
            b: createAccount(input: {account: {name: "free"}}) { ...Payload }
        }
        fragment Payload on CreateAccountPayload { userErrors { code } query { accounts { totalCount } } }"""
        assert await api.data(query) == {
            "a": {"userErrors": [{"code": "CONFLICT"}], "query": {"accounts": {"totalCount": 1}}},
            "b": {"userErrors": [], "query": {"accounts": {"totalCount": 2}}},
        }


class TestBoundaryModels:
    """Rules of pydantic are decided before any SQL."""

    @pytest.mark.parametrize(
        ("values", "path"),
        [
            ({"alias": "a"}, ["alias"]),
            ({"alias": "a" * 21}, ["alias"]),
            ({"alias": "A-1"}, ["alias"]),
            ({"branch": 0}, ["branch"]),
            ({"branch": 10}, ["branch"]),
            ({"note": "damn"}, ["note"]),
            ({"small": 0, "note": "x"}, []),
        ],
        ids=["too short", "too long", "pattern", "too small", "too large", "field validator", "model validator"],
    )
    async def test_a_broken_rule_is_invalid_at_its_field(self, api: Operations, values: Any, path: list[str]) -> None:
        account = await create(api, name="a")
        with record_statements(api.database) as log:
            sent = {"name": "b", **values}
            payload = await api.write("createAccount", "account { id }", account=sent)
            assert payload["errors"] == invalid("account", *path)
            payload = await api.write("updateAccount", "account { id }", id=account["id"], patch=values)
            assert payload["errors"] == invalid("patch", *path)
        log.assert_count(0)

    async def test_all_broken_rules_are_told_at_once(self, api: Operations) -> None:
        errors = await refused(api, "createAccount", account={"name": "a", "alias": "A", "branch": 0, "note": "damn"})
        assert {tuple(path) for _, _, path in errors} == {
            ("input", "account", name) for name in ("alias", "branch", "note")
        }

    async def test_the_validators_words_reach_the_client(self, api: Operations) -> None:
        payload = await api.write("createAccount", "account { id }", account={"name": "a", "note": "damn"})
        assert payload["messages"] == ["Mind your language."]


class TestAbsentAndNull:
    async def test_what_is_absent_is_left_alone(self, api: Operations) -> None:
        account = await create(api, name="a", note="n", number=5, extra={"a": 1}, kind="odd")
        payload = await api.write(
            "updateAccount", "account { name note number extra kind }", id=account["id"], patch={"number": 6}
        )
        assert payload["account"] == {"name": "a", "note": "n", "number": 6, "extra": {"a": 1}, "kind": "odd"}

    async def test_null_is_written_where_the_column_allows_it(self, api: Operations) -> None:
        account = await create(api, name="a", note="n", number=5, extra={"a": 1})
        nulls = {"note": None, "number": None, "extra": None}
        payload = await api.write("updateAccount", "account { note number extra }", id=account["id"], patch=nulls)
        assert payload["account"] == nulls

    @pytest.mark.parametrize("name", ["name", "closed", "balance", "low", "kind"])
    async def test_null_for_another_column_is_refused_before_sql(self, api: Operations, name: str) -> None:
        account = await create(api, name="a")
        with record_statements(api.database) as log:
            payload = await api.write("updateAccount", "account { id }", id=account["id"], patch={name: None})
        assert payload["errors"] == invalid("patch", name)
        log.assert_count(0)

    async def test_null_in_a_create_is_not_absence(self, api: Operations) -> None:
        assert await refused(api, "createAccount", account={"name": "a", "kind": None}) == invalid("account", "kind")
        payload = await api.write("createAccount", "account { kind }", account={"name": "a"})
        assert payload["account"] == {"kind": "plain"}

    async def test_a_variable_that_was_not_given_is_absent(self, api: Operations) -> None:
        account = await create(api, name="a", note="n")
        query = """mutation ($id: ID!, $note: String, $number: Int) {
            updateAccount(input: {id: $id, patch: {note: $note, number: $number}}) { account { note number } }
        }"""
        changed = await api.data(query, id=account["id"], number=1)
        assert changed["updateAccount"]["account"] == {"note": "n", "number": 1}

    async def test_an_empty_patch_changes_nothing(self, api: Operations) -> None:
        account = await create(api, name="a")
        payload = await api.write("updateAccount", "account { changes version }", id=account["id"], patch={})
        assert payload["account"] == {"changes": 0, "version": 1}
