"""Who asks this application, in tests that are not about that."""

from app.models import UserRole
from app.services.viewer import Viewer

ADMIN = Viewer(0, UserRole.ADMIN)
"""Who may do everything."""
