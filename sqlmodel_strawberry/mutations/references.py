"""What written rows point to: rows that the viewer cannot see are refused as if they were not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.mutations.finding import find_rows
from sqlmodel_strawberry.reading import Reader
from sqlmodel_strawberry.resource import ForeignKey, Resource
from sqlmodel_strawberry.row_writes import Path, RowWrite
from sqlmodel_strawberry.statements.visibility import Access, names_all
from sqlmodel_strawberry.user_errors import UserError, invalid, reference_missing


async def require_seen(reader: Reader, resource: Resource, rows: Sequence[RowWrite]) -> None:
    """Refuse rows that point to what the viewer cannot see. Where everything is seen, nothing is read.

    Raises:
        UserErrors: REFERENCE_MISSING, as where there is no such row.
    """
    errors: list[UserError] = []
    for key in guarded_keys(resource, reader.access):
        pointing = {row: values for row in rows if None not in (values := key.values_of(row.values))}
        wanted, columns = pointing.values(), key.target.key
        found = await find_rows(reader, key.target, key.target_columns, wanted, columns)
        for row in (row for row, values in pointing.items() if values not in found):
            errors.append(reference_missing("This points to nothing.", _path(resource, key, row)))
    if errors:
        raise UserErrors(errors)


def require_whole(resource: Resource, rows: Sequence[RowWrite], access: Access) -> None:
    """Refuse changes of a part of a foreign key: the rest is in the row, and what both name together is not known yet.

    Raises:
        UserErrors: INVALID.
    """
    errors: list[UserError] = []
    for key in guarded_keys(resource, access):
        for row in rows:
            given = [row.values[column.name] for column in key.columns if column.name in row.values]
            if given and None not in given and len(given) < len(key.columns):
                names = ", ".join(column.graphql_name for column in key.columns)
                errors.append(invalid(f"Give {names} together: they name one row.", _path(resource, key, row)))
    if errors:
        raise UserErrors(errors)


def guarded_keys(resource: Resource, access: Access) -> Iterator[ForeignKey]:
    """The foreign keys to rows that are not all there for the viewer."""
    return (key for key in resource.foreign_keys if not names_all(key.target, key.target_columns, access))


def _path(resource: Resource, key: ForeignKey, row: RowWrite) -> Path:
    paths = row.paths(resource)
    return next((paths[column.source.name] for column in key.columns if column.source.name in paths), row.path)
