"""Who may read and write what, found out by trying it: every field and every mutation, as every role."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType, GraphQLOutputType, get_named_type, is_composite_type

from sqlmodel_strawberry import Context, Database, Request, Schema, Session
from sqlmodel_strawberry.resources.resource import Resource, graphql_name
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.ids import to_global_id
from tests.graphql_schema.permission_world import IDENTITY, RESTORED, ROLES, ROWS, SAMPLES, SERVICES, USERS, Case
from tests.graphql_schema.samples import sample_input

Table = list[list[str]]


async def readings(schema: Schema, database: Database) -> Table:
    """A row for each type and each of its fields; by role, of which rows a value is seen."""
    table: Table = []
    for resource in schema.resources.values():
        everything = await _seen(schema, database, resource, "admin")
        for name in (None, *_fields(schema, resource)):
            cells = [f"`{resource.name}`" if name is None else f"`{resource.name}.{name}`"]
            for role in ROLES:
                seen = everything if role == "admin" else await _seen(schema, database, resource, role)
                cells.append(_rows(seen.get(name, []), everything[None]))
            table.append(cells)
    return table


def _fields(schema: Schema, resource: Resource) -> Iterator[str]:
    type_ = schema.graphql.type_map[resource.name]
    assert isinstance(type_, GraphQLObjectType)
    yield from sorted(name for name in type_.fields if name not in ("id", "databaseId"))


async def _seen(schema: Schema, database: Database, resource: Resource, role: str) -> dict[str | None, list[str]]:
    """By field, the ids of rows of which a value is seen; by None, those of all rows that are."""
    type_ = schema.graphql.type_map[resource.name]
    assert isinstance(type_, GraphQLObjectType)
    names = list(_fields(schema, resource))
    selection = " ".join(f"{name}{_below(type_.fields[name].type)}" for name in names)
    key = "databaseId" if isinstance(resource.key[0].annotation, type) and "databaseId" in type_.fields else "id"
    query = f"{{ {resource.list_name}(first: 20) {{ totalCount nodes {{ {key} {selection} }} }} }}"
    result = await schema.execute(Request(query, {}), Context(database.session(), ROLES[role]))
    assert not result.errors, result.errors
    assert result.data is not None
    found = result.data[resource.list_name]
    assert found["totalCount"] == len(found["nodes"])
    seen: dict[str | None, list[str]] = {None: [_owner(node[key]) for node in found["nodes"]]}
    for name in names:
        seen[name] = [_owner(node[key]) for node in found["nodes"] if _has_value(node[name])]
    return seen


def _owner(key: Any) -> str:
    """The number in a key: a number itself, a UUID made of one, or a global id of such a UUID and another key."""
    if isinstance(key, int):
        return str(key)
    try:
        return str(UUID(key).int)
    except ValueError:
        return str(UUID(codec.decode(key)[1]).int)


def _below(type_: GraphQLOutputType) -> str:
    named = get_named_type(type_)
    if not is_composite_type(named):
        return ""
    return " { nodes { id } }" if named.name.endswith("Connection") else " { id }"


def _has_value(value: Any) -> bool:
    return bool(value["nodes"]) if isinstance(value, dict) and "nodes" in value else value not in (None, [])


def _rows(seen: list[str], everything: list[str]) -> str:
    if not seen:
        return "–"
    return "all" if len(seen) == len(everything) else ", ".join(seen)


async def writings(schema: Schema, database: Database) -> Table:
    """A row for each mutation and whose row it is about; by role, what came of it. Nothing is kept."""
    table: Table = []
    for mutation, whose, data in trials(schema):
        outcomes: list[str] = []
        for role in ROLES:
            async with database.engine.connect() as connection:
                await connection.begin()
                outcomes.append(await outcome(schema, Session(database, connection), mutation, data, role))
                await connection.rollback()
        table.append([f"`{mutation}`", whose, *outcomes])
    return table


def trials(schema: Schema) -> Iterator[tuple[str, str, Any]]:
    """Each mutation, whose row it is about, and its input."""
    assert schema.graphql.mutation_type is not None
    for mutation in schema.graphql.mutation_type.fields:
        if mutation not in IDENTITY:
            for whose, data in _inputs(schema, mutation):
                yield mutation, whose, data


def _inputs(schema: Schema, mutation: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if mutation in SERVICES:
        for whose, data in SERVICES[mutation].items():
            yield whose, _with_ids(schema, data)
        return
    for resource in schema.resources.values():
        for verb in ("create", "update", "upsert", "delete", "restore"):
            for many, noun in ((False, resource.field_name), (True, resource.list_name)):
                if mutation == f"{verb}{noun[0].upper()}{noun[1:]}":
                    for whose, data in _generated(resource, verb, noun, many=many):
                        yield whose, _with_ids(schema, data)
                    return
    raise AssertionError(f"nothing is known of {mutation}: add it to permission_world")


def _generated(resource: Resource, verb: str, noun: str, *, many: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    name, samples = resource.name, SAMPLES.get(resource.name) or _made_up(resource)
    if verb in ("create", "upsert"):
        for whose, (values, _) in samples.items():
            if values:
                key = {"on": resource.unique[0][0].name.upper()} if verb == "upsert" else {}
                yield whose, {noun: [values] if many else values, **key}
        return
    if verb == "restore":
        yield "", {"id": (name, RESTORED[name])}
        return
    for whose, key in ROWS.get(name, {"": 1}).items():
        if verb == "delete":
            yield whose, {"ids": [(name, key)]} if many else {"id": (name, key)}
        else:
            patch = samples.get(whose, next(reversed(samples.values())))[1]
            change = {"id": (name, key), "patch": patch}
            yield whose, {"patches": [change]} if many else change


def _made_up(resource: Resource) -> dict[str, Case]:
    """For a resource that permission_world does not know: a row of its own, and a patch with one value of it."""
    values = sample_input(resource, len(USERS) + 1)
    assert resource.update is not None
    name = next(graphql_name(name) for name in resource.update.model_fields if graphql_name(name) in values)
    return {"": (values, {name: values[name]})}


def _with_ids(schema: Schema, value: Any) -> Any:
    if isinstance(value, tuple):
        return to_global_id(schema.resources[value[0]], (value[1],))
    if isinstance(value, list):
        return [_with_ids(schema, each) for each in value]
    return {name: _with_ids(schema, each) for name, each in value.items()} if isinstance(value, dict) else value


async def outcome(schema: Schema, session: Session, mutation: str, data: Any, role: str) -> str:
    """What came of a mutation: a code, or yes."""
    query = f"mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ {mutation}(input: $input) {{ %s }} }}"
    query %= "userErrors { code }"
    result = await schema.execute(Request(query, {"input": data}), Context(session, ROLES[role]))
    if result.errors:
        return f"`{result.errors[0]['extensions']['code']}`"
    assert result.data is not None
    errors = result.data[mutation]["userErrors"]
    return f"`{errors[0]['code']}`" if errors else "yes"
