"""The store's API, with hand-written fields that fail, and give what their types do not have."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

import strawberry
from strawberry import Parent

from sqlmodel_strawberry import (
    ErrorCode,
    Info,
    Key,
    Limits,
    Policy,
    RequestError,
    Schema,
    WriteSession,
    anyone,
    build_schema,
    field,
    mutation,
    resource,
)
from sqlmodel_strawberry.values.scalars import JSON
from tests.differential.fault_models import (
    CrateCreate,
    CratePublic,
    CrateUpdate,
    DepotCreate,
    DepotPublic,
    DepotUpdate,
    KeeperPublic,
    LabelCreate,
    LabelPublic,
)
from tests.differential.fault_tables import Colour, Crate, Depot, Keeper, Label

T = TypeVar("T")
ShadeEnum = strawberry.enum(Colour, name="Shade")


@dataclass(frozen=True)
class Inspector:
    """Who asks. From level 1 on they see where depots are, and crates that are closed."""

    level: int = 0

    @property
    def principal(self) -> str:
        """One for all of a level."""
        return f"level {self.level}"


def _trusted(viewer: Any, row: Any) -> bool:
    return viewer is not None and viewer.level > 0


def _open_or_trusted(viewer: Any, crate: Any) -> Any:
    return True if viewer is not None and viewer.level > 0 else crate.is_open


@resource(
    Depot,
    public=DepotPublic,
    create=DepotCreate,
    update=DepotUpdate,
    relations=["parent", "children", "crates", "keeper"],
    unique=["name"],
    searchable=["name"],
    policy=Policy(create=anyone, update=anyone, delete=anyone, read_fields={"city": _trusted, "rent": _trusted}),
)
class DepotType:
    """A place for crates, perhaps inside of another."""

    @field(requires=["name"])
    @staticmethod
    def sign(depot: Parent[DepotPublic]) -> str:
        return f"Welcome to {depot.name}"

    @field(requires=["id"], statements=0)
    @staticmethod
    async def watch(depot: Parent[DepotPublic]) -> str:
        """One of them has none."""
        if depot.id == 4:
            raise LookupError("nobody watches here")
        return "day and night"


@resource(Keeper, public=KeeperPublic, relations=["depot"])
class KeeperType:
    """Who keeps a depot."""


def _unless(number: int, fault: Any, id: int, value: T) -> T:
    """The value, and for one crate of five a fault, whatever its type."""
    return cast(T, fault) if id % 5 == number else value


@resource(
    Crate,
    public=CratePublic,
    create=CrateCreate,
    update=CrateUpdate,
    relations=["depot", "labels"],
    unique=["code"],
    searchable=["code", "note"],
    nested=["labels"],
    policy=Policy(read=_open_or_trusted, create=anyone, update=anyone, delete=anyone),
)
class CrateType:
    """What stands in a depot."""

    @field(requires=["code"])
    @staticmethod
    def title(crate: Parent[CratePublic]) -> str:
        return f"Crate {crate.code}"

    @field(requires=["code", "price"], statements=0)
    @staticmethod
    async def tag(crate: Parent[CratePublic], info: Info) -> str:
        return f"{crate.code}: {crate.price} for {info.context.principal}"

    @field(requires=["id"])
    @staticmethod
    def raising(crate: Parent[CratePublic]) -> str:
        if crate.id % 5 == 2:
            raise RuntimeError("secret")
        return "sound"

    @field(requires=["id"])
    @staticmethod
    def raising_softly(crate: Parent[CratePublic]) -> str | None:
        if crate.id % 4 == 1:
            raise RuntimeError("secret")
        return "sound"

    @field(requires=["id"], statements=0)
    @staticmethod
    async def raising_later(crate: Parent[CratePublic]) -> int:
        if crate.id % 5 == 1:
            raise ValueError("secret")
        return crate.id

    @field(requires=["id"], statements=0)
    @staticmethod
    async def refusing(crate: Parent[CratePublic]) -> str | None:
        if crate.id % 5 == 2:
            raise RequestError(ErrorCode.FORBIDDEN, "Not this one.")
        return "yes"

    @field(requires=["note"])
    @staticmethod
    def careless(crate: Parent[CratePublic]) -> str | None:
        return crate.remark

    @field(requires=["id"])
    @staticmethod
    def missing(crate: Parent[CratePublic]) -> str:
        return _unless(3, None, crate.id, "here")

    @field(requires=["id"])
    @staticmethod
    def wide(crate: Parent[CratePublic]) -> int:
        return _unless(4, 2**31, crate.id, 2**31 - 1)

    @field(requires=["id"])
    @staticmethod
    def ratio(crate: Parent[CratePublic]) -> float | None:
        return _unless(4, math.nan, crate.id, 1 / crate.id)

    @field(requires=["id"])
    @staticmethod
    def tint(crate: Parent[CratePublic]) -> ShadeEnum:  # type: ignore[valid-type]
        return _unless(0, "mauve", crate.id, Colour.red)

    @field(requires=["id"])
    @staticmethod
    def tints(crate: Parent[CratePublic]) -> list[ShadeEnum | None]:  # type: ignore[valid-type]
        return [Colour.green, _unless(1, "mauve", crate.id, None)]

    @field(requires=["id"])
    @staticmethod
    def is_light(crate: Parent[CratePublic]) -> bool:
        return _unless(3, "yes", crate.id, crate.id < 9)

    @field(requires=["id"])
    @staticmethod
    def lengths(crate: Parent[CratePublic]) -> list[int]:
        return [1, _unless(3, None, crate.id, 2), _unless(2, 2**31, crate.id, 3)]

    @field(requires=["id"])
    @staticmethod
    def widths(crate: Parent[CratePublic]) -> list[int | None] | None:
        return _unless(0, 7, crate.id, [crate.id, None, _unless(2, "wide", crate.id, 3)])

    @field(requires=["id"])
    @staticmethod
    def grid(crate: Parent[CratePublic]) -> list[list[int] | None]:
        return [[1, 2], [_unless(1, None, crate.id, 3)], _unless(0, None, crate.id, [])]

    @field(requires=["id"])
    @staticmethod
    def moment(crate: Parent[CratePublic]) -> dt.datetime | None:
        return _unless(3, "yesterday", crate.id, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

    @field(requires=["id"])
    @staticmethod
    def anything(crate: Parent[CratePublic]) -> JSON | None:
        return JSON({"id": crate.id, "more": [None, 1.5]}) if crate.id % 3 else None

    @field(requires=["note"])
    @staticmethod
    def shout(crate: Parent[CratePublic], times: int = 1, after: str | None = None) -> str:
        """The note, several times. Five are too many."""
        if times > 4:
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"{times} is too loud.")
        return f"{crate.note}!" * times + (after or "")

    @field()
    @staticmethod
    def whole(crate: Parent[CratePublic]) -> str:
        return f"{crate.id} {crate.code} {crate.note} {crate.depot_id}"

    @strawberry.field
    @staticmethod
    def plain(crate: Parent[CratePublic]) -> str | None:
        """A field of Strawberry's own."""
        return crate.remark


@resource(
    Label,
    public=LabelPublic,
    create=LabelCreate,
    relations=["crates"],
    policy=Policy(create=anyone, update=anyone, delete=anyone),
)
class LabelType:
    """A word that crates are found by."""


class StoreQueries:
    @strawberry.field
    @staticmethod
    def level(info: Info) -> int | None:
        """Of whoever asks."""
        viewer = info.context.viewer
        return None if viewer is None else viewer.level


class StoreMutations:
    @mutation(allow=anyone, statements=2)
    @staticmethod
    async def empty_crate(session: WriteSession, crate_id: Annotated[int, Key(Crate)], note: str) -> Crate:
        """Take all out of a crate. Some do not open."""
        crate = await session.get_one(Crate, crate_id)
        crate.weight, crate.note = 0, note
        await session.flush()
        if crate_id % 5 == 3:
            raise RuntimeError("it is stuck")
        return crate


def create_schema(limits: Limits | None = None) -> Schema:
    """The whole API."""
    types = [DepotType, KeeperType, CrateType, LabelType]
    return build_schema(types, query=[StoreQueries], mutation=[StoreMutations], limits=limits)
