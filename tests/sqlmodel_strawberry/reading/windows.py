"""Pages as the Relay specification cuts them, over rows in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.sqlmodel_strawberry.reading.shapes import Row

DEFAULT_SIZE = 20


@dataclass
class Window:
    """The arguments of a page."""

    arguments: dict[str, Any] = field(default_factory=dict)
    after: int | None = None
    before: int | None = None
    """The numbers of the rows whose cursors are given."""

    @classmethod
    def random(cls, rng: Random, cursors: Mapping[int, str]) -> "Window":
        """Any combination of arguments that go together."""
        made = cls()
        for name in ("after", "before"):
            if cursors and rng.random() < 0.4:
                n = rng.choice(list(cursors))
                made.arguments[name] = cursors[n]
                setattr(made, name, n)
        size = rng.choice(("first", "first", "last", None))
        if size is not None:
            made.arguments[size] = rng.randint(0, 12)
        if size != "last" and rng.random() < 0.4:
            made.arguments["offset"] = rng.randint(0, 8)
        return made

    def page(self, every: Sequence[Row], rows: Sequence[Row]) -> tuple[list[Row], bool, bool]:
        """The page of `rows`, and whether some come before and after it. `every` row has a place that cursors mean."""
        places = {row.n: index for index, row in enumerate(every)}
        kept = [
            row
            for row in rows
            if (self.after is None or places[row.n] > places[self.after])
            and (self.before is None or places[row.n] < places[self.before])
        ]
        last = self.arguments.get("last")
        if last is not None:
            return kept[max(len(kept) - last, 0) :], len(kept) > last, self.before is not None
        start = self.arguments.get("offset", 0)
        end = start + self.arguments.get("first", DEFAULT_SIZE)
        return kept[start:end], self.after is not None or start > 0, len(kept) > end
