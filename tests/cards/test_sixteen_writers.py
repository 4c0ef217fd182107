"""Sixteen writers move cards into one place: no error, one strict order, one truth."""

import asyncio
from uuid import UUID

import orjson
import pytest
from sqlalchemy import select

from tests.support.apps import Board, Person, Trivet, fill_board, make_board
from trivet.boards.live import LiveBoard
from trivet.cards.models import Card
from trivet.views.fragments import FragmentCodec
from trivet.views.snapshot import Snapshots

WRITERS = 16
MOVES = {"quick": 40, "ordinary": 20}
"""Of each writer. The ordinary way costs several times as much."""


async def move_often(
    person: Person, board: Board, cards: list[UUID], writer: int, way: str
) -> None:
    """Now a card of one's own, now one that everybody moves; always to the top of one column."""
    mine = cards[1 + writer :: WRITERS]
    for number in range(MOVES[way]):
        card = mine[number // 2] if number % 2 else cards[0]
        headers = {"Idempotency-Key": f"{writer}-{number}"} if way == "ordinary" else {}
        body = {"column_id": board.columns[1], "position": 0}
        await person.ask("POST", f"/cards/{card}/move", body, status=200, headers=headers)


@pytest.mark.parametrize("way", list(MOVES))
async def test_sixteen_writers_move_cards_into_one_place(
    app: Trivet, owner: Person, way: str
) -> None:
    board = await make_board(owner)
    cards = await fill_board(app, board, 1 + WRITERS * MOVES[way] // 2)
    before = (await app.runtime.live.get(board.id)).to_bytes()
    writers = (move_often(owner, board, cards, n, way) for n in range(WRITERS))
    await asyncio.gather(*writers)

    shown = await owner.get(f"/boards/{board.id}")
    places = [(card["column_id"], card["rank"]) for card in shown["cards"]]
    assert len(set(places)) == len(places) == len(cards)
    assert {column for column, _ in places} == {board.columns[1]}
    ranks = [rank for _, rank in places]
    assert ranks == sorted(ranks)

    async with app.runtime.units.read() as unit:
        rows = await unit.session.scalars(
            select(Card).where(Card.board_id == board.uuid).order_by(Card.rank)
        )
        assert [(str(row.id), row.rank) for row in rows] == [
            (card["id"], card["rank"]) for card in shown["cards"]
        ]

    codec = FragmentCodec()
    source = Snapshots(app.runtime.units, codec, lambda: app.runtime.epoch, app.runtime.elsewhere)
    replayed = LiveBoard.from_bytes(before, codec)
    log = await source.events(board.uuid, replayed.seq)
    assert log is not None
    assert len(log) >= len(cards)
    for event in log:  # in order and without a gap, or it refuses
        replayed.apply(event)
    assert orjson.loads(replayed.body()) == shown
