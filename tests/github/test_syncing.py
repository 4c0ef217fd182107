"""A pull request is read anew: itself, its reviews, what is said of its commit."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from tests.github.making import ROCKET, Making
from tests.support.apps import Json, in_workspace
from tests.support.fake_github import Pull, faults
from tests.support.playing.wire import Answer
from trivet.github.models import Check, PullRequest, PullRequestLink, Repository
from trivet.github.tasks import SYNC_PULL_REQUEST
from trivet.platform.clock import now
from trivet.platform.http import guarded
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role

PULL = "*/pulls/1"


async def linked(at_work: Making, **options: Any) -> tuple[Json, Pull, Json]:
    """A card, a pull request that names it, and how the card shows that; of what follows nothing comes."""
    card = await at_work.card()
    async with at_work.app.runtime.units.write() as unit:
        an_hour_ago = now() - timedelta(hours=1)
        await unit.session.run(update(Repository).values(connected_at=an_hour_ago))
    at_work.hear()
    at_work.github.branch(at_work.rocket, "work")
    at_work.github.commit(at_work.rocket, "work")
    title = f"{card['key']} Lift off"
    pull = at_work.github.pull(at_work.rocket, "work", title, by=at_work.ada, **options)
    await at_work.delivered()
    (shown,) = (await at_work.shown(card))["pull_requests"]
    at_work.rocket.hooks.clear()
    return card, pull, shown


async def pulled(at_work: Making, card: Json) -> Json:
    """The pull request of a card, as the board shows it."""
    (shown,) = (await at_work.shown(card))["pull_requests"]
    found: Json = shown
    return found


async def refresh(at_work: Making, card: Json, shown: Json, status: int = 202) -> Json:
    path = f"/cards/{card['id']}/pull-requests/{shown['id']}/sync"
    answer = await at_work.owner.ask("POST", path, None, status=status)
    found: Json = answer.json()
    return found


async def synced(at_work: Making, card: Json, shown: Json) -> Json:
    """Have it read anew; the task, as far as it came."""
    begun = await refresh(at_work, card, shown)
    await at_work.work()
    return await at_work.task(begun["task"])


async def waiting(at_work: Making) -> list[TaskRow]:
    async with at_work.app.runtime.units.read() as unit:
        found = await unit.session.scalars(
            select(TaskRow).where(
                TaskRow.name == SYNC_PULL_REQUEST.name, TaskRow.finished_at.is_(None)
            )
        )
        return list(found)


async def test_all_that_was_missed_is_shown_after_one_look(at_work: Making) -> None:
    card, pull, shown = await linked(at_work)
    bob = at_work.github.user("bob")
    at_work.github.review(pull, bob, "CHANGES_REQUESTED")
    at_work.github.review(pull, bob, "APPROVED")
    at_work.github.review(pull, bob, "PENDING")
    at_work.github.check(at_work.rocket, pull.head_sha, "build", "success")
    at_work.github.status(at_work.rocket, pull.head_sha, "failure", "old-ci")
    at_work.github.retitle(pull, f"{card['key']} Lift off, soon")
    at_work.rocket.pulls[1].mergeable = False
    task = await synced(at_work, card, shown)
    assert (task["state"], task["result"]["state"]) == ("succeeded", "open")
    after = await pulled(at_work, card)
    assert after["title"] == f"{card['key']} Lift off, soon"
    assert after["review"] == "approved"
    assert [(each["login"], each["state"]) for each in after["reviews"]] == [("bob", "approved")]
    assert after["checks"] == {"passing": 1, "failing": 1}
    assert after["mergeable"] is False


async def test_a_merge_that_was_missed_moves_the_card(at_work: Making) -> None:
    card, pull, shown = await linked(at_work)
    before = await at_work.column(card)
    at_work.github.merge(pull)
    task = await synced(at_work, card, shown)
    assert task["result"]["moved"] == [card["id"]]
    assert (await pulled(at_work, card))["state"] == "merged"
    assert await at_work.column(card) > before
    # Once: reading it again finds nothing new.
    events = await at_work.events(card)
    assert "moved" not in (await synced(at_work, card, shown))["result"]
    assert await at_work.events(card) == events


async def test_a_look_at_what_did_not_change_does_not_count(at_work: Making) -> None:
    card, pull, shown = await linked(at_work)
    at_work.github.check(at_work.rocket, pull.head_sha, "build", "success")
    await synced(at_work, card, shown)
    allowances = at_work.app.runtime.github.transport.allowances
    before = await allowances.standing(f"user:{at_work.owner.id}")
    at_work.github.requests.clear()
    await synced(at_work, card, shown)
    assert len(at_work.github.requests) == 4
    after = await allowances.standing(f"user:{at_work.owner.id}")
    assert after.remaining == before.remaining


async def test_what_github_still_computes_is_asked_for_again_a_few_times(at_work: Making) -> None:
    card, _, shown = await linked(at_work, mergeable=None)
    at_work.rocket.pulls[1].mergeable = None
    task = await synced(at_work, card, shown)
    assert task["state"] == "succeeded"
    for seconds in (5, 15, 60):
        (row,) = await waiting(at_work)
        wait = row.run_at - row.created_at
        assert timedelta(seconds=seconds - 1) < wait <= timedelta(seconds=seconds + 1)
        await at_work.work_again()
    assert await waiting(at_work) == []  # enough: the next thing that happens will tell


async def test_once_github_knows_nothing_more_is_asked(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    at_work.rocket.pulls[1].mergeable = None
    await synced(at_work, card, shown)
    at_work.rocket.pulls[1].mergeable = True
    await at_work.work_again()
    assert await waiting(at_work) == []
    assert (await pulled(at_work, card))["mergeable"] is True


async def test_of_one_who_asks_twice_the_second_time_finds_the_first(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    first, second = [await refresh(at_work, card, shown) for _ in range(2)]
    assert first["task"]["id"] == second["task"]["id"]
    assert len(await waiting(at_work)) == 1


async def test_a_limit_is_waited_for(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    at_work.github.fault("GET", PULL, faults.secondary(403, 90))
    task = await synced(at_work, card, shown)
    assert (task["state"], task["error"]["code"]) == ("retrying", "github_limited")
    (row,) = await waiting(at_work)
    assert row.run_at > now() + timedelta(seconds=80)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (PULL, faults.error(502)),
        ("*/reviews", faults.cut()),
        ("*/check-runs", faults.garbage()),
        ("*/status", faults.html()),
        ("*/status", faults.error(500)),
    ],
    ids=["pull request", "reviews", "checks", "statuses", "statuses for good"],
)
async def test_a_github_that_does_not_answer_is_asked_again(
    at_work: Making, path: str, fault: faults.Fault
) -> None:
    card, pull, shown = await linked(at_work)
    at_work.github.review(pull, at_work.github.user("bob"), "APPROVED")
    ordered = at_work.github.fault("GET", path, fault, times=None)
    task = await synced(at_work, card, shown)
    assert (task["state"], task["error"]["code"]) == ("retrying", "github_unreachable")
    assert "review" not in await pulled(at_work, card)  # all of it, or nothing
    ordered.lift()
    await at_work.work_again()
    assert (await pulled(at_work, card))["review"] == "approved"


async def test_a_github_that_is_slow_holds_up_nobody(
    at_work: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, _, shown = await linked(at_work)
    monkeypatch.setattr(guarded, "PATIENCE_S", 0.2)
    never = asyncio.Event()
    at_work.github.fault("GET", PULL, faults.slow(never), times=None)
    begun = await refresh(at_work, card, shown)
    working = asyncio.create_task(at_work.work())
    # The repository's row is not held meanwhile, nor the board.
    await at_work.owner.patch(f"/cards/{card['id']}", {"title": "Meanwhile"})
    await working
    task = await at_work.task(begun["task"])
    assert (task["state"], task["error"]["code"]) == ("retrying", "github_unreachable")


async def test_checks_that_may_not_be_seen_keep_nothing_else_away(at_work: Making) -> None:
    card, pull, shown = await linked(at_work)
    at_work.github.review(pull, at_work.github.user("bob"), "APPROVED")
    body = {"message": "Resource not accessible by integration", "documentation_url": "d"}
    for path in ("*/check-runs", "*/status"):
        at_work.github.fault("GET", path, faults.answering(Answer(403, body)))
    task = await synced(at_work, card, shown)
    assert task["state"] == "succeeded"
    assert (await pulled(at_work, card))["review"] == "approved"


async def test_who_lost_access_is_told_so(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    at_work.rocket.private = True
    at_work.rocket.roles.clear()
    task = await synced(at_work, card, shown)
    assert (task["state"], task["error"]["code"]) == ("failed", "github_unseen")
    assert (await pulled(at_work, card))["state"] == "open"


async def test_without_a_token_that_works_it_is_said_what_to_do(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    at_work.github.fault("GET", PULL, faults.unauthorized())
    task = await synced(at_work, card, shown)
    assert (task["state"], task["error"]["code"]) == ("failed", "github_sign_in_needed")


async def test_one_that_is_gone_is_closed_after_some_looks_and_moves_nothing(
    at_work: Making,
) -> None:
    card, _, shown = await linked(at_work)
    column = await at_work.column(card)
    at_work.rocket.pulls.clear()
    task = await synced(at_work, card, shown)
    assert task["state"] == "retrying"  # what was made just now comes late
    assert (await pulled(at_work, card))["state"] == "open"
    await at_work.work_again()
    await at_work.work_again()
    task = await at_work.task(task)
    assert (task["state"], task["result"]) == ("succeeded", {"state": "gone"})
    assert (await pulled(at_work, card))["state"] == "closed"
    assert await at_work.column(card) == column
    event, *_ = (await at_work.events(card, "pull_request.updated"))[::-1]
    assert event["payload"]["was_state"] == "open"
    again = await synced(at_work, card, shown)
    assert (again["state"], again["result"]) == ("succeeded", {"state": "gone"})


async def test_what_another_repository_of_that_name_has_is_not_taken(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(github_id=99))
        await unit.session.run(update(PullRequest).values(github_id=99))
    at_work.github.retitle(at_work.rocket.pulls[1], "Of somebody else")
    task = await synced(at_work, card, shown)
    assert task["result"] == {"state": "another_repository"}
    assert (await pulled(at_work, card))["title"] == shown["title"]
    at_work.rocket.pulls.clear()
    assert (await synced(at_work, card, shown))["error"]["code"] == "github_unseen"
    assert (await pulled(at_work, card))["state"] == "open"


async def test_it_ends_quietly_where_the_repository_was_disconnected(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    begun = await refresh(at_work, card, shown)
    path = f"/workspaces/{at_work.board.workspace_id}/repositories/{at_work.repository['id']}"
    await at_work.owner.delete(path)
    await at_work.work()
    assert (await at_work.task(begun["task"]))["result"] == {"state": "disconnected"}
    answer = await refresh(at_work, card, shown, status=404)
    assert answer["code"] == "repository_not_found"


async def test_only_what_the_card_shows_is_read_for_it(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    other = await at_work.card("Another one")
    assert (await refresh(at_work, other, shown, 404))["code"] == "pull_request_not_found"
    unknown = {"id": str(UUID(int=7))}
    assert (await refresh(at_work, card, unknown, 404))["code"] == "pull_request_not_found"
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(PullRequestLink).values(removed_at=now()))
    assert (await refresh(at_work, card, shown, 404))["code"] == "pull_request_not_found"


async def test_who_may_not_change_the_card_may_not_have_it_read(at_work: Making) -> None:
    card, _, shown = await linked(at_work)
    viewer = await in_workspace(at_work.app, at_work.board.workspace_id, Role.VIEWER)
    path = f"/cards/{card['id']}/pull-requests/{shown['id']}/sync"
    await viewer.ask("POST", path, None, status=403)
    by_key = f"/cards/{card['key']}/pull-requests/{shown['id']}/sync"
    workspace = at_work.board.workspace_id
    await at_work.owner.post(f"{by_key}?workspace_id={workspace}", None, 202)


async def test_what_is_read_is_kept_under_the_repository_s_own_checks(at_work: Making) -> None:
    card, pull, shown = await linked(at_work)
    for number in range(130):
        at_work.github.check(at_work.rocket, pull.head_sha, f"check {number}", "success")
    await synced(at_work, card, shown)
    assert (await pulled(at_work, card))["checks"] == {"passing": 130}
    async with at_work.app.runtime.units.read() as unit:
        one, *_ = await unit.session.scalars(select(Check).limit(1))
    assert str(one.repository_id) == at_work.repository["id"]
    assert at_work.repository["full_name"] == ROCKET
