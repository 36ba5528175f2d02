"""Runs random operations compiled and by graphql-core, and compares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from sqlmodel_strawberry.exceptions import ErrorCode
from tests.differential.answers import Answer, Error, Possible, differences, statements
from tests.differential.shrinking import shrunk
from tests.differential.worlds import Case, World
from tests.random_operations.generator import Generator
from tests.random_operations.inputs import Known
from tests.random_operations.mutations import mutation
from tests.random_operations.parts import Operation

VARIANTS = 6
"""Times that a document is run, with other variables and viewers."""
BLOCK = 25
"""Documents until the databases are as they were."""
MUTATIONS = 5
"""One document in so many is a mutation."""
KEYED = 0.15
"""Of mutations, those with an Idempotency-Key."""
# Hand-written root fields are not compiled. Whether a column that a field reads without saying so was fetched depends
# on what else is selected, and on who runs it.
EXCLUDED = ("rateLimit", "viewer", "level", "careless")


class DifferenceError(AssertionError):
    """Two answers that should be equal are not."""


@dataclass
class Tally:
    """What became of the cases."""

    compiled: int = 0
    """Those that were compiled and executed: the only ones that count."""
    seen: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    """More, all in all, than graphql-core took for the same."""

    def count(self, case: Case, answer: Answer, interpreted: Answer) -> None:
        """One more case."""
        if answer.fallback is not None:
            self.fallbacks[answer.fallback] += 1
            return
        if not answer.executed:
            self.seen[f"refused: {answer.errors[0]['extensions'].get('code')}"] += 1
            return
        self.compiled += 1
        self.seen["mutations" if case.operation.writes else "queries"] += 1
        self.seen["with errors"] += bool(answer.errors)
        self.seen["without data"] += answer.body["data"] is None
        if not interpreted.errors:
            self.statements += statements(answer) - statements(interpreted)

    def __str__(self) -> str:
        fell = ", ".join(f"{count} {reason}" for reason, count in self.fallbacks.most_common())
        rest = ", ".join(f"{count} {what}" for what, count in self.seen.most_common())
        more = f"{self.statements:+} statements"
        return f"{self.compiled} compiled ({rest}; {more}); {self.fallbacks.total()} fell back ({fell})"


class Differential:
    """The random cases of one world. The same seed makes the same cases."""

    def __init__(self, world: World, known: Known, seed: str, *, shrinks: bool = True) -> None:
        self.world = world
        self.shrinks = shrinks
        self.known = known
        self.seed = seed
        self.tally = Tally()

    async def run(self, count: int) -> Tally:
        """Compare until so many cases were compiled; give up where most of them fall back."""
        number = 0
        while self.tally.compiled < count and number * VARIANTS < 3 * count + BLOCK:
            await self.document(number)
            number += 1
        return self.tally

    async def document(self, number: int) -> None:
        """Compare the cases of one document.

        Raises:
            DifferenceError: with all that is needed to run it again.
        """
        if number % BLOCK == 0:
            await self.world.reset()
        rng = Random(f"{self.seed}:{self.world.mine.dialect}:{number}")
        operation = self.operation(rng, writes=number % MUTATIONS == MUTATIONS - 1)
        for variant in range(VARIANTS):
            key = str(UUID(int=rng.getrandbits(128))) if operation.writes and rng.random() < KEYED else None
            case = Case(operation, rng.choice(self.world.viewers), key)
            # What has a key is sent again, to be told of and not done.
            for _ in range(1 if key is None else 2):
                found, mine, theirs = await self.compare(case)
                self.tally.count(case, mine, theirs)
                if found:
                    where = f"SEED={self.seed} DOCUMENT={number} variant {variant}"
                    raise DifferenceError(await self._told(where, case, found, mine, theirs))
            operation = operation.again(rng)

    async def compare(self, case: Case) -> tuple[list[str], Answer, Answer]:
        """The differences of the answers, and these."""
        mine, theirs = await self.world.compiled(case), await self.world.interpreted(case)
        found = differences(mine, theirs)
        if found and theirs.errors:
            found = differences(mine, theirs, await self._possible(case))
        return found, mine, theirs

    async def _possible(self, case: Case) -> Possible:
        # What a mutation has read cannot be read once more; it reads as queries do.
        return _anything if case.operation.writes else _possible(await self.world.unbubbled(case))

    def operation(self, rng: Random, *, writes: bool) -> Operation:
        """A random operation."""
        generator = Generator(self.world.schema.graphql, rng, self.known, mistakes=True, excluded=EXCLUDED)
        if writes:
            return mutation(generator, self.world.inputs)
        return generator.query()

    async def _told(self, where: str, case: Case, found: list[str], mine: Answer, theirs: Answer) -> str:
        less = case
        if self.shrinks and not case.operation.writes:
            less = await shrunk(self.world.schema.graphql, case, self._differs)
            found, mine, theirs = await self.compare(less)
        lines = [where, f"{case}", *(("shrunk:", f"{less}") if less is not case else ()), *found]
        return "\n".join([*lines, f"compiled:    {mine.raw.decode()}", f"interpreted: {theirs.raw.decode()}"])

    async def _differs(self, case: Case) -> bool:
        return bool((await self.compare(case))[0])


def _anything(_error: Error) -> bool:
    return True


def _possible(twin: Answer) -> Possible:
    """Whether an error may come up: where nothing bubbles it does, or there is a null that no error told of."""

    def possible(error: Error) -> bool:
        if error in twin.errors:
            return True
        value = twin.body.get("data")
        for key in error.get("path", ()):
            value = None if value is None else value[key]
        return value is None and error["extensions"]["code"] == ErrorCode.INTERNAL_SERVER_ERROR

    return possible
