"""Deliveries of GitHub's: how soon they are answered while many wait, and how soon people see them."""

import asyncio
import hashlib
import hmac
from collections.abc import Iterator
from time import perf_counter

import orjson

from bench.client import Connection, Refused
from bench.figures import Rounds, Row, percentile
from bench.plan import Plan
from bench.targets import Target, all_running

SIGNED_WITH = "the secret of this webhook"
SENDERS = 8
PACE_S = 0.05
"""One delivery so often, while the queue is worked on: 20 a second."""
CARDS = 50
PADDING = 12_000
"""GitHub's bodies are long: bytes of a description that names no card."""


PACED = 200
"""So many deliveries, once the queue is full."""


def measure_deliveries(plan: Plan) -> list[Row]:
    """How soon GitHub is answered while many of its deliveries are still to be worked on."""
    rounds = Rounds("deliveries")
    with all_running(plan.modes, plan.services) as targets:
        for target in targets:
            plan.say(f"deliveries: {target.name}")
            plan.run(_answered(plan.deliveries, target, rounds))
    return rounds.rows()


async def _answered(queued: int, target: Target, rounds: Rounds) -> None:
    name = "answer a delivery of GitHub's, while others wait"
    took = await Deliveries(target).paced(queued, PACED)
    for measure, part in (("p50", 0.5), ("p99", 0.99)):
        value = percentile(took, part) * 1e3
        rounds.add(target.name, name, measure, "ms", value, of="deliveries", at=queued)


class Deliveries:
    """A repository whose webhook delivers.

    Args:
        target: the Trivet.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._keys: list[str] = []
        self._number = 0
        self.board = ""

    async def paced(self, queued: int, paced: int) -> list[float]:
        """Queue some, then send more at a steady pace.

        Args:
            queued: how many are sent at once first.
            paced: how many are sent then.

        Returns:
            Seconds until each of the latter was answered.
        """
        await self.connect()
        todo = iter(range(queued))
        senders = [self._target.connection() for _ in range(SENDERS)]
        await asyncio.gather(*(self._send_all(sender, todo) for sender in senders))
        times = []
        for _ in range(paced):
            began = perf_counter()
            await self.send(senders[0])
            times.append(perf_counter() - began)
            await asyncio.sleep(max(0.0, PACE_S - times[-1]))
        for sender in senders:
            sender.close()
        return times

    async def connect(self) -> None:
        """Make a board with cards, and a repository that tells of them."""
        owner = self._target.connection()
        workspace = (await owner.json("POST", "/workspaces", {"name": "Deliveries"}))["id"]
        wanted = {"name": "Rockets", "template": "kanban"}
        self.board = (await owner.json("POST", f"/workspaces/{workspace}/boards", wanted))["id"]
        column = (await owner.json("GET", f"/boards/{self.board}"))["columns"][0]["id"]
        for number in range(CARDS):
            body = {"column_id": column, "title": f"Card {number}"}
            card = await owner.json("POST", f"/boards/{self.board}/cards", body)
            self._keys.append(card["key"])
        repository = {"full_name": "acme/rocket", "secret": SIGNED_WITH}
        await owner.json("POST", f"/workspaces/{workspace}/repositories", repository)
        owner.close()

    async def _send_all(self, sender: Connection, todo: Iterator[int]) -> None:
        for _ in todo:
            await self.send(sender)

    async def send(self, sender: Connection) -> int:
        """Deliver that a pull request is called otherwise now.

        Returns:
            The number in its title, `mark_<number>.`.

        Raises:
            Refused: it is not taken.
        """
        self._number += 1
        body = orjson.dumps(self._payload(self._number))
        signed = hmac.new(SIGNED_WITH.encode(), body, hashlib.sha256).hexdigest()
        answer = await sender.send(
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
        if answer.status != 202:
            raise Refused(f"A delivery was answered with {answer.status}: {answer.body[:300]!r}")
        return self._number

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
                "title": f"{self._keys[pull]} mark_{number}.",
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
