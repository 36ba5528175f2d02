"""What the tables allow, and what the boundary models let in and out."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Table, UniqueConstraint, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import SQLModel, col
from sqlmodel.main import default_registry

from app.models import Hero, Order, OrderStatus, Post, PostTag, Product, Profile, Tag, Team, User
from app.models.columns import utcnow
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows

MakeRow = Callable[[], SQLModel]
MAPPERS: list[Mapper[Any]] = sorted(
    (mapper for mapper in default_registry.mappers if mapper.class_.__module__.startswith("app.models.")),
    key=lambda mapper: mapper.class_.__name__,
)


class TestNames:
    async def test_no_two_living_heroes_share_a_name(self, database: Database) -> None:
        async with database.write() as session:
            session.add(rows.hero("Deadpond"))
        with pytest.raises(IntegrityError, match=r"hero\.name|uq_hero_name"):
            async with database.write() as session:
                session.add(rows.hero("Deadpond"))

    async def test_the_name_of_a_deleted_hero_is_free(self, database: Database) -> None:
        async with database.write() as session:
            session.add(rows.hero("Deadpond"))
        for _ in range(2):
            async with database.engine.begin() as connection:
                await connection.execute(update(Hero).values(deleted_at=utcnow()))
            async with database.write() as session:
                session.add(rows.hero("Deadpond"))
        async with database.engine.begin() as connection:
            assert await connection.scalar(select(func.count()).select_from(Hero)) == 3

    async def test_restoring_needs_the_name_to_be_free(self, database: Database) -> None:
        async with database.write() as session:
            dead = rows.hero("Deadpond")
            session.add(dead)
            await session.flush()
            await session.exec(update(Hero).values(deleted_at=utcnow()))
            session.add(rows.hero("Deadpond"))
        with pytest.raises(IntegrityError, match=r"hero\.name|uq_hero_name"):
            async with database.engine.begin() as connection:
                await connection.execute(update(Hero).where(col(Hero.id) == dead.id).values(deleted_at=None))

    @pytest.mark.parametrize(
        ("make", "again"),
        [
            (lambda: rows.team("Z-Force"), lambda: rows.team("Z-Force", headquarters="Elsewhere")),
            (lambda: rows.user("ada"), lambda: rows.user("ada", email="other@example.com")),
            (lambda: rows.user("ada"), lambda: rows.user("bob", email="ada@example.com")),
            (lambda: rows.category("tools"), lambda: rows.category("tools", name="Other")),
            (lambda: Tag(name="news"), lambda: Tag(name="news")),
        ],
        ids=["team.name", "user.username", "user.email", "category.slug", "tag.name"],
    )
    async def test_unique_values_are_unique(self, database: Database, make: MakeRow, again: MakeRow) -> None:
        async with database.write() as session:
            session.add(make())
        await _refused(database, again(), r"(?i)unique")


class TestChecks:
    @pytest.mark.parametrize(
        ("constraint", "make"),
        [
            ("ck_hero_age_not_negative", lambda ids: rows.hero(age=-1)),
            ("ck_user_credits_not_negative", lambda ids: rows.user("eve", credits=Decimal("-0.01"))),
            ("ck_product_price_positive", lambda ids: rows.product("B-1", ids["category"], price=Decimal("0.00"))),
            ("ck_order_total_not_negative", lambda ids: rows.order(ids["user"], total=Decimal("-0.01"))),
            ("ck_category_not_its_own_parent", lambda ids: rows.category("loop", id=77, parent_id=77)),
        ],
    )
    async def test_the_database_refuses(
        self, database: Database, constraint: str, make: Callable[[dict[str, int]], SQLModel | Product]
    ) -> None:
        async with database.write() as session:
            user, category = rows.user(), rows.category()
            session.add_all([user, category])
        await _refused(database, make({"user": user.id, "category": category.id}), constraint)

    @pytest.mark.parametrize(
        ("constraint", "values"),
        [
            ("ck_order_item_quantity_positive", {"quantity": 0}),
            ("ck_order_item_price_not_negative", {"price": Decimal("-0.01")}),
        ],
    )
    async def test_the_database_refuses_items(
        self, database: Database, constraint: str, values: dict[str, object]
    ) -> None:
        async with database.write() as session:
            user, category = rows.user(), rows.category()
            session.add_all([user, category])
            await session.flush()
            order, product = rows.order(user.id), rows.product("A-1", category.id)
            session.add_all([order, product])
        await _refused(database, rows.order_item(order.id, product.id, **values), constraint)

    async def test_the_smallest_values_are_allowed(self, database: Database) -> None:
        async with database.write() as session:
            user, category = rows.user(credits=Decimal(0)), rows.category()
            session.add_all([user, category, rows.hero(age=0)])
            await session.flush()
            session.add_all([rows.order(user.id), rows.product("A-1", category.id, price=Decimal("0.01"))])


class TestReferences:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: rows.hero(team_id=404),
            lambda: rows.profile(404),
            lambda: rows.category(parent_id=404),
            lambda: rows.product("A-1", 404),
            lambda: rows.order(404),
            lambda: rows.post("hello", 404),
            lambda: PostTag(post_id=404, tag_id=404),
        ],
        ids=["hero", "profile", "category", "product", "order", "post", "post_tag"],
    )
    async def test_nothing_refers_to_a_missing_row(
        self, database: Database, make: Callable[[], SQLModel | Product]
    ) -> None:
        await _refused(database, make(), r"(?i)foreign key")

    async def test_a_team_with_heroes_cannot_be_deleted(self, database: Database) -> None:
        async with database.write() as session:
            team = rows.team()
            session.add(team)
            await session.flush()
            session.add(rows.hero(team_id=team.id))
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            async with database.engine.begin() as connection:
                await connection.execute(delete(Team))

    async def test_what_is_a_part_goes_with_the_whole(self, database: Database) -> None:
        async with database.write() as session:
            user, tag = rows.user(), Tag(name="news")
            session.add_all([user, tag])
            await session.flush()
            post = rows.post("hello", user.id)
            session.add_all([post, rows.profile(user.id)])
            await session.flush()
            session.add(PostTag(post_id=post.id, tag_id=tag.id))
        async with database.engine.begin() as connection:
            await connection.execute(delete(Post))
            await connection.execute(delete(User))
            for gone in (PostTag, Profile):
                assert await connection.scalar(select(func.count()).select_from(gone)) == 0
            assert await connection.scalar(select(func.count()).select_from(Tag)) == 1

    async def test_a_deleted_key_is_not_given_again(self, database: Database) -> None:
        async with database.write() as session:
            first = rows.team("First")
            session.add(first)
        async with database.write() as session:
            await session.exec(delete(Team))
            second = rows.team("Second")
            session.add(second)
        assert second.id > first.id

    @pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
    def test_relations_never_load_by_themselves(self, mapper: Mapper[Any]) -> None:
        assert {relation.key: relation.lazy for relation in mapper.relationships} == dict.fromkeys(
            mapper.relationships.keys(), "raise"
        )

    @pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
    def test_every_foreign_key_has_an_index(self, mapper: Mapper[Any]) -> None:
        table = mapper.local_table
        assert isinstance(table, Table)
        unique = [list(key.columns) for key in table.constraints if isinstance(key, UniqueConstraint)]
        covered = [list(table.primary_key), *unique, *(list(index.columns) for index in table.indexes)]
        first = {columns[0].name for columns in covered}
        assert {key.parent.name for key in table.foreign_keys} <= first


class TestChanges:
    async def test_two_writers_of_one_product_notice_each_other(self, database: Database) -> None:
        async with database.write() as session:
            category = rows.category()
            session.add(category)
            await session.flush()
            product = rows.product("A-1", category.id)
            session.add(product)
            await session.flush()
            assert product.version == 1
            product.name = "Renamed"
            await session.flush()
            assert product.version == 2
        async with database.write() as session:
            stale = (await session.exec(sqlmodel.select(Product))).one()
        with pytest.raises(StaleDataError):
            await _rename_meanwhile_changed(database, stale)

    async def test_an_order_knows_when_it_changed(self, database: Database) -> None:
        async with database.write() as session:
            user = rows.user()
            session.add(user)
            await session.flush()
            order = rows.order(user.id)
            session.add(order)
            await session.flush()
            made = order.updated_at
            assert order.created_at == made
        await asyncio.sleep(0.01)
        async with database.write() as session:
            found = (await session.exec(sqlmodel.select(Order))).one()
            found.status = OrderStatus.PAID
            await session.flush()
            assert found.updated_at > made
            assert found.created_at == made


async def _rename_meanwhile_changed(database: Database, stale: Product) -> None:
    async with database.write() as session:
        session.add(stale)
        await (await session.connection()).execute(update(Product).values(version=9))
        stale.name = "Renamed again"


async def _refused(database: Database, row: object, reason: str) -> None:
    with pytest.raises(IntegrityError, match=reason):
        async with database.write() as session:
            session.add(row)
