"""Where the boxes of a map stand: in layers from left to right, as its edges lead (Sugiyama, Tagawa and Toda, 1981)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP = 28
"""Between the boxes of a layer."""
LAYER_GAP = 120
"""Between layers."""
SWEEPS = 8


@dataclass
class Box:
    """A box of a known size, and where it is put: its left upper corner."""

    width: int
    height: int
    x: int = 0
    y: int = 0

    @property
    def middle(self) -> float:
        """Its height in the picture."""
        return self.y + self.height / 2


Links = Sequence[tuple[str, str]]


def place(boxes: Mapping[str, Box], links: Links) -> None:
    """Put every box in its place, which depends on nothing but the arguments and their order."""
    groups = [{name: boxes[name] for name in group} for group in _connected(boxes, links)]
    for group in groups:
        _place_connected(group, [link for link in links if link[0] in group])
    _pack(groups)


def _connected(names: Iterable[str], links: Links) -> list[list[str]]:
    """The names in groups that no link leaves."""
    groups: list[list[str]] = []
    for name in names:
        linked = {each for link in links for each in link if name in link} | {name}
        touched = [group for group in groups if linked & set(group)]
        merged = [each for group in touched for each in group] + [name]
        groups = [group for group in groups if group not in touched] + [merged]
    return groups


def _place_connected(boxes: Mapping[str, Box], links: Links) -> None:
    layers = _layers(boxes, [(start, end) for start, end in links if start != end])
    neighbours: dict[str, list[str]] = {name: [] for name in boxes}
    for start, end in links:
        if start != end:
            neighbours[start].append(end)
            neighbours[end].append(start)
    _columns(boxes, layers)
    for layer in layers:
        _stack(boxes, layer)
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 else layers[::-1]:
            _settle(boxes, layer, neighbours)
    top = min(box.y for box in boxes.values())
    for box in boxes.values():
        box.y -= top


def _pack(groups: Sequence[Mapping[str, Box]]) -> None:
    """The largest group on the left, and the others beside it, one below the other as long as there is room."""
    left, top, right = 0, 0, 0
    height = max(map(_height, groups), default=0)
    for group in sorted(groups, key=lambda group: (len(group), _height(group)), reverse=True):
        if right and (left == 0 or top + _height(group) > height):
            left, top = right + LAYER_GAP, 0
        for box in group.values():
            box.x += left
            box.y += top
            right = max(right, box.x + box.width)
        top += _height(group) + 2 * GAP


def _height(group: Mapping[str, Box]) -> int:
    return max(box.y + box.height for box in group.values())


def _layers(boxes: Mapping[str, Box], links: Links) -> list[list[str]]:
    ranks = _ranks(list(boxes), links)
    return [[name for name in boxes if ranks[name] == rank] for rank in sorted(set(ranks.values()))]


def _ranks(names: Sequence[str], links: Links) -> dict[str, int]:
    """The longest way to each, over links that close no circle."""
    ahead: dict[str, list[str]] = {name: [] for name in names}
    for start, end in links:
        if not _leads(ahead, end, start):
            ahead[start].append(end)
    ranks = dict.fromkeys(names, 0)
    for _ in names:
        for start in names:
            for end in ahead[start]:
                ranks[end] = max(ranks[end], ranks[start] + 1)
    return _drawn_together(ranks, ahead)


def _drawn_together(ranks: dict[str, int], ahead: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Those that nothing leads to stand right before what they lead to."""
    reached = {end for ends in ahead.values() for end in ends}
    return {
        name: min(ranks[end] for end in ahead[name]) - 1 if ahead[name] and name not in reached else rank
        for name, rank in ranks.items()
    }


def _leads(ahead: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        current = waiting.pop()
        if current == end:
            return True
        for each in ahead[current]:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


def _columns(boxes: Mapping[str, Box], layers: Sequence[Sequence[str]]) -> None:
    x = 0
    for layer in layers:
        width = max(boxes[name].width for name in layer)
        for name in layer:
            boxes[name].x = x
            boxes[name].width = width
        x += width + LAYER_GAP


def _stack(boxes: Mapping[str, Box], layer: Sequence[str]) -> None:
    y = 0
    for name in layer:
        boxes[name].y = y
        y += boxes[name].height + GAP


def _settle(boxes: Mapping[str, Box], layer: list[str], neighbours: Mapping[str, Sequence[str]]) -> None:
    """Order a layer by where the neighbours of its boxes are, and move each towards them."""
    wanted = {name: _wanted(boxes, name, neighbours[name]) for name in layer}
    layer.sort(key=lambda name: wanted[name])
    free: float | None = None
    for name in layer:
        box = boxes[name]
        top = wanted[name] - box.height / 2
        box.y = round(top if free is None else max(top, free))
        free = box.y + box.height + GAP
    # What was pushed down as a whole is moved up again, by as much as its boxes are too low on average.
    low = sum(boxes[name].middle - wanted[name] for name in layer) / len(layer)
    for name in layer:
        boxes[name].y -= round(low)


def _wanted(boxes: Mapping[str, Box], name: str, neighbours: Sequence[str]) -> float:
    if not neighbours:
        return boxes[name].middle
    return sum(boxes[each].middle for each in neighbours) / len(neighbours)
