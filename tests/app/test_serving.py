"""Whom a server that is started for development answers."""

import os
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.serving import keep_to_this_machine
from app.settings import Settings
from tests.servers import serving

NAMES = "127.0.0.1,[::1],localhost"
REBOUND = ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example")
"""What requests name that a page of another site sends, whose name was made to lead to this machine."""


@pytest.mark.parametrize(
    ("said", "host", "answered"),
    [
        ({}, "127.0.0.1", NAMES),
        ({}, "localhost", NAMES),
        ({}, "::1", NAMES),
        ({}, "0.0.0.0", None),
        ({"allowed_hosts": ""}, "127.0.0.1", None),
        ({"allowed_hosts": "api.example"}, "127.0.0.1", None),
        ({"environment": "production"}, "127.0.0.1", None),
    ],
)
def test_when_it_keeps_to_this_machine(
    said: dict[str, str], host: str, answered: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "")  # so that it is taken back
    monkeypatch.delenv("ALLOWED_HOSTS")
    keep_to_this_machine(Settings(**said), host)  # type: ignore[arg-type]
    assert os.environ.get("ALLOWED_HOSTS") == answered
    if answered:
        assert Settings().allowed_hosts == ("127.0.0.1", "[::1]", "localhost")


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_a_site_that_is_led_here_reads_nothing(database_url: URL, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path) as (_server, http):
        for path in ("/graphql", "/graphql?query={__typename}", "/graphql/explorer/schema.graphql"):
            for host in REBOUND:
                assert (await http.get(path, headers={"host": host})).status_code == 421
            for host in ("localhost", "localhost:8000", "[::1]:8000"):
                assert (await http.get(path, headers={"host": host, "accept": "*/*"})).status_code in (200, 400)
