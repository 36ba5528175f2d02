"""Posts are published once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.models import Post
from app.services import errors
from app.services.posts import publish_post
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows


@pytest.fixture
async def draft(database: Database) -> int:
    async with database.write() as session:
        user = rows.user()
        session.add(user)
        await session.flush()
        post = rows.post("hello", user.id)
        session.add(post)
    return post.id


async def publish(database: Database, post_id: int) -> Post:
    async with database.write() as session:
        return await publish_post(session, post_id)


async def published_at(database: Database) -> Any:
    async with database.engine.connect() as connection:
        return await connection.scalar(select(col(Post.published_at)))


async def test_a_draft_is_published_now(database: Database, draft: int) -> None:
    post = await publish(database, draft)
    assert post.published_at is not None
    assert abs(post.published_at - datetime.now(UTC)) < timedelta(seconds=60)
    assert await published_at(database) == post.published_at


async def test_once_published_it_keeps_its_time(database: Database, draft: int) -> None:
    first = (await publish(database, draft)).published_at
    with pytest.raises(errors.AlreadyPublished):
        await publish(database, draft)
    assert await published_at(database) == first


async def test_of_several_at_once_one_publishes(database: Database, draft: int) -> None:
    results = await asyncio.gather(*(publish(database, draft) for _ in range(5)), return_exceptions=True)
    assert [type(each) for each in results].count(Post) == 1
    assert [type(each) for each in results].count(errors.AlreadyPublished) == 4


async def test_an_unknown_post_is_refused(database: Database, draft: int) -> None:
    with pytest.raises(errors.PostNotFound):
        await publish(database, draft + 1)
