"""Every generated mutation, by everybody, of every kind of row: what is answered, and that nothing else is written."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sqlmodel_strawberry import Result
from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinics import (
    ADA,
    CHIEF,
    MISSING,
    STRANGER,
    VIEWERS,
    Clinic,
    answer,
    mutation_of,
)

OWN, SEEN, UNSEEN = 1, 4, 3
"""Of Ada: a patient of hers, one that she has only heard of, and one that is not there for her."""

Input = Callable[[Clinic, int], dict[str, Any]]


def _update(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Patient", key), "patch": {"name": "new"}}


def _touch(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Patient", key), "patch": {}}


def _link(clinic: Clinic, key: int) -> dict[str, Any]:
    return {**_touch(clinic, key), "allergies": {"add": [{"name": "A3"}]}}


def _expected(clinic: Clinic, key: int) -> dict[str, Any]:
    return {**_update(clinic, key), "expectedVersion": 1}


def _stale(clinic: Clinic, key: int) -> dict[str, Any]:
    return {**_update(clinic, key), "expectedVersion": 7}


def _update_many(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"patches": [_update(clinic, 2), _update(clinic, key)]}


def _delete(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Patient", key)}


def _delete_many(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"ids": [clinic.id("Patient", 5), clinic.id("Patient", key)]}


def _refer(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Patient", 2), "patch": {"referredById": clinic.id("Patient", key)}}


def _entrust(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Patient", 2), "patch": {"trusteeId": clinic.id("Patient", key)}}


def _note(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"note": {"text": "new", "patientId": clinic.id("Patient", key)}}


def _notes(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"notes": [_note(clinic, OWN)["note"], _note(clinic, key)["note"]]}


def _move_note(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Note", 1), "patch": {"patientId": clinic.id("Patient", key)}}


def _new(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"patient": {"name": "new", "number": f"X{key}", "doctorId": 1, "referredById": clinic.id("Patient", key)}}


def _connect(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"allergy": {"name": f"new {key}"}, "patients": {"connect": [{"id": clinic.id("Patient", key)}]}}


def _relink(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Allergy", 1), "patch": {}, "patients": {"set": [{"databaseId": key}]}}


def _unlink(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Allergy", 1), "patch": {}, "patients": {"remove": [{"databaseId": key}]}}


ID, PATCH = ["input", "id"], ["input", "patch"]
PATIENT = "patient { name }"
NAMED = {"name": "new"}

CASES: list[tuple[str, str, Input, Any, Any, Any]] = [
    # mutation, selection, input; what Ada gets for her own, for one she has only heard of, and for one not there.
    ("updatePatient", PATIENT, _update, NAMED, "FORBIDDEN", [("NOT_FOUND", ID)]),
    ("updatePatient", PATIENT, _touch, {"name": "P1"}, "FORBIDDEN", [("NOT_FOUND", ID)]),
    ("updatePatient", PATIENT, _link, {"name": "P1"}, "FORBIDDEN", [("NOT_FOUND", ID)]),
    ("updatePatient", PATIENT, _expected, NAMED, "FORBIDDEN", [("NOT_FOUND", ID)]),
    (
        "updatePatient",
        PATIENT,
        _stale,
        [("STALE_VERSION", ["input", "expectedVersion"])],
        [("STALE_VERSION", ["input", "expectedVersion"])],
        [("NOT_FOUND", ID)],
    ),
    (
        "updatePatients",
        "patients { name }",
        _update_many,
        [NAMED, NAMED],
        "FORBIDDEN",
        [("NOT_FOUND", ["input", "patches", "1", "id"])],
    ),
    ("deletePatient", PATIENT, _delete, [("REFERENCED", ID)], "FORBIDDEN", [("NOT_FOUND", ID)]),
    (
        "deletePatients",
        "patients { name }",
        _delete_many,
        [("REFERENCED", ["input", "ids", "1"])],
        "FORBIDDEN",
        [("NOT_FOUND", ["input", "ids", "1"])],
    ),
    (
        "updatePatient",
        PATIENT,
        _refer,
        {"name": "P2"},
        {"name": "P2"},
        [("REFERENCE_MISSING", [*PATCH, "referredById"])],
    ),
    (
        "updatePatient",
        PATIENT,
        _entrust,
        {"name": "P2"},
        {"name": "P2"},
        [("REFERENCE_MISSING", [*PATCH, "trusteeId"])],
    ),
    (
        "createNote",
        "note { text }",
        _note,
        {"text": "new"},
        {"text": "new"},
        [("REFERENCE_MISSING", ["input", "note", "patientId"])],
    ),
    (
        "createNotes",
        "notes { text }",
        _notes,
        [{"text": "new"}] * 2,
        [{"text": "new"}] * 2,
        [("REFERENCE_MISSING", ["input", "notes", "1", "patientId"])],
    ),
    (
        "updateNote",
        "note { text }",
        _move_note,
        {"text": "note 1"},
        {"text": "note 1"},
        [("REFERENCE_MISSING", [*PATCH, "patientId"])],
    ),
    (
        "createPatient",
        PATIENT,
        _new,
        NAMED,
        NAMED,
        [("REFERENCE_MISSING", ["input", "patient", "referredById"])],
    ),
    (
        "upsertPatient",
        PATIENT,
        lambda clinic, key: {**_new(clinic, key), "on": "NUMBER"},
        NAMED,
        NAMED,
        [("REFERENCE_MISSING", ["input", "patient", "referredById"])],
    ),
    (
        "createAllergy",
        "allergy { secret }",
        _connect,
        {"secret": False},
        {"secret": False},
        [("NOT_FOUND", ["input", "patients", "connect", "0"])],
    ),
    (
        "updateAllergy",
        "allergy { name }",
        _relink,
        {"name": "A1"},
        {"name": "A1"},
        [("NOT_FOUND", ["input", "patients", "set", "0"])],
    ),
    (
        "updateAllergy",
        "allergy { name }",
        _unlink,
        {"name": "A1"},
        {"name": "A1"},
        [("NOT_FOUND", ["input", "patients", "remove", "0"])],
    ),
]
IDS = [f"{case[0]}{case[2].__name__}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
async def test_each_write_of_each_kind_of_row(clinic: Clinic, case: tuple[str, str, Input, Any, Any, Any]) -> None:
    mutation, selection, make, own, seen, unseen = case
    before = await clinic.rows()
    for key in (OWN, SEEN, UNSEEN, MISSING):
        with record_statements(clinic.database) as log:
            assert await clinic.write(mutation, STRANGER, selection, **make(clinic, key)) == "UNAUTHENTICATED"
        log.assert_count(0)
    for key, expected in ((MISSING, unseen), (UNSEEN, unseen), (SEEN, seen), (OWN, own)):
        found = await clinic.write(mutation, ADA, selection, **make(clinic, key))
        assert found == expected
        if is_refusal(expected):
            assert await clinic.rows() == before
        before = await clinic.rows()
    if mutation == "updateNote":
        # Notes are their authors' alone.
        assert await clinic.write(mutation, CHIEF, selection, **make(clinic, UNSEEN)) == "FORBIDDEN"
    elif not make(clinic, OWN).get("expectedVersion"):
        # For the chief every row is there.
        assert not_for_rights(await clinic.write(mutation, CHIEF, selection, **make(clinic, UNSEEN)))


@pytest.mark.parametrize("case", CASES, ids=IDS)
async def test_what_is_not_seen_is_answered_as_what_is_not_there(
    clinic: Clinic, case: tuple[str, str, Input, Any, Any, Any]
) -> None:
    """Byte by byte, in as many statements with the same text, at the same cost."""
    mutation, selection, make, *_ = case
    answers, statements = [], []
    for key in (UNSEEN, MISSING):
        with record_statements(clinic.database) as log:
            result = await clinic.run(mutation_of(mutation, selection), ADA, input=make(clinic, key))
        answers.append((json.dumps(result.to_json()), result.cost))
        statements.append(log.sql)
    assert answers[0] == answers[1]
    assert statements[0] == statements[1]


def is_refusal(found: Any) -> bool:
    return isinstance(found, str) or (isinstance(found, list) and isinstance(found[0], tuple))


def not_for_rights(found: Any) -> bool:
    """Written, or refused by the database only."""
    if isinstance(found, list) and isinstance(found[0], tuple):
        return {code for code, _ in found} <= {"REFERENCED", "CONFLICT"}
    return not isinstance(found, str)


def codes(result: Result) -> Any:
    """What a result comes to, without the rows."""
    found = answer(result)
    if isinstance(found, str):
        return found
    return [code for code, _ in found] if is_refusal(found) else "WRITTEN"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (1, {"ada": "WRITTEN", "ben": ["NOT_FOUND"], "chief": "WRITTEN"}),
        (3, {"ada": ["NOT_FOUND"], "ben": "WRITTEN", "chief": "WRITTEN"}),
        (4, {"ada": "FORBIDDEN", "ben": "WRITTEN", "chief": "WRITTEN"}),
        (6, {"ada": "WRITTEN", "ben": "FORBIDDEN", "chief": "WRITTEN"}),
        (MISSING, {"ada": ["NOT_FOUND"], "ben": ["NOT_FOUND"], "chief": ["NOT_FOUND"]}),
    ],
)
async def test_everybody(clinic: Clinic, key: int, expected: dict[str, Any]) -> None:
    query = mutation_of("updatePatient", PATIENT)
    found = {
        name: codes(await clinic.run(query, viewer, input=_update(clinic, key))) for name, viewer in VIEWERS.items()
    }
    assert found == {"stranger": "UNAUTHENTICATED", **expected}


def note_delete(clinic: Clinic, key: int) -> dict[str, Any]:
    return {"id": clinic.id("Note", key)}


@pytest.mark.parametrize("viewer", [ADA, CHIEF])
async def test_notes_are_deleted_and_restored_by_whoever_sees_them(clinic: Clinic, viewer: Doctor) -> None:
    seen = {1: {1, 2, 4, 5}, 9: {1, 2, 3, 4, 5, 6}}[viewer.id]
    for key in (1, 2, 3, 4, 5, 6):
        before = await clinic.rows()
        deleted = await clinic.write("deleteNote", viewer, "note { text }", **note_delete(clinic, key))
        if key not in seen:
            assert deleted == [("NOT_FOUND", ID)]
            assert await clinic.rows() == before
            # Somebody else deletes it; to the viewer it is still what it was: nothing.
            await clinic.write("deleteNote", CHIEF, "note { text }", **note_delete(clinic, key))
            before = await clinic.rows()
            missing = await clinic.run(
                mutation_of("restoreNote", "note { text }"), viewer, input=note_delete(clinic, 99)
            )
            hidden = await clinic.run(
                mutation_of("restoreNote", "note { text }"), viewer, input=note_delete(clinic, key)
            )
            assert hidden.to_json() == missing.to_json()
            assert answer(hidden) == [("NOT_FOUND", ID)]
            assert await clinic.rows() == before
            continue
        assert deleted == {"text": f"note {key}"}
        restored = await clinic.write("restoreNote", viewer, "note { text }", **note_delete(clinic, key))
        assert restored == {"text": f"note {key}"}
        assert await clinic.rows() == before
