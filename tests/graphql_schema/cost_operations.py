"""Random operations over the application's schema: valid, nested, with aliases, fragments, variables and directives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

HOPS = 3
SIZES = (0, 1, 1, 2, 2, 3, 5, 20)
FULL_SIZES = (1, 1, 2, 2, 3, 3, 0)
WORDS = ("hero", "team", "post", "product", "nothing like it", " ")
TRUE, FALSE = "yes", "no"


@dataclass
class Part:
    """A field of an operation, and what its value looks like where there are rows enough."""

    key: str
    text: str
    size: int | None = None
    """Items of a list; None for what is no list."""
    is_row: bool = False
    parts: Sequence[Part] = ()

    def is_full(self, parent: Mapping[str, Any]) -> bool:
        """Whether the value has all rows that were asked for. What was skipped, or is of another type, is not there."""
        if self.key not in parent:
            return True
        value = parent[self.key]
        if self.size is not None:
            return len(value) == self.size and all(self._is_full(each) for each in value)
        if self.is_row or self.parts:
            return value is not None and self._is_full(value)
        return True

    def _is_full(self, value: Mapping[str, Any] | None) -> bool:
        return value is not None and all(part.is_full(value) for part in self.parts)


@dataclass
class Operation:
    """A document with one operation, and its variables."""

    text: str
    variables: dict[str, Any]
    parts: Sequence[Part] = ()

    def is_full(self, data: Mapping[str, Any]) -> bool:
        """Whether all lists of the answer are full and no row is missing."""
        return all(part.is_full(data) for part in self.parts)


@dataclass
class Generator:
    """Makes one operation. With `full` it asks for little of each list, and for no relation twice."""

    schema: GraphQLSchema
    rng: Random
    ids: Mapping[str, Sequence[str]]
    full: bool = False
    variables: dict[str, Any] = field(default_factory=dict)
    _declared: list[str] = field(default_factory=list)
    _fragments: list[str] = field(default_factory=list)
    _names: int = 0
    _used: set[str] = field(default_factory=set)

    def query(self) -> Operation:
        """A query."""
        parts = self.roots(self.rng.choice((1, 1, 1, 2, 3)))
        return self.operation("query", parts)

    def shared(self) -> Operation:
        """A query that follows the same relations from several pages of a list, to other things at the end."""
        query = self.schema.query_type
        assert query is not None
        lists = [name for name, each in query.fields.items() if str(each.type).endswith("Connection!")]
        name = self.rng.choice([each for each in lists if each not in ("items", "search")])
        row = get_named_type(get_named_type(query.fields[name].type).fields["nodes"].type)
        way: list[str] = []
        for _ in range(self.rng.choice((1, 2, 2, 3))):
            relation = self.rng.choice([each for each, field in row.fields.items() if self._is_relation(field)])
            row = get_named_type(row.fields[relation].type)
            way.append(relation)
            if row.name.endswith("Connection"):
                row = get_named_type(row.fields["nodes"].type)
                way[-1] += f"(first: {self.rng.choice((2, 3))}) {{ nodes"
        parts = []
        for key in "abc"[: self.rng.choice((2, 3))]:
            text, _ = self.selection(row, 1)
            for relation in reversed(way):
                also = self.rng.choice(("", "__typename "))
                text = f"{{ {also}{relation} {text} {'}' if '{' in relation else ''} }}"
            page = f"{self.rng.choice(('first', 'last'))}: {self.rng.choice((1, 2, 4, 20))}"
            parts.append(Part(key, f"{key}: {name}({page}) {{ nodes {text} }}"))
        return self.operation("query", parts)

    def _is_relation(self, field: GraphQLField) -> bool:
        name = get_named_type(field.type).name
        return (not field.args and name in self.ids) or name.endswith("Connection")

    def operation(self, kind: str, parts: Sequence[Part]) -> Operation:
        """An operation of these root fields, which this generator made."""
        text = " ".join(part.text for part in parts)
        names = {TRUE: True, FALSE: False}
        for name, value in names.items():
            if f"${name}" in text or any(f"${name}" in each for each in self._fragments):
                self._declared.append(f"${name}: Boolean!")
                self.variables[name] = value
        head = f"{kind} Random({', '.join(self._declared)})" if self._declared else kind
        return Operation(" ".join([head, "{", text, "}", *self._fragments]), self.variables, parts)

    def roots(self, count: int) -> list[Part]:
        """Fields of Query."""
        query = self.schema.query_type
        assert query is not None
        names = [name for name in query.fields if name not in ("viewer", "rateLimit")]
        found = [self._field(query, name, HOPS) for name in self.rng.sample(names, count)]
        return [part for part in found if part is not None] or [Part("__typename", "__typename")]

    def variable(self, type_: str, value: Any) -> str:
        """A new variable that has the value."""
        name = f"v{self._next()}"
        self._declared.append(f"${name}: {type_}")
        self.variables[name] = value
        return f"${name}"

    def selection(self, type_: GraphQLObjectType, hops: int) -> tuple[str, list[Part]]:
        """Some fields of a type, in braces."""
        rng = self.rng
        names = rng.sample(list(type_.fields), min(len(type_.fields), rng.choice((1, 2, 3))))
        relations = [name for name, each in type_.fields.items() if not is_leaf_type(get_named_type(each.type))]
        if hops and relations and rng.random() < 0.7:
            names = list(dict.fromkeys([*names, rng.choice(relations)]))
        parts = [part for name in names if (part := self._field(type_, name, hops))]
        parts = parts or [Part("__typename", "__typename")]
        texts = [self._wrapped(type_, part.text) for part in parts]
        if not self.full and rng.random() < 0.1:
            texts.append(texts[0])
        return f"{{ {' '.join(texts)} }}", parts

    def _wrapped(self, type_: GraphQLObjectType, text: str) -> str:
        choice = self.rng.random()
        if choice < 0.06:
            name = f"F{self._next()}"
            self._fragments.append(f"fragment {name} on {type_.name} {{ {text} }}")
            return f"...{name}"
        if choice < 0.12:
            directive = self.rng.choice((f"@include(if: ${TRUE})", f"@include(if: ${FALSE})", f"@skip(if: ${TRUE})"))
            return f"... on {type_.name} {directive} {{ {text} }}"
        return text

    def _field(self, parent: GraphQLObjectType, name: str, hops: int) -> Part | None:
        found = parent.fields[name]
        coordinate, type_ = f"{parent.name}.{name}", get_named_type(found.type)
        if is_leaf_type(type_):
            return self._keyed(name, "", "") if not any(map(is_required_argument, found.args.values())) else None
        is_relation = parent.name in self.ids
        if (is_relation and not hops) or not self._takes(coordinate):
            return None
        below = hops - is_relation
        if name in ("node", "nodes") and parent.name == "Query":
            return self._node(name, below)
        if name == "search":
            return self._search(below)
        assert isinstance(type_, GraphQLObjectType)
        if type_.name.endswith("Connection"):
            return self._connection(name, type_, found, below)
        if type_.name not in self.ids:
            text, parts = self.selection(type_, below)
            return self._keyed(name, "", text, parts=parts)
        text, parts = self.selection(type_, below)
        if is_list_type(getattr(found.type, "of_type", found.type)):
            size = self._size()
            return self._keyed(name, f"(first: {self._int(size)})", text, size=size, parts=parts)
        if found.args and not self._takes(f"rows of {type_.name}"):
            return None
        arguments = f'(by: {{id: "{self.rng.choice(self.ids[type_.name])}"}})' if found.args else ""
        return self._keyed(name, arguments, text, is_row=True, parts=parts)

    def _keyed(self, name: str, arguments: str, selection: str, **looks: Any) -> Part:
        key = f"a{self._next()}" if self.rng.random() < 0.1 else name
        alias = "" if key == name else f"{key}: "
        return Part(key, f"{alias}{name}{arguments}{' ' + selection if selection else ''}", **looks)

    def _connection(self, name: str, type_: GraphQLObjectType, found: GraphQLField, hops: int) -> Part:
        size = self._size()
        text, parts = self._page(type_, size, hops)
        return self._keyed(name, self._list_arguments(found, size), text, parts=parts)

    def _page(self, type_: GraphQLObjectType, size: int, hops: int) -> tuple[str, list[Part]]:
        rng, parts = self.rng, []
        chosen = set(rng.sample(list(type_.fields), min(len(type_.fields), rng.choice((1, 1, 2, 3)))))
        chosen.add("nodes" if rng.random() < 0.6 else "totalCount")
        row = get_named_type(type_.fields["nodes"].type)
        for name in sorted(chosen):
            if name == "nodes":
                text, below = self._row(row, hops)
                parts.append(self._keyed("nodes", "", text, size=size, parts=below))
            elif name == "edges":
                text, below = self._row(row, hops)
                node = Part("node", f"node {text}", is_row=True, parts=below)
                parts.append(self._keyed("edges", "", f"{{ cursor {node.text} }}", size=size, parts=[node]))
            elif name == "pageInfo":
                parts.append(self._keyed("pageInfo", "", "{ hasNextPage endCursor }"))
            elif name == "totalCount":
                parts.append(self._keyed("totalCount", "", ""))
            elif name == "aggregate":
                parts.append(self._keyed("aggregate", "", "{ count }"))
            elif name == "groups":
                parts.append(self._groups(type_.fields["groups"]))
        return f"{{ {' '.join(part.text for part in parts)} }}", parts

    def _groups(self, found: GraphQLField) -> Part:
        by = get_named_type(found.args["by"].type)
        assert isinstance(by, GraphQLEnumType)
        size, names = self._size(), list(by.values)
        arguments = f"(by: [{', '.join(self.rng.sample(names, min(len(names), 2)))}], first: {self._int(size)})"
        return self._keyed("groups", arguments, "{ aggregate { count } }", size=size)

    def _row(self, type_: Any, hops: int) -> tuple[str, list[Part]]:
        if isinstance(type_, GraphQLObjectType):
            return self.selection(type_, hops)
        return self._of_types(self.schema.get_possible_types(type_), hops)

    def _of_types(self, types: Sequence[GraphQLObjectType], hops: int) -> tuple[str, list[Part]]:
        """Fields of any of several types. Keys of different types may not be the same, as their fields differ."""
        texts, parts = ["__typename"], []
        for type_ in types:
            names = [name for name in type_.fields if not is_leaf_type(get_named_type(type_.fields[name].type))]
            part = self._field(type_, self.rng.choice(names), hops) if names else None
            if part is not None:
                key = f"a{self._next()}"
                name = part.text.removeprefix(f"{part.key}: ")
                parts.append(Part(key, f"{key}: {name}", part.size, part.is_row, part.parts))
                texts.append(f"... on {type_.name} {{ {parts[-1].text} }}")
        return f"{{ {' '.join(texts)} }}", parts

    def _takes(self, loader: str) -> bool:
        """Whether it may be used: where pages are to be full, not twice, since what shares a loader costs less."""
        if self.full and loader in self._used:
            return False
        self._used.add(loader)
        return True

    def _node(self, name: str, hops: int) -> Part | None:
        types = self.rng.sample(sorted(self.ids), self.rng.choice((1, 1, 2)) if name == "nodes" else 1)
        types = [each for each in types if self._takes(f"rows of {each}")]
        if not types:
            return None
        objects = [self.schema.type_map[each] for each in types]
        text, parts = self._of_types([each for each in objects if isinstance(each, GraphQLObjectType)], hops)
        ids = [self.rng.choice(self.ids[self.rng.choice(types)]) for _ in range(self.rng.choice((1, 2, 4)))]
        if name == "node":
            return self._keyed(name, f'(id: "{ids[0]}")', text, is_row=True, parts=parts)
        return self._keyed(name, f"(ids: {self.variable('[ID!]!', ids)})", text, size=len(ids), parts=parts)

    def _search(self, hops: int) -> Part:
        size, union = self._size(), self.schema.type_map["SearchConnection"]
        assert isinstance(union, GraphQLObjectType)
        names = list(self.schema.type_map["SearchType"].values)  # type: ignore[attr-defined]
        types = self.rng.sample(names, 1 if self.full else self.rng.choice((1, 2, len(names))))
        words = "hero" if self.full else self.rng.choice(WORDS)
        text, parts = self._page(union, size, hops)
        arguments = f'(text: "{words}", types: [{", ".join(types)}], first: {self._int(size)})'
        return self._keyed("search", arguments, text, parts=parts)

    def _list_arguments(self, found: GraphQLField, size: int) -> str:
        rng = self.rng
        way = "last" if rng.random() < 0.2 else "first"
        given = [f"{way}: {self._int(size)}"] if size != 20 else []
        if rng.random() < 0.15:
            given.append(f"orderBy: {self._order(get_named_type(found.args['orderBy'].type))}")
        if rng.random() < 0.15:
            type_ = get_named_type(found.args["filter"].type)
            given.append(f"filter: {self.variable(type_.name, self._filter(type_))}")
        return f"({', '.join(given)})" if given else ""

    def _order(self, type_: Any) -> str:
        assert isinstance(type_, GraphQLInputObjectType)
        fields = [name for name, each in type_.fields.items() if isinstance(get_named_type(each.type), GraphQLEnumType)]
        return f"[{{{self.rng.choice(fields)}: {self.rng.choice(('ASC', 'DESC', 'DESC_NULLS_LAST'))}}}]"

    def _filter(self, type_: Any) -> dict[str, Any]:
        tests = {"IntFilter": {"gt": 0}, "StringFilter": {"ne": "nothing"}, "IDFilter": {"isNull": False}}
        found = {name: get_named_type(each.type).name for name, each in type_.fields.items()}
        name = self.rng.choice([name for name, kind in found.items() if kind in tests])
        test = {name: tests[found[name]]}
        return self.rng.choice((test, {"or": [test, {"not": test}]}, {"and": [test, test]}))

    def _size(self) -> int:
        return self.rng.choice(FULL_SIZES if self.full else SIZES)

    def _int(self, value: int) -> str:
        return self.variable("Int", value) if self.rng.random() < 0.3 else str(value)

    def _next(self) -> int:
        self._names += 1
        return self._names
