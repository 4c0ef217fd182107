"""Two servers, in processes of their own, serve one installation."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import httpx2
import pytest
from pydantic import SecretStr

from tests.crash.evidence import all_tasks_done, assert_recorded, gathered
from tests.crash.load import repeated
from tests.crash.process import Server, server
from tests.realtime.followers import Follower, eventually, follow_at
from tests.support.apps import Board, Json, Person, make_board, make_card, trivet
from tests.support.databases import Place
from tests.support.redis import OwnRedis
from trivet import bootstrap
from trivet.platform.db.database import Database, Dialect
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings

SOON_S = 1.5
"""A second, as is promised, and what a busy machine takes beside."""

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    return place.settings().model_copy(update={"redis_url": SecretStr(redis_url)})


@pytest.fixture
async def two(settings: Settings) -> AsyncIterator[tuple[Server, Server]]:
    async with server(settings) as one, server(settings) as other:
        yield one, other


def at(there: Server, person: Person) -> Person:
    """The same person, with the same token, at another process."""
    return Person(there.owner.http, person.id, person.token)


def cards_of(follower: Follower) -> list[Json]:
    """What somebody was told of new cards."""
    return [event for event in follower.events if event["type"] == "card.created"]


async def test_what_one_writes_is_followed_at_the_other(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    async with follow_at(other.address)(board, other.owner, since=0) as follower:
        hello = await follower.next("hello")
        await follower.until(hello["seq"])
        path = f"/boards/{board.id}/cards"
        for number in range(40):
            writer = (one, other)[number % 2]
            wanted = {"column_id": board.columns[0], "title": f"Card {number}"}
            await at(writer, one.owner).post(path, wanted)
        while len(cards_of(follower)) < 40:  # and what tasks record of them
            await follower.message()
        assert follower.seqs == list(range(1, len(follower.seqs) + 1))
    shown = [(await each.owner.get(f"/boards/{board.id}"))["cards"] for each in two]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 40


async def test_ones_own_writes_are_read_at_the_other(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    await other.owner.get(f"/boards/{board.id}")
    for number in range(10):
        wanted = {"column_id": board.columns[0], "title": f"Card {number}"}
        written = await one.owner.ask("POST", f"/boards/{board.id}/cards", wanted, status=201)
        least = {"X-Min-Board-Seq": written.headers["X-Board-Seq"]}
        read = await other.owner.get(f"/boards/{board.id}", headers=least)
        assert len(read["cards"]) == number + 1


async def test_what_a_follower_was_told_of_is_on_the_board(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    async with follow_at(other.address)(board, other.owner) as follower:
        await follower.next("hello")
        for number in range(20):
            wanted = {"column_id": board.columns[0], "title": f"Card {number}"}
            await one.owner.post(f"/boards/{board.id}/cards", wanted)
            told = 0
            while told <= number:
                await follower.message()
                told = len(cards_of(follower))
            assert len((await other.owner.get(f"/boards/{board.id}"))["cards"]) >= told


async def test_a_board_that_nobody_follows_is_read_as_others_left_it(settings: Settings) -> None:
    async with trivet(settings) as here, trivet(settings) as there:
        progress = here.runtime.parts.progress
        assert progress is not None
        await eventually(lambda: not progress.alone)
        # Nothing but what it is told shows it that there is something new.
        await there.runtime.parts.watch.stop()
        owner = await here.owner()
        board = await make_board(owner)
        mine = {"Authorization": f"Bearer {owner.token}"}

        async def cards_there() -> int:
            answer = await there.http.get(f"/boards/{board.id}", headers=mine)
            return len(answer.json()["cards"])

        assert await cards_there() == 0
        for number in range(1, 4):
            await make_card(owner, board)
            await eventually(lambda wanted=number: _shows(cards_there, wanted))  # type: ignore[misc]


async def _shows(count: Callable[[], Awaitable[int]], wanted: int) -> bool:
    return await count() == wanted


async def test_who_signs_out_at_one_is_out_at_the_other(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    async with follow_at(other.address)(board, one.owner, since=0) as follower:
        await follower.next("hello")
        await one.owner.ask("POST", "/auth/logout", {}, status=204)
        async with asyncio.timeout(SOON_S):
            code, _ = await follower.closed()
        assert code == 4401
    await eventually(lambda: _refused(at(other, one.owner)))


async def _refused(person: Person) -> bool:
    return (await person.ask("GET", "/auth/me")).status_code == 401


async def test_people_see_one_another(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    card = await one.owner.post(
        f"/boards/{board.id}/cards", {"column_id": board.columns[0], "title": "A"}
    )
    async with follow_at(one.address)(board, one.owner) as here:
        await here.next("hello")
        async with follow_at(other.address)(board, other.owner) as there:
            await there.next("hello")
            await there.send({"type": "presence", "card_id": card["id"]})
            people: list[Json] = []
            while [person.get("card_id") for person in people] != [card["id"]]:
                people = (await here.next("presence"))["people"]
        while [person.get("card_id") for person in people] != [None]:
            people = (await here.next("presence"))["people"]


async def test_who_comes_later_sees_who_is_there(two: tuple[Server, Server]) -> None:
    one, other = two
    board = await make_board(one.owner)
    card = await one.owner.post(
        f"/boards/{board.id}/cards", {"column_id": board.columns[0], "title": "A"}
    )
    async with follow_at(one.address)(board, one.owner) as here:
        await here.next("hello")
        await here.send({"type": "presence", "card_id": card["id"]})
        await here.next("presence")
        async with follow_at(other.address)(board, other.owner) as there:
            people = (await there.next("hello"))["presence"]
            while [person.get("card_id") for person in people] != [card["id"]]:
                people = (await there.next("presence"))["people"]


async def test_a_redis_that_goes_away_costs_no_event(
    two: tuple[Server, Server], redis_server: OwnRedis
) -> None:
    one, other = two
    board = await make_board(one.owner)
    path = f"/boards/{board.id}/cards"
    async with follow_at(other.address)(board, other.owner, since=0) as follower:
        hello = await follower.next("hello")
        await follower.until(hello["seq"])
        redis_server.stop()
        try:
            for number in range(5):
                wanted = {"column_id": board.columns[0], "title": f"Without {number}"}
                await one.owner.post(path, wanted)
            # Without a bus the board is held against the database each second.
            while len(cards_of(follower)) < 5:
                await follower.message()
            ready = await other.owner.get("/readyz")
            assert ready["parts"] == {"database": "ready", "redis": "missing"}
        finally:
            redis_server.start()
        for number in range(5):
            wanted = {"column_id": board.columns[0], "title": f"Again {number}"}
            await one.owner.post(path, wanted)
        while len(cards_of(follower)) < 10:
            await follower.message()
        assert follower.seqs == list(range(1, len(follower.seqs) + 1))


async def test_a_restart_sends_people_on_and_they_miss_nothing(
    two: tuple[Server, Server],
) -> None:
    one, other = two
    board = await make_board(one.owner)
    path = f"/boards/{board.id}/cards"
    async with follow_at(one.address)(board, one.owner, since=0) as follower:
        hello = await follower.next("hello")
        seen = await follower.until(hello["seq"])
        stopping = asyncio.create_task(one.stop())
        code, types = await follower.closed()
        assert (code, types[-1]) == (1012, "bye")
        for number in range(5):  # meanwhile others go on
            wanted = {"column_id": board.columns[0], "title": f"Card {number}"}
            await other.owner.post(path, wanted)
    last, heard = follower.seqs[-1], cards_of(follower)
    async with follow_at(other.address)(board, other.owner, since=last) as again:
        await again.next("hello")
        while len(cards_of(again)) < 5 - len(heard):
            await again.message()
        assert again.seqs == list(range(last + 1, last + 1 + len(again.seqs)))
    assert seen == list(range(1, last + 1))
    assert await stopping == 0


async def test_what_dies_with_one_is_done_by_the_other_once_its_lease_ends(
    settings: Settings, database: Database
) -> None:
    async with server(settings, "in_body") as one:
        board: Board = await make_board(one.owner)
        with suppress(httpx2.TransportError):  # it may die before it answers
            await repeated(one.owner, board, "a card")
        await one.died()
    async with server(settings) as other:
        await repeated(other.owner, board, "another card")
        await all_tasks_done(database)
        assert await other.stop() == 0
    assert_recorded(await gathered(database, board))


async def test_a_file_is_not_shared(place: Place) -> None:
    wanted = {"database_url": None, "redis_url": SecretStr("redis://127.0.0.1:1")}
    with pytest.raises(StartupError, match="TRIVET_DATABASE_URL"):
        bootstrap.build(place.settings().model_copy(update=wanted))
