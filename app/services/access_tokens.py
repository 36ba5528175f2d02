"""Access tokens: JSON Web Tokens (RFC 7519) of the type of RFC 9068, signed with HS256 and nothing else."""

import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from binascii import a2b_base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import orjson

from app.models.user import UserRole
from app.services.viewer import Viewer

ALGORITHM = "HS256"
TYPE = "at+jwt"
HEADER = {"alg", "typ", "kid"}
KINDS = {"iss": str, "aud": str, "exp": int, "nbf": int, "iat": int, "jti": str, "sub": str, "role": str}
"""All claims, of which each is required (RFC 9068, section 2.2), and what they are."""
MIN_SECRET_BYTES = 32
"""A key of HS256 has as many bits as its hash at least (RFC 7518, section 3.2)."""
MAX_BYTES = 1024
"""Ours have about 400."""
LEEWAY_SECONDS = 5
"""How far the clocks of two servers may be apart."""
KEPT = 10_000
"""Tokens that are not verified again, which takes 0.1 ms: some 5 MB. Only true ones are kept."""
STANDARD = bytes.maketrans(b"-_", b"+/")
"""The alphabet of base64 in the place of that of URLs (RFC 4648, section 5)."""


class InvalidAccessToken(Exception):
    """A token that says nothing: forged, expired, of somebody else, or none at all."""


@dataclass(frozen=True)
class AccessTokens:
    """Issues and reads tokens. `keys` are secrets by their names: the first signs, all verify."""

    keys: Mapping[str, bytes] = field(repr=False)
    issuer: str
    audience: str
    lifetime: timedelta
    _secrets: dict[bytes, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The keys by the headers of their tokens, encoded: those of one key are all the same."""
    _known: dict[str, tuple[Viewer, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Who tokens were issued to, and until when they last. Those verified last are at the end."""

    def __post_init__(self) -> None:
        if not self.keys or min(map(len, self.keys.values())) < MIN_SECRET_BYTES:
            raise ValueError(f"access tokens need a key, and every key {MIN_SECRET_BYTES} bytes")
        for name, secret in self.keys.items():
            self._secrets[_signed({}, name, secret).encode().partition(b".")[0]] = secret

    def issue(self, viewer: Viewer) -> tuple[str, datetime]:
        """A token for a viewer, and when it ends."""
        now = datetime.now(UTC).replace(microsecond=0)
        expires_at = now + self.lifetime
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(viewer.id),
            "role": viewer.role.value,
            "iat": now,
            "nbf": now,
            "exp": expires_at,
            "jti": secrets.token_hex(16),
        }
        name, secret = next(iter(self.keys.items()))
        return _signed(claims, name, secret), expires_at

    def read(self, token: str) -> Viewer:
        """Who a token was issued to.

        Raises InvalidAccessToken.
        """
        known = self._known.get(token)
        if known is not None and time.time() < known[1]:
            return known[0]
        if len(token) > MAX_BYTES:
            raise InvalidAccessToken
        try:
            claims = self._issued(token) or self._claims(token)
            viewer = Viewer(int(claims["sub"]), UserRole(claims["role"]))
        # A header of brackets makes the parser of JSON recurse.
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise InvalidAccessToken from error
        if len(self._known) >= KEPT:
            del self._known[next(iter(self._known))]
        self._known[token] = viewer, int(claims["exp"]) + LEEWAY_SECONDS
        return viewer

    def _issued(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that is byte for byte as `issue` makes them; whatever is unusual is PyJWT's to judge.

        It tells the same in a tenth of the time, as it need not find out which header, which key and which claims.
        """
        signed, _, signature = token.encode().rpartition(b".")
        header, _, payload = signed.partition(b".")
        secret = self._secrets.get(header)
        if secret is None or not hmac.compare_digest(signature, _encoded(hmac.digest(secret, signed, "sha256"))):
            return None
        body = a2b_base64(payload.translate(STANDARD) + b"=" * (-len(payload) % 4))
        if _encoded(body) != payload:
            return None
        claims = orjson.loads(body)
        return claims if self._are_usual(claims) else None

    def _are_usual(self, claims: Any) -> bool:
        """Whether these are the claims that `issue` makes, of this issuer, for this audience and at this time."""
        if type(claims) is not dict or claims.keys() != KINDS.keys():
            return False
        if [*map(type, map(claims.get, KINDS))] != [*KINDS.values()]:
            return False
        if claims["iss"] != self.issuer or claims["aud"] != self.audience:
            return False
        began, ends = max(claims["iat"], claims["nbf"]), claims["exp"]
        return bool(began - LEEWAY_SECONDS <= time.time() < ends + LEEWAY_SECONDS)

    def _claims(self, token: str) -> dict[str, Any]:
        secret = self._secret_of(jwt.get_unverified_header(token))
        claims: dict[str, Any] = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            issuer=self.issuer,
            audience=self.audience,
            leeway=LEEWAY_SECONDS,
            options={"require": list(KINDS), "strict_aud": True},
        )
        return claims

    def _secret_of(self, header: Mapping[str, Any]) -> bytes:
        secret = self.keys.get(str(header.get("kid")))
        if secret is None or header.get("typ") != TYPE or not header.keys() <= HEADER:
            raise InvalidAccessToken
        return secret


def _signed(claims: dict[str, Any], key: str, secret: bytes) -> str:
    return jwt.encode(claims, secret, ALGORITHM, headers={"typ": TYPE, "kid": key})


def _encoded(value: bytes) -> bytes:
    return urlsafe_b64encode(value).rstrip(b"=")
