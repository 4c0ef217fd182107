"""Deliveries in any order, a third of them twice, end as in order."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.factories.github import Payload, PullRequests, branch
from tests.github.hooks import Scene
from tests.support.apps import Json, Trivet
from trivet.github.models import Repository
from trivet.github.service import WebhookService
from trivet.platform.events import Actor, Origin

Sent = tuple[str, Payload]


@dataclass
class World:
    """Cards and pull requests that change, as a team's do in some days."""

    keys: list[str]
    chance: random.Random
    wanted: int

    def deliveries(self) -> list[Sent]:
        """What GitHub delivers, in order."""
        minute = 0.0
        sent: list[Sent] = []
        pulls: list[PullRequests] = []
        while len(sent) < self.wanted:
            minute += self.chance.choice([0, 0.02, 1, 1])
            if len(pulls) < 25 and self.chance.random() < 0.25:
                pull = self._new(len(pulls) + 1)
                pulls.append(pull)
                if self.chance.random() < 0.5:
                    sent.append(("create", branch(pull.branch, minute=minute)))
                sent.append(("pull_request", pull.at(minute, "opened")))
            elif pulls:
                # Never two of one pull request in one second: GitHub's times could not tell.
                minute += 0.02
                sent.append(("pull_request", self._changed(self.chance.choice(pulls), minute)))
        return sent[: self.wanted]

    def _new(self, number: int) -> PullRequests:
        key = self.chance.choice(self.keys)
        other = self.chance.choice([*self.keys, "", ""])
        return PullRequests(
            number,
            branch=f"feature/{key.lower()}-{number}",
            title=f"{other} part {number}",
            draft=self.chance.random() < 0.4,
            fork=self.chance.random() < 0.1,
        )

    def _changed(self, pull: PullRequests, minute: float) -> Payload:
        if pull.merged:
            return pull.at(minute, "edited", title=f"{pull.title}.")
        if pull.closed:
            return pull.at(minute, "reopened", closed=False)
        match self.chance.randrange(6):
            case 0:
                return pull.at(minute, "ready_for_review", draft=False)
            case 1:
                return pull.at(minute, "converted_to_draft", draft=True)
            case 2:
                return pull.at(minute, "closed", merged=True, draft=False)
            case 3:
                return pull.at(minute, "closed", closed=True)
            case 4:
                title = f"{self.chance.choice(self.keys)} {pull.number} at {minute}"
                return pull.at(minute, "edited", title=title)
            case _:
                return pull.at(minute, "synchronize")


Deliver = Callable[[Scene, list[tuple[str, Sent]]], Awaitable[None]]
"""Has deliveries, each under its name, worked on."""


async def by_http(scene: Scene, sent: list[tuple[str, Sent]]) -> None:
    """As GitHub does it; several are worked on at a time."""
    for guid, (event, payload) in sent:
        answer = await scene.hook.send(event, payload, guid=guid)
        assert answer.status_code in (200, 202), answer.text
    await scene.worked_on()
    assert {task.state for task in scene.tasks.of_webhooks()} == {"succeeded"}


async def by_hand(scene: Scene, sent: list[tuple[str, Sent]]) -> None:
    """One after the other, straight to what works on them."""
    for _, (event, payload) in sent:
        async with scene.app.runtime.units.write(Actor(origin=Origin.GITHUB)) as unit:
            repository = await unit.session.get(Repository, UUID(scene.repository["id"]))
            assert repository is not None
            await WebhookService(unit, repository).process(event, payload)


async def outcome(app: Trivet, deliver: Deliver, sent: list[tuple[str, Sent]]) -> Json:
    """What cards look like once all of it was delivered."""
    owner = await app.owner()
    scene = await Scene.set(app, owner)
    cards = [await scene.card(title=f"Card {n}") for n in range(len(KEYS))]
    assert [card["key"] for card in cards] == KEYS
    await deliver(scene, sent)
    board = await owner.get(f"/boards/{scene.board.id}")
    names = {column["id"]: column["name"] for column in board["columns"]}
    # By a hook of the same number and secret the next one must find it alone.
    await owner.delete(f"/workspaces/{scene.board.workspace_id}")
    return {
        card["key"]: {
            "column": names[card["column_id"]],
            "pull_requests": _told(card.get("pull_requests", []), "number"),
            "branches": _told(card.get("branches", []), "name"),
        }
        for card in board["cards"]
    }


def _told(shown: list[Json], by: str) -> list[Json]:
    bare = [{name: value for name, value in one.items() if name != "id"} for one in shown]
    return sorted(bare, key=lambda one: str(one[by]))


KEYS = [f"ENGI-{number}" for number in range(1, 7)]


async def in_order_and_not(app: Trivet, deliver: Deliver, wanted: int, seed: int) -> None:
    chance = random.Random(seed)
    world = World(KEYS, chance, wanted)
    sent = [(f"{seed}-{number}", one) for number, one in enumerate(world.deliveries())]
    in_order = await outcome(app, deliver, sent)
    assert len({card["column"] for card in in_order.values()}) > 1
    doubled = [*sent, *chance.sample(sent, wanted // 3)]
    chance.shuffle(doubled)
    assert await outcome(app, deliver, doubled) == in_order


async def test_two_hundred_end_as_in_order(app: Trivet) -> None:
    await in_order_and_not(app, by_http, 200, seed=1)


@pytest.mark.parametrize("seed", range(2, 8))
async def test_any_order_ends_as_in_order(app: Trivet, seed: int) -> None:
    await in_order_and_not(app, by_hand, 60, seed)
