from typing import Annotated

from strawberry import Parent

from app.models import Hero, HeroCreate, HeroPublic, HeroUpdate, Team
from app.services import heroes
from app.services.errors import ServiceError
from graphql_schema.policies import CATALOGUE
from sqlmodel_strawberry import Action, Key, WriteSession, field, mutation, resource


@resource(
    Hero,
    public=HeroPublic,
    create=HeroCreate,
    update=HeroUpdate,
    relations=["team"],
    unique=["name"],
    searchable=["name"],
    policy=CATALOGUE,
)
class HeroType:
    """A hero, who may fight for one team."""

    @field(requires=["name", "age"])
    @staticmethod
    def title(hero: Parent[HeroPublic]) -> str:
        """How to introduce the hero."""
        return hero.name if hero.age is None else f"{hero.name}, {hero.age}"


class HeroMutations:
    @mutation(errors=[ServiceError], statements=3)
    @staticmethod
    async def transfer_hero(
        session: WriteSession, hero_id: Annotated[int, Key(Hero, Action.UPDATE)], team_id: Annotated[int, Key(Team)]
    ) -> Hero:
        """Move a hero to another team."""
        return await heroes.transfer_hero(session, hero_id, team_id)
