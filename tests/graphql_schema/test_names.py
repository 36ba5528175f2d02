"""How the schema reads to a client: its names, and a description of everything in it."""

import re
from collections.abc import Iterator

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLScalarType, get_named_type

from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.resources.resource import graphql_name
from tests.graphql_schema.schema_parts import enums, inputs, named_types, outputs


def described_fields(schema: Schema) -> Iterator[tuple[str, str | None]]:
    for type_ in [*outputs(schema), *inputs(schema)]:
        for name, field in type_.fields.items():
            yield f"{type_.name}.{name}", field.description


def described_arguments(schema: Schema) -> Iterator[tuple[str, str | None]]:
    for type_ in outputs(schema):
        for name, field in type_.fields.items():
            for argument, taken in field.args.items():
                yield f"{type_.name}.{name}({argument}:)", taken.description


def described_values(schema: Schema) -> Iterator[tuple[str, str | None]]:
    for type_ in enums(schema):
        for name, value in type_.values.items():
            yield f"{type_.name}.{name}", value.description


class TestNames:
    def test_types_are_in_pascal_case(self, schema: Schema) -> None:
        pascal = re.compile(r"([A-Z][a-z0-9]*)+|((UUID|JSON|ID)(Filter)?)")
        assert {type_.name for type_ in named_types(schema) if not pascal.fullmatch(type_.name)} == set()

    def test_fields_and_arguments_are_in_camel_case(self, schema: Schema) -> None:
        names = [name.rpartition(".")[2] for name, _ in described_fields(schema)]
        names += re.findall(r"\((\w+):\)", " ".join(name for name, _ in described_arguments(schema)))
        assert {name for name in names if not re.fullmatch(r"[a-z][a-zA-Z0-9]*", name)} == set()

    def test_enum_values_are_in_screaming_snake_case(self, schema: Schema) -> None:
        values = {value for type_ in enums(schema) for value in type_.values}
        assert {value for value in values if not re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", value)} == set()

    def test_lists_are_plural_and_lookups_singular(self, schema: Schema) -> None:
        names = {resource.field_name: resource.list_name for resource in schema.resources.values()}
        assert (
            names.items()
            >= {
                "category": "categories",
                "hero": "heroes",
                "item": "items",
                "order": "orders",
                "orderItem": "orderItems",
                "post": "posts",
                "product": "products",
                "profile": "profiles",
                "tag": "tags",
                "team": "teams",
                "user": "users",
            }.items()
        )


class TestIds:
    def test_every_resource_is_a_node(self, schema: Schema) -> None:
        node = schema.graphql.type_map["Node"]
        assert isinstance(node, GraphQLInterfaceType)
        assert {type_.name for type_ in schema.graphql.get_possible_types(node)} == set(schema.resources)

    def test_id_is_always_a_global_id(self, schema: Schema) -> None:
        raw = {
            f"{type_.name}.id: {get_named_type(type_.fields['id'].type)}"
            for type_ in [*outputs(schema), *inputs(schema)]
            if "id" in type_.fields and get_named_type(type_.fields["id"].type).name not in ("ID", "IDFilter")
        }
        # How many distinct ids there are is a number.
        assert {each for each in raw if "CountDistinct" not in each} == set()

    def test_foreign_keys_are_ids(self, schema: Schema) -> None:
        for resource in schema.resources.values():
            type_ = schema.graphql.type_map[resource.name]
            assert isinstance(type_, GraphQLObjectType)
            for constraint in resource.table.foreign_keys:
                field = type_.fields[graphql_name(constraint.parent.name)]
                assert get_named_type(field.type).name == "ID", f"{type_}.{constraint.parent.name}"

    def test_every_scalar_says_where_it_is_specified(self, schema: Schema) -> None:
        scalars = {
            each.name: each.specified_by_url for each in named_types(schema) if isinstance(each, GraphQLScalarType)
        }
        assert {"Date", "DateTime", "Decimal", "JSON", "UUID"} <= set(scalars)
        assert [name for name, url in scalars.items() if not url] == []


class TestDescriptions:
    def test_every_type_has_one(self, schema: Schema) -> None:
        assert {type_.name for type_ in named_types(schema) if not type_.description} == set()

    def test_every_field_has_one(self, schema: Schema) -> None:
        assert {name for name, description in described_fields(schema) if not description} == set()

    def test_every_argument_has_one(self, schema: Schema) -> None:
        assert {name for name, description in described_arguments(schema) if not description} == set()

    def test_every_enum_value_has_one(self, schema: Schema) -> None:
        assert {name for name, description in described_values(schema) if not description} == set()

    def test_are_whole_sentences_with_the_right_article(self, schema: Schema) -> None:
        texts = dict(described_fields(schema)) | dict(described_arguments(schema))
        texts |= {type_.name: type_.description for type_ in named_types(schema)}
        article = re.compile(r"\b[Aa] (?=[aeio])|\b[Aa]n (?=[^aeiou])")
        odd = {name: text for name, text in texts.items() if text and (text[-1] not in ".-" or article.search(text))}
        assert odd == {}
