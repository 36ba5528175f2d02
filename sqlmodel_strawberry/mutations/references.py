"""What written rows point to: rows that the viewer cannot see are refused as if they were not there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel_strawberry.database.reading import Reader
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.mutations.finding import find_rows
from sqlmodel_strawberry.mutations.user_errors import UserError, invalid, reference_missing
from sqlmodel_strawberry.resources.resource import ForeignKey, Resource
from sqlmodel_strawberry.statements.row_writes import Path, RowWrite

ForeignKeys = Sequence[ForeignKey]


async def require_seen(reader: Reader, resource: Resource, rows: Sequence[RowWrite], keys: ForeignKeys) -> None:
    """Refuse rows that point by some of these keys to what the viewer cannot see.

    Raises:
        UserErrors: REFERENCE_MISSING, as where there is no such row.
    """
    errors: list[UserError] = []
    for key in keys:
        pointing = {row: values for row in rows if None not in (values := key.values_of(row.values))}
        wanted, columns = pointing.values(), key.target.key
        found = await find_rows(reader, key.target, key.target_columns, wanted, columns)
        for row in (row for row, values in pointing.items() if values not in found):
            errors.append(reference_missing("This points to nothing.", _path(resource, key, row)))
    if errors:
        raise UserErrors(errors)


def require_whole(resource: Resource, rows: Sequence[RowWrite], keys: ForeignKeys) -> None:
    """Refuse changes of a part of one of these keys: what the whole names is not known yet.

    Raises:
        UserErrors: INVALID.
    """
    errors: list[UserError] = []
    for key in keys:
        for row in rows:
            given = [row.values[column.name] for column in key.columns if column.name in row.values]
            if given and None not in given and len(given) < len(key.columns):
                names = ", ".join(column.graphql_name for column in key.columns)
                errors.append(invalid(f"Give {names} together: they name one row.", _path(resource, key, row)))
    if errors:
        raise UserErrors(errors)


def _path(resource: Resource, key: ForeignKey, row: RowWrite) -> Path:
    paths = row.paths(resource)
    return next((paths[column.source.name] for column in key.columns if column.source.name in paths), row.path)
