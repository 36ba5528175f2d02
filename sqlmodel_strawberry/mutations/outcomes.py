"""What a write gave ↔ JSON that keeps its types, so that the same answer can be given again.

Scalars of JSON stand as they are; everything else is a list of a name and what makes the value.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel_strawberry.loading.rows import row_maker
from sqlmodel_strawberry.resources.resource import Resource

LEAVES: Mapping[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "datetime": (dt.datetime, dt.datetime.isoformat, dt.datetime.fromisoformat),
    "date": (dt.date, dt.date.isoformat, dt.date.fromisoformat),
    "time": (dt.time, dt.time.isoformat, dt.time.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "uuid": (UUID, str, UUID),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
}


class Outcomes:
    """Encodes and decodes. Classes are looked up among those of the resources, never imported by name."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._rows = {resource.cls: resource for resource in resources}
        self._by_name = {resource.name: resource for resource in resources}
        kinds = {column.python_type for resource in resources for column in resource.columns.values()}
        self._enums = {_name(kind): kind for kind in kinds if issubclass(kind, enum.Enum)}

    def encode(self, value: Any) -> Any:
        """The value as JSON.

        Raises:
            TypeError: there is no way to write it down.
        """
        if isinstance(value, enum.Enum) and _name(type(value)) in self._enums:
            return ["enum", _name(type(value)), value.name]
        if value is None or type(value) in (bool, int, float, str):
            return value
        if type(value) in self._rows:
            return self._encode_row(self._rows[type(value)], value)
        if isinstance(value, Mapping):
            return ["map", {str(name): self.encode(each) for name, each in value.items()}]
        if isinstance(value, list):
            return ["list", [self.encode(each) for each in value]]
        for name, (kind, write, _) in LEAVES.items():
            if isinstance(value, kind):
                return [name, write(value)]
        if isinstance(value, tuple):
            return ["tuple", [self.encode(each) for each in value]]
        raise TypeError(f"an outcome holds {type(value).__name__}, which cannot be recorded")

    def decode(self, value: Any) -> Any:
        """What was encoded."""
        if not isinstance(value, list):
            return value
        kind, *parts = value
        if kind == "enum":
            return self._enums[parts[0]][parts[1]]
        if kind == "row":
            resource, values = self._by_name[parts[0]], {name: self.decode(each) for name, each in parts[1].items()}
            return row_maker(resource, [resource.columns[name] for name in values])(list(values.values()))
        if kind == "map":
            return {name: self.decode(each) for name, each in parts[0].items()}
        if kind in ("list", "tuple"):
            items = [self.decode(each) for each in parts[0]]
            return items if kind == "list" else tuple(items)
        return LEAVES[kind][2](parts[0])

    def _encode_row(self, resource: Resource, row: Any) -> Any:
        values = {name: self.encode(value) for name, value in vars(row).items() if name in resource.columns}
        return ["row", resource.name, values]


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
