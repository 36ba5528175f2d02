"""Who may do what with this application's rows. A viewer is None for strangers."""

from typing import Any

from app.models.user import UserRole
from app.services.viewer import Viewer
from sqlmodel_strawberry import Policy, anyone, may_read, nobody, signed_in


def is_admin(viewer: Viewer | None, row: Any) -> bool:
    """Admins may do everything."""
    return viewer is not None and viewer.role is UserRole.ADMIN


def is_staff(viewer: Viewer | None, row: Any) -> bool:
    """Staff look after what everybody reads."""
    return viewer is not None and viewer.role in (UserRole.STAFF, UserRole.ADMIN)


def own(viewer: Viewer | None, row: Any) -> Any:
    """What belongs to the viewer, by the row's `user_id`."""
    return is_admin(viewer, row) or (viewer is not None and row.user_id == viewer.id)


def oneself(viewer: Viewer | None, user: Any) -> Any:
    """The viewer's own account."""
    return is_admin(viewer, user) or (viewer is not None and user.id == viewer.id)


def oneself_or_author(viewer: Viewer | None, user: Any) -> Any:
    """The viewer's own account, and those of the authors of what the viewer may read."""
    if viewer is None:
        return may_read(user, "posts")
    return is_admin(viewer, user) or (user.id == viewer.id) | may_read(user, "posts")


def written(viewer: Viewer | None, post: Any) -> Any:
    """The viewer's own posts."""
    return is_admin(viewer, post) or (viewer is not None and post.author_id == viewer.id)


def published_or_written(viewer: Viewer | None, post: Any) -> Any:
    """Published posts, and the viewer's own drafts."""
    published = post.published_at.is_not(None)
    if viewer is None:
        return published
    return is_admin(viewer, post) or published | (post.author_id == viewer.id)


def with_order(viewer: Viewer | None, item: Any) -> Any:
    """The lines of an order that the viewer may read."""
    return is_admin(viewer, item) or may_read(item, "order")


OPEN = Policy(create=anyone, update=anyone, delete=anyone)
"""Everybody reads and writes."""

CATALOGUE = Policy(create=is_staff, update=is_staff, delete=is_staff)
"""Everybody reads; staff write."""

USERS = Policy(
    read=oneself_or_author,
    create=is_admin,
    update=oneself,
    delete=is_admin,
    read_fields={"email": oneself, "credits": oneself, "role": oneself, "is_active": oneself},
    write_fields={"is_active": is_admin, "password": is_admin},
)
PROFILES = Policy(read=own, create=own, update=own, delete=own)
ORDERS = Policy(read=own, create=own, update=own, delete=nobody)
ORDER_ITEMS = Policy(read=with_order, create=nobody, update=nobody, delete=nobody)
POSTS = Policy(read=published_or_written, create=written, update=written, delete=written)
TAGS = Policy(create=signed_in, update=is_staff, delete=is_staff)
"""Whoever writes posts may make tags for them."""
