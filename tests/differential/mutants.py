"""Mistakes that a compiler can have, put into the executor one at a time: the differential tests must find each."""

from __future__ import annotations
import __future__ as future

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from types import FunctionType
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """A function of the executor, or of what it is made with, and words in its source with what stands there instead.

    The seed is one whose cases come to the mistake soon.
    """

    name: str
    module: str
    function: str
    words: str
    instead: str
    seed: str

    def __str__(self) -> str:
        return self.name


MUTANTS = [
    Mutant(
        "pages tell of the wrong end",
        "lists.pages",
        "Pages.ends",
        "(beyond, known) if page.backward",
        "(known, beyond) if page.backward",
        "e",
    ),
    Mutant(
        "figures come in another order",
        "executor.figures",
        "FigureRows._function",
        "*of]",
        "*reversed(of)]",
        "e",
    ),
    Mutant(
        "pages begin one row too early",
        "loading.levels",
        "Groups.split",
        "[0, *self.ends[:-1]]",
        "[0, *[max(end - 1, 0) for end in self.ends[:-1]]]",
        "e",
    ),
    Mutant(
        "fields come under their own names",
        "executor.rows",
        "RowSelection.display",
        "{key!r}:",
        "{self.fields[key].name!r}:",
        "b",
    ),
    Mutant(
        "null is shown where none may be",
        "executor.leaves",
        "leaf",
        "is not None else bad())",
        "is not None else None)",
        "c",
    ),
    Mutant("integers may have one bit more", "executor.leaves", "_not_null", "<= 2147483647", "<= 4294967295", "r"),
    Mutant(
        "only the first variable decides what is included",
        "operations.variants",
        "Variants._chosen",
        "in self._conditions)",
        "in self._conditions[:1])",
        "g",
    ),
    Mutant(
        "cursors are made of the last order value",
        "executor.connection_parts",
        "Edges._display",
        "[values[name] for name in names]",
        "[values[names[-1]] for name in names]",
        "j",
    ),
    Mutant(
        "a row is shown with what leads to another",
        "executor.relations",
        "ToOneField.found",
        "return made",
        "return dict(zip(made, reversed(made.values())))",
        "d",
    ),
    Mutant(
        "merged fields show what the first of them selects",
        "fields.asked",
        "_merged",
        "above.details,",
        "above.details[:1],",
        "d",
    ),
    Mutant(
        "what a field raised is dropped", "executor.fetched_sources", "Place.value", "raise value", "return None", "d"
    ),
    Mutant(
        "rows are counted from the end in paths",
        "executor.fetched_sources",
        "indexes",
        "range(span.start, span.stop)",
        "range(span.stop - 1, span.start - 1, -1)",
        "c",
    ),
    Mutant(
        "an error in a payload reaches the root",
        "executor.fetched_sources",
        "goes_on",
        "bool(others)",
        "False",
        "l",
    ),
    Mutant("a field that raises takes all rows with it", "executor.rows", "_attempt", "return error", "raise", "d"),
    Mutant(
        "rows that are shown twice are counted once",
        "executor.blocks",
        "Block.shown",
        "else sum(self.weights)",
        "else len(self.rows)",
        "m",
    ),
]


@contextmanager
def mutated(mutant: Mutant) -> Iterator[None]:
    """Inside of the block the function has the mistake, wherever it was imported."""
    function = _function(mutant)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(mutant.words) == 1, f"{mutant}: its words are not in {mutant.function} any more, or twice"
    names = dict(function.__globals__)
    lines = source.replace(mutant.words, mutant.instead)
    exec(compile(lines, mutant.name, "exec", flags=future.annotations.compiler_flag), names)
    made, kept = _plain(names[function.__name__]), function.__code__
    function.__code__ = made.__code__
    try:
        yield
    finally:
        function.__code__ = kept


def _function(mutant: Mutant) -> FunctionType:
    module = importlib.import_module(f"sqlmodel_strawberry.{mutant.module}")
    return _plain(reduce(inspect.getattr_static, mutant.function.split("."), module))


def _plain(found: Any) -> FunctionType:
    """The function behind a property."""
    function = found.fget if isinstance(found, property) else found
    assert isinstance(function, FunctionType)
    return function
