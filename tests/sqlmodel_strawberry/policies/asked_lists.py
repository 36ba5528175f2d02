"""Random lists with all they can be asked for, each with what must be answered to a viewer."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any, TypeAlias

from hypothesis import strategies as st

from tests.sqlmodel_strawberry.policies.asked_filters import FIGURES, Filter, Name, Term, filters, open_to, terms
from tests.sqlmodel_strawberry.policies.views import REFERENCES, TO_MANY, TO_ONE, Record, View, global_id, ordered

SCALARS = {
    "Patient": ["name", "number", "weight", "famous", "doctorId", "referredById", "trusteeId", "label", "heaviness"],
    "Note": ["text", "authorId", "patientId"],
    "Allergy": ["name", "code", "secret"],
}
GROUPS = {
    "Patient": {"doctorId": "DOCTOR_ID", "famous": "FAMOUS", "referredById": "REFERRED_BY_ID", "weight": "WEIGHT"},
    "Note": {"authorId": "AUTHOR_ID", "patientId": "PATIENT_ID"},
    "Allergy": {"secret": "SECRET"},
}
WALKS = {
    "referredByAncestors": "referredBy",
    "trusteeAncestors": "trustee",
    "referredDescendants": "referred",
    "wardsDescendants": "wards",
}
SEARCHABLE = {"Patient": "name", "Note": "text"}
INFO = "pageInfo { hasPreviousPage hasNextPage }"

Figure: TypeAlias = tuple[str, Callable[[View, Sequence[Record]], Any]]


@dataclass(frozen=True)
class Asked:
    """A field of a document with all below it, and what it answers; of the root's fields there is no row."""

    key: str
    text: str
    answer: Callable[[View, Record | None], Any]


@dataclass(frozen=True)
class Arguments:
    """What a list is asked for."""

    filter: Filter | None
    order: Sequence[Term]
    search: str | None
    page: Mapping[str, int]

    @property
    def text(self) -> str:
        given: dict[str, Any] = {**self.page}
        if self.filter is not None:
            given["filter"] = self.filter[0]
        if self.search is not None:
            given["search"] = self.search
        if self.order or self.search is not None:
            given["orderBy"] = [term for term, _, _ in self.order] or [{"databaseId": Name("ASC")}]
        return f"({', '.join(f'{name}: {literal(value)}' for name, value in given.items())})" if given else ""

    def rows(self, view: View, rows: Sequence[Record]) -> list[Record]:
        """Those that are asked for, in order."""
        found = [row for row in rows if self.filter is None or self.filter[1](view, row)]
        if self.search is not None:
            found = [row for row in found if _matches(row, self.search)]
        return ordered(found, [(partial(value, view), descending) for _, value, descending in self.order])

    def cut(self, rows: list[Record]) -> tuple[list[Record], dict[str, bool]]:
        """The page of them."""
        if "last" in self.page:
            start = max(0, len(rows) - self.page["last"])
            return rows[start:], {"hasPreviousPage": start > 0, "hasNextPage": False}
        offset = self.page.get("offset", 0)
        end = offset + self.page.get("first", 20)
        return rows[offset:end], {"hasPreviousPage": offset > 0, "hasNextPage": len(rows) > end}


def literal(value: Any) -> str:
    """A value as GraphQL writes it."""
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


@cache
def selections(type_: str, depth: int, everything: bool) -> st.SearchStrategy[list[Asked]]:
    """A few fields of a row."""
    parts = [st.sampled_from(SCALARS[type_]).map(_scalar)]
    if depth:
        for name, to in TO_ONE[type_].items():
            parts.append(st.builds(partial(_to_one, name), selections(to, depth - 1, everything)))
        parts += [lists(name, to, depth - 1, everything) for name, to in TO_MANY[type_].items()]
    if depth and type_ == "Patient":
        walk = st.sampled_from(sorted(WALKS))
        parts.append(st.builds(_walk, walk, selections("Patient", depth - 1, everything)))
    return st.lists(st.one_of(parts), min_size=1, max_size=4, unique_by=lambda asked: asked.key)


@cache
def lists(name: str, to: str, depth: int, everything: bool) -> st.SearchStrategy[Asked]:
    """A list with arguments, rows and figures; at the root or of a row."""
    return _lists(name, to, depth, everything)


@st.composite
def _lists(draw: st.DrawFn, name: str, to: str, depth: int, everything: bool) -> Asked:
    size, way = draw(st.integers(0, 6)), draw(st.sampled_from(["first", "last", "offset", ""]))
    page = {way: size} if way in ("first", "last") else {"first": 3, "offset": size} if way else {}
    searches = st.sampled_from(["a", "1", "note 1", "C"]) if to in SEARCHABLE else st.none()
    order = st.lists(terms(to, everything), max_size=2, unique_by=lambda term: next(iter(term[0])))
    given = Arguments(
        draw(st.none() | filters(to, 2, everything)), draw(order), draw(st.none() | st.none() | searches), page
    )
    inner, figures = draw(selections(to, depth, everything)), draw(_figures(to, everything))
    key = f"{name}{draw(st.integers(0, 10**6))}"

    def answer(view: View, parent: Record | None) -> Any:
        rows = given.rows(view, view.all(to) if parent is None else view.many(parent, name))
        nodes, info = given.cut(rows)
        measured = {figure: measure(view, rows) for figure, (_, measure) in figures.items()}
        return {
            "nodes": [_answers(view, row, inner) for row in nodes],
            "totalCount": len(rows),
            "pageInfo": info,
        } | measured

    asked = " ".join(f"{figure}: {text}" for figure, (text, _) in figures.items())
    return Asked(key, f"{key}: {name}{given.text} {{ nodes {_below(inner)} totalCount {INFO} {asked} }}", answer)


def _below(inner: Sequence[Asked]) -> str:
    return f"{{ {' '.join(each.text for each in inner)} }}"


def _answers(view: View, row: Record, inner: Sequence[Asked]) -> dict[str, Any]:
    return {each.key: each.answer(view, row) for each in inner}


def _scalar(name: str) -> Asked:
    def answer(view: View, row: Record | None) -> Any:
        assert row
        return view.value(row, name)

    return Asked(name, name, answer)


def _to_one(name: str, inner: list[Asked]) -> Asked:
    def answer(view: View, row: Record | None) -> Any:
        other = view.one(row, name) if row else None
        return None if other is None else _answers(view, other, inner)

    return Asked(name, f"{name} {_below(inner)}", answer)


def _walk(name: str, inner: list[Asked]) -> Asked:
    def answer(view: View, row: Record | None) -> Any:
        assert row
        return [_answers(view, each, inner) for each in view.walk(row, WALKS[name])]

    return Asked(name, f"{name} {_below(inner)}", answer)


@cache
def _figures(type_: str, everything: bool) -> st.SearchStrategy[dict[str, Figure]]:
    made: dict[str, Figure] = {"count": ("aggregate { count }", lambda _view, rows: {"count": len(rows)})}
    for name in open_to(everything, type_, FIGURES[type_]):
        parts = " ".join(f"{each} {{ {name} }}" for each in ("min", "max", "sum", "avg", "countDistinct"))
        made[f"of_{name}"] = (f"aggregate {{ {parts} }}", partial(_measured, name))
    for name in open_to(everything, type_, list(GROUPS[type_])):
        text = f"groups(by: {GROUPS[type_][name]}, first: 3) {{ key {{ {name} }} aggregate {{ count }} }}"
        made[f"by_{name}"] = (text, partial(_groups, name))
    return st.sets(st.sampled_from(sorted(made)), max_size=2).map(lambda names: {name: made[name] for name in names})


def _measured(name: str, view: View, rows: Sequence[Record]) -> dict[str, Any]:
    values = [view.value(row, name) for row in rows]
    mean = (Decimal(sum(values)) / len(values)).quantize(Decimal("0.000001")).normalize() + 0 if values else None
    return {
        "min": {name: min(values, default=None)},
        "max": {name: max(values, default=None)},
        "sum": {name: str(sum(values)) if values else None},
        "avg": {name: None if mean is None else str(mean)},
        "countDistinct": {name: len(set(values))},
    }


def _groups(name: str, view: View, rows: Sequence[Record]) -> list[dict[str, Any]]:
    counts: dict[Any, int] = {}
    for row in rows:
        key = row.values[REFERENCES[name]] if name in REFERENCES else view.value(row, name)
        counts[key] = counts.get(key, 0) + 1
    largest = sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or 0))[:3]
    return [{"key": {name: _key(name, key)}, "aggregate": {"count": count}} for key, count in largest]


def _key(name: str, key: Any) -> Any:
    return global_id("Patient", key) if name in REFERENCES and key is not None else key


def _matches(row: Record, text: str) -> bool:
    value = row.values[SEARCHABLE[row.type]].casefold()
    return all(word.casefold() in value for word in text.split())
