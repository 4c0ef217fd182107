"""Five hundred deliveries at once, shuffled, a third twice, while the process that works on them is
killed two times: cards end as if all had come in order."""

import asyncio
import json
import random
from dataclasses import dataclass, field

import httpx2

from tests.crash.evidence import all_tasks_done
from tests.crash.process import Server, server
from tests.github.hooks import Hook, connect, kanban
from tests.github.world import Sent, World
from tests.support.apps import Board, Json, Person
from tests.support.databases import Place
from trivet.platform.db.database import Database

WANTED = 500
AT_ONCE = 60
PATIENCE_S = 300.0
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

    def hook(self, running: Server) -> Hook:
        return Hook(running.owner.http, self.secret, self.number)

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


async def test_a_storm_with_two_kills_ends_as_in_order(place: Place, database: Database) -> None:
    chance = random.Random(500)
    world = World(KEYS, chance, WANTED)
    sent = [(f"delivery-{number}", one) for number, one in enumerate(world.deliveries())]
    async with server(place.settings()) as running:
        calm = await Team.founded(running.owner, "Calm", 1)
        stormy = await Team.founded(running.owner, "Stormy", 2)
        for guid, one in sent:
            assert (await calm.hook(running).send(*one, guid=guid)).status_code == 202
        await all_tasks_done(database, PATIENCE_S)
        in_order = await calm.outcome(running.owner)
        assert await running.stop() == 0
    assert len({card["column"] for card in in_order.values()}) > 1

    doubled = [*sent, *chance.sample(sent, WANTED // 3)]
    chance.shuffle(doubled)
    storm = Storm(doubled)
    for where in ("after_webhook_commit", "before_webhook_commit"):
        async with server(place.settings(), where, 6) as running:
            await storm.rage(stormy.hook(running))
            await running.died()
    async with server(place.settings()) as running:
        await storm.rage(stormy.hook(running))
        assert storm.answered == {guid for guid, _ in sent}
        await all_tasks_done(database, PATIENCE_S)
        assert await stormy.outcome(running.owner) == in_order
        assert await running.stop() == 0
