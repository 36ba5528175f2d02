from app.models import Post, PostCreate, PostPublic, PostUpdate
from sqlmodel_strawberry import resource


@resource(
    Post,
    public=PostPublic,
    create=PostCreate,
    update=PostUpdate,
    relations=["author", "tags"],
    unique=["slug"],
    searchable=["title", "body"],
)
class PostType:
    """An article, a draft until it is published."""
