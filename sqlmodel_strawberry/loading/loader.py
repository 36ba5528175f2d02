"""Loading by key: one SQL statement for all keys of a level, however many parents ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aiodataloader import DataLoader

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.loading.levels import Gathering, LevelKey, Row, Values
from sqlmodel_strawberry.tasks import retrieve

Key = tuple[Any, ...]
TURNS = 3
"""Turns of the event loop that a level takes at least, so that everyone waits for it when it is answered.

What parents ask for they ask for in one turn. But graphql-core waits for it a turn later in each list and object with
several awaitables, and at once in those with a single one; whoever begins to wait after the answer would go on earlier.
"""


@dataclass(frozen=True, eq=False)
class ValueKind:
    """What a loader's values are made of."""

    keys: int
    """Columns of a key."""
    gathering: Gathering
    """How the rows that were fetched belong to keys."""
    make: Callable[[Any], Any]
    """A value as hand-written fields and generated resolvers get it: objects instead of rows."""
    shown: Callable[[Any], int] = lambda _: 0
    """How many rows of the operation's answer such an object is, each time that it is asked for."""


class Loader(DataLoader[Any, Any]):
    """A loader that answers levels: whatever is asked of it at one time, known already or not, is answered at one time.

    Were a known key answered at once, its row would ask for children before the others of its level do, and one level
    of children would take two statements.

    `load_level` and `load_alone` give rows as the driver gave them. `load` gives what is made of these, once for each
    key.
    """

    def __init__(
        self, fetch: Callable[[Sequence[LevelKey]], Awaitable[Sequence[Row]]], kind: ValueKind, tally: Tally
    ) -> None:
        """`fetch` gives the rows of some keys, each once."""
        # What `DataLoader` does here takes as long as to load a level, and is to find out what is known.
        self.get_cache_key = _bare if kind.keys == 1 else _whole
        self._queue = []
        self._fetch, self._kind, self._tally = fetch, kind, tally
        self._known: Values = {}
        self._fetched: list[tuple[Sequence[LevelKey], Sequence[Row]]] = []
        """What was fetched for whole levels, and is not among what is known by key: mostly nobody asks for it again."""
        self._made: Values = {}
        self._level: list[tuple[LevelKey, asyncio.Future[Any]]] = []
        self._asked: list[dict[LevelKey, None]] = []
        self._answers: set[asyncio.Task[None]] = set()

    @cached_property
    def loop(self) -> asyncio.AbstractEventLoop:  # type: ignore[override]  # a variable of `DataLoader`'s
        """The operation's."""
        return asyncio.get_running_loop()

    @cached_property
    def _turn(self) -> asyncio.Lock:
        return asyncio.Lock()

    @property
    def _cache(self) -> Values:  # type: ignore[override]  # the same
        """All that is known, by key."""
        gathering, known = self._kind.gathering, self._known
        if None not in known:
            known.update(gathering.values((), [None]))
        for keys, rows in self._fetched:
            known.update(gathering.values(rows, keys))
        self._fetched.clear()
        return known

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
        own = dict.fromkeys(keys)
        self._asked.append(own)
        await asyncio.sleep(0)
        async with self._turn:
            # Where others took what was asked, and failed or were cancelled, the own keys are still missing.
            asked, self._asked = self._asked, []
            known = await self._fetch_missing({key: None for level in (*asked, own) for key in level})
        return [known[key] for key in keys]

    async def load_alone(self, keys: Sequence[LevelKey], *, has_null: bool = False) -> Any:
        """A level of keys, each once, as the loader's `Gathering` makes it: for one task that asks for all there is.

        Nobody else asks at this time, so that nobody is waited for. With `has_null` keys may be None, as often as they
        like.
        """
        gathering = self._kind.gathering
        if not (self._known or self._fetched or has_null):
            rows = await self._fetch(keys)
            self._fetched.append((keys, rows))
            return gathering.level(rows, keys)
        known = await self._fetch_missing(keys)
        return gathering.joined([known[key] for key in keys])

    async def batch_load_fn(self, keys: list[LevelKey]) -> list[Any]:
        """What `DataLoader` asks for."""
        return await self.load_level(keys)

    async def _fetch_missing(self, keys: Iterable[LevelKey]) -> Values:
        """All that is known, these keys included."""
        known = self._cache
        missing = [key for key in keys if key not in known]
        if missing:
            known.update(self._kind.gathering.values(await self._fetch(missing), missing))
        return known

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
            self._made[key] = self._kind.make(self._cache[key])
        return self._made[key]


def _bare(key: Key) -> LevelKey:
    return key[0]


def _whole(key: Key) -> LevelKey:
    return None if None in key else key
