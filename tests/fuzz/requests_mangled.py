"""Requests of which something is not as it should be: bytes, JSON and headers, made from good ones."""

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

OPERATIONS: tuple[dict[str, Any], ...] = (
    {"query": "{ __typename }"},
    {"query": "query A($n: Int) { heroes(first: $n) { nodes { id name team { name } } } }", "variables": {"n": 2}},
    {"query": "query A { viewer { id } } query B { __typename }", "operationName": "A", "extensions": {}},
    {
        "query": "mutation($t: TagCreate!) { createTag(input: {tag: $t}) { tag { id } userErrors { code } } }",
        "variables": {"t": {"name": "mangled"}},
    },
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TYPES = ("application/json", "application/json; charset=utf-8", "application/json;charset=latin1", "text/plain")
NAMES = ("Accept", "Accept-Encoding", "Authorization", "Idempotency-Key", "Content-Encoding", "Origin", "X-Request-ID")
HEADER = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=30)


@dataclass(frozen=True)
class Mangled:
    """A request's headers and body."""

    headers: dict[str, str]
    body: bytes


@st.composite
def mangled(draw: st.DrawFn) -> Mangled:
    """One request."""
    operation = draw(st.sampled_from(OPERATIONS))
    value = draw(st.one_of(st.just(operation), _replaced(operation), JSON, st.lists(st.just(operation), max_size=3)))
    body = json.dumps(value).encode()
    for change in draw(st.lists(st.sampled_from((_flipped, _cut, _repeated, _inserted, _nested)), max_size=2)):
        body = draw(change(body))
    headers = {"Content-Type": draw(st.sampled_from(TYPES) | HEADER).strip()}
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)):
        headers[name] = draw(HEADER).strip()
    return Mangled(headers, body)


@st.composite
def _replaced(draw: st.DrawFn, operation: dict[str, Any]) -> Any:
    """One part of the request is something else."""
    name = draw(st.sampled_from(("query", "variables", "operationName", "extensions", "id", "documentId")))
    return {**operation, name: draw(JSON)}


@st.composite
def _flipped(draw: st.DrawFn, body: bytes) -> bytes:
    changed = bytearray(body)
    for place in draw(st.lists(st.integers(0, max(len(body) - 1, 0)), max_size=3)):
        if changed:
            changed[place] ^= 1 << draw(st.integers(0, 7))
    return bytes(changed)


@st.composite
def _cut(draw: st.DrawFn, body: bytes) -> bytes:
    start = draw(st.integers(0, len(body)))
    return body[start:] if draw(st.booleans()) else body[:start]


@st.composite
def _repeated(draw: st.DrawFn, body: bytes) -> bytes:
    return body * draw(st.integers(2, 50))


@st.composite
def _inserted(draw: st.DrawFn, body: bytes) -> bytes:
    place = draw(st.integers(0, len(body)))
    return body[:place] + draw(st.binary(max_size=20)) + body[place:]


@st.composite
def _nested(draw: st.DrawFn, body: bytes) -> bytes:
    depth = draw(st.sampled_from((1, 50, 5_000)))
    before, after = draw(st.sampled_from(((b"[", b"]"), (b'{"query":', b"}"), (b'{"variables":', b"}"))))
    return before * depth + body + after * depth
