"""Tries the project as a newcomer does: a clean checkout, `make serve`, the README's requests over HTTP, ^C.

Standard library only: it runs before anything is installed.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 270  # installs, builds the explorer, migrates and seeds first
STOP_SECONDS = 20


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("FAILED: out of time"))
    # resolve(): /proc shows real paths, and the temporary folder may be a link.
    scratch = Path(tempfile.mkdtemp(prefix="serve-")).resolve()
    try:
        copy_checkout(scratch)
        try_server(scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def copy_checkout(scratch: Path) -> None:
    """Copies what git would commit, so no database and no environment comes along."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, scratch / name)


def try_server(scratch: Path) -> None:
    port = free_port()
    address = f"http://{HOST}:{port}"
    log = scratch / "serve.log"
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"HOST": HOST, "PORT": str(port)}
    with log.open("wb") as output:
        # A group of its own, which gets the signal as a whole: what a terminal does at ^C.
        server = subprocess.Popen(
            ["make", "serve"],
            cwd=scratch,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(address, server)
        send_requests(address)
        stop(server, port, scratch)
        text = log.read_text(errors="replace")
        check(str(port) in text, "the address is printed")
        check("Traceback" not in text, "no traceback is printed")
    except BaseException:
        print(log.read_text(errors="replace"), file=sys.stderr)
        raise
    finally:
        server.kill()
        for left in processes_in(scratch):
            with contextlib.suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        check(server.poll() is None, "make serve keeps running", quiet=True)
        try:
            return fetch(f"{address}/ready")[0] == 200
        except OSError:
            return False

    started = time.monotonic()
    check(eventually(answers, START_SECONDS), f"/ready answers 200 ({time.monotonic() - started:.0f} s)")


def send_requests(address: str) -> None:
    query, login, mutation = readme_documents()
    check(fetch(f"{address}/live")[0] == 200, "/live answers 200")

    data = execute(address, query)
    check(all(connection["nodes"] for connection in data.values()), "the README's query finds rows")

    data = execute(address, login)
    token = data["logIn"]["accessToken"]
    check(isinstance(token, str), "the README's login gives a token")

    data = execute(address, mutation, token)
    check(all(payload["userErrors"] == [] for payload in data.values()), "the README's mutation is accepted")
    data = execute(address, mutation, token)
    check(all(payload["userErrors"] for payload in data.values()), "sent twice, it is a user error")

    status, kind, page = fetch(f"{address}/graphql", accept="text/html")
    check(status == 200 and kind.startswith("text/html") and b"<html" in page.lower(), "the explorer's page is served")
    scripts = re.findall(r'<script type="module" src="([^"]+)"', page.decode())
    check(len(scripts) == 1 and fetch(f"{address}/{scripts[0]}")[0] == 200, f"its script is served: {scripts}")


def readme_documents() -> tuple[str, str, str]:
    """The first query and the first two mutations among the README's graphql blocks."""
    blocks: list[str] = re.findall(
        r"^```graphql\n(.*?)^```", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE
    )
    mutations = [block for block in blocks if block.startswith("mutation")]
    queries = [block for block in blocks if not block.startswith("mutation")]
    return queries[0], mutations[0], mutations[1]


def execute(address: str, document: str, token: object = None) -> dict[str, dict[str, object]]:
    """The data of an answer without errors; exits on any other answer."""
    status, _, answer = fetch(f"{address}/graphql", json.dumps({"query": document}).encode(), token=token)
    check(status == 200 and b'"errors"' not in answer, f"answered without errors: {answer[:200]!r}", quiet=True)
    data: dict[str, dict[str, object]] = json.loads(answer)["data"]
    return data


def stop(server: subprocess.Popen[bytes], port: int, scratch: Path) -> None:
    os.killpg(server.pid, signal.SIGINT)
    check(eventually(lambda: server.poll() is not None, STOP_SECONDS), "^C ends make serve")
    check(eventually(lambda: not processes_in(scratch), STOP_SECONDS), "no process is left")
    check(not is_open(port), "the port is closed")


def processes_in(folder: Path) -> list[int]:
    """The processes that work in `folder`, where the system has /proc."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink().is_relative_to(folder):
                found.append(int(link.parent.name))
        except OSError:
            continue  # it ended meanwhile, or is another user's
    return found


def fetch(
    address: str, body: bytes | None = None, accept: str = "application/json", token: object = None
) -> tuple[int, str, bytes]:
    """Status, content type and body."""
    headers = {"accept": accept, "content-type": "application/json"}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=10) as response:
            return response.status, response.headers["content-type"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["content-type"] or "", error.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def check(holds: bool, what: str, *, quiet: bool = False) -> None:
    if not holds:
        sys.exit(f"FAILED: {what}")
    if not quiet:
        print(f"ok: {what}", flush=True)


if __name__ == "__main__":
    main()
