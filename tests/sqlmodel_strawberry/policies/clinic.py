"""A domain with secrets: patients are their doctors', notes are seen with their patients, a number is hidden."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, SQLModel

from sqlmodel_strawberry import Policy, Schema, build_schema, may_read, nobody, resource, signed_in

clinic = registry()


class Base(DeclarativeBase):
    registry = clinic
    metadata = clinic.metadata


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
    return (
        True
        if doctor and doctor.chief
        else patient.famous.is_(True) | (patient.doctor_id == (doctor.id if doctor else 0))
    )


allergy_of = Table(
    "allergy_of",
    clinic.metadata,
    Column("patient_id", ForeignKey("patient.id"), primary_key=True),
    Column("allergy_id", ForeignKey("allergy.id"), primary_key=True),
)


class Patient(Base):
    __tablename__ = "patient"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    number: Mapped[str] = mapped_column(String(20), unique=True)
    famous: Mapped[bool] = mapped_column(default=False)
    doctor_id: Mapped[int] = mapped_column()
    weight: Mapped[int] = mapped_column(default=0)
    referred_by_id: Mapped[int | None] = mapped_column(ForeignKey("patient.id"))

    notes: Mapped[list["Note"]] = relationship(back_populates="patient", lazy="raise", passive_deletes="all")
    referred_by: Mapped["Patient | None"] = relationship(
        back_populates="referred", lazy="raise", remote_side="Patient.id"
    )
    referred: Mapped[list["Patient"]] = relationship(back_populates="referred_by", lazy="raise", passive_deletes="all")
    allergies: Mapped[list["Allergy"]] = relationship(
        secondary=allergy_of, back_populates="patients", lazy="raise", passive_deletes=True
    )


class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(200))
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))

    patient: Mapped[Patient] = relationship(back_populates="notes", lazy="raise")


class Allergy(Base):
    __tablename__ = "allergy"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)

    patients: Mapped[list[Patient]] = relationship(
        secondary=allergy_of, back_populates="allergies", lazy="raise", passive_deletes=True
    )


class PatientBase(SQLModel):
    """Someone who is treated."""

    name: str = Field(max_length=50)
    number: str = Field(max_length=20, description="The insurance number.")
    famous: bool = False
    doctor_id: int
    weight: int = 0
    referred_by_id: int | None = Field(default=None, foreign_key="patient.id")


class PatientPublic(PatientBase):
    """Someone who is treated."""

    id: int


class PatientCreate(PatientBase):
    """A new patient."""


class PatientUpdate(SQLModel):
    """What to change in a patient."""

    name: str | None = Field(default=None, max_length=50)
    famous: bool | None = None
    doctor_id: int | None = None
    weight: int | None = None
    referred_by_id: int | None = Field(default=None, foreign_key="patient.id")


class NoteBase(SQLModel):
    """What a doctor wrote down."""

    text: str = Field(max_length=200)
    patient_id: int = Field(foreign_key="patient.id")


class NotePublic(NoteBase):
    """What a doctor wrote down."""

    id: int


class NoteCreate(NoteBase):
    """A new note."""


class NoteUpdate(SQLModel):
    """What to change in a note."""

    text: str | None = Field(default=None, max_length=200)


class AllergyPublic(SQLModel):
    """What someone cannot stand."""

    id: int
    name: str


class AllergyCreate(SQLModel):
    """A new allergy."""

    name: str


@resource(
    Patient,
    public=PatientPublic,
    create=PatientCreate,
    update=PatientUpdate,
    relations=["notes", "referred_by", "referred", "allergies"],
    unique=["number"],
    searchable=["name"],
    nested=["notes", "allergies"],
    policy=Policy(
        read=public_or_own,
        create=own,
        update=own,
        delete=own,
        read_fields={"number": own, "weight": own},
        write_fields={"famous": chief},
    ),
)
class PatientType:
    """Someone who is treated."""


def of_readable_patient(doctor: Doctor | None, note: Any) -> Any:
    return may_read(note, "patient")


@resource(
    Note,
    public=NotePublic,
    create=NoteCreate,
    update=NoteUpdate,
    relations=["patient"],
    searchable=["text"],
    policy=Policy(read=of_readable_patient, create=signed_in, update=nobody, delete=chief),
)
class NoteType:
    """What a doctor wrote down."""


@resource(Allergy, public=AllergyPublic, create=AllergyCreate, relations=["patients"], unique=["name"])
class AllergyType:
    """What someone cannot stand."""


def clinic_schema() -> Schema:
    """The API of the clinic."""
    return build_schema([PatientType, NoteType, AllergyType])
