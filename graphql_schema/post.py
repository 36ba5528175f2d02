from typing import Annotated

from app.models import Post, PostCreate, PostPublic, PostUpdate
from app.services import posts
from app.services.errors import ServiceError
from graphql_schema.policies import POSTS
from sqlmodel_strawberry import Action, Key, WriteSession, mutation, resource


@resource(
    Post,
    public=PostPublic,
    create=PostCreate,
    update=PostUpdate,
    relations=["author", "tags"],
    unique=["slug"],
    searchable=["title", "body"],
    nested=["tags"],
    policy=POSTS,
)
class PostType:
    """An article, a draft until it is published."""


class PostMutations:
    @mutation(errors=[ServiceError], statements=2)
    @staticmethod
    async def publish_post(session: WriteSession, post_id: Annotated[int, Key(Post, Action.UPDATE)]) -> Post:
        """Show a draft to readers, for good."""
        return await posts.publish_post(session, post_id)
