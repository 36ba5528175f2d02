"""What rules say of a viewer: asked once in an operation, and told apart by what statements are made of.

A condition is made of a shape and of values. Viewers whose conditions differ in nothing but values share statements,
which take the values as parameters.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.cache_key import NO_CACHE
from sqlalchemy.sql.elements import False_, True_

from sqlmodel_strawberry.policies import Rule, Verdict
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.rule_rows import Row, Told, Value, apart

if TYPE_CHECKING:
    from sqlmodel_strawberry.statements.visibility import Access

Condition = sa.ColumnElement[bool]
Parameters = Mapping[str, Any]
Said = bool | Condition | Told
"""A rule's verdict, which may be none of SQLAlchemy's yet."""


def ask(rule: Rule, resource: Resource, source: sa.FromClause, access: Access) -> Said:
    """What a rule says of the rows of `source`.

    Raises:
        TypeError: neither a truth value nor a condition.
    """
    said: Any = rule(access.viewer, Row(resource, source, access))
    if said is True or said is False or isinstance(said, Told):
        return said
    said = said.__clause_element__() if isinstance(said, Value) else said
    if isinstance(said, True_ | False_):
        return isinstance(said, True_)
    if isinstance(said, sa.ColumnElement) and isinstance(said.type, sa.Boolean | sa.types.NullType):
        return apart(said, source)
    what = f"{said.type!r}" if isinstance(said, sa.ColumnElement) else repr(said)
    raise TypeError(f"a rule of {resource.name} gave {what}: give True, False or a condition on the row's columns")


class Concern(Enum):
    """What is asked about an answer."""

    WHOLE = "whole"
    HOLDS = "holds"
    """Whether it holds for every row."""
    FAILS = "fails"
    """Whether it holds for none."""


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """A rule of a resource, and what is asked about it."""

    rule: Rule
    resource: Resource
    concern: Concern

    def is_same(self, other: Question) -> bool:
        """Whether the other asks the same. Rules are told apart by identity: what else equality may mean is theirs."""
        return self.rule is other.rule and self.resource is other.resource and self.concern is other.concern


class Answer:
    """What a rule said of a resource's rows, for one viewer at one time."""

    values: tuple[Any, ...] = ()
    """Those that the shape leaves open."""
    _binds: Sequence[sa.BindParameter[Any]] = ()

    def __init__(self, rule: Rule, resource: Resource, access: Access) -> None:
        self._row, self._about = resource.any_row, (rule, resource)
        self.said: Said = ask(rule, resource, resource.any_row, access)
        """Of the rows of `any_row`, which stands for whatever source the rule is put to."""
        said = self.said
        self.shape: Hashable = said if said is True or said is False else None
        """Equal where conditions differ in nothing but values; None where that cannot be told."""
        if isinstance(said, Told):
            self.shape, self.values = said.shape, said.values
        elif isinstance(said, sa.ColumnElement):
            self._take_apart(said)

    @property
    def whole(self) -> Hashable:
        """The shape together with the values; None where that cannot be told, or not be compared."""
        if not self.values:
            return self.shape
        values = tuple((type(value), value) for value in self.values)
        return (self.shape, values) if _is_hashable(values) else None

    def on(self, source: sa.FromClause, number: int | None = None) -> Verdict:
        """The verdict on the rows of `source`. With a number its values are parameters named by it."""
        if isinstance(self.said, bool):
            return self.said
        condition, binds = self.said.made if isinstance(self.said, Told) else (self.said, self._binds)
        binds = () if number is None else binds
        names = {id(bind): f"{prefix(number or 0)}{index}" for index, bind in enumerate(binds)}

        def replace(element: Any, **_: Any) -> Any:
            if element is self._row:
                return source
            if isinstance(element, sa.ColumnClause) and element.table is self._row:
                return source.c[element.key]
            name = names.get(id(element))
            # Without a value of its own: to forget it fails, and does not show what is another viewer's.
            return None if name is None else sa.bindparam(name, type_=element.type, required=True)

        made: Condition = visitors.replacement_traverse(condition, {}, replace)
        return made

    def _take_apart(self, condition: Condition) -> None:
        key = condition._generate_cache_key()
        # SQLAlchemy's keys tell no two types of parameters apart that have no keys.
        if key is None or any(bind.type._static_cache_key is NO_CACHE for bind in key.bindparams):
            return
        values = tuple(bind.effective_value for bind in key.bindparams)
        # The number of an IN's values is part of the text, and so is what is written out.
        fixed = any(bind.expanding or bind.literal_execute for bind in key.bindparams)
        if not fixed:
            self.shape, self.values, self._binds = key.key, values, key.bindparams
            return
        told = tuple((type(value), _frozen(value)) for value in values)
        if _is_hashable(told):
            self.shape = (key.key, told)


NOTHING_KNOWN: Mapping[tuple[int, int], Answer] = {}


class Answers:
    """What was asked about one viewer in one operation."""

    recording: Recording | None = None
    """What is being made to be remembered."""
    known: Mapping[tuple[int, int], Answer] = NOTHING_KNOWN
    """Those that were given, by the ids of rule and resource: not every rule can be hashed."""

    def of(self, rule: Rule, resource: Resource, access: Access) -> Answer:
        """What a rule says, asked once."""
        place = id(rule), id(resource)
        answer = self.known.get(place)
        if answer is None:
            # It keeps both, so that the ids stay theirs.
            answer = Answer(rule, resource, access)
            self.known = {**self.known, place: answer}
        return answer

    def forget(self) -> None:
        """Ask anew from now on: what the viewer is, or what rules go by, may have changed."""
        self.known = NOTHING_KNOWN


class Recording:
    """The questions that something depends on which is being made, in their order."""

    def __init__(self, *, slots: bool) -> None:
        """With `slots` the values of conditions become parameters; without, they are part of what is made."""
        self.slots = slots
        self.asked: list[tuple[Question, Answer]] = []
        self._numbers: dict[tuple[int, int, Concern], int] = {}

    @property
    def parameters(self) -> Parameters:
        """The values of the conditions, under the names that `Answer.on` gives them."""
        whole = [(n, answer) for n, (question, answer) in enumerate(self.asked) if question.concern is Concern.WHOLE]
        if not self.slots:
            return {}
        return {f"{prefix(n)}{i}": value for n, answer in whole for i, value in enumerate(answer.values)}

    def note(self, question: Question, answer: Answer) -> int:
        """That this was asked; gives its number among the questions."""
        place = id(question.rule), id(question.resource), question.concern
        number = self._numbers.setdefault(place, len(self.asked))
        if number == len(self.asked):
            self.asked.append((question, answer))
        return number


def prefix(number: int) -> str:
    """What the names of a condition's parameters begin with; `number` is that of its question."""
    return f"#p{number}_"


def _frozen(value: Any) -> Any:
    return tuple((type(each), each) for each in value) if isinstance(value, list | tuple) else value


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
