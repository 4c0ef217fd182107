"""Where webhooks do not reach us, reviews and checks of what cards show are read too."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from tests.github.hooks import ENDED, Tasks
from tests.github.test_polling import Scene, scene
from tests.support.apps import Json
from tests.support.fake_github import Pull
from trivet.github.models import PullRequest
from trivet.github.tasks import SYNC_PULL_REQUEST
from trivet.platform.clock import now
from trivet.platform.tasks.models import TaskRow

__all__ = ["scene"]  # a fixture


async def opened(scene: Scene, card: Json) -> Pull:
    """A pull request that names a card, opened after the connection and seen."""
    await scene.look()
    scene.github.world.clock = lambda: now() + timedelta(seconds=5)
    scene.github.branch(scene.rocket, "work")
    scene.github.commit(scene.rocket, "work")
    return scene.github.pull(scene.rocket, "work", f"{card['key']} Lift off", by=scene.ada)


async def look(scene: Scene, **pulls: Any) -> None:
    """Look, after some time; and do what follows."""
    if pulls:
        async with scene.app.runtime.units.write() as unit:
            await unit.session.run(update(PullRequest).values(**pulls))
    tasks = Tasks.of(scene.app)
    await scene.look()

    async def done() -> bool:
        async with scene.app.runtime.units.read() as unit:
            left = select(TaskRow.id).where(TaskRow.state.not_in(ENDED)).limit(1)
            return await unit.session.scalar(left) is None

    await tasks.until(done)


async def shown(scene: Scene, card: Json) -> Json:
    (found,) = (await scene.shown(card))["pull_requests"]
    one: Json = found
    return one


async def syncs(scene: Scene) -> int:
    async with scene.app.runtime.units.read() as unit:
        rows = await unit.session.scalars(
            select(TaskRow).where(TaskRow.name == SYNC_PULL_REQUEST.name)
        )
        return len(rows.all())


async def test_what_changed_is_shown_with_its_reviews_and_checks(scene: Scene) -> None:
    card = await scene.card()
    pull = await opened(scene, card)
    scene.github.review(pull, scene.github.user("bob"), "CHANGES_REQUESTED")
    scene.github.check(scene.rocket, pull.head_sha, "build", "success")
    await look(scene)
    found = await shown(scene, card)
    assert (found["review"], found["checks"]) == ("changes_requested", {"passing": 1})
    await look(scene)
    assert await syncs(scene) == 1


async def test_what_no_card_shows_is_not_read(scene: Scene) -> None:
    await opened(scene, {"key": "NOBODY"})
    await look(scene)
    assert await syncs(scene) == 0


async def test_while_checks_run_they_are_read_every_two_minutes(scene: Scene) -> None:
    card = await scene.card()
    pull = await opened(scene, card)
    run = scene.github.check(scene.rocket, pull.head_sha, "build")
    await look(scene)
    assert (await shown(scene, card))["checks"] == {"pending": 1}
    await look(scene)
    assert await syncs(scene) == 1
    scene.github.complete(scene.rocket, run, "failure")
    await look(scene, synced_at=now() - timedelta(minutes=3))
    assert (await shown(scene, card))["checks"] == {"failing": 1}
    await look(scene, synced_at=now() - timedelta(minutes=3))
    assert await syncs(scene) == 2


async def test_checks_that_begin_a_moment_later_are_seen(scene: Scene) -> None:
    card = await scene.card()
    pull = await opened(scene, card)
    await look(scene)
    assert "checks" not in await shown(scene, card)
    scene.github.status(scene.rocket, pull.head_sha, "success")
    await look(scene, synced_at=now() - timedelta(minutes=3))
    assert (await shown(scene, card))["checks"] == {"passing": 1}


async def test_what_never_ends_is_left_to_the_daily_look(scene: Scene) -> None:
    card = await scene.card()
    pull = await opened(scene, card)
    scene.github.check(scene.rocket, pull.head_sha, "build")
    await look(scene)
    pull.updated_at -= timedelta(days=2)
    await look(scene, synced_at=now() - timedelta(hours=1), updated_at=pull.updated_at)
    assert await syncs(scene) == 1
