"""What others serve the same with. See docs/benchmarks.md for what is fair about each, and what is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from sqlalchemy import URL

from benchmarks.processes import ROOT
from benchmarks.systems.content import opaque, plain
from benchmarks.systems.system import GraphQL, System, http_request
from benchmarks.workload import Query, Values

PEERS = Path(__file__).parent.parent / "peers"
INSTALLED = ROOT / ".cache" / "benchmarks"


class Naive(GraphQL):
    """Strawberry, SQLModel and DataLoaders, as their documentation puts them together."""

    folder = PEERS / "naive" / "queries"

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.peers.naive.server", str(port)]

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        if name == "q7":
            return {"after": str(values["after"])}
        if name == "m1":
            return {
                "input": {
                    "name": values["name"],
                    "secretName": values["secret_name"],
                    "age": values["age"],
                    "teamId": values["team"],
                }
            }
        if name == "m2":
            items = [{"productId": key, "quantity": quantity} for key, quantity in values["items"]]
            return {"user": values["user"], "items": items}
        return values

    def restate(self, name: str, answer: Any) -> Any:
        return in_payload(name, answer)


class Rest(System):
    """FastAPI and SQLModel, with selectinload and response_model."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.peers.rest.server", str(port)]

    def request(self, query: Query, number: int) -> bytes:
        values = query.values(number)
        viewer = query.viewer(values)
        if query.name == "m1":
            hero = {key: values[key] for key in ("name", "secret_name", "age")} | {"team_id": values["team"]}
            return http_request("POST", "/heroes", orjson.dumps(hero), viewer)
        if query.name == "m2":
            items = [{"product_id": key, "quantity": quantity} for key, quantity in values["items"]]
            order = {"user_id": values["user"], "items": items}
            return http_request("POST", "/orders", orjson.dumps(order), viewer)
        if query.name == "q5":
            return http_request("GET", f"/heroes/{values['id']}")
        return http_request("GET", f"/{query.name}?{urlencode(values)}", viewer=viewer)

    def content(self, query: Query, body: bytes) -> Any:
        return plain(in_payload(query.name, orjson.loads(body)), keys=not query.writes)


class Strawchemy(GraphQL):
    """A statement for each root field. It has no cursors, no groups, and no mutation like ours for orders."""

    folder = PEERS / "strawchemy" / "queries"
    lacks = frozenset({"q7", "q8", "m2"})
    _installed = INSTALLED / "strawchemy"

    def install(self) -> None:
        """With pip, in an environment of its own: it asks for what we do not have, and has not what we ask for."""
        lock = PEERS / "strawchemy" / "requirements.lock"
        with made_of(lock, self._installed) as missing:
            if missing:
                venv.create(self._installed, clear=True, with_pip=True)
                pip = [str(self._python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
                subprocess.run([*pip, "--require-hashes", "--requirement", str(lock)], check=True)

    def command(self, port: int) -> list[str]:
        return [str(self._python), str(PEERS / "strawchemy" / "server.py"), str(port)]

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        if name == "m1":
            hero = {key: values[key] for key in ("name", "age")} | {"secretName": values["secret_name"]}
            return {"data": {**hero, "team": {"set": {"id": values["team"]}}}}
        return values

    def restate(self, name: str, answer: Any) -> Any:
        return in_payload(name, answer)

    @property
    def _python(self) -> Path:
        return self._installed / "bin" / "python"


class PostGraphile(GraphQL):
    """Version 5, with the plugins for filters of relations and for aggregates."""

    folder = PEERS / "postgraphile" / "queries"
    setup = PEERS / "postgraphile" / "place_order.sql"
    _installed = INSTALLED / "postgraphile"

    def install(self) -> None:
        """With npm, whose package `node` is the Node.js that it wants."""
        source = PEERS / "postgraphile"
        self._installed.mkdir(parents=True, exist_ok=True)
        for name in ("server.mjs", "package.json", "package-lock.json"):  # modules are looked for beside the file
            shutil.copy(source / name, self._installed)
        with made_of(source / "package-lock.json", self._installed) as missing:
            if missing:
                install = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
                subprocess.run(install, cwd=self._installed, check=True)

    def command(self, port: int) -> list[str]:
        return [str(self._installed / "node_modules" / ".bin" / "node"), str(self._installed / "server.mjs"), str(port)]

    def environment(self, database: URL) -> Mapping[str, str]:
        return {**super().environment(database), "NODE_ENV": "production", "GRAPHILE_ENV": "production"}

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        if name == "q7":
            # What this version of it calls the order of teams by their keys.
            return {"after": opaque("135b608f79", values["after"])}
        if name == "m1":
            hero = {key: values[key] for key in ("name", "age")}
            return {"input": {"hero": hero | {"secretName": values["secret_name"], "teamId": values["team"]}}}
        if name == "m2":
            products, quantities = zip(*values["items"], strict=True)
            return {"input": {"buyer": values["user"], "products": products, "quantities": quantities}}
        return values

    def restate(self, name: str, answer: Any) -> Any:
        if name == "q7":
            # Relay allows false where a server would have to look.
            answer["pageInfo"]["hasPreviousPage"] = True
        if name != "q8":
            return answer
        groups = {
            group["keys"][0]: {"count": int(group["distinctCount"]["rowId"]), "sum": group["sum"]}
            for group in answer["groupedAggregates"]
        }
        return {"all": {"count": answer["totalCount"], **answer["aggregates"]}, "groups": groups}


@contextmanager
def made_of(lock: Path, folder: Path) -> Iterator[bool]:
    """Whether what is in a folder is still to be made of this lock; it is not, once it has been."""
    stamp = folder / "made-of"
    is_made = stamp.exists() and stamp.read_bytes() == lock.read_bytes()
    yield not is_made
    if not is_made:
        shutil.copy(lock, stamp)


def in_payload(name: str, answer: Any) -> Any:
    """Of APIs that answer mutations with the row alone, and Q8 with flat figures."""
    if name in ("m1", "m2"):
        return {"hero" if name == "m1" else "order": answer}
    if name != "q8":
        return answer
    groups = {
        str(group["category"]): {"count": group["count"], "sum": {"price": group["sum"]}} for group in answer["groups"]
    }
    figures = {name: {"price": answer[name]} for name in ("min", "max", "sum")}
    return {"all": {"count": answer["count"], **figures}, "groups": groups}
