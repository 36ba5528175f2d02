"""Writing to a museum in tests, and reading its tables behind the engine's back."""

from typing import Any

from sqlalchemy import text

from sqlmodel_strawberry import Database
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.writing import museum

Error = tuple[str, str, list[str]]

TABLES = [table.name for table in museum.museum.metadata.sorted_tables]


class Museum:
    """One database and its API."""

    def __init__(self, operations: Operations) -> None:
        self.operations = operations

    @property
    def database(self) -> Database:
        """Where it all is."""
        return self.operations.database

    async def write(self, mutation: str, selection: str, **data: Any) -> Any:
        """What a mutation that must succeed wrote."""
        payload = await self.operations.write(mutation, selection, **data)
        assert payload.pop("errors") == [], payload["messages"]
        payload.pop("messages")
        return next(iter(payload.values())) if len(payload) == 1 else payload

    async def refused(self, mutation: str, selection: str, **data: Any) -> list[Error]:
        """The errors of a mutation that must be refused, and leave every table as it was."""
        before = await self.rows()
        payload = await self.operations.write(mutation, selection, **data)
        assert await self.rows() == before
        errors: list[Error] = payload.pop("errors")
        payload.pop("messages")
        assert errors
        assert set(payload.values()) == {None}
        return errors

    async def hall(self, name: str = "Egypt", **values: Any) -> str:
        """The id of a new hall."""
        hall = await self.write("createHall", "hall { id }", hall={"name": name, **values})
        return str(hall["id"])

    async def halls(self, *names: str) -> list[str]:
        """The ids of new halls."""
        halls = await self.write("createHalls", "halls { id }", halls=[{"name": name} for name in names])
        return [hall["id"] for hall in halls]

    async def exhibit(self, label: str, hall: str, **values: Any) -> str:
        """The id of a new exhibit."""
        given = {"label": label, "hallId": hall, **values}
        exhibit = await self.write("createExhibit", "exhibit { id }", exhibit=given)
        return str(exhibit["id"])

    async def themes(self, *codes: str) -> list[str]:
        """The ids of new themes, each with its code in capitals for a name."""
        given = [{"code": code, "name": code.upper()} for code in codes]
        return [theme["id"] for theme in await self.write("createThemes", "themes { id }", themes=given)]

    async def rows(self, table: str | None = None) -> Any:
        """The rows of one table, or of each, by plain SQL, in any fixed order."""
        async with self.database.engine.connect() as connection:
            found = {}
            for name in [table] if table else TABLES:
                rows = (await connection.execute(text(f"SELECT * FROM {name}"))).mappings()
                found[name] = sorted((dict(row) for row in rows), key=repr)
            return found[table] if table else found

    async def column(self, sql: str) -> list[Any]:
        """The first column of what plain SQL finds."""
        async with self.database.engine.connect() as connection:
            return list((await connection.execute(text(sql))).scalars())
