import pytest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Limits, Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The application's schema, with the default limits, but as much time as a busy machine takes."""
    return create_schema(Limits(seconds=60))


@pytest.fixture(scope="session")
def roomy_schema() -> Schema:
    """The same for operations that cost, and on a busy machine take, more than the default limits allow."""
    return create_schema(Limits(rows=10**9, statements=10**3, seconds=60))
