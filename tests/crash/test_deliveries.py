"""kill -9 around a delivery: what was answered is worked on, once; what was not can come again."""

import asyncio
from dataclasses import dataclass, field

import httpx2
import pytest

from tests.crash.evidence import all_tasks_done
from tests.crash.process import Server, server
from tests.crash.server import IN_WEBHOOKS, STANDS_STILL
from tests.factories.github import PullRequests
from tests.github.hooks import Hook, connect, kanban
from tests.support.apps import Board, Json
from tests.support.databases import Place
from trivet.platform.db.database import Database

CARDS = 12
AFTER = 3


@dataclass
class Deliveries:
    """One pull request for each of some cards.

    Args:
        cards: the cards.
        answered: those whose delivery was answered with 202.
    """

    cards: list[Json]
    answered: list[Json] = field(default_factory=list)

    async def send_all(self, hook: Hook) -> None:
        """Deliver until it is done, or until nobody answers any more."""
        await asyncio.gather(*(self._send(hook, card) for card in self.cards))

    async def _send(self, hook: Hook, card: Json) -> None:
        pull = PullRequests(card["number"], title=f"{card['key']} Lift off")
        try:
            answer = await hook.send("pull_request", pull.at(1, "opened"), guid=card["id"])
        except httpx2.HTTPError:
            return
        assert answer.status_code in (200, 202), answer.text
        self.answered.append(card)


async def begun(first: Server) -> tuple[Board, Deliveries]:
    workspace = (await first.owner.post("/workspaces", {"name": "Acme"}))["id"]
    board = await kanban(first.owner, workspace)
    await connect(first.owner, workspace)
    body = {"column_id": board.columns[0], "title": "Lift off"}
    cards = [await first.owner.post(f"/boards/{board.id}/cards", body) for _ in range(CARDS)]
    return board, Deliveries(cards)


async def assert_moved_once(second: Server, board: Board, cards: list[Json]) -> None:
    shown = await second.owner.get(f"/boards/{board.id}")
    for card in cards:
        (now,) = [each for each in shown["cards"] if each["id"] == card["id"]]
        assert now["column_id"] == board.columns[3]
        assert [each["number"] for each in now["pull_requests"]] == [card["number"]]
        page = await second.owner.get(f"/cards/{card['id']}/activity")
        types = sorted(event["type"] for event in page["items"])
        assert types == ["card.created", "card.moved", "pull_request.linked"]


async def test_what_was_answered_is_worked_on_after_the_restart(
    place: Place, database: Database
) -> None:
    async with server(place.settings(), STANDS_STILL) as first:
        board, deliveries = await begun(first)
        await deliveries.send_all(Hook(first.owner.http))
        assert len(deliveries.answered) == CARDS
        shown = await first.owner.get(f"/boards/{board.id}")
        assert {card["column_id"] for card in shown["cards"]} == {board.columns[0]}
        first.process.kill()
        await first.process.wait()
    async with server(place.settings()) as second:
        await all_tasks_done(database)
        await assert_moved_once(second, board, deliveries.answered)
        assert await second.stop() == 0


@pytest.mark.parametrize("where", IN_WEBHOOKS)
async def test_a_card_moves_once_wherever_the_server_dies(
    place: Place, database: Database, where: str
) -> None:
    async with server(place.settings(), where, AFTER) as first:
        board, deliveries = await begun(first)
        await deliveries.send_all(Hook(first.owner.http))
        await first.died()
    async with server(place.settings()) as second:
        await all_tasks_done(database)
        await assert_moved_once(second, board, deliveries.answered)
        # What nobody answered is delivered again, under the same name; what was answered too.
        again = Deliveries(deliveries.cards)
        await again.send_all(Hook(second.owner.http))
        await all_tasks_done(database)
        await assert_moved_once(second, board, deliveries.cards)
        assert await second.stop() == 0
