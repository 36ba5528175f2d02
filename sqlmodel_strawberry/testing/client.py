"""A client of an application, without a network between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp

try:
    import httpx
except ModuleNotFoundError:
    # pytest loads the plugin wherever the package is installed: without httpx all but this must work.
    httpx = None  # type: ignore[assignment]


class Client:
    """Sends operations to an ASGI application as clients do, over HTTP."""

    def __init__(self, app: ASGIApp, path: str = "/graphql", headers: Mapping[str, str] | None = None) -> None:
        if httpx is None:
            raise RuntimeError("this client needs httpx: pip install 'sqlmodel-strawberry[testing]'")
        self.path = path
        self.headers = dict(headers or {})
        """Sent with each operation, such as `Authorization`."""
        self._app = app

    async def query(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation that must have no errors."""
        answer = await self.send(document, **variables)
        assert not answer.get("errors"), f"the operation has errors: {answer['errors']}"
        data: dict[str, Any] = answer["data"]
        return data

    async def send(self, document: str, **variables: Any) -> dict[str, Any]:
        """The response to an operation, whatever it is."""
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=self.headers) as http:
            response = await http.post(self.path, json={"query": document, "variables": variables})
        answer: dict[str, Any] = response.json()
        return answer
