from app.models import Tag, TagCreate, TagPublic, TagUpdate
from graphql_schema.policies import TAGS
from sqlmodel_strawberry import resource


@resource(Tag, public=TagPublic, create=TagCreate, update=TagUpdate, relations=["posts"], unique=["name"], policy=TAGS)
class TagType:
    """A word that posts are found by."""
