"""What requests need and tests override, as FastAPI dependencies."""

from fastapi import Request

from app.services.access_tokens import InvalidAccessToken
from app.services.identity import Identity
from app.services.viewer import Viewer
from sqlmodel_strawberry import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.http.headers import headers_of

# RFC 6750, section 3.
CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


async def get_database(request: Request) -> Database:
    """The database of this process, made when the application started."""
    database: Database = request.scope["app"].state["database"]
    return database


async def get_viewer(request: Request) -> Viewer | None:
    """Who asks, as `Authorization: Bearer …` says; None without it. No SQL: a token is taken at its word.

    Raises:
        RefusedRequestError: 401, where the header says nothing that is true.
    """
    given = headers_of(request.scope).get(b"authorization")
    if given is None:
        return None
    scheme, _, token = given.decode("latin-1").partition(" ")
    identity: Identity = request.scope["app"].state["identity"]
    try:
        if "," in token or scheme.lower() != "bearer":
            raise InvalidAccessToken
        return identity.tokens.read(token.strip(" "))
    except InvalidAccessToken:
        message = "The access token is forged or has expired: take another one by refreshToken or logIn, without it."
        raise RefusedRequestError(401, message, code=ErrorCode.UNAUTHENTICATED, headers=CHALLENGE) from None
