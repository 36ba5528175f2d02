"""What the API shows of the domain, as its clients know it: fields with the kinds of their values, and relations."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Kind(Enum):
    """The GraphQL type of a field."""

    INT = auto()
    BIG_INT = auto()
    FLOAT = auto()
    DECIMAL = auto()
    TEXT = auto()
    BOOLEAN = auto()
    DATE_TIME = auto()
    DATE = auto()
    UUID = auto()
    ENUM = auto()
    JSON = auto()
    ID = auto()


@dataclass(frozen=True)
class Shape:
    """One type of the API. `own` are the raw values an id or a foreign key is ordered by, under the order's name."""

    list_name: str
    key: tuple[str, ...]
    fields: dict[str, Kind]
    orders: tuple[str, ...]
    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class Row:
    """A row in memory, its relations followed to rows that are not deleted."""

    type: str
    values: dict[str, Any]
    """By the names of filter and order fields; ids and foreign keys are raw keys."""
    is_deleted: bool = False
    one: dict[str, "Row | None"] = field(default_factory=dict)
    many: dict[str, list["Row"]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """What tests know the row by."""
        number: int = self.values["n"]
        return number


_THING = {
    "n": Kind.INT,
    "pieces": Kind.INT,
    "piecesLeft": Kind.INT,
    "shelf": Kind.INT,
    "grams": Kind.BIG_INT,
    "gramsPacked": Kind.BIG_INT,
    "title": Kind.TEXT,
    "subtitle": Kind.TEXT,
    "price": Kind.DECIMAL,
    "discount": Kind.DECIMAL,
    "score": Kind.FLOAT,
    "rating": Kind.FLOAT,
    "isNew": Kind.BOOLEAN,
    "isFragile": Kind.BOOLEAN,
    "madeAt": Kind.DATE_TIME,
    "soldAt": Kind.DATE_TIME,
    "madeOn": Kind.DATE,
    "expiresOn": Kind.DATE,
    "code": Kind.UUID,
    "batch": Kind.UUID,
    "colour": Kind.ENUM,
    "lining": Kind.ENUM,
}
_MAKER = {"n": Kind.INT, "name": Kind.TEXT, "motto": Kind.TEXT, "founded": Kind.DATE, "budget": Kind.DECIMAL}

SHAPES = {
    "Maker": Shape(
        "makers",
        ("databaseId",),
        {**_MAKER, "id": Kind.ID, "databaseId": Kind.INT, "parentId": Kind.ID},
        (*_MAKER, "databaseId", "parentId"),
        one={"parent": "Maker"},
        many={"children": "Maker", "things": "Thing"},
    ),
    "Thing": Shape(
        "things",
        ("databaseId",),
        {**_THING, "id": Kind.ID, "databaseId": Kind.UUID, "makerId": Kind.ID, "data": Kind.JSON, "notes": Kind.JSON},
        (*_THING, "databaseId", "makerId"),
        one={"maker": "Maker"},
        many={"labels": "Label", "reviews": "Review"},
    ),
    "Label": Shape(
        "labels",
        ("name",),
        {"id": Kind.ID, "name": Kind.TEXT, "databaseId": Kind.TEXT, "n": Kind.INT, "priority": Kind.INT},
        ("name", "n", "priority"),
        many={"things": "Thing"},
    ),
    "Review": Shape(
        "reviews",
        ("thingId", "number"),
        {"thingId": Kind.ID, "number": Kind.INT, "n": Kind.INT, "stars": Kind.INT, "words": Kind.TEXT},
        ("thingId", "number", "n", "stars", "words"),
        one={"thing": "Thing"},
    ),
}
