from app.models import Tag, TagCreate, TagPublic, TagUpdate
from graphql_schema.policies import OPEN
from sqlmodel_strawberry import resource


@resource(Tag, public=TagPublic, create=TagCreate, update=TagUpdate, relations=["posts"], unique=["name"], policy=OPEN)
class TagType:
    """A word that posts are found by."""
