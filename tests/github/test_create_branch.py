"""A branch is made from a card, once, and what is said of it is true."""

import asyncio
from time import process_time

import pytest
from sqlalchemy import delete, update

from tests.github.hooks import Tasks
from tests.github.making import Making
from tests.support.apps import Json
from tests.support.fake_github import faults
from tests.support.playing.wire import Answer
from trivet.auth.models import GitHubToken
from trivet.github.models import Repository

REFS = "*/git/refs"


async def failed(scene: Making, card: Json, name: str | None = None, **more: str) -> Json:
    """Want a branch that is not made; why not."""
    task = await scene.made(card, name, **more)
    assert task["state"] == "failed", task
    error: Json = task["error"]
    return error


async def test_a_branch_is_made(at_work: Making) -> None:
    card = await at_work.card()
    name = f"feature/{card['key']}-lift-off"
    assert (await at_work.preview(card))["name"] == name
    task = await at_work.made(card)
    assert task["state"] == "succeeded"
    assert task["result"] == {
        "branch": name,
        "url": f"https://github.test/acme/rocket/tree/{name}",
        "sha": at_work.head,
        "base": "main",
        "created": True,
        "repository": "acme/rocket",
    }
    assert at_work.rocket.branches[name] == at_work.head
    shown = await at_work.shown(card)
    (branch,) = shown["branches"]
    assert (branch["name"], branch["head_sha"]) == (name, at_work.head)
    assert await at_work.column(card) == 2
    created, moved = await at_work.events(card, "branch.created", "card.moved")
    assert (created["actor_id"], created["origin"]) == (at_work.owner.id, "board")
    assert moved["payload"]["reason"] == {
        "rule": "branch_created",
        "cause": "branch_created",
        "repository": "acme/rocket",
        "branch": name,
    }
    assert (await at_work.preview(card))["name"] == f"{name}-2"


async def test_it_is_done_within_seconds_by_the_process_itself(at_work: Making) -> None:
    """Four requests, three of them at once, and no pause; the clock of a busy machine says little."""
    tasks = Tasks.of(at_work.app)
    at_work.app.runtime.parts.workers.start()
    card = await at_work.card()
    began = process_time()
    task = await at_work.ask(card)

    async def ended() -> bool:
        return task["id"] in tasks.ended

    await tasks.until(ended)
    assert process_time() - began < 3
    assert tasks.ended[task["id"]].state == "succeeded"
    assert tasks.ended[task["id"]].attempts == 1
    assert [each.method for each in at_work.github.requests] == ["GET", "GET", "GET", "POST"]


async def test_it_starts_where_it_is_wanted_and_is_called_as_it_is_wanted(at_work: Making) -> None:
    at_work.github.branch(at_work.rocket, "release/1")
    sha = at_work.github.commit(at_work.rocket, "release/1")
    card = await at_work.card()
    task = await at_work.made(card, "nothing-about-the-card", base_branch="release/1")
    assert (task["result"]["sha"], task["result"]["base"]) == (sha, "release/1")
    assert await at_work.branches(card) == ["nothing-about-the-card"]
    assert at_work.rocket.branches["nothing-about-the-card"] == sha


async def test_one_that_is_there_as_wanted_is_taken(at_work: Making) -> None:
    at_work.github.branch(at_work.rocket, "mine")
    card = await at_work.card()
    task = await at_work.made(card, "mine")
    assert (task["state"], task["result"]["created"], at_work.posts) == ("succeeded", False, 0)
    assert await at_work.branches(card) == ["mine"]
    assert await at_work.column(card) == 2


async def test_what_all_start_from_is_nobodys(at_work: Making) -> None:
    at_work.github.branch(at_work.rocket, "develop")
    card = await at_work.card()
    for name, base in (("main", None), ("develop", "develop"), ("main", "develop")):
        error = await failed(at_work, card, name, **({} if base is None else {"base_branch": base}))
        assert error["code"] == "branch_exists"
    assert (await at_work.branches(card), await at_work.column(card)) == ([], 0)


async def test_two_cards_want_the_same_at_once(at_work: Making) -> None:
    one, two = await at_work.card("One"), await at_work.card("Two")
    tasks = [await at_work.ask(card, "both") for card in (one, two)]
    await asyncio.gather(*(at_work.work() for _ in tasks))
    ended = [await at_work.task(task) for task in tasks]
    assert [each["state"] for each in ended] == ["succeeded", "succeeded"]
    assert sorted(each["result"]["created"] for each in ended) == [False, True]
    assert [await at_work.branches(card) for card in (one, two)] == [["both"], ["both"]]
    (row,) = await at_work.rows()
    assert len(row.creations) == 1


async def test_one_that_is_somebody_elses_is_not_touched(at_work: Making) -> None:
    for name in ("mine", "mine-2", "mine-3/deeper"):
        at_work.github.branch(at_work.rocket, name)
    theirs = at_work.github.commit(at_work.rocket, "mine")
    card = await at_work.card()
    error = await failed(at_work, card, "mine")
    assert error["code"] == "branch_exists"
    assert f"at {theirs[:7]}. mine-4 is free." in error["detail"]
    assert (at_work.posts, await at_work.branches(card)) == (0, [])
    (pending,) = (await at_work.preview(card))["pending"]
    assert (pending["branch_name"], pending["suggestion"]) == ("mine", "mine-4")
    assert pending["task"]["error"] == error
    # Who takes the name that is free has it, and the refusal is history.
    assert (await at_work.made(card, "mine-4"))["state"] == "succeeded"
    assert (await at_work.preview(card))["pending"] == []


async def test_a_refusal_is_no_claim(at_work: Making) -> None:
    """What was refused, and is tried again by hand, begins anew: nothing of it is ours."""
    card = await at_work.card()
    at_work.github.fault("POST", REFS, faults.lost())  # somebody else made it, as far as we know
    task = await at_work.ask(card, "mine")
    at_work.github.branch(at_work.rocket, "mine")
    at_work.github.commit(at_work.rocket, "mine")
    await at_work.work()
    assert (await at_work.task(task))["error"]["code"] == "branch_exists"
    at_work.github.commit(at_work.rocket, "mine")
    await at_work.owner.post(f"/tasks/{task['id']}/retry", None, 200)
    await at_work.work()
    assert (await at_work.task(task))["error"]["code"] == "branch_exists"
    assert (await at_work.branches(card), at_work.posts) == ([], 0)


@pytest.mark.parametrize(
    ("there", "wanted", "free"),
    [
        ("feature", "feature/x", "feature-x"),
        ("a/b", "a/b/c/d", "a/b-c/d"),
        ("x/y", "x", "x-2"),
    ],
)
async def test_a_name_within_another(at_work: Making, there: str, wanted: str, free: str) -> None:
    at_work.github.branch(at_work.rocket, there)
    card = await at_work.card()
    error = await failed(at_work, card, wanted)
    assert error["code"] == "branch_name_clash"
    assert f"The branch {there} is in the way of {wanted}" in error["detail"]
    assert f"{free} would do" in error["detail"]
    (pending,) = (await at_work.preview(card))["pending"]
    assert pending["suggestion"] == free
    assert (await at_work.made(card, free))["state"] == "succeeded"


async def test_a_rule_of_the_repository(at_work: Making) -> None:
    at_work.rocket.refused.append("refs/heads/fix/*")
    error = await failed(at_work, await at_work.card(), "fix/x")
    assert error["code"] == "branch_refused"
    assert "A rule of acme/rocket forbids the branch fix/x" in error["detail"]


async def test_no_base(at_work: Making) -> None:
    error = await failed(at_work, await at_work.card(), base_branch="develop")
    assert error["code"] == "base_branch_missing"
    assert "no branch develop" in error["detail"]


async def test_another_default_branch(at_work: Making) -> None:
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(default_branch="master"))
    task = await at_work.made(await at_work.card())
    assert task["result"]["base"] == "main"


async def test_an_empty_repository(at_work: Making) -> None:
    at_work.rocket.refs.clear()
    assert (await failed(at_work, await at_work.card()))["code"] == "repository_empty"


async def test_an_archived_repository(at_work: Making) -> None:
    at_work.github.archive(at_work.rocket)
    assert (await failed(at_work, await at_work.card()))["code"] == "repository_archived"


async def test_one_that_is_known_to_be_archived_is_refused_at_once(at_work: Making) -> None:
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(archived=True))
    card = await at_work.card()
    body = {"repo_id": at_work.repository["id"]}
    answer = await at_work.owner.ask("POST", f"/cards/{card['id']}/create-branch", body, status=409)
    assert answer.json()["code"] == "repository_archived"


async def test_archived_between_the_question_and_the_branch(at_work: Making) -> None:
    at_work.github.fault("POST", REFS, faults.answering(_refusal(403, "Repository was archived")))
    assert (await failed(at_work, await at_work.card()))["code"] == "repository_archived"


def _refusal(status: int, message: str) -> Answer:
    return Answer(status, {"message": message, "documentation_url": "https://docs.github.test"})


async def test_no_right_to_write(at_work: Making) -> None:
    at_work.rocket.roles.clear()
    at_work.rocket.private = False
    error = await failed(at_work, await at_work.card())
    assert (error["code"], at_work.posts) == ("no_write_access", 0)
    assert "ask one of its admins" in error["detail"]


async def test_a_token_that_may_not_write(at_work: Making) -> None:
    """It sees the repository, and a branch is answered by 404 or 403."""
    for status, message in ((404, "Not Found"), (403, "Resource not accessible by integration")):
        at_work.github.fault("POST", REFS, faults.answering(_refusal(status, message)))
        assert (await failed(at_work, await at_work.card()))["code"] == "no_write_access"


async def test_a_repository_that_is_gone(at_work: Making) -> None:
    at_work.github.delete_repo(at_work.rocket)
    error = await failed(at_work, await at_work.card())
    assert error["code"] == "repository_gone"


async def test_another_repository_by_the_same_name(at_work: Making) -> None:
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(github_id=at_work.rocket.id + 999_999))
    error = await failed(at_work, await at_work.card())
    assert (error["code"], at_work.posts) == ("repository_gone", 0)
    assert "another repository now" in error["detail"]


async def test_a_repository_that_was_renamed(at_work: Making) -> None:
    at_work.github.rename(at_work.rocket, "starship")
    card = await at_work.card()
    task = await at_work.made(card, "mine")
    assert task["result"]["repository"] == "acme/starship"
    assert task["result"]["url"] == "https://github.test/acme/starship/tree/mine"
    (branch,) = (await at_work.shown(card))["branches"]
    assert branch["repository"] == "acme/starship"


async def test_renamed_between_the_question_and_the_branch(at_work: Making) -> None:
    at_work.github.fault("POST", REFS, faults.slow(renaming := asyncio.Event()))
    card = await at_work.card()
    await at_work.ask(card, "mine")
    working = asyncio.create_task(at_work.work())
    await at_work.github.requests.nth(1, "POST", "/git/refs")
    at_work.github.rename(at_work.rocket, "starship")
    renaming.set()
    await working
    assert at_work.rocket.branches["mine"] == at_work.head
    assert await at_work.branches(card) == ["mine"]


async def test_nobody_who_could_ask_github(at_work: Making) -> None:
    card = await at_work.card()
    path, body = f"/cards/{card['id']}/create-branch", {"repo_id": at_work.repository["id"]}
    task = await at_work.ask(card)
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(GitHubToken).values(refused_at=GitHubToken.updated_at))
    answer = await at_work.owner.ask("POST", path, body, status=403)
    assert answer.json()["code"] == "github_sign_in_needed"
    await at_work.work()
    assert (await at_work.task(task))["error"]["code"] == "github_sign_in_needed"
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(delete(GitHubToken))
    answer = await at_work.owner.ask("POST", path, body, status=403)
    assert "Connect your GitHub account" in answer.json()["detail"]
