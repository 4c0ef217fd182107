"""kill -9 in the midst of a change of many cards: each is changed once, in the wanted order."""

import pytest

from tests.crash.evidence import all_tasks_done, assert_file_intact, assert_sound, gathered
from tests.crash.process import server
from tests.crash.server import IN_BULK
from tests.support.apps import make_board
from tests.support.databases import Place
from trivet.platform.db.database import Database

CARDS = 350


@pytest.mark.parametrize("where", IN_BULK)
@pytest.mark.parametrize("after", [0, 2])
async def test_a_change_of_many_cards_goes_on_where_it_was(
    place: Place, database: Database, where: str, after: int
) -> None:
    async with server(place.settings(), where, after) as first:
        board = await make_board(first.owner)
        path, column = f"/boards/{board.id}", board.columns[0]
        body = {"column_id": column, "title": "x"}
        cards = [(await first.owner.post(f"{path}/cards", body))["id"] for _ in range(CARDS)]
        cards.reverse()
        updates = {"column_id": board.columns[1], "position": 0, "priority": "high"}
        wanted = {"card_ids": cards, "updates": updates, "mode": "partial"}
        begun = await first.owner.post("/cards/bulk-update", wanted, 202)
        await first.died()
    async with server(place.settings()) as second:
        await all_tasks_done(database)
        task = await second.owner.get(f"/tasks/{begun['task']['id']}")
        assert task["state"] == "succeeded"
        assert task["result"]["updated"] == CARDS
        shown = await second.owner.get(path)
        moved = [card for card in shown["cards"] if card["column_id"] == board.columns[1]]
        assert [card["id"] for card in moved] == cards
        assert {(card["priority"], card["version"]) for card in moved} == {("high", 3)}
        assert await second.stop() == 0
    evidence = await gathered(database, board)
    assert_sound(evidence)
    batches = {event.batch_id for event in evidence.log if event.type == "card.moved"}
    assert [str(batch) for batch in batches] == [begun["batch_id"]]
    await database.close()
    assert_file_intact(place)
