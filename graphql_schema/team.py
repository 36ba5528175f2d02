from app.models import Team, TeamCreate, TeamPublic, TeamUpdate
from graphql_schema.policies import CATALOGUE
from sqlmodel_strawberry import resource


@resource(
    Team,
    public=TeamPublic,
    create=TeamCreate,
    update=TeamUpdate,
    relations=["heroes"],
    unique=["name"],
    searchable=["name"],
    policy=CATALOGUE,
)
class TeamType:
    """A team of heroes."""
