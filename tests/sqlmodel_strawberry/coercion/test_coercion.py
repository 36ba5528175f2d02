"""Variables and arguments are coerced as graphql-core coerces them, or left to it."""

import json
import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    build_schema,
    is_input_type,
    is_required_input_field,
    parse,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from graphql_schema.schema import create_schema
from sqlmodel_strawberry.coercion.arguments import Arguments
from sqlmodel_strawberry.coercion.variables import Coercers, Variables
from tests.differential import fault_schema

SEED = int(os.environ.get("SEED", Random().randrange(10**6)))
CASES = int(os.environ.get("CASES", "1500"))
DEFAULTS = """
enum Colour { RED GREEN }
scalar Anything
input Inner { must: Int!, may: String = "said", colours: [Colour!] = [RED], rest: [Inner] }
input One @oneOf { text: String, inner: Inner, ids: [ID!] }
type Query {
  field(
    int: Int = 3, must: Int! = 4, float: Float, bool: Boolean!, ids: [[ID!]!], one: One, inner: Inner = {must: 1},
    colour: Colour! = GREEN, any: Anything, inners: [Inner!]
  ): Int
}
"""
RIGHT: dict[str, list[Any]] = {
    "Int": [0, -1, 2**31 - 1, 3.0],
    "BigInt": [0, "9007199254740993", -5],
    "Float": [0, 1.5, -2, 1e300],
    "String": ["", "x", "ü", "$v"],
    "ID": ["", "abc", 7],
    "Boolean": [True, False],
    "Decimal": ["1.50", 3],
    "DateTime": ["2026-01-31T12:00:00Z"],
    "Date": ["2026-01-31"],
    "Time": ["13:45:00"],
    "UUID": ["123e4567-e89b-12d3-a456-426614174000"],
    "JSON": [{"a": [1, None]}, [], "x", 1],
    "Anything": [{"a": [1, None]}, [], "x", 1],
}
WRAPPERS: list[list[Any]] = [[], [GraphQLList], [GraphQLNonNull], [GraphQLNonNull, GraphQLList]]
WRONG: list[Any] = [None, True, 1, 2**31, 1.5, float("nan"), float("inf"), "", "x", [], {}, [None], {"x": 1}, [[1]]]


@pytest.fixture(scope="module")
def schemas() -> list[GraphQLSchema]:
    return [create_schema().graphql, fault_schema.create_schema().graphql, build_schema(DEFAULTS)]


class Values:
    """Random values of input types, as JSON has them."""

    def __init__(self, chance: Random, mistakes: float) -> None:
        self.chance = chance
        self.mistakes = mistakes

    def of(self, type_: Any, depth: int = 0) -> Any:
        """One of a type; now and then it is wrong."""
        if self.chance.random() < self.mistakes:
            return self.chance.choice(WRONG)
        if isinstance(type_, GraphQLNonNull):
            return self._some(type_.of_type, depth)
        return None if self.chance.random() < 0.1 else self._some(type_, depth)

    def _some(self, type_: Any, depth: int) -> Any:
        if isinstance(type_, GraphQLList):
            if self.chance.random() < 0.1 and not isinstance(type_.of_type, GraphQLList):
                return self._some(getattr(type_.of_type, "of_type", type_.of_type), depth)
            return [self.of(type_.of_type, depth + 1) for _ in range(self.chance.randint(0, 2))]
        if isinstance(type_, GraphQLEnumType):
            return self.chance.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_, depth)
        return self.chance.choice(RIGHT[type_.name])

    def _object(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        optional = [name for name, field in type_.fields.items() if not is_required_input_field(field)]
        if type_.is_one_of:
            # Those that lead on to themselves come last.
            name = self.chance.choice(optional[:1] if depth > 3 else optional)
            return {name: self.of(GraphQLNonNull(type_.fields[name].type), depth + 1)}
        wanted = (
            set() if depth > 3 else set(self.chance.sample(optional, min(len(optional), self.chance.randint(0, 3))))
        )
        names = [name for name in type_.fields if name in wanted or name not in optional]
        self.chance.shuffle(names)
        return {name: self.of(type_.fields[name].type, depth + 1) for name in names}


class Text:
    """The text of values, of which some are given by variables."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._chance = values.chance
        self.declared: list[str] = []
        self.sent: dict[str, Any] = {}

    def of(self, type_: Any, value: Any) -> str:
        """A literal."""
        if self._chance.random() < 0.25:
            return self._variable(type_, value)
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(bare, GraphQLList) and isinstance(value, list):
            return f"[{', '.join(self.of(bare.of_type, each) for each in value)}]"
        if isinstance(bare, GraphQLList):
            return self.of(bare.of_type, value)
        if isinstance(bare, GraphQLInputObjectType) and isinstance(value, dict):
            known = [(name, each) for name, each in value.items() if name in bare.fields]
            return f"{{{', '.join(f'{name}: {self.of(bare.fields[name].type, each)}' for name, each in known)}}}"
        return str(value) if isinstance(bare, GraphQLEnumType) and isinstance(value, str) and value else _plain(value)

    def _variable(self, type_: Any, value: Any) -> str:
        name = f"v{len(self.declared)}"
        declared = getattr(type_, "of_type", type_) if self._chance.random() < 0.3 else type_
        default = " = null" if self._chance.random() < 0.1 and not isinstance(declared, GraphQLNonNull) else ""
        self.declared.append(f"${name}: {declared}{default}")
        if self._chance.random() < 0.8:
            self.sent[name] = value
        return f"${name}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_plain(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return "1e999" if value in (float("inf"),) or value != value else json.dumps(value)


def _operation(document: DocumentNode) -> OperationDefinitionNode:
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation


def _fields(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            yield from ((name, field) for name, field in type_.fields.items() if field.args)


@pytest.mark.parametrize("mistakes", [0, 0.1], ids=["right", "wrong"])
def test_variables(schemas: list[GraphQLSchema], mistakes: float) -> None:
    chance = Random(f"{SEED}:{mistakes}")
    values, taken = Values(chance, mistakes), 0
    kinds = [(each, Coercers(), [t for t in each.type_map.values() if is_input_type(t)]) for each in schemas]
    for _ in range(CASES):
        schema, coercers, types = chance.choice(kinds)
        type_: Any = chance.choice(types)
        for wrapper in chance.choice(WRAPPERS):
            type_ = wrapper(type_)
        type_ = GraphQLNonNull(type_) if isinstance(type_, GraphQLList) and chance.random() < 0.5 else type_
        default = f" = {_plain(chance.choice([None, 1]))}" if chance.random() < 0.1 and not mistakes else ""
        default = "" if isinstance(type_, GraphQLNonNull) or not str(type_).endswith("Int]") else default
        operation = _operation(parse(f"query ($v: {type_}{default}, $w: Int = 5) {{ __typename }}"))
        sent = {"v": values.of(type_)} if chance.random() < 0.9 else {"unknown": 1}
        expected = get_variable_values(schema, operation.variable_definitions or (), sent)
        variables = Variables(schema, operation, coercers)
        coerced = variables.coerced(sent)
        if coerced is not None:
            taken += 1
            assert isinstance(expected, VariableValues), (SEED, str(type_), sent)
            # As text, which tells NaN, 1 and True, and the order of keys.
            assert repr(coerced) == repr(expected.coerced), (SEED, str(type_), sent)
            sources = [variables.values(sent, coerced).sources, expected.sources]
            mine, theirs = [
                [(name, str(each.signature.type), each.value) for name, each in of.items()] for of in sources
            ]
            assert repr(mine) == repr(theirs)
        else:
            assert not isinstance(expected, VariableValues), (SEED, str(type_), sent)
    assert taken > CASES / 4


@pytest.mark.parametrize("mistakes", [0, 0.1], ids=["right", "wrong"])
def test_arguments(schemas: list[GraphQLSchema], mistakes: float) -> None:
    chance = Random(f"{SEED}:{mistakes}")
    values, taken, varied = Values(chance, mistakes), 0, 0
    fields = [(schema, name, field) for schema in schemas for name, field in _fields(schema)]
    for _ in range(CASES):
        schema, name, field = chance.choice(fields)
        text = Text(values)
        given = [each for each in field.args if chance.random() < 0.6]
        arguments = ", ".join(
            f"{each}: {text.of(field.args[each].type, values.of(field.args[each].type))}" for each in given
        )
        head = f"query ({', '.join(text.declared)})" if text.declared else "query"
        operation = _operation(parse(f"{head} {{ {name}{f'({arguments})' if arguments else ''} }}"))
        variables = get_variable_values(schema, operation.variable_definitions or (), text.sent)
        if not isinstance(variables, VariableValues):
            continue
        node = operation.selection_set.selections[0]
        assert isinstance(node, FieldNode)
        try:
            expected: Any = get_argument_values(field, node, variables)
        except GraphQLError:
            expected = Undefined
        compiled = Arguments(field, node)
        assert bool(compiled.variables) == bool(text.declared)
        try:
            made: Any = compiled.make(variables.coerced)
        except Exception:
            # What is right is left to graphql-core where variables stand inside of scalars: here none do.
            made = Undefined
        assert repr(made) == repr(expected), (SEED, name, arguments, text.sent)
        taken += made is not Undefined
        varied += bool(compiled.variables) and made is not Undefined
    assert taken > CASES / 8
    assert varied > CASES / 16


def test_what_has_no_variables_is_made_once() -> None:
    schema = build_schema(DEFAULTS)
    assert schema.query_type is not None
    operation = _operation(parse("query ($v: Int!) { field(bool: true, inner: {must: $v}, inners: [{must: 1}]) }"))
    node = operation.selection_set.selections[0]
    assert isinstance(node, FieldNode)
    arguments = Arguments(schema.query_type.fields["field"], node)
    first, second = arguments.make({"v": 1}), arguments.make({"v": 2})
    assert first["inners"] is second["inners"]
    assert (first["inner"]["must"], second["inner"]["must"]) == (1, 2)
