"""What is asked: for each document, who asks, and the values of the nth request, in no API's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.models.user import UserRole
from app.seed import ADJECTIVES, CITIES
from app.services.viewer import Viewer
from benchmarks.data import ADMIN, PRODUCTS, STAFF, TEAMS, USERS

Values = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """One document. `values(n)` are those of the nth request; keys are database keys."""

    name: str
    title: str
    values: Callable[[int], Values] = lambda _: {}
    viewer: Callable[[Values], Viewer | None] = lambda _: None
    writes: bool = False


def _customer(values: Values) -> Viewer:
    return Viewer(values["user"], UserRole.CUSTOMER)


def _filter(n: int) -> Values:
    return {"most": 40 + n % 50, "start": ADJECTIVES[n % len(ADJECTIVES)]}


def _hero(n: int) -> Values:
    return {"name": f"Newcomer {n}", "secret_name": "Nobody", "age": 20 + n % 60, "team": n % TEAMS + 1}


def _order(n: int) -> Values:
    products = [(n * 7 + step * 131) % PRODUCTS + 1 for step in range(5)]
    return {"user": 3 + n % (USERS - 2), "items": [(key, 1 + n % 4) for key in products]}


QUERIES = {
    query.name: query
    for query in (
        Query("q1", "100 heroes"),
        Query("q2", "100 heroes + team"),
        Query("q3", "50 teams × first 10"),
        Query("q4", "users→orders→items→product", viewer=lambda _: Viewer(ADMIN, UserRole.ADMIN)),
        Query("q5", "by key", lambda n: {"id": n % 1000 + 1}),
        Query("q6", "filter and order", _filter),
        Query("q7", "connection page", lambda n: {"after": 50 * (n % 18) + 1}),
        Query("q8", "aggregates and groups", lambda n: {"least": str(Decimal(10_000 + 113 * (n % 200)).scaleb(-2))}),
        Query("q9", "nested filter", lambda n: {"city": CITIES[n % len(CITIES)], "age": 30 + n % 20}),
        Query("m1", "create", _hero, lambda _: Viewer(STAFF, UserRole.STAFF), writes=True),
        Query("m2", "order of 5 items", _order, _customer, writes=True),
    )
}
