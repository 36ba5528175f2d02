"""Keeping secrets out of what is written down: by the names that values have, and by the values themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from graphql import ArgumentNode, DocumentNode, FieldNode, ObjectFieldNode, StringValueNode, VariableNode
from graphql.language.ast import Node

from app.current_request import current_request
from sqlmodel_strawberry.documents.kept import Document
from sqlmodel_strawberry.observing.observation import current

REDACTED = "[redacted]"
TOO_DEEP = "[too deep]"
SECRET_NAME = re.compile(
    r"passw|passphrase|passcode|secret|token|credential|authori[sz]ation|api_?key|private_?key|cookie|^(otp|pin|cvv)$",
    re.IGNORECASE,
)
CREDENTIALS = (b"authorization", b"proxy-authorization")
COOKIE, KEY = b"cookie", b"idempotency-key"
SECRET_HEADERS = frozenset((*CREDENTIALS, COOKIE, KEY))
LEAST_CHARACTERS = 4
"""A shorter secret is none, and would be found in half of all words."""
DEPTH = 20
# Libraries that quote values in the texts of their errors: pydantic, asyncpg, PostgreSQL.
QUOTING = ("input_value=", "query argument", "DETAIL:")
QUOTING_BYTES = tuple(mark.encode() for mark in QUOTING)
KEPT_DOCUMENTS = 1000
QUOTED = re.compile(
    r"(?<=input_value=)[^\n]*(?=, input_type=)"
    r"|(?P<argument>invalid input for query argument \$\d+: )[^\n]*(?= \()"
    r"|(?<=DETAIL:  ).*?(?=\n(?:HINT|CONTEXT|\[SQL)|\Z)",
    re.DOTALL,
)


class Given(NamedTuple):
    """What a document gives to arguments and inputs with names of secrets."""

    variables: frozenset[str]
    texts: frozenset[str]


# By the hash of the document: it does not change, and to walk through it takes longer than to write a line.
_given: dict[str, Given] = {}


def redacted(variables: Mapping[str, Any], document: DocumentNode | None) -> dict[str, Any]:
    """Variables without the values that a secret's name stands before, or that the document gives to a secret."""
    given = given_to_secrets(document).variables
    return {name: REDACTED if name in given else _redacted(name, value, DEPTH) for name, value in variables.items()}


def without_secrets(texts: Mapping[str, Any]) -> dict[str, Any]:
    """The same without the secrets of the request and of the operation that the calling task works for, in any text."""
    secrets = sorted(_known_secrets(), key=len, reverse=True)
    return {name: _cut_all(text, secrets, DEPTH) for name, text in texts.items()}


def may_have_secrets(line: bytes) -> bool:
    """Whether `without_secrets` could find something in what has become of a line in JSON."""
    if any(mark in line for mark in QUOTING_BYTES):
        return True
    # In JSON each character is what it is in any other text.
    return any(
        _in_json(secret) in line or _in_json(repr(secret)[1:-1]) in line
        for secret in _known_secrets()
        if len(secret) >= LEAST_CHARACTERS
    )


def _in_json(text: str) -> bytes:
    try:
        return orjson.dumps(text)[1:-1]
    except TypeError:  # a lone surrogate
        return b""


def _cut_all(value: Any, secrets: Sequence[str], depth: int) -> Any:
    if isinstance(value, str):
        return _cut(value, secrets)
    if isinstance(value, dict):
        return {key: _cut_all(each, secrets, depth - 1) for key, each in value.items()} if depth else TOO_DEEP
    if isinstance(value, list):
        return [_cut_all(each, secrets, depth - 1) for each in value] if depth else TOO_DEEP
    return value


def _cut(text: str, secrets: Sequence[str]) -> str:
    if any(mark in text for mark in QUOTING):
        text = QUOTED.sub(lambda match: (match["argument"] or "") + REDACTED, text)
    for secret in secrets:
        if len(secret) >= LEAST_CHARACTERS:
            # As it is, and as Python quotes it.
            text = text.replace(secret, REDACTED).replace(repr(secret)[1:-1], REDACTED)
    return text


def _known_secrets() -> set[str]:
    request, observation = current_request.get(), current()
    secrets = _secrets_of_headers(request.headers) if request is not None else set()
    if observation is not None:
        variables = observation.request.variables
        if observation.document is not None:
            given = _given_by(observation.document)
            secrets |= given.texts
            for name in given.variables:
                secrets.update(_texts(variables.get(name), DEPTH))
        if variables:
            secrets.update(_secret_texts("", variables, DEPTH))
    return secrets


def _secrets_of_headers(headers: Sequence[tuple[bytes, bytes]]) -> set[str]:
    secrets: set[str] = set()
    for name, value in headers:
        if name not in SECRET_HEADERS:
            continue
        text = value.decode("latin-1")
        if name in CREDENTIALS:
            secrets.add(text.partition(" ")[2])
        elif name == COOKIE:
            secrets.update(part.partition("=")[2] for part in text.split(";"))
        else:
            secrets.add(text)
    return secrets


def _given_by(document: Document) -> Given:
    given = _given.get(document.sha256)
    if given is None:
        if len(_given) >= KEPT_DOCUMENTS:
            _given.clear()
        given = _given[document.sha256] = given_to_secrets(document.ast)
    return given


def _redacted(name: str, value: Any, depth: int) -> Any:
    if _is_secret(name):
        return REDACTED
    if not depth and isinstance(value, dict | list):
        return TOO_DEEP
    if isinstance(value, dict):
        return {key: _redacted(key, each, depth - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_redacted("", each, depth - 1) for each in value]
    return value


def _secret_texts(name: str, value: Any, depth: int) -> Iterator[str]:
    """Texts in JSON under names of secrets."""
    if _is_secret(name):
        yield from _texts(value, depth)
    elif depth and isinstance(value, Mapping):
        for key, each in value.items():
            yield from _secret_texts(key, each, depth - 1)
    elif depth and isinstance(value, list):
        for each in value:
            yield from _secret_texts("", each, depth - 1)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each, depth - 1)


@lru_cache(maxsize=1000)
def _is_secret(name: str) -> bool:
    return SECRET_NAME.search(name) is not None


def given_to_secrets(document: DocumentNode | None) -> Given:
    """Whatever stands in the place of a secret."""
    nodes = list(_given_to_secrets(document))
    return Given(
        frozenset(node.name.value for node in nodes if isinstance(node, VariableNode)),
        frozenset(node.value for node in nodes if isinstance(node, StringValueNode)),
    )


def _given_to_secrets(document: DocumentNode | None) -> Iterator[Node]:
    """The variables and texts that a document gives to arguments and inputs with names of secrets."""
    pending: list[tuple[Node, bool]] = [(document, False)] if document else []
    while pending:
        node, secret = pending.pop()
        if secret and isinstance(node, VariableNode | StringValueNode):
            yield node
        if isinstance(node, FieldNode):
            of_secret = _is_secret(node.name.value)
            pending += [(child, of_secret and isinstance(child, ArgumentNode)) for child in _children(node)]
        else:
            named = isinstance(node, ArgumentNode | ObjectFieldNode) and _is_secret(node.name.value)
            pending += [(child, secret or named) for child in _children(node)]


def _children(node: Node) -> Iterator[Node]:
    for key in node.keys:
        found = getattr(node, key) if key != "loc" else None
        for each in found if isinstance(found, list | tuple) else (found,):
            if isinstance(each, Node):
                yield each
