"""What is measured once per fragment is what there would be if every fragment were written out."""

from collections.abc import Sequence

import pytest
from graphql import FieldNode, FragmentDefinitionNode, InlineFragmentNode, OperationDefinitionNode, SelectionNode, parse
from hypothesis import given
from hypothesis import strategies as st

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.limits.measuring import measure

FRAGMENTS = 5


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Valid or not: fragments that spread later ones, with relations, aliases, directives and nothing else."""

    def selections(after: int, levels: int) -> str:
        leaves = ["id", "a:name", "age @skip(if:false)", "b:id @skip(if:false) @include(if:true)"]
        choices = [*leaves, *(f"...f{i}" for i in range(after, FRAGMENTS))]
        parts = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=4))
        if levels and draw(st.booleans()):
            inner = selections(after, levels - 1)
            around = draw(st.sampled_from(["team{heroes{nodes{%s}}}", "...{%s}", "...on Hero@skip(if:false){%s}"]))
            parts.append(around % inner)
        return " ".join(parts)

    root = "{heroes{nodes{" + selections(0, 2) + "}}}"
    return root + "".join(f"fragment f{i} on Hero{{{selections(i + 1, 2)}}}" for i in range(FRAGMENTS))


class WrittenOut:
    """Counts by writing every fragment out: exponential, and obviously right."""

    def __init__(self, document: str) -> None:
        ast = parse(document)
        self.fragments = {each.name.value: each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)}
        (operation,) = [each for each in ast.definitions if isinstance(each, OperationDefinitionNode)]
        self.fields = self.aliases = self.directives = self.nesting = self.relations = 0
        self.follow(operation.selection_set.selections, 1, 0)

    def follow(self, selections: Sequence[SelectionNode], nesting: int, relations: int) -> None:
        self.nesting, self.relations = max(self.nesting, nesting), max(self.relations, relations)
        for each in selections:
            self.directives += len(each.directives or ())
            if isinstance(each, FieldNode):
                self.fields += 1
                self.aliases += each.alias is not None
                if each.selection_set:
                    hop = nesting > 2 and each.name.value in ("team", "heroes")
                    self.follow(each.selection_set.selections, nesting + 1, relations + hop)
            elif isinstance(each, InlineFragmentNode):
                self.follow(each.selection_set.selections, nesting + 1, relations)
            else:
                fragment = self.fragments[each.name.value]  # type: ignore[attr-defined]
                self.follow(fragment.selection_set.selections, nesting + 1, relations)


@given(document=documents())
def test_is_what_it_is_written_out(schema: Schema, document: str) -> None:
    ((_, size),) = measure(schema.graphql, parse(document)).operations
    naive = WrittenOut(document)
    measured = (size.fields, size.aliases, size.directives, size.nesting, size.relations)
    assert measured == (naive.fields, naive.aliases, naive.directives, naive.nesting, naive.relations)
    assert size.top_fields == 1
