"""What is never the same twice: the clock of the database, and random keys."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from sqlmodel_strawberry.values import codec

MOMENT = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(\+00:00|Z)?")
NEAR = dt.timedelta(days=1)
NOW = "<now>"


def steady(value: Any) -> Any:
    """The same JSON value, or rows of a table, with one word for all moments about now; in cursors too."""
    if isinstance(value, dict):
        return {name: steady(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [steady(each) for each in value]
    if isinstance(value, dt.datetime):
        return NOW if _is_near(value) else value
    return _steady_text(value) if isinstance(value, str) else value


def _steady_text(text: str) -> Any:
    if MOMENT.search(text):
        return MOMENT.sub(lambda found: NOW if _is_near(dt.datetime.fromisoformat(found[0])) else found[0], text)
    if len(text) > 20 and " " not in text:
        with suppress(codec.MalformedError):
            return steady(codec.decode(text))
    return text


def _is_near(moment: dt.datetime) -> bool:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return abs(dt.datetime.now(dt.UTC) - aware) < NEAR


@contextmanager
def same_keys(seed: object) -> Iterator[None]:
    """Inside of the block random UUIDs come one after the other as the seed says."""
    with patch.object(uuid, "os", SimpleNamespace(urandom=Random(f"{seed}").randbytes)):
        yield
