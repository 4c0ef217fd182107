"""What GitHub tells of branches, of those that we made too: told once, counted once."""

import random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.github.hooks import SECRET
from tests.github.making import Making
from tests.github.test_branch_faults import Crash, dying
from tests.support.apps import Json
from tests.support.fake_github import faults
from tests.support.fake_github.happenings import refs
from trivet.github.client import GitHubClient
from trivet.github.models import Branch, Repository
from trivet.github.service import WebhookService
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin
from trivet.platform.tasks.context import TaskContext

OF_BRANCHES = ("branch.created", "branch.updated", "branch.deleted", "card.moved")


async def said(scene: Making, card: Json) -> list[str]:
    return [event["type"] for event in await scene.events(card, *OF_BRANCHES)]


async def creations(scene: Making) -> int:
    (row,) = await scene.rows()
    return len(row.creations)


async def back_to_the_backlog(scene: Making, card: Json) -> None:
    """Somebody moves a card back: there it stays until something new happens."""
    body = {"column_id": scene.board.columns[0]}
    await scene.owner.post(f"/cards/{card['id']}/move", body, 200)


@pytest.fixture(params=[True, False], ids=["its key in the name", "any name"])
def named(request: pytest.FixtureRequest) -> bool:
    """Whether the branch's name says for which card it is."""
    return bool(request.param)


def name_for(card: Json, *, named: bool) -> str:
    return f"{card['key']}-x" if named else "any"


async def test_what_github_tells_after_us_is_no_second_creation(
    at_work: Making, named: bool
) -> None:
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    await at_work.made(card, name_for(card, named=named))
    await back_to_the_backlog(at_work, card)
    before = await said(at_work, card)
    await at_work.delivered()
    assert [each.told.event for each in at_work.github.deliveries] == ["ping", "create", "push"]
    assert await said(at_work, card) == before
    assert await at_work.column(card) == 0
    assert await creations(at_work) == 1


async def test_what_github_tells_before_our_own_commit_is_no_second_creation(
    at_work: Making, named: bool
) -> None:
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    name = name_for(card, named=named)
    task = await at_work.ask(card, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TaskContext, "succeed", dying(TaskContext.succeed, first=True))
        with pytest.raises(Crash):
            await at_work.work()
    await at_work.delivered()
    if named:
        assert await at_work.column(card) == 2
        await back_to_the_backlog(at_work, card)
    await at_work.take_back()
    await at_work.work()
    assert (await at_work.task(task))["result"]["created"] is True
    assert await at_work.branches(card) == [name]
    assert await creations(at_work) == 1
    assert await at_work.column(card) == (0 if named else 2)
    assert (await said(at_work, card)).count("branch.created") == 1


async def test_deleted_before_our_own_commit(at_work: Making, named: bool) -> None:
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    name = name_for(card, named=named)
    task = await at_work.ask(card, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GitHubClient, "create_branch", dying(GitHubClient.create_branch, first=False))
        with pytest.raises(Crash):
            await at_work.work()
    await at_work.take_back()

    # Found by the next attempt, and gone before that writes it down.
    async def fault(exchange: faults.Exchange) -> None:
        caught = await exchange.process()
        at_work.github.delete_branch(at_work.rocket, name)
        for delivery in await at_work.github.deliver_all():
            assert delivery.succeeded
        await tell_now(at_work)
        await exchange.answer(caught)

    at_work.github.fault("GET", f"*/git/ref/heads%2F{name}", fault)
    await at_work.work()
    assert (await at_work.task(task))["state"] == "succeeded"
    assert await at_work.branches(card) == []
    (row,) = await at_work.rows()
    assert (row.deleted, len(row.creations)) == (True, 1)


async def tell_now(scene: Making) -> None:
    """Work on what was delivered, while something else waits for GitHub."""
    claim = await scene.app.runtime.parts.runner.claim()
    while claim is not None:
        await scene.app.runtime.parts.runner.run(claim)
        claim = await scene.app.runtime.parts.runner.claim()


async def test_one_that_was_there_before_and_is_made_anew_counts_again(at_work: Making) -> None:
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    name = f"{card['key']}-x"
    await at_work.made(card, name)
    await at_work.delivered()
    at_work.github.delete_branch(at_work.rocket, name)
    await at_work.delivered()
    assert await at_work.branches(card) == []
    await back_to_the_backlog(at_work, card)
    assert (await at_work.made(card, name))["result"]["created"] is True
    assert await at_work.branches(card) == [name]
    assert await creations(at_work) == 2
    assert await at_work.column(card) == 2
    await at_work.delivered()
    assert await creations(at_work) == 2


async def test_one_whose_end_nobody_told_us_is_made_anew(at_work: Making) -> None:
    card = await at_work.card()
    await at_work.made(card, "mine")
    at_work.github.delete_branch(at_work.rocket, "mine")
    at_work.github.commit(at_work.rocket)
    await back_to_the_backlog(at_work, card)
    done = await at_work.made(card, "mine")
    assert (done["result"]["created"], done["result"]["sha"]) == (True, at_work.head)
    assert (await creations(at_work), await at_work.column(card)) == (2, 2)
    assert (await at_work.shown(card))["branches"][0]["head_sha"] == at_work.head


async def test_made_by_hand_later_counts(at_work: Making) -> None:
    """An echo is one for some minutes; what comes after that is news."""
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    name = f"{card['key']}-x"
    await at_work.made(card, name)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Branch).values(echo_until=now()))
    await back_to_the_backlog(at_work, card)
    await at_work.delivered()
    assert (await creations(at_work), await at_work.column(card)) == (2, 2)


async def test_pushes_are_shown(at_work: Making) -> None:
    at_work.hear()
    await at_work.delivered()
    card = await at_work.card()
    await at_work.made(card, "mine")
    await at_work.delivered()
    (branch,) = (await at_work.shown(card))["branches"]
    assert (branch["head_sha"], "pushed_at" in branch) == (at_work.head, False)
    sha = at_work.github.commit(at_work.rocket, "mine")
    await at_work.delivered()
    (branch,) = (await at_work.shown(card))["branches"]
    assert (branch["head_sha"], branch["pushed_at"]) == (sha, branch["pushed_at"])
    (event,) = await at_work.events(card, "branch.updated")
    assert event["payload"]["branch"] == branch
    assert event["origin"] == "github"
    assert (await said(at_work, card)).count("card.moved") == 1
    assert (await at_work.owner.get(f"/cards/{card['id']}"))["branches"] == [branch]


async def test_a_forced_push_back_and_a_branch_that_goes(at_work: Making) -> None:
    at_work.hear()
    card = await at_work.card()
    await at_work.made(card, "mine")
    first = at_work.github.commit(at_work.rocket, "mine")
    at_work.github.commit(at_work.rocket, "mine")
    await at_work.delivered()
    forced(at_work, "mine", first)
    await at_work.delivered()
    assert (await at_work.shown(card))["branches"][0]["head_sha"] == first
    at_work.github.delete_branch(at_work.rocket, "mine")
    await at_work.delivered()
    assert await at_work.branches(card) == []
    assert (await said(at_work, card))[-1] == "branch.deleted"
    assert (await said(at_work, card)).count("branch.deleted") == 1


def forced(scene: Making, name: str, sha: str) -> None:
    refs.update(scene.github.world, scene.rocket, f"refs/heads/{name}", sha, scene.ada, force=True)


async def test_a_push_alone_tells_of_a_branch(at_work: Making) -> None:
    """A webhook that tells of pushes only: the branch is shown, and its end is."""
    card = await at_work.card()
    at_work.github.deliver_by(at_work.app.http)
    at_work.github.hook(at_work.rocket, "http://trivet.test/webhooks/github", "push", secret=SECRET)
    name = f"{card['key']}-x"
    at_work.github.branch(at_work.rocket, name)
    await at_work.delivered()
    assert await at_work.branches(card) == [name]
    at_work.github.delete_branch(at_work.rocket, name)
    await at_work.delivered()
    assert await at_work.branches(card) == []


@pytest.mark.parametrize("seed", range(4))
async def test_in_any_order_it_ends_as_in_order(at_work: Making, seed: int) -> None:
    """Branches made here and elsewhere, pushed to, deleted, made again: whatever comes when."""
    card = await at_work.card()
    sent = story_of(card["key"])
    chance = random.Random(seed)
    shuffled = [*sent, *chance.sample(sent, 5)]
    chance.shuffle(shuffled)
    outcomes = []
    for number, order in enumerate((sent, shuffled)):
        for event, told in order:
            await hear(at_work, event, {**told, "repository": repository(number, told)})
        rows = [row for row in await at_work.rows() if row.github_id == 100 + number]
        outcomes.append(
            sorted(
                (row.name, row.deleted, row.head_sha, row.creations, row.pushed_at) for row in rows
            )
        )
    assert outcomes[0] == outcomes[1]


def story_of(key: str) -> list[tuple[str, Json]]:
    """What happens to two branches in an hour, each thing in a minute of its own."""
    told: list[tuple[str, Json]] = []
    minute = 0
    for name in (f"{key}-a", f"{key}-b"):
        before = "0" * 40
        for step in "cppdcpp":
            minute += 1
            about = {"ref": name, "ref_type": "branch", "minute": minute}
            after = "0" * 40 if step == "d" else f"{minute:040x}"
            if step in "cd":
                told.append(("create" if step == "c" else "delete", about))
            push = {"ref": f"refs/heads/{name}", "before": before, "after": after}
            told.append(("push", {**push, "deleted": step == "d", "minute": minute}))
            before = after
    return told


def repository(number: int, told: Json) -> Json:
    at = f"2026-03-01T09:{told['minute']:02}:00Z"
    return {"id": 100 + number, "full_name": "acme/rocket", "pushed_at": at}


async def hear(scene: Making, event: str, payload: Any) -> None:
    async with scene.app.runtime.units.write(Actor(origin=Origin.GITHUB)) as unit:
        row = await unit.session.get(Repository, UUID(scene.repository["id"]))
        assert row is not None
        await WebhookService(unit, row).process(event, payload)


# Pull requests of branches that were made from cards.


async def test_a_pull_request_of_such_a_branch_is_for_the_card(at_work: Making) -> None:
    at_work.hear()
    card = await at_work.card()
    await at_work.made(card, "mine")
    at_work.github.commit(at_work.rocket, "mine")
    pull = at_work.github.pull(at_work.rocket, "mine", "Says nothing", by=at_work.ada)
    await at_work.delivered()
    (shown,) = (await at_work.shown(card))["pull_requests"]
    assert shown["title"] == "Says nothing"
    assert await at_work.column(card) == 3
    # Another title, which names no card, or another one: it stays here too.
    other = await at_work.card("Other")
    at_work.github.retitle(pull, f"For {other['key']}", by=at_work.ada)
    await at_work.delivered()
    at_work.github.retitle(pull, "For nobody", by=at_work.ada)
    await at_work.delivered()
    assert len((await at_work.shown(card))["pull_requests"]) == 1
    assert "pull_requests" not in await at_work.shown(other)
    at_work.github.merge(pull, by=at_work.ada)
    await at_work.delivered()
    assert (await at_work.shown(card))["pull_requests"][0]["state"] == "merged"
    assert await at_work.column(card) == 4


async def test_one_from_a_fork_is_not(at_work: Making) -> None:
    at_work.hear()
    card = await at_work.card()
    await at_work.made(card, "mine")
    fork = at_work.github.repo("ada/rocket", fork_of=at_work.rocket)
    at_work.github.commit(fork, "mine", by=at_work.ada)
    at_work.github.pull(at_work.rocket, "mine", "Says nothing", by=at_work.ada, fork=fork)
    await at_work.delivered()
    assert "pull_requests" not in await at_work.shown(card)


async def test_one_of_a_branch_that_was_called_so_before_is_not(at_work: Making) -> None:
    """Merged and forgotten long ago; then somebody edits it."""
    at_work.github.branch(at_work.rocket, "mine")
    at_work.github.commit(at_work.rocket, "mine")
    old = at_work.github.pull(at_work.rocket, "mine", "Old", by=at_work.ada)
    at_work.github.merge(old, by=at_work.ada)
    at_work.github.delete_branch(at_work.rocket, "mine")
    old.created_at = at_work.github.world.in_time(days=-30)
    at_work.hear()
    card = await at_work.card()
    await at_work.made(card, "mine")
    at_work.github.retitle(old, "Old, and edited", by=at_work.ada)
    await at_work.delivered()
    assert "pull_requests" not in await at_work.shown(card)
    assert await at_work.column(card) == 2
