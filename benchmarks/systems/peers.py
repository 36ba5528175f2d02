"""What others serve the same with. See docs/benchmarks.md for what is fair about each, and what is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
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
        # npm writes a copy of the lock among what it has installed.
        if not is_newer(self._installed / "node_modules" / ".package-lock.json", source / "package-lock.json"):
            subprocess.run(
                ["npm", "ci", "--no-audit", "--no-fund"], cwd=self._installed, check=True, stderr=subprocess.DEVNULL
            )

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


def is_newer(made: Path, source: Path) -> bool:
    """Whether something is there, and was made after what it is made of changed."""
    return made.exists() and made.stat().st_mtime > source.stat().st_mtime


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
