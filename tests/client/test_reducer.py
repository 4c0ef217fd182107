"""The client's copy of a board keeps the promise that the server's own does.

Random operations run on the real application, several at a time; what it answered, as snapshots and
the log between them, is replayed by the client's reducer, which must come to the same board, in the
same order. See `client/src/features/board/model/replay.test.ts`.
"""

import asyncio
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.boards.test_snapshot_and_log import KINDS, Operation, Play, perform
from tests.factories.github import PullRequests, branch, push
from tests.support.apps import Json, Person, Trivet, make_board
from trivet.boards import events as board_events
from trivet.cards import events as card_events
from trivet.github import events as github_events
from trivet.platform import ranking

CLIENT = Path(__file__).parents[2] / "client"
VITEST = CLIENT / "node_modules" / ".bin" / "vitest"
REPLAY = "src/features/board/model/replay.test.ts"
SECONDS = 120
STORMS = 6
ROUNDS = 12
# One that is archived refuses nearly everything: that must stay rare.
OFTEN = [*KINDS, *["archive", "restore", "delete", "restore_board"] * 3]
PLACES = ("end", "position", "before", "after")
# What a recording must hold, or it proves little.
WANTED = {
    card_events.CARD_CREATED,
    card_events.CARD_UPDATED,
    card_events.CARD_MOVED,
    card_events.CARD_ARCHIVED,
    card_events.CARD_RESTORED,
    card_events.CARD_DELETED,
    card_events.CARDS_RERANKED,
    board_events.BOARD_UPDATED,
    board_events.BOARD_ARCHIVED,
    board_events.BOARD_RESTORED,
    board_events.COLUMN_CREATED,
    board_events.COLUMN_UPDATED,
    board_events.COLUMN_DELETED,
    board_events.COLUMNS_RERANKED,
    board_events.LABEL_CREATED,
    board_events.LABEL_UPDATED,
    board_events.LABEL_DELETED,
    github_events.PULL_REQUEST_LINKED,
    github_events.PULL_REQUEST_UPDATED,
    github_events.PULL_REQUEST_UNLINKED,
    github_events.BRANCH_CREATED,
    github_events.BRANCH_UPDATED,
    github_events.BRANCH_DELETED,
    github_events.CARD_HELD_BACK,
    github_events.RULES_UPDATED,
    github_events.BRANCHING_UPDATED,
}


@pytest.fixture
def node() -> str:
    """Where Node is; without it or the client's packages there is nothing to test."""
    found = shutil.which("node")
    missing = "Node" if found is None else "client/node_modules" if not VITEST.exists() else None
    if found is not None and missing is None:
        return found
    reason = f"{missing} is not there: the client's reducer is not tested"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


async def test_client_comes_to_the_same_board(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, node: str
) -> None:
    # So short that ranks are rebalanced again and again, in the midst of everything else.
    monkeypatch.setattr(ranking, "MAX_LENGTH", 3)
    choices = random.Random(20261120)
    cases: list[Json] = []
    for _ in range(STORMS):
        cases += await recorded(app, owner, choices)
    assert {event["type"] for case in cases for event in case["events"]} >= WANTED

    recording = tmp_path / "replay.json"
    recording.write_bytes(orjson.dumps(cases))
    done = await asyncio.to_thread(replay, node, recording)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


async def recorded(app: Trivet, owner: Person, choices: random.Random) -> list[Json]:
    """One board in a storm: each snapshot on the way with the events up to the last."""
    board = await make_board(owner)
    play = await Play.on(app, owner, board)
    taken: list[Json] = []
    for _ in range(ROUNDS):
        taken.append(await snapshot(play))
        round_ = [operation(choices) for _ in range(choices.randint(1, 8))]
        await asyncio.gather(*(perform(play, one) for one in round_))
        await owner.patch(f"/boards/{board.id}", {"archived": False})
    for column in (await snapshot(play))["columns"]:
        await owner.patch(f"/columns/{column['id']}", {"wip_hard": False})
    await crowd(play)
    await hear_of_github(play)
    after = await snapshot(play)
    events = await log(play)
    assert [event["seq"] for event in events] == list(range(1, after["seq"] + 1))
    return [
        {
            "snapshot_before": before,
            "events": events[before["seq"] :],
            "snapshot_after": after,
        }
        for before in taken
    ]


def operation(choices: random.Random) -> Operation:
    return Operation(
        kind=choices.choice(OFTEN),
        which=choices.randint(0, 12),
        other=choices.randint(0, 12),
        place=choices.choice(PLACES),
        ordinary=choices.random() < 0.5,
    )


async def crowd(play: Play) -> None:
    """Put cards and columns into one gap until ranks grow too long; archive one and bring it back."""
    person, board = play.person, play.board
    column = play.columns[0]
    body = {"column_id": column, "title": "A card"}
    first = await person.post(f"/boards/{board.id}/cards", body)
    await person.post(f"/boards/{board.id}/cards", body)
    for _ in range(10):
        last = await person.post(f"/boards/{board.id}/cards", {**body, "after": first["id"]})
    for archived in (True, False):
        await person.patch(f"/cards/{last['id']}", {"archived": archived})
    for _ in range(2):
        play.columns.append(
            (await person.post(f"/boards/{board.id}/columns", {"name": "New"}))["id"]
        )
    for turn in range(16):
        await person.patch(f"/columns/{play.columns[-1 - turn % 2]}", {"position": 1})


async def hear_of_github(play: Play) -> None:
    """What a storm brings about too rarely."""
    body = {"column_id": play.columns[-1], "title": "A card"}
    path = f"/boards/{play.board.id}"
    one, two = [await play.person.post(f"{path}/cards", body) for _ in range(2)]
    # Numbers and times that no storm reaches.
    pulls = [PullRequests(number, title=f"{one['key']} {two['key']}") for number in (91, 92)]
    for pull in pulls:
        await play.hear_of("pull_request", pull.at(9000, "opened", draft=True))
        await play.hear_of("pull_request", pull.at(9001, "ready_for_review", draft=False))
    await play.hear_of("pull_request", pulls[0].at(9002, "edited", title=two["key"]))
    await decide_by_hand(play, two)
    for name in ("x", "y"):
        await play.hear_of("create", branch(f"{one['key']}-{name}", minute=9000))
    await play.hear_of("push", push(f"{one['key']}-y", "a" * 40, minute=9001))
    await play.hear_of("delete", branch(f"{one['key']}-x", minute=9001))
    await fill_up(play, one, two)
    rules = {"rules": [{"event": "draft", "column_id": play.columns[-1]}]}
    await play.person.ask("PUT", f"{path}/rules", rules, status=200)
    branching = {"template": "{key}", "repository_id": str(play.repository)}
    await play.person.ask("PUT", f"{path}/branching", branching, status=200)
    label = await play.person.post(f"{path}/labels", {"name": "Rare", "color": "#112233"})
    await play.person.patch(f"/labels/{label['id']}", {"name": "Rarer"})
    await play.person.delete(f"/labels/{label['id']}")
    await play.person.patch(f"/cards/{two['id']}", {"archived": True})
    await play.person.patch(f"/cards/{two['id']}", {"archived": False})


async def decide_by_hand(play: Play, card: Json) -> None:
    """A person says what is for a card: only mentions it, finishes it; not this one, and yet this one."""
    path = f"/cards/{card['id']}/pull-requests"
    for closes in (False, True, False):
        body = {"url": "acme/rocket#91", "closes": closes}
        await play.person.ask("POST", path, body, status=200)
    for one in (await play.person.get(path))["items"]:
        await play.person.delete(f"{path}/{one['id']}")
    await play.person.post(path, {"url": "acme/rocket#92"})


async def fill_up(play: Play, one: Json, two: Json) -> None:
    """Have rules lead into a column that takes no card more; some way or other it is over again."""
    path = f"/boards/{play.board.id}"
    full = (await play.person.post(f"{path}/columns", {"name": "Full", "category": "done"}))["id"]
    await play.person.post(f"{path}/cards", {"column_id": full, "title": "It"})
    await play.person.patch(f"/columns/{full}", {"wip_limit": 1, "wip_hard": True})
    rules = {"rules": [{"event": "opened", "column_id": full}]}
    await play.person.ask("PUT", f"{path}/rules", rules, status=200)
    third = PullRequests(93, title=f"{one['key']} {two['key']}")
    await play.hear_of("pull_request", third.at(9003, "opened"))
    await play.hear_of("pull_request", third.at(9004, "edited", title=two["key"]))
    await play.person.post(f"/cards/{two['id']}/move", {"position": 0}, 200)
    fourth = PullRequests(94, title=two["key"])
    await play.hear_of("pull_request", fourth.at(9005, "opened"))


async def snapshot(play: Play) -> Json:
    return await play.person.get(f"/boards/{play.board.id}")


async def log(play: Play) -> list[Any]:
    """All events of the board, as a client that polls gets them."""
    found: list[Any] = []
    while True:
        page = await play.person.get(f"/boards/{play.board.id}/events?since={len(found)}&limit=50")
        assert not page["resync"]
        found += page["items"]
        if page["next_cursor"] is None:
            return found


def replay(node: str, recording: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node, str(VITEST.resolve()), "run", REPLAY],
        cwd=CLIENT,
        env={**os.environ, "TRIVET_REPLAY": str(recording)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
