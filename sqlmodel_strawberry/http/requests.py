"""From JSON or a URL's query to the request of one operation, or of several (GraphQL over HTTP, Request)."""

from typing import Any
from urllib.parse import parse_qsl

import orjson

from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.operations.execution import Request

PARAMETERS = ("query", "documentId", "operationName", "variables", "extensions")
JSON_PARAMETERS = ("variables", "extensions")
MAX_PARAMETERS = 100


class MalformedRequestError(Exception):
    """Well-formed JSON or a well-formed URL that is no GraphQL request."""


def parse_body(body: bytes, batch: int) -> Request | list[Request]:
    """The request in a JSON body, or the requests of a batch, of which there may be `batch`.

    Raises:
        RefusedRequestError: 400, not JSON.
        MalformedRequestError: not a request.
    """
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RefusedRequestError(400, "The body is not JSON in UTF-8.") from None
    if isinstance(data, list) and batch:
        return _batch(data, batch)
    return _request(data, read_only=False)


def query_parameters(query: bytes) -> dict[str, str]:
    """The parameters in a URL's query. One that is empty is one that is not there.

    Raises:
        MalformedRequestError: not in UTF-8, too many, or a parameter twice.
    """
    try:
        pairs = parse_qsl(query.decode("ascii"), errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError:
        raise MalformedRequestError("The query of the URL is not percent-encoded UTF-8, or is too long.") from None
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        raise MalformedRequestError("The query of the URL has a parameter twice.")
    return parameters


def parse_parameters(parameters: dict[str, str]) -> Request:
    """The request in a URL's query, which may only read.

    Raises:
        MalformedRequestError: not a request.
    """
    data: dict[str, Any] = dict(parameters)
    for name in JSON_PARAMETERS:
        if name in data:
            try:
                data[name] = orjson.loads(data[name])
            except orjson.JSONDecodeError:
                raise MalformedRequestError(f"`{name}` is not JSON.") from None
    return _request(data, read_only=True)


def _batch(data: list[Any], limit: int) -> list[Request]:
    if not 1 <= len(data) <= limit:
        raise MalformedRequestError(f"A batch has between 1 and {limit} requests.")
    return [_request(each, read_only=False) for each in data]


def _request(data: Any, *, read_only: bool) -> Request:
    if not isinstance(data, dict):
        raise MalformedRequestError('A request is a JSON object such as {"query": "{ __typename }"}.')
    get = data.get
    query, variables, name, document_id = get("query"), get("variables"), get("operationName"), get("documentId")
    query_hash = _query_hash(data["extensions"]) if get("extensions") is not None else None
    if document_id is not None and not isinstance(document_id, str):
        raise MalformedRequestError("`documentId` must be text.")
    if not isinstance(query, str) and (query is not None or (document_id is None and query_hash is None)):
        raise MalformedRequestError("`query` must be the text of a GraphQL document.")
    if variables is not None and not isinstance(variables, dict):
        raise MalformedRequestError("`variables` must be an object.")
    if name is not None and not isinstance(name, str):
        raise MalformedRequestError("`operationName` must be text.")
    return Request(query, variables or {}, name or None, read_only, document_id, query_hash)


def _query_hash(extensions: Any) -> str | None:
    """What Apollo's clients send as `{"persistedQuery": {"version": 1, "sha256Hash": …}}`."""
    if not isinstance(extensions, dict):
        raise MalformedRequestError("`extensions` must be an object.")
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise MalformedRequestError('`extensions.persistedQuery` must be {"version": 1, "sha256Hash": …}.')
    digest = persisted.get("sha256Hash")
    if not isinstance(digest, str):
        raise MalformedRequestError("`extensions.persistedQuery.sha256Hash` must be text.")
    return digest
