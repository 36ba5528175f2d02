"""What a new resource and its fields may be called, and what everything of theirs is called then."""

import keyword
import re
from dataclasses import dataclass

from sqlmodel import SQLModel

from app.scaffolding.mistakes import ScaffoldingError

CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
ENDINGS = ("Public", "Create", "Update", "Type", "Input", "Payload", "Connection", "Edge", "Filter", "Order")
TAKEN = {
    *("Query", "Mutation", "Subscription", "Node", "PageInfo", "UserError", "SortOrder", "SearchType"),
    *("ID", "Int", "Float", "String", "Boolean", "Date", "DateTime", "Time", "Decimal", "BigInt", "UUID", "JSON"),
}
LONGEST = 40
"""Characters of a name. PostgreSQL's have 63, and those of indexes are made of two."""
MEANT = {
    "id": "every resource has one",
    "database_id": "every resource has one",
    "deleted_at": "it makes deletion soft: add it to the model by hand, as app/models/hero.py does",
    "version": "it counts changes: add it to the model by hand, as app/models/product.py does",
    "cursor": "edges have one",
}


@dataclass(frozen=True)
class Name:
    """The name of a resource, in all of its forms."""

    cls: str

    @property
    def snake(self) -> str:
        """`game_console`: the module and the table."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.cls).lower()

    @property
    def words(self) -> str:
        """`game console`, in a sentence."""
        return self.snake.replace("_", " ")

    @property
    def phrase(self) -> str:
        """`A game console`, at the beginning of one."""
        return f"{'An' if self.words[0] in 'aeio' else 'A'} {self.words}"


def resource_name(text: str) -> Name:
    """The name that `GameConsole` or `game_console` asks for.

    Raises:
        ScaffoldingError: it is none, or says something else already.
    """
    if SNAKE.fullmatch(text):
        text = "".join(part.capitalize() for part in text.split("_"))
    if not CLASS.fullmatch(text):
        raise ScaffoldingError(f"{text!r} is no name of a resource: write one noun, such as Gadget or GameConsole")
    _check_length(text)
    name = Name(text)
    ending = next((each for each in ENDINGS if text.endswith(each) and text != each), None)
    if ending:
        raise ScaffoldingError(f"{text} would be taken for the {ending} of something: choose another name")
    if text in TAKEN or any(map(_is_python, (text, name.snake))):
        raise ScaffoldingError(f"{text} means something already, in GraphQL or in Python: choose another name")
    return name


def check_field_name(name: str) -> None:
    """Raise ScaffoldingError where no field may be called so."""
    if not SNAKE.fullmatch(name):
        raise ScaffoldingError(f"{name!r} is no name of a field: write it in snake case, such as released_on")
    _check_length(name)
    if name in MEANT:
        raise ScaffoldingError(f"no field may be called {name}: {MEANT[name]}")
    if keyword.iskeyword(name) or hasattr(SQLModel, name) or name.startswith("model_"):
        raise ScaffoldingError(f"no field may be called {name}: it means something in Python or in pydantic")


def _check_length(name: str) -> None:
    if len(name) > LONGEST:
        raise ScaffoldingError(f"{name[:LONGEST]}… is too long: a name has at most {LONGEST} letters")


def _is_python(word: str) -> bool:
    return keyword.iskeyword(word) or keyword.issoftkeyword(word)


def camel(name: str) -> str:
    """`releasedOn`: a field in GraphQL."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
