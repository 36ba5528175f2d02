"""Refused writes: what they say, what they do not say, and that nothing was written."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import URL

from app.models import metadata
from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.resources.resource import graphql_name
from sqlmodel_strawberry.values.ids import to_global_id
from tests.databases import Databases, connected
from tests.graphql_schema.operations import Row, execute, fetch, insert_rows
from tests.graphql_schema.worlds import world

SENT = "Sent-By-The-Client-83"
HERO: Row = {"name": "New", "secretName": SENT}
USER: Row = {"email": "new@example.com", "username": "newcomer", "password": SENT}
PRODUCT: Row = {"sku": "NEW-1", "name": "New", "price": "1.00", "categoryId": "Category:1"}
POST: Row = {"title": "New", "slug": "new", "body": "New.", "authorId": "User:1"}
TOO_LARGE = "Category:99999"


@dataclass(frozen=True)
class Refusal:
    """An input, with ids written `Hero:1`, and the codes and paths that answer it."""

    mutation: str
    input: Row
    code: str
    path: str
    others: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.mutation} {self.code} {self.path}"


REFUSALS = [
    Refusal("createHero", {"hero": HERO | {"name": "Hero 1"}}, "CONFLICT", "hero.name"),
    Refusal("createHero", {"hero": HERO | {"age": -1}}, "INVALID", "hero.age"),
    Refusal("createHero", {"hero": HERO | {"name": ""}}, "INVALID", "hero.name"),
    Refusal("createHero", {"hero": HERO | {"secretName": SENT * 20}}, "INVALID", "hero.secretName"),
    Refusal("createHero", {"hero": HERO | {"teamId": "Team:99999"}}, "REFERENCE_MISSING", "hero.teamId"),
    Refusal("createHero", {"hero": HERO | {"teamId": "Hero:1"}}, "INVALID", "hero.teamId"),
    Refusal("createHero", {"hero": HERO | {"teamId": SENT}}, "INVALID", "hero.teamId"),
    Refusal("updateHero", {"id": "Hero:1", "patch": {"name": "Hero 2"}}, "CONFLICT", "patch.name"),
    Refusal("updateHero", {"id": "Hero:1", "patch": {"name": None}}, "INVALID", "patch.name"),
    Refusal("updateHero", {"id": "Hero:1", "patch": {"secretName": None}}, "INVALID", "patch.secretName"),
    Refusal("updateHero", {"id": "Hero:99999", "patch": {"secretName": SENT}}, "NOT_FOUND", "id"),
    Refusal("updateHero", {"id": "Team:1", "patch": {"secretName": SENT}}, "INVALID", "id"),
    Refusal("deleteHero", {"id": "Hero:99999"}, "NOT_FOUND", "id"),
    Refusal("transferHero", {"heroId": "Hero:99999", "teamId": "Team:1"}, "HERO_NOT_FOUND", "heroId"),
    Refusal("transferHero", {"heroId": "Hero:1", "teamId": "Team:99999"}, "TEAM_NOT_FOUND", "teamId"),
    Refusal("transferHero", {"heroId": "Hero:1", "teamId": "Team:1"}, "ALREADY_IN_TEAM", "teamId"),
    Refusal("createTeam", {"team": {"name": "Team 1", "headquarters": "x"}}, "CONFLICT", "team.name"),
    Refusal("deleteTeam", {"id": "Team:1"}, "REFERENCED", "id"),
    Refusal("createUser", {"user": USER | {"password": SENT[:7]}}, "INVALID", "user.password"),
    Refusal("createUser", {"user": USER | {"email": "user1@example.com"}}, "CONFLICT", "user.email"),
    Refusal("createUser", {"user": USER | {"email": "USER1@example.com"}}, "CONFLICT", "user.email"),
    Refusal("createUser", {"user": USER | {"username": "user1"}}, "CONFLICT", "user.username"),
    Refusal("createUser", {"user": USER | {"username": "A b"}}, "INVALID", "user.username"),
    Refusal(
        "createUser",
        {"user": USER | {"email": SENT, "username": "x"}},
        "INVALID",
        "user.email",
        [("INVALID", "user.username")],
    ),
    Refusal("updateUser", {"id": "User:1", "patch": {"password": SENT[:7]}}, "INVALID", "patch.password"),
    Refusal("updateUser", {"id": "User:1", "patch": {"password": None}}, "INVALID", "patch.password"),
    Refusal("updateUser", {"id": "User:1", "patch": {"email": "user2@example.com"}}, "CONFLICT", "patch.email"),
    Refusal("deleteUser", {"id": "User:1"}, "REFERENCED", "id"),
    Refusal("register", {"account": USER | {"password": "short"}}, "INVALID", "account.password"),
    Refusal("register", {"account": USER | {"email": "user1@example.com"}}, "EMAIL_TAKEN", "account.email"),
    Refusal("register", {"account": USER | {"username": "user1"}}, "USERNAME_TAKEN", "account.username"),
    Refusal("createProfile", {"profile": {"userId": "User:1"}}, "CONFLICT", "profile.userId"),
    Refusal("createProfile", {"profile": {"userId": "User:99999"}}, "REFERENCE_MISSING", "profile.userId"),
    Refusal("createProduct", {"product": PRODUCT | {"sku": "SKU-1"}}, "CONFLICT", "product.sku"),
    Refusal("createProduct", {"product": PRODUCT | {"price": "0"}}, "INVALID", "product.price"),
    Refusal("createProduct", {"product": PRODUCT | {"price": "1.005"}}, "INVALID", "product.price"),
    Refusal("createProduct", {"product": PRODUCT | {"price": "99999999999.99"}}, "INVALID", "product.price"),
    Refusal(
        "createProduct", {"product": PRODUCT | {"categoryId": TOO_LARGE}}, "REFERENCE_MISSING", "product.categoryId"
    ),
    Refusal("deleteProduct", {"id": "Product:1"}, "REFERENCED", "id"),
    Refusal("createCategory", {"category": {"name": "x", "slug": "shelf-1"}}, "CONFLICT", "category.slug"),
    Refusal("updateCategory", {"id": "Category:1", "patch": {"parentId": "Category:1"}}, "INVALID", "patch.parentId"),
    Refusal(
        "updateCategory", {"id": "Category:1", "patch": {"parentId": TOO_LARGE}}, "REFERENCE_MISSING", "patch.parentId"
    ),
    Refusal("deleteCategory", {"id": "Category:1"}, "REFERENCED", "id"),
    Refusal("createPost", {"post": POST | {"slug": "post-1"}}, "CONFLICT", "post.slug"),
    Refusal("createPost", {"post": POST | {"slug": "UPPER"}}, "INVALID", "post.slug"),
    Refusal("createPost", {"post": POST | {"slug": "123"}}, "INVALID", "post.slug"),
    Refusal("createTag", {"tag": {"name": "tag 1"}}, "CONFLICT", "tag.name"),
    Refusal("createItem", {"item": {"name": "x" * 101}}, "INVALID", "item.name"),
    Refusal("updateItem", {"id": "Item:1", "patch": {"name": None}}, "INVALID", "patch.name"),
]


@pytest.fixture(scope="module")
async def database(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    async with databases.temporary(template_url) as url, connected(url) as connected_database:
        await insert_rows(connected_database, world(3))
        yield connected_database


def with_ids(schema: Schema, value: Any) -> Any:
    """`Hero:1` as the global id of hero 1, at any depth."""
    if isinstance(value, dict):
        return {name: with_ids(schema, each) for name, each in value.items()}
    match = re.fullmatch(r"([A-Z][a-z]+):(\d+)", value) if isinstance(value, str) else None
    return to_global_id(schema.resources[match[1]], (int(match[2]),)) if match else value


async def contents(database: Database) -> list[Any]:
    """All rows of all tables."""
    return [sorted(map(repr, await fetch(database, f'SELECT * FROM "{name}"'))) for name in sorted(metadata.tables)]


def hidden_names(schema: Schema) -> set[str]:
    """What no answer may name: columns that are not public, and every constraint and index."""
    names = {"secret_name", "hashed_password", "password_hash"}
    for resource in schema.resources.values():
        private = {column.name for column in resource.columns.values() if not column.public} - {"secret_name"}
        names |= private | {graphql_name(name) for name in private}
    for table in metadata.tables.values():
        rules: list[Any] = [*table.constraints, *table.indexes]
        names |= {str(rule.name) for rule in rules if rule.name}
    return names


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
async def test_a_refused_write(schema: Schema, database: Database, refusal: Refusal) -> None:
    entity = re.sub(r"register|^[a-z]+(\w)", lambda match: (match[1] or "user").lower(), refusal.mutation)
    type_ = refusal.mutation[0].upper() + refusal.mutation[1:]
    query = f"""mutation ($input: {type_}Input!) {{ {refusal.mutation}(input: $input) {{
        {entity} {{ id }} clientMutationId userErrors {{ code message path }} }} }}"""
    before = await contents(database)
    sent = {"input": with_ids(schema, refusal.input) | {"clientMutationId": "m"}}
    result = await execute(schema, database, query, sent)

    assert not result.errors
    assert result.data is not None
    payload = result.data[refusal.mutation]
    assert (payload[entity], payload["clientMutationId"]) == (None, "m")
    told = [(error["code"], ".".join(error["path"])) for error in payload["userErrors"]]
    assert told == [(code, f"input.{path}") for code, path in [(refusal.code, refusal.path), *refusal.others]]

    answered = json.dumps(result.to_json())
    assert not [name for name in hidden_names(schema) if re.search(rf"\b{re.escape(name)}\b", answered)]
    assert not re.search(
        r"SELECT|INSERT|UPDATE |constraint|sqlite|asyncpg|sqlalchemy|pydantic|Traceback|File \"", answered
    )
    assert SENT[:7] not in answered, "an answer does not repeat what was sent"
    assert all(error["message"] for error in payload["userErrors"])
    assert await contents(database) == before


class TestRefusedBeforeExecution:
    @pytest.mark.parametrize(
        ("type_", "mirror", "given"),
        [
            ("CreateHeroInput", {"hero": HERO}, {"deletedAt": None}),
            ("CreateUserInput", {"user": USER}, {"role": "ADMIN"}),
            ("CreateUserInput", {"user": USER}, {"credits": "1000000"}),
            ("CreateUserInput", {"user": USER}, {"hashedPassword": "x"}),
            ("CreateUserInput", {"user": USER}, {"createdAt": "2026-01-01T00:00:00Z"}),
            ("CreateProductInput", {"product": PRODUCT}, {"version": 7}),
            ("CreateProductInput", {"product": PRODUCT}, {"id": "Product:9"}),
            ("CreatePostInput", {"post": POST}, {"publishedAt": "2026-01-01T00:00:00Z"}),
        ],
        ids=lambda value: value if isinstance(value, str) else next(iter(value)),
    )
    async def test_a_field_of_services_is_unknown(
        self, schema: Schema, database: Database, type_: str, mirror: Row, given: Row
    ) -> None:
        mutation = type_[0].lower() + type_.removesuffix("Input")[1:]
        ((entity, fields),) = mirror.items()
        before = await contents(database)
        query = f"mutation ($input: {type_}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}"
        result = await execute(schema, database, query, {"input": with_ids(schema, {entity: fields | given})})
        assert (result.executed, result.data) == (False, None)
        (error,) = result.errors
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        assert f"'{next(iter(given))}'" in error["message"]
        assert await contents(database) == before

    @pytest.mark.parametrize(
        "query",
        [
            "{ heroes { nodes { secretName } } }",
            "{ heroes { nodes { deletedAt } } }",
            "{ users { nodes { hashedPassword } } }",
            "{ users { nodes { password } } }",
            '{ heroes(filter: {secretName: {eq: "x"}}) { totalCount } }',
            "{ heroes(filter: {deletedAt: {isNull: false}}) { totalCount } }",
            '{ teams(filter: {heroes: {some: {secretName: {eq: "x"}}}}) { totalCount } }',
            "{ heroes(orderBy: [{secretName: ASC}]) { nodes { id } } }",
            "{ users(orderBy: [{hashedPassword: ASC}]) { nodes { id } } }",
            "{ heroes { aggregate { max { secretName } } } }",
            "{ users { aggregate { countDistinct { hashedPassword } } } }",
            "{ heroes { groups(by: [SECRET_NAME]) { aggregate { count } } } }",
            '{ hero(by: {secretName: "x"}) { id } }',
            'mutation { createHero(input: {hero: {name: "a", secretName: "b"}}) { hero { secretName } } }',
            "{ orders(filter: {user: {hashedPassword: {isNull: false}}}) { totalCount } }",
        ],
    )
    async def test_no_document_reads_a_secret(self, schema: Schema, database: Database, query: str) -> None:
        result = await execute(schema, database, query)
        assert (result.executed, result.data) == (False, None)
        assert {error["extensions"]["code"] for error in result.errors} == {"GRAPHQL_VALIDATION_FAILED"}
