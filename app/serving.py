"""Serving with uvicorn: the address is printed once it can be opened, and ^C is no error."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rich.console import Console
from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from app.settings import Settings
from app.telemetry.metrics import DIRECTORY
from app.token_keys import new_key

GRACE_SECONDS = 10

console = Console(stderr=True)


class AnnouncingServer(Server):
    """One process, which tells where it listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        announce(self.servers[0].sockets[0].getsockname())


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve until interrupted. Exits with an error where the address cannot be had."""
    share_token_key(settings)
    config = Config(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=settings.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # Having stopped cleanly, uvicorn raises the signal that stopped it once more.
    with suppress(KeyboardInterrupt), shared_metrics(settings):
        if settings.workers == 1:
            AnnouncingServer(config).run()
        else:
            with config.bind_socket() as listening:
                announce(listening.getsockname())
                Multiprocess(config, sockets=[listening]).run()


def share_token_key(settings: Settings) -> None:
    """Where none is set, all workers get the same one, so that each reads the access tokens of the others."""
    if not settings.token_keys:
        os.environ["ACCESS_TOKEN_KEYS"] = new_key()


@contextmanager
def shared_metrics(settings: Settings) -> Iterator[None]:
    """Where several workers are to tell figures: a folder for those of all of them, until they have ended."""
    if settings.workers == 1 or settings.metrics_token is None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="metrics-") as folder:
        os.environ[DIRECTORY] = folder
        yield


def announce(address: tuple[str, int]) -> None:
    """Print where the API is."""
    host, port = address[:2]
    name = f"[{host}]" if ":" in host else host
    console.print(f"GraphQL: http://{name}:{port}/graphql (^C stops)", highlight=False, soft_wrap=True)
