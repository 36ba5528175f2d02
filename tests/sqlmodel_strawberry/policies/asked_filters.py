"""Random filters and orders, each with what it says of a row that somebody sees."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

from hypothesis import strategies as st

from tests.sqlmodel_strawberry.policies.views import HIDDEN, KEYS, TO_MANY, TO_ONE, Record, View, global_id

INTS = {"Patient": ["doctorId", "weight", "databaseId"], "Note": ["authorId", "databaseId"], "Allergy": ["databaseId"]}
FIGURES = {"Patient": ["doctorId", "weight"], "Note": ["authorId"], "Allergy": []}
"""Whole numbers that are no keys."""
TEXTS = {"Patient": ["name", "number"], "Note": ["text"], "Allergy": ["name", "code"]}
BOOLEANS = {"Patient": ["famous"], "Note": [], "Allergy": ["secret"]}
IDS = {"Patient": ["id", "referredById", "trusteeId"], "Note": ["id", "patientId"], "Allergy": ["id"]}

Predicate: TypeAlias = Callable[[View, Record], bool]
Value: TypeAlias = Callable[[View, Record], Any]
Filter: TypeAlias = tuple[dict[str, Any], Predicate]
Term: TypeAlias = tuple[dict[str, Any], Value, bool]
"""What is sent, what rows are ordered by, and whether the largest come first."""


class Name(str):
    """A name of GraphQL, such as a member of an enum."""


def open_to(everything: bool, type_: str, names: Sequence[str]) -> list[str]:
    """Those of the names that one may filter, order and measure by."""
    return [name for name in names if everything or name not in HIDDEN[type_]]


@cache
def filters(type_: str, depth: int, everything: bool) -> st.SearchStrategy[Filter]:
    """Filters of a type, over what one may read of every row."""
    asked = partial(open_to, everything, type_)
    parts: list[st.SearchStrategy[Filter]] = [
        *(st.builds(partial(_lte, name), st.integers(0, 20)) for name in asked(INTS[type_])),
        *(st.builds(partial(_contains, name), st.sampled_from("ABC1")) for name in asked(TEXTS[type_])),
        *(st.builds(partial(_equal, name), st.booleans()) for name in asked(BOOLEANS[type_])),
        *(st.builds(partial(_same_id, type_, name), st.sampled_from(KEYS)) for name in asked(IDS[type_])),
        *(st.builds(partial(_is_null, name), st.booleans()) for name in asked(IDS[type_])[1:]),
    ]
    if depth:
        inner = filters(type_, depth - 1, everything)
        parts += [st.builds(_not, inner), st.builds(_or, inner, inner), st.builds(_and, inner, inner)]
        for name in asked(list(TO_ONE[type_])):
            parts.append(st.builds(partial(_at_one, name), filters(TO_ONE[type_][name], depth - 1, everything)))
        for name in asked(list(TO_MANY[type_])):
            parts.append(_related(name, TO_MANY[type_][name], depth - 1, everything))
    return st.one_of(parts)


@cache
def _related(name: str, to: str, depth: int, everything: bool) -> st.SearchStrategy[Filter]:
    inner = filters(to, depth, everything)
    ways = [
        st.builds(partial(_quantified, name), st.sampled_from(["some", "every", "none"]), inner),
        st.builds(partial(_counted, name), inner, st.integers(0, 3)),
    ]
    for figure in open_to(everything, to, FIGURES[to]):
        how = st.sampled_from(["min", "max", "sum"])
        ways.append(st.builds(partial(_measured, name, figure), how, inner, st.integers(0, 50)))
    return st.one_of(ways)


@cache
def terms(type_: str, everything: bool) -> st.SearchStrategy[Term]:
    """One thing to order a type by."""
    asked = partial(open_to, everything, type_)
    columns = asked([*TEXTS[type_], *INTS[type_], *BOOLEANS[type_]])
    ways: list[Callable[[bool], Term]] = [partial(_by_column, name) for name in columns]
    ways += [partial(_by_count, name) for name in asked(list(TO_MANY[type_]))]
    ways += [partial(_by_other, name) for name in asked(list(TO_ONE[type_]))]
    return st.builds(lambda way, descending: way(descending), st.sampled_from(ways), st.booleans())


def _by_column(name: str, descending: bool) -> Term:
    return {name: _way(descending)}, lambda view, row: view.value(row, name), descending


def _by_count(name: str, descending: bool) -> Term:
    return {f"{name}Count": _way(descending)}, lambda view, row: len(view.many(row, name)), descending


def _by_other(name: str, descending: bool) -> Term:
    def value(view: View, row: Record) -> Any:
        other = view.one(row, name)
        return None if other is None else view.value(other, "name")

    return {name: {"name": _way(descending)}}, value, descending


def _way(descending: bool) -> Name:
    return Name("DESC" if descending else "ASC")


def _tested(name: str, operator: str, other: Any, test: Callable[[Any], bool]) -> Filter:
    def passes(view: View, row: Record) -> bool:
        value = view.value(row, name)
        return value is not None and test(value)

    return {name: {operator: other}}, passes


def _lte(name: str, other: int) -> Filter:
    return _tested(name, "lte", other, lambda value: value <= other)


def _contains(name: str, other: str) -> Filter:
    return _tested(name, "contains", other, lambda value: other in value)


def _equal(name: str, other: bool) -> Filter:
    return _tested(name, "eq", other, lambda value: value == other)


def _same_id(type_: str, name: str, key: int) -> Filter:
    other = global_id(type_ if name == "id" else "Patient", key)
    return _tested(name, "eq", other, lambda value: value == other)


def _is_null(name: str, wanted: bool) -> Filter:
    return {name: {"isNull": wanted}}, lambda view, row: (view.value(row, name) is None) == wanted


def _not(inner: Filter) -> Filter:
    return {"not": inner[0]}, lambda view, row: not inner[1](view, row)


def _or(left: Filter, right: Filter) -> Filter:
    return {"or": [left[0], right[0]]}, lambda view, row: left[1](view, row) or right[1](view, row)


def _and(left: Filter, right: Filter) -> Filter:
    return {"and": [left[0], right[0]]}, lambda view, row: left[1](view, row) and right[1](view, row)


def _at_one(name: str, inner: Filter) -> Filter:
    def passes(view: View, row: Record) -> bool:
        other = view.one(row, name)
        return other is not None and inner[1](view, other)

    return {name: inner[0]}, passes


def _quantified(name: str, how: str, inner: Filter) -> Filter:
    def passes(view: View, row: Record) -> bool:
        found = [inner[1](view, other) for other in view.many(row, name)]
        return {"some": any(found), "every": all(found), "none": not any(found)}[how]

    return {name: {how: inner[0]}}, passes


def _counted(name: str, of: Filter, least: int) -> Filter:
    def passes(view: View, row: Record) -> bool:
        return sum(of[1](view, other) for other in view.many(row, name)) >= least

    return {name: {"count": {"of": of[0], "gte": least}}}, passes


def _measured(name: str, figure: str, how: str, of: Filter, most: int) -> Filter:
    def passes(view: View, row: Record) -> bool:
        values = [view.value(other, figure) for other in view.many(row, name) if of[1](view, other)]
        return bool(values) and {"min": min, "max": max, "sum": sum}[how](values) <= most  # type: ignore[operator]

    # A sum may be larger than an Int.
    other = str(most) if how == "sum" else most
    return {name: {how: {"of": of[0], figure: {"lte": other}}}}, passes
