"""Requests to the played GitHub, as a client that keeps to its contract sends them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from tests.support.playing.asking import Asking

__all__ = ["HEADERS", "NEWER", "Asking", "asking", "said"]

HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "Trivet",
}
NEWER = {"X-GitHub-Api-Version": "2026-03-10"}


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
