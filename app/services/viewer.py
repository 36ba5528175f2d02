from dataclasses import dataclass

from app.models.user import UserRole


@dataclass(frozen=True)
class Viewer:
    """Who asks, as an access token says: the user's key, and the role of when it was issued."""

    id: int
    role: UserRole

    @property
    def principal(self) -> str:
        """The viewer in a word, for whatever keeps viewers apart."""
        return f"user:{self.id}"
