"""The boundary proof, from the built schema: what it names is public, declared, or the engine's.

Every field of the types of a resource is traced to its boundary models. What is written by hand is not the engine's to
trace; it may not be named like a column that no resource shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    is_introspection_type,
)

from sqlmodel_strawberry.resources.resource import Resource, graphql_name
from sqlmodel_strawberry.schema import Schema

Names = Mapping[str, Collection[str]]
"""Types and the fields or values that they may have."""

PAYLOAD = {"userErrors", "clientMutationId", "query"}
USER_ERRORS = ("UserError", "InvalidInput", "NotFound", "Conflict", "ReferenceMissing", "Referenced", "Refused")
ENGINE_OUTPUTS: Names = {
    "PageInfo": {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"},
    "Node": {"id"},
    "SearchConnection": {"edges", "nodes", "pageInfo", "totalCount"},
    "SearchEdge": {"node", "cursor"},
    **{name: {"code", "message", "path"} for name in USER_ERRORS},
    "StaleVersion": {"code", "message", "path", "currentVersion"},
}
TAKEN = {"clientMutationId"}
BUCKETS = ("Year", "Month", "Day", "Hour")
EQUALITY = {"eq", "ne", "in", "notIn"}
RANGE = {"lt", "lte", "gt", "gte"}


def public_names(resource: Resource) -> set[str]:
    """The columns of a Public model, under every name that a client knows them by."""
    names = {graphql_name(name) for name in resource.public.model_fields}
    return names | ({"id", "databaseId"} if len(resource.key) == 1 else {"id"})


def private_names(schema: Schema) -> set[str]:
    """The columns that no resource shows, by the names that they would have."""
    shown = {name for resource in schema.resources.values() for name in public_names(resource)}
    columns = {column.graphql_name for resource in schema.resources.values() for column in resource.columns.values()}
    return columns - shown


def generic_mutations(resource: Resource) -> dict[str, tuple[set[str], set[str]]]:
    """The mutations of a resource: what each takes, and what is in its payload."""
    one, many = resource.field_name, resource.list_name
    nested = {graphql_name(name) for name in resource.declaration.nested}
    version = {"expectedVersion"} if resource.version else set()
    found: dict[str, tuple[set[str], set[str]]] = {}
    if resource.create is not None:
        found[f"create{pascal(one)}"] = {one} | nested, {one}
        found[f"create{pascal(many)}"] = {many}, {many}
        if resource.unique:
            found[f"upsert{pascal(one)}"] = {one, "on"}, {one, "wasCreated"}
    if resource.update is not None:
        found[f"update{pascal(one)}"] = {"id", "patch"} | nested | version, {one}
        found[f"update{pascal(many)}"] = {"patches"}, {many}
    if found:
        found[f"delete{pascal(one)}"] = {"id"} | version, {one}
        found[f"delete{pascal(many)}"] = {"ids"}, {many}
        if resource.deleted_at:
            found[f"restore{pascal(one)}"] = {"id"}, {one}
    return found


def walks(resource: Resource) -> set[str]:
    """The fields of a resource that refers to itself."""
    ways = {relation.to_many for relation in resource.relations.values() if relation.target is resource}
    return {"descendants" if to_many else "ancestors" for to_many in ways}


def relation_names(resource: Resource, *, to_many: bool) -> set[str]:
    """Its relations of a kind."""
    return {relation.graphql_name for relation in resource.relations.values() if relation.to_many is to_many}


def allowed_outputs(schema: Schema) -> dict[str, Collection[str]]:
    """The output types of the engine and of resources, and the fields that they may have."""
    allowed = dict(ENGINE_OUTPUTS)
    for resource in schema.resources.values():
        name, columns = resource.name, public_names(resource)
        computed = {graphql_name(each) for each in resource.public.model_computed_fields}
        custom = {graphql_name(each) for each in resource.declaration.custom_fields}
        relations = relation_names(resource, to_many=True) | relation_names(resource, to_many=False)
        allowed[name] = columns | computed | custom | relations | walks(resource)
        allowed[f"{name}Connection"] = {"nodes", "edges", "pageInfo", "totalCount", "aggregate", "groups"}
        allowed[f"{name}Edge"] = {"node", "cursor"}
        allowed[f"{name}Aggregate"] = {"count", "countDistinct", "min", "max", "sum", "avg"}
        allowed |= {f"{name}{measure}": columns for measure in ("Min", "Max", "Sum", "Avg", "CountDistinct")}
        allowed[f"{name}Group"] = {"key", "aggregate"}
        allowed[f"{name}GroupKey"] = columns | {f"{column}{bucket}" for column in columns for bucket in BUCKETS}
        for mutation, (_, shown) in generic_mutations(resource).items():
            allowed[f"{pascal(mutation)}Payload"] = shown | PAYLOAD
    return allowed


def allowed_inputs(schema: Schema) -> dict[str, Collection[str]]:
    """The input types of resources, and the fields that they may have."""
    allowed: dict[str, Collection[str]] = {}
    for resource in schema.resources.values():
        name, columns = resource.name, public_names(resource)
        to_one, to_many = (relation_names(resource, to_many=kind) for kind in (False, True))
        for model in filter(None, (resource.create, resource.update)):
            allowed[model.__name__] = {graphql_name(each) for each in model.model_fields}
        allowed |= {f"{pascal(each)}Input": taken | TAKEN for each, (taken, _) in generic_mutations(resource).items()}
        allowed[f"{name}Patch"] = {"id", "patch"} | ({"expectedVersion"} if resource.version else set())
        for relation in resource.declaration.nested:
            allowed[f"{name}Create{pascal(relation)}"] = {"connect", "create"}
            allowed[f"{name}Update{pascal(relation)}"] = {"add", "remove", "set", "create"}
        allowed |= _lookups(resource)
        allowed[f"{name}Filter"] = columns | to_one | to_many | {"and", "or", "not"}
        allowed[f"{name}Order"] = columns | to_one | {f"{each}Count" for each in to_many}
        allowed[f"{name}RelationFilter"] = {"some", "every", "none", "count", "min", "max", "sum"}
        allowed[f"{name}CountFilter"] = EQUALITY | RANGE | {"of"}
        allowed |= {f"{name}{kind}Filter": columns | {"of"} for kind in ("Extremum", "Sum")}
    return allowed


def _lookups(resource: Resource) -> dict[str, Collection[str]]:
    """What a row is looked up by: its keys, and unique columns, each of which must be public."""
    columns, found, ways = public_names(resource), {}, {"id", "databaseId"}
    for group in resource.unique:
        parts = [graphql_name(column.name) for column in group]
        if columns.issuperset(parts):
            way = "And".join([parts[0], *map(pascal, parts[1:])])
            ways.add(way)
            found[f"{resource.name}By{pascal(way)}"] = parts
    return {**found, f"{resource.name}By": ways}


def leaks(schema: Schema, public: Collection[str] = ()) -> list[str]:
    """The coordinates that are neither public, nor declared, nor the engine's.

    Args:
        public: coordinates of hand-written fields that are named like a private column, and meant to be.
    """
    allowed = {**allowed_outputs(schema), **allowed_inputs(schema), **_allowed_values(schema)}
    private = private_names(schema)
    found = [leak for type_ in _types(schema) for leak in _leaks_of(type_, allowed.get(type_.name), private)]
    return sorted(set(found) - set(public))


def pascal(name: str) -> str:
    """`orderItem` → `OrderItem`."""
    return name[0].upper() + name[1:]


def _leaks_of(type_: GraphQLNamedType, allowed: Collection[str] | None, private: Collection[str]) -> Iterator[str]:
    # What is written by hand and only goes in may be named like anything: a password is.
    asked = () if allowed is None and isinstance(type_, GraphQLInputObjectType) else _member_names(type_)
    for name in asked:
        if name in private if allowed is None else name not in allowed:
            yield f"{type_.name}.{name}"
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in type_.fields.items():
            yield from (f"{type_.name}.{name}({each}:)" for each in field.args if each in private)


def _member_names(type_: GraphQLNamedType) -> Collection[str]:
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        return list(type_.fields)
    return list(type_.values) if isinstance(type_, GraphQLEnumType) else ()


def _allowed_values(schema: Schema) -> Names:
    """The values of the enums that name columns."""
    found: dict[str, Collection[str]] = {}
    for resource in schema.resources.values():
        shown = {column.name.rstrip("_").upper() for column in resource.public_columns}
        found[f"{resource.name}GroupField"] = shown | {
            f"{name}_{bucket.upper()}" for name in shown for bucket in BUCKETS
        }
    return found


def _types(schema: Schema) -> Iterator[GraphQLNamedType]:
    yield from (type_ for type_ in schema.graphql.type_map.values() if not is_introspection_type(type_))
