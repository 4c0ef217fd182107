"""Three processes that serve, two that work, 200 people who watch; and now one dies, now another."""

import asyncio
import json
import sys
from hashlib import sha256

import httpx2
import pytest
from pydantic import SecretStr

from tests.chaos.clients import Watcher, Writer, said
from tests.chaos.installation import Installation
from tests.crash.evidence import (
    all_tasks_done,
    assert_kept,
    assert_recorded,
    assert_sound,
    gathered,
)
from tests.crash.load import Promises
from tests.support.apps import make_board
from tests.support.databases import Place
from tests.support.redis import OwnRedis
from trivet.platform.db.database import Database, Dialect
from trivet.platform.json import dumps
from trivet.platform.settings import Settings

WATCHERS = 200
WRITERS = 6

pytestmark = [pytest.mark.chaos, pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])]


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    changes = {
        "redis_url": SecretStr(redis_url),
        "worker_concurrency": 0,
        "rate_limits": False,
    }
    return place.settings().model_copy(update=changes)


async def trouble(there: Installation, redis: OwnRedis) -> None:
    """A minute of it."""
    await asyncio.sleep(5)
    await there.kill_worker()
    await asyncio.sleep(5)
    await there.kill_web()
    await asyncio.sleep(5)
    redis.stop()
    await asyncio.sleep(10)
    await there.kill_worker()
    await asyncio.sleep(10)
    redis.start()  # empty
    await asyncio.sleep(5)
    await there.kill_web()
    await there.kill_worker()
    await asyncio.sleep(10)


async def test_nothing_is_lost_or_done_twice(
    settings: Settings, database: Database, redis_server: OwnRedis
) -> None:
    promises = Promises()
    async with (
        Installation(settings).running(web=3, workers=2) as there,
        httpx2.AsyncClient(timeout=30, limits=httpx2.Limits(max_connections=None)) as http,
    ):
        owner = there.web[0].owner
        board = await make_board(owner)
        watchers = [Watcher(there.addresses, owner.token, board, n) for n in range(WATCHERS)]
        writers = [
            Writer(http, there.addresses, owner.token, board, promises, f"writer {n}")
            for n in range(WRITERS)
        ]
        async with asyncio.TaskGroup() as group:
            watching = [group.create_task(each.run()) for each in watchers]
            writing = [group.create_task(each.run()) for each in writers]
            await trouble(there, redis_server)
            for each in writers:
                each.stopped = True
            await asyncio.wait(writing)
            await all_tasks_done(database)
            evidence = await gathered(database, board)
            last = evidence.row.seq
            await asyncio.gather(*(each.until(last) for each in watchers))
            for task in watching:
                task.cancel()
    whole = sha256()
    for event in evidence.log:
        whole.update(said(json.loads(dumps(event.on_the_wire()))))
    assert {each.digest for each in watchers} == {whole.hexdigest()}
    assert_sound(evidence)
    assert_kept(evidence, promises)
    assert_recorded(evidence)
    lost = sum(each.losses for each in watchers)
    sys.stdout.write(
        f"\n{len(evidence.log)} events, {len(promises.cards)} cards, {WATCHERS} watchers who lost "
        f"their connection {lost} times; refused: {promises.refusals}\n"
    )
