"""Arguments of fields: pages and their cursors, filters, orders, lookups, and whatever else a field takes."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    get_named_type,
    is_input_object_type,
    is_required_argument,
)

from tests.random_operations.inputs import Inputs, Known, literal
from tests.random_operations.variables import Variables

SIZES = (0, 1, 1, 2, 2, 3, 5, 20)
FULL_SIZES = (1, 1, 2, 2, 3, 3, 0)
ORDER_SHARE = FILTER_SHARE = SEARCH_SHARE = 0.15
CURSOR_SHARE = 0.2


class Arguments:
    """Makes the arguments of the fields of one operation. With `full` nothing but how long lists are."""

    def __init__(self, rng: Random, known: Known, variables: Variables, inputs: Inputs, *, full: bool) -> None:
        self.rng = rng
        self.known = known
        self.variables = variables
        self.inputs = inputs
        self.full = full

    def of_list(self, found: GraphQLField, row: str) -> tuple[str, int]:
        """Of a connection of rows of this type, and how many rows its page may have."""
        rng, size = self.rng, self.size()
        order, cursors = self._order(found, row)
        backward = rng.random() < 0.2
        given = [f"{'last' if backward else 'first'}: {self.count(found, size)}"] if size != 20 else []
        if order is not None:
            given.append(f"orderBy: {order}")
        if not self.full:
            for way in ("before" if backward else "after",) * (rng.random() < CURSOR_SHARE and bool(cursors)):
                given.append(f"{way}: {self.variables.expression(found.args[way].type, lambda: rng.choice(cursors))}")
            if not backward and rng.random() < 0.1:
                given.append(
                    f"offset: {self.variables.expression(found.args['offset'].type, lambda: rng.choice((0, 1, 2)))}"
                )
        if rng.random() < FILTER_SHARE:
            given.append(f"filter: {self.drawn(found, 'filter', row)}")
        if not self.full and "search" in found.args and order is None and not cursors and rng.random() < SEARCH_SHARE:
            given.append(f"search: {self.variables.expression(found.args['search'].type, self._words)}")
        rng.shuffle(given)
        return _in_brackets(given), size

    def of_groups(self, found: GraphQLField, row: str) -> tuple[str, int]:
        """Of a connection's `groups`."""
        size, by = self.size(), found.args["by"].type
        names = names_of(by)
        draw = self.rng.sample
        keys = self.variables.expression(by, lambda: draw(names, min(len(names), self.rng.choice((1, 2)))))
        return _in_brackets([f"by: {keys}", f"first: {self.count(found, size)}"]), size

    def of_walk(self, found: GraphQLField) -> tuple[str, int]:
        """Of a walk along a tree."""
        size = self.size()
        given = [f"first: {self.count(found, size)}"]
        if not self.full and self.rng.random() < 0.3:
            depth = self.variables.expression(found.args["maxDepth"].type, lambda: self.rng.choice((1, 2, 3)))
            given.append(f"maxDepth: {depth}")
        return _in_brackets(given), size

    def of_search(self, found: GraphQLField) -> tuple[str, int]:
        """Of the search in several types."""
        rng, size = self.rng, self.size()
        names = names_of(found.args["types"].type)
        count = 1 if self.full else rng.choice((1, 2, len(names)))
        types = self.variables.expression(found.args["types"].type, lambda: rng.sample(names, count))
        given = [f"types: {types}", f"first: {self.count(found, size)}"]
        if self.known.found and not self.full and rng.random() < CURSOR_SHARE:
            word, cursors = rng.choice(list(self.known.found.items()))
            given.append(f"text: {literal(found.args['text'].type, word)}")
            given.append(f"after: {self.variables.expression(found.args['after'].type, lambda: rng.choice(cursors))}")
        else:
            text = '"hero"' if self.full else self.variables.expression(found.args["text"].type, self._words)
            given.append(f"text: {text}")
        return _in_brackets(given), size

    def of_node(self, found: GraphQLField, types: Sequence[str]) -> tuple[str, int | None]:
        """Of `node` and `nodes`, by ids of these types."""
        rng = self.rng
        if "id" in found.args:
            draw = lambda: self.inputs.id("id", rng.choice(types))  # noqa: E731
            return f"(id: {self.variables.expression(found.args['id'].type, draw)})", None
        count = rng.choice((1, 2, 4))
        ids = lambda: [self.inputs.id("id", rng.choice(types)) for _ in range(count)]  # noqa: E731
        return f"(ids: {self.variables.expression(found.args['ids'].type, ids)})", count

    def of_lookup(self, found: GraphQLField, row: str) -> str:
        """Of a field that finds one row."""
        if self.full:
            return f'(by: {{id: "{self.rng.choice(self.known.ids[row])}"}})'
        return f"(by: {self.drawn(found, 'by', row)})"

    def of_any(self, found: GraphQLField, row: str) -> str:
        """Of a field that nothing is known of."""
        names = [name for name, each in found.args.items() if is_required_argument(each) or self.rng.random() < 0.4]
        return _in_brackets([f"{name}: {self.drawn(found, name, row)}" for name in names])

    def drawn(self, found: GraphQLField, name: str, row: str) -> str:
        """A value for an argument, by its type."""
        type_ = found.args[name].type
        return self.variables.expression(type_, lambda: self.inputs.value(type_, name, row))

    def size(self) -> int:
        """How many rows to ask for."""
        return self.rng.choice(FULL_SIZES if self.full else SIZES)

    def count(self, found: GraphQLField, size: int) -> str:
        """The size of a page, as `first` or `last`: at first this one."""
        draws = iter((size,))
        sizes = lambda: size if self.full else next(draws, self.rng.choice(SIZES))  # noqa: E731
        return self.variables.expression(found.args["first"].type, sizes)

    def _order(self, found: GraphQLField, row: str) -> tuple[str | None, Sequence[str]]:
        """An order, and cursors of lists that are in it."""
        known = self.known.cursors.get(row)
        if known and self.rng.random() < 0.5:
            return self.rng.choice(known)
        type_ = found.args["orderBy"].type
        if self.full or self.rng.random() > ORDER_SHARE:
            return None, ()
        return literal(type_, order(self.rng, self.inputs, get_named_type(type_))), ()

    def _words(self) -> str:
        return self.rng.choice(self.known.words)


def order(rng: Random, inputs: Inputs, type_: Any) -> list[Any]:
    """A value of `orderBy`: mostly by columns, at times along a relation."""
    fields = type_.fields
    columns = [name for name, each in fields.items() if not is_input_object_type(get_named_type(each.type))]
    terms = []
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(columns if rng.random() < 0.7 else list(fields))
        named = get_named_type(fields[name].type)
        is_relation = isinstance(named, GraphQLInputObjectType)
        terms.append({name: order(rng, inputs, named)[0] if is_relation else rng.choice(names_of(named))})
    return terms


def names_of(type_: Any) -> list[str]:
    """The values of an enum, whatever is around it."""
    enum = get_named_type(type_)
    assert isinstance(enum, GraphQLEnumType)
    return list(enum.values)


def _in_brackets(given: Sequence[str]) -> str:
    return f"({', '.join(given)})" if given else ""
