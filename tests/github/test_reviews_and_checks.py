"""Reviews, checks and statuses, as cards show them."""

import itertools
import random
from uuid import UUID

import pytest

from tests.factories.github import MORNING, Payload, PullRequests, check_run, review, status
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet
from trivet.github.facts import PullRequestReading
from trivet.github.models import Repository
from trivet.github.payloads import pull_request_of
from trivet.github.service import WebhookService
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin

OLD, NEW = "a" * 40, "c" * 40


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def shown(scene: Scene, card: Json) -> Json:
    """The only pull request of a card."""
    (one,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    return dict(one)


async def opened(scene: Scene) -> tuple[Json, PullRequests]:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, title=f"{card['key']} lift off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    return card, pull


async def test_who_is_asked_and_what_reviewers_say_is_on_the_card(scene: Scene) -> None:
    card, pull = await opened(scene)
    assert "review" not in await shown(scene, card)

    ask = {"requested_reviewers": [{"login": "ben"}], "requested_teams": [{"name": "Pilots"}]}
    await scene.deliver("pull_request", pull.at(2, "review_requested", more=ask))
    one = await shown(scene, card)
    assert (one["review"], one["requested"]) == ("review_requested", ["ben", "Pilots"])

    said = pull.at(3, more={})
    await scene.deliver("pull_request_review", review(said, 1, "changes_requested", minute=3))
    one = await shown(scene, card)
    assert one["review"] == "changes_requested"
    assert one["reviews"] == [
        {"login": "ben", "state": "changes_requested", "at": "2026-03-01T09:03:00.000000Z"}
    ]
    await scene.deliver("pull_request_review", review(pull.at(4), 2, "commented", minute=4))
    assert (await shown(scene, card))["review"] == "changes_requested"
    await scene.deliver("pull_request_review", review(pull.at(5), 3, "approved", minute=5))
    one = await shown(scene, card)
    assert one["review"] == "approved"
    assert [each["state"] for each in one["reviews"]] == ["approved"]
    await scene.deliver("pull_request_review", review(pull.at(6), 3, "dismissed", minute=5))
    one = await shown(scene, card)
    assert "review" not in one
    assert [each["state"] for each in one["reviews"]] == ["dismissed"]


async def test_checks_and_statuses_are_counted_together(scene: Scene) -> None:
    card, _ = await opened(scene)
    assert "checks" not in await shown(scene, card)
    await scene.deliver("check_run", check_run("build", None, minute=1))
    await scene.deliver("status", status("ci/old", "success", minute=1))
    assert (await shown(scene, card))["checks"] == {"pending": 1, "passing": 1}
    await scene.deliver("check_run", check_run("build", "failure", minute=2))
    assert (await shown(scene, card))["checks"] == {"passing": 1, "failing": 1}
    await scene.deliver("check_run", check_run("lint", "skipped", number=2, minute=2))
    again = check_run("build", "success", number=3, minute=4)
    await scene.deliver("check_run", again)
    assert (await shown(scene, card))["checks"] == {"passing": 2, "neutral": 1}

    await scene.deliver("check_run", check_run("build", "failure", minute=2), guid="late")
    assert (await shown(scene, card))["checks"] == {"passing": 2, "neutral": 1}


async def test_checks_are_those_of_the_newest_commit(scene: Scene) -> None:
    card, pull = await opened(scene)
    await scene.deliver("check_run", check_run("build", "failure", minute=2))
    early = check_run("build", "success", number=2, sha=NEW, minute=3)
    await scene.deliver("check_run", early)
    assert (await shown(scene, card))["checks"] == {"failing": 1}
    await scene.deliver("pull_request", pushed(pull.at(3, "synchronize"), NEW))
    one = await shown(scene, card)
    assert (one["head_sha"], one["checks"]) == (NEW, {"passing": 1})


def pushed(payload: Payload, sha: str) -> Payload:
    """The same, at another commit."""
    pull = payload["pull_request"]
    return {**payload, "pull_request": {**pull, "head": {**pull["head"], "sha": sha}}}


async def test_a_check_that_tells_nothing_new_is_no_event(scene: Scene) -> None:
    card, _ = await opened(scene)
    await scene.deliver("check_run", check_run("build", None, minute=2))
    before = len(await scene.events(card))
    await scene.deliver("check_run", check_run("build", None, minute=2), guid="again")
    assert len(await scene.events(card)) == before


async def test_conflicts_are_shown_until_something_is_pushed(scene: Scene) -> None:
    card, pull = await opened(scene)
    assert "mergeable" not in await shown(scene, card)
    facts = {"mergeable": False, "commits": 3, "created_at": "2026-02-27T08:00:00Z"}
    await scene.deliver("pull_request", pull.at(2, more=facts))
    one = await shown(scene, card)
    assert (one["mergeable"], one["commits"]) == (False, 3)
    assert one["opened_at"] == "2026-02-27T08:00:00.000000Z"
    await scene.deliver("pull_request", pull.at(3, more={}))
    assert (await shown(scene, card))["mergeable"] is False
    await scene.deliver("pull_request", pushed(pull.at(4, "synchronize"), NEW))
    assert "mergeable" not in await shown(scene, card)


async def test_what_is_told_of_a_foreign_commit_is_on_no_card(scene: Scene) -> None:
    card, _ = await opened(scene)
    await scene.deliver("check_run", check_run("build", "failure", sha="f" * 40, minute=2))
    assert "checks" not in await shown(scene, card)


@pytest.mark.parametrize("seed", range(4))
async def test_reviews_and_checks_in_any_order_end_the_same(scene: Scene, seed: int) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, title=f"{card['key']} lift off")
    first = pull.at(1, "opened")
    second = pushed(pull.at(5, "synchronize"), NEW)
    third = pushed(pull.at(9), NEW)
    sent = [
        ("pull_request", first),
        ("check_run", check_run("build", None, minute=1)),
        ("check_run", check_run("build", "failure", minute=2)),
        ("check_run", check_run("build", None, number=2, sha=NEW, minute=6)),
        ("check_run", check_run("build", "success", number=2, sha=NEW, minute=7)),
        ("status", status("ci/old", "pending", number=1, sha=NEW, minute=6)),
        ("status", status("ci/old", "error", number=2, sha=NEW, minute=6)),
        ("pull_request", second),
        ("pull_request_review", review(first, 1, "approved", minute=2)),
        ("pull_request_review", review(second, 2, "changes_requested", by="eve", minute=6)),
        ("pull_request_review", review(third, 2, "dismissed", by="eve", minute=6)),
        ("pull_request", third),
    ]
    doubled = [*sent, *sent[::3]]
    random.Random(seed).shuffle(doubled)
    numbers = itertools.count()
    for event, payload in doubled:
        await scene.hook.deliver(event, payload, guid=f"{seed}-{next(numbers)}")
    await scene.worked_on()
    one = await shown(scene, card)
    assert one["checks"] == {"passing": 1, "failing": 1}
    assert one["review"] == "approved"
    assert [(each["login"], each["state"]) for each in one["reviews"]] == [
        ("ben", "approved"),
        ("eve", "dismissed"),
    ]


async def test_a_failure_that_is_told_of_late_was_one(scene: Scene) -> None:
    card, _ = await opened(scene)
    column = scene.board.columns[1]
    rules = {"rules": [{"event": "checks_failed", "column_id": column, "back": True}]}
    await scene.owner.ask("PUT", f"/boards/{scene.board.id}/rules", rules, status=200)
    soon = (now() - MORNING).total_seconds() / 60 + 1
    await scene.deliver("check_run", check_run("build", "success", number=3, minute=soon + 1))
    before = await scene.column_of(card)
    await scene.deliver("check_run", check_run("build", "failure", number=2, minute=soon))
    assert (await shown(scene, card))["checks"] == {"passing": 1}
    assert await scene.column_of(card) != before


async def test_the_word_of_a_stranger_is_a_comment(scene: Scene) -> None:
    card, pull = await opened(scene)
    said = review(pull.at(2), 1, "changes_requested", by="eve", minute=2, stranger=True)
    await scene.deliver("pull_request_review", said)
    one = await shown(scene, card)
    assert "review" not in one
    assert [(each["login"], each["state"]) for each in one["reviews"]] == [("eve", "commented")]


async def test_of_one_second_stands_what_github_says_where_it_is_asked(scene: Scene) -> None:
    card, pull = await opened(scene)
    ask = {"requested_reviewers": [{"login": "ben"}]}
    await scene.deliver("pull_request", pull.at(2, "review_requested", more=ask))
    await scene.deliver("pull_request", pull.at(2, "closed", closed=True))
    assert (await shown(scene, card))["state"] == "closed"
    truth = pull_request_of(pull.at(2, closed=False, more={}))
    reading = PullRequestReading(truth, reviews=(), checks=(), at=now())
    async with scene.app.runtime.units.write(Actor(origin=Origin.GITHUB)) as unit:
        repository = await unit.session.get(Repository, UUID(scene.repository["id"]))
        assert repository is not None
        await WebhookService(unit, repository).hear_of_reading(reading)
    one = await shown(scene, card)
    assert (one["state"], one.get("requested")) == ("open", None)
