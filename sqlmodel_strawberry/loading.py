"""Loading by key: one SQL statement for all keys of a level, however many parents ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiodataloader import DataLoader

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.observing import current
from sqlmodel_strawberry.tasks import retrieve

Key = tuple[Any, ...]
LevelKey: TypeAlias = Any
"""A key of one column is its bare value, since tuples take twice as long; one of several columns is a tuple."""

Row = Sequence[Any]
Values = dict[LevelKey, Any]
"""Values by their keys, in the order that these were asked for."""

TURNS = 3
"""Turns of the event loop that a level takes at least, so that everyone waits for it when it is answered.

What parents ask for they ask for in one turn. But graphql-core waits for it a turn later in each list and object with
several awaitables, and at once in those with a single one; whoever begins to wait after the answer would go on earlier.
"""


@dataclass(frozen=True)
class ValueKind:
    """What a loader's values are made of."""

    keys: int
    """Columns of a key."""
    width: int
    """Values that come before the asked ones in each row: the key's and others that only the loader needs."""
    collect: Callable[[Sequence[Row], Sequence[LevelKey]], Values]
    """The values of some keys, each once, of the rows that were fetched for them."""
    make: Callable[[Any], Any]
    """A value as hand-written fields and generated resolvers get it: objects instead of rows."""
    shown: Callable[[Any], int] = lambda _: 0
    """How many rows of the operation's answer such an object is, each time that it is asked for."""


class Loader(DataLoader[Any, Any]):
    """A loader that answers levels: whatever is asked of it at one time, known already or not, is answered at one time.

    Were a known key answered at once, its row would ask for children before the others of its level do, and one level
    of children would take two statements.

    `load_level` gives values of rows as the driver gave them, `width` of whose values come before the asked ones.
    `load` gives what is made of these, once for each key.
    """

    def __init__(self, fetch: Callable[[list[LevelKey]], Awaitable[Values]], kind: ValueKind, tally: Tally) -> None:
        """`fetch` gives values of some keys, each once."""
        self._known: Values = kind.collect((), [None])
        self._fetch = fetch
        super().__init__(cache_map=self._known, get_cache_key=_bare if kind.keys == 1 else _whole)
        self.width = kind.width
        self._kind, self._tally = kind, tally
        self._made: Values = {}
        self._level: list[tuple[LevelKey, asyncio.Future[Any]]] = []
        self._asked: list[dict[LevelKey, None]] = []
        self._turn = asyncio.Lock()
        self._answers: set[asyncio.Task[None]] = set()

    def load(self, key: Key) -> asyncio.Future[Any]:
        """What was loaded for a key. Each call has a future of its own: to cancel one cancels nothing else."""
        if not self._level:
            self.loop.call_soon(self._wait, TURNS)
        future = self.loop.create_future()
        future.add_done_callback(retrieve)
        self._level.append((self.get_cache_key(key), future))
        return future

    async def load_level(self, keys: Sequence[LevelKey]) -> list[Any]:
        """The values of all keys of a level, in their order, after one statement for those that were never asked for.

        Levels that are asked for at one time share the statement. A key that is null is tied to nothing: give None for
        it, also where a key of several columns has a null in it. What the answer shows of them is for the caller to
        count.
        """
        known, own = self._known, dict.fromkeys(keys)
        self._asked.append(own)
        await asyncio.sleep(0)
        async with self._turn:
            # Where others took what was asked, and failed or were cancelled, the own keys are still missing.
            asked, self._asked = self._asked or [own], []
            wanted = own if asked[-1] is asked[0] is own else {key: None for level in (*asked, own) for key in level}
            # Most levels are the first of their loader, which knows but null.
            is_first = len(known) == 1 and None not in wanted
            missing = list(wanted) if is_first else [key for key in wanted if key not in known]
            found = await self._fetch_values(missing) if missing else {}
        if len(found) == len(keys) and wanted is own:
            return list(found.values())
        return [known[key] for key in keys]

    async def batch_load_fn(self, keys: list[LevelKey]) -> list[Any]:
        """What `DataLoader` asks for."""
        return await self.load_level(keys)

    async def _fetch_values(self, missing: list[LevelKey]) -> Values:
        observation = current()
        if observation is not None:
            observation.loaded(len(missing))
        found = await self._fetch(missing)
        self._known.update(found)
        return found

    def _wait(self, turns: int) -> None:
        if turns:
            self.loop.call_soon(self._wait, turns - 1)
            return
        level, self._level = self._level, []
        task = self.loop.create_task(self._answer(level))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, level: Sequence[tuple[LevelKey, asyncio.Future[Any]]]) -> None:
        waiting = [future for _, future in level]
        try:
            await self.load_level([key for key, _ in level])
            values = [self._object(key) for key, _ in level]
        except asyncio.CancelledError:
            for future in waiting:
                future.cancel()
            raise
        except Exception as error:
            for future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for future, value in zip(waiting, values, strict=True):
            if not future.done():
                self._tally.rows += self._kind.shown(value)
                future.set_result(value)

    def _object(self, key: LevelKey) -> Any:
        """What is made of a key's value: one object for all who ask."""
        if key not in self._made:
            self._made[key] = self._kind.make(self._known[key])
        return self._made[key]


def _bare(key: Key) -> LevelKey:
    return key[0]


def _whole(key: Key) -> LevelKey:
    return None if None in key else key
