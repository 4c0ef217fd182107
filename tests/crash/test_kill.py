"""kill -9 at a commit boundary: what was answered is there, once; what was accepted is done."""

import pytest

from tests.crash.evidence import (
    Evidence,
    all_tasks_done,
    assert_file_intact,
    assert_kept,
    assert_recorded,
    assert_sound,
    gathered,
)
from tests.crash.load import Load, Promises, repeated
from tests.crash.process import Server, server
from tests.crash.server import IN_GROUPS, IN_TASKS, ORDINARY
from tests.support.apps import Board, make_board
from tests.support.databases import Place
from trivet.platform.db.database import Database, Dialect

AFTER = 3
"""How often the server gets past the place first: the load is under way by then."""
REPEATED = 10
"""How many of the answered requests are sent again."""
# One statement on PostgreSQL has no inside that could be reached between two calls.
ON_ONE_DIALECT = {
    "before_group": Dialect.POSTGRESQL,
    "after_group": Dialect.POSTGRESQL,
    "before_group_commit": Dialect.SQLITE,
    "after_group_commit": Dialect.SQLITE,
}


async def killed(place: Place, where: str) -> tuple[Board, Promises]:
    """A board whose writers lost their server."""
    async with server(place.settings(), where, AFTER) as first:
        board = await make_board(first.owner)
        await first.owner.get(f"/boards/{board.id}")  # in memory, so that the quick way is open
        promises = await Load(first.owner, board).until_it_dies()
        await first.died()
    return board, promises


async def ask_again(second: Server, board: Board, promises: Promises) -> None:
    """Repeat what was sent with a key, answered or not: one card comes of it."""
    for title, card in list(promises.keyed.items())[-REPEATED:]:
        response = await repeated(second.owner, board, title)
        assert (response.status_code, response.json()) == (201, card)
        assert response.headers["Idempotency-Replayed"] == "true"
    for title in promises.unanswered:
        response = await repeated(second.owner, board, title)
        assert response.status_code == 201, response.text
        promises.keyed[title] = response.json()
    promises.unanswered.clear()


async def after_the_restart(
    place: Place, database: Database, board: Board, promises: Promises
) -> Evidence:
    """Ask the next life of the server for everything that was promised; then stop it."""
    async with server(place.settings()) as second:
        await ask_again(second, board, promises)
        await all_tasks_done(database)
        shown = await second.owner.get(f"/boards/{board.id}")
        assert await second.stop() == 0
    evidence = await gathered(database, board)
    assert_sound(evidence)
    assert_kept(evidence, promises)
    assert shown["seq"] == evidence.row.seq
    await database.close()
    assert_file_intact(place)
    return evidence


@pytest.mark.parametrize("where", [*ORDINARY, *IN_TASKS])
async def test_what_was_accepted_is_done_once(place: Place, database: Database, where: str) -> None:
    board, promises = await killed(place, where)
    assert_kept(await gathered(database, board), promises)
    evidence = await after_the_restart(place, database, board, promises)
    assert_recorded(evidence)


@pytest.mark.parametrize("where", IN_GROUPS)
async def test_a_group_is_written_whole_or_not_at_all(
    place: Place, database: Database, where: str
) -> None:
    if ON_ONE_DIALECT.get(where, place.dialect) is not place.dialect:
        pytest.skip("this place is the other database's")
    board, promises = await killed(place, where)
    evidence = await gathered(database, board)
    assert_sound(evidence)
    assert_kept(evidence, promises)
    await after_the_restart(place, database, board, promises)
