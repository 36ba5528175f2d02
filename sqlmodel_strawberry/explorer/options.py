"""What an application says of its explorer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


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


def _variables_of(path: Path) -> Mapping[str, Any]:
    beside = path.with_suffix(".variables.json")
    if not beside.exists():
        return {}
    variables: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
    return variables
