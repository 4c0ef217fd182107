"""Requests to a vendor that is played, as a client sends them."""

from dataclasses import dataclass
from typing import Any

import httpx2


@dataclass(frozen=True)
class Asking:
    """Sends requests with a token.

    Args:
        http: leads to the vendor.
        token: it; None sends none.
    """

    http: httpx2.AsyncClient
    token: str | None = None

    def by(self, token: str | None) -> "Asking":
        """The same with another token."""
        return Asking(self.http, token)

    async def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx2.Response:
        """Send a request; the headers' names have `_` for `-`."""
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.request(method, path, json=body, headers={**bearer, **named})

    async def get(self, path: str, **headers: str) -> httpx2.Response:
        return await self.ask("GET", path, **headers)

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        return await self.ask("POST", path, body, **headers)

    async def patch(self, path: str, body: Any) -> httpx2.Response:
        return await self.ask("PATCH", path, body)

    async def delete(self, path: str) -> httpx2.Response:
        return await self.ask("DELETE", path)
