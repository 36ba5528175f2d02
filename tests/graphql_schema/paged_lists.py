"""Lists to page through: root and per parent, with integer, UUID and composite keys, beside rows of other lists."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from app.models import metadata
from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.values.ids import to_global_id
from tests.graphql_schema.operations import Row, insert_rows
from tests.graphql_schema.worlds import MOMENT, order_item_row, order_key, order_row, post_row, product_row, user_row

NUMBERS = range(1, 121)
"""The members of a list are numbered, and stand in it in the order of their numbers."""
FAR = 1_000


@dataclass(frozen=True)
class PagedList:
    """A list, and how its members are written.

    `field` is the connection's, below `parent` if there is one. `rows` are what makes a number a member, in `table`,
    the first of them, and rows beside it that belong to no such list or to another parent's.
    """

    field: str
    resource: str
    table: str
    key: Callable[[int], tuple[Any, ...]]
    rows: Callable[[int], list[Row]]
    context: list[tuple[str, list[Row]]]
    parent: str | None = None

    def __str__(self) -> str:
        return f"{self.parent.partition('(')[0]}.{self.field}" if self.parent else self.field

    def query(self, arguments: str, selection: str) -> str:
        """A selection of the list's connection."""
        connection = f"{self.field}({arguments}) {{ {selection} }}" if arguments else f"{self.field} {{ {selection} }}"
        return f"{self.parent} {{ {connection} }}" if self.parent else connection

    def connection(self, data: Any) -> Any:
        """The connection in an answer to `query`."""
        return data[self.parent.partition("(")[0]][self.field] if self.parent else data[self.field]

    def ids(self, schema: Schema, numbers: Collection[int]) -> list[str]:
        """The global ids of members, in the list's order."""
        return [to_global_id(schema.resources[self.resource], self.key(number)) for number in sorted(numbers)]

    async def fill(self, database: Database, numbers: Collection[int]) -> None:
        """Make these numbers the members of the list, and no others."""
        table = metadata.tables[self.table]
        async with database.engine.begin() as connection:
            await connection.execute(table.delete())
            if numbers:
                await connection.execute(insert(table), [row for number in numbers for row in self.rows(number)])

    async def change(self, database: Database, added: Collection[int], removed: Collection[int]) -> None:
        """Add and remove members."""
        table = metadata.tables[self.table]
        keys = list(table.primary_key.columns)
        async with database.engine.begin() as connection:
            for number in removed:
                for row in self.rows(number):
                    conditions = [column == row[column.name] for column in keys]
                    await connection.execute(table.delete().where(*conditions))
            if added:
                await connection.execute(insert(table), [row for number in added for row in self.rows(number)])

    async def prepare(self, database: Database) -> None:
        """Write the rows that members need."""
        await insert_rows(database, self.context)


def heroes(number: int) -> list[Row]:
    """A member of team 1, one of team 2, and a dead one of team 1."""

    def hero(id: int, team: int, dead: bool) -> Row:
        deleted_at = MOMENT if dead else None
        return {"id": id, "name": f"Hero {id}", "secret_name": "x", "team_id": team, "deleted_at": deleted_at}

    return [hero(3 * number, 1, False), hero(3 * number + 1, 2, False), hero(3 * number + 2, 1, True)]


def items(number: int) -> list[Row]:
    return [{"id": number, "name": f"Item {number}"}]


def orders(number: int) -> list[Row]:
    return [order_row(number, 1), order_row(FAR + number, 2)]


def links(name: str, other: str) -> Callable[[int], list[Row]]:
    """Links of `number` on the side of `name` to 1, and to 2, on the other side."""
    return lambda number: [{name: number, other: 1}, {name: number, other: 2}]


TEAMS = ("team", [{"id": n, "name": f"Team {n}", "headquarters": "Here"} for n in (1, 2)])
USERS = ("user", [user_row(n) for n in (1, 2)])
CATEGORY = ("category", [{"id": 1, "name": "Shelf", "slug": "shelf", "parent_id": None}])
PRODUCTS = ("product", [product_row(n, 1) for n in NUMBERS])
ORDERS = ("order", [order_row(n, 1) for n in NUMBERS])
POSTS = ("post", [post_row(n, 1) for n in NUMBERS])
TAGS = ("tag", [{"id": n, "name": f"tag {n}"} for n in NUMBERS])

LISTS = [
    PagedList("items", "Item", "item", lambda n: (n,), items, []),
    PagedList("heroes", "Hero", "hero", lambda n: (3 * n,), lambda n: heroes(n)[::2], [TEAMS]),
    PagedList("orders", "Order", "order", lambda n: (order_key(n),), lambda n: orders(n)[:1], [USERS]),
    PagedList(
        "orderItems",
        "OrderItem",
        "order_item",
        lambda n: (order_key(n // 3 + 1), n % 3 + 1),
        lambda n: [order_item_row(n // 3 + 1, n % 3 + 1)],
        [USERS, CATEGORY, PRODUCTS, ORDERS],
    ),
    PagedList("heroes", "Hero", "hero", lambda n: (3 * n,), heroes, [TEAMS], "team(by: {databaseId: 1})"),
    PagedList("orders", "Order", "order", lambda n: (order_key(n),), orders, [USERS], "user(by: {databaseId: 1})"),
    PagedList(
        "items",
        "OrderItem",
        "order_item",
        lambda n: (order_key(1), n),
        lambda n: [order_item_row(1, n), order_item_row(2, n)],
        [USERS, CATEGORY, PRODUCTS, ORDERS],
        f'order(by: {{databaseId: "{order_key(1)}"}})',
    ),
    PagedList(
        "tags",
        "Tag",
        "post_tag",
        lambda n: (n,),
        links("tag_id", "post_id"),
        [USERS, POSTS, TAGS],
        "post(by: {databaseId: 1})",
    ),
    PagedList(
        "posts",
        "Post",
        "post_tag",
        lambda n: (n,),
        links("post_id", "tag_id"),
        [USERS, POSTS, TAGS],
        "tag(by: {databaseId: 1})",
    ),
]
