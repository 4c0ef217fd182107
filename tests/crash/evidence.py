"""What the database says after a crash, and whether it is sound."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

import orjson
from sqlalchemy import func, select

from tests.crash.load import Promises
from tests.crash.server import RECORDED
from tests.support.apps import Board
from tests.support.databases import Place
from tests.support.units import NoTasks
from trivet.boards.events import BOARD_CREATED, BoardEvent
from trivet.boards.live import LiveBoard
from trivet.boards.models import Board as BoardRow
from trivet.cards.events import CARD_CREATED
from trivet.cards.models import Card
from trivet.github.counterparts import GitHubCounterparts
from trivet.platform.db.database import Database, Dialect
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.uow import Units
from trivet.views.fragments import FragmentCodec
from trivet.views.snapshot import Snapshots

PATIENCE_S = 30.0
LOOKS = 10
CODEC = FragmentCodec()


@dataclass
class Evidence:
    """What one board's rows say.

    Args:
        row: the board's own.
        cards: of the board, whatever became of them.
        log: of the board, from the first event on.
        tasks: of the test's own kind.
        shown: the board as a fresh process would show it.
    """

    row: BoardRow
    cards: Sequence[Card]
    log: Sequence[BoardEvent]
    tasks: Sequence[TaskRow]
    shown: LiveBoard

    @property
    def created(self) -> list[str]:
        return [str(event.card_id) for event in self.log if event.type == CARD_CREATED]

    @property
    def recorded(self) -> list[str]:
        return [str(event.payload["card_id"]) for event in self.log if event.type == RECORDED]


async def gathered(database: Database, board: Board) -> Evidence:
    """Look at everything, at one moment.

    PostgreSQL ends a statement that was under way when its client was killed, and commits it, which may be while we
    look: then once more.
    """
    for _ in range(LOOKS):
        evidence = await _look(database, board)
        if evidence.shown.seq == evidence.log[-1].seq == evidence.row.seq:
            break
        await asyncio.sleep(0.05)
    return evidence


async def _look(database: Database, board: Board) -> Evidence:
    units = Units(database=database, tasks=NoTasks())
    source = Snapshots(units, CODEC, lambda: "epoch", GitHubCounterparts())
    shown, log = await source.load(board.uuid), await source.events(board.uuid, 0)
    assert shown is not None
    assert log is not None
    async with units.read() as unit:
        row = await unit.session.get(BoardRow, board.uuid)
        cards = await unit.session.scalars(select(Card).where(Card.board_id == board.uuid))
        tasks = await unit.session.scalars(select(TaskRow).where(TaskRow.name == "record_task"))
        assert row is not None
        return Evidence(row, cards.all(), log, tasks.all(), shown)


def assert_sound(evidence: Evidence) -> None:
    """Rows and log tell one story without a gap."""
    numbers = [card.number for card in evidence.cards]
    ranks = [(card.column_id, card.rank) for card in evidence.cards]
    assert [event.seq for event in evidence.log] == list(range(1, evidence.row.seq + 1))
    assert sorted(numbers) == list(range(1, evidence.row.last_number + 1))
    assert len(set(ranks)) == len(ranks)
    assert sorted(evidence.created) == sorted(str(card.id) for card in evidence.cards)
    told, shown = (orjson.loads(each.body()) for each in (replayed(evidence.log), evidence.shown))
    there = {card["id"]: card for card in shown["cards"]}
    for card in told["cards"]:
        assert card == there.get(card["id"]), f"{card} is {there.get(card['id'])}"
    assert told == shown


def replayed(log: Sequence[BoardEvent]) -> LiveBoard:
    """The board as its log alone tells it, from nothing."""
    first = log[0]
    assert first.type == BOARD_CREATED
    board = LiveBoard(
        head=first.payload["board"] | first.texts.get("board", {}),
        columns=[],
        labels=[],
        cards=[],
        seq=1,
        epoch="epoch",
        structure_version=0,
        codec=CODEC,
    )
    for event in log[1:]:
        board.apply(event)
    return board


def assert_kept(evidence: Evidence, promises: Promises) -> None:
    """Whatever was answered with success is there, once."""
    cards = {str(card.id): card for card in evidence.cards}
    titles = Counter(card.title for card in evidence.cards)
    assert promises.cards, "nothing was promised, so nothing was put to the test"
    for title, promised in promises.cards.items():
        kept = cards[promised["id"]]
        assert (kept.title, kept.number, titles[title]) == (title, promised["number"], 1)
    for card_id, version in promises.versions.items():
        assert cards[card_id].version >= version
    assert evidence.row.seq >= promises.seq


def assert_recorded(evidence: Evidence) -> None:
    """Each card has one task, and each task one effect."""
    wanted = [str(task.args["card_id"]) for task in evidence.tasks]
    assert sorted(wanted) == sorted(str(card.id) for card in evidence.cards)
    assert {task.state for task in evidence.tasks} <= {TaskState.SUCCEEDED}
    assert sorted(evidence.recorded) == sorted(wanted)


async def all_tasks_done(database: Database, patience_s: float = PATIENCE_S) -> None:
    """Wait until no task waits or runs any more.

    Args:
        database: where they are.
        patience_s: for so many seconds at most.
    """
    units = Units(database=database, tasks=NoTasks())
    open_states = (TaskState.QUEUED, TaskState.RUNNING, TaskState.RETRYING)
    waiting = select(func.count()).where(TaskRow.state.in_([str(state) for state in open_states]))
    async with asyncio.timeout(patience_s):
        while True:
            async with units.read() as unit:
                if not await unit.session.scalar(waiting):
                    return
            await asyncio.sleep(0.05)


def assert_file_intact(place: Place) -> None:
    """SQLite finds nothing wrong with its file."""
    if place.dialect is not Dialect.SQLITE:
        return
    with closing(sqlite3.connect(place.settings().sqlite_path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
