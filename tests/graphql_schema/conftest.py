import pytest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The application's schema, with the default limits."""
    return create_schema()
