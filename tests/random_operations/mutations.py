"""Random mutations: of inputs that are made for them, with all that their payloads have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from tests.random_operations.generator import Generator
from tests.random_operations.parts import Operation, Part, Scope

Input = dict[str, Any]
Inputs = Mapping[str, Callable[[Random], Input]]
"""Ways to make the inputs of mutations, by the names of these."""
HOPS = 2
USER_ERRORS = (
    "{ code }",
    "{ __typename code message path }",
    "{ path ... on InvalidInput { message } ... on StaleVersion { currentVersion } }",
)


def mutation(generator: Generator, inputs: Inputs) -> Operation:
    """A mutation of one to three root fields."""
    rng = generator.rng
    roots = [_root(generator, inputs, f"m{number}") for number in range(rng.choice((1, 1, 2, 3)))]
    return generator.operation("mutation", roots)


def _root(generator: Generator, inputs: Inputs, key: str) -> Part:
    rng, root = generator.rng, generator.schema.mutation_type
    assert root is not None
    name = rng.choice(list(inputs))
    field = root.fields[name]
    payload = get_named_type(field.type)
    assert isinstance(payload, GraphQLObjectType)
    given = generator.variables.expression(field.args["input"].type, lambda: _input(rng, inputs[name]))
    return Part(key, f"{key}: {name}(input: {given}) {{ {' '.join(_payload(generator, payload))} }}")


def _input(rng: Random, make: Callable[[Random], Input]) -> Input:
    made = make(rng)
    return made | {"clientMutationId": f"client {rng.randint(1, 9)}"} if rng.random() < 0.2 else made


def _payload(generator: Generator, payload: GraphQLObjectType) -> list[str]:
    rng, scope = generator.rng, Scope()
    texts = [f"userErrors {rng.choice(USER_ERRORS)}"]
    for name in payload.fields:
        if name == "userErrors" or rng.random() > 0.6:
            continue
        if name == "query":
            text = " ".join(part.text for part in generator.roots(1, scope))
            texts.append(f"query {{ {text} }}")
        elif part := generator.field(payload, name, HOPS, scope.of(payload.name)):
            texts.append(part.text)
    rng.shuffle(texts)
    return texts
