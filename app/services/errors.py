"""What services refuse. Each is one code that clients can act on.

ServiceError
├── EmailTaken
├── UsernameTaken
├── HeroNotFound
├── TeamNotFound
└── AlreadyInTeam
"""

from typing import ClassVar


class ServiceError(Exception):
    """An expected refusal: `code` for programs, `message` for people, `path` to the input that it is about."""

    code: ClassVar[str]
    message: ClassVar[str]
    path: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__(self.message)


class EmailTaken(ServiceError):
    code = "EMAIL_TAKEN"
    message = "There is an account with this address already."
    path = ("account", "email")


class UsernameTaken(ServiceError):
    code = "USERNAME_TAKEN"
    message = "There is an account with this username already."
    path = ("account", "username")


class HeroNotFound(ServiceError):
    code = "HERO_NOT_FOUND"
    message = "There is no such hero."
    path = ("hero_id",)


class TeamNotFound(ServiceError):
    code = "TEAM_NOT_FOUND"
    message = "There is no such team."
    path = ("team_id",)


class AlreadyInTeam(ServiceError):
    code = "ALREADY_IN_TEAM"
    message = "The hero is in this team already."
    path = ("team_id",)
