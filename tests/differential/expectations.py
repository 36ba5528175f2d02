"""Operations over the store with the answers that the GraphQL specification asks for, compiled and interpreted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel_strawberry.values import codec
from tests.differential.answers import Answer, differences
from tests.differential.fault_schema import Inspector
from tests.differential.worlds import Case, World
from tests.random_operations.parts import Operation

INTERNAL, INPUT, INVALID, FORBIDDEN = (
    "INTERNAL_SERVER_ERROR",
    "BAD_USER_INPUT",
    "GRAPHQL_VALIDATION_FAILED",
    "FORBIDDEN",
)


@dataclass(frozen=True)
class Expected:
    """A document and its answer. Errors are pairs of a path, with dots, and a code."""

    name: str
    document: str
    data: Any
    errors: Sequence[tuple[str, str]] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation: str | None = None
    viewer: Any = Inspector(1)  # noqa: RUF009  it is frozen
    executed: bool = True
    """Whether it is not refused before anything runs."""

    def __str__(self) -> str:
        return self.name


def crate(number: int, selection: str) -> str:
    """A query of one crate."""
    return f"{{ crate(by: {{databaseId: {number}}}) {{ {selection} }} }}"


def of_crate(name: str, number: int, selection: str, data: Any, *errors: tuple[str, str], **options: Any) -> Expected:
    """The same, with what is expected of it; paths begin at the crate."""
    return Expected(
        name,
        crate(number, selection),
        {"crate": data},
        [(f"crate.{path}", code) for path, code in errors],
        **options,
    )


def global_id(name: str, *key: Any) -> str:
    """The id of a row."""
    return codec.encode((name, *key))


async def check(world: World, expected: Expected) -> None:
    """Both answers are what is expected, and equal each other."""
    writes = expected.document.lstrip().startswith("mutation")
    if writes or world.is_changed:
        await world.reset()
    operation = Operation(expected.document, dict(expected.variables), name=expected.operation, writes=writes)
    case = Case(operation, expected.viewer)
    mine, theirs = await world.compiled(case), await world.interpreted(case)
    for answer in (theirs, mine):
        assert answer.executed == expected.executed, answer.body
        assert answer.body.get("data") == expected.data, answer.body
        assert _keys(answer.body.get("data")) == _keys(expected.data), "the order of keys"
        assert _told(answer) == sorted(expected.errors), answer.body
    assert differences(mine, theirs) == []


def _told(answer: Answer) -> list[tuple[str, str]]:
    return sorted((".".join(map(str, error.get("path", ()))), error["extensions"]["code"]) for error in answer.errors)


def _keys(value: Any) -> Any:
    """The keys of all objects, in their order."""
    if isinstance(value, dict):
        return [(name, _keys(each)) for name, each in value.items()]
    return [_keys(each) for each in value] if isinstance(value, list) else None
