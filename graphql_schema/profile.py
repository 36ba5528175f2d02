from app.models import Profile, ProfileCreate, ProfilePublic, ProfileUpdate
from graphql_schema.policies import PROFILES
from sqlmodel_strawberry import resource


@resource(
    Profile,
    public=ProfilePublic,
    create=ProfileCreate,
    update=ProfileUpdate,
    relations=["user"],
    unique=["user_id"],
    policy=PROFILES,
)
class ProfileType:
    """What a user tells about themselves."""
