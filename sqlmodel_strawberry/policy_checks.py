"""Mistakes in policies that can be told at start-up."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.policies import Action, Rule
from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.statements.visibility import Access, verdict


def policy_problems(resource: Resource) -> Iterator[Problem]:
    """What keeps the policy of a resource from being kept."""
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
    written = {name for model in (resource.create, resource.update) if model for name in model.model_fields}
    for name in sorted(policy.write_fields.keys() - written):
        yield Problem(where, f"write_fields names {name}, which no Create or Update model has", "drop it")
    rules = {action.value: policy.rule(action) for action in Action}
    rules |= {f"read_fields[{name!r}]": rule for name, rule in policy.read_fields.items()}
    rules |= {f"write_fields[{name!r}]": rule for name, rule in policy.write_fields.items()}
    for name, rule in rules.items():
        reason = _why_not(rule, resource)
        if reason:
            yield Problem(where, f"the rule {name} fails for a stranger, whose viewer is None: {reason}", "mend it")


def _why_not(rule: Rule, resource: Resource) -> str | None:
    try:
        verdict(rule, resource, resource.table, Access("sqlite"))
    except Exception as error:  # whatever a rule raises is its own
        return str(error) or type(error).__name__
    return None
