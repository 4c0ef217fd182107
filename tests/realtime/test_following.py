"""Hello, what was missed, what happens, and when to start anew."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.realtime.conftest import served
from tests.realtime.followers import Follow, Follower, eventually, follow_at, server_side
from tests.support.apps import Board, Json, Person, Trivet, beside, make_board, make_card
from trivet.boards.log import empty_texts
from trivet.platform.clock import now
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.realtime import hub
from trivet.realtime.hub import Hub
from trivet.views.stretch import Stretch


@pytest.fixture(params=[None, "websockets-sansio"], ids=["framed", "plain"])
async def follow(app: Trivet, request: pytest.FixtureRequest) -> AsyncIterator[Follow]:
    """Over our own way into the transport, and over plain ASGI."""
    async with served(app, request.param) as (address, _):
        yield follow_at(address)


async def test_hello_says_where_the_board_is(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        assert follower.connection.subprotocol == "trivet.v1"
        assert await follower.message() == {
            "type": "hello",
            "seq": 4,
            "epoch": app.runtime.epoch,
            "protocol": "trivet.v1",
            "user_id": owner.id,
            "presence": [{"user_id": owner.id, "name": "Owner"}],
        }


async def test_a_change_arrives_as_the_log_has_it(
    owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        long: Json = {"description": "ä" * 32_000, "acceptance_criteria": "ö" * 32_000}
        card = await make_card(owner, board, title="Grüße 👋", **long)
        await owner.patch(f"/cards/{card['id']}", {"column_id": board.columns[1]})
        assert await follower.until(6) == [5, 6]
    log = await owner.get(f"/boards/{board.id}/events?since=4")
    assert follower.events == log["items"]


async def test_what_was_missed_comes_first(owner: Person, board: Board, follow: Follow) -> None:
    for title in "abc":
        await make_card(owner, board, title=title)
    async with follow(board, owner, since=2) as follower:
        assert (await follower.message())["seq"] == 7
        assert await follower.until(7) == [3, 4, 5, 6, 7]
        await make_card(owner, board)
        assert (await follower.until(8))[-2:] == [7, 8]


async def test_what_was_missed_comes_from_memory_where_somebody_follows_already(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as first:
        await first.next("hello")
        await make_card(owner, board)
        await make_card(owner, board)
        await first.until(6)
        read = app.runtime.sockets._log.read
        app.runtime.sockets._log.read = None  # type: ignore[assignment, method-assign]
        async with follow(board, owner, since=5) as second:
            assert await second.until(6) == [6]
        app.runtime.sockets._log.read = read  # type: ignore[method-assign]


async def test_a_client_may_ask_again(owner: Person, board: Board, follow: Follow) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await follower.send({"type": "since", "seq": 1})
        assert await follower.until(4) == [2, 3, 4]
        await make_card(owner, board)
        assert await follower.until(5) == [2, 3, 4, 5]
        await follower.send({"type": "since", "seq": 99})
        assert await follower.next("resync") == {"type": "resync", "seq": 5}


@pytest.mark.parametrize("query", [{"since": 5}, {"since": 4, "epoch": "another"}])
async def test_another_history_is_not_replayed(
    owner: Person, board: Board, follow: Follow, query: dict[str, object]
) -> None:
    async with follow(board, owner, **query) as follower:
        await follower.next("hello")
        assert await follower.message() == {"type": "resync", "seq": 4}
        await make_card(owner, board)
        assert await follower.until(5) == [5]


async def test_the_own_history_is_replayed(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner, since=3, epoch=app.runtime.epoch) as follower:
        assert await follower.until(4) == [4]


async def test_what_was_emptied_is_not_replayed(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    await make_card(owner, board)
    async with app.runtime.units.write() as unit:
        await empty_texts(unit.session, board.uuid, now() + timedelta(hours=1))
    async with follow(board, owner, since=4) as follower:
        assert (await follower.next("resync"))["seq"] == 5
    async with follow(board, owner, since=5) as follower:
        await follower.next("hello")
        await make_card(owner, board)
        assert await follower.until(6) == [6]


async def test_who_is_far_behind_loads_the_board_again(
    owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_REPLAYED", 2)
    async with follow(board, owner, since=1) as follower:
        assert (await follower.next("resync"))["seq"] == 4
    async with follow(board, owner, since=2) as follower:
        assert await follower.until(4) == [3, 4]


async def test_a_heartbeat_says_the_number(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await app.runtime.sockets.beat()
        assert await follower.next("ping") == {"type": "ping", "seq": 4}
        (socket,) = server_side(app)
        socket.pipe.heard -= 80  # as if it had been silent since then
        await app.runtime.sockets.beat()
        assert (await follower.closed())[0] == 4408


async def test_a_database_that_is_slow_stops_no_heart(
    app: Trivet, owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = app.runtime.sockets
    never = asyncio.Event()

    async def hang() -> None:
        await never.wait()

    async with follow(board, owner) as follower:
        await follower.next("hello")
        monkeypatch.setattr(manager, "compare", hang)
        monkeypatch.setattr("trivet.realtime.manager.HEARTBEAT_S", 0.05)
        assert manager._beating is not None
        manager._beating.cancel()
        manager.start()
        for _ in range(3):
            await follower.next("ping")


async def test_an_answer_keeps_a_socket_open(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        (socket,) = server_side(app)
        socket.pipe.heard = silent = socket.pipe.heard - 80
        await follower.send({"type": "pong"})
        await eventually(lambda: socket.pipe.heard > silent)
        await app.runtime.sockets.beat()
        await follower.next("ping")
        assert socket.closed is None


@contextmanager
def nothing_told(app: Trivet, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is committed meanwhile reaches nobody, neither by itself nor by the bus."""
    with monkeypatch.context() as patched:
        patched.setattr(app.runtime.publisher, "put", lambda *_: None)
        patched.setattr(app.runtime.sockets, "committed", lambda *_: None)
        yield


async def test_a_gap_is_filled_from_the_log(
    app: Trivet, owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        with nothing_told(app, monkeypatch):
            await make_card(owner, board)
            await make_card(owner, board)
        await app.runtime.sockets._bus.publish_gap(f"board:{board.id}", 2)
        assert await follower.until(6) == [5, 6]


async def test_a_lost_event_is_noticed_by_the_next(
    app: Trivet, owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        with nothing_told(app, monkeypatch):
            await make_card(owner, board)
        await make_card(owner, board)
        assert await follower.until(6) == [5, 6]


async def test_who_is_told_in_another_order_need_not_ask(
    app: Trivet, owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets, told, asked = app.runtime.sockets, [], []
    monkeypatch.setattr(hub, "HOLE_S", 60.0)
    async with follow(board, owner) as follower:
        await follower.next("hello")
        with monkeypatch.context() as patched:
            patched.setattr(app.runtime.publisher, "put", lambda *_: None)
            patched.setattr(sockets, "committed", lambda *event: told.append(event))
            for _ in range(3):
                await make_card(owner, board)
        monkeypatch.setattr(sockets._log, "read", lambda *_: asked.append(1))
        for place in (2, 1, 0):
            sockets.committed(*told[place])
        assert await follower.until(7) == [5, 6, 7]
        assert not asked


async def test_a_gap_waits_for_a_database_that_is_away(
    app: Trivet, owner: Person, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretches, tries = app.runtime.sockets._log, 0
    read = stretches.read

    async def away(*arguments: object) -> object:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise ConnectionError("away")
        return await read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(hub, "RETRY_S", 0.001)
    async with follow(board, owner) as follower:
        await follower.next("hello")
        with nothing_told(app, monkeypatch):
            await make_card(owner, board)
        monkeypatch.setattr(stretches, "read", away)
        await make_card(owner, board)
        assert await follower.until(6) == [5, 6]
        assert tries >= 2


async def test_a_commit_of_another_process_arrives(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with beside(app) as http, follow(board, owner) as follower:
        await follower.next("hello")
        there = Person(http, owner.id, owner.token)
        await make_card(there, board)
        await make_card(there, board)
        assert await follower.until(6) == [5, 6]


async def test_a_log_that_went_back_starts_anew(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        (one,) = app.runtime.sockets._hubs.values()
        one.seq = 9  # as if a copy had been put back since
        await app.runtime.sockets.compare()
        assert await follower.next("resync") == {"type": "resync", "seq": 4}
        await make_card(owner, board)
        assert await follower.until(5) == [5]


async def test_a_storm_reaches_everybody_once_and_in_order(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    """Writers write while sockets come, say what they have, and ask again."""
    cards = [await make_card(owner, board) for _ in range(6)]
    dice, done = random.Random(7), asyncio.Event()
    finished: list[int] = []

    async def write(number: int) -> None:
        for turn in range(25):
            card = cards[(number + turn) % len(cards)]
            body = {"column_id": board.columns[turn % 3], "position": 0}
            await owner.patch(f"/cards/{card['id']}", body if turn % 2 else {"title": f"T{turn}"})

    async def come(number: int) -> None:
        await eventually(lambda: done.is_set() or (hubs_seq() or 10) > 10 + 8 * number)
        since = dice.randrange(0, 10)
        async with follow(board, owner, since=since) as follower:
            if number % 3 == 0:
                await follower.until(since + 1 + number)
                again = dice.randrange(0, since + 1)
                await follower.send({"type": "since", "seq": again})
                await _restart(follower, again)
                since = again
            await done.wait()
            assert await follower.until(finished[0]) == list(range(since + 1, finished[0] + 1))

    def hubs_seq() -> int | None:
        return next((h.seq for h in app.runtime.sockets._hubs.values()), None)

    comers = [asyncio.create_task(come(number)) for number in range(9)]
    await asyncio.gather(*(write(number) for number in range(4)))
    finished.append((await owner.get(f"/boards/{board.id}/events?limit=1"))["seq"])
    done.set()
    await asyncio.gather(*comers)
    assert finished[0] > 60


async def _restart(follower: Follower, again: int) -> None:
    """Pass over what was on its way before the question was answered."""
    while True:
        before = len(follower.seqs)
        message = await follower.next("events")
        if message["from_seq"] == again + 1:
            follower.seqs = follower.seqs[before:]
            return


async def test_boards_do_not_hear_of_each_other(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    other = await make_board(owner)
    async with follow(board, owner) as here, follow(other, owner) as there:
        await here.next("hello")
        await there.next("hello")
        await make_card(owner, other)
        assert await there.until(5) == [5]
        await app.runtime.sockets.beat()
        await here.next("ping")
        assert here.seqs == []


async def test_nothing_is_kept_for_a_board_that_nobody_follows(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
    manager = app.runtime.sockets
    await eventually(
        lambda: not (manager._hubs or manager._sockets or manager._by_user or manager._hub_of)
    )
    assert manager._bus._subscribers == {}  # type: ignore[attr-defined]


class _LogWithAHole:
    """Says that there is more, and has nothing of it."""

    async def seq(self, board_id: UUID) -> int | None:
        return 1

    async def seqs(self, board_ids: Sequence[UUID]) -> dict[UUID, int]:
        return dict.fromkeys(board_ids, 3)

    async def read(self, board_id: UUID, since: int, limit: int) -> Stretch | None:
        return Stretch(events=[], seq=3, resync=False)


async def test_a_hole_in_the_log_is_not_asked_for_for_ever() -> None:
    board = Hub(uuid4(), MemoryPubSub(), _LogWithAHole())
    await board.ready()
    board.compare(3, held=1)
    await asyncio.wait_for(board.catch_up(), 30)
    assert board.seq == 3
    await board.stop()
