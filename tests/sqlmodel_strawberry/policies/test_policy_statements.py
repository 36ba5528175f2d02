"""What policies cost: reads no statement more, writes with conditions one; and no text of its own for each viewer."""

from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinics import ADA, BEN, CHIEF, STRANGER, Clinic, answer, mutation_of

READS = [
    "{ patients { totalCount nodes { name number weight trustee { name } } } }",
    "{ patients(first: 3) { nodes { notes(first: 2) { totalCount nodes { text } } referredBy { name number } } } }",
    "{ patients(orderBy: [{notesCount: DESC}, {databaseId: ASC}], filter: {notes: {some: {}}}) { totalCount } }",
    "{ allergies { nodes { patients { aggregate { count } groups(by: DOCTOR_ID) { aggregate { count } } } } } }",
    "{ patients { nodes { referredByAncestors { number } wardsDescendants { number } allergies { totalCount } } } }",
    '{ patient(by: {number: "N6"}) { name } search(text: "P") { totalCount nodes { ... on Patient { number } } } }',
]


@pytest.mark.parametrize("query", READS)
async def test_reads_take_as_many_statements_for_everybody(library: Clinic, query: str) -> None:
    counts, texts = {}, {}
    for viewer in (STRANGER, ADA, BEN, CHIEF):
        with record_statements(library.database) as log:
            await library.data(query, viewer)
        counts[viewer], texts[viewer] = len(log), sorted(log.sql)
    assert counts[STRANGER] == counts[ADA] == counts[BEN] == counts[CHIEF]
    # Who asks is a parameter: SQLAlchemy and the database keep one plan for all doctors.
    assert texts[ADA] == texts[BEN]
    assert all("doctor_id = 1" not in sql and "doctor_id = 2" not in sql for sql in texts[ADA])


@pytest.mark.parametrize("query", READS)
async def test_statements_are_compiled_once_for_all_doctors(library: Clinic, query: str) -> None:
    await library.data(query, Doctor(101))
    kept = set(library.database.statements)
    assert kept
    for id_ in (102, 103):
        await library.data(query, Doctor(id_))
    assert set(library.database.statements) == kept


async def counted(clinic: Clinic, viewer: Doctor, mutation: str, selection: str, **data: Any) -> int:
    """The statements of a write that must succeed."""
    with record_statements(clinic.database) as log:
        result = await clinic.run(mutation_of(mutation, selection), viewer, input=data)
    found = answer(result)
    assert result.cost is not None
    # What was foreseen depends on the rules too.
    assert len(log) <= result.cost.estimated.statements
    assert not isinstance(found, str), found
    assert not (isinstance(found, list) and isinstance(found[0], tuple)), found
    return len(log)


NEW = {"name": "new", "doctorId": 1}

WRITES: list[tuple[str, str, Any, int, int]] = [
    # mutation, selection, input; the statements of Ada, whose rules are conditions, and of the chief, whose are not.
    ("createPatient", "patient { number }", lambda c: {"patient": {**NEW, "number": "X"}}, 1, 1),
    ("createPatients", "patients { name }", lambda c: {"patients": [{**NEW, "number": n} for n in "XYZ"]}, 1, 1),
    ("updatePatient", "patient { name }", lambda c: {"id": c.id("Patient", 1), "patch": {"name": "new"}}, 1, 1),
    ("updatePatient", "patient { name }", lambda c: {"id": c.id("Patient", 1), "patch": {}}, 1, 1),
    (
        "updatePatients",
        "patients { name }",
        lambda c: {"patches": [{"id": c.id("Patient", key), "patch": {"name": "new"}} for key in (1, 2, 5)]},
        1,
        1,
    ),
    ("upsertPatient", "patient { name }", lambda c: {"patient": {**NEW, "number": "X"}, "on": "NUMBER"}, 1, 1),
    ("upsertPatient", "patient { name }", lambda c: {"patient": {**NEW, "number": "N1"}, "on": "NUMBER"}, 2, 2),
    # What is deleted was read as it was deleted.
    ("deletePatient", "patient { name }", lambda c: {"id": c.id("Patient", 5)}, 1, 1),
    ("deleteNote", "note { text }", lambda c: {"id": c.id("Note", 1)}, 1, 1),
    # The weight is hidden of some rows.
    ("deletePatient", "patient { weight }", lambda c: {"id": c.id("Patient", 5)}, 1, 1),
    # One more for what is pointed to, since not everybody sees it, and one to see the note, whose rule looks elsewhere.
    ("createNote", "note { text }", lambda c: {"note": {"text": "a", "patientId": c.id("Patient", 1)}}, 3, 1),
    (
        "createPatient",
        "patient { name }",
        lambda c: {
            "patient": {
                **NEW,
                "number": "X",
                "referredById": c.id("Patient", 4),
                "trusteeId": c.id("Patient", 4),
            }
        },
        3,
        1,
    ),
    # Allergies are anybody's to write who is signed in, but not all of them anybody's to see.
    ("updateAllergy", "allergy { name }", lambda c: {"id": c.id("Allergy", 1), "patch": {"name": "new"}}, 1, 1),
]


@pytest.mark.parametrize("case", WRITES, ids=lambda case: f"{case[0]}-{case[3]}-{case[4]}")
async def test_writes_read_only_what_a_statement_cannot_return(
    clinic: Clinic, case: tuple[str, str, Any, int, int]
) -> None:
    mutation, selection, make, adas, _ = case
    assert await counted(clinic, ADA, mutation, selection, **make(clinic)) == adas


@pytest.mark.parametrize("case", WRITES, ids=lambda case: f"{case[0]}-{case[3]}-{case[4]}")
async def test_where_everything_is_allowed_nothing_is_read(
    clinic: Clinic, case: tuple[str, str, Any, int, int]
) -> None:
    mutation, selection, make, _, chiefs = case
    assert await counted(clinic, CHIEF, mutation, selection, **make(clinic)) == chiefs
