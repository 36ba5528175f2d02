"""Rules that look into other tables, and foreign keys that are not of one key column."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import SQLModel

from sqlmodel_strawberry import Policy, Schema, build_schema, may_read, resource

office = registry()


class Base(DeclarativeBase):
    registry = office
    metadata = office.metadata


@dataclass(frozen=True)
class Person:
    """Who asks."""

    id: int
    team_id: int | None = None


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    projects: Mapped[list["Project"]] = relationship(back_populates="team", lazy="raise")


class Membership(Base):
    """Who works for whom. It is no resource."""

    __tablename__ = "membership"
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)


class Project(Base):
    __tablename__ = "project"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    lead_id: Mapped[int]
    open: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Team] = relationship(back_populates="projects", lazy="raise")
    tasks: Mapped[list["Task"]] = relationship(back_populates="project", lazy="raise")


class Task(Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(20))
    project_code: Mapped[str] = mapped_column(ForeignKey("project.code"))
    project: Mapped[Project] = relationship(back_populates="tasks", lazy="raise")


class Desk(Base):
    __tablename__ = "desk"
    room: Mapped[str] = mapped_column(String(9), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    team_id: Mapped[int | None]


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[str | None] = mapped_column(String(9))
    number: Mapped[int | None]
    __table_args__ = (ForeignKeyConstraint(["room", "number"], ["desk.room", "desk.number"]),)


class TeamPublic(SQLModel):
    id: int
    name: str


class ProjectPublic(SQLModel):
    id: int
    title: str
    code: str
    team_id: int


class TaskCreate(SQLModel):
    title: str
    project_code: str


class TaskPublic(TaskCreate):
    id: int


class TaskUpdate(SQLModel):
    project_code: str | None = None


class DeskPublic(SQLModel):
    room: str
    number: int
    team_id: int | None


class BookingCreate(SQLModel):
    room: str | None = None
    number: int | None = None


class BookingPublic(BookingCreate):
    id: int


class BookingUpdate(BookingCreate):
    pass


memberships = Membership.__table__.alias()


def for_members(person: Person | None, project: Any) -> Any:
    """Open projects, and those of one's teams."""
    if person is None:
        return project.open
    mine = (memberships.c.team_id == project.team_id) & (memberships.c.person_id == person.id)
    return project.open | sa.exists().where(mine)


def with_projects(person: Person | None, team: Any) -> Any:
    """Teams that do anything one knows of."""
    return may_read(team, "projects")


def leads(person: Person | None, project: Any) -> Any:
    return person is not None and project.lead_id == person.id


def of_known_team(person: Person | None, project: Any) -> Any:
    return person is not None and may_read(project, "team")


def of_readable_project(person: Person | None, task: Any) -> Any:
    return may_read(task, "project")


def of_own_team(person: Person | None, desk: Any) -> Any:
    """Nobody's where one has no team, desks without a team included."""
    return person is not None and desk.team_id == person.team_id


def of_other_teams(person: Person | None, desk: Any) -> Any:
    return person is not None and ~(desk.team_id == person.team_id)


@resource(Team, public=TeamPublic, relations=["projects"], policy=Policy(read=with_projects))
class TeamType:
    """Some people."""


@resource(
    Project,
    public=ProjectPublic,
    relations=["team", "tasks"],
    unique=["code"],
    policy=Policy(read=for_members, read_fields={"code": leads, "team_id": of_known_team}),
)
class ProjectType:
    """Work."""


@resource(
    Task,
    public=TaskPublic,
    create=TaskCreate,
    update=TaskUpdate,
    relations=["project"],
    policy=Policy(read=of_readable_project),
)
class TaskType:
    """A piece of work."""


@resource(Desk, public=DeskPublic, policy=Policy(read=of_own_team, read_fields={"team_id": of_other_teams}))
class DeskType:
    """A place to work."""


@resource(Booking, public=BookingPublic, create=BookingCreate, update=BookingUpdate)
class BookingType:
    """Who sits where."""


def office_schema() -> Schema:
    """The API of the office."""
    return build_schema([TeamType, ProjectType, TaskType, DeskType, BookingType])
