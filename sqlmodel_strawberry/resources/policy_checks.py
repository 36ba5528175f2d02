"""Mistakes in policies that can be told at start-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.policies import Action, Policy, Rule, anyone
from sqlmodel_strawberry.resources.resource import Relation, Resource
from sqlmodel_strawberry.statements.visibility import Access, verdict


def policy_problems(resource: Resource, resources: Sequence[Resource]) -> Iterator[Problem]:
    """What keeps the policy of a resource from being kept."""
    yield from _field_problems(resource)
    yield from _foreign_key_problems(resource)
    for relation in resource.relations.values():
        yield from _relation_problems(relation, resources)
    for name, rule in _rules(resource):
        reason = _why_not(rule, resource)
        if reason:
            what = f"the rule {name} fails for a stranger, whose viewer is None: {reason}"
            yield Problem(resource.declaration.where, what, "mend it")


def allow_problems(allow: Rule, where: str) -> Iterator[Problem]:
    """What is wrong with the rule of a service's mutation, which has no row to look at."""
    try:
        said: Any = allow(None, None)
    except Exception as error:  # whatever a rule raises is its own
        yield Problem(where, f"allow fails for a stranger, whose viewer is None: {_reason(error)}", "mend it")
    else:
        if not isinstance(said, bool):
            yield Problem(where, f"allow gives {said!r} for a stranger", "give True or False")


def _field_problems(resource: Resource) -> Iterator[Problem]:
    where, policy = resource.declaration.where, resource.policy
    for name in policy.read_fields:
        column = resource.columns.get(name)
        if column is None or not column.public:
            what = f"read_fields names {name}, which {resource.public.__name__} does not show"
            yield Problem(where, what, "name public columns only: what is not public is never read")
        elif column in resource.key:
            what = f"read_fields names {name}, which identifies the row"
            yield Problem(where, what, "hide the row itself with read=")
        elif column in resource.searchable:
            what = f"read_fields names {name}, which search looks into"
            yield Problem(where, what, "drop it from searchable=: what is found would tell what is hidden")
        elif column is resource.version:
            what = f"read_fields names {name}, which expectedVersion is compared with"
            yield Problem(where, what, f"drop it, or take {name} out of {resource.public.__name__}")
    written = {name for model in (resource.create, resource.update) if model for name in model.model_fields}
    for name in sorted(policy.write_fields.keys() - written):
        yield Problem(where, f"write_fields names {name}, which no Create or Update model has", "drop it")


def _foreign_key_problems(resource: Resource) -> Iterator[Problem]:
    """Half of a foreign key says nothing about which row is meant, and so whether the viewer may see it."""
    model = resource.update
    for key in resource.foreign_keys if model else ():
        names = {column.name for column in key.columns}
        named = names & model.model_fields.keys() if model else set()
        if named and named != names and not _is_open(key.target):
            what = f"{resource.name} may be updated in {', '.join(sorted(named))} alone, which is part of a foreign key"
            yield Problem(
                resource.declaration.where, what, f"name all of {', '.join(sorted(names))} in Update, or none"
            )


def _relation_problems(relation: Relation, resources: Sequence[Resource]) -> Iterator[Problem]:
    where = f"{relation.source.declaration.where}, relation {relation.name}"
    is_nested = relation.name in relation.source.declaration.nested
    ours = [relation.source.columns[name] for name in relation.local]
    theirs = [relation.target.column_named(column) for _, column in relation.through_on]
    hidden = [column.name for column in ours if column.name in relation.source.policy.read_fields]
    hidden += [column.name for column in theirs if column and column.name in relation.target.policy.read_fields]
    if is_nested and hidden:
        what = f"nested rows are tied by {', '.join(hidden)}, which read_fields may hide from who writes them"
        yield Problem(where, what, "drop it from nested=, and write it in a service")
    between = next((each for each in resources if each.table is relation.through), None)
    if between and not _is_open(between):
        what = f"it goes through {between.name}, whose own policy it would pass by"
        yield Problem(where, what, f"lead to {between.name}, and on from there")
    elif between and is_nested and between.policy != Policy():
        what = f"nested links are rows of {between.name}, whose own policy they would pass by"
        yield Problem(where, what, f"drop it from nested=, and write {between.name} itself")


def _is_open(resource: Resource) -> bool:
    """Whether anyone may read everything of it, by rules that can be told at start-up."""
    return resource.policy.read is anyone and not resource.policy.read_fields


def _rules(resource: Resource) -> Iterator[tuple[str, Rule]]:
    policy = resource.policy
    yield from ((action.value, policy.rule(action)) for action in Action)
    yield from ((f"read_fields[{name!r}]", rule) for name, rule in policy.read_fields.items())
    yield from ((f"write_fields[{name!r}]", rule) for name, rule in policy.write_fields.items())


def _why_not(rule: Rule, resource: Resource) -> str | None:
    try:
        verdict(rule, resource, resource.table, Access("sqlite"))
    except Exception as error:  # whatever a rule raises is its own
        return _reason(error)
    return None


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
