"""Mutations that are done once, however often they are sent: the `Idempotency-Key` header.

Follows draft-ietf-httpapi-idempotency-key-header. docs/decisions/0006-idempotency.md says why it is as it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapper

from sqlmodel_strawberry.database.write_transactions import Transaction
from sqlmodel_strawberry.exceptions import ErrorCode, Problem, RequestError, UserErrors
from sqlmodel_strawberry.mutations.outcomes import Outcomes
from sqlmodel_strawberry.mutations.user_errors import conflict
from sqlmodel_strawberry.resources.resource import Resource, is_aware, python_type
from sqlmodel_strawberry.statements import idempotency_records

COLUMNS: Mapping[str, type] = {"key_hash": str, "request_hash": str, "outcomes": str, "created_at": dt.datetime}
HASH_LENGTH = 64
KEY = re.compile(r"[\x21-\x7e]{1,255}")
# 128 bits: a UUID, 32 hexadecimal digits, or 22 characters of an alphabet of 64.
HEXADECIMAL = re.compile(r"[0-9a-fA-F-]+")
RANDOM_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{32,}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
RANDOM_TEXT = re.compile(r"[0-9A-Za-z_-]{22,}")
# Of random keys one in 10^7 has fewer.
DISTINCT_CHARACTERS = 8

X = TypeVar("X", bound=Transaction)


class Idempotency:
    """Where records are kept, and for how long. The model is one without `table_problems`."""

    def __init__(self, model: type, resources: Sequence[Resource], lifetime: dt.timedelta) -> None:
        mapper: Mapper[Any] = sa.inspect(model)
        assert isinstance(mapper.local_table, sa.Table)
        self.table = mapper.local_table
        self.lifetime = lifetime
        self.outcomes = Outcomes(resources)
        # A row that was kept by a version with other columns may lack what this version answers with.
        self.shape = _hash([_shape(resource) for resource in resources])[:16]

    def now(self) -> dt.datetime:
        """The time, as the table keeps it."""
        now = dt.datetime.now(dt.UTC)
        return now if is_aware(self.table.c.created_at.type) else now.replace(tzinfo=None)


@dataclass(frozen=True, eq=False)
class Keyed:
    """One request that brought a key. Each of its root fields is done once."""

    idempotency: Idempotency
    key_hash: str
    request_hash: str

    async def run(self, path: str, work: Callable[[X], Awaitable[Any]], transaction: X) -> Any:
        """What `work` gives, or gave when it was done for the root field at `path`.

        Raises:
            UserErrors: the key came with another request.
        """
        outcomes = await self._claim(transaction)
        if path in outcomes:
            return self._answer(*outcomes[path])
        result = await work(transaction)
        outcomes[path] = [self.idempotency.shape, self.idempotency.outcomes.encode(result)]
        await transaction.fetch(idempotency_records.keep(self.idempotency.table, self.key_hash, json.dumps(outcomes)))
        return result

    async def _claim(self, transaction: Transaction) -> dict[str, list[Any]]:
        """The outcomes so far, by path. Whoever else has the key waits until this transaction ends."""
        table, now = self.idempotency.table, self.idempotency.now()
        expired = now - self.idempotency.lifetime
        claim = idempotency_records.claim(
            table,
            transaction.database.dialect,
            key_hash=self.key_hash,
            request_hash=self.request_hash,
            now=now,
            expired=expired,
        )
        if await transaction.fetch(claim):
            await transaction.fetch(idempotency_records.purge(table, expired))
            return {}
        (recorded,) = await transaction.fetch(idempotency_records.read(table, self.key_hash))
        if recorded.request_hash != self.request_hash:
            message = "This Idempotency-Key came with another request before: take a new key for each request."
            raise UserErrors([conflict(message, ["input"])])
        found: dict[str, list[Any]] = json.loads(recorded.outcomes)
        return found

    def _answer(self, shape: str, outcome: Any) -> Any:
        if shape != self.idempotency.shape:
            message = "This was done before, by another version of this API: read the result instead."
            raise UserErrors([conflict(message, ["input"])])
        return self.idempotency.outcomes.decode(outcome)


def begin(idempotency: Idempotency | None, key: str, principal: str | None, request: Sequence[Any]) -> Keyed:
    """What makes a mutation with this key run once. `request` is all that it asks.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    if idempotency is None:
        raise _bad("This API keeps no record of Idempotency-Key: send the mutation without one.")
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not KEY.fullmatch(key):
        raise _bad("An Idempotency-Key has 1 to 255 visible ASCII characters.")
    if principal is None and not _is_random(key):
        raise _bad("An Idempotency-Key of a stranger has 128 random bits: take a UUID for each request.")
    # The request is hashed under the key, which is not kept: nobody can try out passwords on the hash.
    request_hash = hmac.new(key.encode(), _canonical(request), hashlib.sha256).hexdigest()
    return Keyed(idempotency, _hash([principal, key]), request_hash)


def table_problems(model: type) -> Iterator[Problem]:
    """What keeps a class from being the table of records."""
    where = f"idempotency={getattr(model, '__name__', model)}"
    mapper: Mapper[Any] | None = sa.inspect(model, raiseerr=False)
    if not isinstance(mapper, Mapper) or not isinstance(mapper.local_table, sa.Table):
        yield Problem(where, "this is no mapped table", "give the class with table=True, or a declarative class")
        return
    table = mapper.local_table
    for name, kind in COLUMNS.items():
        column = table.c.get(name)
        if column is None:
            yield Problem(where, f"the table has no column {name}", f"add it, with values of type {kind.__name__}")
        elif python_type(column.type) is not kind:
            yield Problem(where, f"{name} holds no {kind.__name__}", f"make it a column of {kind.__name__}")
        elif kind is str and (getattr(column.type, "length", None) or HASH_LENGTH) < HASH_LENGTH:
            yield Problem(where, f"{name} is too short for a hash", f"give it a length of {HASH_LENGTH}")
    if [column.name for column in table.primary_key] != ["key_hash"]:
        yield Problem(where, "key_hash is not the primary key", "make it the primary key, and nothing else")
    for column in table.columns:
        has_default = column.default is not None or column.server_default is not None
        if column.name not in COLUMNS and not column.nullable and not has_default:
            yield Problem(where, f"nobody fills {column.name}", "drop it, or give it a default")
    outcomes = table.c.get("outcomes")
    if outcomes is not None and getattr(outcomes.type, "length", None):
        yield Problem(where, "outcomes is bounded, but answers are not", "use sqlalchemy.Text for it")


def _is_random(key: str) -> bool:
    if len(set(key)) < DISTINCT_CHARACTERS:
        return False
    return bool((RANDOM_HEXADECIMAL if HEXADECIMAL.fullmatch(key) else RANDOM_TEXT).fullmatch(key))


def _shape(resource: Resource) -> list[Any]:
    columns = [[column.name, type(column.source.type).__name__, column.public] for column in resource.columns.values()]
    required = {name: [column.name for column in columns] for name, columns in resource.requirements.items()}
    return [resource.name, columns, required]


def _hash(value: Any) -> str:
    return hashlib.sha256(_canonical(value)).hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=repr).encode()


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)
