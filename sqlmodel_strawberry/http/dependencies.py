"""The dependencies of the endpoint, called as FastAPI calls them, without asking of each request what each one needs.

That takes a tenth of the time, and is done where every dependency is a coroutine function of the request and of other
such functions, as those of most applications are. Whatever else there is, is left to FastAPI: parameters, functions
that run in threads, generators, overrides.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
Resolver: TypeAlias = Callable[[Request], Awaitable[Awaitable[Response]]]

# What else a dependency may ask for.
PARAMETERS = ("path_params", "query_params", "header_params", "cookie_params", "body_params")
OBJECTS = (
    "websocket_param_name",
    "background_tasks_param_name",
    "response_param_name",
    "security_scopes_param_name",
    "own_oauth_scopes",
    "parent_oauth_scopes",
    "concurrency",
)
REQUEST = 0


class NotPlainError(Exception):
    """A dependency that FastAPI has to call."""


@dataclass(frozen=True, slots=True)
class Step:
    """A call: which values it takes, by the names of its parameters."""

    call: Callable[..., Awaitable[Any]]
    arguments: tuple[tuple[str, int], ...]


class PlainHandler:
    """Calls an endpoint's function as FastAPI's handler does, dependencies first."""

    def __init__(self, dependant: Dependant, overridable: Any) -> None:
        """Raises NotPlainError."""
        self.overridable = overridable
        self._steps: list[Step] = []
        self._known: dict[Any, int] = {}
        self._add(dependant)
        self.handle = self._written()
        """Resolves the dependencies of a request, and gives what to await for the response."""

    def _written(self) -> Resolver:
        """One function that makes the calls one after the other: a loop over them would take as long as they do."""
        lines = ["async def handle(value0):"]
        for number, step in enumerate(self._steps, 1):
            arguments = ", ".join(f"{name}=value{index}" for name, index in step.arguments)
            # The last one is the endpoint's, which whoever waits for it awaits without this in between.
            made = f"value{number} = await" if number < len(self._steps) else "return"
            lines.append(f"    {made} call{number}({arguments})")
        names: dict[str, Any] = {f"call{number}": step.call for number, step in enumerate(self._steps, 1)}
        exec("\n".join(lines), names)
        handler: Resolver = names["handle"]
        return handler

    def _add(self, dependant: Dependant) -> int:
        """Where the value will be."""
        if not _is_plain(dependant):
            raise NotPlainError(dependant.call)
        arguments = list(self._arguments(dependant))
        same = dependant.call, dependant.scope
        if dependant.use_cache and same in self._known:
            return self._known[same]
        self._steps.append(Step(dependant.call, tuple(arguments)))  # type: ignore[arg-type]
        index = len(self._steps)
        self._known.setdefault(same, index)
        return index

    def _arguments(self, dependant: Dependant) -> Iterator[tuple[str, int]]:
        for each in dependant.dependencies:
            index = self._add(each)
            if each.name is not None:
                yield each.name, index
        for name in (dependant.request_param_name, dependant.http_connection_param_name):
            if name is not None:
                yield name, REQUEST


def plain(handler: Handler) -> PlainHandler | None:
    """What does the same as a handler that FastAPI made; None where only FastAPI can."""
    if not inspect.isfunction(handler):
        return None
    # It is made of what a route and the routers that it is included by declare, which nothing else tells all of.
    made_of = inspect.getclosurevars(handler).nonlocals
    try:
        return PlainHandler(made_of["dependant"], made_of["dependency_overrides_provider"])
    except (KeyError, NotPlainError):
        return None


def _is_plain(dependant: Dependant) -> bool:
    asks = [name for name in (*PARAMETERS, *OBJECTS) if getattr(dependant, name, None)]
    return inspect.iscoroutinefunction(dependant.call) and not asks
