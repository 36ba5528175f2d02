"""Server processes: each pinned to a core, ended with us, their CPU read from outside. Linux only."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 10
PR_SET_PDEATHSIG = 1
CPUCLOCK_SCHED = 2
# Looked up here because little is safe between fork and exec.
_prctl = ctypes.CDLL(None).prctl
ROOT = Path(__file__).parent.parent


class ServerError(RuntimeError):
    """A server did not start; the message ends with what it wrote."""


class Server:
    """A process that listens on `port` of localhost, alone on one core."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], port: int, core: int) -> None:
        self.port = port
        # It lives as long as the process.
        self._output = tempfile.TemporaryFile()  # noqa: SIM115

        def pin() -> None:
            os.sched_setaffinity(0, {core})
            _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
            start_new_session=True,
            preexec_fn=pin,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait(self) -> None:
        """Until it takes connections."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise ServerError(f"{self._process.args!r} did not start:\n{self.output()}") from None
                time.sleep(0.05)

    def output(self) -> str:
        """The end of what it wrote."""
        self._output.seek(0)
        return self._output.read().decode(errors="replace")[-4000:]

    def pause(self) -> None:
        """Take the core from it, while another is measured."""
        os.killpg(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        os.killpg(self.pid, signal.SIGCONT)

    def stop(self) -> None:
        """End it, and whatever it started."""
        self.resume()
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        self._output.close()

    def cpu(self) -> float:
        """Seconds of CPU so far, of all of its processes."""
        return tree_cpu(self.pid)

    def forget_peak(self) -> None:
        """Let the most memory that it has had be what it has now (proc(5), clear_refs)."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def memory(self) -> int:
        """Bytes that it has in memory."""
        return _status(self.pid, "VmRSS")

    def peak_memory(self) -> int:
        """The most bytes that it has had in memory at once."""
        return _status(self.pid, "VmHWM")


def tree(pid: int) -> Iterator[int]:
    """A process and those that it started."""
    yield pid
    children = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it ended just now
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    for child in children:
        yield from tree(int(child))


def tree_cpu(pid: int) -> float:
    """Seconds of CPU so far of a process and those that it started: utime + stime, to the nanosecond."""
    return sum(_cpu(each) for each in tree(pid))


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _cpu(pid: int) -> float:
    try:
        return time.clock_gettime(_cpu_clock(pid))
    except OSError:  # it ended just now
        return 0


def _cpu_clock(pid: int) -> int:
    """What clock_getcpuclockid(3) returns for a process."""
    return (~pid << 3) | CPUCLOCK_SCHED


def _status(pid: int, name: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:"))
