"""One stream of log lines, ours and every library's: for people on a terminal, as JSON elsewhere."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
import structlog
from structlog.typing import EventDict, Processor

from app.current_request import current_request
from app.redaction import may_have_secrets, without_secrets
from app.settings import Settings

HANDLER = "app"
# These report their inner workings as news.
QUIET = ("alembic", "asyncio")
LEVELS = {logging.INFO: "info", logging.WARNING: "warning", logging.ERROR: "error"}


# What handlers of others may ask of a line.
_NOWHERE = vars(logging.LogRecord("", logging.NOTSET, "", 0, "", (), None))


class Line(logging.LogRecord):
    """A line whose fields are all there, so that it needs none of what others go through. See `write`."""

    def __init__(self, name: str, level: int, event: str, fields: dict[str, Any]) -> None:
        seconds, nanoseconds = divmod(time.time_ns(), 10**9)
        self.__dict__.update(_NOWHERE)
        self.name = name
        self.levelno, self.levelname = level, logging.getLevelName(level)
        self.msg = event
        self.created, self.msecs = seconds + nanoseconds / 1e9, nanoseconds / 1e6
        self.event = line = {"event": event, **fields}
        add_request(None, "", line)
        line["level"] = LEVELS[level]
        line["logger"] = name
        line["timestamp"] = f"{_second(seconds)}.{nanoseconds // 1000:06}Z"


@lru_cache(maxsize=4)
def _second(seconds: int) -> str:
    """One after another, many lines are of the same."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


class Formatter(structlog.stdlib.ProcessorFormatter):
    """Writes every line as the settings want it."""

    def __init__(self, render: Processor, shared: list[Processor]) -> None:
        self._render = render
        remove, exceptions = self.remove_processors_meta, structlog.processors.format_exc_info
        super().__init__(foreign_pre_chain=shared, processors=[remove, exceptions, render])

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        if isinstance(record, Line):
            return str(self._render(None, "", record.event))
        return super().format(record)


def write(logger: logging.Logger, level: int, event: str, fields: dict[str, Any]) -> None:
    """Log a line with these fields, for what is logged with every request."""
    if logger.isEnabledFor(level):
        logger.handle(Line(logger.name, level, event, fields))


def configure_logging(settings: Settings) -> None:
    """Send the root logger to standard error. Calling it again replaces only what it did before."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        add_request,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _without_uvicorn_colours,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(HANDLER)
    handler.setFormatter(Formatter(_renderer(settings), shared))
    root = logging.getLogger()
    for old in [old for old in root.handlers if old.get_name() == HANDLER]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _without_uvicorn_colours(_logger: object, _method: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)
    return event


def add_request(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Say in whose course the line is written."""
    request = current_request.get()
    if request is not None:
        event["request_id"] = request.id
        if request.trace_id is not None:
            event["trace_id"] = request.trace_id
    return event


def _renderer(settings: Settings) -> Processor:
    terminal = sys.stderr.isatty()
    if settings.log_format == "json" or (settings.log_format == "auto" and not terminal):
        return _json
    # Others show the values of local variables.
    console = structlog.dev.ConsoleRenderer(colors=terminal, exception_formatter=structlog.dev.plain_traceback)
    return lambda logger, method, event: console(logger, method, without_secrets(event))


def _json(_logger: object, _method: str, event: EventDict) -> str:
    try:
        line = orjson.dumps(event, default=repr)
    except TypeError:  # lone surrogates, and integers of more than 64 bits
        return json.dumps(without_secrets(event), default=repr)
    if may_have_secrets(line):
        line = orjson.dumps(without_secrets(orjson.loads(line)))
    return line.decode()
