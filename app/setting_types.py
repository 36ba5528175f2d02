"""Kinds of settings: how they are written in the environment, and which of what can be written are none."""

import re
from typing import Annotated

from limits import parse_many
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.token_keys import parse_keys

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?|https?://\[[0-9a-f:]+\](:[0-9]+)?")
HOST = re.compile(r"([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]+)?")
STORAGES = ("async+memory://", "async+redis://", "async+rediss://")
# What GraphQL's Int holds.
MOST_PER_RATE = 2**31 - 1


def _database_url(value: str) -> str:
    # Hosts hand out postgres:// addresses; the driver they need here is always the same.
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("not a database URL such as postgresql+asyncpg://user:password@host/name") from None
    driver = DRIVERS.get(url.drivername, url.drivername)
    if driver not in DRIVERS.values():
        raise ValueError(f"the databases are {' and '.join(sorted(set(DRIVERS.values())))}, not {driver}")
    return url.set(drivername=driver).render_as_string(hide_password=False)


def _strong_keys(value: SecretStr) -> SecretStr | None:
    parse_keys(value.get_secret_value())
    return value or None


def _rate(value: str) -> str:
    try:
        rates = parse_many(value)
    except ValueError:
        rates = []
    if len(rates) != 1 or not 1 <= rates[0].amount <= MOST_PER_RATE:
        raise ValueError("not a rate such as 10/minute or 100/5minutes")
    return value


def _storage_url(value: str) -> str:
    if not value.startswith(STORAGES):
        raise ValueError(f"it begins with {', '.join(STORAGES)}")
    return value


def _split_at_commas(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(name for each in value.split(",") if (name := each.strip().lower()))


def _whole_origins(value: tuple[str, ...]) -> tuple[str, ...]:
    # A browser sends its origin exactly so: anything else would never match, and `*` is no list.
    if not all(ORIGIN.fullmatch(each) for each in value):
        raise ValueError("an origin is a scheme and a host, and a port where it is unusual: https://app.example")
    return value


def _whole_hosts(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(HOST.fullmatch(each) for each in value):
        raise ValueError("a host is a name or an address, with a port if only that is meant: api.example")
    return value


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
Keys = Annotated[SecretStr, AfterValidator(_strong_keys)]
"""Of access tokens."""
Rate = Annotated[str, AfterValidator(_rate)]
"""So many in so much time."""
RateOrNone = Annotated[Rate | None, BeforeValidator(_empty_is_none)]
StorageUrl = Annotated[str, AfterValidator(_storage_url)]
"""Of the package limits."""
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_at_commas)]
"""Separated by commas."""
Origins = Annotated[Names, AfterValidator(_whole_origins)]
Hosts = Annotated[Names, AfterValidator(_whole_hosts)]
