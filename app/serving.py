"""Serving with uvicorn: the address is printed once it can be opened, and ^C is no error."""

import errno
import gc
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from rich.console import Console
from uvicorn import Server
from uvicorn.supervisors import Multiprocess

from app.client_connections import ServerConfig
from app.settings import Settings
from app.telemetry.metrics import DIRECTORY
from app.token_keys import new_key
from sqlmodel_strawberry.explorer.assets import NOT_BUILT, Assets

console = Console(stderr=True)

LOOPBACK = ("127.0.0.1", "::1", "localhost")
NAMES_OF_LOOPBACK = "127.0.0.1,[::1],localhost"


class AnnouncingServer(Server):
    """One process, which tells where it listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What the application is made of stays, and need not be looked at again and again.
        gc.freeze()
        gc.enable()
        announce(self.servers[0].sockets[0].getsockname())

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; told once more, stop now. (uvicorn would listen to a second ^C only.)"""
        self.force_exit = self.should_exit
        super().handle_exit(sig, frame)


class Workers(Multiprocess):
    """Several processes behind one address."""

    def terminate_all(self) -> None:
        """Tell the workers to stop. When each has closed the socket, connections are refused."""
        super().terminate_all()
        for listening in self.sockets:
            listening.close()

    def join_all(self) -> None:
        """Wait for the workers to stop; told once more, stop them now."""
        self.signal_queue.clear()
        for worker in self.processes:
            while worker.process.is_alive():
                worker.process.join(0.1)
                if self.signal_queue:
                    worker.kill()


class AddressTakenError(Exception):
    """Another process listens there, in words."""


def check_address(host: str, port: int) -> None:
    """Ask for an address and give it back: before work is done for a server that could not start.

    Whatever else is wrong with it, uvicorn tells.

    Raises:
        AddressTakenError: another process listens there.
    """
    try:
        # As uvicorn asks: what is left of connections that have ended is in nobody's way.
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = f"{host}:{port} is taken by another process: PORT={port + 1} names another"
            raise AddressTakenError(told) from None
    except OverflowError:
        return


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve until interrupted. Exits with an error where the address cannot be had."""
    share_token_key(settings)
    keep_to_this_machine(settings, host)
    tell_of_explorer(settings, Assets())
    config = ServerConfig(settings, host=host, port=port)
    # Having stopped cleanly, uvicorn raises the signal that stopped it once more.
    with suppress(KeyboardInterrupt), shared_metrics(settings):
        if settings.workers == 1:
            gc.disable()  # until it has started
            AnnouncingServer(config).run()
        else:
            with config.bind_socket() as listening:
                # Connections wait for the first worker from now on.
                listening.listen(settings.backlog)
                announce(listening.getsockname())
                Workers(config, sockets=[listening]).run()


def share_token_key(settings: Settings) -> None:
    """Where none is set, all workers get the same one, so that each reads the access tokens of the others."""
    if not settings.token_keys:
        os.environ["ACCESS_TOKEN_KEYS"] = new_key()


def keep_to_this_machine(settings: Settings, host: str) -> None:
    """In development, answer at an address of this machine for its names alone, unless ALLOWED_HOSTS says for which.

    Any site that one visits may have its own name lead here (DNS rebinding): then it is of the API's origin, and reads
    what there is, with plans and the schema.
    """
    if not settings.is_production and "allowed_hosts" not in settings.model_fields_set and host in LOOPBACK:
        os.environ["ALLOWED_HOSTS"] = NAMES_OF_LOOPBACK


def tell_of_explorer(settings: Settings, assets: Assets) -> None:
    """Print how to get it, where it is wanted and not built."""
    if settings.is_on(settings.explorer) and not assets.is_built:
        console.print(f"The explorer is {NOT_BUILT}", highlight=False, soft_wrap=True)


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
