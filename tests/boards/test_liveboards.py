"""The live boards of a process: loading, reloading, making room."""

import asyncio
import itertools
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.realtime.followers import eventually
from tests.support.apps import Board, Person, Trivet, make_board, make_card
from trivet.boards import liveboards
from trivet.boards.events import BoardEvent
from trivet.boards.live import LiveBoard
from trivet.boards.liveboards import LiveBoards
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.views.fragments import FragmentCodec
from trivet.views.snapshot import Snapshots


class SlowSource(Snapshots):
    """Loads, and lets others go on before it answers."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.loads = 0
        self.loaded = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def load(self, board_id: Any) -> LiveBoard | None:
        board = await super().load(board_id)
        self.loads += 1
        self.loaded.set()
        await self.go_on.wait()
        return board


@pytest.fixture
def source(app: Trivet) -> SlowSource:
    runtime = app.runtime
    return SlowSource(runtime.units, FragmentCodec(), lambda: runtime.epoch, runtime.elsewhere)


def boards(app: Trivet, source: SlowSource, most_cards: int = 1000) -> LiveBoards:
    return LiveBoards(
        source, CacheManager(MemoryCache()), FragmentCodec(), lambda: app.runtime.epoch, most_cards
    )


async def test_a_reload_never_goes_back_behind_what_was_shown(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    source.go_on.clear()
    source.loaded.clear()
    reloading = asyncio.ensure_future(live.reload(board.id))
    await source.loaded.wait()
    await make_card(owner, board)
    for event in await source.events(board.uuid, shown.seq) or ():
        live.applied([event])
    newest = shown.seq
    source.go_on.set()
    await reloading
    assert (await live.get(board.id)).seq == newest


async def test_many_readers_of_a_cold_board_load_it_once(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    await asyncio.gather(*(live.get(board.id) for _ in range(20)))
    assert source.loads == 1


async def test_what_had_to_make_room_comes_back_from_the_cache_up_to_date(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    first, second = [await make_board(owner, name=name) for name in ("First", "Second")]
    await make_card(owner, first)
    live = boards(app, source, most_cards=1)
    await live.get(first.id)
    await live.get(second.id)
    assert live.peek(first.id) is None
    card = await make_card(owner, first, title="Meanwhile")
    again = await live.get(first.id)
    assert card["id"] in again.cards
    assert source.loads == 2


async def test_an_event_that_comes_too_early_waits_for_the_one_before_it(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    for _ in range(3):
        await make_card(owner, board)
    events = list(await source.events(board.uuid, shown.seq) or ())
    live.applied([events[2], events[1]])
    assert len(shown.cards) == 0
    live.applied([events[0]])
    assert len(shown.cards) == 3


async def test_a_board_that_an_event_does_not_fit_is_loaded_anew(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    await make_card(owner, board)
    (event,) = await source.events(board.uuid, shown.seq) or ()
    del event.payload["card"]
    live.applied([event])
    assert live.peek(board.id) is None
    assert len((await live.get(board.id)).cards) == 1


async def test_one_board_that_cannot_be_mended_keeps_no_other_from_it(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = [await make_board(owner, name=name) for name in ("Bad", "Good")]
    live = boards(app, source)
    for board in (bad, good):
        await live.get(board.id)
        await make_card(owner, board)
    events = source.events

    async def failing(board_id: Any, since: int) -> Any:
        if board_id == bad.uuid:
            raise OSError("no such thing")
        return await events(board_id, since)

    monkeypatch.setattr(source, "events", failing)
    await live.compare()
    assert len((await live.get(good.id)).cards) == 1


async def test_an_edit_that_waits_behind_the_archiving_of_its_board_is_refused(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    card = await make_card(owner, board)
    await owner.get(f"/boards/{board.id}")
    for number in range(10):
        await asyncio.gather(
            owner.ask("PATCH", f"/boards/{board.id}", {"archived": True}),
            owner.ask("PATCH", f"/cards/{card['id']}", {"title": f"Title {number}"}),
        )
        await owner.patch(f"/boards/{board.id}", {"archived": False})
    assert_nothing_happened_while_archived(await log_of(owner, board))


async def log_of(owner: Person, board: Board) -> list[str]:
    events = await owner.get(f"/boards/{board.id}/events?limit=1000")
    return [event["type"] for event in events["items"]]


def assert_nothing_happened_while_archived(types: list[str]) -> None:
    for one, following in itertools.pairwise(types):
        if one == "board.archived":
            assert following == "board.restored"


async def test_a_read_fetches_what_happened_elsewhere_once_it_is_told_of(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    card = await make_card(owner, board)
    assert live.at_hand(board.id) is shown
    live.note(board.id, shown.seq + 1)
    assert live.at_hand(board.id) is None
    assert card["id"] in (await live.get(board.id)).cards
    assert live.at_hand(board.id) is shown
    assert source.loads == 1


async def test_what_is_told_and_never_was_is_forgotten(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    live.note(board.id, shown.seq + 7)  # and then somebody put a copy back
    assert (await live.get(board.id)).seq == shown.seq
    assert live.at_hand(board.id) is shown


async def test_what_is_told_while_it_is_looked_for_is_looked_for_too(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    events, looks = source.events, 0

    async def told_meanwhile(board_id: Any, since: int) -> Any:
        nonlocal looks
        looks += 1
        if looks == 2:  # too late for this look
            found = await events(board_id, since)
            await make_card(owner, board)
            live.note(board.id, shown.seq + 2)
            return found
        return await events(board_id, since)

    monkeypatch.setattr(source, "events", told_meanwhile)
    live.note(board.id, shown.seq + 1)  # what never was
    await live.get(board.id)
    assert live.at_hand(board.id) is None
    assert len((await live.get(board.id)).cards) == 1


@pytest.mark.parametrize("how", ["refuses", "is silent"])
async def test_a_board_is_shown_as_it_is_here_while_the_database_is_away(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    card = await make_card(owner, board)

    async def away(*_: Any) -> None:
        if how == "refuses":
            raise ConnectionRefusedError("nobody there")
        await asyncio.Event().wait()

    monkeypatch.setattr(liveboards, "PATIENCE_S", 0.05)
    monkeypatch.setattr(liveboards, "LOOK_S", 0.2)
    with monkeypatch.context() as outage:
        outage.setattr(source, "events", away)
        live.note(board.id, shown.seq + 1)
        with capture_logs() as lines:
            for _ in range(2):
                assert (await live.get(board.id)).cards == {}
        assert [line["event"] for line in lines] == ["live_board_behind"]

    async def shows_it() -> bool:
        return card["id"] in (await live.get(board.id)).cards

    await eventually(shows_it)  # though somebody still waits for an answer that never comes


async def test_a_board_that_lost_its_latest_events_is_reloaded_as_it_is(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    shown.seq += 5  # and then somebody put a copy back
    async with asyncio.timeout(30):
        await live.reload(board.id)
    assert (await live.get(board.id)).seq == shown.seq - 5


async def test_what_is_told_while_a_board_is_loaded_is_looked_for(
    app: Trivet, owner: Person, source: SlowSource
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    source.go_on.clear()
    reading = asyncio.ensure_future(live.get(board.id))
    await source.loaded.wait()
    card = await make_card(owner, board)
    live.note(board.id, (await owner.get(f"/boards/{board.id}"))["seq"])
    source.go_on.set()
    assert card["id"] in (await reading).cards


async def test_what_is_told_of_a_board_that_is_not_here_is_not_kept(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    live.note(board.id, 7)
    with monkeypatch.context() as outage:

        async def away(*_: Any) -> None:
            live.note(board.id, 8)
            raise ConnectionRefusedError("nobody there")

        outage.setattr(source, "load", away)
        with pytest.raises(ConnectionRefusedError):
            await live.get(board.id)
    assert live._told == {}


async def test_a_board_that_was_found_to_be_torn_is_not_shown(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    await make_card(owner, board)

    def torn(_: BoardEvent) -> None:
        raise KeyError("there is no such card")

    async def away(*_: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(LiveBoard, "apply", lambda _, event: torn(event))
    monkeypatch.setattr(source, "load", away)
    live.note(board.id, shown.seq + 1)
    with pytest.raises(ConnectionRefusedError):
        await live.get(board.id)


async def test_a_reload_that_the_log_does_not_help_is_made_of_rows_again(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    source.go_on.clear()
    source.loaded.clear()
    reloading = asyncio.ensure_future(live.reload(board.id))
    await source.loaded.wait()
    await make_card(owner, board)
    for event in await source.events(board.uuid, shown.seq) or ():
        live.applied([event])

    async def emptied(*_: Any) -> None:
        return None

    monkeypatch.setattr(source, "events", emptied)
    source.go_on.set()
    await reloading
    again = await live.get(board.id)
    assert again is not shown
    assert (again.seq, source.loads) == (shown.seq, 3)


async def test_a_reload_keeps_up_with_who_writes_all_the_time(
    app: Trivet, owner: Person, source: SlowSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = await make_board(owner)
    live = boards(app, source)
    shown = await live.get(board.id)
    events, asked = source.events, 0

    async def write() -> None:
        await make_card(owner, board)
        for event in await events(board.uuid, shown.seq) or ():
            live.applied([event])

    async def while_others_write(board_id: Any, since: int) -> Any:
        nonlocal asked
        asked += 1
        found = await events(board_id, since)
        await write()
        return found

    monkeypatch.setattr(source, "events", while_others_write)
    source.go_on.clear()
    source.loaded.clear()
    reloading = asyncio.ensure_future(live.reload(board.id))
    await source.loaded.wait()
    await write()
    source.go_on.set()
    await reloading
    assert asked == 1
    assert live.peek(board.id) is not shown
    assert (await live.get(board.id)).seq == shown.seq
