"""What the tests of bulk edits and undo share."""

import asyncio
from typing import Any
from uuid import UUID

import orjson

from tests.boards.test_snapshot_and_log import app_events, assert_same, fresh_board
from tests.support.apps import Board, Json, Person, Trivet, make_card
from trivet.boards.live import LiveBoard
from trivet.platform.tasks.declarations import TaskState
from trivet.views.fragments import FragmentCodec


async def cards_of(person: Person, board: Board, count: int, column: int = 0) -> list[str]:
    """New cards at the end of a column."""
    return [
        (await make_card(person, board, column, title=f"Card {number}"))["id"]
        for number in range(count)
    ]


async def bulk(
    person: Person, card_ids: list[Any], updates: Json, status: int = 200, **options: Any
) -> Json:
    """Change many cards."""
    body = {"card_ids": [str(card_id) for card_id in card_ids], "updates": updates, **options}
    return await person.post("/cards/bulk-update", body, status)


async def undo(person: Person, board: Board, seq: int | None = None, status: int = 200) -> Json:
    """Take a change back."""
    body = {} if seq is None else {"seq": seq}
    return await person.post(f"/boards/{board.id}/undo", body, status)


async def order(person: Person, board: Board, column: int = 0) -> list[str]:
    """The cards of a column, by id."""
    shown = await person.get(f"/boards/{board.id}")
    return [c["id"] for c in shown["cards"] if c["column_id"] == board.columns[column]]


async def ended(app: Trivet, person: Person, task_id: str) -> Json:
    """A task once it has ended."""
    news = News(app)
    while True:
        task = await person.get(f"/tasks/{task_id}")
        if TaskState(task["state"]) not in {TaskState.QUEUED, TaskState.RUNNING}:
            return task
        await news.next()


class News:
    """Hears of every change of a task in this process."""

    def __init__(self, app: Trivet) -> None:
        self._changed = asyncio.Event()
        app.runtime.tasks.listeners.append(lambda _: self._changed.set())

    async def next(self) -> None:
        """Wait for the next one."""
        async with asyncio.timeout(20):
            await self._changed.wait()
        self._changed.clear()


async def log_of(person: Person, board: Board, since: int = 0) -> list[Json]:
    """The events of a board behind a number."""
    events: list[Json] = []
    while True:
        page = await person.get(f"/boards/{board.id}/events?since={since}&limit=1000")
        events += page["items"]
        if page["next_cursor"] is None:
            return events
        since = int(page["next_cursor"])


async def seq_of(person: Person, board: Board) -> int:
    """The number of the last event."""
    shown: int = (await person.get(f"/boards/{board.id}"))["seq"]
    return shown


async def assert_log_tells_it(app: Trivet, board: Board, taken: bytes) -> None:
    """A snapshot that was taken earlier, with the events since, is what the rows say."""
    fresh = await fresh_board(app, board)
    replayed = LiveBoard.from_bytes(taken, FragmentCodec())
    for event in (await app_events(app, board))[replayed.seq :]:
        replayed.apply(event)
    assert_same(orjson.loads(replayed.body()), orjson.loads(fresh.body()))
    live = await app.runtime.live.get(board.id)
    assert_same(orjson.loads(live.body()), orjson.loads(fresh.body()))


def uuids(ids: list[str]) -> list[UUID]:
    return [UUID(one) for one in ids]
