from collections.abc import AsyncIterator

import pytest

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.transactions.bank import Bank, bank, hooks


@pytest.fixture
async def api(make_database: MakeDatabase) -> AsyncIterator[Bank]:
    hooks.__init__()  # type: ignore[misc]
    yield Bank(await make_database(bank.metadata))
    hooks.__init__()  # type: ignore[misc]
