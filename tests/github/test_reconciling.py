"""What webhooks missed is found: deliveries that failed, and pull requests of which nothing was heard."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update

from tests.github.connected import Team, reachable, team_at
from tests.github.test_app_deliveries import Covered, branches_of, card_on_a_board, covered
from tests.github.test_webhooks_kept import answering
from tests.support.apps import Json
from tests.support.fake_github import GitHubServer, Pull, faults
from tests.support.fake_github import Repository as Played
from tests.support.fake_github.deliveries import Delivery
from tests.support.playing.wire import Answer
from tests.support.tasks import run_now
from trivet.github import missed_deliveries, reconciling
from trivet.github.composition import schedules
from trivet.github.models import Delivery as DeliveryRow
from trivet.github.models import PullRequest, Repository
from trivet.github.tasks import (
    CHECK_REPOSITORY,
    RECONCILE_REPOSITORIES,
    SYNC_PULL_REQUEST,
)
from trivet.platform.clock import now
from trivet.platform.settings import Settings

__all__ = ["covered"]  # a fixture


@pytest.fixture
async def team(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Team]:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        await team.app.stop_schedules()
        await team.settled()
        yield team


@pytest.fixture
def rocket(team: Team) -> Played:
    return team.github.repo("acme/rocket", admin=[team.ada])


async def begun(team: Team) -> tuple[Json, Json]:
    """A connected repository, an hour ago, and a card."""
    made = await team.connected()
    await reset(team, connected_at=now() - timedelta(hours=1))
    _, card = await card_on_a_board(team, team.workspace)
    return made, card


async def reset(team: Team, **values: Any) -> None:
    """Let the repositories be as if it were another time."""
    async with team.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(**values))


async def search(team: Team, *, again: bool = True) -> dict[str, int]:
    """Search, and do what follows; what it found."""
    if again:
        await reset(team, reconciled_at=None)
    found: dict[str, int] = await run_now(team.app, RECONCILE_REPOSITORIES)
    await team.settled()
    return found


async def fail(team: Team, status: int = 502) -> list[Delivery]:
    """Let GitHub try to deliver what has happened, where somebody else answers."""
    async with answering(status) as elsewhere:
        team.github.deliver_by(elsewhere)
        tried = await team.github.deliver_all()
    team.github.deliver_by(team.app.http)
    return tried


def swallow(team: Team) -> None:
    """Let nobody ever be told what has happened."""
    team.github.world.outbox.waiting.clear()


def opened(team: Team, rocket: Played, card: Json, branch: str = "work") -> Pull:
    """A pull request that names a card."""
    team.github.branch(rocket, branch)
    team.github.commit(rocket, branch)
    return team.github.pull(rocket, branch, f"{card['key']} Lift off", by=team.ada)


async def shown(team: Team, card: Json) -> list[Json]:
    found: list[Json] = (await team.owner.get(f"/cards/{card['id']}")).get("pull_requests", [])
    return found


# Deliveries.


@pytest.mark.parametrize("status", [502, 301, 401])
async def test_what_did_not_arrive_is_taken_up_once(
    team: Team, rocket: Played, status: int
) -> None:
    made, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    tried = await fail(team, status)
    assert {each.told.event for each in tried} == {"create", "push"}
    assert await branches_of(team, card) == []
    assert (await search(team))["deliveries"] == 2
    assert await branches_of(team, card) == [f"{card['key']}-lift-off"]
    async with team.app.runtime.units.read() as unit:
        rows = await unit.session.scalars(
            select(DeliveryRow).where(DeliveryRow.event.in_(["create", "push"]))
        )
    hook = next(iter(rocket.hooks.values()))
    assert {(row.guid, row.hook_id) for row in rows} == {
        (each.told.guid, hook.id) for each in tried
    }
    # Neither another search nor a person who has it delivered once more does it twice.
    assert (await search(team))["deliveries"] == 0
    events = await team.owner.get(f"/cards/{card['id']}/activity?limit=100")
    async with team.app.runtime.units.read() as unit:
        row = await unit.session.get(Repository, UUID(made["id"]))
    assert row is not None
    client = await team.app.runtime.github.for_background(row)
    await client.deliveries_of("acme/rocket", hook.id).redeliver(tried[0].id)
    await team.settled()
    assert await team.owner.get(f"/cards/{card['id']}/activity?limit=100") == events


async def test_nobody_answering_is_a_failure_too(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    await fail(team, 502)
    for each in team.github.deliveries:
        if each.status_code == 502:
            object.__setattr__(each, "status_code", 0)
    assert (await search(team))["deliveries"] == 2


async def test_what_arrived_at_a_second_attempt_is_not_read(team: Team, rocket: Played) -> None:
    made, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    tried = await fail(team)
    row = await team.row(made["id"])
    client = await team.app.runtime.github.for_background(row)
    assert row.hook_id is not None
    for each in tried:
        await client.deliveries_of("acme/rocket", row.hook_id).redeliver(each.id)
    await team.settled()
    team.github.requests.clear()
    assert (await search(team))["deliveries"] == 0
    assert team.github.requests.of("GET", f"/deliveries/{tried[0].id}") == []


async def test_only_what_is_younger_than_three_days_and_the_connection_is_searched(
    team: Team, rocket: Played
) -> None:
    _, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    for each in await fail(team):
        object.__setattr__(each, "at", now() - timedelta(days=3, hours=1))
    await reset(team, connected_at=now() - timedelta(days=9))
    assert (await search(team))["deliveries"] == 0
    await reset(team, connected_at=now())
    for each in team.github.deliveries:
        object.__setattr__(each, "at", now() - timedelta(hours=1))
    assert (await search(team))["deliveries"] == 0


async def test_a_search_goes_back_to_the_last_one(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    tried = await fail(team)
    await reset(team, connected_at=now() - timedelta(days=1))
    for minutes, found in (
        (80, 0),
        (65, 2),
    ):  # what was under way at the last one is searched again
        for each in tried:
            object.__setattr__(each, "at", now() - timedelta(minutes=minutes))
        await reset(team, reconciled_at=now() - timedelta(minutes=61))
        assert (await search(team, again=False))["deliveries"] == found


async def test_one_search_takes_so_many_and_the_next_the_rest(
    team: Team, rocket: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, card = await begun(team)
    monkeypatch.setattr(missed_deliveries, "MOST", 3)
    for number in range(2):
        team.github.branch(rocket, f"{card['key']}-{number}")
    await fail(team)
    assert (await search(team))["deliveries"] == 3
    assert (await team.row(made["id"])).reconciled_at is None
    assert (await search(team, again=False))["deliveries"] == 1
    assert (await team.row(made["id"])).reconciled_at is not None
    assert len(await branches_of(team, card)) == 2


async def test_what_github_does_not_show_any_more_is_delivered_once_more(
    team: Team, rocket: Played
) -> None:
    _, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    tried = await fail(team)

    def without_payload(each: Delivery) -> Answer:
        path = {"guid": each.told.guid, "id": each.id, "event": each.told.event}
        more = {
            "delivered_at": "2026-11-29T00:00:00Z",
            "redelivery": False,
            "duration": 0.1,
            "status": "failed",
            "status_code": 502,
            "action": None,
            "installation_id": None,
            "repository_id": None,
            "request": {"headers": None, "payload": None},
            "response": {"headers": None, "payload": None},
        }
        return Answer(200, path | more)

    for each in tried:
        path = f"*/deliveries/{each.id}"
        team.github.fault("GET", path, faults.answering(without_payload(each)))
    assert (await search(team))["deliveries"] == 0
    assert len(team.github.requests.of("POST", "/attempts")) == 2
    assert await branches_of(team, card) == [f"{card['key']}-lift-off"]


async def test_a_delivery_about_another_repository_is_not_taken(team: Team, rocket: Played) -> None:
    made, card = await begun(team)
    team.github.branch(rocket, f"{card['key']}-lift-off")
    for each in await fail(team):
        each.told.payload["repository"]["id"] = 99
    assert (await search(team))["deliveries"] == 0
    assert await branches_of(team, card) == []
    assert (await team.row(made["id"])).reconciled_at is not None


async def test_a_search_says_nothing_of_whether_the_webhook_works(
    team: Team, rocket: Played
) -> None:
    made, card = await begun(team)
    await reset(team, first_delivery_at=None, problem="hook_failing", problem_detail="It fails.")
    team.github.branch(rocket, f"{card['key']}-lift-off")
    await fail(team)
    assert (await search(team))["deliveries"] == 2
    row = await team.row(made["id"])
    assert (row.first_delivery_at, row.problem) == (None, "hook_failing")


async def test_who_is_no_admin_sees_no_deliveries_and_the_rest_all_the_same(
    team: Team, rocket: Played
) -> None:
    made, card = await begun(team)
    opened(team, rocket, card)
    await fail(team)
    body = {"message": "Must have admin rights to Repository.", "documentation_url": "d"}
    team.github.fault("GET", "*/deliveries", faults.answering(Answer(403, body)))
    found = await search(team)
    assert (found["deliveries"], found["pull_requests"]) == (0, 1)
    assert len(await shown(team, card)) == 1
    assert (await team.row(made["id"])).problem is None


async def test_what_an_app_missed_is_found_for_each_repository(covered: Covered) -> None:
    team, rocket = covered.team, covered.rocket
    _, card = await begun(team)
    saturn = team.github.repo("acme/saturn", admin=[team.ada])
    team.github.branch(rocket, f"{card['key']}-lift-off")
    team.github.branch(saturn, f"{card['key']}-of-another")
    tried = await fail(team)
    assert {each.told.event for each in tried} >= {"create", "push"}
    assert (await search(team))["deliveries"] == 2
    assert await branches_of(team, card) == [f"{card['key']}-lift-off"]
    assert (await search(team))["deliveries"] == 0
    asked = team.github.requests.of("GET", "/app/hook/deliveries")
    assert asked != []
    async with team.app.runtime.units.read() as unit:
        rows = await unit.session.scalars(select(DeliveryRow).where(DeliveryRow.event == "create"))
        hook = covered.app.hook
        assert hook is not None
        assert {row.hook_id for row in rows} == {hook.id}


# Pull requests.


async def test_a_pull_request_that_nobody_told_of_is_found(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    opened(team, rocket, card)
    swallow(team)
    assert (await search(team))["pull_requests"] == 1
    assert [each["state"] for each in await shown(team, card)] == ["open"]
    assert (await search(team))["pull_requests"] == 0


async def test_one_that_is_older_than_the_connection_is_left_alone(
    team: Team, rocket: Played
) -> None:
    _, card = await begun(team)
    opened(team, rocket, card)
    swallow(team)
    await reset(team, connected_at=now() + timedelta(seconds=1))
    assert (await search(team))["pull_requests"] == 0


async def test_one_that_went_on_unheard_is_read_and_no_other(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    pull, quiet = opened(team, rocket, card), opened(team, rocket, card, "quiet")
    await team.settled()
    await search(team)  # all were read by now
    team.github.world.clock = lambda: now() + timedelta(minutes=5)
    team.github.review(pull, team.github.user("bob"), "APPROVED")
    swallow(team)
    assert (await search(team))["pull_requests"] == 1
    by_number = {each["number"]: each for each in await shown(team, card)}
    assert by_number[pull.number]["review"] == "approved"
    assert "review" not in by_number[quiet.number]


@pytest.mark.parametrize("merged", [True, False])
async def test_one_that_ended_unheard_is_read(team: Team, rocket: Played, merged: bool) -> None:
    _, card = await begun(team)
    pull = opened(team, rocket, card)
    await team.settled()
    await search(team)
    if merged:
        team.github.merge(pull)
    else:
        team.github.close(pull)
    swallow(team)
    assert (await search(team))["pull_requests"] == 1
    assert [each["state"] for each in await shown(team, card)] == ["merged" if merged else "closed"]
    assert (await search(team))["pull_requests"] == 0


async def test_one_that_was_opened_again_unheard_is_read(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    pull = opened(team, rocket, card)
    team.github.close(pull)
    await team.settled()
    team.github.world.clock = lambda: now() + timedelta(minutes=5)
    team.github.reopen(pull)
    swallow(team)
    assert (await search(team))["pull_requests"] == 1
    assert [each["state"] for each in await shown(team, card)] == ["open"]


async def test_checks_change_nothing_in_the_list_and_are_read_each_day(
    team: Team, rocket: Played
) -> None:
    _, card = await begun(team)
    pull = opened(team, rocket, card)
    await team.settled()
    await search(team)
    team.github.check(rocket, pull.head_sha, "build", "failure")
    swallow(team)
    assert (await search(team))["pull_requests"] == 0
    async with team.app.runtime.units.write() as unit:
        await unit.session.run(
            update(PullRequest).values(synced_at=now() - timedelta(days=1, minutes=1))
        )
    assert (await search(team))["pull_requests"] == 1
    (found,) = await shown(team, card)
    assert found["checks"] == {"failing": 1}


async def test_what_no_card_shows_is_read_when_it_changed(team: Team, rocket: Played) -> None:
    """It may name a card by now."""
    _, card = await begun(team)
    pull = opened(team, rocket, card)
    await team.settled()
    await search(team)
    await team.owner.delete(f"/cards/{card['id']}")
    assert (await search(team))["pull_requests"] == 0
    team.github.world.clock = lambda: now() + timedelta(minutes=5)
    team.github.retitle(pull, f"{card['key']} Other")
    swallow(team)
    assert (await search(team))["pull_requests"] == 1
    await team.settled()
    assert (await search(team))["pull_requests"] == 0


async def test_one_search_has_so_many_read_and_the_next_the_rest(
    team: Team, rocket: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, card = await begun(team)
    monkeypatch.setattr(reconciling, "MOST_READ", 2)
    for number in range(3):
        opened(team, rocket, card, f"work-{number}")
    swallow(team)
    assert (await search(team))["pull_requests"] == 2
    assert (await team.row(made["id"])).reconciled_at is None
    assert (await search(team, again=False))["pull_requests"] == 1
    assert len(await shown(team, card)) == 3


async def test_of_a_list_that_is_cut_off_nothing_counts_as_ended(
    team: Team, rocket: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, card = await begun(team)
    monkeypatch.setattr(reconciling, "MOST_PAGES", 1)
    first = opened(team, rocket, card)
    await team.settled()
    await search(team)
    first.updated_at -= timedelta(minutes=5)  # so that it stands last
    for number in range(100):
        team.github.branch(rocket, f"b{number}")
        team.github.commit(rocket, f"b{number}")
        team.github.pull(rocket, f"b{number}", "Other work", by=team.ada)
    swallow(team)
    await reset(team, connected_at=now() + timedelta(minutes=1))  # of the others we hear nothing
    assert (await search(team))["pull_requests"] == 0
    monkeypatch.setattr(reconciling, "MOST_PAGES", 2)
    assert (await search(team))["pull_requests"] == 1  # what we know of it is not what GitHub says


# When, and when not.


async def test_each_is_searched_at_most_each_hour_the_oldest_first(
    team: Team, rocket: Played
) -> None:
    made, _ = await begun(team)
    assert (await search(team))["repositories"] == 1
    assert (await search(team, again=False))["repositories"] == 0
    await reset(team, reconciled_at=now() - timedelta(minutes=59))
    assert (await search(team, again=False))["repositories"] == 0
    await reset(team, reconciled_at=now() - timedelta(minutes=61))
    assert (await search(team, again=False))["repositories"] == 1
    assert (await team.row(made["id"])).reconciled_at is not None


async def test_a_search_of_what_did_not_change_costs_little(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    opened(team, rocket, card)
    await team.settled()
    await search(team)
    allowances = team.app.runtime.github.transport.allowances
    before = await allowances.standing(f"user:{team.owner.id}")
    await search(team)
    after = await allowances.standing(f"user:{team.owner.id}")
    assert before.remaining is not None
    assert after.remaining == before.remaining - 1  # what was delivered; all else is known


@pytest.mark.parametrize(
    "fault",
    [faults.primary(), faults.secondary(429, 30), faults.error(502)],
    ids=["primary", "secondary", "502"],
)
async def test_what_passes_by_itself_is_searched_at_the_next_tick(
    team: Team, rocket: Played, fault: faults.Fault
) -> None:
    made, card = await begun(team)
    opened(team, rocket, card)
    swallow(team)
    team.github.fault("GET", "*/pulls", fault, times=2)
    assert (await search(team))["pull_requests"] == 0
    row = await team.row(made["id"])
    assert (row.reconciled_at, row.problem) == (None, None)


async def test_the_last_fifth_of_an_hour_is_left_to_people(team: Team, rocket: Played) -> None:
    made, card = await begun(team)
    opened(team, rocket, card)
    swallow(team)
    await search(team)  # now it is known how many are left
    for bucket in team.github.world.limits._buckets.values():
        bucket.used = int(bucket.limit * 0.85)
    team.github.retitle(rocket.pulls[1], f"{card['key']} Later")
    swallow(team)
    await team.owner.ask("GET", "/github/repositories?refresh=true")
    team.github.requests.clear()
    await search(team)
    assert len(team.github.requests) == 0
    assert (await team.row(made["id"])).reconciled_at is None


async def test_what_is_not_shown_is_looked_at_once_and_then_left_alone(
    team: Team, rocket: Played
) -> None:
    made, _ = await begun(team)
    await reset(team, checked_at=now() - timedelta(hours=1))
    rocket.private = True
    rocket.roles.clear()
    await search(team)
    row = await team.row(made["id"])
    assert (row.problem, row.reconciled_at) == ("access_lost", None)
    assert (await search(team))["repositories"] == 0
    assert len(await team.tasks(CHECK_REPOSITORY.name)) == 1


async def test_what_was_just_looked_at_is_not_looked_at_for_that(
    team: Team, rocket: Played
) -> None:
    await begun(team)
    rocket.private = True
    rocket.roles.clear()
    for _ in range(2):
        assert (await search(team))["repositories"] == 1
    assert await team.tasks(CHECK_REPOSITORY.name) == []


async def test_one_that_cannot_be_searched_keeps_no_other_from_it(
    team: Team, rocket: Played
) -> None:
    _, card = await begun(team)
    saturn = team.github.repo("acme/saturn", admin=[team.ada])
    await team.connected("acme/saturn")
    await reset(team, connected_at=now() - timedelta(hours=1))
    opened(team, saturn, card)
    swallow(team)
    team.github.fault("GET", "*/acme/rocket/pulls", faults.error(500), times=None)
    assert (await search(team))["pull_requests"] == 1
    assert len(await shown(team, card)) == 1


async def test_another_repository_under_the_name_is_not_searched(
    team: Team, rocket: Played
) -> None:
    made, card = await begun(team)
    await reset(team, github_id=99)
    opened(team, rocket, card)
    swallow(team)
    assert (await search(team))["pull_requests"] == 0
    assert await shown(team, card) == []
    assert (await team.row(made["id"])).reconciled_at is None


async def test_a_slow_github_holds_nobody_up(team: Team, rocket: Played) -> None:
    made, _ = await begun(team)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(exchange: faults.Exchange) -> None:
        asked.set()
        await faults.slow(go_on)(exchange)

    team.github.fault("GET", "*/pulls", slowly)
    await reset(team, reconciled_at=None)
    searching = asyncio.create_task(run_now(team.app, RECONCILE_REPOSITORIES))
    await asked.wait()
    # Nothing is held meanwhile: the repository can be changed.
    await team.owner.patch(f"{team.path}/{made['id']}", {"secret": "another secret of 16"})
    go_on.set()
    assert (await searching)["repositories"] == 1


async def test_searches_leave_no_rows_and_syncs_do(team: Team, rocket: Played) -> None:
    _, card = await begun(team)
    opened(team, rocket, card)
    swallow(team)
    await search(team)
    assert len(await team.tasks(SYNC_PULL_REQUEST.name)) == 1
    assert await team.tasks(RECONCILE_REPOSITORIES.name) == []


async def test_searches_can_be_switched_off() -> None:
    more: dict[str, Any] = {"github_client_id": "c", "github_client_secret": SecretStr("s")}
    on, off = Settings(**more), Settings(**more, github_reconcile_s=0)
    assert RECONCILE_REPOSITORIES in {each.task for each in schedules(on)}
    assert RECONCILE_REPOSITORIES not in {each.task for each in schedules(off)}
