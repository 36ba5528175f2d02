"""What an application says of its explorer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphql import FieldNode, GraphQLSchema, GraphQLSyntaxError, OperationDefinitionNode, parse, validate

from sqlmodel_strawberry.exceptions import DeclarationError, Problem


@dataclass(frozen=True)
class Example:
    """An operation to try things with."""

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> list[Example]:
        """The documents of a folder's files `*.graphql`, in the order of their names, with the variables of
        `*.variables.json` beside them.

        Raises:
            OSError: one cannot be read.
            ValueError: variables are not JSON.
        """
        return [cls(path.read_text(encoding="utf-8"), _variables_of(path)) for path in sorted(folder.glob("*.graphql"))]


@dataclass(frozen=True)
class LogIn:
    """How visitors of the explorer log in: an operation whose variables they are asked for."""

    document: str
    """Variables whose names have `password` in them are not shown while they are typed."""
    token: str
    """Where its answer has what goes into the header: response keys with dots between, such as `logIn.accessToken`."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    """What the form is filled with."""
    header: str = "Authorization"
    prefix: str = "Bearer "


@dataclass(frozen=True)
class Explorer:
    """The page that browsers get instead of an answer."""

    title: str = "GraphQL"
    examples: Sequence[Example] = ()
    """What is in its tabs at the first visit."""
    log_in: LogIn | None = None

    def check(self, schema: GraphQLSchema) -> None:
        """Raise DeclarationError where an operation is none of the schema, or has no such token."""
        problems = [
            problem
            for number, each in enumerate(self.examples, 1)
            for problem in _wrong(each, f"example {number}", schema)
        ]
        if self.log_in is not None:
            problems += _wrong(self.log_in, "log_in", schema) or _without_token(self.log_in)
        if problems:
            raise DeclarationError(problems)


def _wrong(operation: Example | LogIn, name: str, schema: GraphQLSchema) -> list[Problem]:
    try:
        errors = validate(schema, parse(operation.document))
    except GraphQLSyntaxError as error:
        errors = [error]
    mend = "write an operation of this schema"
    return [Problem(f"{name} of the explorer", error.message.rstrip("."), mend) for error in errors]


def _without_token(log_in: LogIn) -> list[Problem]:
    selected: Any = next(
        each for each in parse(log_in.document).definitions if isinstance(each, OperationDefinitionNode)
    )
    for key in log_in.token.split("."):
        fields = selected.selection_set.selections if selected.selection_set else ()
        named = [each for each in fields if isinstance(each, FieldNode) and (each.alias or each.name).value == key]
        if not named:
            what = f"its document selects no {log_in.token}"
            return [Problem("log_in of the explorer", what, "name the response keys that lead to the token")]
        selected = named[0]
    return []


def _variables_of(path: Path) -> Mapping[str, Any]:
    beside = path.with_suffix(".variables.json")
    if not beside.exists():
        return {}
    variables: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
    return variables
