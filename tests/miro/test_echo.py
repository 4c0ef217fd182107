"""Whatever is written, by us and by others in Miro at once: what is told is what is there, and none of it twice.

People work in Miro, a program writes through Trivet, some answers are lost, and the poller looks all the
while. A second program follows the board by its cursor alone.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from tests.miro.connected import Connected, connected
from tests.miro.test_jobs import queued
from tests.miro.whiteboards import shapes
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person
from tests.support.fake_miro import Board, Item, MiroServer, faults
from trivet.miro import job_workers, poll_worker
from trivet.platform.settings import Settings

STEPS = 25
PATIENCE_S = 60.0


@pytest.fixture
async def there(
    settings: Settings, fake_miro: MiroServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Connected]:
    monkeypatch.setattr(job_workers, "VENDOR_S", 0.0)
    monkeypatch.setattr(job_workers, "DELAYS_S", (0.1,))
    monkeypatch.setattr(job_workers, "BLOCKED_S", 0.1)
    monkeypatch.setattr(poll_worker, "DELAYS_S", (0.1,))
    monkeypatch.setattr(poll_worker, "TAGS_EVERY", poll_worker.TAGS_EVERY * 0)
    async with connected(settings, fake_miro, miro_poll_s=0.05) as there:
        await there.connect(there.owner, there.ada)
        yield there


class Follower:
    """Somebody who knows of a board what they were told.

    Args:
        person: who.
        board: the board.
    """

    def __init__(self, person: Person, board: Board) -> None:
        self._person = person
        self._board = board
        self._cursor = ""
        self.known: dict[str, Json] = {}
        self.echoes: list[str] = []
        self.touched: set[str] = set()
        """What somebody did something to by hand, ever."""
        self.mistaken: list[str] = []

    async def begin(self) -> None:
        """Read all of it once."""
        found = await self._person.get(shapes(self._board))
        self._cursor = found["cursor"]
        self.known = {each["id"]: value_of(each) for each in found["items"]}

    async def hear(self) -> None:
        """Be told what changed."""
        found = await self._person.get(f"{shapes(self._board)}?since={self._cursor}")
        assert not found["reset"]
        self._cursor = found["cursor"]
        for item in found["items"]:
            before = self.known.get(item["id"])
            if before == value_of(item):
                self.echoes.append(f"{item['id']} came as it was known")
            self._judge(before, item, own=item["id"] in found["own"])
            self.known[item["id"]] = value_of(item)
        for item_id in found["deleted"]:
            if item_id not in found["own"] and item_id not in self.touched:
                self.mistaken.append(f"our deletion of {item_id} was taken for somebody's")
            # One that came and went between two questions was never known.
            self.known.pop(item_id, None)

    def _judge(self, before: Json | None, item: Json, *, own: bool) -> None:
        """Only people move, and only we write what begins with `ours`."""
        content = item["data"]["content"]
        changed = before is None or before["data"]["content"] != content
        moved = before is not None and before["position"] != item["position"]
        if own and (moved or (changed and not content.startswith("ours"))):
            self.mistaken.append(f"somebody's change to {content!r} was taken for ours")
        if not own and item["id"] not in self.touched:
            self.mistaken.append(f"our change to {content!r} was taken for somebody's")


def value_of(item: Json) -> Json:
    """What somebody who follows a board goes by; lists tell no styles."""
    return {
        name: item.get(name) for name in ("data", "style", "position", "geometry", "modifiedAt")
    }


def told_of(board: Board) -> dict[str, tuple[str, float]]:
    """What is on the board."""
    return {
        item.id: (item.data["content"], item.x)
        for item in board.items.values()
        if item.type == "shape"
    }


def heard_by(follower: Follower) -> dict[str, tuple[str, float]]:
    return {
        item_id: (item["data"]["content"], item["position"]["x"])
        for item_id, item in follower.known.items()
    }


async def by_hand(
    there: Connected, board: Board, chance: random.Random, follower: Follower
) -> None:
    """What somebody does in Miro."""
    made: list[Item] = [each for each in board.items.values() if each.type == "shape"]
    what = chance.choice(["make", "change", "move", "delete"])
    if what == "make" or not made:
        item = there.miro.shape(board, f"by hand {chance.random()}")
    else:
        item = chance.choice(made)
    follower.touched.add(item.id)
    if what == "delete" and len(made) > 3:
        there.miro.delete(board, item)
    elif what == "move":
        there.miro.change(board, item, position={"x": chance.randint(1, 900)})
    elif what == "change":
        there.miro.change(board, item, data={"content": f"by hand {chance.random()}"})


async def through_trivet(there: Connected, board: Board, chance: random.Random) -> str | None:
    """What a program does; the id of a job, where it queued something. Some of it fails, as things do."""
    made = [each.id for each in board.items.values() if each.type == "shape"]
    body: Any = {"data": {"content": f"ours {chance.random()}"}}
    what = chance.choice(["make", "change", "delete", "queue", "queue"])
    if chance.random() < 0.2:
        there.miro.fault(chance.choice(["POST", "PATCH"]), "*", chance.choice(LOST)())
    if what == "queue":
        operations: list[Json] = [{"type": "create_shape", "data": body} for _ in range(2)]
        if made:
            one = chance.choice(made)
            operations.append({"type": "update_shape", "item_id": one, "data": body})
        return await queued(there.owner, board, operations)
    if what == "make" or len(made) < 4:
        await there.owner.ask("POST", shapes(board), body)
    elif what == "change":
        await there.owner.ask("PUT", shapes(board, chance.choice(made)), body)
    else:
        await there.owner.ask("DELETE", shapes(board, chance.choice(made)))
    return None


LOST = (faults.lost, faults.cut)


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_told_is_what_is_there_and_no_echo(there: Connected, seed: int) -> None:
    chance = random.Random(seed)
    board = there.miro.board("Plan", there.ada, team=there.miro.team())
    for number in range(60):
        there.miro.shape(board, f"Shape {number}")
    follower = Follower(there.owner, board)
    await follower.begin()
    jobs: list[str] = []
    for _ in range(STEPS):
        await by_hand(there, board, chance, follower)
        job = await through_trivet(there, board, chance)
        jobs += [job] if job is not None else []
        await follower.hear()
        await asyncio.sleep(0)

    async def have_ended() -> bool:
        found = [await there.owner.get(f"/api/jobs/{each}") for each in jobs]
        return all(each["finished_at"] is not None for each in found)

    async def is_the_same() -> bool:
        await follower.hear()
        return heard_by(follower) == told_of(board)

    await eventually(have_ended, patience_s=PATIENCE_S)
    with suppress(TimeoutError):
        await eventually(is_the_same, patience_s=PATIENCE_S)
    assert heard_by(follower) == told_of(board)
    assert follower.echoes == []
    assert follower.mistaken == []
