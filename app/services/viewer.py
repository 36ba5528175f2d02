from dataclasses import dataclass
from functools import cached_property

from app.models.user import UserRole


@dataclass(frozen=True)
class Viewer:
    """Who asks, as an access token says: the user's key, and the role of when it was issued."""

    id: int
    role: UserRole

    @cached_property
    def principal(self) -> str:
        """The viewer in a word, for whatever keeps viewers apart."""
        return f"user:{self.id}"


class Service:
    """The application itself, where it looks after accounts for a stranger."""


SERVICE = Service()


@dataclass(frozen=True)
class Transfer:
    """A viewer who gives something to a user, whose row changes by that although it is not the viewer's."""

    viewer: Viewer | None
    receiver: int
