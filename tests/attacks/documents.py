"""Documents that attack: what strangers send to make a server work. All of them end in a refusal before any SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LIMIT = "DOCUMENT_LIMIT_EXCEEDED"
DEPTH = "DEPTH_LIMIT_EXCEEDED"
INVALID = "GRAPHQL_VALIDATION_FAILED"
UNPARSED = "GRAPHQL_PARSE_FAILED"
INPUT = "BAD_USER_INPUT"

ROWS = "{heroes{nodes{%s}}}"
FILTER = "{heroes(filter:%s){totalCount}}"
TYPES = "{__schema{types{%s}}}"


@dataclass(frozen=True)
class Attack:
    """A document of any size. `size` is what is sent; `code` is what it is answered at the default limits."""

    build: Callable[[int], str]
    size: int
    code: str
    grown: int = 150
    """A size at which it takes milliseconds, once bytes and tokens are not what stops it."""


@dataclass(frozen=True)
class VariableAttack:
    """A variable's value of any size. `size` is what is sent."""

    build: Callable[[int], Any]
    size: int


def _fan_out(leaf: str, type_: str = "Query", start: str = "{...f0}") -> Callable[[int], str]:
    """Each fragment spreads the next one twice: 2^n selections, if each were followed."""

    def build(n: int) -> str:
        fragments = [f"fragment f{i} on {type_}{{...f{i + 1} ...f{i + 1}}}" for i in range(n)]
        return "".join([start, *fragments, f"fragment f{n} on {type_}{{{leaf}}}"])

    return build


def _spread(inner: str, around: str = "{%s}") -> Callable[[int], str]:
    """The same, n times over."""
    return lambda n: around % (f"{inner} " * n)


def _numbered(inner: str, around: str = "{%s}") -> Callable[[int], str]:
    return lambda n: around % " ".join(inner.replace("#", str(i)) for i in range(n))


def _nested(opening: str, closing: str, inner: str = "__typename", around: str = "%s") -> Callable[[int], str]:
    return lambda n: around % (opening * n + inner + closing * n)


def _circle(n: int) -> str:
    return "{...f0}" + "".join(f"fragment f{i} on Query{{...f{(i + 1) % n}}}" for i in range(n))


def _dense_circles(n: int) -> str:
    spreads = " ".join(f"...f{i % 18}" for i in range(n))
    return "{...f0}" + "".join(f"fragment f{i} on Query{{{spreads}}}" for i in range(18))


def _nested_value(n: int, around: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _ in range(n):
        value = around(value)
    return value


ATTACKS: dict[str, Attack] = {
    "fan-out of 100 fragments": Attack(_fan_out("__typename"), 100, LIMIT),
    "fan-out of 49 fragments": Attack(_fan_out("__typename"), 49, LIMIT),
    "fan-out that ends in nothing": Attack(_fan_out("...Nope"), 40, INVALID),
    "fan-out that ends where it began": Attack(_fan_out("...f0"), 40, INVALID),
    "fan-out below rows": Attack(_fan_out("name", "Hero", ROWS % "...f0"), 40, LIMIT),
    "fragments that are not used": Attack(_numbered("fragment f# on Query{__typename}", "{__typename}%s"), 140, LIMIT),
    "40 fragments that are not used": Attack(
        _numbered("fragment f# on Query{__typename}", "{__typename}%s"), 40, INVALID
    ),
    "fragments in one place": Attack(
        lambda n: ROWS % _numbered("...f#", "%s")(n) + _numbered("fragment f# on Hero{id name age}", "%s")(n), 49, LIMIT
    ),
    "a circle of fragments": Attack(_circle, 40, INVALID),
    "a fragment in itself": Attack(lambda n: "{...f}fragment f on Query{" + "...f " * n + "}", 240, INVALID),
    "circles in circles": Attack(_dense_circles, 18, INVALID, grown=50),
    "unknown fragments": Attack(_spread("...Nope"), 300, INVALID),
    "unknown fields": Attack(_numbered("nope#"), 900, LIMIT),
    "unknown fields below rows": Attack(_numbered("nope#", ROWS), 900, INVALID),
    "unknown arguments": Attack(_numbered("nope#:1", "{heroes(%s){totalCount}}"), 240, INVALID),
    "unknown types": Attack(_numbered("...on Nope#{nope#}", ROWS), 140, INVALID),
    "unknown variables": Attack(_numbered("$v#", "{heroes(filter:{age:{in:[%s]}}){totalCount}}"), 400, INVALID, 200),
    "variables that are not used": Attack(_numbered("$v#:Int", "query(%s){__typename}"), 240, LIMIT),
    "50 variables that are not used": Attack(_numbered("$v#:Int", "query(%s){__typename}"), 50, INVALID),
    "operations": Attack(_numbered("query q#{__typename}", "%s"), 190, LIMIT),
    "operations of one name": Attack(_spread("query q{__typename}", "%s"), 20, INVALID),
    "operations that share fragments": Attack(
        lambda n: _numbered("query q#{heroes{...f}}", "%s")(n) + "fragment f on HeroConnection{totalCount}", 100, LIMIT
    ),
    "aliases": Attack(_numbered("a#:__typename"), 1000, LIMIT),
    "300 aliases": Attack(_numbered("a#:__typename"), 300, LIMIT),
    "aliases below rows": Attack(_numbered("a#:name", ROWS), 300, LIMIT),
    "aliases of lists": Attack(_numbered("a#:heroes(first:1){totalCount}"), 70, LIMIT),
    "aliases in a fragment": Attack(
        lambda n: ROWS % "...f " + _numbered("a#:name", "fragment f on Hero{%s}")(n), 31, LIMIT
    ),
    "directives": Attack(_spread("@a", "{__typename %s}"), 1000, LIMIT),
    "400 directives": Attack(_spread("@a", "{__typename %s}"), 400, LIMIT),
    "directives that exist": Attack(_spread("@skip(if:true)", "{__typename %s}"), 120, LIMIT),
    "directives of an operation": Attack(_spread("@a", "query %s{__typename}"), 400, LIMIT),
    "a field 5,000 times": Attack(_spread("__typename"), 5000, LIMIT),
    "a field 900 times": Attack(_spread("__typename"), 900, LIMIT),
    "a field 900 times below rows": Attack(_spread("id", ROWS), 900, LIMIT),
    "a list 100 times": Attack(_spread("heroes{totalCount}"), 100, LIMIT),
    "a relation 200 times": Attack(_spread("team{id}", ROWS), 200, LIMIT),
    "inline fragments side by side": Attack(_spread("...{__typename}"), 240, LIMIT),
    "inline fragments one in the other": Attack(_nested("{...", "}"), 190, LIMIT, 150),
    "conflicting fields": Attack(_spread("a:id a:name", ROWS), 150, LIMIT),
    "relations in circles": Attack(_nested("posts{nodes{author{", "}}}", "id", "{%s}"), 10, DEPTH, 40),
    "selections one in the other": Attack(_nested("{a", "}", ""), 400, LIMIT),
    "selections without an end": Attack(lambda n: "{a" * n, 480, LIMIT),
    "filters one in the other": Attack(_nested("{not:", "}", "{}", FILTER), 150, LIMIT, 150),
    "lists one in the other": Attack(_nested("[", "]", "", "{heroes(orderBy:%s){totalCount}}"), 400, LIMIT),
    "types one in the other": Attack(_nested("[", "]", "Int", "query($a:%s){__typename}"), 400, LIMIT),
    "numbers": Attack(_spread("1", "{heroes(filter:{age:{in:[%s]}}){totalCount}}"), 5000, LIMIT),
    "circular introspection": Attack(_nested("fields{type{", "}}", "name", TYPES), 10, INVALID, 20),
    "introspection over and over": Attack(_numbered("a#:fields{name}", TYPES), 20, LIMIT),
    "introspection of a type over and over": Attack(
        _numbered('a#:__type(name:"Hero"){fields{args{name}}}', "{%s}"), 19, LIMIT
    ),
    "an alias of 15,000 characters": Attack(lambda n: ROWS % ("a" * n + ":id"), 15_000, LIMIT, 50_000),
    "an unknown field of 15,000 characters": Attack(lambda n: "{" + "a" * n + "}", 15_000, LIMIT, 50_000),
    "a string of 5 MB": Attack(lambda n: '{heroes(search:"' + "a" * n + '"){totalCount}}', 5_000_000, LIMIT, 50_000),
    "a block string": Attack(lambda n: '{heroes(search:"""' + "\n a" * n + '"""){nope}}', 5_000, INVALID, 20_000),
    "comments": Attack(lambda n: "{__typename}" + "#\n" * n, 8_000, LIMIT),
    "a comment of 5 MB": Attack(lambda n: "{__typename}#" + "a" * n, 5_000_000, LIMIT, 50_000),
    "commas": Attack(lambda n: "{__typename" + "," * n + "}", 5_000_000, LIMIT, 50_000),
    "16 KB of commas": Attack(lambda n: "{nope" + "," * n + "}", 16_000, INVALID, 50_000),
    "a number of 15,000 digits": Attack(lambda n: FILTER % ("{age:{eq:" + "9" * n + "}}"), 15_000, INVALID, 50_000),
    "a float of 15,000 digits": Attack(lambda n: FILTER % ("{age:{eq:1e" + "9" * n + "}}"), 15_000, INPUT, 50_000),
    "escapes": Attack(lambda n: '{heroes(search:"' + r"A" * n + '"){nope}}', 2_600, INVALID, 10_000),
    "brackets": Attack(lambda n: "[" * n, 16_000, UNPARSED, 50_000),
    "braces": Attack(lambda n: "{" * n, 16_000, UNPARSED, 50_000),
    "nothing selected": Attack(_spread("heroes{}"), 15, UNPARSED),
    "definitions of types": Attack(_numbered("type T#{a:Int}", "{__typename}%s"), 90, INVALID),
}

VARIABLE_ATTACKS: dict[str, VariableAttack] = {
    "100,000 ids": VariableAttack(lambda n: [1] * n, 100_000),
    "lists one in the other": VariableAttack(lambda n: _nested_value(n, lambda inner: [inner]), 500),
    "objects one in the other": VariableAttack(lambda n: _nested_value(n, lambda inner: {"not": inner}), 500),
    "many small lists": VariableAttack(lambda n: [["a"] * 100] * n, 150),
    "an object of many fields": VariableAttack(lambda n: {f"k{i}": i for i in range(n)}, 15_000),
}
