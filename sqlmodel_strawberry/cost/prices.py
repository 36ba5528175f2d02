"""Prices: what each field says of its own cost. Limits, transactions and the schema's directives all ask these."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlmodel_strawberry.cost.amounts import NOTHING, Share

if TYPE_CHECKING:
    from sqlmodel_strawberry.cost.pricing import PricedField
    from sqlmodel_strawberry.fields.selections import Selected
    from sqlmodel_strawberry.statements.visibility import Access

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


Arguments: TypeAlias = Mapping[str, Any]
"""Those of a field, coerced."""
Make: TypeAlias = "Callable[[Arguments, Selected, Access], Any]"


@dataclass(frozen=True)
class Plan:
    """What a field makes of its arguments and selection before anything runs, for whoever asks.

    Its resolver finds it by `Context.plan`. What is wrong with the arguments is found out here. `make` is called with
    coerced arguments; nothing else decides on what it gives.
    """

    make: Make
    weight: Callable[[Any], Hashable]
    """What of it the price depends on, of this field and of those below: `PricedField.weight`."""
    by_arguments: bool = True
    """Whether it is another one for other arguments."""


@dataclass(frozen=True)
class Price:
    """The price of a field.

    `share` is called once for each place where an operation asks for the field, before anything runs, and adds what is
    below. It is kept for operations whose plans have the same weights.
    """

    share: Callable[[PricedField], Share]
    statements: int = 1
    """How many it runs of its own, as a rule: what the schema tells. With none it shows a part of what was fetched."""
    size: ListSize | None = None
    plan: Plan | None = None


PART = Price(lambda asked: asked.below(), statements=0)
"""Another part of what the parent has fetched."""

FREE = Price(lambda asked: NOTHING, statements=0)
"""The same, with nothing below it that could cost anything."""
