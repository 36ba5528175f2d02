from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.hero import Hero
from app.models.team import Team
from app.services.errors import AlreadyInTeam, HeroNotFound, TeamNotFound


async def transfer_hero(session: AsyncSession, hero_id: int, team_id: int) -> Hero:
    """Move a living hero to another team.

    Raises HeroNotFound, TeamNotFound or AlreadyInTeam.
    """
    living = select(Hero).where(Hero.id == hero_id, col(Hero.deleted_at).is_(None)).with_for_update()
    hero = (await session.exec(living)).one_or_none()
    if hero is None:
        raise HeroNotFound
    team = (await session.exec(select(Team.id).where(Team.id == team_id))).one_or_none()
    if team is None:
        raise TeamNotFound
    if hero.team_id == team_id:
        raise AlreadyInTeam
    hero.team_id = team_id
    await session.flush()
    return hero
