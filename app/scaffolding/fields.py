"""The fields of a new resource, as they are written on the command line: NAME:TYPE, with `?` where it may be null.

`name:str`, `name:str:80:unique`, `price:decimal:8.2`, `status:enum:draft,sold`, `released_on:date?`, `team:Team?`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.scaffolding.kinds import KINDS, Kind
from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.names import SNAKE, camel, check_field_name

MAX_LENGTHS = {"str": 200, "text": 20_000}
MAX_DIGITS = 18
MAX_VALUE = 20
OPTIONS = {
    "str": "its maximal length",
    "text": "its maximal length",
    "decimal": "its digits, such as 12.2",
    "enum": "its values, such as draft,sold",
}


@dataclass(frozen=True)
class Target:
    """A resource that can be referred to: `field` is what a query asks of it, `key` an id in a sample."""

    name: str
    table: str
    module: str
    key_type: str
    field: str
    sample_id: str


@dataclass(frozen=True)
class ScalarField:
    """A column. `length` is of text, `digits` are of decimals (all, and after the point), `values` are an enum's."""

    name: str
    type_: str
    optional: bool = False
    unique: bool = False
    length: int | None = None
    digits: tuple[int, int] | None = None
    values: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Its type."""
        return KINDS[self.type_]

    @property
    def graphql(self) -> str:
        """Its name in GraphQL."""
        return camel(self.name)

    def sample(self, number: int) -> Any:
        """A value, as JSON has it."""
        if self.type_ == "enum":
            return self.values[number % len(self.values)].upper()
        if self.length is not None and self.length < len("Sample 00"):
            return str(number)[-self.length :]
        if self.digits is not None:
            digits, places = self.digits
            return f"{number if digits > places else 0:.{places}f}"
        return self.kind.sample(number)

    def literal(self, number: int) -> str:
        """The same in GraphQL's language."""
        return str(self.sample(number)) if self.type_ == "enum" else json.dumps(self.sample(number))


@dataclass(frozen=True)
class Relation:
    """A foreign key, and the edge to what it points to."""

    name: str
    target: Target
    optional: bool = False
    unique: bool = False

    @property
    def column(self) -> str:
        """The foreign key."""
        return f"{self.name}_id"

    @property
    def graphql(self) -> str:
        """The name of the foreign key in GraphQL."""
        return camel(self.column)

    def sample(self, number: int) -> str:
        """The id of a row."""
        return self.target.sample_id

    def literal(self, number: int) -> str:
        """The same in GraphQL's language."""
        return json.dumps(self.target.sample_id)


Field = ScalarField | Relation


def parse_fields(texts: Sequence[str], targets: Mapping[str, Target]) -> list[Field]:
    """The fields that these texts ask for.

    Raises:
        ScaffoldingError: one is wrong, or two have one name.
    """
    fields = [_parsed(text, targets) for text in texts]
    if not fields:
        raise ScaffoldingError("a resource needs a field: name:str, say")
    taken: set[str] = set()
    for name in (each for field in fields for each in _names(field)):
        if name in taken:
            raise ScaffoldingError(f"there are two fields called {name}")
        taken.add(name)
    return fields


def _names(field: Field) -> Iterator[str]:
    yield field.name
    if isinstance(field, Relation):
        yield field.column


def _parsed(text: str, targets: Mapping[str, Target]) -> Field:
    name, *rest = text.split(":")
    check_field_name(name)
    if not rest or not rest[0]:
        raise ScaffoldingError(f"{name} needs a type: {name}:str, say. {_types(targets)}")
    optional = any(part.endswith("?") for part in rest)
    type_, *options = (part.removesuffix("?") for part in rest)
    unique, options = "unique" in options, [option for option in options if option != "unique"]
    if type_ in targets:
        if options:
            raise ScaffoldingError(f"{name}:{type_} takes no {options[0]!r}: only ? and unique")
        return Relation(name, targets[type_], optional, unique)
    if type_ not in KINDS:
        raise ScaffoldingError(f"{type_!r} is no type of a field. {_types(targets)}")
    return _scalar(name, type_, options, optional=optional, unique=unique)


def _scalar(name: str, type_: str, options: list[str], *, optional: bool, unique: bool) -> ScalarField:
    if len(options) > (type_ in OPTIONS):
        allowed = f"{OPTIONS[type_]}, ? and unique" if type_ in OPTIONS else "only ? and unique"
        raise ScaffoldingError(f"{name}:{type_} takes no {options[-1]!r}: {allowed}")
    option = options[0] if options else None
    if unique and type_ in ("bool", "enum"):
        raise ScaffoldingError(f"{name}:{type_} cannot be unique: it has too few values")
    given: dict[str, Any] = {}
    if type_ in MAX_LENGTHS:
        given["length"] = _length(name, option) if option else MAX_LENGTHS[type_]
    if type_ == "decimal":
        given["digits"] = _digits(name, option or "12.2")
    if type_ == "enum":
        given["values"] = _values(name, (option or "").split(","))
    return ScalarField(name, type_, optional, unique, **given)


def _length(name: str, option: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", option):
        raise ScaffoldingError(f"{name} cannot have {option!r} as its maximal length: write a number, such as 80")
    return int(option)


def _digits(name: str, option: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", option)
    digits = (int(found[1]), int(found[2])) if found else (0, 1)
    if not 0 <= digits[1] <= digits[0] <= MAX_DIGITS or digits[0] == 0:
        raise ScaffoldingError(
            f"{name} cannot have {option!r} as its digits: write how many in all, at most {MAX_DIGITS}, and how many "
            f"of them after the point, such as 12.2"
        )
    return digits


def _values(name: str, values: Collection[str]) -> tuple[str, ...]:
    for value in values:
        if not SNAKE.fullmatch(value) or len(value) > MAX_VALUE:
            raise ScaffoldingError(
                f"{name} cannot have {value!r} as a value: list them in snake case, such as {name}:enum:draft,sold, "
                f"with at most {MAX_VALUE} letters each"
            )
    if len(set(values)) < len(values):
        raise ScaffoldingError(f"{name} has a value twice")
    return tuple(values)


def _types(targets: Mapping[str, Target]) -> str:
    return f"There are {', '.join(KINDS)}, and the resources {', '.join(targets)}."
