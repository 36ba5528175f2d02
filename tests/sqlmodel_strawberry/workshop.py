"""Two tables for hand-written fields and mutations to work on."""

from pydantic import computed_field
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, SQLModel

workshop = registry()


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = workshop
    metadata = workshop.metadata


class Guild(Base):
    __tablename__ = "guild"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    smiths: Mapped[list["Smith"]] = relationship(back_populates="guild", lazy="raise", passive_deletes="all")


class Smith(Base):
    __tablename__ = "smith"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    age: Mapped[int | None] = mapped_column()
    motto: Mapped[str] = mapped_column(default="")
    secret: Mapped[str] = mapped_column(default="hush")
    guild_id: Mapped[int | None] = mapped_column(ForeignKey("guild.id"))
    guild: Mapped[Guild | None] = relationship(back_populates="smiths", lazy="raise")

    __table_args__ = (CheckConstraint(age >= 0, name="age_not_negative"),)


class GuildPublic(SQLModel):
    """Who works together."""

    id: int
    name: str


class SmithBase(SQLModel):
    """Who works with metal."""

    name: str = Field(max_length=20)
    age: int | None = Field(default=None, le=200)
    motto: str = ""


class SmithPublic(SmithBase):
    """Who works with metal."""

    id: int
    guild_id: int | None

    @computed_field(description="The name, to begin a letter with.")
    @property
    def address(self) -> str:
        return f"Dear {self.name}"

    def older(self, years: int) -> int | None:
        return None if self.age is None else self.age + years


class SmithCreate(SmithBase):
    """A new smith."""
