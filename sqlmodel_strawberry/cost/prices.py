"""Prices: what each field says of its own cost. Limits, transactions and the schema's directives all ask these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel_strawberry.cost.amounts import NOTHING, Share

if TYPE_CHECKING:
    from sqlmodel_strawberry.cost.asked import Asked

PRICE = "price"
"""Extension of a GraphQL field: its `Price`. A field without one costs nothing of its own."""


@dataclass(frozen=True)
class ListSize:
    """How long a list can be (GraphQL Cost Directives, `@listSize`)."""

    assumed: int
    """Where no argument says."""
    arguments: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """The subfields that are so long, where the field itself is no list."""


@dataclass(frozen=True)
class Price:
    """The price of a field.

    `share` is called once for each place where an operation asks for the field, before anything runs. It parses the
    arguments (`Asked.planned`), so that what is wrong with them is found out then, and adds what is below.
    """

    share: Callable[[Asked], Share]
    statements: int = 1
    """How many it runs of its own, as a rule: what the schema tells. With none it shows a part of what was fetched."""
    size: ListSize | None = None


PART = Price(lambda asked: asked.below(), statements=0)
"""Another part of what the parent has fetched."""

FREE = Price(lambda asked: NOTHING, statements=0)
"""The same, with nothing below it that could cost anything."""
