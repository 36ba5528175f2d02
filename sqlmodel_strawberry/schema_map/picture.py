"""The schema map: resources, what they show, and how they lead to each other, as a picture (SVG 1.1).

The same schema gives the same picture, to the byte. It follows the reader's light or dark scheme, and needs no font.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.schema_map.edges import Edge, edges
from sqlmodel_strawberry.schema_map.layout import Box, place

if TYPE_CHECKING:
    from sqlmodel_strawberry.schema import Schema

MARGIN = 24
TITLE_HEIGHT, ROW_HEIGHT, PADDING = 34, 20, 12
LETTER = 6.8
"""The width of a letter of the usual monospaced fonts, at the size that is used here."""
FOOT = 9
"""The size of a crow's foot."""
LOOP = 46
"""How far a relation of a resource with itself reaches out."""
STYLE = """
.map { --paper: #ffffff; --box: #ffffff; --head: #f6edf1; --line: #d9ccd2; --edge: #b5124a; --ink: #24161c;
  --dim: #7a6770; --name: #8f0f3b; }
@media (prefers-color-scheme: dark) { .map { --paper: #1b1419; --box: #251c22; --head: #35242d; --line: #4a3640;
  --edge: #ff7ba8; --ink: #f4e9ee; --dim: #b39aa6; --name: #ff9dbf; } }
.map text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--ink); }
.map .title { font: 600 14px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--name); }
.map .type { fill: var(--dim); text-anchor: end; }
.map .relation { fill: var(--edge); }
.map .paper { fill: var(--paper); }
.map .box { fill: var(--box); stroke: var(--line); }
.map .head { fill: var(--head); }
.map .edge, .map .foot { fill: none; stroke: var(--edge); stroke-width: 1.4; }
.map .edge { opacity: 0.65; }
"""


class Row(NamedTuple):
    """A line of a box."""

    name: str
    type: str
    is_relation: bool


class Anchor(NamedTuple):
    """Where an edge ends: on a side of a box, at the height of a row. `outward` is 1 to the right, -1 to the left."""

    x: float
    y: float
    outward: int


def schema_map(schema: Schema) -> str:
    """The picture of a schema."""
    resources = list(schema.resources.values())
    rows = {each.name: list(_rows(schema, each)) for each in resources}
    boxes = {name: Box(_width(name, rows[name]), TITLE_HEIGHT + ROW_HEIGHT * len(rows[name]) + 6) for name in rows}
    found = edges(resources)
    place(boxes, [(each.relation.source.name, each.relation.target.name) for each in found])
    return "".join(_picture(boxes, rows, found))


def _picture(boxes: dict[str, Box], rows: dict[str, list[Row]], found: list[Edge]) -> Iterator[str]:
    width = max((box.x + box.width for box in boxes.values()), default=0) + 2 * MARGIN + LOOP
    height = max((box.y + box.height for box in boxes.values()), default=0) + 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {width} {height}" '
    yield f'width="{width}" height="{height}" role="img" aria-label="Resources and their relations">\n'
    yield f"<style>{STYLE}</style>\n"
    yield f'<rect class="paper" width="{width}" height="{height}"/>\n'
    yield f'<g transform="translate({MARGIN} {MARGIN})">\n'
    for edge in found:
        yield _edge(boxes, rows, edge)
    for name, box in boxes.items():
        yield from _box(name, box, rows[name])
    yield "</g>\n</svg>\n"


def _rows(schema: Schema, resource: Resource) -> Iterator[Row]:
    fields: dict[str, Any] = schema.graphql.type_map[resource.name].fields  # type: ignore[attr-defined]
    for column in resource.public_columns:
        if column.graphql_name in fields:
            yield Row(column.graphql_name, str(fields[column.graphql_name].type), False)
    for relation in resource.relations.values():
        target = relation.target.name
        yield Row(relation.graphql_name, f"[{target}]" if relation.to_many else target, True)


def _width(name: str, rows: list[Row]) -> int:
    longest = max([len(name) + 4, *[len(row.name) + len(row.type) + 3 for row in rows]])
    return round(longest * LETTER) + 2 * PADDING


def _box(name: str, box: Box, rows: list[Row]) -> Iterator[str]:
    yield f'<g class="resource" data-type="{escape(name)}" transform="translate({box.x} {box.y})">\n'
    yield f'<rect class="box" width="{box.width}" height="{box.height}" rx="6"/>'
    yield f'<path class="head" d="M.5 28V6.5a6 6 0 0 1 6-6h{box.width - 13}a6 6 0 0 1 6 6v21.5z"/>'
    yield f'<text class="title" x="{PADDING}" y="20">{escape(name)}</text>\n'
    for number, row in enumerate(rows):
        y = TITLE_HEIGHT + ROW_HEIGHT * number + 10
        kind = ' class="relation"' if row.is_relation else ""
        yield f'<text{kind} x="{PADDING}" y="{y}">{escape(row.name)}</text>'
        yield f'<text class="type" x="{box.width - PADDING}" y="{y}">{escape(row.type)}</text>\n'
    yield "</g>\n"


def _edge(boxes: dict[str, Box], rows: dict[str, list[Row]], edge: Edge) -> str:
    there, back = edge.relation, edge.back
    start_box, end_box = boxes[there.source.name], boxes[there.target.name]
    to_right = end_box.x > start_box.x
    same = end_box.x == start_box.x
    start = _anchor(start_box, rows[there.source.name], there.graphql_name, right=to_right or same)
    end = _anchor(end_box, rows[there.target.name], back.graphql_name if back else None, right=same or not to_right)
    reach = LOOP if same else max(LOOP, abs(end.x - start.x) / 2)
    path = (
        f"M{start.x:g} {start.y:g}C{start.x + start.outward * reach:g} {start.y:g} "
        f"{end.x + end.outward * reach:g} {end.y:g} {end.x:g} {end.y:g}"
    )
    label = f"{there.source.name}.{there.graphql_name}" + (f" – {back.source.name}.{back.graphql_name}" if back else "")
    return (
        f'<path class="edge" d="{path}"><title>{escape(label)}</title></path>'
        f'<path class="foot" d="{_foot(start, many=edge.is_many_to_many)}{_foot(end, many=edge.is_many)}"/>\n'
    )


def _anchor(box: Box, rows: list[Row], relation: str | None, *, right: bool) -> Anchor:
    number = next((number for number, row in enumerate(rows) if row.is_relation and row.name == relation), None)
    y = box.y + (TITLE_HEIGHT / 2 if number is None else TITLE_HEIGHT + ROW_HEIGHT * number + 6)
    return Anchor(box.x + box.width, y, 1) if right else Anchor(box.x, y, -1)


def _foot(anchor: Anchor, *, many: bool) -> str:
    """A crow's foot where there may be many, a bar where there is one at most."""
    x, y, outward = anchor
    tip = x + outward * FOOT
    if many:
        return f"M{x:g} {y - 5:g}L{tip:g} {y:g}L{x:g} {y + 5:g}"
    return f"M{tip:g} {y - 5:g}V{y + 5:g}"
