"""Every attack, by what it goes for and by name. docs/security.md has the same table, with the CPU of one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tests.attacks import costs, explorer, identity, reading, transport, values, writing
from tests.attacks.attack import INPUT, Attack, Table, refused
from tests.attacks.documents import ATTACKS
from tests.attacks.exchange import STRANGER
from tests.attacks.world import VIEWERS, World

MAX_BODY = 256 * 1024


def _document(name: str) -> Attack:
    attack = ATTACKS[name]
    if attack.size > MAX_BODY:
        return Attack(refused(partial(attack.build, attack.size), INPUT).sent, 413, INPUT)
    return refused(partial(attack.build, attack.size), attack.code)


TABLE: Mapping[str, Table] = {
    "Bodies": transport.BODIES,
    "Media types": transport.TYPES,
    "Methods and URLs": transport.METHODS,
    "Batches": transport.BATCHES,
    "Browsers": transport.BROWSERS,
    "Headers": transport.HEADERS,
    "Documents": {name: _document(name) for name in ATTACKS},
    "Rows and statements": costs.ROWS,
    "Filters, orders and searches": costs.FILTERS,
    "Values": values.VALUES,
    "Ids and cursors": values.TOKENS,
    "Names": values.NAMES,
    "The schema": reading.SCHEMA,
    "Plans": explorer.PLANS,
    "The explorer": explorer.EXPLORER,
    "Hidden columns and tables": reading.HIDDEN,
    "What belongs to others": reading.PRIVATE,
    "Access tokens": identity.FORGERIES,
    "Logging in": identity.LOGINS,
    "Idempotency keys": identity.KEYS,
    "Writing what is another's": writing.OTHERS,
    "Writing more than one may": writing.ONESELF,
}


def attacks() -> Iterator[tuple[str, str, Attack]]:
    """Each with its section and its name."""
    for section, table in TABLE.items():
        for name, attack in table.items():
            yield section, name, attack


HEAD = "| attack | as | answer | CPU ms |\n|---|---|---|---|\n"


def cells(name: str, attack: Attack, world: World) -> list[str]:
    """A line of the documentation but for the CPU. `|` would end a cell."""
    who = attack.request(world).who
    answer = f"{attack.status} `{attack.code}`" if attack.code else str(attack.status)
    return [name, who if who in VIEWERS else STRANGER, answer]


def line(name: str, attack: Attack, world: World, cpu: float) -> str:
    """A line of the documentation."""
    rough = "<1" if cpu < 1 else f"{cpu:.0f}"
    return f"| {' | '.join([*cells(name, attack, world), rough])} |\n"
