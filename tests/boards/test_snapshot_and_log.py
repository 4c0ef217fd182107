"""The promise that everything live stands on: snapshot + events = fresh snapshot.

Random operations, several at a time and by both ways of writing, on one board; snapshots taken in
between. Then each of them, with the events that follow it, must be what the rows say.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories.github import Payload, PullRequests, branch, push
from tests.github.hooks import connect
from tests.support.apps import Board, Json, Person, Trivet, make_board
from trivet.boards.live import LiveBoard
from trivet.boards.models import Board as BoardRow
from trivet.github.models import Repository
from trivet.github.service import WebhookService
from trivet.platform import ranking
from trivet.platform.events import Actor, Origin
from trivet.platform.uow import WriteUnit
from trivet.views.fragments import FragmentCodec
from trivet.views.snapshot import Snapshots

CODEC = FragmentCodec()
# Whatever a race may legitimately answer. Never 500, never 503.
# 403: GitHub would have to be asked about a pull request that is not known, and nobody may.
FINE = {200, 201, 204, 403, 404, 409, 422}


@dataclass
class Play:
    """One board and what is known of it."""

    app: Trivet
    person: Person
    board: Board
    repository: UUID
    other: Board | None = None
    cards: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    count: int = 0

    @classmethod
    async def on(cls, app: Trivet, person: Person, board: Board) -> "Play":
        """A play on a new board, to whose workspace a repository is connected."""
        repository = await connect(person, board.workspace_id)
        return cls(app, person, board, UUID(repository["id"]), columns=list(board.columns))

    async def hear_of(self, event: str, payload: Payload) -> None:
        """Have what GitHub delivers worked on."""

        async def work(unit: WriteUnit) -> None:
            repository = await unit.session.get(Repository, self.repository)
            assert repository is not None
            await WebhookService(unit, repository).process(event, payload)

        await self.app.runtime.units.retried(work, Actor(origin=Origin.GITHUB))

    def pick(self, things: list[str], index: int) -> str:
        return things[index % len(things)] if things else str(UUID(int=0))

    async def send(self, method: str, path: str, body: Any, ordinary: bool) -> Json | None:
        self.count += 1
        headers = {"Idempotency-Key": f"{self.board.id}-{self.count}"} if ordinary else {}
        response = await self.person.ask(method, path, body, headers=headers)
        assert response.status_code in FINE, response.text
        if response.status_code not in (200, 201):
            return None
        answer: Json = response.json()
        return answer


@dataclass(frozen=True)
class Operation:
    """One request: what it does, to which of the things there are, and how."""

    kind: str
    which: int
    other: int
    place: str
    ordinary: bool


KINDS = [
    *["create"] * 6,
    *["move"] * 8,
    *["edit"] * 6,
    "describe",
    "label_card",
    "unlabel_card",
    "assign",
    "archive",
    "restore",
    "delete",
    "add_column",
    "change_column",
    "move_column",
    "delete_column",
    "add_label",
    "rename_label",
    "delete_label",
    "rename_board",
    "archive_board",
    "restore_board",
    "restore_board",
    *["pull_request"] * 4,
    *["by_hand"] * 2,
    *["bulk"] * 4,
    *["undo"] * 4,
    "branch",
    "push",
    "rules",
    "branching",
    "step",
    "tick",
    "link",
    *["comment"] * 2,
    "take_back",
    *["tie"] * 2,
    "untie",
    "parent",
    *["transfer"] * 4,
    *["unbin"] * 2,
    "copy",
    "copy_board",
]

OPERATIONS = st.builds(
    Operation,
    kind=st.sampled_from(KINDS),
    which=st.integers(0, 12),
    other=st.integers(0, 12),
    place=st.sampled_from(["end", "position", "before", "after"]),
    ordinary=st.booleans(),
)


def placement(play: Play, op: Operation) -> Json:
    if op.place == "position":
        return {"position": op.other}
    if op.place in ("before", "after"):
        return {op.place: play.pick(play.cards, op.other)}
    return {}


async def perform(play: Play, op: Operation) -> None:
    column = play.pick(play.columns, op.other)
    if op.kind == "create":
        body = {"column_id": column, "title": f"Card {play.count}", **placement(play, op)}
        made = await play.send("POST", f"/boards/{play.board.id}/cards", body, op.ordinary)
        if made:
            play.cards.append(made["id"])
            play.keys.append(made["key"])
    elif op.kind in FURTHER:
        await FURTHER[op.kind](play, op)
    elif op.kind == "rules":
        rule = {"event": "opened", "column_id": column, "back": op.ordinary}
        body = {"rules": [rule]}
        await play.send("PUT", f"/boards/{play.board.id}/rules", body, False)
    elif op.kind == "branching":
        chosen = {"template": "{key}" if op.ordinary else None, "repository_id": None}
        await play.send("PUT", f"/boards/{play.board.id}/branching", chosen, False)
    elif op.kind in CARD_BODIES:
        card = play.pick(play.cards, op.which)
        body = CARD_BODIES[op.kind](play, op, column)
        await play.send("PATCH", f"/cards/{card}", body, op.ordinary)
    elif op.kind == "delete":
        await play.send("DELETE", f"/cards/{play.pick(play.cards, op.which)}", None, op.ordinary)
    elif op.kind in BOARD_BODIES:
        body = BOARD_BODIES[op.kind]
        await play.send("PATCH", f"/boards/{play.board.id}", body, False)
    elif "column" in op.kind:
        await perform_on_columns(play, op)
    else:
        await perform_on_labels(play, op)


async def step(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}/checklist"
    await play.send("POST", path, {"text": f"Step {op.other}", "position": op.other}, op.ordinary)


async def tick(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}"
    whole = await play.send("GET", path, None, False) or {}
    steps = [one["id"] for one in whole.get("checklist", [])]
    if op.other % 3:
        body = {"done": bool(op.other % 2), "position": op.other}
        await play.send(
            "PATCH", f"{path}/checklist/{play.pick(steps, op.other)}", body, op.ordinary
        )
    else:
        await play.send(
            "DELETE", f"{path}/checklist/{play.pick(steps, op.other)}", None, op.ordinary
        )


async def link(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}/links"
    await play.send("POST", path, {"url": f"https://example.com/{op.other}"}, op.ordinary)


async def comment(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}/comments"
    if made := await play.send("POST", path, {"body": f"Said {op.other}"}, op.ordinary):
        play.comments.append(made["id"])


async def take_back(play: Play, op: Operation) -> None:
    path = f"/comments/{play.pick(play.comments, op.which)}"
    if op.other % 2:
        await play.send("DELETE", path, None, op.ordinary)
    else:
        await play.send("PATCH", path, {"body": f"Said better {op.other}"}, op.ordinary)


async def tie(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}/dependencies"
    await play.send("POST", path, {"blocked_by": play.pick(play.cards, op.other)}, op.ordinary)


async def untie(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.which)}/dependencies"
    await play.send("DELETE", f"{path}/{play.pick(play.cards, op.other)}", None, op.ordinary)


DETAILS: dict[str, Callable[[Play, Operation], Awaitable[None]]] = {
    "step": step,
    "tick": tick,
    "link": link,
    "comment": comment,
    "take_back": take_back,
    "tie": tie,
    "untie": untie,
}

BOARD_BODIES: dict[str, Json] = {
    "rename_board": {"name": "Renamed"},
    "archive_board": {"archived": True},
    "restore_board": {"archived": False},
}

CARD_BODIES: dict[str, Any] = {
    "move": lambda play, op, column: {"column_id": column, **placement(play, op)},
    "edit": lambda _play, op, _column: [
        {"title": f"Title {op.other}"},
        {"priority": ["none", "low", "high"][op.other % 3]},
        {"estimate": [None, 1.0, 2.5][op.other % 3], "title": f"Both {op.other}"},
        {"due_date": [None, "2026-12-24"][op.other % 2]},
    ][op.which % 4],
    "describe": lambda _play, op, _column: {"description": ["", "Long."][op.other % 2]},
    "label_card": lambda play, op, _column: {"add_label_ids": [play.pick(play.labels, op.other)]},
    "unlabel_card": lambda play, op, _column: {
        "remove_label_ids": [play.pick(play.labels, op.other)]
    },
    "assign": lambda play, op, _column: {
        ["add_assignee_ids", "remove_assignee_ids"][op.other % 2]: [play.person.id]
    },
    "archive": lambda _play, _op, _column: {"archived": True},
    "parent": lambda play, op, _column: {
        "parent_id": play.pick(play.cards, op.other) if op.other % 3 else None
    },
    "restore": lambda play, op, _column: {"archived": False, **placement(play, op)},
}


PLACES = {"transfer": "transfer", "unbin": "restore", "copy": "copy", "copy_board": "copy"}


async def perform_on_places(play: Play, op: Operation) -> None:
    """To the other board, or back home; out of the bin; once more."""
    home = play.board if op.which % 2 or play.other is None else play.other
    body: Json = placement(play, op)
    path = f"/cards/{play.pick(play.cards, op.which)}"
    if op.kind == "copy_board":
        path, body = f"/boards/{home.id}", {"name": "Again", "with_cards": op.ordinary}
    elif op.kind != "unbin":
        body["board_id"] = home.id
    made = await play.send("POST", f"{path}/{PLACES[op.kind]}", body, op.ordinary)
    if made and op.kind == "copy":
        play.cards.append(made["id"])
        play.keys.append(made["key"])


async def perform_on_columns(play: Play, op: Operation) -> None:
    column = play.pick(play.columns, op.which)
    path = f"/columns/{column}"
    if op.kind == "add_column":
        body: Json = {"name": f"Column {op.other}", "position": op.which}
        made = await play.send("POST", f"/boards/{play.board.id}/columns", body, op.ordinary)
        if made:
            play.columns.append(made["id"])
    elif op.kind == "change_column":
        body = {
            "name": f"Column {op.other}",
            "wip_limit": [None, 3, 1][op.other % 3],
            "wip_hard": op.which % 2 == 0,
        }
        await play.send("PATCH", path, body, op.ordinary)
    elif op.kind == "move_column":
        await play.send("PATCH", path, {"position": op.other}, op.ordinary)
    elif len(play.columns) > 1:
        play.columns.remove(column)
        path += f"?move_cards_to={play.pick(play.columns, op.other)}"
        await play.send("DELETE", path, None, op.ordinary)


async def perform_on_many(play: Play, op: Operation) -> None:
    if op.kind == "undo":
        await play.send("POST", f"/boards/{play.board.id}/undo", {}, op.ordinary)
        return
    cards = list(dict.fromkeys(play.pick(play.cards, op.which + n * op.other) for n in range(4)))
    kind = ["move", "label_card", "unlabel_card", "assign", "archive", "restore"][op.other % 6]
    updates = CARD_BODIES[kind](play, op, play.pick(play.columns, op.which))
    mode = ["atomic", "partial"][op.which % 2]
    body = {"card_ids": cards, "updates": updates, "mode": mode}
    await play.send("POST", "/cards/bulk-update", body, op.ordinary)


async def perform_on_github(play: Play, op: Operation) -> None:
    play.count += 1
    key = play.pick(play.keys, op.other)
    if op.kind == "branch":
        event = "delete" if op.ordinary else "create"
        await play.hear_of(event, branch(f"{key}-{op.which % 3}", minute=play.count))
        return
    if op.kind == "push":
        told = push(f"{key}-{op.which % 3}", f"{play.count:040x}", minute=play.count)
        await play.hear_of("push", told)
        return
    state = op.which % 4
    pull = PullRequests(
        op.which % 5 + 1,
        title=f"{key} at {play.count}",
        draft=state == 1,
        closed=state == 2,
        merged=state == 3,
    )
    # Now and then it comes too late.
    await play.hear_of("pull_request", pull.at(play.count - (30 if op.ordinary else 0)))


async def link_by_hand(play: Play, op: Operation) -> None:
    path = f"/cards/{play.pick(play.cards, op.other)}/pull-requests"
    if op.which % 3:
        body = {"url": f"acme/rocket#{op.which % 5 + 1}", "closes": op.other % 2 == 0}
        await play.send("POST", path, body, op.ordinary)
        return
    there = await play.send("GET", path, None, False) or {"items": []}
    for one in there["items"][:1]:
        await play.send("DELETE", f"{path}/{one['id']}", None, op.ordinary)


FURTHER: dict[str, Callable[[Play, Operation], Awaitable[None]]] = {
    **DETAILS,
    **dict.fromkeys(PLACES, perform_on_places),
    **dict.fromkeys(("bulk", "undo"), perform_on_many),
    "pull_request": perform_on_github,
    "by_hand": link_by_hand,
    "branch": perform_on_github,
    "push": perform_on_github,
}


async def perform_on_labels(play: Play, op: Operation) -> None:
    label = play.pick(play.labels, op.which)
    name = {"name": f"label {op.other}"}
    if op.kind == "add_label":
        body = {**name, "color": "#112233"}
        made = await play.send("POST", f"/boards/{play.board.id}/labels", body, op.ordinary)
        if made:
            play.labels.append(made["id"])
    elif op.kind == "rename_label":
        await play.send("PATCH", f"/labels/{label}", name, op.ordinary)
    else:
        await play.send("DELETE", f"/labels/{label}", None, op.ordinary)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(storm=st.lists(st.lists(OPERATIONS, min_size=1, max_size=8), min_size=1, max_size=12))
async def test_snapshot_and_events_make_the_fresh_snapshot(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch, storm: list[list[Operation]]
) -> None:
    # So short that ranks are rebalanced again and again, in the midst of everything else.
    monkeypatch.setattr(ranking, "MAX_LENGTH", 3)
    board = await make_board(owner)
    play = await Play.on(app, owner, board)
    play.other = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    boards = (board, play.other)
    taken: dict[str, list[bytes]] = {each.id: [] for each in boards}
    for round_ in storm:
        await asyncio.gather(*(perform(play, op) for op in round_))
        for each in boards:
            live = await app.runtime.live.get(each.id)
            taken[each.id].append(live.to_bytes())
    for each in boards:
        await check(app, owner, each, taken[each.id])


async def check(app: Trivet, owner: Person, board: Board, taken: list[bytes]) -> None:
    """Whether each of the snapshots, with the events that follow it, is the fresh one."""
    fresh = await fresh_board(app, board)
    shown = await owner.ask("GET", f"/boards/{board.id}", status=200)
    assert_same(shown.json(), orjson.loads(fresh.body()))
    assert_in_one_order(fresh)

    log = await app_events(app, board)
    assert [event.seq for event in log] == list(range(1, fresh.seq + 1))
    for data in taken:
        replayed = LiveBoard.from_bytes(data, CODEC)
        for event in log[replayed.seq :]:
            replayed.apply(event)
        assert_same(orjson.loads(replayed.body()), orjson.loads(fresh.body()))
        assert replayed.structure_version == fresh.structure_version


async def fresh_board(app: Trivet, board: Board) -> LiveBoard:
    found = await snapshots(app).load(board.uuid)
    assert found is not None
    async with app.runtime.units.read() as unit:
        row = await unit.session.scalar(select(BoardRow).where(BoardRow.id == board.uuid))
    assert row is not None
    assert found.structure_version == row.structure_version
    return found


def snapshots(app: Trivet) -> Snapshots:
    return Snapshots(app.runtime.units, CODEC, lambda: app.runtime.epoch, app.runtime.elsewhere)


async def app_events(app: Trivet, board: Board) -> list[Any]:
    found = await snapshots(app).events(board.uuid, 0)
    assert found is not None
    return list(found)


def assert_in_one_order(board: LiveBoard) -> None:
    cards = orjson.loads(board.body())["cards"]
    places = [(card["column_id"], card["rank"]) for card in cards]
    assert len(set(places)) == len(places)


def assert_same(left: Json, right: Json) -> None:
    """The same board; card by card, so that a failure says which member differs."""
    there = {card["id"]: card for card in right["cards"]}
    for card in left["cards"]:
        assert card == there.get(card["id"])
    assert left == right
