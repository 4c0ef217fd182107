"""Old deliveries and checks are forgotten, few of them in one commit."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.github import PullRequests, check_run, ping
from tests.github.hooks import Scene
from tests.support.apps import Person, Trivet
from tests.support.tasks import run_now
from tests.support.time import HeldTime
from trivet.github.models import Check, Delivery
from trivet.github.tasks import FORGET_CHECKS, FORGET_DELIVERIES
from trivet.github.workers import BODIES_KEPT, CHECKS_KEPT, DELIVERIES_KEPT
from trivet.platform.clock import held, now
from trivet.platform.tasks.batches import BATCH

MANY = 5


async def test_of_many_old_deliveries_few_are_forgotten_in_one_commit(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.platform.tasks.batches.BATCH", 2)
    scene = await Scene.set(app, owner)
    for _ in range(MANY):
        await scene.deliver("ping", ping())
    for age, forgotten in ((BODIES_KEPT, "bodies"), (DELIVERIES_KEPT, "removed")):
        with held(HeldTime(now() + age + timedelta(days=1)).now):
            done = await run_now(app, FORGET_DELIVERIES)
        assert done == {"bodies": 0, "removed": 0, forgotten: MANY}
    async with app.runtime.units.read() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(Delivery)) == 0


async def test_checks_of_commits_that_no_pull_request_ends_with_are_forgotten(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.platform.tasks.batches.BATCH", 2)
    scene = await Scene.set(app, owner)
    pull, newest = PullRequests(7), "c" * 40
    await scene.deliver("pull_request", pull.at(1, "opened"))
    pushed = pull.at(2, "synchronize")
    pushed["pull_request"]["head"]["sha"] = newest
    await scene.deliver("pull_request", pushed)
    for sha in ("a" * 40, newest, *(f"{number}" * 40 for number in (1, 2, 3))):
        await scene.deliver("check_run", check_run("build", "success", sha=sha))
    assert await run_now(app, FORGET_CHECKS) == {"removed": 0}
    with held(HeldTime(now() + CHECKS_KEPT + timedelta(days=1)).now):
        assert await run_now(app, FORGET_CHECKS) == {"removed": 4}
    async with app.runtime.units.read() as unit:
        assert (await unit.session.scalars(select(Check.sha))).all() == [newest]


def test_a_batch_of_deliveries_has_five_hundred_at_most() -> None:
    assert BATCH <= 500
