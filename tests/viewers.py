"""Who asks, and who may, in tests that are not about that."""

from dataclasses import dataclass

from app.models import UserRole
from app.services.viewer import Viewer
from sqlmodel_strawberry import Policy, anyone


@dataclass(frozen=True)
class Somebody:
    """Someone who is signed in."""

    principal: str = "somebody"


SOMEBODY = Somebody()

ADMIN = Viewer(0, UserRole.ADMIN)
"""Who may do everything in the application."""

OPEN = Policy(create=anyone, update=anyone, delete=anyone)
"""Strangers may do everything."""
