"""Names: an alias comes back in the answer once per row, so its length multiplies."""

from __future__ import annotations

from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured
from sqlmodel_strawberry.limits.refusals import over


def check_names(measured: Measured, limits: Limits) -> None:
    """Refuse a document with too long a name, be it an alias, an operation, a variable, or one that nothing has.

    Raises:
        RequestError: DOCUMENT_LIMIT_EXCEEDED.
    """
    longest = measured.longest_name
    if longest > limits.name_characters:
        raise over("characters in one name", longest, limits.name_characters, "choose a shorter one")
