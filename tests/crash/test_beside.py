"""A command beside the server, on the same database, while people write."""

import asyncio
import json
from uuid import UUID

from sqlalchemy import select

from tests.crash.evidence import PATIENCE_S, assert_sound, gathered
from tests.crash.load import Load
from tests.crash.process import Server, server
from tests.realtime.followers import eventually
from tests.support.apps import Board, Json, make_board
from tests.support.commands import trivet
from tests.support.databases import Place
from trivet.boards.tasks import EMPTY_TEXTS
from trivet.platform.db.database import Database
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow

WITHIN_S = 5.0
"""Several times the interval at which the server looks for what others wrote."""


async def the_demo_board(running: Server) -> str:
    """The id of the board that the other process makes, as soon as the server knows of it."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            for workspace in (await running.owner.get("/workspaces"))["items"]:
                path = f"/workspaces/{workspace['id']}/boards"
                for board in (await running.owner.get(path))["items"]:
                    if board["name"] != "Engine":
                        return str(board["id"])
            await asyncio.sleep(0.02)


async def meddle(running: Server, board_id: str, stop: asyncio.Event) -> int:
    """Watch the board grow, and estimate its newest card over and over. Answers how often."""
    seq = done = 0
    while not stop.is_set():
        shown = await running.owner.get(f"/boards/{board_id}")
        assert shown["seq"] >= seq, "the board went back in time"
        seq = shown["seq"]
        if shown["cards"]:
            path, change = f"/cards/{shown['cards'][-1]['id']}", {"estimate": done % 9}
            await running.owner.patch(path, change)
            done += 1
    return done


async def until_shown(running: Server, board_id: str, seq: int) -> Json:
    """The board, once the server shows what the other process wrote."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            shown = await running.owner.get(f"/boards/{board_id}")
            if shown["seq"] >= seq:
                return shown
            await asyncio.sleep(0.02)


def errors_in(running: Server) -> list[str]:
    """What the server logged as its own fault."""
    lines = running.log.read_text().splitlines()
    return [line for line in lines if json.loads(line)["level"] in ("error", "critical")]


async def _old_texts_are_emptied(database: Database) -> bool:
    """Whether that is done which is due at the start of a server."""
    query = select(TaskRow.state).where(TaskRow.name == EMPTY_TEXTS.name)
    async with database.readers.connect() as connection:
        return TaskState.SUCCEEDED in (await connection.scalars(query)).all()


async def test_the_demo_beside_a_server_that_is_written_to(
    place: Place, database: Database
) -> None:
    async with server(place.settings()) as running:
        await eventually(lambda: _old_texts_are_emptied(database))  # or the demo's would be, too
        own = await make_board(running.owner)
        await running.owner.get(f"/boards/{own.id}")
        load = Load(running.owner, own)
        load.start()
        made = asyncio.create_task(trivet("demo", settings=place.settings()))
        board_id = await the_demo_board(running)
        stop = asyncio.Event()
        meddling = asyncio.create_task(meddle(running, board_id, stop))
        ended = await made
        stop.set()
        assert (ended.code, ended.err) == (0, "")
        assert await meddling > 0
        promises = await load.stop()
        assert set(promises.refusals) <= {409}

        board = Board(board_id, "", [], "")
        written = await gathered(database, board)
        shown = await until_shown(running, board_id, written.row.seq)
        assert len(shown["cards"]) == len(written.cards) == 40
        assert await running.stop() == 0
        assert errors_in(running) == []
    for each in (own.uuid, UUID(board_id)):
        assert_sound(await gathered(database, Board(str(each), "", [], "")))
