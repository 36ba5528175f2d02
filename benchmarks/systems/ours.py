"""This repository's API, compiled and interpreted, and the floor."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL

from benchmarks.systems.content import decode, opaque
from benchmarks.systems.system import KEY, POOL_SIZE, GraphQL, dsn
from benchmarks.workload import Values

TEAMS_BY_ID = "3059597a"
"""What cursors of the list of teams begin with."""


class Ours(GraphQL):
    """This repository's API."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "app", "serve", "--port", str(port)]

    def environment(self, database: URL) -> Mapping[str, str]:
        """As in production, with an allowance that lasts, and without a line of the log for each operation."""
        allowance = f"{2**31 - 1}/minute"
        return {
            "ENVIRONMENT": "production",
            "DATABASE_URL": database.render_as_string(hide_password=False),
            "ACCESS_TOKEN_KEYS": ",".join(f"{name}:{key}" for name, key in KEY.items()),
            "POOL_SIZE": str(POOL_SIZE),
            "MAX_OVERFLOW": "0",
            # On a busy machine 64 at a time wait for longer than users would.
            "POOL_TIMEOUT": "60",
            "OPERATION_TIMEOUT": "60",
            "COST_LIMIT_PER_VIEWER": allowance,
            "COST_LIMIT_PER_ADDRESS": allowance,
            "LOG_LEVEL": "WARNING",
            # Having met what it is asked, as it has in production after some minutes.
            "FREEZE_AFTER": "5",
        }

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        if name == "q7":
            return {"after": opaque(TEAMS_BY_ID, values["after"])}
        if name == "m1":
            hero = {key: values[key] for key in ("name", "age")}
            hero |= {"secretName": values["secret_name"], "teamId": opaque("Team", values["team"])}
            return {"input": {"hero": hero}}
        if name == "m2":
            items = [{"productId": opaque("Product", key), "quantity": quantity} for key, quantity in values["items"]]
            return {"input": {"userId": opaque("User", values["user"]), "items": items}}
        return values

    def restate(self, name: str, answer: Any) -> Any:
        if name != "q8":
            return answer
        groups = {str(decode(group["key"]["categoryId"])): group["aggregate"] for group in answer["groups"]}
        return {"all": answer["aggregate"], "groups": groups}


class Interpreted(Ours):
    """The same, where graphql-core runs every operation."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.servers.interpreted", str(port)]


class Floor(Ours):
    """Written by hand."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.servers.floor.app", str(port)]

    def environment(self, database: URL) -> Mapping[str, str]:
        return {"DSN": dsn(database), "POOL_SIZE": str(POOL_SIZE)}
