from app.models import Team, TeamCreate, TeamPublic, TeamUpdate
from graphql_schema.policies import OPEN
from sqlmodel_strawberry import resource


@resource(
    Team,
    public=TeamPublic,
    create=TeamCreate,
    update=TeamUpdate,
    relations=["heroes"],
    unique=["name"],
    searchable=["name"],
    policy=OPEN,
)
class TeamType:
    """A team of heroes."""
