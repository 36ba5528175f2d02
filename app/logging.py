"""One stream of log lines, ours and every library's: for people on a terminal, as JSON elsewhere."""

import json
import logging
import sys

import orjson
import structlog
from structlog.typing import EventDict, Processor

from app.redaction import without_secrets
from app.settings import Settings

HANDLER = "app"
# These report their inner workings as news.
QUIET = ("alembic", "asyncio")


def configure_logging(settings: Settings) -> None:
    """Send the root logger to standard error. Calling it again replaces only what it did before."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _without_uvicorn_colours,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(HANDLER)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _without_secrets,
                _renderer(settings),
            ],
        )
    )
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


def _without_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    return without_secrets(event)


def _renderer(settings: Settings) -> Processor:
    terminal = sys.stderr.isatty()
    if settings.log_format == "console" or (settings.log_format == "auto" and terminal):
        # Others show the values of local variables.
        return structlog.dev.ConsoleRenderer(colors=terminal, exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(_json)


def _json(line: EventDict, **_: object) -> str:
    try:
        return orjson.dumps(line, default=repr).decode()
    except TypeError:  # lone surrogates, and integers of more than 64 bits
        return json.dumps(line, default=repr)
