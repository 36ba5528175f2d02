"""Selections on rows: what is to be fetched for them, and the dictionaries that are made of them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, TypeVar

from graphql import GraphQLError, get_named_type, is_leaf_type
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.executor.blocks import Block, Layout
from sqlmodel_strawberry.executor.compilation import Compilation, FallbackError
from sqlmodel_strawberry.executor.leaves import Code, global_id, leaf, reference
from sqlmodel_strawberry.executor.run import Load, Run
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.forms import GlobalId, OfRow, Reference, Stored
from sqlmodel_strawberry.fields.generated import BACKREF
from sqlmodel_strawberry.loading.rows import row_maker
from sqlmodel_strawberry.resources.resource import Column, Resource

N = TypeVar("N", bound=Hashable)

Found: TypeAlias = "Mapping[Any, Any] | list[Any]"

KEPT_FUNCTIONS = 32
"""Generated functions of one selection that are kept: clients choose orders, and so what rows have."""


class Related(Protocol):
    """A field that shows other rows: fetched for all rows at once, then found by what leads there."""

    number: int
    asked: AskedField
    local: tuple[str, ...]
    """The attributes of the row that lead there."""

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """What is to be fetched."""

    def beside(self, values: Mapping[str, str]) -> str | None:
        """How a row shows what came with it, as an expression, by names of its values; None of what is fetched."""

    def found(self, run: Run) -> Found:
        """What to show for each value that leads there, or nowhere; a list where it is for each row."""

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """The same for one row, as a source for graphql-core. Raises what went wrong."""


@dataclass(frozen=True, eq=False)
class Added:
    """A field whose value a function makes of each row: hand-written, or computed by the Public model."""

    asked: AskedField
    resource: Resource
    name: str
    columns: tuple[Column, ...]
    call: Callable[[Any], Any] | None
    """The function itself, where it needs nothing but the row."""
    is_written: bool
    """Whether it is hand-written, and so may be asynchronous."""

    async def values(self, run: Run, block: Block) -> list[Any]:
        """The value for each row, or the exception."""
        positions = [block.layout.index(column.name) for column in self.columns]
        make = row_maker(self.resource, self.columns)
        try:
            call = self.call or self._resolver(run)
        except GraphQLError as error:
            # Of an argument: each row has it, as its fields would be run one by one.
            return [error] * len(block.rows)
        found = [_attempt(call, make([row[index] for index in positions])) for row in block.rows]
        if self.is_written and any(map(inspect.isawaitable, found)):
            return await asyncio.gather(*map(_settled, found))
        return found

    def _resolver(self, run: Run) -> Callable[[Any], Any]:
        definition, info = self.asked.definition, self.asked.info(run.executor)
        assert definition is not None
        resolve, arguments = definition.resolve, self.asked.arguments(run.executor)
        assert resolve is not None
        return lambda row: resolve(row, info, **arguments)


def _attempt(call: Callable[[Any], Any], row: Any) -> Any:
    try:
        return call(row)
    except Exception as error:
        return error


async def _settled(found: Any) -> Any:
    try:
        return await found if inspect.isawaitable(found) else found
    except Exception as error:
        return error


@dataclass(eq=False)
class RowSelection:
    """What is selected of a resource's rows at one place."""

    resource: Resource
    code: Code
    fields: Mapping[str, AskedField]
    related: Mapping[str, Related]
    """The fields that lead to other rows, by response key."""
    added: Mapping[str, Added]
    _functions: dict[Hashable, Callable[..., Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.is_widened = bool(self.added)
        self.leads_on = self.is_widened or bool(self.related)
        self._related = list(self.related.values())

    async def widen(self, run: Run, block: Block) -> None:
        """See `RowsWanted`."""
        for added in self.added.values():
            if added.name not in block.layout:
                block.add(added.name, await added.values(run, block))

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """See `RowsWanted`."""
        related = self._related
        if len(related) == 1:
            return related[0].loads(run, block)
        return [load for each in related for load in each.loads(run, block)]

    def make(self, run: Run, block: Block, width: int = 0) -> Any:
        """The rows as they are shown, in a list.

        With `width` by the keys that they begin with, of so many values; bare where it is one.
        """
        if not block.rows:
            return {} if width else []
        found = self.found(run)
        key: Hashable = (block.layout, width, *map(type, found)) if found else (block.layout, width)
        make = self._functions.get(key)
        if make is None:
            made = comprehension(self.code, block.layout, self.display, self.links(found), width)
            make = keep(self._functions, key, made)
        return make(block.rows, *found)

    def links(self, found: Sequence[Found]) -> dict[str, bool]:
        """Names of what was found, in generated code, and whether it is for each row."""
        return {link_name(each): type(made) is list for each, made in zip(self._related, found, strict=True)}

    def found(self, run: Run) -> Sequence[Found]:
        """What the rows lead to."""
        related = self._related
        if not related:
            return ()
        return (related[0].found(run),) if len(related) == 1 else [each.found(run) for each in related]

    def display(self, values: Mapping[str, str]) -> str:
        """A row's dictionary, as an expression; `values` are the names of its values in the code."""
        return "{" + ", ".join(f"{key!r}: {self._shown(key, values)}" for key in self.fields) + "}"

    def _shown(self, key: str, values: Mapping[str, str]) -> str:
        asked, code = self.fields[key], self.code
        if asked.name == TYPENAME:
            return repr(self.resource.name)
        if key in self.related:
            related = self.related[key]
            beside = related.beside(values)
            if beside is not None:
                return beside
            link = link_name(related)
            return values.get(f"#{link}") or f"{link}[{', '.join([values[name] for name in related.local])}]"
        if key in self.added:
            return leaf(code, asked.type, values[self.added[key].name], None)
        match asked.form:
            case Stored(column):
                kind = str if column in self.resource.written_columns else column.shown_type
                return leaf(code, asked.type, values[column.name], kind)
            case GlobalId(resource):
                return global_id(code, resource, [values[column.name] for column in resource.key])
            case Reference(column, target):
                return reference(code, asked.type, target, values[column.name])
            case _:
                raise AssertionError(asked.coordinate)


def link_name(related: Related) -> str:
    """Related rows, in generated code."""
    return f"found{related.number}"


def comprehension(
    code: Code,
    layout: Sequence[N],
    display: Callable[[Mapping[Any, str]], str],
    links: Mapping[str, bool],
    width: int = 0,
) -> Callable[..., Any]:
    """A function from rows of a layout, and what they lead to, to a list of what is displayed of each.

    With `width` it is a dictionary, by the first so many values; bare where it is one. Of `links` those that are for
    each row are displayed as they are.
    """
    values = {name: f"v{index}" for index, name in enumerate(layout)}
    each = {f"#{link}": f"each_{link}" for link, is_aligned in links.items() if is_aligned}
    shown = display({**values, **each})
    if width:
        key = ", ".join(list(values.values())[:width])
        shown = f"{key if width == 1 else f'({key})'}: {shown}"
    used = "".join(f"{value}, " if value in shown else "_, " for value in values.values())
    row, rows = f"({used})", "rows"
    if each:
        row = ", ".join([row, *each.values()])
        rows = f"zip({', '.join(['rows', *[link[1:] for link in each]])}, strict=True)"
    opening, closing = "{}" if width else "[]"
    parameters = ", ".join(["rows", *links])
    make: Callable[..., Any] = code.function(
        f"def make({parameters}):\n    return {opening}{shown} for {row} in {rows}{closing}\n"
    )
    return make


def keep(kept: dict[Any, Any], key: Any, value: Any) -> Any:
    """Remember a value, one of not too many."""
    if len(kept) >= KEPT_FUNCTIONS:
        kept.clear()
    kept[key] = value
    return value


def added_field(compilation: Compilation, resource: Resource, asked: AskedField) -> Added | None:
    """What a function makes of each row, None where it is something else.

    Raises:
        FallbackError: only graphql-core can run it.
    """
    definition = asked.definition
    assert definition is not None
    columns = resource.requirements.get(asked.name, resource.public_columns)
    name = f"#c{compilation.number()}"
    if asked.form is OfRow.COMPUTED:
        resolve = definition.resolve
        assert resolve is not None
        return Added(asked, resource, name, columns, lambda row: resolve(row, None), is_written=False)
    if asked.form is not None:
        return None
    written = definition.extensions.get(BACKREF)
    if not isinstance(written, StrawberryField) or written.base_resolver is None:
        raise FallbackError(f"{asked.coordinate} has no resolver of its own")
    if not is_leaf_type(get_named_type(asked.type)):
        raise FallbackError(f"{asked.coordinate} is hand-written, and no leaf")
    return Added(asked, resource, name, columns, _plain_function(written), is_written=True)


def _plain_function(written: StrawberryField) -> Callable[[Any], Any] | None:
    resolver = written.base_resolver
    assert resolver is not None
    parameters = list(resolver.signature.parameters)
    parent = resolver.parent_parameter
    is_plain = parent is not None and parameters == [parent.name] and not written.extensions
    return resolver if is_plain else None
