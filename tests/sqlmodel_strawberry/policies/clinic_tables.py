"""The tables of a clinic, and what its API shows and takes of them."""

import datetime as dt

from pydantic import computed_field
from sqlalchemy import Column, DateTime, ForeignKey, Index, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, SQLModel

clinic = registry()


class Base(DeclarativeBase):
    registry = clinic
    metadata = clinic.metadata


allergy_of = Table(
    "allergy_of",
    clinic.metadata,
    Column("patient_id", ForeignKey("patient.id", ondelete="CASCADE"), primary_key=True),
    Column("allergy_id", ForeignKey("allergy.id", ondelete="CASCADE"), primary_key=True),
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
    trustee_id: Mapped[int | None] = mapped_column(ForeignKey("patient.id"))
    version: Mapped[int] = mapped_column(default=1)

    notes: Mapped[list["Note"]] = relationship(back_populates="patient", lazy="raise", passive_deletes="all")
    referred_by: Mapped["Patient | None"] = relationship(
        back_populates="referred", lazy="raise", remote_side="Patient.id", foreign_keys=referred_by_id
    )
    referred: Mapped[list["Patient"]] = relationship(
        back_populates="referred_by", lazy="raise", passive_deletes="all", foreign_keys=referred_by_id
    )
    trustee: Mapped["Patient | None"] = relationship(
        back_populates="wards", lazy="raise", remote_side="Patient.id", foreign_keys=trustee_id
    )
    wards: Mapped[list["Patient"]] = relationship(
        back_populates="trustee", lazy="raise", passive_deletes="all", foreign_keys=trustee_id
    )
    allergies: Mapped[list["Allergy"]] = relationship(
        secondary=allergy_of, back_populates="patients", lazy="raise", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    # With this index, values and nulls of a page are read apart.
    __table_args__ = (Index("patient_by_referrer", referred_by_id, id),)


class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[int] = mapped_column(default=0)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    deleted_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    patient: Mapped[Patient] = relationship(back_populates="notes", lazy="raise")


class Allergy(Base):
    __tablename__ = "allergy"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    code: Mapped[str | None] = mapped_column(String(10), unique=True)
    secret: Mapped[bool] = mapped_column(default=False)

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
    referred_by_id: int | None = None
    trustee_id: int | None = None


class PatientPublic(PatientBase):
    """Someone who is treated."""

    id: int
    version: int

    @computed_field
    @property
    def label(self) -> str:
        """What stands on the door."""
        return f"{self.name} {self.number}"


class PatientCreate(PatientBase):
    """A new patient."""


class PatientUpdate(SQLModel):
    """What to change in a patient."""

    name: str | None = Field(default=None, max_length=50)
    famous: bool | None = None
    doctor_id: int | None = None
    weight: int | None = None
    referred_by_id: int | None = None
    trustee_id: int | None = None


class NoteBase(SQLModel):
    """What a doctor wrote down."""

    text: str = Field(max_length=200)
    author_id: int = 0
    patient_id: int


class NotePublic(NoteBase):
    """What a doctor wrote down."""

    id: int


class NoteCreate(NoteBase):
    """A new note."""


class NoteUpdate(SQLModel):
    """What to change in a note."""

    text: str | None = Field(default=None, max_length=200)
    patient_id: int | None = None


class AllergyBase(SQLModel):
    """What someone cannot stand."""

    name: str
    code: str | None = None
    secret: bool = False


class AllergyPublic(AllergyBase):
    """What someone cannot stand."""

    id: int


class AllergyCreate(AllergyBase):
    """A new allergy."""


class AllergyUpdate(SQLModel):
    """What to change in an allergy."""

    name: str | None = None
