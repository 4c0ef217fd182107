"""The storm again where Celery's workers do the work: two of them are killed in the midst of it."""

import random
from collections.abc import Awaitable, Callable

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, update

from tests.crash.evidence import all_tasks_done
from tests.crash.process import server
from tests.github.storm import WANTED, Team, all_at_once, in_order
from tests.realtime.followers import eventually
from tests.scaled.celery_worker import worker
from tests.support.databases import Place
from trivet.github.tasks import PROCESS_WEBHOOK
from trivet.platform.clock import now
from trivet.platform.db.database import Database, Dialect
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.uow import Units

PATIENCE_S = 300.0

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    changes = {"redis_url": SecretStr(redis_url), "worker_concurrency": 0}
    return place.settings().model_copy(update=changes)


def more_done(units: Units, done: int) -> Callable[[], Awaitable[bool]]:
    """Whether more than so many deliveries were worked on while another one is at work."""

    counts = (
        select(TaskRow.state, func.count().label("many"))
        .where(TaskRow.name == PROCESS_WEBHOOK.name)
        .group_by(TaskRow.state)
    )

    async def look() -> bool:
        async with units.read() as unit:
            rows = await unit.session.execute(counts)
        counted = {row.state: row.many for row in rows}
        return counted.get(TaskState.SUCCEEDED, 0) > done and TaskState.RUNNING in counted

    return look


async def leases_run_out(units: Units) -> None:
    """As a minute later, when nobody has renewed what the dead one had."""
    async with units.write() as unit:
        await unit.session.run(
            update(TaskRow).where(TaskRow.state == TaskState.RUNNING).values(lease_until=now())
        )


async def test_a_storm_with_two_killed_workers_ends_as_in_order(
    settings: Settings, database: Database, units: Units
) -> None:
    chance = random.Random(501)
    sent = in_order(chance)
    async with server(settings) as running:
        owner = running.owner
        calm = await Team.founded(owner, "Calm", 1)
        stormy = await Team.founded(owner, "Stormy", 2)
        async with worker(settings):
            for guid, one in sent:
                assert (await calm.hook(owner).send(*one, guid=guid)).status_code == 202
            await all_tasks_done(database, PATIENCE_S)
        wanted = await calm.outcome(owner)
        assert len({card["column"] for card in wanted.values()}) > 1

        storm = all_at_once(sent, chance)
        await storm.rage(stormy.hook(owner))
        assert storm.is_over
        async with worker(settings, concurrency=2) as first:
            await eventually(more_done(units, WANTED + 100), patience_s=PATIENCE_S)
            first.kill()
        await leases_run_out(units)
        async with worker(settings, concurrency=2) as second:
            await eventually(more_done(units, WANTED + 250), patience_s=PATIENCE_S)
            second.kill_children()
            await leases_run_out(units)
            await all_tasks_done(database, PATIENCE_S)
        assert await stormy.outcome(owner) == wanted
