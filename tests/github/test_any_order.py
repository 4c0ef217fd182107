"""Deliveries in any order, a third of them twice, end as in order."""

import random
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import pytest

from tests.github.hooks import Scene
from tests.github.ruled import BACKLOG, DOING, DONE, REVIEW, TODO, choose, later, rule
from tests.github.world import Sent, World
from tests.support.apps import Json, Trivet
from trivet.github.models import Repository
from trivet.github.service import WebhookService
from trivet.platform.events import Actor, Origin

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


async def outcome(
    app: Trivet, deliver: Deliver, sent: list[tuple[str, Sent]], rules: Sequence[Json] = ()
) -> Json:
    """What cards look like once all of it was delivered."""
    owner = await app.owner()
    scene = await Scene.set(app, owner)
    await choose(scene, *rules)
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


async def in_order_and_not(
    app: Trivet, deliver: Deliver, wanted: int, seed: int, rules: Sequence[Json] = ()
) -> None:
    chance = random.Random(seed)
    # Rules begin when they are made.
    world = World(KEYS, chance, wanted, later(60) if rules else 0.0, BASES if rules else ())
    sent = [(f"{seed}-{number}", one) for number, one in enumerate(world.deliveries())]
    in_order = await outcome(app, deliver, sent, rules)
    assert len({card["column"] for card in in_order.values()}) > 1
    doubled = [*sent, *chance.sample(sent, wanted // 3)]
    chance.shuffle(doubled)
    assert await outcome(app, deliver, doubled, rules) == in_order


async def test_two_hundred_end_as_in_order(app: Trivet) -> None:
    await in_order_and_not(app, by_http, 200, seed=9)


@pytest.mark.parametrize("seed", range(3, 7))
async def test_any_order_ends_as_in_order(app: Trivet, seed: int) -> None:
    await in_order_and_not(app, by_hand, 60, seed)


BASES = ("main", "main", "release/1")
RULES: list[Json] = [
    rule("review_requested", REVIEW),
    rule("changes_requested", DOING, back=True),
    rule("checks_failed", TODO, back=True),
    rule("approved", DONE, needs="all"),
    rule("closed", BACKLOG, back=True),
    rule("opened", DOING, base="release/*", back=True),
    rule("opened", REVIEW, needs="all"),
]


@pytest.mark.parametrize("seed", range(20, 26))
async def test_any_order_ends_as_in_order_by_rules_that_people_made(app: Trivet, seed: int) -> None:
    await in_order_and_not(app, by_hand, 60, seed, RULES)
