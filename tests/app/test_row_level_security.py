"""The application as a role that owns nothing: how it gets there, what it can still do, and what /ready says."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import Response
from pydantic import SecretStr
from sqlalchemy import URL, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection
from typer.testing import CliRunner, Result

from app import migrate
from app.cli import app
from app.database import NOT_ACTIVE, NOT_TOLD, connect, readiness
from app.models import UserRole
from app.production import NotForProduction, check_production
from app.row_level_security import UnfitRoleError, grant, viewer_settings
from app.seed import DEMO_PASSWORD, DEMO_USERNAMES
from app.services.passwords import HASHER
from app.services.viewer import SERVICE, Transfer, Viewer
from app.settings import Settings
from sqlmodel_strawberry import Database
from sqlmodel_strawberry.mutations.retries import is_refused_row
from tests.app import rows
from tests.app.identity_client import ADA, KEY, LOG_OUT, PASSWORD, REFRESH, REGISTER, IdentityClient
from tests.app.test_migrations import OUR_TABLES
from tests.databases import connected
from tests.second_wall import ROLE, WITHOUT_POLICIES, as_api, behind_policies, let_in, make_role

on_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")

BEN = {"email": "ben@example.com", "username": "ben", "password": PASSWORD}
CHANGE = """mutation ($new: String!) { changePassword(input: {currentPassword: "correct horse", newPassword: $new}) {
    user { username } userErrors { code } } }"""
TRANSFER = """mutation ($from: ID!, $to: ID!) {
    transferCredits(input: {fromUserId: $from, toUserId: $to, amount: "1"}) {
        user { credits } userErrors { code } } }"""
USERS = "{ users { nodes { username } } }"
COUNT = text('SELECT count(*) FROM "user"')
POLICIES = text("SELECT tablename, policyname FROM pg_policies")
ON = text("SELECT relname FROM pg_class WHERE relrowsecurity")


@pytest.fixture
async def url(database_url: URL) -> URL:
    """A migrated database that lets the API's role in; the address is the owner's."""
    await let_in(database_url)
    return database_url


@pytest.fixture
async def api(identity_app: FastAPI, url: URL, cheap_passwords: None) -> AsyncIterator[IdentityClient]:
    """The application as that role, over one connection."""
    settings = Settings(database_url=plain(as_api(url)), row_level_security=True, pool_size=1, max_overflow=0)
    identity_app.state.database = database = connect(settings)
    await identity_app.state.identity.throttle.reset()
    yield IdentityClient(identity_app)
    await database.dispose()


def plain(url: URL) -> str:
    return url.render_as_string(hide_password=False)


async def usernames(api: IdentityClient, token: str | None) -> list[str]:
    response: Response = await api.post(USERS, token)
    return [node["username"] for node in response.json()["data"]["users"]["nodes"]]


@on_postgres
class TestAccounts:
    async def test_from_registering_to_another_password(self, api: IdentityClient) -> None:
        registered = await api.payload(REGISTER, a=ADA)
        assert (registered["user"]["username"], registered["userErrors"]) == ("ada", [])
        taken = await api.payload(REGISTER, a=BEN | {"email": ADA["email"]})
        assert [error["code"] for error in taken["userErrors"]] == ["EMAIL_TAKEN"]
        token = (await api.log_in())["accessToken"]
        assert await api.viewer(token) == "ada"
        assert (await api.log_in(password="wrong password"))["userErrors"][0]["code"] == "INVALID_CREDENTIALS"
        changed = await api.payload(CHANGE, token, new="another password")
        assert changed == {"user": {"username": "ada"}, "userErrors": []}
        assert (await api.log_in(password="another password"))["user"]["username"] == "ada"

    async def test_logins_go_on_and_end(self, api: IdentityClient) -> None:
        first = (await api.payload(REGISTER, a=ADA))["refreshToken"]
        renewed = await api.payload(REFRESH, t=first)
        assert renewed["user"]["username"] == "ada"
        assert await api.payload(LOG_OUT, t=renewed["refreshToken"]) == {"userErrors": []}
        assert (await api.payload(REFRESH, t=renewed["refreshToken"]))["userErrors"][0]["code"]

    async def test_nobody_is_left_on_the_connection(self, api: IdentityClient) -> None:
        """All of these share one."""
        ada = (await api.payload(REGISTER, a=ADA))["accessToken"]
        assert await usernames(api, None) == []
        ben = (await api.payload(REGISTER, a=BEN))["accessToken"]
        for token, seen in ((ada, ["ada"]), (None, []), (ben, ["ben"]), (None, []), (ada, ["ada"])):
            assert await usernames(api, token) == seen
        failed = await api.post('{ users { nodes { username } } node(id: "x") { id } }', ada)
        assert failed.json()["errors"]
        assert await usernames(api, None) == []

    async def test_credits_reach_whom_one_cannot_see(self, api: IdentityClient, url: URL) -> None:
        ada = (await api.payload(REGISTER, a=ADA))["accessToken"]
        ben = (await api.payload(REGISTER, a=BEN))["accessToken"]
        async with connected(url) as owner, owner.engine.begin() as connection:
            await connection.execute(text('UPDATE "user" SET credits = 5'))
        ids = [(await api.payload("{ viewer { id } }", token))["id"] for token in (ada, ben)]
        sent = await api.payload(TRANSFER, ada, **{"from": ids[0], "to": ids[1]})
        assert sent == {"user": {"credits": "4.00"}, "userErrors": []}
        assert await usernames(api, ada) == ["ada"]


class TestSettings:
    def test_no_role_of_a_user_is_the_services(self) -> None:
        assert viewer_settings(SERVICE)["app.role"] not in list(UserRole)

    def test_everything_is_told_of_everybody(self) -> None:
        """What was not would be what the last one left."""
        viewer = Viewer(7, UserRole.STAFF)
        told = [viewer_settings(each) for each in (None, viewer, SERVICE, Transfer(viewer, 8), Transfer(None, 8))]
        assert [tuple(each.values()) for each in told] == [
            ("", "", ""),
            ("7", "staff", ""),
            ("", "service", ""),
            ("7", "staff", "8"),
            ("", "", "8"),
        ]
        assert len({tuple(each) for each in told}) == 1


@on_postgres
class TestConnections:
    async def test_without_being_told_a_connection_sees_nothing(self, url: URL) -> None:
        async with connected(url) as owner, owner.write() as session:
            session.add(rows.user("ada"))
        async with connected(as_api(url)) as database, database.engine.connect() as connection:
            assert (await connection.execute(COUNT)).scalar_one() == 0
            with pytest.raises(ProgrammingError, match="row-level security") as caught:
                await connection.execute(text("INSERT INTO team (name, headquarters) VALUES ('a', 'b')"))
            assert is_refused_row(caught.value)
            await connection.rollback()
            with pytest.raises(ProgrammingError, match="permission denied") as lacking:
                await connection.execute(text("DELETE FROM alembic_version"))
            assert not is_refused_row(lacking.value)

    async def test_the_receiver_of_a_transfer_is_all_that_it_opens(self, url: URL) -> None:
        async with connected(url) as owner, owner.write() as writing:
            writing.add_all(rows.user(name) for name in ("ada", "ben", "eve"))
        async with behind_policies(url) as database:
            session = database.session()
            async with session.acting_for(Transfer(Viewer(1, UserRole.CUSTOMER), 2)):
                found = await session.fetch(text('SELECT username FROM "user" ORDER BY id'))
            assert [name for (name,) in found] == ["ada", "ben"]
            await session.close()


def run_grant(url: URL, role: str) -> Result:
    return CliRunner(env={"DATABASE_URL": plain(url)}).invoke(app, ["db", "grant", role])


def test_what_cannot_be_granted_is_one_line(database_url: URL) -> None:
    result = run_grant(database_url, "nobody_has_this_name")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert ("only PostgreSQL" if database_url.get_backend_name() == "sqlite" else "is no role") in result.stderr


@on_postgres
class TestGranting:
    async def test_the_command(self, database: Database, database_url: URL) -> None:
        async with database.engine.begin() as connection:
            await make_role(connection)
            assert not await may(connection, "SELECT", "user")
        result = await asyncio.to_thread(run_grant, database_url, ROLE)
        assert result.exit_code == 0, result.output
        assert f"{ROLE} may use the tables" in result.stderr
        async with database.engine.begin() as connection:
            assert await may(connection, "DELETE", "user")
            assert not await may(connection, "UPDATE", "alembic_version")
            assert not await may(connection, "TRUNCATE", "user")
            await connection.execute(text("CREATE TABLE later (id serial)"))
            assert await may(connection, "INSERT", "later")

    async def test_roles_that_policies_do_not_hold_for(self, database: Database) -> None:
        async with database.engine.begin() as connection:
            await make_role(connection)
            await connection.exec_driver_sql(f'ALTER TABLE "user" OWNER TO "{ROLE}"')
            for role, why in ((ROLE, "owns the tables"), ("postgres", "is a superuser"), ("no: body", "is no role")):
                with pytest.raises(UnfitRoleError, match=why):
                    await grant(connection, role)
            await connection.rollback()


async def may(connection: AsyncConnection, privilege: str, table: str) -> bool:
    asked = text("SELECT has_table_privilege(:role, quote_ident(:table), :privilege)")
    result = await connection.execute(asked, {"role": ROLE, "table": table, "privilege": privilege})
    return bool(result.scalar_one())


@on_postgres
class TestReadiness:
    async def problems(self, url: URL, is_on: bool) -> dict[str, str]:
        database = connect(Settings(database_url=plain(url), row_level_security=is_on))
        try:
            return await readiness(database)
        finally:
            await database.dispose()

    async def test_it_says_which_half_is_missing(self, url: URL) -> None:
        assert await self.problems(url, False) == {}
        assert await self.problems(as_api(url), True) == {}
        assert await self.problems(url, True) == {"row_level_security": NOT_ACTIVE}
        assert await self.problems(as_api(url), False) == {"row_level_security": NOT_TOLD}

    async def test_demo_accounts_are_found(self, url: URL, cheap_passwords: None) -> None:
        hashed = await HASHER.hash(DEMO_PASSWORD)
        async with connected(url) as owner, owner.write() as session:
            session.add_all(rows.user(name, hashed_password=hashed) for name in DEMO_USERNAMES)
        settings = Settings(environment="production", database_url=plain(as_api(url)), access_token_keys=SecretStr(KEY))
        async with behind_policies(url) as database:
            with pytest.raises(NotForProduction, match="'demo'"):
                await check_production(settings, database)


@on_postgres
class TestMigration:
    async def test_every_table_has_policies_but_those(self, database: Database) -> None:
        async with database.engine.connect() as connection:
            on = {name for (name,) in await connection.execute(ON)}
            with_policies = {table for table, _ in await connection.execute(POLICIES)}
        assert on == with_policies
        without = {table.name for table in OUR_TABLES} - on
        assert without == WITHOUT_POLICIES, "write policies for it in a migration, or list it in tests/second_wall.py"

    async def test_down_takes_all_of_it_away(self, database_url: URL) -> None:
        await migrate.downgrade(plain(database_url), "e5b3f0c9d417-1")
        async with connected(database_url) as database, database.engine.connect() as connection:
            assert not [*(await connection.execute(ON)), *(await connection.execute(POLICIES))]
