"""Undo is the inverse: whatever was done, taken back step by step, is as it was, and again forwards."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.cards.bulks import assert_log_tells_it, bulk, cards_of, log_of, seq_of, undo
from tests.support.apps import Board, Json, Person, Trivet, make_board
from trivet.auth.callers import Caller, CallerKind
from trivet.boards.models import Board as BoardRow
from trivet.boards.repository import BoardWriteRepository
from trivet.cards.batch import CardBatch, Wish
from trivet.cards.batch_repository import TABLES, BatchRepository, BatchWriteRepository
from trivet.cards.lists import undone_list
from trivet.cards.models import Card
from trivet.cards.undoing import undone_by
from trivet.platform.ids import new_id

State = dict[str, Any]
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@dataclass(frozen=True)
class Operation:
    """One change: what it does, to which of the things there are."""

    kind: str
    which: int
    other: int
    many: int


KINDS = ["create", "move", "place", "edit", "label", "assign", "archive", "restore", "delete"]
OPERATIONS = st.builds(
    Operation,
    kind=st.sampled_from([*KINDS, "all_at_once", *(f"bulk_{kind}" for kind in KINDS[1:8])]),
    which=st.integers(0, 9),
    other=st.integers(0, 9),
    many=st.integers(1, 5),
)


def updates_of(op: Operation, kind: str, board: Board, labels: list[str], me: str) -> Json:
    """What becomes of a card, as both ways of changing cards take it."""
    column = board.columns[op.other % 3]
    add = ["add", "remove"][op.which % 2]
    updates: dict[str, Json] = {
        "move": {"column_id": column},
        "place": {"column_id": column, "position": op.which % 4},
        "edit": {
            "priority": ["none", "low", "high"][op.other % 3],
            "due_date": [None, "2026-12-24"][op.which % 2],
            "estimate": [None, 0.0, 2.5][op.which % 3],
        },
        "label": {f"{add}_label_ids": labels[: op.other % 3 + 1]},
        "assign": {f"{add}_assignee_ids": [me]},
        "archive": {"archived": True},
        "restore": {"archived": False, "column_id": column},
        "all_at_once": {
            "title": f"Title {op.other}",
            "description": ["", "Long."][op.which % 2],
            "column_id": column,
            "position": 0,
            f"{add}_label_ids": labels[:1],
            "archived": op.many % 2 == 0,
        },
    }
    return updates[kind]


async def perform(person: Person, board: Board, labels: list[str], op: Operation) -> None:
    shown = [*(await person.get(f"/boards/{board.id}"))["cards"]]
    shown += (await person.get(f"/boards/{board.id}?archived=true"))["cards"]
    ids = sorted(card["id"] for card in shown)
    if op.kind == "create" or not ids:
        body = {"column_id": board.columns[op.other % 3], "title": "New", "position": op.which % 3}
        await person.post(f"/boards/{board.id}/cards", body)
        return
    start = op.which % len(ids)
    if op.kind == "delete":
        await person.delete(f"/cards/{ids[start]}")
    elif op.kind.startswith("bulk_"):
        updates = updates_of(op, op.kind.removeprefix("bulk_"), board, labels, person.id)
        chosen = [ids[(start + step * 3) % len(ids)] for step in range(op.many)]
        await bulk(person, list(dict.fromkeys(chosen)), updates, mode="partial")
    else:
        body = updates_of(op, op.kind, board, labels, person.id)
        answer = await person.ask("PATCH", f"/cards/{ids[start]}", body)
        assert answer.status_code in (200, 409), answer.text  # archived ones are not edited


async def state_of(app: Trivet, board: Board) -> State:
    """All that the rows say of the cards, but for versions and moments; of deleted ones nothing."""
    async with app.runtime.units.read() as unit:
        cards = await unit.session.scalars(select(Card).where(Card.board_id == board.uuid))
        there = {card.id: card for card in cards if card.deleted_at is None}
        members = await BatchRepository(unit.session).members(there, TABLES)
    volatile = {"version", "updated_at", "field_versions", "archived_at"}
    names = [c.key for c in Card.__table__.columns if c.key not in volatile]
    return {
        str(card_id): {
            **{name: getattr(card, name) for name in names},
            "archived": card.archived_at is not None,
            **members[card_id],
        }
        for card_id, card in there.items()
    }


@FEW
@given(operations=st.lists(OPERATIONS, min_size=1, max_size=10))
async def test_undo_is_the_inverse(app: Trivet, owner: Person, operations: list[Operation]) -> None:
    board = await make_board(owner)
    labels = [
        (await owner.post(f"/boards/{board.id}/labels", {"name": n, "color": "#112233"}))["id"]
        for n in ("one", "two", "three")
    ]
    await cards_of(owner, board, 4)
    await cards_of(owner, board, 3, 1)
    taken = (await app.runtime.live.get(board.id)).to_bytes()
    states, seqs = [await state_of(app, board)], [await seq_of(owner, board)]
    for op in operations:
        await perform(owner, board, labels, op)
        if (seq := await seq_of(owner, board)) > seqs[-1]:
            seqs.append(seq)
            states.append(await state_of(app, board))
    undone: list[int] = []
    for state in reversed(states[:-1]):
        did = await undo(owner, board)
        assert did["blocked"] == []
        undone.append(did["seqs"][0])
        assert await state_of(app, board) == state
    for seq, state in zip(reversed(undone), states[1:], strict=True):
        did = await undo(owner, board, seq)
        assert did["blocked"] == []
        assert await state_of(app, board) == state
    await assert_log_tells_it(app, board, taken)


# Lists whose items have ids.

ITEMS = st.lists(
    st.builds(
        lambda number, text, done: {"id": str(number), "text": text, "done": done},
        st.integers(0, 6),
        st.sampled_from("ab"),
        st.booleans(),
    ),
    unique_by=lambda item: str(item["id"]),
    max_size=6,
)


@given(before=ITEMS, after=ITEMS)
def test_a_list_that_nobody_touched_goes_back(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    done = undone_list(before, after, after)
    assert {item["id"]: item for item in done.items} == {item["id"]: item for item in before}
    assert not done.stuck


@given(items=ITEMS, data=st.data())
def test_one_change_of_a_list_goes_back_exactly(
    items: list[dict[str, Any]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(items))
    assert undone_list(items, shuffled, shuffled).items == items
    if items:
        index = data.draw(st.integers(0, len(items) - 1))
        without = [item for place, item in enumerate(items) if place != index]
        assert undone_list(items, without, without).items == items
        assert undone_list(without, items, items).items == without
        ticked = [{**item, "done": not item["done"]} for item in items]
        assert undone_list(items, ticked, ticked).items == items


def test_what_others_did_to_other_items_stays() -> None:
    a, b, c = ({"id": name, "text": name, "done": False} for name in "abc")
    ticked = {**a, "done": True}
    # I ticked a; somebody renamed it, and added c.
    renamed = {**ticked, "text": "A"}
    done = undone_list([a, b], [ticked, b], [renamed, b, c])
    assert (done.items, done.stuck) == ([{**renamed, "done": False}, b, c], False)
    # I added b; somebody ticked it.
    done = undone_list([a], [a, b], [a, {**b, "done": True}])
    assert (done.items, done.stuck) == ([a, {**b, "done": True}], True)


def test_what_is_taken_back_counts_from_the_newest() -> None:
    events: list[tuple[int, list[int]]] = [(1, []), (2, []), (3, [2]), (4, [1]), (5, [4])]
    assert undone_by(events) == {2, 4}


# What other parts of cards write: lists in the card's row, and how cards belong together.


async def changed(app: Trivet, person: Person, board: Board, **wishes: dict[str, Any]) -> None:
    """Change cards in one unit, as the services of checklists, links and dependencies do."""
    caller = Caller(UUID(person.id), CallerKind.SESSION, new_id())
    async with app.runtime.units.write(caller.actor(None)) as unit:
        row: BoardRow | None = await BoardWriteRepository(unit.session).lock(board.uuid)
        assert row is not None
        rows = BatchWriteRepository(unit.session)
        ids = [UUID(card_id) for card_id in wishes]
        cards, members = await rows.cards(ids, whole=True), await rows.members(ids, TABLES)
        wanted = [
            Wish(
                card=cards[UUID(card_id)],
                members=members[UUID(card_id)],
                fields={n: v for n, v in wish.items() if n not in TABLES},
                members_after={n: v for n, v in wish.items() if n in TABLES},
            )
            for card_id, wish in wishes.items()
        ]
        await CardBatch(unit, row, app.runtime.elsewhere, new_id()).write(wanted)


async def test_checklists_links_parents_and_dependencies_go_back(
    app: Trivet, owner: Person
) -> None:
    board = await make_board(owner)
    one, two = await cards_of(owner, board, 2)
    item = {"id": str(new_id()), "text": "Small", "done": False}
    link = {"id": str(new_id()), "url": "https://example.com", "title": ""}
    states = [await state_of(app, board)]
    steps: list[dict[str, dict[str, Any]]] = [
        {one: {"checklist": [item], "links": [link]}},
        {one: {"checklist": [{**item, "done": True}], "links": []}},
        {one: {"parent_id": UUID(two)}},
        {one: {"blocked_by": {UUID(two)}}, two: {"blocks": {UUID(one)}}},
        {one: {"blocked_by": set()}, two: {"blocks": set()}},
    ]
    for step in steps:
        await changed(app, owner, board, **step)
        states.append(await state_of(app, board))
    undone = []
    for state in reversed(states[:-1]):
        did = await undo(owner, board)
        assert did["blocked"] == []
        undone.append(did["seqs"][0])
        assert await state_of(app, board) == state
    for seq, state in zip(reversed(undone), states[1:], strict=True):
        await undo(owner, board, seq)
        assert await state_of(app, board) == state


async def test_what_would_close_a_circle_stays(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    one, two = await cards_of(owner, board, 2)
    waits = {one: {"blocked_by": {UUID(two)}}, two: {"blocks": {UUID(one)}}}
    free: dict[str, dict[str, Any]] = {one: {"blocked_by": set()}, two: {"blocks": set()}}
    await changed(app, owner, board, **waits)
    await changed(app, owner, board, **free)
    seq = (await log_of(owner, board))[-1]["seq"]
    other = {two: {"blocked_by": {UUID(one)}}, one: {"blocks": {UUID(two)}}}
    await changed(app, owner, board, **other)
    problem = await undo(owner, board, seq, 409)
    assert {each["reason"] for each in problem["blocked"]} == {"cycle"}
    await changed(app, owner, board, **{one: {"parent_id": UUID(two)}})
    await changed(app, owner, board, **{one: {"parent_id": None}})
    seq = await seq_of(owner, board)
    await changed(app, owner, board, **{two: {"parent_id": UUID(one)}})
    problem = await undo(owner, board, seq, 409)
    assert [each["reason"] for each in problem["blocked"]] == ["cycle"]
