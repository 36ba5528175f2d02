"""The seed: the same rows every time, consistent with each other, and room to write more."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from app import seed as seeding
from app.models import Hero, Order, OrderItem, PostTag, User, metadata
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows

HASH = "not a hash"


class TestRows:
    def test_they_are_the_same_every_time(self) -> None:
        first, second = ([(name, list(table)) for name, table in seeding.tables(1, HASH)] for _ in range(2))
        assert first == second

    def test_scale_multiplies_and_the_first_rows_stay(self) -> None:
        once, twice = ({name: list(table) for name, table in seeding.tables(scale, HASH)} for scale in (1, 2))
        for name, size in seeding.SIZES.items():
            assert len(once[name]) == size
            assert len(twice[name]) == 2 * size

    async def test_every_table_is_filled(self, seeded_database: Database) -> None:
        names = [name for name, _ in seeding.tables(1, HASH)]
        async with seeded_database.engine.connect() as connection:
            for name in names:
                count = await connection.scalar(select(func.count()).select_from(metadata.tables[name]))
                assert count, name
                assert count == seeding.SIZES.get(name, count), name

    async def test_the_total_of_an_order_is_the_sum_of_its_items(self, seeded_database: Database) -> None:
        summed = (
            select(func.sum(col(OrderItem.price) * col(OrderItem.quantity)))
            .where(col(OrderItem.order_id) == col(Order.id))
            .scalar_subquery()
        )
        async with seeded_database.engine.connect() as connection:
            wrong = select(func.count()).select_from(Order).where(col(Order.total) != summed)
            assert await connection.scalar(wrong) == 0

    async def test_some_heroes_are_dead_and_some_without_a_team(self, seeded_database: Database) -> None:
        async with seeded_database.engine.connect() as connection:
            for odd in (col(Hero.deleted_at).is_not(None), col(Hero.team_id).is_(None), col(Hero.age).is_(None)):
                assert await connection.scalar(select(func.count()).select_from(Hero).where(odd))


class TestSeeding:
    async def test_progress_is_told_and_new_rows_find_their_keys(self, database: Database) -> None:
        told: dict[str, tuple[int, int]] = {}
        await seeding.seed(database, report=lambda table, written, of: told.update({table: (written, of)}))
        assert list(told) == [name for name, _ in seeding.tables(1, HASH)]
        assert all(written == of for written, of in told.values())
        async with database.write() as session:
            team, user = rows.team("One more"), rows.user("onemore")
            session.add_all([team, user])
            await session.flush()
            session.add_all([rows.hero("One more", team_id=team.id), rows.post("one-more", user.id), rows.item()])
        assert team.id == seeding.SIZES["team"] + 1

    async def test_only_an_empty_database_is_seeded(self, database: Database) -> None:
        assert await seeding.is_empty(database)
        async with database.write() as session:
            session.add(rows.item())
        assert not await seeding.is_empty(database)
        with pytest.raises(seeding.NotEmpty):
            await seeding.seed(database)
        async with database.engine.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(User)) == 0

    async def test_the_shared_seed_refuses_writes(self, seeded_database: Database) -> None:
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            async with seeded_database.write() as session:
                session.add(PostTag(post_id=1, tag_id=16))
