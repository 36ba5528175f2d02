"""Foreign keys and the mapper's relationships → foreign keys and relations between resources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper, RelationshipProperty
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.visitors import iterate

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.resources.resource import ForeignKey, Relation, Resource


def link(resource: Resource, by_model: dict[type, Resource], problems: list[Problem]) -> None:
    """Find the foreign keys and relations of a resource, once every one is known; mistakes are added to `problems`."""
    _add_foreign_keys(resource, by_model)
    _add_relations(resource, by_model, problems)


def _add_foreign_keys(resource: Resource, by_model: dict[type, Resource]) -> None:
    by_table = {other.table: other for other in by_model.values()}
    places = {source: place for place, source in enumerate(resource.table.columns)}
    for constraint in sorted(resource.table.foreign_key_constraints, key=lambda each: places[each.elements[0].parent]):
        target = by_table.get(constraint.referred_table)
        if target is None:
            continue
        columns = [resource.column_named(element.parent) for element in constraint.elements]
        target_columns = [target.column_named(element.column) for element in constraint.elements]
        if None in columns or None in target_columns:
            continue
        key = ForeignKey(tuple(filter(None, columns)), target, tuple(filter(None, target_columns)))
        resource.foreign_keys.append(key)
        if len(columns) == 1 and key.target_columns == target.key:
            resource.references[key.columns[0].name] = target


def _add_relations(resource: Resource, by_model: dict[type, Resource], problems: list[Problem]) -> None:
    mapper: Mapper[Any] = sa.inspect(resource.model)
    relationships = mapper.relationships
    for name in resource.declaration.relations:
        if name not in relationships:
            known = ", ".join(sorted(relationships.keys())) or "none"
            what = f"{resource.name} has no relationship {name}"
            problems.append(Problem(resource.declaration.where, what, f"the mapper knows: {known}"))
        elif name in resource.public.model_fields:
            what = f"{name} is a relation and a field of {resource.public.__name__}"
            problems.append(Problem(resource.declaration.where, what, "drop it from the Public model: it is an edge"))
        else:
            relation = _relation(resource, relationships[name], by_model, problems)
            if relation is not None:
                resource.relations[name] = relation


def _relation(
    resource: Resource,
    relationship: RelationshipProperty[Any],
    by_model: dict[type, Resource],
    problems: list[Problem],
) -> Relation | None:
    where, name = resource.declaration.where, relationship.key
    target = by_model.get(relationship.mapper.class_)
    if target is None:
        model = relationship.mapper.class_.__name__
        what = f"the relation {name} leads to {model}, which has no resource in this schema"
        problems.append(Problem(where, what, f"add a resource for {model} to build_schema, or drop {name}"))
        return None
    through = relationship.secondary
    pairs = list(relationship.synchronize_pairs if through is not None else relationship.local_remote_pairs or ())
    secondary_pairs = list(relationship.secondary_synchronize_pairs or ())
    if not _joins_only(relationship.primaryjoin, pairs) or (
        through is not None
        and (not isinstance(through, sa.Table) or not _joins_only(relationship.secondaryjoin, secondary_pairs))
    ):
        what = f"the relation {name} joins on more than its foreign key"
        problems.append(Problem(where, what, "write a custom field for it, or a plain relationship"))
        return None
    locals_ = [resource.column_named(local) for local, _ in pairs]
    assert all(locals_)
    return Relation(
        name=name,
        source=resource,
        target=target,
        to_many=bool(relationship.uselist),
        local=tuple(column.name for column in locals_ if column),
        remote=tuple(remote for _, remote in pairs),  # type: ignore[misc]
        through=through if isinstance(through, sa.Table) else None,
        through_on=tuple((link, column) for column, link in secondary_pairs),  # type: ignore[misc]
        description=relationship.doc,
    )


def _joins_only(condition: Any, pairs: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a join condition is nothing but the equality of these column pairs."""
    if condition is None:
        return False
    expected = {frozenset((_identity(left), _identity(right))) for left, right in pairs}
    found = set()
    for part in iterate(condition):
        if isinstance(part, BinaryExpression):
            if part.operator is not operators.eq:
                return False
            found.add(frozenset((_identity(part.left), _identity(part.right))))
    return found == expected


def _identity(column: Any) -> tuple[str, str]:
    """Relationships annotate the columns in their joins, so these compare by name."""
    return column.table.fullname, column.name
