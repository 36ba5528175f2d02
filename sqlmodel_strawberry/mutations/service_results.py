"""What a service's mutation answers with: a row, a model whose fields stand in the payload one by one, or nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, get_args, get_origin

import sqlalchemy as sa
from pydantic import BaseModel
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import PART, Price
from sqlmodel_strawberry.fields.forms import Written
from sqlmodel_strawberry.fields.generated import output_field
from sqlmodel_strawberry.fields.selections import KeptSelections, columns_of
from sqlmodel_strawberry.mutations.payloads import COMMON_FIELDS, payload_row, row_field, selected_rows
from sqlmodel_strawberry.resources.declaration import Key
from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name
from sqlmodel_strawberry.values.scalars import graphql_annotation, without_none

Find = Callable[[Resource, tuple[Any, ...], tuple[Column, ...]], Awaitable[Any]]
"""Reads these columns of the row with this key."""


class ServiceResult(ABC):
    """How the payload shows what a function returns."""

    is_recorded: bool
    """Whether an idempotency record may keep it."""

    @property
    @abstractmethod
    def statements(self) -> int:
        """Those that `shown` runs."""

    @abstractmethod
    def fields(self) -> list[StrawberryField]:
        """The payload's fields beside those that every payload has."""

    @abstractmethod
    async def shown(self, returned: Any, info: ResolveInfo, find: Find) -> Any:
        """What these fields read, for something that the function returned."""


class NoResult(ServiceResult):
    """`-> None`: that it was done."""

    is_recorded = True

    @property
    def statements(self) -> int:
        return 0

    def fields(self) -> list[StrawberryField]:
        return []

    async def shown(self, returned: Any, info: ResolveInfo, find: Find) -> Any:
        return None


class RowResult(ServiceResult):
    """`-> Hero`, or `-> Annotated[int, Key(Hero)]`: the row."""

    is_recorded = True

    def __init__(self, resource: Resource, key_of: Callable[[Any], tuple[Any, ...]]) -> None:
        self._resource, self._key_of = resource, key_of
        self._selected: KeptSelections[tuple[Column, ...]] = KeptSelections()

    @property
    def statements(self) -> int:
        return 1

    def fields(self) -> list[StrawberryField]:
        return [row_field(self._resource.field_name, self._resource.cls)]

    async def shown(self, returned: Any, info: ResolveInfo, find: Find) -> Any:
        resource = self._resource
        columns = self._selected.get(info, lambda: _columns(info, resource, resource.field_name))
        return await find(resource, self._key_of(returned), columns)


class ModelResult(ServiceResult):
    """`-> SomeModel`: its fields, some of which may be rows. They may be secrets, so nothing keeps a record of them."""

    is_recorded = False

    def __init__(self, model: type[BaseModel], by_model: Mapping[type, Resource]) -> None:
        self._model = model
        self._resources: dict[str, Resource] = {}
        for name, info in model.model_fields.items():
            if graphql_name(name) in COMMON_FIELDS:
                raise TypeError(f"returns {model.__name__} with a field {name}, which every payload has already")
            resource = by_model.get(without_none(info.annotation))
            if resource is not None:
                self._resources[name] = resource

    @property
    def statements(self) -> int:
        return len(self._resources)

    def fields(self) -> list[StrawberryField]:
        return [self._field(name) for name in self._model.model_fields]

    def _field(self, name: str) -> StrawberryField:
        info, resource = self._model.model_fields[name], self._resources.get(name)
        kind: Any = resource.cls if resource else graphql_annotation(info.annotation)
        price = Price(lambda asked: Share(rows=1) + asked.below(), statements=0) if resource else PART
        form = Written.ROWS if resource else None
        resolve = _part(name, resource is not None)
        return output_field(graphql_name(name), kind | None, resolve, info.description, (), price, form)

    async def shown(self, returned: Any, info: ResolveInfo, find: Find) -> Any:
        values = {name: getattr(returned, name) for name in self._model.model_fields}
        for name, resource in self._resources.items():
            if values[name] is not None:
                columns = _columns(info, resource, graphql_name(name))
                values[name] = await find(resource, _identity(values[name]), columns)
        return values


def result_of(returns: Any, by_model: Mapping[type, Resource]) -> ServiceResult:
    """What a function that is annotated `-> returns` answers with.

    Raises:
        TypeError: it has no place in a payload.
    """
    if returns is type(None):
        return NoResult()
    returned = without_none(returns)
    if returned in by_model:
        return RowResult(by_model[returned], _identity)
    for marker in get_args(returned)[1:] if get_origin(returned) is Annotated else ():
        if isinstance(marker, Key):
            if marker.table not in by_model:
                raise TypeError(f"returns the key of {marker.table!r}, which has no resource")
            return RowResult(by_model[marker.table], lambda key: key if isinstance(key, tuple) else (key,))
    is_model = isinstance(returned, type) and issubclass(returned, BaseModel) and not hasattr(returned, "__table__")
    if not is_model:
        raise TypeError(f"returns {returned!r}, which is not the table of a resource, and no pydantic model")
    return ModelResult(returned, by_model)


def _identity(row: Any) -> tuple[Any, ...]:
    """The key of the row that an object of a table stands for."""
    return tuple(sa.inspect(row).identity or ())


def _columns(info: ResolveInfo, resource: Resource, field_name: str) -> tuple[Column, ...]:
    return columns_of(info, resource, selected_rows(info, field_name))


def _part(name: str, is_row: bool) -> Callable[..., Any]:
    def resolve(source: Any, info: ResolveInfo) -> Any:
        values = payload_row(source, info)
        found = None if values is None else values[name]
        if is_row and found is not None:
            info.context.show(1)
        return found

    return resolve
