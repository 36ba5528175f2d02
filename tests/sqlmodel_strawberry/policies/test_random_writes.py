"""Whatever is written at random, everything that changes was the viewer's to change, and is so afterwards."""

import os
import secrets
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from sqlalchemy import select

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinic_tables import clinic as domain
from tests.sqlmodel_strawberry.policies.clinics import SCHEMA, VIEWERS, Clinic, mutation_of
from tests.sqlmodel_strawberry.policies.views import Record, View, World

SEED = os.environ.get("SEED") or secrets.token_hex(4)
STEPS = int(os.environ.get("STEPS", "150"))


class Inputs:
    """Inputs of mutations, made at random of rows that are there, not there, seen and not seen."""

    def __init__(self, rng: Random, clinic: Clinic) -> None:
        self._rng, self._clinic = rng, clinic
        self._serial = 0

    def any(self) -> tuple[str, str, dict[str, Any]]:
        """A mutation, what to select of it, and its input."""
        makers: list[Callable[[], tuple[str, str, dict[str, Any]]]] = [
            lambda: ("createPatient", "patient { name }", {"patient": self._patient(), **self._beside("connect")}),
            lambda: ("createPatients", "patients { name }", {"patients": self._several(self._patient)}),
            lambda: ("updatePatient", "patient { name number }", {**self._change(), **self._links("add", "remove")}),
            lambda: ("updatePatient", "patient { weight }", {**self._change(), **self._links("set")}),
            lambda: ("updatePatients", "patients { name }", {"patches": self._several(self._change)}),
            lambda: ("upsertPatient", "patient { name }", {"patient": self._patient(), "on": "NUMBER"}),
            lambda: ("deletePatient", "patient { weight }", {"id": self._id("Patient", 14)}),
            lambda: ("createNote", "note { text }", {"note": self._note()}),
            lambda: ("updateNote", "note { text }", {"id": self._id("Note", 20), "patch": {"text": self._word()}}),
            lambda: ("deleteNotes", "notes { text }", {"ids": [self._id("Note", 20)]}),
            lambda: ("restoreNote", "note { text }", {"id": self._id("Note", 20)}),
            lambda: ("upsertAllergy", "allergy { name }", {"allergy": self._allergy(), "on": "CODE"}),
            lambda: ("updateAllergy", "allergy { code }", self._allergy_change()),
            lambda: ("deleteAllergy", "allergy { code }", {"id": self._id("Allergy", 7)}),
        ]
        return self._rng.choice(makers)()

    def _word(self) -> str:
        self._serial += 1
        return f"new {self._serial}"

    def _id(self, type_: str, most: int) -> str:
        return self._clinic.id(type_, self._rng.randint(1, most))

    def _several(self, make: Callable[[], Any]) -> list[Any]:
        return [make() for _ in range(self._rng.randint(1, 2))]

    def _some(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if self._rng.random() < 0.5}

    def _patient(self) -> dict[str, Any]:
        number = self._word() if self._rng.random() < 0.7 else f"N{self._rng.randint(1, 12)}"
        return {"name": self._word(), "number": number, "doctorId": self._rng.randint(1, 3), **self._values()}

    def _values(self) -> dict[str, Any]:
        pointers = {"referredById": self._id("Patient", 14), "trusteeId": self._id("Patient", 14)}
        return self._some({"famous": self._rng.random() < 0.5, "weight": self._rng.randint(1, 99), **pointers})

    def _change(self) -> dict[str, Any]:
        patch = self._some({"name": self._word(), "doctorId": self._rng.randint(1, 3), **self._values()})
        return {"id": self._id("Patient", 14), "patch": patch}

    def _beside(self, way: str) -> dict[str, Any]:
        notes = [{"text": self._word(), "authorId": self._rng.randint(1, 3)}]
        return self._some({"notes": notes}) | self._links(way)

    def _links(self, *ways: str) -> dict[str, Any]:
        links = self._some({way: [{"databaseId": self._rng.randint(1, 6)}] for way in ways})
        links |= self._some({"create": [self._allergy()]}) if self._rng.random() < 0.3 else {}
        return self._some({"allergies": links})

    def _note(self) -> dict[str, Any]:
        return {"text": self._word(), "patientId": self._id("Patient", 14), "authorId": self._rng.randint(1, 3)}

    def _allergy(self) -> dict[str, Any]:
        code = self._word()[:10] if self._rng.random() < 0.5 else f"C{self._rng.randint(1, 5)}"
        return {"name": self._word(), "code": code, **self._some({"secret": self._rng.random() < 0.5})}

    def _allergy_change(self) -> dict[str, Any]:
        patients: dict[str, Any] = self._some({"set": [{"databaseId": self._rng.randint(1, 14)}]})
        patients = patients or self._some({"add": [{"databaseId": self._rng.randint(1, 14)}]})
        patients |= {"create": [self._patient()]} if self._rng.random() < 0.2 else {}
        return {"id": self._id("Allergy", 7), "patch": self._some({"name": self._word()}), "patients": patients}


async def read(clinic: Clinic) -> World:
    """The tables, soft-deleted notes included."""
    rows = {}
    async with clinic.database.engine.connect() as connection:
        for table in domain.metadata.sorted_tables:
            rows[table.name] = [dict(row) for row in (await connection.execute(select(table))).mappings()]
    made = {name: [Record(name.capitalize(), row) for row in rows[name]] for name in ("patient", "note", "allergy")}
    return World(made["patient"], made["note"], made["allergy"], rows["allergy_of"])


class Change:
    """What a write did to the tables, and whether the viewer might do so."""

    def __init__(self, before: World, after: World, viewer: Doctor | None) -> None:
        self.before, self.after, self.viewer = View(before, viewer), View(after, viewer), viewer

    @property
    def is_nothing(self) -> bool:
        same = all(not self._changed(type_) for type_ in ("Patient", "Note", "Allergy"))
        return same and not self._changed_links()

    def check(self) -> None:
        """Compare with the rules, one by one."""
        assert self.is_nothing or self.viewer is not None
        for old, new in self._changed("Patient"):
            self._check_patient(old, new)
        for old, new in self._changed("Note"):
            assert old is None or self.before.sees(old)
            assert new is None or self.after.sees(new)
            if old and new and old.values["text"] != new.values["text"]:
                assert self.viewer is not None
                assert old.values["author_id"] == self.viewer.id
        for old, new in self._changed("Allergy"):
            assert old is None or self.before.sees(old)
            assert new is None or self.after.sees(new)
        for patient, allergy in self._changed_links():
            for type_, key in (("Patient", patient), ("Allergy", allergy)):
                seen = [self.before.sees(row) for row in self.before.world.of(type_) if row.key == key]
                seen += [self.after.sees(row) for row in self.after.world.of(type_) if row.key == key]
                gone = key not in {row.key for row in self.after.world.of(type_)}
                other = ("Allergy", allergy) if type_ == "Patient" else ("Patient", patient)
                # Links go with a row that is deleted, whatever is at their other end.
                assert any(seen) or gone or other[1] not in {row.key for row in self.after.world.of(other[0])}

    def _check_patient(self, old: Record | None, new: Record | None) -> None:
        assert old is None or self.before.owns(old)
        assert new is None or self.after.owns(new)
        if new is None:
            return
        values = old.values if old else {"famous": False, "weight": 0, "referred_by_id": None, "trustee_id": None}
        changed = {name for name, value in values.items() if new.values[name] != value}
        assert self.after.is_chief or "famous" not in changed
        assert self.after.is_chief or "weight" not in changed or not (values["famous"] or new.values["famous"])
        for name in changed & {"referred_by_id", "trustee_id"}:
            target = next((row for row in self.after.world.patients if row.key == new.values[name]), None)
            assert target is None or self.before.sees(target) or self.after.sees(target)

    def _changed(self, type_: str) -> list[tuple[Record | None, Record | None]]:
        old, new = ({row.key: row for row in view.world.of(type_)} for view in (self.before, self.after))
        pairs = [(old.get(key), new.get(key)) for key in {**old, **new}]
        return [(a, b) for a, b in pairs if a is None or b is None or a.values != b.values]

    def _changed_links(self) -> set[tuple[int, int]]:
        old, new = (
            {(each["patient_id"], each["allergy_id"]) for each in v.world.links} for v in (self.before, self.after)
        )
        return old ^ new


async def test_whoever_writes_whatever(make_database: MakeDatabase) -> None:
    rng = Random(SEED)
    clinic = Clinic(SCHEMA, await make_database(domain.metadata))
    world = World.random(rng)
    patients, notes, allergies = ([row.values for row in world.of(each)] for each in ("Patient", "Note", "Allergy"))
    await clinic.fill(patients, notes, allergies, world.links)
    inputs, written, refused = Inputs(rng, clinic), 0, 0
    before = await read(clinic)
    for _ in range(STEPS):
        viewer = rng.choice([*VIEWERS.values(), VIEWERS["ada"], VIEWERS["ben"]])
        mutation, selection, data = inputs.any()
        result = await clinic.run(mutation_of(mutation, selection), viewer, input=data)
        after = await read(clinic)
        change = Change(before, after, viewer)
        codes = {error["extensions"]["code"] for error in result.errors}
        try:
            assert codes <= {"UNAUTHENTICATED", "FORBIDDEN"}
            payload = {} if result.data is None else result.data[mutation]
            is_refused = bool(codes or payload.get("userErrors"))
            assert change.is_nothing or not is_refused
            change.check()
        except AssertionError as error:
            error.add_note(f"SEED={SEED} {viewer} {mutation} {data} {result.to_json()}")
            raise
        written, refused, before = written + (not change.is_nothing), refused + is_refused, after
    assert written > STEPS / 15
    assert refused > STEPS / 5
