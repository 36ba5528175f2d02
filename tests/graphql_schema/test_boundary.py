"""The boundary proof, from the built schema: nothing goes out that is not public, nothing comes in undeclared.

Every field is traced to a boundary model, a declaration, or the engine. A type or field of unknown origin fails.
"""

import re
from enum import Enum

from graphql import GraphQLInputObjectType, GraphQLUnionType, is_required_input_field

from app import models
from app.models import OrderLine, UserRegister
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.resource import Resource, graphql_name
from tests.graphql_schema.schema_parts import enums, inputs, mutation_type, named_types, outputs, written

SECRET = {"secretName", "hashedPassword"}
# Written by the engine and the database alone, and of some by services alone.
PROTECTED = {"hashedPassword", "version", "deletedAt", "createdAt", "updatedAt"}
OF_SERVICES = {"User": {"role", "credits"}, "Order": {"total", "status", "price"}, "Post": {"publishedAt"}}
PAYLOAD = {"userErrors", "clientMutationId", "query"}
USER_ERRORS = ("UserError", "InvalidInput", "NotFound", "Conflict", "ReferenceMissing", "Referenced", "Refused")
TAKEN = {"clientMutationId"}
CHANGED = {"Mutation.changePassword", "ChangePasswordInput.currentPassword", "ChangePasswordInput.newPassword"}
LOGGED_IN = {"user", "accessToken", "refreshToken", "expiresAt"}
# Of services: what each takes, and what is in its payload.
SERVICES = {
    "register": ({"account"}, LOGGED_IN),
    "logIn": ({"username", "password"}, LOGGED_IN),
    "refreshToken": ({"refreshToken"}, LOGGED_IN),
    "logOut": ({"refreshToken"}, set()),
    "changePassword": ({"currentPassword", "newPassword"}, LOGGED_IN),
    "transferHero": ({"heroId", "teamId"}, {"hero"}),
    "transferCredits": ({"fromUserId", "toUserId", "amount"}, {"user"}),
    "placeOrder": ({"userId", "items"}, {"order"}),
    "cancelOrder": ({"orderId"}, {"order"}),
    "publishPost": ({"postId"}, {"post"}),
}
ENGINE_OUTPUTS = {
    "PageInfo": {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"},
    "Node": {"id"},
    "SearchConnection": {"edges", "nodes", "pageInfo", "totalCount"},
    "SearchEdge": {"node", "cursor"},
    **{name: {"code", "message", "path"} for name in USER_ERRORS},
    "StaleVersion": {"code", "message", "path", "currentVersion"},
}
OWN_OUTPUTS = {"RateLimit": {"limit", "remaining", "cost", "resetAt"}}
"""Types of this application that show no row."""
COLUMN_ENUMS = {
    column.annotation.__name__
    for resource in create_schema().resources.values()
    for column in resource.public_columns
    if isinstance(column.annotation, type) and issubclass(column.annotation, Enum)
}
BUCKETS = ("Year", "Month", "Day", "Hour")
EQUALITY = {"eq", "ne", "in", "notIn"}
RANGE = {"lt", "lte", "gt", "gte"}
TEXT = {"like", "ilike", "startsWith", "endsWith", "contains", "istartsWith", "iendsWith", "icontains", "ieq"}
OPERATORS = EQUALITY | RANGE | TEXT | {"isNull", "path"}


def public(resource: Resource) -> set[str]:
    """The columns of a Public model, under every name that a client knows them by."""
    names = {graphql_name(name) for name in resource.public.model_fields}
    return names | ({"id", "databaseId"} if len(resource.key) == 1 else {"id"})


def pascal(name: str) -> str:
    return name[0].upper() + name[1:]


def generic(resource: Resource) -> dict[str, tuple[set[str], str, set[str]]]:
    """The mutations of a resource: what each takes, the row or rows in its payload, and what else is there."""
    one, many = resource.field_name, resource.list_name
    nested = {graphql_name(name) for name in resource.declaration.nested}
    version = {"expectedVersion"} if resource.version else set()
    found: dict[str, tuple[set[str], str, set[str]]] = {}
    if resource.create is not None:
        found[f"create{pascal(one)}"] = {one} | nested, one, set()
        found[f"create{pascal(many)}"] = {many}, many, set()
        if resource.unique:
            found[f"upsert{pascal(one)}"] = {one, "on"}, one, {"wasCreated"}
    if resource.update is not None:
        found[f"update{pascal(one)}"] = {"id", "patch"} | nested | version, one, set()
        found[f"update{pascal(many)}"] = {"patches"}, many, set()
    if found:
        found[f"delete{pascal(one)}"] = {"id"} | version, one, set()
        found[f"delete{pascal(many)}"] = {"ids"}, many, set()
        if resource.deleted_at:
            found[f"restore{pascal(one)}"] = {"id"}, one, set()
    return found


def walks(resource: Resource) -> set[str]:
    """The fields of a resource that refers to itself."""
    ways = {relation.to_many for relation in resource.relations.values() if relation.target is resource}
    return {"descendants" if to_many else "ancestors" for to_many in ways}


def edges(resource: Resource, *, to_many: bool) -> set[str]:
    return {relation.graphql_name for relation in resource.relations.values() if relation.to_many is to_many}


def allowed_outputs(schema: Schema) -> dict[str, set[str]]:
    allowed = {**ENGINE_OUTPUTS, **OWN_OUTPUTS}
    queries, mutations = {"node", "nodes", "search", "viewer", "rateLimit"}, set(SERVICES)
    for resource in schema.resources.values():
        name, columns = resource.name, public(resource)
        computed = {graphql_name(each) for each in resource.public.model_computed_fields}
        custom = {graphql_name(each) for each in resource.declaration.custom_fields}
        relations = edges(resource, to_many=True) | edges(resource, to_many=False)
        allowed[name] = columns | computed | custom | relations | walks(resource)
        allowed[f"{name}Connection"] = {"nodes", "edges", "pageInfo", "totalCount", "aggregate", "groups"}
        allowed[f"{name}Edge"] = {"node", "cursor"}
        allowed[f"{name}Aggregate"] = {"count", "countDistinct", "min", "max", "sum", "avg"}
        allowed |= {f"{name}{measure}": columns for measure in ("Min", "Max", "Sum", "Avg", "CountDistinct")}
        allowed[f"{name}Group"] = {"key", "aggregate"}
        allowed[f"{name}GroupKey"] = columns | {f"{column}{bucket}" for column in columns for bucket in BUCKETS}
        for mutation, (_, row, extra) in generic(resource).items():
            allowed[f"{pascal(mutation)}Payload"] = {row} | PAYLOAD | extra
        queries |= {resource.field_name, resource.list_name}
        mutations |= set(generic(resource))
    allowed |= {f"{pascal(name)}Payload": own | PAYLOAD for name, (_, own) in SERVICES.items()}
    return allowed | {"Query": queries, "Mutation": mutations}


def allowed_inputs(schema: Schema) -> dict[str, set[str]]:
    allowed = {f"{pascal(name)}Input": taken | TAKEN for name, (taken, _) in SERVICES.items()}
    for service_model in (OrderLine, UserRegister):
        allowed[service_model.__name__] = {graphql_name(name) for name in service_model.model_fields}
    for resource in schema.resources.values():
        name, columns = resource.name, public(resource)
        to_one, to_many = edges(resource, to_many=False), edges(resource, to_many=True)
        for model in filter(None, (resource.create, resource.update)):
            allowed[model.__name__] = {graphql_name(each) for each in model.model_fields}
        allowed |= {f"{pascal(each)}Input": taken | TAKEN for each, (taken, _, _) in generic(resource).items()}
        allowed[f"{name}Patch"] = {"id", "patch"} | ({"expectedVersion"} if resource.version else set())
        for relation in resource.declaration.nested:
            allowed[f"{name}Create{pascal(relation)}"] = {"connect", "create"}
            allowed[f"{name}Update{pascal(relation)}"] = {"add", "remove", "set", "create"}
        unique = {graphql_name(column.name) for group in resource.unique for column in group}
        allowed[f"{name}By"] = unique | {"id", "databaseId"}
        allowed[f"{name}Filter"] = columns | to_one | to_many | {"and", "or", "not"}
        allowed[f"{name}Order"] = columns | to_one | {f"{each}Count" for each in to_many}
        allowed[f"{name}RelationFilter"] = {"some", "every", "none", "count", "min", "max", "sum"}
        allowed[f"{name}CountFilter"] = EQUALITY | RANGE | {"of"}
        allowed |= {f"{name}{kind}Filter": columns | {"of"} for kind in ("Extremum", "Sum")}
    return allowed


class TestOutputs:
    def test_every_field_is_public_declared_or_the_engines(self, schema: Schema) -> None:
        allowed = allowed_outputs(schema)
        strange = {
            f"{type_.name}.{name}"
            for type_ in outputs(schema)
            for name in type_.fields
            if name not in allowed.get(type_.name, ())
        }
        assert strange == set()

    def test_every_public_and_declared_field_is_there(self, schema: Schema) -> None:
        allowed = allowed_outputs(schema)
        for name, resource in schema.resources.items():
            type_ = next(type_ for type_ in outputs(schema) if type_.name == name)
            # A part of a composite key is a field; the key as a whole is `id`.
            assert set(type_.fields) == allowed[name], name
            assert ("databaseId" in type_.fields) is (len(resource.key) == 1)

    def test_no_type_has_a_secret(self, schema: Schema) -> None:
        assert {f"{type_.name}.{name}" for type_ in outputs(schema) for name in type_.fields if name in SECRET} == set()

    def test_secrets_can_only_be_written(self, schema: Schema) -> None:
        """Neither filtered, nor ordered, nor grouped, nor looked up by, nor named by any argument or enum value."""
        found = {f"{type_.name}.{name}" for type_ in inputs(schema) for name in type_.fields if name in SECRET}
        assert found == {"HeroCreate.secretName", "HeroUpdate.secretName"}
        named = {name for type_ in outputs(schema) for field in type_.fields.values() for name in field.args}
        assert not named & SECRET
        values = {value for type_ in enums(schema) for value in type_.values}
        assert not [value for value in values if re.search("SECRET|PASSWORD|DELETED", value)]

    def test_passwords_are_only_written(self, schema: Schema) -> None:
        found = {
            f"{type_.name}.{name}"
            for type_ in [*inputs(schema), *outputs(schema)]
            for name in type_.fields
            if "password" in name.lower()
        }
        assert (
            found
            == {"UserCreate.password", "UserUpdate.password", "UserRegister.password", "LogInInput.password"} | CHANGED
        )

    def test_soft_deletion_does_not_show(self, schema: Schema) -> None:
        assert not re.search("deleted_?at", schema.sdl(), re.IGNORECASE)

    def test_the_sdl_tells_of_secrets_only_where_they_are_written(self, schema: Schema) -> None:
        lines = {line.strip() for line in re.findall(r".*(?:secret|hashed).*", schema.sdl(), re.IGNORECASE)}
        assert lines == {"secretName: String!", "secretName: String"}


class TestInputs:
    def test_every_field_is_of_a_boundary_model_or_the_engines(self, schema: Schema) -> None:
        allowed = allowed_inputs(schema)
        scalars = {type_.name: OPERATORS for type_ in inputs(schema) if of_a_column(schema, type_)}
        strange = {
            f"{type_.name}.{name}"
            for type_ in inputs(schema)
            for name in type_.fields
            if name not in (allowed | scalars).get(type_.name, ())
        }
        assert strange == set()

    def test_mirrors_are_whole(self, schema: Schema) -> None:
        allowed = allowed_inputs(schema)
        for type_ in written(schema):
            assert set(type_.fields) == allowed[type_.name], type_.name

    def test_no_write_admits_what_services_own(self, schema: Schema) -> None:
        for type_ in written(schema):
            services = {each for owner, names in OF_SERVICES.items() if owner in type_.name for each in names}
            assert not set(type_.fields) & (PROTECTED | services), type_.name

    def test_only_services_write_orders(self, schema: Schema) -> None:
        assert {name for name in mutation_type(schema).fields if "Order" in name} == {"placeOrder", "cancelOrder"}
        types = {type_.name for type_ in written(schema) if "Order" in type_.name}
        assert types == {"PlaceOrderInput", "CancelOrderInput", "OrderLine"}

    def test_generated_keys_are_not_given(self, schema: Schema) -> None:
        mirrors = [type_ for type_ in written(schema) if type_.name.endswith(("Create", "Update"))]
        assert len(mirrors) == 2 * len([resource for resource in schema.resources.values() if resource.create])
        assert not [type_.name for type_ in mirrors if {"id", "databaseId"} & set(type_.fields)]

    def test_every_field_of_a_patch_may_be_absent(self, schema: Schema) -> None:
        patches = [type_ for type_ in written(schema) if type_.name.endswith("Update")]
        required = [
            f"{type_.name}.{name}"
            for type_ in patches
            for name, field in type_.fields.items()
            if is_required_input_field(field)
        ]
        assert required == []

    def test_lookups_and_order_terms_take_exactly_one(self, schema: Schema) -> None:
        choices = {type_.name for type_ in inputs(schema) if type_.is_one_of}
        assert choices == {f"{name}{kind}" for name in schema.resources for kind in ("By", "Order")}


class TestResources:
    def test_every_table_is_a_resource_a_link_or_the_engines(self, schema: Schema) -> None:
        tables = {resource.table.name for resource in schema.resources.values()}
        assert set(models.metadata.tables) - tables == {"post_tag", "idempotency_record", "login_session"}

    def test_every_type_is_known(self, schema: Schema) -> None:
        known = allowed_outputs(schema) | allowed_inputs(schema)
        others = {type_.name for type_ in named_types(schema) if type_.name not in known}
        scalars = {
            "BigInt",
            "Boolean",
            "Date",
            "DateTime",
            "Decimal",
            "Float",
            "ID",
            "Int",
            "JSON",
            "String",
            "Time",
            "UUID",
        }
        values = {
            "SortOrder",
            "SearchType",
            *(f"{name}{kind}" for name in schema.resources for kind in ("GroupField", "UniqueKey")),
        }
        assert others <= scalars | COLUMN_ENUMS | values | {f"{name}Filter" for name in scalars | COLUMN_ENUMS} | {
            "SearchResult"
        }

    def test_search_finds_resources_only(self, schema: Schema) -> None:
        results = schema.graphql.type_map["SearchResult"]
        assert isinstance(results, GraphQLUnionType)
        assert {type_.name for type_ in results.types} <= set(schema.resources)


def of_a_column(schema: Schema, type_: GraphQLInputObjectType) -> bool:
    """Whether this is `StringFilter` or the like, not a resource's."""
    name = type_.name.removesuffix("Filter")
    return name in COLUMN_ENUMS or (name != type_.name and not name.startswith(tuple(schema.resources)))
