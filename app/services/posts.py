from datetime import UTC, datetime

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.post import Post
from app.services.errors import AlreadyPublished, PostNotFound


async def publish_post(session: AsyncSession, post_id: int) -> Post:
    """Show a draft to readers, for good.

    Raises PostNotFound or AlreadyPublished.
    """
    post = (await session.exec(select(Post).where(Post.id == post_id).with_for_update())).one_or_none()
    if post is None:
        raise PostNotFound
    if post.published_at is not None:
        raise AlreadyPublished
    post.published_at = datetime.now(UTC)
    await session.flush()
    return post
