"""Running operations in tests: straight on a schema, without HTTP."""

from typing import Any

from sqlmodel_strawberry import Context, Database, Request, Result, Schema
from tests.viewers import SOMEBODY


class Operations:
    """Runs documents over one schema and one database; each is an operation with a context of its own."""

    def __init__(self, schema: Schema, database: Database) -> None:
        self.schema = schema
        self.database = database

    async def run(self, query: str, **variables: Any) -> Result:
        """The response, whatever it is."""
        return await self.schema.execute(Request(query, variables), Context(self.database.session(), SOMEBODY))

    async def data(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation that must have no errors."""
        result = await self.run(query, **variables)
        assert not result.errors, result.errors
        assert result.data is not None
        return result.data

    async def codes(self, query: str, **variables: Any) -> list[str]:
        """The codes of the top-level errors."""
        result = await self.run(query, **variables)
        return [error["extensions"]["code"] for error in result.errors]

    async def write(self, mutation: str, selection: str, **data: Any) -> dict[str, Any]:
        """One mutation's payload, its user errors as (type, code, path) under `errors`, and their `messages`."""
        input_type = f"{mutation[0].upper()}{mutation[1:]}Input!"
        query = (
            f"mutation ($input: {input_type}) {{ {mutation}(input: $input) {{ "
            f"{selection} userErrors {{ __typename code message path }} }} }}"
        )
        payload: dict[str, Any] = (await self.data(query, input=data))[mutation]
        errors = payload.pop("userErrors")
        payload["messages"] = [error["message"] for error in errors]
        payload["errors"] = [(error["__typename"], error["code"], error["path"]) for error in errors]
        return payload
