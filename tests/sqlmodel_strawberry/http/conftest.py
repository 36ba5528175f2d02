"""A client of the belfry, whose bells are silent when a test begins."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx import AsyncClient

from tests.sqlmodel_strawberry.http.belfry import belfry, client, contexts, rung, without_database

Connect = Callable[..., AsyncClient]


@pytest.fixture
def connect() -> Connect:
    """`connect(**options)`: a client of an endpoint with these options."""
    rung.clear()
    contexts.clear()

    def make(**options: Any) -> AsyncClient:
        return client(belfry(without_database(), **options))

    return make


@pytest.fixture
def http(connect: Connect) -> AsyncClient:
    """A client of an endpoint as it is without options."""
    return connect()
