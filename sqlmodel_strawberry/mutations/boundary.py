"""Input → rows to write: validated by the boundary model, prepared, and fitted to their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.unique_keys import Key, NotAnIdError, parse_id
from sqlmodel_strawberry.mutations.guards import Guard
from sqlmodel_strawberry.mutations.inputs import InputModel, Path, prepared, values_to_insert, values_to_update
from sqlmodel_strawberry.mutations.refusals import Refusals
from sqlmodel_strawberry.mutations.user_errors import invalid
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access


async def row_to_insert(resource: Resource, model: InputModel, data: Mapping[str, Any], path: Path) -> RowWrite:
    """A new row.

    Raises:
        UserErrors: every rule that is broken, each at its field.
    """
    boundary = model.parse(data, path)
    values = await prepared(resource, values_to_insert(resource, model, boundary, path), path)
    return RowWrite(path, values, model.fields, boundary.__pydantic_fields_set__)


async def rows_to_insert(
    resource: Resource, model: InputModel, given: Sequence[Mapping[str, Any]], path: Path
) -> list[RowWrite]:
    """New rows, each at its index below `path`.

    Raises:
        UserErrors: every rule that any of them breaks.
    """
    refusals, rows = Refusals(), []
    for index, data in enumerate(given):
        with refusals.collected():
            rows.append(await row_to_insert(resource, model, data, [*path, str(index)]))
    refusals.check()
    return rows


async def row_to_update(
    resource: Resource, model: InputModel, data: Mapping[str, Any], path: Path, access: Access
) -> RowWrite:
    """A change, of no row yet.

    Raises:
        UserErrors: every rule that is broken, each at its field.
        RequestError: a field that the viewer may not write. It is not prepared, which may cost as much as a password.
    """
    boundary = model.parse(data, path)
    Guard.of(resource, Action.UPDATE, [RowWrite(path, sent=boundary.__pydantic_fields_set__)], access)
    values = await prepared(resource, values_to_update(resource, model, boundary, path), path)
    return RowWrite(path, values, model.fields, boundary.__pydantic_fields_set__)


def row_key(resource: Resource, text: str, path: Path) -> Key:
    """The key in an id of the input.

    Raises:
        UserErrors: it is no id of this resource.
    """
    try:
        return parse_id(text, resource)
    except NotAnIdError as error:
        raise UserErrors([invalid(str(error), path)]) from None


def refuse_repeated(rows: Sequence[RowWrite]) -> None:
    """Refuse a row that is named twice: what would come of it depends on an order that nobody chose.

    Raises:
        UserErrors: INVALID, at each repetition.
    """
    seen, errors = set(), []
    for row in rows:
        if row.key in seen:
            errors.append(invalid("This row is named more than once.", row.id_path))
        seen.add(row.key)
    if errors:
        raise UserErrors(errors)
