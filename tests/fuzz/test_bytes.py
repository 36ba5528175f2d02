"""Requests that are damaged, and bytes that are no requests: a refusal, and the server goes on."""

import asyncio
import os
import socket
from urllib.parse import urlsplit

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.answers import SECRETS, check_answer
from tests.fuzz.live import Live
from tests.fuzz.requests_mangled import Mangled, mangled
from tests.fuzz.state import check_database, check_log

REQUESTS = int(os.environ.get("FUZZ", "40")) * 3
QUIET = settings(
    max_examples=REQUESTS, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck), deadline=None
)
REQUEST = (
    b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n"
    b'{"query":"{__typename}"}'
)
SECONDS = 0.02
"""How long a server that waits for more is given. What it answers by then is judged."""


def send_mangled(server: Live) -> None:
    """POST damaged requests, and judge the answers."""
    with httpx.Client(base_url=server.address, timeout=30) as http:

        @QUIET
        @given(mangled())
        def send(request: Mangled) -> None:
            headers = [(name.encode(), value.encode("latin-1")) for name, value in request.headers.items()]
            response = http.post("/graphql", content=request.body, headers=headers)
            assert response.status_code < 500, response.text
            if "json" in response.headers.get("Content-Type", ""):
                check_answer(response.status_code, response.text)
            assert not SECRETS.search(response.text), response.text

        send()


def send_noise(server: Live) -> None:
    """Write what is almost HTTP to a socket."""
    address = urlsplit(server.address)
    assert address.hostname
    assert address.port
    place = (address.hostname, address.port)

    @QUIET
    @given(st.integers(0, len(REQUEST)), st.integers(0, 60), st.binary(max_size=60))
    def send(start: int, length: int, noise: bytes) -> None:
        with socket.create_connection(place, timeout=30) as client:
            client.sendall(REQUEST[:start] + noise + REQUEST[start + length :])
            client.settimeout(SECONDS)
            try:
                status = client.recv(4096)[9:10]
            except (TimeoutError, ConnectionResetError):
                return
            assert status in (b"", b"2", b"3", b"4"), status

    send()


async def test_damaged_requests(server: Live) -> None:
    await asyncio.to_thread(send_mangled, server)
    await check_alive(server)


async def test_noise(server: Live) -> None:
    await asyncio.to_thread(send_noise, server)
    await check_alive(server)


async def check_alive(server: Live) -> None:
    """The server answers, and nothing is broken."""
    async with httpx.AsyncClient(base_url=server.address) as http:
        response = await http.post("/graphql", json={"query": "{ __typename }"})
    assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})
    await check_database(server.url)
    check_log(server.log)
