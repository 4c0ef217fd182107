"""Two people on one board."""

import asyncio
import random

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen, order_of
from tests.support.apps import Board, Person, Trivet, in_workspace, make_board, make_card
from trivet.realtime.protocol import Close
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def other(app: Trivet, board: Board) -> Person:
    return await in_workspace(app, board.workspace_id, Role.MEMBER)


async def test_each_sees_what_the_other_drags(
    look: SignedIn, owner: Person, other: Person, board: Board
) -> None:
    cards = [(await make_card(owner, board, title=f"Card {n}"))["id"] for n in range(3)]
    ann = await BoardSeen(await look(owner), board).open()
    ben = await BoardSeen(await look(other), board).open()
    first, second, third = board.columns

    await ann.drag(cards[0], ann.column(1))
    await ben.shows({first: cards[1:], second: [cards[0]], third: []})
    await ben.drag(cards[2], ben.card(cards[0]))
    await expect(ben.column(1).locator("[data-card]")).to_have_count(2)
    await ben.settled()
    order = await order_of(owner, board)
    assert set(order[second]) == {cards[0], cards[2]}
    await ann.shows(order)
    await ben.shows(order)
    await expect(ann.page.get_by_role("group", name="Here now")).to_contain_text("")


async def test_both_agree_after_a_storm_of_moves(
    look: SignedIn, owner: Person, other: Person, board: Board
) -> None:
    cards = [(await make_card(owner, board, n % 3, title=f"Card {n}"))["id"] for n in range(12)]
    ann = await BoardSeen(await look(owner), board).open()
    ben = await BoardSeen(await look(other), board).open()
    chance = random.Random(7)

    async def storm(person: Person) -> None:
        for _ in range(40):
            place = {"column_id": chance.choice(board.columns), "position": chance.randrange(4)}
            await person.ask("POST", f"/cards/{chance.choice(cards)}/move", place, status=200)

    storms = [asyncio.create_task(storm(person)) for person in (owner, other, owner)]
    for seen, card in ((ann, cards[0]), (ben, cards[5]), (ann, cards[9])):
        await seen.drag(card, seen.column(chance.randrange(3)))
    await asyncio.gather(*storms)
    await expect(ann.page.get_by_text("waiting", exact=False)).to_have_count(0)

    for seen in (ann, ben):
        await seen.settled()
    order = await order_of(owner, board)
    await ann.shows(order)
    await ben.shows(order)


async def test_an_offline_hour_ends_with_nothing_missed(
    app: Trivet, look: SignedIn, owner: Person, other: Person, board: Board
) -> None:
    cards = [(await make_card(owner, board, title=f"Card {n}"))["id"] for n in range(6)]
    ann = await BoardSeen(await look(owner), board).open()
    ben = await BoardSeen(await look(other), board).open()
    own = board.columns[2]

    await ann.looker.context.set_offline(True)
    for hub in app.runtime.sockets._hubs.values():  # a browser that is set offline keeps its socket
        for socket in tuple(hub.members):
            if str(socket.user_id) == owner.id:
                socket.close(Close.RESTART, "as if the line had gone")
    await expect(ann.page.get_by_text("Offline", exact=False).first).to_be_visible()

    await ann.drag(cards[0], ann.column(2))  # hers waits, and shows at once
    await expect(ann.column(2).locator("[data-card]")).to_have_count(1)
    for card in cards[1:4]:  # his are made meanwhile
        await other.post(f"/cards/{card}/move", {"column_id": board.columns[1]}, 200)
    await other.patch(f"/cards/{cards[5]}", {"title": "Ben was here"})
    await ben.drag(cards[4], ben.column(1))
    await ben.shows({own: []})

    await ann.looker.context.set_offline(False)
    await ann.live()
    wanted = {own: [cards[0]], board.columns[0]: [cards[5]]}
    await ben.shows(wanted)
    await ann.shows(wanted)
    for seen in (ann, ben):
        await seen.settled()
    order = await order_of(owner, board)
    await ann.shows(order)
    await ben.shows(order)
    await expect(ann.card(cards[5])).to_contain_text("Ben was here")
    # What the browser says of requests that found no network is no fault of the page.
    ann.looker.wrong = [one for one in ann.looker.wrong if "ERR_INTERNET_DISCONNECTED" not in one]
