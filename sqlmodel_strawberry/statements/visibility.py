"""Whose eyes a statement is written for: policies as conditions. Everything that reaches rows asks here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.sql.elements import Grouping

from sqlmodel_strawberry.policies import Action, Rule, Verdict, anyone, forbidden
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements.answers import Answers, Concern, Question, ask
from sqlmodel_strawberry.statements.comparisons import Condition, Expression
from sqlmodel_strawberry.statements.rule_rows import ColumnValue, Told

PATHS = 1000
"""Of those that rules follow, how many are kept."""
NEVER: Condition = Grouping(sa.false())
"""Of no row. By itself `false` would take the place of all other conditions, those that join tables included."""


@dataclass(slots=True)
class Access:
    """Who asks, and in which dialect. The viewer is None for a stranger."""

    dialect: str
    viewer: Any = None
    trail: tuple[Resource, ...] = ()
    """The resources that rules have led to from the one that a statement is about."""
    answers: Answers = field(default_factory=Answers, compare=False, repr=False)
    """What rules have said of the viewer."""


def may_read(row: Any, relation: str) -> Any:
    """For rules: at the other end of the relation there is a row that the viewer may read."""
    resource, source, access = row._resource, row._source, row._access
    found = resource.relations.get(relation)
    if found is None:
        raise AttributeError(f"a rule follows {relation}, which is no relation of {resource.name}")
    if found.target in access.trail:
        names = ", ".join(each.name for each in (*access.trail, found.target))
        raise TypeError(f"rules lead in a circle: {names}")
    target, rows, tied = _tied_in_rules(found, source)
    inside = Access(access.dialect, access.viewer, (*access.trail, found.target), access.answers)
    further: list[Any] = list(visible(found.target, target, inside))

    def make() -> Condition:
        # A rule sees all columns of its row, those that it hides included.
        return sa.exists(sa.select(sa.literal(1)).select_from(rows).where(*tied, *further).correlate(source))

    shape: list[Any] = [may_read, source, target]
    values: list[Any] = []
    for each in further:
        if not isinstance(each, Told):
            return make()
        shape.append(each.shape)
        values += each.values
    return Told(
        tuple(shape), tuple(values), lambda: (make(), tuple([bind for each in further for bind in each.made[1]]))
    )


def verdict(rule: Rule, resource: Resource, source: sa.FromClause, access: Access) -> Verdict:
    """What a rule says of the rows of `source`.

    Raises:
        TypeError: neither a truth value nor a condition.
    """
    if rule is anyone:
        return True
    if access.trail:
        # Inside of another rule, whose answer it is part of.
        return cast("Verdict", ask(rule, resource, source, access))
    answer, recording = access.answers.of(rule, resource, access), access.answers.recording
    if recording is None:
        return answer.on(source)
    number = recording.note(Question(rule, resource, Concern.WHOLE), answer)
    return answer.on(source, number if recording.slots else None)


def _is(concern: Concern, rule: Rule, resource: Resource, access: Access) -> bool:
    """Whether a rule says so, of all rows or of none: that much depends on it, and not on its conditions."""
    if rule is anyone:
        return concern is Concern.HOLDS
    answer, recording = access.answers.of(rule, resource, access), access.answers.recording
    if recording is not None:
        recording.note(Question(rule, resource, concern), answer)
    return answer.said is (concern is Concern.HOLDS)


def visible(resource: Resource, source: sa.FromClause, access: Access) -> Iterator[Condition]:
    """The conditions on every row that is read: what is soft-deleted, or not for the viewer, does not exist."""
    if resource.deleted_at is not None:
        there: Any = source.c[resource.deleted_at.source.key]
        there = ColumnValue(there) if access.trail else there
        yield there.is_(None)
    yield from permitted(resource.policy.read, resource, source, access)


def permitted(rule: Rule, resource: Resource, source: sa.FromClause, access: Access) -> Iterator[Condition]:
    """A rule as conditions; none where it holds for every row."""
    said = verdict(rule, resource, source, access)
    if not isinstance(said, bool):
        yield said
    elif not said:
        yield NEVER


def writable(resource: Resource, action: Action, fields: Collection[str], access: Access) -> Iterator[Condition]:
    """The conditions on rows that the viewer may write these fields of."""
    for rule in _rules(resource, action, fields):
        yield from permitted(rule, resource, resource.table, access)


def refused_outright(resource: Resource, action: Action, fields: Collection[str], access: Access) -> bool:
    """Whether the viewer may not do this to any row whatever."""
    # A rule is asked of every mutation: `getattr` is `Policy.rule` without a call.
    if _is(Concern.FAILS, getattr(resource.policy, action), resource, access):
        return True
    return bool(fields) and any(_is(Concern.FAILS, rule, resource, access) for rule in _rules(resource, action, fields))


def allowed_outright(resource: Resource, action: Action, fields: Collection[str], access: Access) -> bool:
    """Whether the viewer may do this to every row."""
    if not _is(Concern.HOLDS, resource.policy.rule(action), resource, access):
        return False
    return not fields or all(_is(Concern.HOLDS, rule, resource, access) for rule in _rules(resource, action, fields))


def sees_all(resource: Resource, access: Access) -> bool:
    """Whether every row exists for the viewer."""
    return _is(Concern.HOLDS, resource.policy.read, resource, access)


def reads_all(resource: Resource, column: Column, access: Access) -> bool:
    """Whether the viewer may read a column of every row: only then can it be filtered, ordered or counted by."""
    rule = resource.policy.read_fields.get(column.name)
    return rule is None or _is(Concern.HOLDS, rule, resource, access)


def names_all(resource: Resource, columns: Iterable[Column], access: Access) -> bool:
    """Whether every row exists for the viewer by its values of these columns."""
    if not sees_all(resource, access):
        return False
    return not resource.policy.read_fields or all(reads_all(resource, column, access) for column in columns)


def reading(
    resource: Resource, columns: Iterable[Column], source: sa.FromClause, access: Access
) -> Iterator[Condition]:
    """The conditions on rows of which the viewer may read these columns."""
    for column in columns:
        rule = resource.policy.read_fields.get(column.name)
        if rule is not None:
            yield from permitted(rule, resource, source, access)


def require_readable(resource: Resource, columns: Iterable[Column], access: Access) -> None:
    """Refuse to filter, order or measure by what the viewer may not read of every row: the result would tell it.

    Raises:
        RequestError: UNAUTHENTICATED or FORBIDDEN.
    """
    for column in columns if resource.policy.read_fields else ():
        if not reads_all(resource, column, access):
            what = f"filter, order or group {resource.list_name} by {column.graphql_name}"
            raise forbidden(access.viewer, what)


def require_followable(relation: Relation, access: Access) -> None:
    """Refuse to filter or order through a relation whose own columns the viewer may not read of every row.

    Raises:
        RequestError: UNAUTHENTICATED or FORBIDDEN.
    """
    if relation.source.policy.read_fields:
        require_readable(relation.source, [relation.source.columns[name] for name in relation.local], access)
    if relation.target.policy.read_fields:
        require_readable(relation.target, relation.target_columns, access)


def shown(resource: Resource, column: Column, source: sa.FromClause, access: Access) -> Expression:
    """A column's value, or null where the viewer may not read it."""
    value: Expression = source.c[column.source.key]
    rule = resource.policy.read_fields.get(column.name)
    said = True if rule is None else verdict(rule, resource, source, access)
    if isinstance(said, sa.ColumnElement):
        return sa.case((said, value))
    # A null without a type is text to PostgreSQL's driver.
    return value if said else sa.cast(sa.null(), value.type)


def reachable(relation: Relation, target: sa.FromClause, access: Access) -> Iterator[Condition]:
    """The conditions on rows at the other end of a relation: visible, and seen to be there."""
    yield from visible(relation.target, target, access)
    yield from reading(relation.target, relation.target_columns, target, access)


def related_rows(
    relation: Relation, source: sa.FromClause, access: Access
) -> tuple[sa.FromClause, sa.FromClause, list[Condition]]:
    """What a correlated subquery needs to reach a relation's rows from those of `source`.

    A fresh alias of the target, what to select from, and the conditions on what is reached.
    """
    target, rows, tied = _tied(relation, source)
    locals_ = [relation.source.columns[name] for name in relation.local]
    readable = reading(relation.source, locals_, source, access)
    return target, rows, [*tied, *readable, *reachable(relation, target, access)]


def _tied(relation: Relation, source: sa.FromClause) -> tuple[sa.FromClause, sa.FromClause, list[Condition]]:
    """The same for whoever sees everything."""
    target = relation.target.table.alias()
    holder: sa.FromClause = target
    rows: sa.FromClause = target
    if relation.through is not None:
        holder = relation.through.alias()
        rows = holder.join(
            target, sa.and_(*[holder.c[link.key] == target.c[to.key] for link, to in relation.through_on])
        )
    locals_ = [relation.source.columns[name].source for name in relation.local]
    tied = [holder.c[remote.key] == source.c[local.key] for local, remote in zip(locals_, relation.remote, strict=True)]
    return target, rows, tied


_tied_in_rules = lru_cache(PATHS)(_tied)
"""Rules follow a relation from the same stand-in of its rows whenever they are asked, and none follows it twice."""


def _rules(resource: Resource, action: Action, fields: Collection[str]) -> list[Rule]:
    policy = resource.policy
    return [policy.rule(action), *[rule for name, rule in policy.write_fields.items() if name in fields]]
