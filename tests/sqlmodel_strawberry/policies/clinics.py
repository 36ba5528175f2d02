"""A clinic with rows in it, asked by several people; its tables are read behind the engine's back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update

from sqlmodel_strawberry import Context, Database, Request, Result, Schema
from sqlmodel_strawberry.values.ids import to_global_id
from tests.sqlmodel_strawberry.policies.clinic import Doctor, clinic_schema
from tests.sqlmodel_strawberry.policies.clinic_tables import Allergy, Note, Patient, allergy_of, clinic

STRANGER, ADA, BEN, CHIEF = None, Doctor(1), Doctor(2), Doctor(9, chief=True)
VIEWERS: Mapping[str, Doctor | None] = {"stranger": STRANGER, "ada": ADA, "ben": BEN, "chief": CHIEF}
TABLES = {"Patient": Patient, "Note": Note, "Allergy": Allergy}
POINTERS = ("referred_by_id", "trustee_id")
MISSING = 9_999
"""The key of no row."""

Rows = Sequence[Mapping[str, Any]]


class Clinic:
    """One database and its API."""

    def __init__(self, schema: Schema, database: Database) -> None:
        self.schema = schema
        self.database = database

    async def fill(self, patients: Rows = (), notes: Rows = (), allergies: Rows = (), links: Rows = ()) -> None:
        """Put rows into the tables."""
        async with self.database.engine.begin() as connection:
            # Patients may point to those that come after them.
            pointing = [{"key": row["id"], **{name: row[name] for name in POINTERS}} for row in patients]
            alone = [{**row, **dict.fromkeys(POINTERS)} for row in patients]
            for table, rows in ((Patient, alone), (Note, notes), (Allergy, allergies), (allergy_of, links)):
                if rows:
                    await connection.execute(insert(table), rows)
            if pointing:
                table_ = clinic.metadata.tables["patient"]
                point = update(table_).where(table_.c.id == bindparam("key"))
                await connection.execute(point.values({name: bindparam(name) for name in POINTERS}), pointing)
            if self.database.dialect == "postgresql":
                await connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
                for name in ("patient", "note", "allergy"):
                    await connection.execute(text(f"SELECT setval('{name}_id_seq', 1000)"))

    async def run(
        self, query: str, viewer: Doctor | None, idempotency_key: str | None = None, **variables: Any
    ) -> Result:
        """The response, whatever it is."""
        context = Context(self.database.session(), viewer, idempotency_key=idempotency_key)
        return await self.schema.execute(Request(query, variables), context)

    async def data(self, query: str, viewer: Doctor | None, **variables: Any) -> Any:
        """The data of an operation that must have no errors."""
        result = await self.run(query, viewer, **variables)
        assert not result.errors, (query, result.errors)
        return result.data

    async def code(self, query: str, viewer: Doctor | None, **variables: Any) -> str:
        """The code of the one error of an operation, whose message says nothing of rows and SQL."""
        result = await self.run(query, viewer, **variables)
        (error,) = result.errors
        code: str = error["extensions"]["code"]
        return code

    async def write(self, mutation: str, viewer: Doctor | None, selection: str, **data: Any) -> Any:
        """What came of one mutation: what was written, its user errors as (code, path), or the code of the error."""
        query = mutation_of(mutation, selection)
        result = await self.run(query, viewer, input=data)
        return answer(result)

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        async with self.database.engine.connect() as connection:
            return {
                table.name: sorted(map(tuple, (await connection.execute(select(table))).all()), key=repr)
                for table in clinic.metadata.sorted_tables
            }

    def id(self, name: str, key: int) -> str:
        """The global id of a row, be there one or not."""
        return to_global_id(self.schema.resources[name], (key,))


def mutation_of(mutation: str, selection: str) -> str:
    """A document with one mutation."""
    pascal = f"{mutation[0].upper()}{mutation[1:]}"
    errors = "userErrors { code path message }"
    return f"mutation ($input: {pascal}Input!) {{ {mutation}(input: $input) {{ {selection} {errors} }} }}"


def answer(result: Result) -> Any:
    """The rows of a payload, its user errors as (code, path), or the code of the error."""
    if result.errors:
        (error,) = result.errors
        assert result.data is None
        return error["extensions"]["code"]
    assert result.data is not None
    (payload,) = result.data.values()
    errors = payload.pop("userErrors")
    if errors:
        assert set(payload.values()) == {None}
        return [(error["code"], error["path"]) for error in errors]
    return next(iter(payload.values())) if len(payload) == 1 else payload


def patient(key: int, doctor: int, **values: Any) -> dict[str, Any]:
    """A row of a patient, with every value told apart."""
    defaults = {"name": f"P{key}", "number": f"N{key}", "famous": False, "weight": 10 * key}
    nothing = {"referred_by_id": None, "trustee_id": None}
    return {"id": key, "doctor_id": doctor, **defaults, **nothing, **values}


def note(key: int, of: int, **values: Any) -> dict[str, Any]:
    """A row of a note."""
    return {"id": key, "text": f"note {key}", "patient_id": of, "author_id": 1, "deleted_at": None, **values}


def allergy(key: int, **values: Any) -> dict[str, Any]:
    """A row of an allergy."""
    return {"id": key, "name": f"A{key}", "code": f"C{key}", "secret": False, **values}


def links(*pairs: tuple[int, int]) -> list[dict[str, int]]:
    """Which patient has which allergy."""
    return [{"patient_id": of, "allergy_id": to} for of, to in pairs]


SCHEMA = clinic_schema()
