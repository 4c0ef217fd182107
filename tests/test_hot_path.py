"""What the hot path costs, in numbers that no machine changes: calls, statements and bytes.

A bound is what was counted, and a tenth more. Whoever passes it has put work into every request: look with
`make bench` what it costs, and raise the bound if it is worth it.
"""

import random
from collections.abc import Awaitable, Callable
from itertools import count

import pytest

from tests.support.apps import Board, Person, Trivet, fill_board, make_board
from tests.support.costs import Asking, Cost, cost_of

SIZES = (100, 2_000)
KIB = 1024


async def boards_of(app: Trivet, owner: Person, asking: Asking) -> list[tuple[Board, list[str]]]:
    """Boards of different sizes, in memory."""
    boards = []
    for size in SIZES:
        board = await make_board(owner)
        cards = [str(card) for card in await fill_board(app, board, size)]
        status, _ = await asking.ask("GET", f"/boards/{board.id}")
        assert status == 200
        boards.append((board, cards))
    return boards


def reading(asking: Asking, board: Board, cards: list[str]) -> Callable[[], Awaitable[None]]:
    async def read() -> None:
        status, body = await asking.ask("GET", f"/boards/{board.id}")
        assert status == 200
        assert body.count(b'"title"') == len(cards)

    return read


def editing(asking: Asking, _board: Board, cards: list[str]) -> Callable[[], Awaitable[None]]:
    numbers = count()

    async def edit() -> None:
        body = {"title": f"Title {next(numbers)}"}
        status, _ = await asking.ask("PATCH", f"/cards/{cards[7]}", body)
        assert status == 200

    return edit


def moving(asking: Asking, board: Board, cards: list[str]) -> Callable[[], Awaitable[None]]:
    numbers, dice = count(), random.Random(1)

    async def move() -> None:
        column = board.columns[next(numbers) % 2]
        body = {"column_id": column, "position": dice.randrange(90)}
        status, _ = await asking.ask("PATCH", f"/cards/{cards[7]}", body)
        assert status == 200

    return move


def creating(asking: Asking, board: Board, _cards: list[str]) -> Callable[[], Awaitable[None]]:
    async def create() -> None:
        body = {"column_id": board.columns[2], "title": "Another card"}
        status, _ = await asking.ask("POST", f"/boards/{board.id}/cards", body)
        assert status == 201

    return create


DOING = {
    reading: Cost(calls=200, statements=0, allocated=20 * KIB, kept=2 * KIB),
    editing: Cost(calls=1_200, statements=1, allocated=600 * KIB, kept=8 * KIB),
    moving: Cost(calls=1_200, statements=1, allocated=600 * KIB, kept=8 * KIB),
    # A card stays where it was made.
    creating: Cost(calls=1_400, statements=1, allocated=600 * KIB, kept=12 * KIB),
}
"""The most that each may cost, on a board of any size, on either database."""


@pytest.fixture
async def app(app: Trivet) -> Trivet:
    """One that does nothing by itself."""
    await app.stop_schedules()
    return app


async def test_a_request_costs_no_more_than_it_did(app: Trivet, owner: Person) -> None:
    asking = Asking(app.app, owner.token)
    for board, cards in await boards_of(app, owner, asking):
        for doing, most in DOING.items():
            cost = await cost_of(doing(asking, board, cards))
            for name in ("calls", "statements", "allocated", "kept"):
                assert getattr(cost, name) <= getattr(most, name), (doing.__name__, name, cost)
