"""Operations that follow the same relations from several pages of a list, to other things at the end."""

from __future__ import annotations

from graphql import GraphQLField, get_named_type

from tests.random_operations.generator import Generator
from tests.random_operations.parts import Operation, Part


def shared(generator: Generator) -> Operation:
    """A query of two or three such pages, which share loaders as far as they have the same way."""
    rng, query = generator.rng, generator.schema.query_type
    assert query is not None
    lists = [name for name, each in query.fields.items() if str(each.type).endswith("Connection!")]
    name = rng.choice([each for each in lists if each not in ("items", "search")])
    row = get_named_type(get_named_type(query.fields[name].type).fields["nodes"].type)
    way: list[str] = []
    for _ in range(rng.choice((1, 2, 2, 3))):
        relation = rng.choice([each for each, field in row.fields.items() if _is_relation(generator, field)])
        row = get_named_type(row.fields[relation].type)
        way.append(relation)
        if row.name.endswith("Connection"):
            row = get_named_type(row.fields["nodes"].type)
            way[-1] += f"(first: {rng.choice((2, 3))}) {{ nodes"
    parts = []
    for key in "abc"[: rng.choice((2, 3))]:
        text, _ = generator.selection(row, 1)
        for relation in reversed(way):
            also = rng.choice(("", "__typename "))
            text = f"{{ {also}{relation} {text} {'}' if '{' in relation else ''} }}"
        page = f"{rng.choice(('first', 'last'))}: {rng.choice((1, 2, 4, 20))}"
        parts.append(Part(key, f"{key}: {name}({page}) {{ nodes {text} }}"))
    return generator.operation("query", parts)


def _is_relation(generator: Generator, field: GraphQLField) -> bool:
    name = get_named_type(field.type).name
    return (not field.args and name in generator.known.ids) or name.endswith("Connection")
