"""More cards than fit into one transaction: a task changes them, and takes the change back."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any
from uuid import UUID

import pytest

from tests.cards.bulks import assert_log_tells_it, bulk, ended, log_of, order, seq_of, undo
from tests.cards.test_undo_inverse import state_of
from tests.support.apps import (
    Board,
    Person,
    Trivet,
    fill_board,
    in_workspace,
    make_board,
    make_card,
)
from trivet.cards.tasks import BULK_UPDATE_CARDS
from trivet.cards.workers import BulkWorker
from trivet.platform.events import Actor
from trivet.workspaces.models import Role

CARDS = 250


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def cards(app: Trivet, board: Board) -> list[str]:
    return [str(card_id) for card_id in await fill_board(app, board, CARDS)]


def before_chunk(
    monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[], Awaitable[object]]
) -> None:
    """Have something happen right before the worker begins a chunk."""
    chunk, count = BulkWorker._chunk, iter(range(1000))

    async def acting(self: BulkWorker, *arguments: Any) -> Any:
        if next(count) == number:
            await act()
        return await chunk(self, *arguments)

    monkeypatch.setattr(BulkWorker, "_chunk", acting)


async def test_a_task_changes_them_all_in_one_change(
    app: Trivet, owner: Person, board: Board, cards: list[str]
) -> None:
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    there = [(await make_card(owner, board, 1))["id"] for _ in range(2)]
    chosen = Random(1).sample(cards, 230)
    gone = chosen[7]
    await owner.delete(f"/cards/{gone}")
    before = await state_of(app, board)
    seq = await seq_of(owner, board)
    body = {"card_ids": chosen, "mode": "partial"}
    updates = {"column_id": board.columns[1], "after": there[0], "priority": "high"}
    answer = await owner.ask("POST", "/cards/bulk-update", {**body, "updates": updates}, status=202)
    begun = answer.json()
    assert answer.headers["Location"] == f"/tasks/{begun['task']['id']}"
    assert begun["task"]["name"] == "bulk_update_cards_task"
    task = await ended(app, owner, begun["task"]["id"])
    assert task["state"] == "succeeded"
    assert task["progress"] == {"done": 230, "total": 230, "note": "cards"}
    result = task["result"]
    assert (result["updated"], result["unchanged"], result["failed"]) == (229, 0, 1)
    assert (result["mode"], result["batch_id"]) == ("partial", begun["batch_id"])
    assert [(r["card_id"], r["error"]["code"]) for r in result["results"]] == [
        (gone, "card_not_found")
    ]
    moved = [card for card in chosen if card != gone]
    assert await order(owner, board, 1) == [there[0], *moved, there[1]]
    events = await log_of(owner, board, seq)
    assert {event["batch_id"] for event in events} == {begun["batch_id"]}
    assert {event["actor_id"] for event in events} == {owner.id}

    # One undo for the whole, and one redo.
    after = await state_of(app, board)
    seqs: list[int | None] = [None]
    for states in (before, after):
        begun = await undo(owner, board, seqs[-1], 202)
        assert begun["task"]["name"] == "undo_change_task"
        task = await ended(app, owner, begun["task"]["id"])
        assert (task["state"], task["result"]["undone"]) == ("succeeded", 458)
        assert task["result"]["blocked"] == []
        seqs += task["result"]["seqs"]
        assert await state_of(app, board) == states
    await assert_log_tells_it(app, board, taken)


async def test_what_cannot_be_is_refused_before_it_begins(
    app: Trivet, owner: Person, board: Board, cards: list[str]
) -> None:
    into = {"column_id": board.columns[1]}
    assert (await bulk(owner, cards, into, 422))["code"] == "bulk_too_large_for_atomic"
    strange = {"add_label_ids": [board.id]}
    assert (await bulk(owner, cards, strange, 422, mode="partial"))["code"] == "unknown_label"
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    await bulk(viewer, cards, into, 403, mode="partial")


async def test_permission_is_asked_again_with_each_part(
    app: Trivet, owner: Person, board: Board, cards: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    path = f"/workspaces/{board.workspace_id}/members/{member.id}"
    before_chunk(monkeypatch, 1, lambda: owner.patch(path, {"role": "viewer"}))
    begun = await bulk(member, cards, {"priority": "high"}, 202, mode="partial")
    task = await ended(app, owner, begun["task"]["id"])
    assert (task["state"], task["error"]["code"]) == ("failed", "forbidden")
    assert task["progress"]["done"] == 100
    shown = await owner.get(f"/boards/{board.id}?priority=high")
    assert [card["id"] for card in shown["cards"]] == cards[:100]
    # Allowed again, it goes on where it was.
    await owner.patch(path, {"role": "member"})
    await owner.post(f"/tasks/{task['id']}/retry", None, 200)
    task = await ended(app, owner, task["id"])
    assert (task["state"], task["result"]["updated"]) == ("succeeded", CARDS)


async def test_a_cancelled_one_leaves_what_is_done_and_that_can_be_undone(
    app: Trivet, owner: Person, board: Board, cards: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await state_of(app, board)
    task_id: asyncio.Future[str] = asyncio.Future()

    async def cancel() -> None:
        await owner.post(f"/tasks/{await task_id}/cancel", None, 200)

    before_chunk(monkeypatch, 1, cancel)
    begun = await bulk(owner, cards, {"column_id": board.columns[1]}, 202, mode="partial")
    task_id.set_result(begun["task"]["id"])
    task = await ended(app, owner, begun["task"]["id"])
    assert (task["state"], task["error"]["code"]) == ("cancelled", "cancelled")
    done = task["progress"]["done"]
    assert 0 < done < CARDS
    assert await order(owner, board, 1) == cards[:done]
    did = await undo(owner, board)
    assert len(did["undone"]) == done
    assert await state_of(app, board) == before


async def test_one_that_is_called_by_its_arguments_alone(
    app: Trivet, owner: Person, board: Board, cards: list[str]
) -> None:
    async with app.runtime.units.write(Actor(user_id=UUID(owner.id))) as unit:
        args = {"card_ids": cards, "updates": {"priority": "low"}}
        mine = unit.enqueue(
            BULK_UPDATE_CARDS.call(
                args, requested_by=UUID(owner.id), workspace_id=UUID(board.workspace_id)
            )
        )
        nobodys = unit.enqueue(BULK_UPDATE_CARDS.call(args, workspace_id=UUID(board.workspace_id)))
    task = await ended(app, owner, str(mine))
    assert (task["state"], task["result"]["batch_id"]) == ("succeeded", str(mine))
    task = await ended(app, owner, str(nobodys))
    assert (task["state"], task["error"]["code"]) == ("failed", "permanent_failure")


async def test_others_write_while_a_thousand_cards_change(
    app: Trivet, owner: Person, board: Board
) -> None:
    cards = [str(card_id) for card_id in await fill_board(app, board, 1000)]
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    others = [await in_workspace(app, board.workspace_id, Role.MEMBER) for _ in range(4)]
    stop = asyncio.Event()
    answers: list[int] = []

    async def write(person: Person, chance: Random) -> None:
        while not stop.is_set():
            card = chance.choice(cards)
            body = chance.choice(
                [
                    {"title": f"Title {chance.random()}"},
                    {"column_id": chance.choice(board.columns), "position": chance.randrange(9)},
                    {"priority": chance.choice(["low", "none"])},
                    {"add_assignee_ids": [person.id]},
                    {"archived": True},
                ]
            )
            answers.append((await person.ask("PATCH", f"/cards/{card}", body)).status_code)

    writers = [
        asyncio.create_task(write(person, Random(seed))) for seed, person in enumerate(others)
    ]
    updates = {"column_id": board.columns[2], "estimate": 3.0}
    begun = await bulk(owner, cards, updates, 202, mode="partial")
    task = await ended(app, owner, begun["task"]["id"])
    stop.set()
    await asyncio.gather(*writers)
    assert task["state"] == "succeeded", task
    assert set(answers) <= {200, 409}
    assert 200 in answers
    result = task["result"]
    assert result["updated"] + result["unchanged"] + result["failed"] == 1000
    assert {r["error"]["code"] for r in result["results"]} <= {"card_archived"}
    seqs = [event["seq"] for event in await log_of(owner, board)]
    assert seqs == list(range(1, seqs[-1] + 1))
    # What they touched since stays theirs; the rest goes back.
    begun = await undo(owner, board, None, 202)
    task = await ended(app, owner, begun["task"]["id"])
    assert task["state"] == "succeeded"
    assert await order(owner, board, 2) != cards
    await assert_log_tells_it(app, board, taken)
