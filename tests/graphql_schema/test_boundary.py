"""The boundary proof, from the built schema: nothing goes out that is not public, nothing comes in undeclared.

Every field is traced to a boundary model, a declaration, or the engine. A type or field of unknown origin fails.
"""

import re
from collections.abc import Collection
from enum import Enum

from graphql import GraphQLInputObjectType, GraphQLUnionType, is_required_input_field

from app import models
from app.models import OrderLine, UserRegister
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.resources.resource import graphql_name
from sqlmodel_strawberry.testing import boundary
from sqlmodel_strawberry.testing.boundary import EQUALITY, PAYLOAD, RANGE, TAKEN, generic_mutations, pascal
from tests.graphql_schema.schema_parts import enums, inputs, mutation_type, named_types, outputs, written

SECRET = {"secretName", "hashedPassword"}
# Written by the engine and the database alone, and of some by services alone.
PROTECTED = {"hashedPassword", "version", "deletedAt", "createdAt", "updatedAt"}
OF_SERVICES = {"User": {"role", "credits"}, "Order": {"total", "status", "price"}, "Post": {"publishedAt"}}
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
OWN_OUTPUTS = {"RateLimit": {"limit", "remaining", "cost", "resetAt"}}
"""Types of this application that show no row."""
COLUMN_ENUMS = {
    column.annotation.__name__
    for resource in create_schema().resources.values()
    for column in resource.public_columns
    if isinstance(column.annotation, type) and issubclass(column.annotation, Enum)
}
TEXT = {"like", "ilike", "startsWith", "endsWith", "contains", "istartsWith", "iendsWith", "icontains", "ieq"}
OPERATORS = EQUALITY | RANGE | TEXT | {"isNull", "path"}


def allowed_outputs(schema: Schema) -> dict[str, Collection[str]]:
    """What the engine and resources may have, and the application's own."""
    allowed = {**boundary.allowed_outputs(schema), **OWN_OUTPUTS}
    queries, mutations = {"node", "nodes", "search", "viewer", "rateLimit"}, set(SERVICES)
    for resource in schema.resources.values():
        queries |= {resource.field_name, resource.list_name}
        mutations |= set(generic_mutations(resource))
    allowed |= {f"{pascal(name)}Payload": own | PAYLOAD for name, (_, own) in SERVICES.items()}
    return allowed | {"Query": queries, "Mutation": mutations}


def allowed_inputs(schema: Schema) -> dict[str, Collection[str]]:
    """What resources may have, and the services."""
    allowed = boundary.allowed_inputs(schema)
    allowed |= {f"{pascal(name)}Input": taken | TAKEN for name, (taken, _) in SERVICES.items()}
    for service_model in (OrderLine, UserRegister):
        allowed[service_model.__name__] = {graphql_name(name) for name in service_model.model_fields}
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
            assert set(type_.fields) == set(allowed[name]), name
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
            assert set(type_.fields) == set(allowed[type_.name]), type_.name

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
