"""A pull request of which nothing was heard yet is linked: GitHub is asked, in the person's name."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from tests.factories.workspaces import add_member
from tests.github.making import ROCKET, Making
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person, beside, somebody
from tests.support.fake_github import Pull, faults
from trivet.github.models import PullRequest, Repository
from trivet.github.tasks import SYNC_PULL_REQUEST
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role

PULL = "*/pulls/1"


def opened(at_work: Making, title: str = "Lift off", **options: Any) -> Pull:
    """A pull request on GitHub, of which no webhook tells."""
    at_work.github.branch(at_work.rocket, "work")
    at_work.github.commit(at_work.rocket, "work")
    return at_work.github.pull(at_work.rocket, "work", title, by=at_work.ada, **options)


async def link(
    at_work: Making,
    card: Json,
    number: int = 1,
    status: int = 201,
    *,
    by: Person | None = None,
    headers: dict[str, str] | None = None,
) -> Json:
    answer = await (by or at_work.owner).ask(
        "POST",
        f"/cards/{card['id']}/pull-requests",
        {"url": f"https://github.com/{ROCKET}/pull/{number}"},
        status=status,
        headers=headers,
    )
    found: Json = answer.json()
    return found


async def rows(at_work: Making) -> int:
    async with at_work.app.runtime.units.read() as unit:
        return len((await unit.session.scalars(select(PullRequest))).all())


async def test_all_that_github_says_is_on_the_card_at_once(at_work: Making) -> None:
    card = await at_work.card()
    pull = opened(at_work)
    bob = at_work.github.user("bob")
    at_work.github.review(pull, bob, "APPROVED")
    at_work.github.check(at_work.rocket, pull.head_sha, "build", "success")
    at_work.github.status(at_work.rocket, pull.head_sha, "failure", "old-ci")

    one = await link(at_work, card)
    assert (one["number"], one["how"], one["state"], one["review"]) == (
        1,
        "hand",
        "open",
        "approved",
    )
    assert [(run["name"], run["state"]) for run in one["check_runs"]] == [
        ("old-ci", "failing"),
        ("build", "passing"),
    ]
    assert one["mergeable"] is True
    assert one["synced_at"] is not None
    (shown,) = (await at_work.shown(card))["pull_requests"]
    assert (shown["id"], shown["checks"]) == (one["id"], {"failing": 1, "passing": 1})
    (event,) = await at_work.events(card, "pull_request.linked")
    assert (event["actor_id"], event["origin"]) == (at_work.owner.id, "board")
    assert await at_work.column(card) == 0


async def test_merged_later_it_finishes_the_card(at_work: Making) -> None:
    card = await at_work.card()
    pull = opened(at_work)
    await link(at_work, card)
    at_work.hear()
    at_work.github.merge(pull)
    await at_work.delivered()
    assert await at_work.column(card) == 4


async def test_other_cards_that_it_names_get_it_too_by_github(at_work: Making) -> None:
    card, named = await at_work.card(), await at_work.card()
    opened(at_work, f"{named['key']} Lift off")
    await link(at_work, card)
    assert len((await at_work.shown(named))["pull_requests"]) == 1
    (event,) = await at_work.events(named, "pull_request.linked")
    assert (event["actor_id"], event["origin"]) == (None, "github")


async def test_what_it_names_itself_is_linked_once(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work, f"{card['key']} Lift off")
    one = await link(at_work, card)
    assert one["how"] == "title"
    assert len((await at_work.shown(card))["pull_requests"]) == 1
    assert len(await at_work.events(card, "pull_request.linked")) == 1


async def test_github_is_asked_once_for_one_key(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work)
    headers = {"Idempotency-Key": "once"}
    first = await link(at_work, card, headers=headers)
    asked = len(at_work.github.requests.of("GET", PULL))
    assert await link(at_work, card, headers=headers) == first
    assert len(at_work.github.requests.of("GET", PULL)) == asked


async def test_a_key_links_it_once_in_two_processes(at_work: Making) -> None:
    card, headers, held = await at_work.card(), {"Idempotency-Key": "once"}, asyncio.Event()
    opened(at_work)
    slow = at_work.github.fault("GET", PULL, faults.slow(held))
    async with beside(at_work.app) as http:
        other = Person(http, at_work.owner.id, at_work.owner.token)
        first = asyncio.ensure_future(link(at_work, card, headers=headers))
        await eventually(lambda: len(slow.met) == 1)
        refused = await link(at_work, card, status=409, by=other, headers=headers)
        assert refused["code"] == "idempotency_key_running"
        held.set()
        linked = await first
        assert await link(at_work, card, by=other, headers=headers) == linked
    assert len((await at_work.shown(card))["pull_requests"]) == 1


async def test_one_that_is_not_there_is_told_and_nothing_is_kept(at_work: Making) -> None:
    card = await at_work.card()
    said = await link(at_work, card, 99, 404)
    assert said["code"] == "pull_request_not_found"
    assert "acme/rocket#99" in said["detail"]
    assert said["fields"][0]["field"] == "url"
    assert await rows(at_work) == 0


async def test_who_has_no_account_at_github_is_told_so(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work)
    stranger = await somebody(at_work.app, "Cleo")
    units = at_work.app.runtime.units
    await add_member(units, UUID(at_work.board.workspace_id), UUID(stranger.id), Role.MEMBER)
    said = await link(at_work, card, status=403, by=stranger)
    assert said["code"] == "github_sign_in_needed"
    assert at_work.github.requests.of("GET", PULL) == []


async def test_who_may_not_see_it_there_does_not_link_it(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work)
    bob = await at_work.colleague()
    at_work.rocket.private = True
    at_work.rocket.roles = {at_work.ada.id: at_work.rocket.roles[at_work.ada.id]}
    said = await link(at_work, card, status=404, by=bob)
    assert said["code"] == "pull_request_not_found"


async def test_a_github_that_does_not_answer_is_told(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work)
    at_work.github.fault("GET", PULL, faults.error(502), times=None)
    said = await link(at_work, card, status=503)
    assert said["code"] == "github_unreachable"
    assert await rows(at_work) == 0


async def test_whether_it_can_be_merged_is_asked_again(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work, mergeable=None)
    one = await link(at_work, card)
    assert one["mergeable"] is None
    async with at_work.app.runtime.units.read() as unit:
        wanted = select(TaskRow).where(TaskRow.name == SYNC_PULL_REQUEST.name)
        (task,) = (await unit.session.scalars(wanted)).all()
    assert (task.args["pr_number"], task.args["asked"]) == (1, 1)


async def test_one_that_no_card_showed_is_read_anew(at_work: Making) -> None:
    card, other = await at_work.card(), await at_work.card()
    pull = opened(at_work)
    await link(at_work, card)
    at_work.github.review(pull, at_work.github.user("bob"), "APPROVED")
    async with at_work.app.runtime.units.write() as unit:
        changed = update(Repository).values(picked=True, github_id=at_work.rocket.id)
        await unit.session.run(changed)
    await link(at_work, other)
    await at_work.work()
    for each in (card, other):
        (shown,) = (await at_work.shown(each))["pull_requests"]
        assert shown["review"] == "approved"


async def test_another_repository_under_this_name_is_not_taken_for_it(at_work: Making) -> None:
    card = await at_work.card()
    opened(at_work)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(github_id=99))
    said = await link(at_work, card, status=404)
    assert said["code"] == "repository_not_found"
    assert await rows(at_work) == 0
