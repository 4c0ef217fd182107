"""What every write of a board promises, also where there is little to do."""

from unittest.mock import patch

from tests.support.apps import Person, Trivet, make_board, make_card
from trivet.platform import ranking


async def test_a_write_that_changes_nothing_says_how_far_the_board_is(owner: Person) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    seq = (await owner.get(f"/boards/{board.id}"))["seq"]
    for path, body in (
        (f"/cards/{card['id']}", {"title": card["title"]}),
        (f"/boards/{board.id}", {"name": "Engine"}),
    ):
        answer = await owner.ask("PATCH", path, body, status=200)
        assert answer.headers["X-Board-Seq"] == str(seq)


async def test_columns_whose_ranks_grew_too_long_get_short_ones(owner: Person) -> None:
    board = await make_board(owner)
    await owner.get(f"/boards/{board.id}")
    with patch.object(ranking, "MAX_LENGTH", 3):
        for _ in range(8):
            await owner.patch(f"/columns/{board.columns[2]}", {"after": board.columns[0]})
            await owner.patch(f"/columns/{board.columns[1]}", {"after": board.columns[0]})
    shown = (await owner.get(f"/boards/{board.id}"))["columns"]
    assert [column["id"] for column in shown] == [board.columns[i] for i in (0, 1, 2)]
    assert max(len(column["rank"]) for column in shown) <= 3
    log = await owner.get(f"/boards/{board.id}/events?limit=1000")
    assert "columns.reranked" in {event["type"] for event in log["items"]}


async def test_a_quick_change_is_answered_as_written_though_its_board_left_memory(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    await owner.get(f"/boards/{board.id}")

    async def settle(board_id: str, _seq: int) -> None:
        app.runtime.live.drop(board_id)

    with patch.object(app.runtime.live, "settle", settle):
        body = {"column_id": board.columns[1], "base_version": card["version"]}
        moved = await owner.patch(f"/cards/{card['id']}", body)
    assert moved["version"] == card["version"] + 1
    assert await owner.get(f"/cards/{card['id']}") == moved
