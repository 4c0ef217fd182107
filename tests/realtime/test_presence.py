"""Who is there, and what they look at."""

import asyncio

from tests.realtime.followers import Follow, eventually
from tests.support.apps import Board, Person, Trivet, in_workspace, make_card
from trivet.platform.ids import new_id
from trivet.realtime import hub
from trivet.realtime.presence import Presence
from trivet.realtime.sockets import Socket
from trivet.workspaces.models import Role

ADA, BEA = new_id(), new_id()


def test_everybody_is_there_once() -> None:
    presence = Presence()
    presence.enter("one", BEA, "Bea")
    presence.enter("two", ADA, "Ada")
    presence.enter("three", ADA, "Ada")
    assert presence.people() == [
        {"user_id": str(ADA), "name": "Ada"},
        {"user_id": str(BEA), "name": "Bea"},
    ]


def test_somebody_with_two_sockets_is_where_they_moved_last() -> None:
    presence, first, second = Presence(), new_id(), new_id()
    presence.enter("one", ADA, "Ada")
    presence.move("one", first, editing=True)
    presence.enter("two", ADA, "Ada")
    assert presence.people() == [
        {"user_id": str(ADA), "name": "Ada", "card_id": str(first), "editing": True}
    ]
    presence.move("two", second, editing=False)
    assert presence.people() == [{"user_id": str(ADA), "name": "Ada", "card_id": str(second)}]
    presence.leave("two")
    assert presence.people()[0]["card_id"] == str(first)
    presence.leave("one")
    assert presence.people() == []


def test_people_of_other_processes_are_there_until_those_are_silent() -> None:
    presence, card = Presence(), str(new_id())
    presence.enter("one", ADA, "Ada")
    elsewhere = [
        {"user_id": str(ADA), "name": "Ada", "card_id": card},
        {"user_id": str(BEA), "name": "Bea"},
    ]
    presence.told_by("another", elsewhere, until=10)
    assert presence.people() == elsewhere
    assert presence.here() == [{"user_id": str(ADA), "name": "Ada"}]
    version = presence.version
    presence.told_by("another", elsewhere, until=20)
    presence.forget_silent(19.9)
    assert presence.version == version
    presence.forget_silent(20)
    assert presence.version > version
    assert presence.people() == presence.here()


def test_what_others_told_is_not_told_on() -> None:
    presence = Presence()
    presence.told_by("another", [{"user_id": str(BEA), "name": "Bea"}], until=10)
    assert presence.told == presence.version
    presence.enter("one", ADA, "Ada")
    assert presence.told < presence.version
    presence.told_by("another", [], until=10)
    assert presence.told < presence.version


def test_only_what_shows_counts_as_a_change() -> None:
    presence = Presence()
    presence.enter("one", ADA, "Ada")
    version = presence.version
    presence.enter("two", ADA, "Ada")
    presence.leave("two")
    presence.leave("never entered")
    assert presence.version == version
    presence.move("one", None, editing=False)
    assert presence.version > version


async def test_who_comes_looks_and_goes_is_seen(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    card = await make_card(owner, board)
    person = await in_workspace(app, board.workspace_id, Role.MEMBER)
    me = {"user_id": owner.id, "name": "Owner"}
    them = {"user_id": person.id, "name": "member"}
    async with follow(board, owner) as watcher:
        assert (await watcher.next("hello"))["presence"] == [me]
        async with follow(board, person) as other:
            assert (await other.next("hello"))["presence"] == [me, them]
            assert (await watcher.next("presence"))["people"] == [me, them]
            await other.send({"type": "presence", "card_id": card["id"], "editing": True})
            looking = {**them, "card_id": card["id"], "editing": True}
            assert (await watcher.next("presence"))["people"] == [me, looking]
            await other.send({"type": "presence"})
            assert (await watcher.next("presence"))["people"] == [me, them]
        assert (await watcher.next("presence"))["people"] == [me]


async def test_many_changes_are_told_at_once(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await in_workspace(app, board.workspace_id, Role.MEMBER)
    loop = asyncio.get_running_loop()
    async with follow(board, owner) as watcher:
        await watcher.next("hello")  # before the other comes, or that would be no news
        async with follow(board, person) as other:
            await watcher.next("presence")
            began = loop.time()
            last = ""
            for _ in range(50):
                last = str(new_id())
                await other.send({"type": "presence", "card_id": last})
            told = 0
            while True:
                told += 1
                people = (await watcher.next("presence"))["people"]
                if any(one.get("card_id") == last for one in people):
                    break
            assert told <= 2 + (loop.time() - began) / hub.PRESENCE_S


async def test_who_comes_while_the_list_changes_has_the_newest(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    """The list of the greeting may be old by the time that a long replay ends."""
    person = await in_workspace(app, board.workspace_id, Role.MEMBER)
    manager = app.runtime.sockets
    async with follow(board, person) as other:
        await other.next("hello")
        (one,) = manager._hubs.values()
        replay, card = one.replay, str(new_id())

        async def slow(socket: Socket, since: int) -> bool:
            await other.send({"type": "presence", "card_id": card})
            while not any(
                p.get("card_id") == card for p in (await other.next("presence"))["people"]
            ):
                pass
            await eventually(lambda: one._presence_timer is None)
            return await replay(socket, since)

        one.replay = slow  # type: ignore[method-assign]
        async with follow(board, owner, since=4) as late:
            people = (await late.next("presence"))["people"]
            assert card in [p.get("card_id") for p in people]
