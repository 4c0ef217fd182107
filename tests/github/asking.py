"""Requests to the played GitHub, as a client that keeps to its contract sends them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "Trivet",
}
NEWER = {"X-GitHub-Api-Version": "2026-03-10"}


@dataclass(frozen=True)
class Asking:
    """Sends requests with a token.

    Args:
        http: leads to GitHub.
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


@asynccontextmanager
async def asking(address: str, token: str | None = None) -> AsyncIterator[Asking]:
    """A client of a GitHub; redirects are not followed.

    Args:
        address: where its REST API is reached.
        token: what it is asked with.
    """
    async with httpx2.AsyncClient(base_url=address, headers=HEADERS, trust_env=False) as http:
        yield Asking(http, token)


def said(answer: httpx2.Response) -> tuple[int, str]:
    """The status of a refusal, and its message."""
    return answer.status_code, answer.json()["message"]
