"""How long GitHub waits for an answer while many of its deliveries are still to be worked on."""

import asyncio
import hashlib
import hmac
from collections.abc import Iterator
from time import perf_counter

import orjson

from bench.client import Connection
from bench.server import Server

SIGNED_WITH = "the secret of this webhook"
SENDERS = 8
PACE_S = 0.05
"""One delivery so often, while the queue is worked on: 20 a second."""
PADDING = 12_000
"""GitHub's bodies are long: bytes of a description that names no card."""


class Deliveries:
    """A repository whose webhook delivers.

    Args:
        server: the Trivet.
        token: of its owner.
    """

    def __init__(self, server: Server, token: str) -> None:
        self._server = server
        self._owner = Connection(server.port, token)
        self._keys: list[str] = []
        self._number = 0
        self._workspace = ""

    async def measure(self, queued: int, paced: int) -> tuple[list[float], int]:
        """Queue some, then send more at a steady pace.

        Args:
            queued: how many are sent at once first.
            paced: how many are sent then.

        Returns:
            Seconds until each of the latter was answered, and how many tasks were still open after the
            last one.
        """
        await self._connect()
        todo = iter(range(queued))
        senders = [Connection(self._server.port, "none") for _ in range(SENDERS)]
        await asyncio.gather(*(self._send_all(sender, todo) for sender in senders))
        times = []
        for _ in range(paced):
            began = perf_counter()
            await self._send(senders[0])
            times.append(perf_counter() - began)
            await asyncio.sleep(max(0.0, PACE_S - times[-1]))
        for sender in senders:
            sender.close()
        return times, await self._open()

    async def _connect(self) -> None:
        workspace = (await self._owner.json("POST", "/workspaces", {"name": "Deliveries"}))["id"]
        board = await self._owner.json(
            "POST", f"/workspaces/{workspace}/boards", {"name": "Rockets", "template": "kanban"}
        )
        column = (await self._owner.json("GET", f"/boards/{board['id']}"))["columns"][0]["id"]
        for number in range(50):
            body = {"column_id": column, "title": f"Card {number}"}
            card = await self._owner.json("POST", f"/boards/{board['id']}/cards", body)
            self._keys.append(card["key"])
        await self._owner.json(
            "POST",
            f"/workspaces/{workspace}/repositories",
            {"full_name": "acme/rocket", "secret": SIGNED_WITH},
        )
        self._workspace = workspace

    async def _send_all(self, sender: Connection, todo: Iterator[int]) -> None:
        for _ in todo:
            await self._send(sender)

    async def _send(self, sender: Connection) -> None:
        self._number += 1
        body = orjson.dumps(self._payload(self._number))
        signed = hmac.new(SIGNED_WITH.encode(), body, hashlib.sha256).hexdigest()
        status, _, answer = await sender.send(
            "POST",
            "/webhooks/github",
            body,
            {
                "X-GitHub-Event": "pull_request",
                "X-GitHub-Delivery": f"bench-{self._number}",
                "X-GitHub-Hook-ID": "1",
                "X-Hub-Signature-256": f"sha256={signed}",
            },
        )
        if status != 202:
            raise RuntimeError(f"A delivery was answered with {status}: {answer[:300]!r}")

    def _payload(self, number: int) -> dict[str, object]:
        pull = number % len(self._keys)
        repository = {
            "id": 1,
            "full_name": "acme/rocket",
            "html_url": "https://github.com/acme/rocket",
        }
        minute, second = divmod(number, 60)
        return {
            "action": "edited",
            "number": pull + 1,
            "pull_request": {
                "number": pull + 1,
                "title": f"{self._keys[pull]} told of {number} times",
                "state": "open",
                "draft": False,
                "merged": False,
                "body": "x" * PADDING,
                "updated_at": f"2026-03-01T{minute // 60:02}:{minute % 60:02}:{second:02}Z",
                "html_url": f"https://github.com/acme/rocket/pull/{pull + 1}",
                "user": {"login": "ada"},
                "author_association": "MEMBER",
                "head": {"ref": f"work-{pull}", "sha": "a" * 40, "repo": repository},
                "base": {"ref": "main", "sha": "b" * 40, "repo": repository},
            },
            "repository": repository,
        }

    async def _open(self) -> int:
        """How many tasks are not done; at most a page of them."""
        self._owner.close()  # It was idle for so long that the server may have closed it already.
        page = await self._owner.json(
            "GET", f"/workspaces/{self._workspace}/tasks?state=queued&limit=100"
        )
        return len(page["items"])
