"""Remembering what is made for a viewer, and giving it to whoever policies say the same of.

What a pure function of an `Access` gives depends on the viewer only by what rules say when they are asked. A memo is a
tree of these questions: each fork is a rule, each branch something it may say, each leaf what was made. To look up is
to ask the rules on the way, each once in an operation. Rules are any functions of the viewer, of time too, and so their
answers are never remembered longer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeAlias, TypeVar, cast

from sqlmodel_strawberry.statements.answers import Answer, Concern, Parameters, Question, Recording
from sqlmodel_strawberry.statements.visibility import Access

T = TypeVar("T")
Way: TypeAlias = "list[tuple[dict[Hashable, Any], Hashable]]"
"""Branches, and which of them was taken, one after the other."""

NOTHING: Parameters = {}
VARIANTS = 64
"""How many variants of one thing are remembered, for viewers of whom rules say different things."""


class Fork(Generic[T]):
    """A question, and what follows each answer."""

    __slots__ = ("branches", "holds", "place", "question")

    def __init__(self, question: Question) -> None:
        self.question = question
        concern = question.concern
        self.holds = None if concern is Concern.WHOLE else concern is Concern.HOLDS
        """What the answer is compared to; None where all of it counts."""
        self.place = id(question.rule), id(question.resource)
        """See `Answers.known`."""
        self.branches: dict[Hashable, Fork[T] | Leaf[T]] = {}

    def branch(self, answer: Answer, slots: bool) -> Hashable:
        """The answer as far as it concerns what was made of it; None where that cannot be told."""
        if self.holds is None:
            return answer.shape if slots else answer.whole
        return answer.said is self.holds


class Leaf(Generic[T]):
    """What was made, the names of the values that it takes from the answers, and the branches that lead to it."""

    __slots__ = ("names", "value", "way")

    def __init__(self, value: T, names: Sequence[str], way: Way) -> None:
        self.value = value
        self.names = names
        self.way = way


class Memo(Generic[T]):
    """What one pure function of an `Access` gave. Of more than `size` variants the one that was used last is kept."""

    def __init__(self, size: int = VARIANTS) -> None:
        self._roots: dict[Hashable, Fork[T] | Leaf[T]] = {}
        self._leaves: OrderedDict[Leaf[T], None] = OrderedDict()
        self._size = size
        self.was_used = False
        """For whoever keeps memos, and forgets those that are not used."""

    def __len__(self) -> int:
        return len(self._leaves)

    def __iter__(self) -> Iterator[T]:
        return (leaf.value for leaf in self._leaves)

    def get(self, access: Access, make: Callable[[Access], T]) -> T:
        """What `make` gives. The values of conditions are part of it: viewers with other values have their own."""
        return self.bind(access, make, slots=False)[0]

    def known(self, access: Access) -> T | None:
        """What it gave for those of whom rules say the same; None where that is not remembered."""
        found = self._roots.get((access.dialect, False))
        if isinstance(found, Fork):
            found = self._follow(found, access, [], False)
        return None if found is None else found.value

    def bind(self, access: Access, make: Callable[[Access], T], *, slots: bool = True) -> tuple[T, Parameters]:
        """A statement that `make` gives, and those of its parameters that are values of the policies' conditions.

        Without `slots` these values are part of what is made.
        """
        if access.answers.recording is not None:
            # It becomes part of what is being made, which asks the same questions.
            return make(access), NOTHING
        values: list[Any] = []
        found = self._roots.get((access.dialect, slots))
        if isinstance(found, Fork):
            found = self._follow(found, access, values, slots)
        if found is None:
            return self._make(access, make, slots)
        return found.value, dict(zip(found.names, values, strict=True)) if values else NOTHING

    def _follow(self, fork: Fork[T], access: Access, values: list[Any], slots: bool) -> Leaf[T] | None:
        """What the rules lead to. The values of their conditions are added to `values`."""
        found: Fork[T] | Leaf[T] | None = fork
        answers = access.answers
        while isinstance(found, Fork):
            answer = answers.known.get(found.place)
            if answer is None:
                answer = answers.of(found.question.rule, found.question.resource, access)
            holds = found.holds
            if slots and holds is None:
                values += answer.values
            # Most are of this kind, and a call takes longer than that.
            found = found.branches.get(found.branch(answer, slots) if holds is None else answer.said is holds)
        if found is not None:
            self._leaves.move_to_end(found)
        return found

    def _make(self, access: Access, make: Callable[[Access], T], slots: bool) -> tuple[T, Parameters]:
        recording = access.answers.recording = Recording(slots=slots)
        try:
            value = make(access)
        finally:
            access.answers.recording = None
        self._remember(value, recording, access.dialect)
        return value, recording.parameters

    def _remember(self, value: T, recording: Recording, dialect: str) -> None:
        branches, branch = self._roots, cast("Hashable", (dialect, recording.slots))
        way: Way = [(branches, branch)]
        for question, answer in recording.asked:
            fork = branches.setdefault(branch, Fork(question))
            if isinstance(fork, Leaf) or not fork.question.is_same(question):
                # It asks now one thing and now another, and so is not to be told by its answers.
                return
            branches, branch = fork.branches, fork.branch(answer, recording.slots)
            way.append((branches, branch))
        if any(said is None for _, said in way):
            _cut(way[:-1])
            return
        leaf = branches[branch] = Leaf(value, list(recording.parameters), way)
        self._leaves[leaf] = None
        if len(self._leaves) > self._size:
            _cut(self._leaves.popitem(last=False)[0].way)


def _cut(way: Way) -> None:
    """Take off what a way ends in, and all forks that then lead nowhere."""
    for branches, branch in reversed(way):
        found = branches[branch]
        if isinstance(found, Fork) and found.branches:
            return
        del branches[branch]
