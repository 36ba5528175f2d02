"""Being somebody else: tokens, logins, and what is remembered of a request."""

from __future__ import annotations

import orjson

from tests.attacks.attack import COST, INPUT, LIMITED, LOG_IN, Attack, Document, Table, ran, refused
from tests.attacks.exchange import JSON, STRANGER, Sent
from tests.attacks.transport import READ
from tests.attacks.world import KEPT, PASSWORD, World

PAYLOAD = "{accessToken refreshToken user {id} userErrors {code}}"
LOGIN = f"mutation($u: String!, $p: String!) {{logIn(input: {{username: $u, password: $p}}) {PAYLOAD}}}"
REFRESH = f"mutation($t: String!) {{refreshToken(input: {{refreshToken: $t}}) {PAYLOAD}}}"
REGISTER = f"mutation($a: UserRegister!) {{register(input: {{account: $a}}) {PAYLOAD}}}"
RANDOM_KEY = b"9e107d9d-372b-4b26-8c81-6d5c2a1f0b3e"
REFUSED = {"accessToken": None, "refreshToken": None, "user": None}
SESSIONS = frozenset({"login_session"})


def forged(who: str) -> Attack:
    """A token that says that the attacker is an admin."""
    return Attack(Sent(READ, who), 401, LOG_IN)


def login(username: str, password: str, code: str = "INVALID_CREDENTIALS", *, statements: int = 1) -> Attack:
    """An attempt."""
    payload = {**REFUSED, "userErrors": [{"code": code}]}
    variables = {"u": username, "p": password}
    return ran(LOGIN, code, variables=variables, statements=statements, data={"logIn": payload}, cpu=400)


def account(**values: str) -> dict[str, dict[str, str]]:
    """A new account's values, but for those given."""
    return {"a": {"email": "eve@example.com", "username": "eve", "password": "long enough", **values}}


def passwords(field: str, count: int) -> str:
    """A mutation that hashes as many passwords."""
    return "mutation {" + " ".join(f"a{i}: {field.replace('#', str(i))}" for i in range(count)) + "}"


def keyed(key: bytes, query: str, who: str = STRANGER) -> Sent:
    """A mutation with an Idempotency-Key."""
    return Sent(orjson.dumps({"query": query}), who, headers=((b"content-type", JSON), (b"idempotency-key", key)))


def refreshed(world: World) -> Sent:
    """A refresh token, once more."""
    return Document(REFRESH, {"t": world.used_refresh_token})(world)


def as_access_token(world: World) -> Sent:
    """A refresh token, in the header."""
    token = world.used_refresh_token.encode()
    return Sent(READ, headers=((b"content-type", JSON), (b"authorization", b"Bearer " + token)))


FORGERIES: Table = {
    "`alg: none`": forged("alg none"),
    "another role in a token": forged("another role"),
    "a token signed with another key": forged("another key"),
    "a `kid` that is a path": forged("another kid"),
    "a token of another algorithm": forged("another algorithm"),
    "a token of another type": forged("another type"),
    "a token for somebody else": forged("another audience"),
    "a token that has expired": forged("expired"),
    "a token of 20 KB": forged("no token"),
    "a token whose header nests": forged("a header of brackets"),
}

LOGINS: Table = {
    "a wrong password": login("user1", "wrong"),
    "an unknown user": login("nobody", "wrong"),
    "SQL for a user": login("' OR '1'='1", "wrong"),
    "a password of another user": login("user1", PASSWORD + " "),
    "an empty password": login("user1", ""),
    "a password of 100 KB": login("user1", "a" * 100_000, "INVALID", statements=0),
    "the 11th password": ran(LOGIN, LIMITED, variables={"u": "user2", "p": "wrong"}, statements=0, data=None, times=11),
    "a password of the 101st user": Attack(
        Document(passwords('logIn(input: {username: "nobody#", password: "wrong"}) {userErrors {code}}', 5)),
        *(200, LIMITED),
        times=21,
    ),
    "six passwords at once": refused(
        passwords('logIn(input: {username: "nobody", password: "wrong"}) {userErrors {code}}', 6),
        COST,
    ),
    "six accounts at once, as an admin": ran(
        "mutation($u: [UserCreate!]!) {createUsers(input: {users: $u}) {userErrors {code}}}",
        *(COST, "admin"),
        variables={"u": [account(username=f"eve{i}", email=f"e{i}@a.example")["a"] for i in range(6)]},
        statements=0,
        cpu=600,
    ),
    "the 21st account": ran(
        REGISTER, LIMITED, variables=account(email="ada@example.com"), statements=0, data=None, times=21
    ),
    "a role for a new account": refused(REGISTER, INPUT, variables=account(role="ADMIN")),
    "credits for a new account": refused(REGISTER, INPUT, variables=account(credits="1000.00")),
    "a hash for a new account": refused(REGISTER, INPUT, variables=account(hashedPassword="x")),
    "an email that takes a pattern for ever": ran(
        REGISTER, "INVALID", variables=account(email="a@" + "a." * 120 + "!"), statements=0
    ),
    "a username in capitals": ran(REGISTER, "INVALID", variables=account(username="USER1"), statements=0),
    "a refresh token, once more": Attack(refreshed, 200, "INVALID_REFRESH_TOKEN", statements=3, writes=SESSIONS),
    "an unknown refresh token": ran(REFRESH, "INVALID_REFRESH_TOKEN", variables={"t": "x" * 64}, statements=1),
    "a refresh token of 10 KB": ran(REFRESH, "INVALID", variables={"t": "x" * 10_000}, statements=0),
    "a refresh token for an access token": Attack(as_access_token, 401, LOG_IN),
    "another's password": ran(
        'mutation {changePassword(input: {currentPassword: "wrong", newPassword: "long enough"}) {userErrors {code}}}',
        *("CURRENT_PASSWORD_WRONG", "customer"),
        statements=1,
        cpu=400,
    ),
}

KEYS: Table = {
    "another's Idempotency-Key": Attack(
        lambda world: keyed(world.key_of_another.encode(), KEPT, "customer"),
        *(200, ""),
        statements=6,
        writes=frozenset({"item", "idempotency_record"}),
    ),
    "an Idempotency-Key with another request": Attack(
        lambda world: keyed(world.key_of_another.encode(), KEPT.replace("kept", "another"), "another customer"),
        *(200, "CONFLICT"),
        statements=3,
    ),
    "an Idempotency-Key for a login": Attack(
        keyed(RANDOM_KEY, 'mutation {logIn(input: {username: "a", password: "b"}) {expiresAt}}'),
        *(200, INPUT),
    ),
}
