from app.models import Team, TeamCreate, TeamPublic, TeamUpdate
from sqlmodel_strawberry import resource


@resource(
    Team,
    public=TeamPublic,
    create=TeamCreate,
    update=TeamUpdate,
    relations=["heroes"],
    unique=["name"],
    searchable=["name"],
)
class TeamType:
    """A team of heroes."""
