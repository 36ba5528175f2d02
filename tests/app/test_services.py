"""Services write in the session that they are given, refuse in their own words, and never commit."""

import asyncio
import re

import pytest
from pwdlib import PasswordHash
from sqlalchemy import func, select
from sqlmodel import col

from app.models import Hero, Profile, User, UserRegister
from app.models.columns import utcnow
from app.services import errors
from app.services.accounts import register_user
from app.services.heroes import transfer_hero
from app.services.passwords import hash_password
from sqlmodel_strawberry.database.engine import Database
from tests.app import rows

ADA = UserRegister(email="Ada@example.com", username="ada", password="correct horse", full_name="Ada Lovelace")


async def _count(database: Database, table: type[User] | type[Profile]) -> int:
    async with database.engine.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


class TestPasswords:
    async def test_a_password_becomes_an_argon2id_hash(self) -> None:
        columns = await hash_password({"username": "ada", "password": "correct horse"})
        assert set(columns) == {"username", "hashed_password"}
        assert columns["hashed_password"].startswith("$argon2id$")
        assert PasswordHash.recommended().verify("correct horse", columns["hashed_password"])
        assert not PasswordHash.recommended().verify("battery staple", columns["hashed_password"])

    async def test_two_hashes_of_one_password_differ(self) -> None:
        first, second = await asyncio.gather(*(hash_password({"password": "correct horse"}) for _ in range(2)))
        assert first != second

    async def test_without_a_password_nothing_changes(self) -> None:
        given = {"full_name": "Ada"}
        assert await hash_password(given) == {"full_name": "Ada"}
        assert given == {"full_name": "Ada"}

    async def test_the_given_values_stay_as_they_are(self) -> None:
        given = {"password": "correct horse"}
        await hash_password(given)
        assert given == {"password": "correct horse"}

    async def test_the_event_loop_goes_on_meanwhile(self) -> None:
        hashing = asyncio.create_task(hash_password({"password": "correct horse"}))
        turns = 0
        while not hashing.done():
            await asyncio.sleep(0.001)
            turns += 1
        assert turns > 3


class TestRegisterUser:
    async def test_an_account_has_a_profile_and_no_plain_password(self, database: Database) -> None:
        async with database.write() as session:
            user = await register_user(session, ADA, "a hash")
        assert (user.email, user.username, user.full_name) == ("ada@example.com", "ada", "Ada Lovelace")
        assert user.hashed_password == "a hash"
        assert user.created_at.tzinfo is not None
        async with database.engine.connect() as connection:
            assert list(await connection.scalars(select(col(Profile.user_id)))) == [user.id]

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"username": "other"}, errors.EmailTaken),
            ({"email": "other@example.com"}, errors.UsernameTaken),
            ({}, errors.EmailTaken),
        ],
    )
    async def test_what_is_taken_is_refused_and_nothing_written(
        self, database: Database, changes: dict[str, str], error: type[errors.ServiceError]
    ) -> None:
        async with database.write() as session:
            await register_user(session, ADA, "a hash")
        with pytest.raises(error):
            async with database.write() as session:
                await register_user(session, ADA.model_copy(update=changes), "a hash")
        assert (await _count(database, User), await _count(database, Profile)) == (1, 1)

    async def test_it_does_not_commit(self, database: Database) -> None:
        async def fail_afterwards() -> None:
            async with database.write() as session:
                await register_user(session, ADA, "a hash")
                raise LookupError

        with pytest.raises(LookupError):
            await fail_afterwards()
        assert (await _count(database, User), await _count(database, Profile)) == (0, 0)


class TestTransferHero:
    async def test_a_hero_goes_to_the_other_team(self, database: Database) -> None:
        async with database.write() as session:
            old, new = rows.team("Old"), rows.team("New")
            session.add_all([old, new])
            await session.flush()
            hero = rows.hero(team_id=old.id)
            session.add(hero)
        async with database.write() as session:
            moved = await transfer_hero(session, hero.id, new.id)
        assert (moved.id, moved.team_id) == (hero.id, new.id)
        async with database.engine.connect() as connection:
            assert list(await connection.scalars(select(col(Hero.team_id)))) == [new.id]

    async def test_what_cannot_be_is_refused(self, database: Database) -> None:
        async with database.write() as session:
            team = rows.team()
            session.add(team)
            await session.flush()
            living, dead = rows.hero("Living", team_id=team.id), rows.hero("Dead", team_id=team.id)
            session.add_all([living, dead])
            await session.flush()
            dead.deleted_at = await session.scalar(select(utcnow()))
        await _refused(database, living.id, 404, errors.TeamNotFound)
        await _refused(database, living.id, team.id, errors.AlreadyInTeam)
        await _refused(database, 404, team.id, errors.HeroNotFound)
        await _refused(database, dead.id, team.id, errors.HeroNotFound)


async def _refused(database: Database, hero_id: int, team_id: int, error: type[errors.ServiceError]) -> None:
    with pytest.raises(error):
        async with database.write() as session:
            await transfer_hero(session, hero_id, team_id)


class TestErrors:
    @pytest.mark.parametrize("error", errors.ServiceError.__subclasses__())
    def test_each_says_what_where_and_for_programs(self, error: type[errors.ServiceError]) -> None:
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", error.code)
        assert error.message.endswith(".")
        assert error.path
        assert all(name == name.lower() for name in error.path)
        assert str(error()) == error.message

    def test_codes_are_distinct(self) -> None:
        codes = [error.code for error in errors.ServiceError.__subclasses__()]
        assert len(set(codes)) == len(codes)

    def test_the_module_draws_all_of_them(self) -> None:
        drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
        assert drawn == {error.__name__ for error in errors.ServiceError.__subclasses__()}
