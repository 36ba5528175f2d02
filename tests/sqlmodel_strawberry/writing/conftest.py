import pytest

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.writing import museum
from tests.sqlmodel_strawberry.writing.museums import Museum

SCHEMA = museum.create_schema()


@pytest.fixture
async def api(make_database: MakeDatabase) -> Museum:
    """An empty museum."""
    return Museum(Operations(SCHEMA, await make_database(museum.museum.metadata)))
