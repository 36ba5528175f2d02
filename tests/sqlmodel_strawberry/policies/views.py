"""What there is for a viewer, in plain Python over rows in memory. Written from the rules, not from the engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlmodel_strawberry.values.ids import to_global_id
from tests.sqlmodel_strawberry.policies.clinic import Doctor
from tests.sqlmodel_strawberry.policies.clinics import MISSING, SCHEMA, allergy, links, note, patient

TO_ONE = {"Patient": {"referredBy": "Patient", "trustee": "Patient"}, "Note": {"patient": "Patient"}, "Allergy": {}}
TO_MANY = {
    "Patient": {"referred": "Patient", "wards": "Patient", "notes": "Note", "allergies": "Allergy"},
    "Note": {},
    "Allergy": {"patients": "Patient"},
}
HIDDEN = {"Patient": {"number", "weight", "trusteeId", "trustee", "wards"}, "Note": set(), "Allergy": {"code"}}
"""What may be hidden of some rows, relations by hidden columns included."""
REFERENCES = {"trusteeId": "trustee_id", "referredById": "referred_by_id", "patientId": "patient_id"}
COLUMNS = {"doctorId": "doctor_id", "authorId": "author_id", "databaseId": "id"}

Values = Mapping[str, Any]


@dataclass(eq=False)
class Record:
    """A row of any table."""

    type: str
    values: Values

    @property
    def key(self) -> int:
        key: int = self.values["id"]
        return key


@dataclass
class World:
    """All rows there are."""

    patients: list[Record]
    notes: list[Record]
    allergies: list[Record]
    links: list[dict[str, int]] = field(default_factory=list)

    @classmethod
    def random(cls, rng: Random) -> "World":
        """A dozen patients who refer to each other, with notes and allergies."""
        keys = range(1, 13)

        def someone() -> int | None:
            return rng.choice(keys) if rng.random() < 0.9 else None

        patients = [
            patient(
                key,
                rng.choice((1, 1, 2, 3)),
                famous=rng.random() < 0.3,
                name=rng.choice("ABC") + str(key),
                weight=rng.randrange(4) * 10,
                referred_by_id=someone(),
                trustee_id=someone(),
            )
            for key in keys
        ]
        notes = [note(key, rng.choice(keys), author_id=rng.randrange(3)) for key in range(1, 20)]
        allergies = [allergy(key, secret=rng.random() < 0.3, code=rng.choice((None, f"C{key}"))) for key in range(1, 6)]
        pairs = {(rng.choice(keys), rng.randrange(1, 6)) for _ in range(20)}
        return cls(
            [Record("Patient", each) for each in patients],
            [Record("Note", each) for each in notes],
            [Record("Allergy", each) for each in allergies],
            links(*sorted(pairs)),
        )

    def of(self, type_: str) -> list[Record]:
        """All rows of a type."""
        return {"Patient": self.patients, "Note": self.notes, "Allergy": self.allergies}[type_]


@dataclass
class View:
    """The world as somebody may see it."""

    world: World
    viewer: Doctor | None

    def sees(self, row: Record) -> bool:
        """Whether a row exists."""
        if self.is_chief:
            return True
        if row.type == "Note":
            return self.sees(self._patient(row.values["patient_id"]))
        if row.type == "Allergy":
            return not row.values["secret"]
        return row.values["famous"] or self.owns(row)

    def owns(self, row: Record) -> bool:
        """Whether a patient is the viewer's."""
        return self.is_chief or (self.viewer is not None and row.values["doctor_id"] == self.viewer.id)

    @property
    def is_chief(self) -> bool:
        """Whether the viewer may read everything."""
        return self.viewer is not None and self.viewer.chief

    def all(self, type_: str) -> list[Record]:
        """The rows that exist."""
        return [row for row in self.world.of(type_) if self.sees(row)]

    def value(self, row: Record, name: str) -> Any:
        """What a field of a row shows."""
        if name in HIDDEN[row.type] and not (self.owns(row) if row.type == "Patient" else self.is_chief):
            return None
        if name == "id":
            return global_id(row.type, row.key)
        if name in REFERENCES:
            key = row.values[REFERENCES[name]]
            return None if key is None else global_id("Patient", key)
        if name == "label":
            return f"{row.values['name']} {self.value(row, 'number')}"
        if name == "heaviness":
            return f"{row.values['name']} weighs {self.value(row, 'weight')}"
        return row.values[COLUMNS.get(name, name)]

    def one(self, row: Record, relation: str) -> Record | None:
        """The row at the other end, if there is one."""
        column = {"referredBy": "referred_by_id", "trustee": "trustee_id", "patient": "patient_id"}[relation]
        if relation == "trustee" and not self.owns(row):
            return None
        key = row.values[column]
        return next((each for each in self.all("Patient") if each.key == key), None)

    def many(self, row: Record, relation: str) -> list[Record]:
        """The rows at the other end."""
        if relation in ("allergies", "patients"):
            ours, theirs = ("patient_id", "allergy_id") if relation == "allergies" else ("allergy_id", "patient_id")
            keys = {link[theirs] for link in self.world.links if link[ours] == row.key}
            return [each for each in self.all(TO_MANY[row.type][relation]) if each.key in keys]
        if relation == "notes":
            return [each for each in self.all("Note") if each.values["patient_id"] == row.key]
        back = {"referred": "referredBy", "wards": "trustee"}[relation]
        return [each for each in self.all("Patient") if self.one(each, back) is row]

    def walk(self, row: Record, relation: str) -> list[Record]:
        """All that is met by following a relation, the nearest first, each once; 10 steps at most."""
        is_many = relation in TO_MANY["Patient"]
        found: dict[int, Record] = {}
        level = [row]
        for _ in range(10):
            following: list[Record] = []
            for each in level:
                following += self.many(each, relation) if is_many else filter(None, [self.one(each, relation)])
            level = sorted({each.key: each for each in following}.values(), key=lambda each: each.key)
            for each in level:
                found.setdefault(each.key, each)
        return list(found.values())

    def _patient(self, key: int) -> Record:
        return next(each for each in self.world.patients if each.key == key)


def global_id(type_: str, key: int) -> str:
    """The global id of a row, be there one or not."""
    return to_global_id(SCHEMA.resources[type_], (key,))


def ordered(rows: Sequence[Record], terms: Sequence[tuple[Callable[[Record], Any], bool]]) -> list[Record]:
    """Rows by these values, each term with whether it descends; nulls are the largest; then by key, as the last."""
    result = sorted(rows, key=lambda row: row.key, reverse=bool(terms) and terms[-1][1])
    for value, descending in reversed(terms):
        result.sort(key=lambda row: _nulls_last(value(row)), reverse=descending)
    return result


def _nulls_last(value: Any) -> tuple[bool, Any]:
    return value is None, 0 if value is None else value


KEYS = [*range(1, 13), MISSING]
