"""Random values of input types, made of what is known of the rows, and as literals of the language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_input_field,
)

FILTER_DEPTH = 2
TEXTS = ("hero", "a", "Deadpond", "Tools", "news", "%a%", "_", "", "é", "nothing like it")
SCALARS: Mapping[str, Sequence[Any]] = {
    "Int": (0, 1, 1, 2, 2, 3, 5, 16, 48, -1),
    "Float": (0, 1.5, -2.25, 1e10, 3),
    "Boolean": (True, False),
    "BigInt": ("0", "1", 2, "9007199254740993"),
    "Decimal": ("0.00", "12.50", "99.99", "1"),
    "Date": ("1990-02-28", "2026-01-02"),
    "Time": ("12:00:00", "00:30:00"),
    "DateTime": ("2026-01-05T12:00:00.250Z", "2026-01-08T14:00:00.25+02:00", "2025-01-01T00:00:00Z"),
    "UUID": ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000003"),
    "JSON": ({"colour": "amber"}, "amber", 18, [1, 2], {}, None),
}


@dataclass
class Known:
    """What there is: ids of the rows of each type, some of rows that are gone, and cursors by the order of a list."""

    ids: Mapping[str, Sequence[str]]
    gone: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cursors: Mapping[str, Sequence[tuple[str | None, Sequence[str]]]] = field(default_factory=dict)
    """By type: an `orderBy`, None for none, and cursors of the list in that order."""
    texts: Sequence[str] = TEXTS
    words: Sequence[str] = ("hero", "team", "post", "product", "nothing like it", " ")
    """To search for."""
    found: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By such words: cursors of what they find."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Of what type an id is, where the name of its field does not say."""


class Inputs:
    """Draws values. With `mistakes` a few are refused by the API, though valid GraphQL."""

    def __init__(self, rng: Random, known: Known, *, mistakes: bool = False) -> None:
        self.rng = rng
        self.known = known
        self.mistakes = mistakes

    def value(self, type_: Any, name: str, owner: str = "", depth: int = FILTER_DEPTH) -> Any:
        """A value of a type. `name` is of its argument or field, `owner` of the row type that it is about."""
        rng, nullable = self.rng, get_nullable_type(type_)
        if is_list_type(nullable):
            return [self.value(nullable.of_type, name, owner, depth - 1) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
        if isinstance(nullable, GraphQLEnumType):
            return rng.choice(list(nullable.values))
        if isinstance(nullable, GraphQLInputObjectType):
            return self._object(nullable, name, owner, depth)
        if nullable.name == "ID":
            return self.id(name, owner)
        if nullable.name == "String":
            return rng.choice(self.known.texts)
        return rng.choice(SCALARS[nullable.name])

    def id(self, name: str, owner: str) -> str:
        """An id of a row of the type that the field's name tells, or of the owner."""
        rng, known = self.rng, self.known
        by_name = name.removesuffix("Id").removesuffix("Ids")
        found = known.references.get(name) or f"{by_name[:1].upper()}{by_name[1:]}"
        type_ = found if found in known.ids else owner if owner in known.ids else rng.choice(list(known.ids))
        if self.mistakes and rng.random() < 0.03:
            return rng.choice((*known.ids[rng.choice(list(known.ids))], "nonsense"))
        if known.gone.get(type_) and rng.random() < 0.1:
            return rng.choice(known.gone[type_])
        return rng.choice(known.ids[type_])

    def _object(self, type_: GraphQLInputObjectType, name: str, owner: str, depth: int) -> dict[str, Any]:
        rng, names = self.rng, list(type_.fields)
        if depth <= 0:
            names = [each for each in names if not _is_deep(type_.fields[each].type)] or names
        if type_.is_one_of:
            names = [rng.choice(names)]
        else:
            required = [each for each in names if is_required_input_field(type_.fields[each])]
            optional = [each for each in names if each not in required and each != "of"]
            some = rng.sample(optional, min(len(optional), rng.choice((1, 1, 1, 2))))
            some += ["of"] if "of" in names and rng.random() < 0.4 else []
            names = [*required, *some]
        about = owner_of(type_.name, self.known.ids)
        # What is inside of a test, such as an `IDFilter`, is about the field that is tested.
        return {
            each: self.value(type_.fields[each].type, each if about else name, about or owner, depth - 1)
            for each in names
        }


def _is_deep(type_: Any) -> bool:
    """Whether an input has inputs inside."""
    named = get_named_type(type_)
    inside = named.fields.values() if isinstance(named, GraphQLInputObjectType) else ()
    return any(isinstance(get_named_type(each.type), GraphQLInputObjectType) for each in inside)


def owner_of(name: str, ids: Mapping[str, Any]) -> str | None:
    """The row type that an input, a connection or an edge is about, by its name."""
    found = [each for each in ids if name.startswith(each)]
    return max(found, key=len, default=None)


def literal(type_: Any, value: Any) -> str:
    """A value as it is written in a document."""
    nullable = get_nullable_type(type_)
    if value is None:
        return "null"
    if is_list_type(nullable):
        return f"[{', '.join(literal(nullable.of_type, each) for each in value)}]"
    if isinstance(nullable, GraphQLInputObjectType):
        fields = (f"{name}: {literal(nullable.fields[name].type, each)}" for name, each in value.items())
        return f"{{{', '.join(fields)}}}"
    if isinstance(nullable, GraphQLEnumType):
        return str(value)
    return _json(value)


def _json(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_json(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    return json.dumps(value, ensure_ascii=False)
