"""The edges of a schema: relations, each with the one that leads back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from sqlmodel_strawberry.resources.resource import Relation, Resource


@dataclass
class Edge:
    """Two resources that lead to each other, or one of them to the other."""

    relation: Relation
    """It leads from where the foreign key points to where it is, if there is one that does."""
    back: Relation | None = None

    @property
    def is_many(self) -> bool:
        """Whether there may be many at the end of `relation`."""
        return self.relation.to_many or self.is_many_to_many

    @property
    def is_many_to_many(self) -> bool:
        """Whether there may be many at its beginning as well."""
        return self.relation.through is not None or (
            self.back is not None and self.relation.to_many and self.back.to_many
        )


def edges(resources: Iterable[Resource]) -> list[Edge]:
    """All of them, in the order in which they are declared."""
    found: dict[Hashable, Edge] = {}
    for resource in resources:
        for relation in resource.relations.values():
            identity = _identity(relation)
            known = found.get(identity)
            if known is None:
                found[identity] = Edge(relation)
            elif known.back is None:
                known.back = relation
    for edge in found.values():
        if not _holds_no_key(edge.relation):
            _turn(edge)
    return list(found.values())


def _identity(relation: Relation) -> Hashable:
    """The same for a relation and the one that leads back: the columns that they compare."""
    local = {relation.source.columns[name].source for name in relation.local}
    columns = {*local, *relation.remote, *(column for pair in relation.through_on for column in pair)}
    return frozenset(columns)


def _holds_no_key(relation: Relation) -> bool:
    """Whether the foreign key is on the side of the target, or between."""
    return relation.through is not None or any(remote.foreign_keys for remote in relation.remote)


def _turn(edge: Edge) -> None:
    if edge.back is not None:
        edge.relation, edge.back = edge.back, edge.relation
