"""Five hundred deliveries at once, shuffled, a third twice, while the process that works on them is
killed two times: cards end as if all had come in order."""

import random

from tests.crash.evidence import all_tasks_done
from tests.crash.process import server
from tests.github.storm import Team, all_at_once, in_order
from tests.support.databases import Place
from trivet.platform.db.database import Database

PATIENCE_S = 300.0


async def test_a_storm_with_two_kills_ends_as_in_order(place: Place, database: Database) -> None:
    chance = random.Random(500)
    sent = in_order(chance)
    async with server(place.settings()) as running:
        calm = await Team.founded(running.owner, "Calm", 1)
        stormy = await Team.founded(running.owner, "Stormy", 2)
        for guid, one in sent:
            assert (await calm.hook(running.owner).send(*one, guid=guid)).status_code == 202
        await all_tasks_done(database, PATIENCE_S)
        wanted = await calm.outcome(running.owner)
        assert await running.stop() == 0
    assert len({card["column"] for card in wanted.values()}) > 1

    storm = all_at_once(sent, chance)
    for where in ("after_webhook_commit", "before_webhook_commit"):
        async with server(place.settings(), where, 6) as running:
            await storm.rage(stormy.hook(running.owner))
            await running.died()
    async with server(place.settings()) as running:
        await storm.rage(stormy.hook(running.owner))
        assert storm.is_over
        await all_tasks_done(database, PATIENCE_S)
        assert await stormy.outcome(running.owner) == wanted
        assert await running.stop() == 0
