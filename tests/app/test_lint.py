"""`python -m app schema lint`: what clients may filter or order by although no index helps."""

import pytest
from typer.testing import CliRunner

from app.cli import app

# A new line here says: somebody thought of it, and reading the whole table is all right.
ACKNOWLEDGED = [
    "User.credits",
    "Profile.bio",
    "Profile.website",
    "Profile.bornOn",
    "Product.description",
    "Product.version",
    "Order.total",
    "Order.updatedAt",
    "OrderItem.quantity",
    "OrderItem.price",
    "Post.body",
    "Item.description",
]


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--strict"], 1)], ids=["lenient", "strict"])
def test_it_lists_the_columns_that_no_index_begins_with(arguments: list[str], code: int) -> None:
    result = CliRunner().invoke(app, ["schema", "lint", *arguments])
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ACKNOWLEDGED
    assert "User.credits: no index of user begins with credits" in result.stdout
    assert result.exit_code == code
