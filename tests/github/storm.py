"""Five hundred deliveries at once, shuffled, a third of them twice."""

import asyncio
import json
import random
from dataclasses import dataclass, field

import httpx2

from tests.github.hooks import Hook, connect, kanban
from tests.github.world import Sent, World
from tests.support.apps import Board, Json, Person

WANTED = 500
AT_ONCE = 60
KEYS = [f"ENGI-{number}" for number in range(1, 13)]


@dataclass(frozen=True)
class Team:
    """A workspace that has the repository connected, with a webhook of its own.

    Args:
        board: of its cards.
        secret: of its webhook.
        number: of its webhook.
    """

    board: Board
    secret: str
    number: int

    @classmethod
    async def founded(cls, owner: Person, name: str, number: int) -> "Team":
        workspace = (await owner.post("/workspaces", {"name": name}))["id"]
        board = await kanban(owner, workspace)
        secret = f"the secret of {name}"
        await connect(owner, workspace, secret=secret)
        for key in KEYS:
            body = {"column_id": board.columns[0], "title": f"Card {key}"}
            assert (await owner.post(f"/boards/{board.id}/cards", body))["key"] == key
        return cls(board, secret, number)

    def hook(self, owner: Person) -> Hook:
        """Its webhook, delivering where somebody is signed in."""
        return Hook(owner.http, self.secret, self.number)

    async def outcome(self, owner: Person) -> Json:
        """What its cards look like, without what differs from one workspace to the next."""
        board = await owner.get(f"/boards/{self.board.id}")
        names = {column["id"]: column["name"] for column in board["columns"]}
        return {
            card["key"]: {
                "column": names[card["column_id"]],
                **{
                    member: sorted(
                        json.dumps({**one, "id": None}, sort_keys=True)
                        for one in card.get(member, [])
                    )
                    for member in ("pull_requests", "branches")
                },
            }
            for card in board["cards"]
        }


@dataclass
class Storm:
    """Deliveries that come all at once.

    Args:
        sent: each under its name.
        answered: the names of those that were answered, and need not come again.
    """

    sent: list[tuple[str, Sent]]
    answered: set[str] = field(default_factory=set)

    async def rage(self, hook: Hook) -> None:
        """Deliver what nobody answered yet."""
        few = asyncio.Semaphore(AT_ONCE)
        left = [one for one in self.sent if one[0] not in self.answered]
        await asyncio.gather(*(self._send(hook, few, *one) for one in left))

    async def _send(self, hook: Hook, few: asyncio.Semaphore, guid: str, one: Sent) -> None:
        async with few:
            try:
                answer = await hook.send(*one, guid=guid)
            except httpx2.HTTPError:
                return
        assert answer.status_code in (200, 202), answer.text
        self.answered.add(guid)

    @property
    def is_over(self) -> bool:
        """Whether each of them was answered."""
        return self.answered == {guid for guid, _ in self.sent}


def in_order(chance: random.Random) -> list[tuple[str, Sent]]:
    """What GitHub delivers, each under its name, as it comes on a quiet day."""
    world = World(KEYS, chance, WANTED)
    return [(f"delivery-{number}", one) for number, one in enumerate(world.deliveries())]


def all_at_once(calm: list[tuple[str, Sent]], chance: random.Random) -> Storm:
    """The same in any order, a third of it doubled."""
    doubled = [*calm, *chance.sample(calm, len(calm) // 3)]
    chance.shuffle(doubled)
    return Storm(doubled)
