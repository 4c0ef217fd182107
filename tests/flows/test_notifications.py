"""Who is told of what, once each, and only while they may see it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, update

from tests.realtime.followers import Follow, eventually
from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    fill_board,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from tests.support.queries import counted
from trivet.boards.events import BoardEvent
from trivet.cards import events as types
from trivet.cards.models import CardDependency, Comment
from trivet.cards.wire import change_payload
from trivet.flows import telling
from trivet.flows.models import Notification
from trivet.flows.tasks import FORGET_NOTIFICATIONS, NOTIFY_DUE
from trivet.flows.unblocking import unblocked
from trivet.platform.clock import now, rfc3339
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.tasks.models import TaskRow
from trivet.platform.uow import WriteUnit
from trivet.realtime.protocol import SocketNotification
from trivet.workspaces.models import Role


@pytest.fixture
async def board(app: Trivet, owner: Person) -> Board:
    """Its last column is for what is done."""
    made = await make_board(owner)
    await owner.patch(f"/columns/{made.columns[2]}", {"category": "done"})
    return made


@pytest.fixture
async def member(app: Trivet, board: Board) -> Person:
    return await in_workspace(app, board.workspace_id, Role.MEMBER)


async def told(person: Person, query: str = "") -> list[tuple[str, str]]:
    """Kind and card of each notification, the newest first."""
    page = await person.get(f"/me/notifications{query}")
    return [(item["kind"], item["card"]["id"]) for item in page["items"]]


async def comments(
    app: Trivet, card: Json, author: Person, body: str, comment_id: UUID | None = None
) -> UUID:
    """A comment is written, or written anew, as the service of comments will."""
    new = comment_id is None
    comment_id = comment_id or new_id()
    actor = Actor(user_id=UUID(author.id))
    async with app.runtime.units.write(actor) as unit:
        row = Comment(
            id=comment_id,
            card_id=UUID(card["id"]),
            author_id=UUID(author.id),
            body=body,
            created_at=now(),
        )
        if new:
            unit.session.add(row)
        facts = {
            "id": str(comment_id),
            "card_id": card["id"],
            "author_id": author.id,
            "version": 1,
            "created_at": rfc3339(now()),
        }
        unit.emit(
            BoardEvent(
                type=types.COMMENT_CREATED if new else types.COMMENT_UPDATED,
                board_id=UUID(card["board_id"]),
                card_id=UUID(card["id"]),
                payload={"comment": facts, **({"comment_count": 1} if new else {})},
                texts={"comment": {"body": body}},
            )
        )
    return comment_id


def mention(*people: Person) -> str:
    return ", ".join(f"[@Somebody](user:{person.id})" for person in people)


async def blocks(app: Trivet, blocker: Json, blocked: Json) -> None:
    """A dependency, past the application; boards are read anew."""
    row = {
        "blocked_id": UUID(blocked["id"]),
        "blocker_id": UUID(blocker["id"]),
        "created_at": now(),
    }
    async with app.runtime.units.write() as unit:
        await unit.session.run(insert(CardDependency).values(**row))
    await app.runtime.live.reload(blocker["board_id"])


async def run(app: Trivet, task: Any) -> None:
    """Have a task done now."""
    async with app.runtime.units.write() as unit:
        task_id = unit.enqueue(task.call())
    await finished(app, task_id)


async def finished(app: Trivet, task_id: UUID) -> None:
    """Wait for a task's end; it must be a good one."""

    async def ended() -> bool:
        async with app.runtime.units.read() as unit:
            state = await unit.session.scalar(select(TaskRow.state).where(TaskRow.id == task_id))
        assert state in {"queued", "running", "succeeded"}, state
        return state == "succeeded"

    await eventually(ended)


async def test_who_is_assigned_is_told_but_not_by_oneself(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    card = await make_card(owner, board, assignee_ids=[member.id, owner.id])
    other = await make_card(owner, board)
    path = f"/cards/{other['id']}"
    await owner.patch(path, {"add_assignee_ids": [member.id]})
    await member.patch(path, {"add_assignee_ids": [owner.id]})
    await owner.patch(path, {"title": "x", "add_assignee_ids": [member.id]})  # is there already
    assert await told(member) == [("assigned", other["id"]), ("assigned", card["id"])]
    assert await told(owner) == [("assigned", other["id"])]
    await owner.patch(path, {"remove_assignee_ids": [member.id]})
    await owner.patch(path, {"add_assignee_ids": [member.id]})
    assert len(await told(member)) == 3


async def test_who_is_mentioned_is_told_once_for_a_comment(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    stranger = await somebody(app)
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    comment_id = await comments(app, card, owner, mention(member, member, owner, stranger))
    await comments(app, card, owner, mention(member, viewer), comment_id)
    assert await told(member) == [("mentioned", card["id"])]
    assert await told(viewer) == [("mentioned", card["id"])]
    assert await told(owner) == await told(stranger) == []
    await comments(app, card, owner, mention(member))
    assert len(await told(member)) == 2
    (item,) = (await viewer.get("/me/notifications"))["items"]
    assert item["comment_id"] == str(comment_id)
    assert item["actor_id"] == owner.id
    assert item["actor_name"]


Finish = Callable[[Person, Json, Board], Any]


async def by_moving(person: Person, card: Json, board: Board) -> None:
    await person.post(f"/cards/{card['id']}/move", {"column_id": board.columns[2]}, 200)


async def by_archiving(person: Person, card: Json, _board: Board) -> None:
    await person.patch(f"/cards/{card['id']}", {"archived": True})


async def by_deleting(person: Person, card: Json, _board: Board) -> None:
    await person.delete(f"/cards/{card['id']}")


@pytest.mark.parametrize("finish", [by_moving, by_archiving, by_deleting])
async def test_the_last_blocker_sets_free(
    app: Trivet, owner: Person, member: Person, board: Board, finish: Finish
) -> None:
    blocked = await make_card(owner, board)
    await member.patch(f"/cards/{blocked['id']}", {"add_assignee_ids": [member.id]})
    one, two = await make_card(owner, board), await make_card(owner, board)
    for blocker in (one, two):
        await blocks(app, blocker, blocked)
    await finish(owner, one, board)
    assert await told(member) == []
    await finish(owner, two, board)
    assert await told(member) == [("unblocked", blocked["id"])]


async def test_only_the_end_of_work_sets_free(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    blocked, blocker = await make_card(owner, board), await make_card(owner, board)
    await member.patch(f"/cards/{blocked['id']}", {"add_assignee_ids": [member.id]})
    await blocks(app, blocker, blocked)
    await owner.post(f"/cards/{blocker['id']}/move", {"column_id": board.columns[1]}, 200)
    await owner.patch(f"/cards/{blocker['id']}", {"title": "other"})
    assert await told(member) == []
    await by_moving(owner, blocker, board)
    await by_archiving(owner, blocker, board)  # it was done already
    await by_deleting(owner, blocker, board)
    assert await told(member) == [("unblocked", blocked["id"])]


async def test_a_dependency_that_is_taken_off_sets_free(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    blocked, blocker = await make_card(owner, board), await make_card(owner, board)
    await member.patch(f"/cards/{blocked['id']}", {"add_assignee_ids": [member.id]})
    async with app.runtime.units.write(Actor(user_id=UUID(owner.id))) as unit:
        payload, texts = change_payload(9, {"blocked_by": []}, {"blocked_by": [blocker["id"]]})
        unit.emit(
            BoardEvent(
                type=types.CARD_UPDATED,
                board_id=board.uuid,
                card_id=UUID(blocked["id"]),
                payload=payload,
                texts=texts,
            )
        )
    assert await told(member) == [("unblocked", blocked["id"])]


async def test_what_is_due_is_told_once_for_each_date(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    today = now().date()
    cards = {}
    for days in (-2, -1, 0, 1, 2):
        day = (today + timedelta(days=days)).isoformat()
        cards[days] = await make_card(member, board, assignee_ids=[member.id], due_date=day)
    day = today.isoformat()
    await make_card(member, board, column=2, assignee_ids=[member.id], due_date=day)
    away = await make_card(member, board, assignee_ids=[member.id], due_date=day)
    await by_archiving(member, away, board)
    for _ in range(2):
        await run(app, NOTIFY_DUE)
    assert sorted(await told(member)) == sorted(
        ("due_soon", cards[days]["id"]) for days in (-1, 0, 1)
    )
    later = (today + timedelta(days=1)).isoformat()
    await member.patch(f"/cards/{cards[0]['id']}", {"due_date": later})
    await run(app, NOTIFY_DUE)
    page = await member.get("/me/notifications")
    assert len(page["items"]) == 4
    assert (page["items"][0]["due_date"], page["items"][0]["actor_id"]) == (later, None)


async def test_reading_is_kept_and_taken_back(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    for _ in range(3):
        await make_card(owner, board, assignee_ids=[member.id])
    page = await member.get("/me/notifications?limit=2")
    assert (len(page["items"]), page["unread"]) == (2, 3)
    rest = await member.get(f"/me/notifications?cursor={page['next_cursor']}")
    assert (len(rest["items"]), rest["next_cursor"], rest["unread"]) == (1, None, 3)
    ids = [item["id"] for item in page["items"]]

    async def mark(person: Person, **body: Any) -> Json:
        return await person.post("/me/notifications/read", body, 200)

    assert await mark(owner, ids=ids) == {"unread": 0}  # they are not theirs
    assert await mark(member, ids=ids) == {"unread": 1}
    assert len((await member.get("/me/notifications?unread=true"))["items"]) == 1
    assert await mark(member, ids=ids[:1], read=False) == {"unread": 2}
    assert await mark(member, all=True) == {"unread": 0}
    for wrong in ({}, {"ids": [], "all": False}, {"ids": ids, "all": True}, {"ids": ["x"]}):
        await member.post("/me/notifications/read", wrong, 422)


async def test_who_may_not_see_the_card_sees_nothing_of_it(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    card = await make_card(owner, board, assignee_ids=[member.id])
    gone = await make_card(owner, board, assignee_ids=[member.id])
    await owner.delete(f"/cards/{gone['id']}")
    assert await told(member) == [("assigned", card["id"])]
    await owner.delete(f"/workspaces/{board.workspace_id}/members/{member.id}")
    page = await member.get("/me/notifications")
    assert (page["items"], page["unread"]) == ([], 0)
    await make_card(owner, board)
    await comments(app, card, owner, mention(member))
    assert await rows_of(app, member) == 2  # those from before


async def rows_of(app: Trivet, person: Person) -> int:
    async with app.runtime.units.read() as unit:
        own = Notification.user_id == UUID(person.id)
        count = await unit.session.scalar(select(func.count(Notification.id)).where(own))
    return count or 0


async def test_a_refused_change_tells_nobody(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    card = await make_card(owner, board)
    wrong = {"add_assignee_ids": [member.id], "add_label_ids": [str(new_id())]}
    await owner.patch(f"/cards/{card['id']}", wrong, 422)
    assert await told(member) == []


async def test_only_the_newest_are_kept(
    app: Trivet,
    owner: Person,
    member: Person,
    board: Board,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "MOST", 3)
    made = [await make_card(owner, board, assignee_ids=[member.id]) for _ in range(5)]
    assert [card_id for _, card_id in await told(member)] == [c["id"] for c in made[:1:-1]]


async def test_old_ones_are_forgotten(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    moment = now()
    for _ in range(4):
        await make_card(owner, board, assignee_ids=[member.id])
    ids = [UUID(item["id"]) for item in (await member.get("/me/notifications"))["items"]]
    ages = {
        ids[0]: {"read_at": moment - timedelta(days=91)},
        ids[1]: {"read_at": moment - timedelta(days=89)},
        ids[2]: {"created_at": moment - timedelta(days=366)},
        ids[3]: {"created_at": moment - timedelta(days=364)},
    }
    async with app.runtime.units.write() as unit:
        for one, age in ages.items():
            await unit.session.run(update(Notification).where(Notification.id == one).values(**age))
    await run(app, FORGET_NOTIFICATIONS)
    left = [UUID(item["id"]) for item in (await member.get("/me/notifications"))["items"]]
    assert left == [ids[1], ids[3]]


async def test_an_account_that_is_closed_is_told_nothing(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    await make_card(owner, board, assignee_ids=[member.id])
    assert await rows_of(app, member) == 1
    await member.delete("/auth/me")
    assert await rows_of(app, member) == 0


async def test_who_is_there_is_told_at_once(
    app: Trivet, owner: Person, member: Person, board: Board, follow: Follow
) -> None:
    other = await make_board(owner)
    async with follow(board, member) as theirs, follow(other, owner) as mine:
        await theirs.next("hello")
        await mine.next("hello")
        first = await make_card(owner, board, assignee_ids=[member.id])
        message = await theirs.next("notification")
        listed = await member.get("/me/notifications")
        assert message == {
            "type": "notification",
            "notification": listed["items"][0],
            "unread": 1,
        }
        SocketNotification.model_validate_json(json.dumps(message), strict=False)
        await member.post("/me/notifications/read", {"all": True}, 200)
        await comments(app, first, member, mention(owner))
        # Whichever board they follow.
        assert (await mine.next("notification"))["notification"]["kind"] == "mentioned"
        async with app.runtime.units.write(Actor(user_id=UUID(owner.id))) as unit:
            for version in range(telling.MOST_MESSAGES + 5):  # of one change
                emit_assigned(unit, first, member, version + 10)
        seen = [await theirs.next("notification") for _ in range(telling.MOST_MESSAGES)]
        assert {message["unread"] for message in seen} == {telling.MOST_MESSAGES + 5}


def emit_assigned(unit: WriteUnit, card: Json, person: Person, version: int) -> None:
    payload, _ = change_payload(version, {"assignee_ids": [person.id]}, {"assignee_ids": []})
    unit.emit(
        BoardEvent(
            type=types.CARD_UPDATED,
            board_id=UUID(card["board_id"]),
            card_id=UUID(card["id"]),
            payload=payload,
        )
    )


async def test_many_moves_ask_a_few_questions(
    app: Trivet, owner: Person, member: Person, board: Board
) -> None:
    """Of a bulk edit the notifications cost as much as of one."""
    ids = await fill_board(app, await make_board(owner), 60)
    payload = {
        "version": 2,
        "column_id": board.columns[2],
        "from_column_id": board.columns[0],
        "rank": "a",
        "from_rank": "b",
    }
    moved = [
        BoardEvent(type=types.CARD_MOVED, board_id=board.uuid, card_id=card_id, payload=payload)
        for card_id in ids
    ]
    async with app.runtime.units.write() as unit:
        with counted(app.runtime.database) as queries:
            assert await unblocked(unit.session, moved) == []
        asked = [one for one in queries.statements if "columns" in one or "dependencies" in one]
        assert len(asked) == 2


async def test_quick_changes_that_concern_nobody_stay_quick(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the move that may set somebody free takes the ordinary way."""
    blocked, blocker = await make_card(owner, board), await make_card(owner, board)
    await blocks(app, blocker, blocked)
    await owner.get(f"/boards/{board.id}")
    store = app.runtime.writer._store
    written: list[str] = []
    write = store.write

    async def noting(live: Any, changes: Any) -> Any:
        written.extend(change.event.type for change in changes)
        return await write(live, changes)

    monkeypatch.setattr(store, "write", noting)
    move = f"/cards/{blocker['id']}/move"
    await owner.post(move, {"column_id": board.columns[1]}, 200)
    await owner.patch(f"/cards/{blocker['id']}", {"title": "x"})
    await owner.post(f"/cards/{blocked['id']}/move", {"column_id": board.columns[2]}, 200)
    assert written == ["card.moved", "card.updated", "card.moved"]
    await owner.post(move, {"column_id": board.columns[2]}, 200)
    assert len(written) == 3


async def test_a_copied_board_is_no_news(
    app: Trivet, owner: Person, board: Board, member: Person
) -> None:
    """Of ten thousand cards each would push out something that nobody has read."""
    card = await make_card(owner, board, assignee_ids=[member.id])
    assert await told(member) == [("assigned", card["id"])]
    await owner.post(f"/boards/{board.id}/copy", {"name": "Copy", "with_cards": True})
    assert await told(member) == [("assigned", card["id"])]
