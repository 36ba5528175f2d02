"""Random operations over a schema: valid, nested, with aliases, fragments, directives, and fields that merge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
)

from tests.random_operations.arguments import Arguments
from tests.random_operations.inputs import Inputs, Known
from tests.random_operations.parts import Chosen, Operation, Part, Scope, given
from tests.random_operations.variables import Variables

HOPS = 3
FIELDS = (8, 16, 32)
"""After so many an operation gets no more levels."""
Selected = tuple[str, list[Part]]
TYPENAME = Part("__typename", "__typename")


class Generator:
    """Makes one operation.

    With `full` it asks for little of each list, and for no relation twice. With `mistakes` some operations are refused,
    or have variables that are not given.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        rng: Random,
        known: Known,
        *,
        full: bool = False,
        mistakes: bool = False,
        excluded: Collection[str] = (),
    ) -> None:
        self.schema = schema
        self.rng = rng
        self.known = known
        self.full = full
        self.excluded = excluded
        self.variables = Variables(rng, loose=mistakes)
        self.inputs = Inputs(rng, known, mistakes=mistakes)
        self.arguments = Arguments(rng, known, self.variables, self.inputs, full=full)
        self._fragments: list[str] = []
        self._anywhere: dict[str, list[str]] = {}
        self._names = 0
        self._fields, self._most = 0, rng.choice(FIELDS)
        self._used: set[str] = set()

    def query(self) -> Operation:
        """A query."""
        return self.operation("query", self.roots(self.rng.choice((1, 1, 1, 2, 3))))

    def operation(self, kind: str, parts: Sequence[Part]) -> Operation:
        """An operation of these root fields, which this generator made."""
        text = " ".join(part.text for part in parts)
        name = "Random" if self.rng.random() < 0.3 else None
        head = f"{kind} {name or ''}{self.variables.head()}"
        definitions = [f"{head} {{ {text} }}", *self._fragments]
        if name and not self.full and self.rng.random() < 0.3:
            definitions.insert(self.rng.randint(0, 1), "query Another { __typename }")
        declared = self.variables.declared
        values = given(self.rng, declared)
        return Operation(" ".join(definitions), values, parts, name, declared, kind == "mutation")

    def roots(self, count: int, scope: Scope | None = None) -> list[Part]:
        """Fields of Query."""
        query = self.schema.query_type
        assert query is not None
        place = (scope or Scope()).of(query.name)
        names = [name for name in query.fields if name not in self.excluded]
        found = [self.field(query, name, HOPS, place) for name in self.rng.sample(names, count)]
        parts = [part for part in found if part is not None]
        if parts and not self.full and self.rng.random() < 0.1:
            parts += [Part("", text) for text in self._also(query, HOPS, place)]
        return parts or [TYPENAME]

    def selection(self, type_: Any, hops: int, scope: Scope | None = None, size: int | None = None) -> Selected:
        """Some fields of a type, in braces. `size` is how many rows it shows, where it is a connection."""
        scope = scope or Scope()
        if is_abstract_type(type_):
            return self._of_types(type_, self.schema.get_possible_types(type_), hops, scope)
        place = scope.of(type_.name)
        parts = [part for name in self._chosen(type_, hops) if (part := self.field(type_, name, hops, place, size))]
        parts = parts or [TYPENAME]
        texts = [self._wrapped(type_, part.text, place) for part in parts]
        if not self.full:
            texts += self._also(type_, hops, place, size)
        return f"{{ {' '.join(texts)} }}", parts

    def field(
        self, parent: GraphQLObjectType, name: str, hops: int, scope: Scope, size: int | None = None
    ) -> Part | None:
        """One field, with whatever it takes and has. `scope` is that of its parent; `size` is of the parent's page."""
        found, type_ = parent.fields[name], get_named_type(parent.fields[name].type)
        self._fields += 1
        is_leaf = is_leaf_type(type_)
        is_relation = parent.name in self.known.ids and not is_leaf
        is_enough = self._fields > self._most or (is_relation and not hops)
        if not is_leaf and (is_enough or not self._takes(f"{parent}.{name}")):
            return None
        made = self._arguments(parent, name, found, size)
        if made is None:
            return None
        arguments, own_size, types = made
        key = self._key(scope, name, str(found.type), is_leaf)
        chosen = scope.fields[key] = Chosen(name, arguments, own_size, Scope())
        scope.types.setdefault(key, str(found.type))
        return self._below(chosen, key, found, hops - is_relation, types)

    def _below(
        self, chosen: Chosen, key: str, found: GraphQLField, hops: int, types: Sequence[GraphQLObjectType] = ()
    ) -> Part:
        type_ = get_named_type(found.type)
        text, parts = "", list[Part]()
        if not is_leaf_type(type_):
            if types:
                text, parts = self._of_types(type_, types, hops, chosen.below)
            else:
                text, parts = self.selection(type_, hops, chosen.below, chosen.size)
        alias = "" if key == chosen.name else f"{key}: "
        is_list = is_list_type(get_nullable_type(found.type))
        is_row = not is_list and (type_.name in self.known.ids or is_abstract_type(type_))
        directive = "" if self.full or self.rng.random() > 0.04 else f" {self._directive()}"
        whole = f"{alias}{chosen.name}{chosen.arguments}{directive}{' ' + text if text else ''}"
        return Part(key, whole, chosen.size if is_list else None, is_row, parts)

    def _chosen(self, type_: GraphQLObjectType, hops: int) -> list[str]:
        """The names of some fields."""
        rng, names = self.rng, [name for name in type_.fields if name not in self.excluded]
        some = rng.sample(names, min(len(names), rng.choice((1, 1, 2, 3) if "nodes" in names else (1, 2, 3))))
        if "totalCount" in names:
            some.append("nodes" if rng.random() < 0.6 else "totalCount")
        if names == ["cursor", "node"] and self.full:
            some = names
        relations = [name for name in names if not is_leaf_type(get_named_type(type_.fields[name].type))]
        if hops and relations and type_.name in self.known.ids and rng.random() < 0.7:
            some.append(rng.choice(relations))
        return list(dict.fromkeys(some))

    def _also(self, type_: GraphQLObjectType, hops: int, scope: Scope, size: int | None = None) -> list[str]:
        """What makes no other answer, or more of the same fields: they are merged."""
        rng, texts = self.rng, []
        if rng.random() < 0.15:
            texts.append(rng.choice(("__typename", "__typename", f"a{self._next()}: __typename")))
        if scope.fields and rng.random() < 0.2:
            key = rng.choice(list(scope.fields))
            chosen = scope.fields[key]
            again = self._below(chosen, key, type_.fields[chosen.name], hops - (type_.name in self.known.ids))
            texts.append(self._wrapped(type_, again.text, scope))
        if scope.fields and not scope.is_mixed and rng.random() < 0.1:
            chosen = scope.fields[rng.choice(list(scope.fields))]
            other = self.field(type_, chosen.name, hops, scope, size)
            texts += [self._wrapped(type_, other.text, scope)] if other else []
        if scope.spreads and rng.random() < 0.1:
            texts.append(f"...{rng.choice(scope.spreads)}")
        if rng.random() < 0.05:
            texts.append(self._spread_anywhere(type_, hops, size))
        return texts

    def _spread_anywhere(self, type_: GraphQLObjectType, hops: int, size: int | None) -> str:
        """A fragment that fits all places of its type, since none of its keys is used elsewhere."""
        known = self._anywhere.setdefault(type_.name, [])
        if not known or self.rng.random() < 0.3:
            name, scope = f"F{self._next()}", Scope(is_alone=True)
            text = self.selection(type_, min(hops, 1), scope, size)[0]
            self._fragments.append(f"fragment {name} on {type_.name} {text}")
            known.append(name)
            return f"...{name}"
        return f"...{self.rng.choice(known)}"

    def _wrapped(self, type_: Any, text: str, scope: Scope) -> str:
        """A selection as it is, or as a fragment."""
        rng = self.rng
        choice = rng.random()
        if choice > 0.12:
            return text
        must = self.full and choice > 0.06
        condition = f" {self._directive()}" if must or rng.random() < 0.3 else ""
        if choice < 0.06:
            name = f"F{self._next()}"
            self._fragments.append(f"fragment {name} on {type_.name} {{ {text} }}")
            scope.spreads.append(name)
            return f"...{name}{condition}"
        on = rng.choice((f" on {type_.name}", f" on {type_.name}", ""))
        return f"...{on}{condition} {{ {text} }}"

    def _directive(self) -> str:
        rng = self.rng
        if not self.full and rng.random() < 0.1:
            return f"@skip(if: {self.variables.switch()}) @include(if: {self.variables.switch()})"
        value = rng.choice(("true", "false")) if rng.random() < 0.2 else self.variables.switch()
        return f"@{rng.choice(('include', 'include', 'skip'))}(if: {value})"

    def _of_types(self, type_: Any, types: Sequence[GraphQLObjectType], hops: int, scope: Scope) -> Selected:
        """Fields of any of several types."""
        rng, texts, parts = self.rng, ["__typename"], []
        if not self.full:
            types, texts = rng.sample(types, min(len(types), rng.choice((1, 2, 3)))), []
            if rng.random() < 0.5:
                texts.append(rng.choice(("__typename", f"a{self._next()}: __typename")))
            if isinstance(type_, GraphQLInterfaceType) and rng.random() < 0.5:
                texts += rng.sample(list(type_.fields), rng.randint(1, len(type_.fields)))
            elif "Node" in self.schema.type_map and type_.name == "SearchResult" and rng.random() < 0.2:
                texts.append("... on Node { id }")
        for each in types:
            place = scope.of(each.name, is_mixed=True)
            names = [name for name in self._chosen(each, hops) if not self.full or name not in scope.types]
            if self.full:
                names = [name for name in each.fields if not is_leaf_type(get_named_type(each.fields[name].type))]
                names = [rng.choice(names)] if names else []
            made = [part for name in names if (part := self.field(each, name, hops, place))]
            parts += made
            if made:
                text = " ".join(self._wrapped(each, part.text, place) for part in made)
                texts.append(self._on(each, text, place))
        return f"{{ {' '.join(texts or ['__typename'])} }}", parts

    def _on(self, type_: GraphQLObjectType, text: str, scope: Scope) -> str:
        if not self.full and self.rng.random() < 0.2:
            name = f"F{self._next()}"
            self._fragments.append(f"fragment {name} on {type_.name} {{ {text} }}")
            scope.spreads.append(name)
            return f"...{name}"
        return f"... on {type_.name} {{ {text} }}"

    def _arguments(
        self, parent: GraphQLObjectType, name: str, found: GraphQLField, size: int | None
    ) -> tuple[str, int | None, Sequence[GraphQLObjectType]] | None:
        """Arguments, how long a list they ask for, and the types of its rows; None where it cannot be asked for."""
        type_ = get_named_type(found.type)
        row = type_.name.removesuffix("Connection")
        if parent is self.schema.query_type and name in ("node", "nodes"):
            return self._node(found)
        if parent is self.schema.query_type and name == "search":
            return *self.arguments.of_search(found), ()
        if type_.name.endswith("Connection"):
            return *self.arguments.of_list(found, row), ()
        if name == "groups" and "by" in found.args:
            return *self.arguments.of_groups(found, row.removesuffix("Group")), ()
        if "maxDepth" in found.args:
            return *self.arguments.of_walk(found), ()
        if "by" in found.args and row in self.known.ids:
            return (self.arguments.of_lookup(found, row), None, ()) if self._takes(f"rows of {row}") else None
        if found.args:
            return self.arguments.of_any(found, row), None, ()
        return "", size if name in ("nodes", "edges") else None, ()

    def _node(self, found: GraphQLField) -> tuple[str, int | None, Sequence[GraphQLObjectType]] | None:
        names = self.rng.sample(sorted(self.known.ids), 1 if "id" in found.args else self.rng.choice((1, 1, 2)))
        names = [each for each in names if self._takes(f"rows of {each}")]
        types = [each for name in names if isinstance(each := self.schema.type_map[name], GraphQLObjectType)]
        return (*self.arguments.of_node(found, names), types) if types else None

    def _takes(self, loader: str) -> bool:
        """Whether it may be used: where pages are to be full, not twice, since what shares a loader costs less."""
        if self.full and loader in self._used:
            return False
        self._used.add(loader)
        return True

    def _key(self, scope: Scope, name: str, type_: str, is_leaf: bool) -> str:
        """A response key that no other field of this place has."""
        is_taken = name in scope.fields or scope.types.get(name, type_) != type_
        must = is_taken or scope.is_alone or (scope.is_mixed and not is_leaf)
        return f"a{self._next()}" if must or self.rng.random() < 0.1 else name

    def _next(self) -> int:
        self._names += 1
        return self._names
