"""Migrations go up and down with rows inside, and lead to exactly the schema that the models describe."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Table, func, select, text
from sqlmodel import col
from sqlmodel.main import default_registry

from app import migrate
from app.models import PostTag, Tag, User, metadata
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows
from tests.app.schema_facts import schema_facts
from tests.databases import Databases, connected

# Not all of the metadata: tests of the engine may map tables of their own on it.
OUR_TABLES = [
    mapper.local_table
    for mapper in default_registry.mappers
    if mapper.class_.__module__.startswith("app.models.") and isinstance(mapper.local_table, Table)
]


def plain(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(Config(migrate.ROOT / "alembic.ini"))


class TestHistory:
    def test_there_is_one_head_and_one_base(self) -> None:
        assert len(scripts().get_heads()) == 1
        assert len(scripts().get_bases()) == 1

    def test_files_are_dated_and_in_order(self) -> None:
        names = [revision.path.rsplit("/", 1)[1] for revision in scripts().walk_revisions()]
        assert names == sorted(names, reverse=True)
        assert all(name[:16].replace("_", "").isdigit() for name in names), names

    def test_schema_and_data_are_apart(self) -> None:
        """A data migration changes no schema: it can be long, and nobody should wait for its locks."""
        for revision in scripts().walk_revisions():
            folder = revision.path.split("/")[-2]
            assert folder in ("schema", "data"), revision.path
            if folder == "data":
                source = Path(revision.path).read_text()
                assert not any(f"op.{verb}_" in source for verb in ("create", "drop", "alter", "add", "rename"))


class TestUpAndDown:
    async def test_from_empty_up_down_and_up_again(self, empty_url: URL) -> None:
        await migrate.upgrade(plain(empty_url))
        async with connected(empty_url) as database:
            first = await schema_facts(database)
        await migrate.downgrade(plain(empty_url), "base")
        async with connected(empty_url) as database:
            assert await schema_facts(database) == {}
        await migrate.upgrade(plain(empty_url))
        async with connected(empty_url) as database:
            assert await schema_facts(database) == first

    async def test_each_migration_undoes_what_it_did(self, empty_url: URL) -> None:
        seen: list[dict[str, str]] = []
        revisions = [script.revision for script in reversed(list(scripts().walk_revisions()))]
        for revision in revisions:
            async with connected(empty_url) as database:
                seen.append(await schema_facts(database))
            await migrate.upgrade(plain(empty_url), revision)
        for _ in revisions:
            await migrate.downgrade(plain(empty_url), "-1")
            async with connected(empty_url) as database:
                assert await schema_facts(database) == seen.pop()

    async def test_with_rows_down_and_up_again(self, database_url: URL) -> None:
        async with connected(database_url) as database:
            await _fill(database)
        await migrate.downgrade(plain(database_url), "base")
        await migrate.upgrade(plain(database_url))
        async with connected(database_url) as database:
            assert set((await _counts(database)).values()) == {0}
            await _fill(database)

    async def test_the_last_migration_down_and_up_keeps_the_rows(self, database_url: URL) -> None:
        async with connected(database_url) as database:
            await _fill(database)
            before = await _counts(database)
        await migrate.downgrade(plain(database_url), "-1")
        await migrate.upgrade(plain(database_url))
        async with connected(database_url) as database:
            assert await _counts(database) == before
        assert sum(before.values()) >= 12

    async def test_upgrading_twice_changes_nothing(self, database_url: URL) -> None:
        async with connected(database_url) as database:
            before = await schema_facts(database)
        await migrate.upgrade(plain(database_url))
        async with connected(database_url) as database:
            assert await schema_facts(database) == before

    async def test_the_applied_revision_is_known(self, database_url: URL, empty_url: URL) -> None:
        for url, expected in ((database_url, migrate.current_head()), (empty_url, None)):
            async with connected(url) as database, database.engine.connect() as connection:
                assert await connection.run_sync(migrate.applied_revision) == expected


class TestData:
    async def test_addresses_are_folded_where_they_stay_unique(self, database_url: URL) -> None:
        await migrate.downgrade(plain(database_url), "c41e8d6b2a70-1")
        async with connected(database_url) as database, database.write() as session:
            addresses = {"ada": "Ada@Example.com", "bob": "bob@example.com", "rob": "BOB@example.com"}
            session.add_all(rows.user(name, email=address) for name, address in addresses.items())
        await migrate.upgrade(plain(database_url))
        async with connected(database_url) as database, database.engine.connect() as connection:
            query = select(col(User.username), col(User.email)).order_by(col(User.username))
            after = {row.username: row.email for row in await connection.execute(query)}
        assert after == addresses | {"ada": "ada@example.com"}


class TestSameAsTheModels:
    async def test_alembic_sees_no_difference(self, database_url: URL) -> None:
        await migrate.check(plain(database_url))

    async def test_nor_do_we_where_alembic_cannot_look(self, database: Database, databases: Databases) -> None:
        """CHECKs, values of enums, WHERE of partial indexes, expressions, server defaults, types in full."""
        async with databases.temporary() as url, connected(url) as made:
            async with made.engine.begin() as connection:
                if made.dialect == "postgresql":
                    await connection.execute(text("CREATE EXTENSION pg_trgm"))
                await connection.run_sync(metadata.create_all, tables=OUR_TABLES)
            from_models = await schema_facts(made)
        from_migrations = await schema_facts(database)
        assert from_migrations == from_models

    async def test_the_comparison_would_notice(self, database: Database) -> None:
        before = await schema_facts(database)
        text_of_it = "\n".join(f"{name} {fact}" for name, fact in before.items())
        clock, trigrams = (("strftime", False), ("CURRENT_TIMESTAMP", True))[database.dialect == "postgresql"]
        for part in ("staff", "cancelled", "price_positive", "deleted_at IS NULL", "ON DELETE CASCADE", clock):
            assert part in text_of_it
        assert ("gin_trgm_ops" in text_of_it) is trigrams
        async with database.engine.begin() as connection:
            await connection.execute(text("DROP INDEX uq_hero_name"))
            await connection.execute(text("CREATE UNIQUE INDEX uq_hero_name ON hero (name)"))
        after = await schema_facts(database)
        assert [name for name in before if before[name] != after[name]] == [
            name for name in before if name.endswith("uq_hero_name")
        ]


async def _fill(database: Database) -> None:
    """Rows that refer to each other."""
    async with database.write() as session:
        team, user, category, tag = rows.team(), rows.user(), rows.category(), Tag(name="news")
        session.add_all([team, user, category, tag, rows.item()])
        await session.flush()
        product, order = rows.product("A-1", category.id), rows.order(user.id)
        post = rows.post("hello", user.id)
        session.add_all([product, order, post, rows.hero(team_id=team.id), rows.profile(user.id)])
        await session.flush()
        session.add_all([PostTag(post_id=post.id, tag_id=tag.id), rows.order_item(order.id, product.id)])


async def _counts(database: Database) -> dict[str, Any]:
    async with database.engine.connect() as connection:
        return {table.name: await connection.scalar(select(func.count()).select_from(table)) for table in OUR_TABLES}
