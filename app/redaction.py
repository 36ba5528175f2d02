"""Keeping secrets out of what is written down: by the names that values have, and by the values themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from graphql import ArgumentNode, DocumentNode, FieldNode, ObjectFieldNode, StringValueNode, VariableNode
from graphql.language.ast import Node
from starlette.datastructures import Headers

from sqlmodel_strawberry.observing import current

REDACTED = "[redacted]"
TOO_DEEP = "[too deep]"
SECRET_NAME = re.compile(
    r"passw|passphrase|passcode|secret|token|credential|authori[sz]ation|api_?key|private_?key|cookie|^(otp|pin|cvv)$",
    re.IGNORECASE,
)
SECRET_HEADERS = ("authorization", "proxy-authorization")
LEAST_CHARACTERS = 4
"""A shorter secret is none, and would be found in half of all words."""
DEPTH = 20
# Libraries that quote values in the texts of their errors: pydantic, asyncpg, PostgreSQL.
QUOTING = ("input_value=", "query argument", "DETAIL:")
QUOTED = re.compile(
    r"(?<=input_value=)[^\n]*(?=, input_type=)"
    r"|(?P<argument>invalid input for query argument \$\d+: )[^\n]*(?= \()"
    r"|(?<=DETAIL:  ).*?(?=\n(?:HINT|CONTEXT|\[SQL)|\Z)",
    re.DOTALL,
)

_secrets_of_request: ContextVar[frozenset[str]] = ContextVar("secrets_of_request", default=frozenset())


def remember_secrets(headers: Headers) -> None:
    """From now on, in this task and those it begins, `without_secrets` knows the secrets of these headers."""
    credentials = [value.partition(" ")[2] for name in SECRET_HEADERS for value in headers.getlist(name)]
    cookies = [part.partition("=")[2] for value in headers.getlist("cookie") for part in value.split(";")]
    _secrets_of_request.set(frozenset(credentials + cookies + headers.getlist("idempotency-key")))


def redacted(variables: Mapping[str, Any], document: DocumentNode | None) -> dict[str, Any]:
    """Variables without the values that a secret's name stands before, or that the document gives to a secret."""
    given = {node.name.value for node in _given_to_secrets(document) if isinstance(node, VariableNode)}
    return {name: REDACTED if name in given else _redacted(name, value, DEPTH) for name, value in variables.items()}


def without_secrets(texts: Mapping[str, Any]) -> dict[str, Any]:
    """The same without the secrets of the request and of the operation that the calling task works for, in any text."""
    secrets = sorted(_known_secrets(), key=len, reverse=True)
    return {name: _cut_all(text, secrets, DEPTH) for name, text in texts.items()}


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
    secrets = set(_secrets_of_request.get())
    observation = current()
    if observation is not None:
        variables = observation.request.variables
        for node in _given_to_secrets(observation.document.ast if observation.document else None):
            if isinstance(node, StringValueNode):
                secrets.add(node.value)
            elif isinstance(node, VariableNode):
                secrets.update(_texts(variables.get(node.name.value), DEPTH))
        secrets.update(_secret_texts("", variables, DEPTH))
    return secrets


def _redacted(name: str, value: Any, depth: int) -> Any:
    if SECRET_NAME.search(name):
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
    if SECRET_NAME.search(name):
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


def _given_to_secrets(document: DocumentNode | None) -> Iterator[Node]:
    """The variables and texts that a document gives to arguments and inputs with names of secrets."""
    pending: list[tuple[Node, bool]] = [(document, False)] if document else []
    while pending:
        node, secret = pending.pop()
        if secret and isinstance(node, VariableNode | StringValueNode):
            yield node
        if isinstance(node, FieldNode):
            of_secret = SECRET_NAME.search(node.name.value) is not None
            pending += [(child, of_secret and isinstance(child, ArgumentNode)) for child in _children(node)]
        else:
            named = isinstance(node, ArgumentNode | ObjectFieldNode) and SECRET_NAME.search(node.name.value)
            pending += [(child, secret or bool(named)) for child in _children(node)]


def _children(node: Node) -> Iterator[Node]:
    for key in node.keys:
        found = getattr(node, key) if key != "loc" else None
        for each in found if isinstance(found, list | tuple) else (found,):
            if isinstance(each, Node):
                yield each
