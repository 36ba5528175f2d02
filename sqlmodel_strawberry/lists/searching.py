"""Search terms: what a client typed, cut into words that must all be found."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.resources.resource import Column, Resource


@dataclass(frozen=True)
class Search:
    """Words to find, each in any of these columns, whatever its case. Rows rank by how well they match `text`."""

    text: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def shape(self) -> Search:
        """What all searches for so many words in these columns have in common."""
        return Search("", ("",) * len(self.words), self.columns)


def parse_search(resource: Resource, text: str | None, limits: Limits) -> Search | None:
    """The search of a text; None where it has no words, which finds everything.

    Raises:
        RequestError: BAD_USER_INPUT, where it is too long.
    """
    words = tuple(dict.fromkeys((text or "").split()))
    if not words:
        return None
    if len(words) > limits.search_words or len(text or "") > limits.search_characters:
        message = f"`search` may have {limits.search_words} words and {limits.search_characters} characters."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message)
    return Search(" ".join(words), words, resource.searchable)
