"""A branch is made once, and never reported wrongly, whatever is lost on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import delete, update

from tests.github.making import Making
from tests.support.apps import Json
from tests.support.fake_github import faults
from tests.support.fake_github.faults import Fault
from tests.support.playing.wire import Answer
from trivet.auth.models import GitHubToken
from trivet.github.client import GitHubClient
from trivet.github.models import Repository
from trivet.platform.http import guarded
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role, WorkspaceMember

POST = "*/git/refs"
OURS = "*/git/ref/heads%2Fmine"
ANY = "*"


class Crash(BaseException):
    """The process is no more."""


async def begun(scene: Making, **more: Any) -> tuple[Json, Json]:
    card = await scene.card()
    return card, await scene.ask(card, "mine", **more)


async def assert_made_once(scene: Making, card: Json, task: Json, *, created: bool = True) -> None:
    """It is there, it is known, and it moved its card once."""
    done = await scene.task(task)
    assert done["state"] == "succeeded", done
    assert done["result"]["created"] is created
    assert scene.rocket.branches["mine"] == done["result"]["sha"]
    assert sorted(scene.rocket.branches) == ["main", "mine"]
    assert await scene.branches(card) == ["mine"]
    said = [event["type"] for event in await scene.events(card, "branch.created", "card.moved")]
    assert said == ["branch.created", "card.moved"]
    (row,) = await scene.rows()
    assert len(row.creations) == 1


# Answers that are lost, late, or none.


SILENT = {
    "lost": faults.lost,
    "garbage": lambda: done_and(faults.garbage(201)),
    "a page": lambda: done_and(faults.html(201)),
    "a server error": lambda: done_and(faults.error(502)),
}


@pytest.mark.parametrize("fault", SILENT.values(), ids=SILENT)
async def test_what_github_did_in_silence_is_found_at_once(
    at_work: Making, fault: Callable[[], Fault]
) -> None:
    at_work.github.fault("POST", POST, fault())
    card, task = await begun(at_work)
    await at_work.work()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 1


def done_and(answer: Fault) -> Fault:
    """GitHub does it, and answers something else."""

    async def fault(exchange: faults.Exchange) -> None:
        await exchange.process()
        await answer(exchange)

    return fault


@pytest.mark.parametrize(
    "fault", [faults.cut(), faults.error(502), faults.server_error(), faults.garbage(201)]
)
async def test_what_github_did_not_do_is_done_by_the_next_attempt(
    at_work: Making, fault: Fault
) -> None:
    at_work.github.fault("POST", POST, fault)
    card, task = await begun(at_work)
    await at_work.work()
    waits = await at_work.task(task)
    assert (waits["state"], waits["error"]["code"]) == ("retrying", "github_unreachable")
    assert await at_work.branches(card) == []
    at_work.github.commit(at_work.rocket)  # where it starts was written down before
    await at_work.work_again()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 2


async def test_a_slow_answer_is_not_waited_for_for_ever(
    at_work: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "PATIENCE_S", 1.0)
    at_work.github.fault("POST", POST, faults.late(never := asyncio.Event()))
    card, task = await begun(at_work)
    await at_work.work()
    await assert_made_once(at_work, card, task)
    never.set()


async def test_one_that_comes_after_we_looked(
    at_work: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    """We gave up, looked, and it was not there; then GitHub made it after all."""
    monkeypatch.setattr(guarded, "PATIENCE_S", 1.0)
    at_last, done = asyncio.Event(), asyncio.Event()

    async def fault(exchange: faults.Exchange) -> None:
        await exchange.wait(at_last.wait())
        await exchange.process()
        done.set()

    at_work.github.fault("POST", POST, fault)
    card, task = await begun(at_work)
    await at_work.work()
    assert (await at_work.task(task))["state"] == "retrying"
    at_last.set()
    await done.wait()
    at_work.github.commit(at_work.rocket)
    at_work.github.commit(at_work.rocket, "mine")  # and somebody pushed to it already
    await at_work.work_again()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 1


async def test_nobody_can_know(at_work: Making) -> None:
    """GitHub was told, and from then on nothing could be found out any more."""
    silence = at_work.github.fault("GET", OURS, faults.cut(), None)
    silence.left = 0
    at_work.github.fault("POST", POST, then(faults.lost(), lambda: setattr(silence, "left", None)))
    card, task = await begun(at_work)
    await at_work.work_to_the_end()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("indeterminate", "indeterminate")
    assert "Nobody knows whether the branch mine was made" in ended["error"]["detail"]
    assert (await at_work.branches(card), at_work.posts) == ([], 1)
    (pending,) = (await at_work.preview(card))["pending"]
    assert pending["task"]["state"] == "indeterminate"
    # Once GitHub answers, a person has it looked for.
    silence.lift()
    await close_the_circuit(at_work)
    await at_work.owner.post(f"/tasks/{task['id']}/retry", None, 200)
    await at_work.work_to_the_end()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 1


async def test_told_on_the_last_attempt_and_never_answered(at_work: Making) -> None:
    at_work.github.fault("POST", POST, faults.cut(), None)
    card, task = await begun(at_work)
    while await at_work.waiting():
        await close_the_circuit(at_work)
        await at_work.work_again()
    ended = await at_work.task(task)
    assert (ended["state"], ended["attempts"]) == ("indeterminate", 4)
    assert await at_work.branches(card) == []


def then(fault: Fault, follows: Callable[[], None]) -> Fault:
    async def both(exchange: faults.Exchange) -> None:
        follows()
        await fault(exchange)

    return both


async def close_the_circuit(scene: Making) -> None:
    """Let GitHub count as one that answers."""
    scene.app.runtime.github.transport._host._breakers = CircuitBreakers()


async def test_github_is_down_from_the_first(at_work: Making) -> None:
    at_work.github.fault("*", ANY, faults.error(503), None)
    card, task = await begun(at_work)
    await at_work.work_to_the_end()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "github_unreachable")
    assert (await at_work.branches(card), at_work.posts) == ([], 0)


# Limits.


LIMITS = {
    "primary 403": faults.primary(403, 600),
    "primary 429": faults.primary(429, 600),
    "secondary 403": faults.secondary(403, 90),
    "secondary 429": faults.secondary(429, 90),
    "secondary without a word": faults.secondary(403),
}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fault", LIMITS.values(), ids=LIMITS)
async def test_a_limit_is_waited_for(at_work: Making, fault: Fault, method: str) -> None:
    at_work.github.fault(method, POST if method == "POST" else OURS, fault)
    card, task = await begun(at_work)
    await at_work.work()
    waits = await at_work.task(task)
    assert (waits["state"], waits["error"]["code"]) == ("retrying", "github_limited")
    assert "GitHub lets us ask again in" in waits["error"]["detail"]
    asked = len(at_work.github.requests)
    await at_work.work_again()  # too early: nothing is sent
    assert len(at_work.github.requests) == asked
    await the_limit_ends(at_work)
    await at_work.work_again()
    await assert_made_once(at_work, card, task)


async def the_limit_ends(scene: Making) -> None:
    allowances = scene.app.runtime.github.transport.allowances
    for key in ("allowance", "limited"):
        await allowances._cache.delete(f"{key}:user:{scene.owner.id}")
    allowances._struck.clear()  # what this process heard itself


async def test_a_limit_for_ever(at_work: Making) -> None:
    at_work.github.fault("POST", POST, faults.primary(), None)
    card, task = await begun(at_work)
    await at_work.work_to_the_end()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "github_limited")
    assert await at_work.branches(card) == []


async def test_the_token_is_refused_at_once(at_work: Making) -> None:
    at_work.github.fault("POST", POST, faults.unauthorized())
    _, task = await begun(at_work)
    await at_work.work()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "github_sign_in_needed")
    account = await at_work.owner.get("/auth/github")
    assert account["sign_in_needed"] is True


# Crashes.


def dying(function: Callable[..., Awaitable[Any]], *, first: bool) -> Callable[..., Awaitable[Any]]:
    """It happens, and the process ends; or the process ends before it happens."""

    async def dies(*args: Any, **named: Any) -> Any:
        if not first:
            await function(*args, **named)
        raise Crash

    return dies


PLACES = [
    (TaskContext, "progress"),
    (TaskContext, "checkpoint"),
    (GitHubClient, "create_branch"),
    (TaskContext, "succeed"),
]


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), PLACES, ids=[name for _, name in PLACES])
@pytest.mark.parametrize("moved", [False, True], ids=["", "its base moved"])
async def test_a_crash_makes_no_second_one(
    at_work: Making, owner: type, name: str, first: bool, moved: bool
) -> None:
    card, task = await begun(at_work)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, dying(getattr(owner, name), first=first))
        with pytest.raises(Crash):
            await at_work.work()
    if moved:
        at_work.github.commit(at_work.rocket)
    await at_work.take_back()
    await at_work.work()
    await assert_made_once(at_work, card, task)
    assert at_work.posts <= 2


async def test_crashes_again_and_again(at_work: Making) -> None:
    """Dies after the branch was made, and then wherever it gets to, until it is through."""
    card, task = await begun(at_work)
    for owner, name, first in [
        (GitHubClient, "create_branch", False),
        (GitHubClient, "get_branch", True),
        (GitHubClient, "get_branch", False),
        (TaskContext, "succeed", True),
        (TaskContext, "succeed", False),
    ]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, name, dying(getattr(owner, name), first=first))
            with pytest.raises(Crash):
                await at_work.work()
        await at_work.take_back()
    await at_work.work()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 1


async def test_a_second_run_changes_nothing(at_work: Making) -> None:
    """As if nobody had noted that it succeeded."""
    card, task = await begun(at_work)
    await at_work.work()
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(TaskRow).values(state="queued", finished_at=None))
    await at_work.work()
    await assert_made_once(at_work, card, task)
    assert at_work.posts == 1


# Others, at the same time.


async def test_two_people_want_the_same_at_once(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card()
    mine, bobs = await at_work.ask(card, "mine"), await at_work.ask(card, "mine", by=bob)
    await asyncio.gather(*(at_work.work() for _ in range(2)))
    await at_work.work()
    first, second = await at_work.task(mine), await at_work.task(bobs)
    assert (first["state"], second["state"]) == ("succeeded", "succeeded")
    assert (first["result"]["created"], second["result"]["created"]) == (True, False)
    await assert_made_once(at_work, card, mine)
    assert at_work.posts == 1


async def test_the_same_again_after_work_was_done_on_it(at_work: Making) -> None:
    card, _ = await begun(at_work)
    await at_work.work()
    at_work.github.commit(at_work.rocket, "mine")
    at_work.github.commit(at_work.rocket)
    again = await at_work.made(card, "mine")
    assert (again["state"], again["result"]["created"]) == ("succeeded", False)
    assert again["result"]["sha"] == at_work.rocket.branches["mine"]
    assert (await at_work.shown(card))["branches"][0]["head_sha"] == again["result"]["sha"]


async def test_somebody_makes_it_between_the_look_and_the_word(at_work: Making) -> None:
    """The same name, from the same commit: it is there as wanted, and we did not make it."""
    at_work.github.fault(
        "POST", POST, slow_and(lambda: at_work.github.branch(at_work.rocket, "mine"))
    )
    card, task = await begun(at_work)
    await at_work.work()
    await assert_made_once(at_work, card, task, created=False)


async def test_somebody_makes_another_between_the_look_and_the_word(at_work: Making) -> None:
    """With work of theirs on it: it stands on our commit, and is not ours all the same."""

    def theirs() -> None:
        at_work.github.branch(at_work.rocket, "mine")
        at_work.github.commit(at_work.rocket, "mine")

    at_work.github.fault("POST", POST, slow_and(theirs))
    card, task = await begun(at_work)
    await at_work.work()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "branch_exists")
    assert "mine-2 is free" in ended["error"]["detail"]
    assert await at_work.branches(card) == []


@pytest.mark.parametrize("after", [faults.cut(), faults.error(502), faults.primary(403, 600)])
async def test_theirs_is_never_taken_for_ours(at_work: Making, after: Fault) -> None:
    """GitHub said no to us, and then nothing for a while: that no is not forgotten."""

    def theirs() -> None:
        at_work.github.branch(at_work.rocket, "mine")
        at_work.github.commit(at_work.rocket, "mine")
        at_work.github.fault("GET", OURS, after, 3)

    at_work.github.fault("POST", POST, slow_and(theirs))
    card, task = await begun(at_work)
    await at_work.work()
    assert (await at_work.task(task))["state"] == "retrying"
    await the_limit_ends(at_work)
    at_work.github.faults.lift_all()
    await at_work.work_again()
    ended = await at_work.task(task)
    assert (ended["state"], ended["error"]["code"]) == ("failed", "branch_exists")
    assert await at_work.branches(card) == []


def slow_and(happens: Callable[[], object]) -> Fault:
    """Something happens before GitHub comes to it."""

    async def fault(exchange: faults.Exchange) -> None:
        happens()
        await exchange.answer(await exchange.process())

    return fault


async def test_refused_without_a_reason_where_somebody_was_quicker(at_work: Making) -> None:
    async def fault(exchange: faults.Exchange) -> None:
        at_work.github.branch(at_work.rocket, "mine")
        await exchange.answer(Answer(422, {"message": "Reference update failed"}))

    at_work.github.fault("POST", POST, fault)
    card, task = await begun(at_work)
    await at_work.work()
    await assert_made_once(at_work, card, task, created=False)


async def test_the_commit_is_gone(at_work: Making) -> None:
    """A forced push took it away: it starts where the base is now."""

    def forced() -> None:
        at_work.rocket.commits.pop(old)

    old = at_work.head
    at_work.github.commit(at_work.rocket)
    new = at_work.head
    at_work.rocket.refs["refs/heads/main"] = old

    async def fault(exchange: faults.Exchange) -> None:
        at_work.rocket.refs["refs/heads/main"] = new
        await exchange.answer(Answer(422, {"message": "Object does not exist"}))

    at_work.github.fault("POST", POST, fault)
    card, task = await begun(at_work)
    await at_work.work()
    assert (await at_work.task(task))["result"]["sha"] == new
    await assert_made_once(at_work, card, task)


# What becomes of card, person and repository meanwhile.


async def test_what_nobody_may_any_more_is_not_done(at_work: Making) -> None:
    bob = await at_work.colleague()
    owner, member = at_work.owner, f"/workspaces/{at_work.board.workspace_id}/members/{bob.id}"
    card = await at_work.card()
    path = f"/cards/{card['id']}"

    async def assert_refused(happens: Callable[[], Awaitable[Any]], code: str) -> None:
        task = await at_work.ask(card, "mine", by=bob)
        await happens()
        await at_work.work()
        ended = await at_work.task(task)
        assert (ended["state"], ended["error"]["code"]) == ("failed", code)

    await assert_refused(lambda: owner.patch(path, {"archived": True}), "card_archived")
    await owner.patch(path, {"archived": False})
    await assert_refused(lambda: owner.delete(path), "card_not_found")
    await owner.post(f"{path}/restore", {}, 200)
    await assert_refused(lambda: owner.patch(member, {"role": str(Role.VIEWER)}), "forbidden")
    await owner.patch(member, {"role": str(Role.MEMBER)})
    await assert_refused(lambda: owner.delete(member), "card_not_found")
    assert [each for each in at_work.github.requests.all if "/git/" in each.path] == []


async def test_a_disconnected_repository(at_work: Making) -> None:
    _, task = await begun(at_work)
    await disconnected(at_work)
    await at_work.work()
    assert (await at_work.task(task))["error"]["code"] == "repository_not_found"
    assert [each for each in at_work.github.requests.all if "/git/" in each.path] == []


async def disconnected(scene: Making) -> None:
    path = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    await scene.owner.delete(path)


async def crashed_after_it_was_made(scene: Making) -> tuple[Json, Json]:
    card, task = await begun(scene)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GitHubClient, "create_branch", dying(GitHubClient.create_branch, first=False))
        with pytest.raises(Crash):
            await scene.work()
    await scene.take_back()
    return card, task


async def test_what_is_made_is_written_down_though_it_would_be_refused_now(at_work: Making) -> None:
    card, task = await crashed_after_it_was_made(at_work)
    await at_work.owner.patch(f"/cards/{card['id']}", {"archived": True})
    await disconnected(at_work)
    await at_work.work()
    done = await at_work.task(task)
    assert (done["state"], done["result"]["created"]) == ("succeeded", True)
    await at_work.owner.patch(f"/cards/{card['id']}", {"archived": False})
    assert await at_work.branches(card) == ["mine"]
    assert await at_work.column(card) == 0  # what is archived stands still, and does not catch up


async def test_a_card_in_the_bin_has_its_branch_when_it_comes_back(at_work: Making) -> None:
    card, task = await crashed_after_it_was_made(at_work)
    await at_work.owner.delete(f"/cards/{card['id']}")
    await at_work.work()
    assert (await at_work.task(task))["state"] == "succeeded"
    await at_work.owner.post(f"/cards/{card['id']}/restore", {}, 200)
    assert await at_work.branches(card) == ["mine"]


async def test_a_card_that_moved_to_another_board_meanwhile(at_work: Making) -> None:
    card, task = await begun(at_work)
    path = f"/workspaces/{at_work.board.workspace_id}/boards"
    other = await at_work.owner.post(path, {"name": "Wings", "template": "kanban"})
    await at_work.owner.post(f"/cards/{card['id']}/transfer", {"board_id": other["id"]}, 200)
    await at_work.work()
    assert (await at_work.task(task))["state"] == "succeeded"
    (there,) = (await at_work.owner.get(f"/boards/{other['id']}"))["cards"]
    assert [branch["name"] for branch in there["branches"]] == ["mine"]
    columns = (await at_work.owner.get(f"/boards/{other['id']}"))["columns"]
    assert there["column_id"] == columns[2]["id"]


async def test_made_and_the_person_lost_their_account_there(at_work: Making) -> None:
    """It may be there; nobody can look in their name."""
    _, task = await crashed_after_it_was_made(at_work)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(delete(GitHubToken))
    await at_work.work()
    ended = await at_work.task(task)
    assert ended["state"] == "indeterminate"
    assert "Sign in with GitHub again" in ended["error"]["detail"]


async def test_made_and_the_repository_is_out_of_sight(at_work: Making) -> None:
    _, task = await crashed_after_it_was_made(at_work)
    at_work.rocket.roles.clear()
    await at_work.work()
    assert (await at_work.task(task))["state"] == "indeterminate"


async def test_somebody_who_left_after_it_was_made(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card()
    task = await at_work.ask(card, "mine", by=bob)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GitHubClient, "create_branch", dying(GitHubClient.create_branch, first=False))
        with pytest.raises(Crash):
            await at_work.work()
    await at_work.take_back()
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(
            delete(WorkspaceMember).where(WorkspaceMember.role == str(Role.MEMBER))
        )
    await at_work.work()
    await assert_made_once(at_work, card, task)


async def test_stopped_before_github_was_told(at_work: Making) -> None:
    card, task = await begun(at_work)
    at_work.github.fault("GET", OURS, faults.slow(asked := asyncio.Event()))
    working = asyncio.create_task(at_work.work())
    await at_work.github.requests.nth(1, "GET", "mine")
    await at_work.owner.post(f"/tasks/{task['id']}/cancel", None, 200)
    asked.set()
    await working
    assert ((await at_work.task(task))["state"], at_work.posts) == ("cancelled", 0)
    assert (await at_work.preview(card))["pending"] == []


# As a program calls it.


async def test_a_program_has_one_made_by_the_apps_or_the_connectors_token(at_work: Making) -> None:
    card = await at_work.card()
    args = {
        "card_id": card["id"],
        "repo_id": at_work.repository["id"],
        "branch_name": "mine",
        "base_branch": None,
    }
    done = await at_work.run_as_a_program(args)
    assert (done["state"], done["result"]["branch"]) == ("succeeded", "mine")
    (created,) = await at_work.events(card, "branch.created")
    assert (created["actor_id"], created["origin"]) == (None, "api")
    wrongs: list[tuple[Json, str]] = [
        ({"branch_name": "a..b"}, "invalid_branch_name"),
        ({"branch_name": None}, "invalid_branch_name"),
        ({"base_branch": "-"}, "invalid_branch_name"),
        ({"card_id": "nothing"}, "permanent_failure"),
        ({"card_id": at_work.repository["id"]}, "card_not_found"),
        ({"repo_id": card["id"]}, "repository_not_found"),
    ]
    for wrong, code in wrongs:
        done = await at_work.run_as_a_program({**args, **wrong})
        assert (done["state"], done["code"]) == ("failed", code)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(connected_by=None))
    done = await at_work.run_as_a_program({**args, "branch_name": "other"})
    assert (done["state"], done["code"]) == ("failed", "github_sign_in_needed")
