"""One row of a write: what to write, and where in the input it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel_strawberry.resources.resource import Resource, graphql_name

Path = list[str]


@dataclass(eq=False, slots=True)
class RowWrite:
    """A row to insert, change or delete.

    `path` is the place of the row's values in the input and `id_path` that of its key; `fields` are the boundary
    model's, so that a path never names a column that only `prepare=` knows.
    """

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    fields: Collection[str] = ()
    sent: Collection[str] = ()
    """The fields of the boundary model that the client sent, by which the write is allowed or not."""
    key: tuple[Any, ...] = ()
    id_path: Path = field(default_factory=list)
    version: int | None = None
    """The version that the client expects; None where any will do."""
    touched: bool = False
    """Changed even where no value is: rows beside it are written with it, and its version must say so."""

    @property
    def version_path(self) -> Path:
        """Where the expected version stands: beside the key."""
        return [*self.id_path[:-1], "expectedVersion"]

    def about(
        self, key: tuple[Any, ...], id_path: Path, version: int | None = None, *, touched: bool = False
    ) -> RowWrite:
        """The same write, of the row with this key."""
        return replace(self, key=key, id_path=id_path, version=version, touched=touched)

    def paths(self, resource: Resource) -> dict[str, Path]:
        """Names of table columns → where their values came from."""
        return {
            resource.columns[name].source.name: [*self.path, graphql_name(name)]
            for name in self.values
            if name in self.fields
        }
