"""Random rows of the domain, in memory and in a database."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry import Database
from tests.sqlmodel_strawberry.reading.domain import Colour, Label, Maker, Review, Thing, labelled, market
from tests.sqlmodel_strawberry.reading.oracle import JSON_NULL
from tests.sqlmodel_strawberry.reading.shapes import SHAPES, Row
from tests.sqlmodel_strawberry.running import Operations

TEXTS = (
    *("", " ", "a", "A", "abc", "ABC", "aBc", "z", "Z", "é", "e\u0301", "É", "\U0001f600", "\uffee", "a\nb", "'\""),
    *(
        "İ",
        "i\u0307",
        "I",
        "i",
        "\u0131",
        "İstanbul",
        "istanbul",
        "straße",
        "STRASSE",
        "Straẞe",
        "\u017f",
        "s",
        "S",
        "ß",
        "ss",
    ),
    *(
        "\u03a3\u03c3\u03c2",
        "\u03c3\u03c3\u03c3",
        "\u03a3\u03a3\u03a3",
        "\u03c2",
        "ﬁx",
        "FIX",
        "\u212aelvin",
        "kelvin",
        "ǰ",
        "ΐ",
    ),
    *("%", "_", "\\", "100%", "100", "1_0", "1x0", "a\\b", "a\\", "\\%", "\\\\", "%_%", "a%b_c"),
)
INTEGERS = (-(2**31), 2**31 - 1, 0, 1, -1, 2, 3, 5, 8, 40, 41, 1000)
SMALL_INTEGERS = (-(2**15), 2**15 - 1, 0, 1, 2, 3)
BIG_INTEGERS = (-(2**53) - 1, 2**53 + 1, 2**53, 0, 1, 2, 3, 10**12, 10**12 + 1)
DECIMALS = tuple(Decimal(cents).scaleb(-2) for cents in (0, 1, -1, 10, 100, 101, 1250, 1249, 9999, -1250, 10**12 - 1))
FLOATS = (0.0, 0.5, -0.5, 0.1, 0.2, 1 / 3, 1.0, 2.0, 1e-7, 1e22, 123456789.125, -2.5)
DOCUMENTS: tuple[Any, ...] = (
    *({}, [], {"a": 1}, {"a": 1.0}, {"a": "1"}, {"a": True}, {"a": None}, {"a": [1, 2, 3]}, {"a": [3, 2], "b": 1}),
    *({"a": {"b": None}}, {"a": {"b": [{"c": 1}, {"c": 2, "d": [1]}]}}, {"a": {"b": 1, "c": 2}}, {"": 0, "ü": "ß"}),
    *([1, 2, "2"], [[1, 2], [3]], [1, [1, 2]], [{"a": 1}, {"a": 2}], [True, False, None], "text", "", 5, 0.5, -1, True),
)


def _instant(rng: Random) -> dt.datetime:
    day = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=rng.choice((0, 30, 31, 59, 60, 366, -1, -(10**4))))
    odd = dt.timedelta(seconds=rng.choice((0, 1, 86399)), microseconds=rng.choice((0, 0, 1, 120000, 999999)))
    return day + odd


def _day(rng: Random) -> dt.date:
    return rng.choice((dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 1), _now(rng)))


def _now(rng: Random) -> dt.date:
    return dt.date(2024, rng.randint(1, 12), rng.randint(1, 28))


class World:
    """Rows of all types. The same seed makes the same rows."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._codes = [uuid.UUID(int=rng.getrandbits(128), version=4) for _ in range(8)]
        self._names = iter(rng.sample(TEXTS, 10))
        self.makers = [self._maker(n) for n in range(14)]
        self.things = [self._thing(n) for n in range(60)]
        self.labels = [self._label(n) for n in range(10)]
        self.reviews = [self._review(n) for n in range(50)]
        self._pairs = [(thing, label) for thing in self.things for label in self.labels if rng.random() < 0.25]
        self.ids: dict[str, Any] = {}
        self._link()

    @property
    def rows(self) -> dict[str, list[Row]]:
        """The rows that a client may see, by type."""
        every = {"Maker": self.makers, "Thing": self.things, "Label": self.labels, "Review": self.reviews}
        return {name: [row for row in rows if not row.is_deleted] for name, rows in every.items()}

    def _maybe(self, value: Any) -> Any:
        return None if self._rng.random() < 0.3 else value

    def _maker(self, n: int) -> Row:
        rng = self._rng
        values = {
            "databaseId": n * 7 % 15 - 3,
            "n": n,
            "name": rng.choice(TEXTS),
            "motto": self._maybe(rng.choice(TEXTS)),
            "founded": self._maybe(_day(rng)),
            "budget": self._maybe(rng.choice(DECIMALS)),
        }
        values["parentId"] = self._maybe(rng.randrange(n) * 7 % 15 - 3) if n else None
        return Row("Maker", values | {"id": values["databaseId"]}, rng.random() < 0.2)

    def _thing(self, n: int) -> Row:
        rng, maybe, key = self._rng, self._maybe, uuid.UUID(int=self._rng.getrandbits(128))
        values = {
            "databaseId": key,
            "id": key,
            "n": n,
            "pieces": rng.choice(INTEGERS),
            "piecesLeft": maybe(rng.choice(INTEGERS)),
            "shelf": maybe(rng.choice(SMALL_INTEGERS)),
            "grams": rng.choice(BIG_INTEGERS),
            "gramsPacked": maybe(rng.choice(BIG_INTEGERS)),
            "title": rng.choice(TEXTS),
            "subtitle": maybe(rng.choice(TEXTS)),
            "price": rng.choice(DECIMALS),
            "discount": maybe(rng.choice(DECIMALS)),
            "score": rng.choice(FLOATS),
            "rating": maybe(rng.choice(FLOATS)),
            "isNew": rng.random() < 0.5,
            "isFragile": maybe(rng.random() < 0.5),
            "madeAt": _instant(rng),
            "soldAt": maybe(_instant(rng)),
            "madeOn": _day(rng),
            "expiresOn": maybe(_day(rng)),
            "code": rng.choice(self._codes),
            "batch": maybe(rng.choice(self._codes)),
            "colour": rng.choice(list(Colour)),
            "lining": maybe(rng.choice(list(Colour))),
            "data": rng.choice(DOCUMENTS),
            "notes": maybe(rng.choice((*DOCUMENTS, JSON_NULL))),
            "makerId": maybe(rng.choice(self.makers).values["databaseId"]),
        }
        return Row("Thing", values, rng.random() < 0.15)

    def _label(self, n: int) -> Row:
        name = next(self._names)
        values = {"id": name, "name": name, "databaseId": name, "n": n, "priority": self._maybe(n % 4)}
        return Row("Label", values, n == 3)

    def _review(self, n: int) -> Row:
        thing = self._rng.choice(self.things).values["databaseId"]
        values = {"thingId": thing, "number": n * 7 % 50, "n": n, "stars": self._maybe(n % 6)}
        return Row("Review", values | {"words": self._rng.choice(TEXTS)})

    def _link(self) -> None:
        makers = {row.values["databaseId"]: row for row in self.makers if not row.is_deleted}
        things = {row.values["databaseId"]: row for row in self.things if not row.is_deleted}
        for row in self.makers:
            row.one["parent"] = makers.get(row.values["parentId"])
            key = row.values["databaseId"]
            row.many["children"] = [each for each in makers.values() if each.values["parentId"] == key]
            row.many["things"] = [each for each in things.values() if each.values["makerId"] == key]
        for row in self.things:
            row.one["maker"] = makers.get(row.values["makerId"])
            row.many["labels"] = [label for thing, label in self._pairs if thing is row and not label.is_deleted]
            row.many["reviews"] = [each for each in self.reviews if each.values["thingId"] == row.values["databaseId"]]
        for row in self.labels:
            row.many["things"] = [thing for thing, label in self._pairs if label is row and not thing.is_deleted]
        for row in self.reviews:
            row.one["thing"] = things.get(row.values["thingId"])

    async def write(self, database: Database) -> None:
        """Insert every row, the deleted ones too."""
        async with database.engine.begin() as connection:
            for model, rows in (
                (Maker, self.makers),
                (Thing, self.things),
                (Label, self.labels),
                (Review, self.reviews),
            ):
                columns = market.metadata.tables[model.__tablename__].columns
                written = [_columns(row, columns.keys()) for row in self._rng.sample(rows, len(rows))]
                # A parent is written before its children.
                ordered = sorted(written, key=lambda each: each["n"]) if model is Maker else written
                for each in ordered:
                    await connection.execute(sa.insert(model).values(each))
            pairs = [
                {"thing_id": thing.values["databaseId"], "label_name": label.values["name"]}
                for thing, label in self._pairs
            ]
            await connection.execute(sa.insert(labelled), pairs)

    async def learn_ids(self, api: Operations) -> None:
        """Ask the API which global id each row has."""
        for name, rows in self.rows.items():
            if "id" not in SHAPES[name].fields:
                continue
            found = await api.data(f"{{ list: {SHAPES[name].list_name}(first: 100) {{ nodes {{ id n }} }} }}")
            keys = {row.n: row.values["id"] for row in rows}
            self.ids |= {each["id"]: keys[each["n"]] for each in found["list"]["nodes"]}
        found = await api.data("{ list: things(first: 100) { nodes { makerId n } } }")
        self._learn("Thing", "makerId", found["list"]["nodes"])
        found = await api.data("{ list: reviews(first: 100) { nodes { thingId n } } }")
        self._learn("Review", "thingId", found["list"]["nodes"])
        found = await api.data("{ list: makers(first: 100) { nodes { parentId n } } }")
        self._learn("Maker", "parentId", found["list"]["nodes"])

    def _learn(self, type_: str, field: str, nodes: Sequence[Mapping[str, Any]]) -> None:
        keys = {row.n: row.values[field] for row in self.rows[type_]}
        self.ids |= {each[field]: keys[each["n"]] for each in nodes if each[field] is not None}


def _columns(row: Row, names: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in names:
        head, *rest = name.split("_")
        field = head + "".join(map(str.capitalize, rest))
        if name == "deleted_at":
            values[name] = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) if row.is_deleted else None
        elif name in ("secret", "cost"):
            values[name] = Decimal("1.00") if name == "cost" else f"secret {row.n}"
        elif name == "notes":
            value = row.values[field]
            values[name] = sa.null() if value is None else sa.JSON.NULL if value is JSON_NULL else value
        else:
            values[name] = row.values[field]
    return values
