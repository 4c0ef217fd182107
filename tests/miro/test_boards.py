"""Boards in Miro as they are listed, with what is known of each."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from tests.miro.connected import Connected, connected
from tests.realtime.followers import eventually
from tests.support.apps import Json
from tests.support.fake_miro import Board, MiroServer, faults
from trivet.platform.settings import Settings


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    plan = there.miro.board("Plan", there.ada, team=there.miro.team())
    for number in range(60):
        there.miro.shape(plan, f"Shape {number}")
    there.miro.tag(plan, "Risk")
    return plan


async def read(there: Connected, board: Board) -> None:
    """Have all of a board read, and wait for it."""
    path = f"/api/boards/{quote(board.id, safe='')}"
    await there.owner.post(f"{path}/sync", {}, 202)

    async def ended() -> bool:
        task: Json = (await there.owner.get(path))["task"]
        return task["finished_at"] is not None

    await eventually(ended)


async def listed(there: Connected, query: str = "") -> tuple[str, list[Json]]:
    """From where, and which."""
    answer = await there.owner.ask("GET", f"/api/boards?query={query}", status=200)
    return answer.headers["X-Cache"], answer.json()["items"]


async def test_boards_are_listed_with_what_is_known_of_them(there: Connected, plan: Board) -> None:
    there.miro.board("Retro", there.ada, team=there.miro.team())
    await read(there, plan)
    source, boards = await listed(there)
    assert source == "MISS"
    found = {board["name"]: board for board in boards}
    assert (found["Plan"]["items"], found["Plan"]["tags"], found["Plan"]["complete"]) == (
        60,
        1,
        True,
    )
    assert found["Plan"]["team_name"] == "Acme"
    assert found["Plan"]["task"]["state"] == "succeeded"
    assert (found["Retro"]["items"], found["Retro"]["as_of"], found["Retro"]["task"]) == (
        0,
        None,
        None,
    )


async def test_a_board_that_was_renamed_in_miro_is_listed_by_its_new_name(
    there: Connected, plan: Board
) -> None:
    await read(there, plan)
    plan.name = "Launch"
    _, boards = await listed(there, "launch")
    assert [(board["name"], board["items"]) for board in boards] == [("Launch", 60)]


async def test_boards_that_were_read_are_listed_while_miro_is_away(
    there: Connected, plan: Board
) -> None:
    there.miro.board("Retro", there.ada, team=there.miro.team())
    await read(there, plan)
    there.miro.fault("GET", "/v2/boards", faults.error(503), times=None)
    source, boards = await listed(there, "pl")
    assert (source, [board["name"] for board in boards]) == ("STALE", ["Plan"])
    answer = await there.owner.ask("GET", "/api/boards?query=retro", status=503)
    assert answer.json()["code"] == "miro_unreachable"
