"""Figures about the rows of connections, and about groups of them: generated code shows all of a level at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import get_named_type, is_leaf_type

from sqlmodel_strawberry.executor.compilation import Compilation
from sqlmodel_strawberry.executor.connection_parts import ConnectionPart, FetchedPages
from sqlmodel_strawberry.executor.leaves import Code, leaf, reference
from sqlmodel_strawberry.executor.rows import comprehension, keep
from sqlmodel_strawberry.executor.run import Run
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.forms import Figure, Part, Reference
from sqlmodel_strawberry.lists.aggregates import COUNT
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, measured

Of: TypeAlias = Measure | GroupKey

TOTAL = Figure((COUNT,), int)


@dataclass(frozen=True, eq=False)
class FigureSelection:
    """A field that shows a figure, or has the fields `below` show some of the same rows."""

    asked: AskedField
    below: Sequence[FigureSelection]

    def display(self, code: Code, values: Mapping[Any, str]) -> str:
        """What it shows, as an expression; `values` are the names of measures and keys in the code."""
        asked = self.asked
        if asked.name == TYPENAME:
            return repr(asked.parent_type.name)
        match asked.form:
            case Figure() as figure:
                return _figure(code, asked, figure, values)
            case Part.TOTAL_COUNT:
                return _figure(code, asked, TOTAL, values)
            case Reference(column, target):
                value = values.get(GroupKey(column))
                return reference(code, asked.type, target, value) if value else "None"
        return "{" + ", ".join(f"{each.asked.key!r}: {each.display(code, values)}" for each in self.below) + "}"


def _figure(code: Code, asked: AskedField, figure: Figure, values: Mapping[Any, str]) -> str:
    names = [values.get(each) for each in figure.of]
    if None in names:
        return "None"  # of a group's key, what was not grouped by
    if figure.make is None:
        return leaf(code, asked.type, str(names[0]), figure.kind)
    made = f"{code.name(figure.make)}({', '.join(map(str, names))})"
    return f"((made := {made}), {leaf(code, asked.type, 'made', None)})[1]"


def figure_selection(compilation: Compilation, asked: AskedField) -> FigureSelection:
    """What is selected there."""
    shows = asked.name == TYPENAME or is_leaf_type(get_named_type(asked.type))
    below = [] if shows else [figure_selection(compilation, each) for each in compilation.fields_below(asked)]
    return FigureSelection(asked, below)


class FigureRows:
    """Makes what is shown of rows with figures."""

    def __init__(self, code: Code, selection: FigureSelection) -> None:
        self._code = code
        self._selection = selection
        self._functions: dict[Any, Callable[..., list[Any]]] = {}

    def make(self, rows: Sequence[Any], of: tuple[Of, ...], width: int) -> list[Any]:
        """The same of rows that begin with `width` keys of parents, before the values of these."""
        key = of, width
        return (self._functions.get(key) or keep(self._functions, key, self._function(of, width)))(rows)

    def _function(self, of: Sequence[Of], width: int) -> Callable[..., list[Any]]:
        layout = [*(f"#k{index}" for index in range(width)), *of]
        return comprehension(self._code, layout, lambda values: self._selection.display(self._code, values), {})


class Figures(ConnectionPart):
    """`totalCount` and `aggregate`."""

    def __init__(self, compilation: Compilation, asked: AskedField) -> None:
        super().__init__(asked)
        self._rows = FigureRows(compilation.code, figure_selection(compilation, asked))

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        return self._rows.make(fetched.figure_rows(), fetched.listing.measures, fetched.keys)

    def source(self, fetched: FetchedPages, index: int) -> Any:
        found = measured(fetched.listing.measures, fetched.figure_rows()[index], fetched.keys)
        return found[COUNT] if self.asked.form is Part.TOTAL_COUNT else found


class GroupsPart(ConnectionPart):
    """`groups`."""

    def __init__(self, compilation: Compilation, asked: AskedField) -> None:
        super().__init__(asked)
        self._rows = FigureRows(compilation.code, figure_selection(compilation, asked))

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        grouping, groups, width = fetched.groups[self.asked.key].fetched()
        return groups.split(self._rows.make(groups.rows, grouping.of, width))

    def source(self, fetched: FetchedPages, index: int) -> Any:
        grouping, groups, width = fetched.groups[self.asked.key].fetched()
        return [measured(grouping.of, row, width) for row in groups.rows[groups.span(index)]]
