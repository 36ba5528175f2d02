"""Access tokens: what is forged, stale or for somebody else says nothing, whichever way it is."""

import base64
import json
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import jwt
import pytest

from app.dependencies import CHALLENGE
from app.models import UserRole
from app.services.access_tokens import LEEWAY_SECONDS, MAX_BYTES, AccessTokens, InvalidAccessToken
from app.services.viewer import Viewer
from app.token_keys import new_key, parse_keys
from tests.app.identity_client import KEY, VIEWER, IdentityClient

ADA = Viewer(7, UserRole.STAFF)
KEYS = parse_keys(new_key("current"))
SECRET = KEYS["current"]
TOKENS = AccessTokens(KEYS, "here", "us", timedelta(minutes=15))
HEADER = {"alg": "HS256", "typ": "at+jwt", "kid": "current"}


def claims(**changes: Any) -> dict[str, Any]:
    """Good ones, but for the changes; `...` leaves one out."""
    now = int(datetime.now(UTC).timestamp())
    good = {
        "iss": "here",
        "aud": "us",
        "sub": "7",
        "role": "staff",
        "iat": now,
        "nbf": now,
        "exp": now + 60,
        "jti": "1",
    }
    return {name: value for name, value in (good | changes).items() if value is not ...}


def signed(header: dict[str, Any] | None = None, secret: Any = SECRET, **changes: Any) -> str:
    """A token by hand, which PyJWT would refuse to make."""
    given = {name: value for name, value in (HEADER | (header or {})).items() if value is not ...}
    return jwt.encode(claims(**changes), secret, str(given.pop("alg", "HS256")), headers=given)


def raw(header: Any, payload: Any, signature: bytes = b"") -> str:
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, payload)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, signature))


def tampered() -> str:
    head, _, signature = TOKENS.issue(ADA)[0].split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims(sub="1", role="admin")).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def now(**ago: int) -> int:
    return int((datetime.now(UTC) - timedelta(**ago)).timestamp())


FORGERIES: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no token": lambda: "abc",
    "three dots": lambda: "...",
    "not base64": lambda: "é.é.é",
    "not JSON": lambda: raw(b"{", b"{", b"x"),
    "a header that is a list": lambda: raw([], claims(), b"x"),
    "a header that nests": lambda: raw(b"[" * 700, {}, b"x"),
    "a header of digits": lambda: raw(b'{"alg":' + b"9" * 600 + b"}", {}, b"x"),
    "alg none": lambda: raw({**HEADER, "alg": "none"}, claims()),
    "alg None": lambda: raw({**HEADER, "alg": "None"}, claims()),
    "alg none, signed": lambda: raw({**HEADER, "alg": "none"}, claims(), b"x" * 32),
    "no alg": lambda: raw({"typ": "at+jwt", "kid": "current"}, claims(), b"x"),
    "HS384 with our secret": lambda: signed({"alg": "HS384"}, SECRET + b"x" * 16),
    "HS512 with our secret": lambda: signed({"alg": "HS512"}, SECRET * 2),
    "EdDSA": lambda: raw({**HEADER, "alg": "EdDSA"}, claims(), b"x" * 64),
    "RS256": lambda: raw({**HEADER, "alg": "RS256"}, claims(), b"x" * 256),
    "another secret": lambda: signed(secret=b"y" * 32),
    "no kid": lambda: signed({"kid": ...}),
    "another kid": lambda: signed({"kid": "other"}),
    "a kid that is a path": lambda: signed({"kid": "../../dev/null"}, b"\0" * 32),
    "another type": lambda: signed({"typ": "JWT"}),
    "a key in the header": lambda: signed({"jwk": {"kty": "oct", "k": "eHh4"}}),
    "critical headers": lambda: signed({"crit": ["exp"]}),
    "tampered with": tampered,
    "cut off": lambda: TOKENS.issue(ADA)[0][:-4],
    "without signature": lambda: TOKENS.issue(ADA)[0].rpartition(".")[0] + ".",
    "expired": lambda: signed(exp=now(seconds=LEEWAY_SECONDS + 2), iat=now(hours=1), nbf=now(hours=1)),
    "not yet": lambda: signed(nbf=now(seconds=-60)),
    "of the future": lambda: signed(iat=now(seconds=-60)),
    "another issuer": lambda: signed(iss="there"),
    "another audience": lambda: signed(aud="them"),
    "several audiences": lambda: signed(aud=["us", "them"]),
    **{f"no {name}": partial(signed, **{name: ...}) for name in claims()},  # type: ignore[arg-type]
    "exp that is text": lambda: signed(exp="soon"),
    "exp that is null": lambda: raw(HEADER, claims(exp=None)),
    "a subject that is no key": lambda: signed(sub="ada"),
    "another role": lambda: signed(role="root"),
    "giant": lambda: signed(padding="x" * MAX_BYTES),
}


class TestForgeries:
    @pytest.mark.parametrize("make", FORGERIES.values(), ids=FORGERIES.keys())
    def test_it_says_nothing(self, make: Callable[[], str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", jwt.warnings.InsecureKeyLengthWarning)
            token = make()
        with pytest.raises(InvalidAccessToken):
            TOKENS.read(token)

    def test_made_by_hand_but_right_it_would_be_good(self) -> None:
        assert TOKENS.read(signed()) == ADA

    async def test_over_http_each_is_401(self, client: IdentityClient) -> None:
        for make in FORGERIES.values():
            token = make()
            if token.isascii():
                response = await client.post(VIEWER, token)
                assert response.status_code == 401
                assert response.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
                assert token not in response.text or not token

    async def test_a_good_one_that_comes_twice_or_in_two_parts_is_401(self, client: IdentityClient) -> None:
        token = client.app.state.identity.tokens.issue(ADA)[0]
        assert (await client.post(VIEWER, token)).status_code == 200
        for cut in (len(token), len(token) - 4, token.index(".")):
            rest = token[cut:] or f"Bearer {token}"
            headers = [("authorization", f"Bearer {token[:cut]}"), ("authorization", rest)]
            response = await client.http.post("/graphql", json={"query": VIEWER}, headers=headers)
            assert (response.status_code, response.headers["www-authenticate"]) == (401, CHALLENGE["WWW-Authenticate"])

    def test_what_is_unusual_about_a_good_one_is_judged_by_pyjwt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        decode, judged = jwt.decode, []

        def judge(token: str, *arguments: Any, **options: Any) -> Any:
            judged.append(token)
            return decode(token, *arguments, **options)

        monkeypatch.setattr(jwt, "decode", judge)
        unusual = [signed(also="something"), signed(exp=float(now(hours=-1)))]
        for token in [signed(), *unusual]:
            assert TOKENS.read(token) == ADA
        assert judged == unusual


class TestTokens:
    def test_what_is_issued_is_read(self) -> None:
        token, expires_at = TOKENS.issue(ADA)
        assert TOKENS.read(token) == ADA
        assert timedelta(minutes=14) < expires_at - datetime.now(UTC) <= timedelta(minutes=15)
        assert jwt.get_unverified_header(token) == HEADER

    def test_no_two_are_the_same(self) -> None:
        assert TOKENS.issue(ADA)[0] != TOKENS.issue(ADA)[0]

    def test_clocks_may_differ_a_little(self) -> None:
        assert TOKENS.read(signed(exp=now(seconds=2), iat=now(hours=1), nbf=now(hours=1))) == ADA
        assert TOKENS.read(signed(nbf=now(seconds=-2), iat=now(seconds=-2))) == ADA

    def test_keys_are_rotated(self) -> None:
        old, new = parse_keys(new_key("old")), parse_keys(new_key("new"))

        def tokens(keys: dict[str, bytes]) -> AccessTokens:
            return AccessTokens(keys, "here", "us", timedelta(minutes=15))

        by_old, by_new = tokens(old).issue(ADA)[0], tokens(new | old).issue(ADA)[0]
        for keys in (old | new, new | old):
            assert tokens(keys).read(by_old) == tokens(keys).read(by_new) == ADA
        with pytest.raises(InvalidAccessToken):
            tokens(new).read(by_old)
        with pytest.raises(InvalidAccessToken):
            tokens({"old": new["new"]}).read(by_old)

    def test_secrets_are_not_shown(self) -> None:
        assert SECRET.decode() not in repr(TOKENS)

    def test_weak_keys_make_no_tokens(self) -> None:
        for keys in ({}, {"a": b"x" * 31}, {"a": b"x" * 32, "b": b""}):
            with pytest.raises(ValueError, match="32 bytes"):
                AccessTokens(keys, "here", "us", timedelta(minutes=15))


class TestVerifiedOnce:
    """A token that was true is true until it ends."""

    @pytest.fixture
    def verified(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What is verified."""
        verify, sent = AccessTokens._issued, []

        def count(tokens: AccessTokens, token: str) -> Any:
            sent.append(token)
            return verify(tokens, token)

        monkeypatch.setattr(AccessTokens, "_issued", count)
        return sent

    def test_until_it_ends_and_not_a_second_longer(self, verified: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        tokens = AccessTokens(KEYS, "here", "us", timedelta(minutes=15))
        end = now(seconds=-2) + LEEWAY_SECONDS
        token = signed(exp=now(seconds=-2))
        assert [tokens.read(token) for _ in range(3)] == [ADA] * 3
        assert verified == [token]
        monkeypatch.setattr(time, "time", lambda: end - 0.1)
        assert tokens.read(token) == ADA
        assert verified == [token]
        monkeypatch.setattr(time, "time", lambda: float(end))
        assert tokens.read(token) == ADA  # by PyJWT's clock, which nobody has set
        assert verified == [token, token]

    def test_what_is_false_is_not_kept(self, verified: list[str]) -> None:
        tokens = AccessTokens(KEYS, "here", "us", timedelta(minutes=15))
        forged = signed(secret=b"y" * 32)
        for _ in range(2):
            with pytest.raises(InvalidAccessToken):
                tokens.read(forged)
        assert verified == [forged, forged]
        assert len(tokens._known) == 0

    def test_no_more_are_kept_than_there_is_room_for(
        self, verified: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.access_tokens.KEPT", 3)
        tokens = AccessTokens(KEYS, "here", "us", timedelta(minutes=15))
        sent = [tokens.issue(Viewer(id_, UserRole.STAFF))[0] for id_ in range(5)]
        for id_, token in [*enumerate(sent), *enumerate(sent)]:
            assert tokens.read(token).id == id_
            assert len(tokens._known) <= 3
        assert len(verified) == 10
        assert [tokens.read(token).id for token in sent[2:]] == [2, 3, 4]
        assert len(verified) == 10


class TestKeys:
    def test_a_new_one_is_strong_and_named(self) -> None:
        ((name, secret),) = parse_keys(new_key("mine")).items()
        assert (name, len(secret)) == ("mine", 43)
        assert new_key() != new_key()

    def test_the_first_is_the_one_that_signs(self) -> None:
        assert list(parse_keys(f" {new_key('b')} , {KEY},")) == ["b", "test"]

    @pytest.mark.parametrize(
        "text",
        ["s3cret", ":s3cret", "a b:s3cret", "a:s3cret", "a:" + "s3cret" * 9, f"{KEY},{KEY}", "a:s3 cret" * 9],
        ids=range(7),
    )
    def test_what_is_weak_or_none_is_refused_without_showing_it(self, text: str) -> None:
        with pytest.raises(ValueError, match="key") as caught:
            parse_keys(text)
        assert "s3" not in str(caught.value)
