"""A domain with secrets: patients are their doctors', notes are seen with their patients, numbers are hidden."""

from dataclasses import dataclass
from typing import Any

from strawberry import Parent

from sqlmodel_strawberry import Limits, Policy, Schema, build_schema, field, may_read, resource, signed_in
from tests.sqlmodel_strawberry.policies.clinic_tables import (
    Allergy,
    AllergyCreate,
    AllergyPublic,
    AllergyUpdate,
    Note,
    NoteCreate,
    NotePublic,
    NoteUpdate,
    Patient,
    PatientCreate,
    PatientPublic,
    PatientUpdate,
)


@dataclass(frozen=True)
class Doctor:
    """Who asks."""

    id: int
    chief: bool = False

    @property
    def principal(self) -> str:
        return f"doctor:{self.id}"


def own(doctor: Doctor | None, patient: Any) -> Any:
    """A doctor's own patients; the chief has all."""
    return doctor is not None and (doctor.chief or patient.doctor_id == doctor.id)


def chief(doctor: Doctor | None, row: Any) -> bool:
    return doctor is not None and doctor.chief


def public_or_own(doctor: Doctor | None, patient: Any) -> Any:
    """Everybody has heard of the famous ones."""
    return chief(doctor, patient) or patient.famous.is_(True) | (patient.doctor_id == (doctor.id if doctor else 0))


def not_famous(doctor: Doctor | None, patient: Any) -> Any:
    return chief(doctor, patient) or patient.famous.is_(False)


def of_readable_patient(doctor: Doctor | None, note: Any) -> Any:
    return chief(doctor, note) or may_read(note, "patient")


def author(doctor: Doctor | None, note: Any) -> Any:
    return doctor is not None and note.author_id == doctor.id


def no_secret(doctor: Doctor | None, allergy: Any) -> Any:
    return chief(doctor, allergy) or ~allergy.secret


@resource(
    Patient,
    public=PatientPublic,
    create=PatientCreate,
    update=PatientUpdate,
    relations=["notes", "referred_by", "referred", "trustee", "wards", "allergies"],
    unique=["number"],
    searchable=["name"],
    nested=["notes", "allergies"],
    policy=Policy(
        read=public_or_own,
        create=own,
        update=own,
        delete=own,
        read_fields={"number": own, "weight": own, "trustee_id": own},
        write_fields={"famous": chief, "weight": not_famous},
    ),
)
class PatientType:
    """Someone who is treated."""

    @field(requires=["name", "weight"])
    @staticmethod
    def heaviness(patient: Parent[PatientPublic]) -> str:
        """What a hand-written field makes of the weight, which it may not get."""
        return f"{patient.name} weighs {patient.weight}"


@resource(
    Note,
    public=NotePublic,
    create=NoteCreate,
    update=NoteUpdate,
    relations=["patient"],
    searchable=["text"],
    policy=Policy(read=of_readable_patient, update=author, delete=signed_in),
)
class NoteType:
    """What a doctor wrote down."""


@resource(
    Allergy,
    public=AllergyPublic,
    create=AllergyCreate,
    update=AllergyUpdate,
    relations=["patients"],
    unique=["name", "code"],
    nested=["patients"],
    policy=Policy(read=no_secret, read_fields={"code": chief}),
)
class AllergyType:
    """What someone cannot stand."""


RESOURCES = [PatientType, NoteType, AllergyType]


def clinic_schema(idempotency: type | None = None, limits: Limits | None = None) -> Schema:
    """The API of the clinic."""
    return build_schema(RESOURCES, idempotency=idempotency, limits=limits)
