"""A card is finished once what finishes it is merged; and its merged branches are deleted, if wanted."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import update

from tests.github.making import Making
from tests.support.apps import Json, Person
from tests.support.fake_github import faults
from tests.support.fake_github.state import Pull
from tests.support.playing.wire import Answer
from trivet.auth.models import GitHubToken
from trivet.github.models import PullRequest, PullRequestLink
from trivet.platform.clock import now

DONE = 4
REFS = "*/git/refs/*"


@dataclass
class Merging:
    """A card with a branch, and a pull request from it that can be merged.

    Args:
        scene: the board, and GitHub.
        card: in review.
        branch: the branch's name.
        pull: the pull request.
    """

    scene: Making
    card: Json
    branch: str
    pull: Pull

    async def finish(self, status: int = 200, *, by: Person | None = None, **wanted: bool) -> Json:
        path = f"/cards/{self.card['id']}/finish"
        return await (by or self.scene.owner).post(path, wanted, status)

    async def merged(self) -> None:
        """Merge it, while the board's rule for that moves nothing."""
        rule = {"event": "merged", "column_id": None}
        path = f"/boards/{self.scene.board.id}/rules"
        await self.scene.owner.ask("PUT", path, {"rules": [rule]}, status=200)
        self.scene.github.merge(self.pull)
        await self.scene.delivered()

    async def deleted(self) -> list[Json]:
        """Finish the card, have its branches deleted; what became of each."""
        begun = await self.finish(202, delete_branches=True)
        await self.scene.work_to_the_end()
        task = await self.scene.task(begun["task"])
        assert task["state"] == "succeeded", task
        told: list[Json] = task["result"]["branches"]
        return told

    async def kept(self) -> str:
        """The same, of one branch that stays; why."""
        (told,) = await self.deleted()
        assert told["state"] == "kept", told
        assert self.branch in self.scene.rocket.branches
        assert self.branch in await self.scene.branches(self.card)
        detail: str = told["detail"]
        return detail


@pytest.fixture
async def merging(at_work: Making) -> Merging:
    at_work.hear()
    card = await at_work.card()
    task = await at_work.made(card)
    name = task["result"]["branch"]
    at_work.github.commit(at_work.rocket, name)
    pull = at_work.github.pull(at_work.rocket, name, title="Lift off", by=at_work.ada)
    await at_work.delivered()
    return Merging(at_work, card, name, pull)


async def test_what_is_open_refuses_it_and_is_named(merging: Merging) -> None:
    refused = await merging.finish(409)
    assert refused["code"] == "pull_requests_open"
    assert refused["detail"].startswith("acme/rocket#1 is not merged. Merge or close it on GitHub")
    (told,) = refused["pull_requests"]
    assert (told["number"], told["state"], told["title"]) == (1, "open", "Lift off")
    assert told["url"].endswith("/acme/rocket/pull/1")
    assert await merging.scene.column(merging.card) == 3


async def test_merged_it_goes_to_done_and_its_branch_is_named(merging: Merging) -> None:
    await merging.merged()
    done = await merging.finish()
    assert done["card"]["column_id"] == merging.scene.board.columns[DONE]
    (branch,) = done["merged_branches"]
    assert (branch["name"], branch["repository"]) == (merging.branch, "acme/rocket")
    assert (done["task"], done["cannot_undo"]) == (None, [])
    *_, moved = await merging.scene.events(merging.card, "card.moved")
    assert done["undo"] == {"seq": moved["seq"], "batch_id": moved["batch_id"]}
    again = await merging.finish()
    assert (again["undo"], again["merged_branches"]) == (None, [branch])
    path = f"/boards/{merging.scene.board.id}/undo"
    undone = await merging.scene.owner.post(path, {"seq": moved["seq"]}, 200)
    assert (len(undone["undone"]), undone["kept"]) == (1, [])
    assert await merging.scene.column(merging.card) == 3


async def test_a_card_without_pull_requests_is_finished(at_work: Making) -> None:
    card = await at_work.card()
    done = await at_work.owner.post(f"/cards/{card['id']}/finish", {}, 200)
    assert done["card"]["column_id"] == at_work.board.columns[DONE]
    assert done["merged_branches"] == []


async def test_so_is_one_that_waits_for_others_as_by_any_move(at_work: Making) -> None:
    card, other = await at_work.card(), await at_work.card()
    await at_work.owner.post(f"/cards/{card['id']}/dependencies", {"blocked_by": other["id"]})
    await at_work.owner.post(f"/cards/{card['id']}/finish", {}, 200)
    assert await at_work.column(card) == DONE


async def test_closed_without_a_merge_it_does_not_count(merging: Merging) -> None:
    merging.scene.github.close(merging.pull)
    await merging.scene.delivered()
    done = await merging.finish()
    assert done["merged_branches"] == []
    assert await merging.scene.column(merging.card) == DONE


@pytest.mark.parametrize("how", ["mentioned", "taken away", "a stranger's"])
async def test_what_does_not_finish_it_does_not_count(merging: Merging, how: str) -> None:
    async with merging.scene.app.runtime.units.write() as unit:
        if how == "mentioned":
            await unit.session.run(update(PullRequestLink).values(closes=False))
        elif how == "taken away":
            await unit.session.run(update(PullRequestLink).values(removed_at=now()))
        else:
            await unit.session.run(update(PullRequest).values(foreign=True))
    await merging.finish()
    assert await merging.scene.column(merging.card) == DONE


async def test_a_board_without_such_a_column_says_so(at_work: Making) -> None:
    card = await at_work.card()
    await at_work.owner.patch(f"/columns/{at_work.board.columns[DONE]}", {"category": "review"})
    refused = await at_work.owner.post(f"/cards/{card['id']}/finish", {}, 409)
    assert refused["code"] == "column_missing"


async def test_a_full_column_refuses_it_and_deletes_nothing(merging: Merging) -> None:
    await merging.merged()
    column = merging.scene.board.columns[DONE]
    await merging.scene.card("Done", column_id=column)
    await merging.scene.owner.patch(f"/columns/{column}", {"wip_limit": 1, "wip_hard": True})
    assert (await merging.finish(409, delete_branches=True))["code"] == "wip_limit_reached"
    assert not await merging.scene.waiting()


# Deleting.


async def test_its_merged_branch_is_deleted(merging: Merging) -> None:
    await merging.merged()
    begun = await merging.finish(202, delete_branches=True)
    assert begun["cannot_undo"] == [f"The branch {merging.branch} stays deleted."]
    twice = await merging.finish(202, delete_branches=True)
    assert twice["task"]["id"] == begun["task"]["id"]
    await merging.scene.work()
    task = await merging.scene.task(begun["task"])
    (told,) = task["result"]["branches"]
    assert (told["name"], told["state"], told["detail"]) == (merging.branch, "deleted", None)
    assert merging.branch not in merging.scene.rocket.branches
    assert await merging.scene.branches(merging.card) == []
    (event,) = await merging.scene.events(merging.card, "branch.deleted")
    assert event["actor_id"] == merging.scene.owner.id
    await merging.scene.delivered()
    assert len(await merging.scene.events(merging.card, "branch.deleted")) == 1
    later = await merging.finish(delete_branches=True)
    assert (later["merged_branches"], later["task"]) == ([], None)
    path = f"/boards/{merging.scene.board.id}/undo"
    undone = await merging.scene.owner.post(path, {}, 200)
    assert undone["kept"] == [{"kind": "deleted_branch", "name": merging.branch}]
    assert merging.branch not in merging.scene.rocket.branches


async def test_of_a_card_that_is_done_it_can_be_deleted_later(merging: Merging) -> None:
    merging.scene.github.merge(merging.pull)
    await merging.scene.delivered()
    assert await merging.scene.column(merging.card) == DONE
    begun = await merging.finish(202, delete_branches=True)
    assert begun["undo"] is None
    await merging.scene.work()
    assert merging.branch not in merging.scene.rocket.branches


async def test_an_undo_in_time_deletes_nothing(merging: Merging) -> None:
    await merging.merged()
    begun = await merging.finish(202, delete_branches=True)
    path = f"/boards/{merging.scene.board.id}/undo"
    undone = await merging.scene.owner.post(path, {"seq": begun["undo"]["seq"]}, 200)
    assert undone["kept"] == []
    await merging.scene.work()
    assert merging.branch in merging.scene.rocket.branches


async def test_two_people_at_once_delete_it_once(merging: Merging) -> None:
    await merging.merged()
    bob = await merging.scene.colleague()
    begun = await asyncio.gather(
        merging.finish(202, delete_branches=True), merging.finish(202, by=bob, delete_branches=True)
    )
    assert begun[0]["task"]["id"] == begun[1]["task"]["id"]
    await merging.scene.work()
    assert len(merging.scene.github.requests.of("DELETE", "/git/refs")) == 1


async def test_who_has_no_account_there_deletes_nothing(merging: Merging) -> None:
    await merging.merged()
    async with merging.scene.app.runtime.units.write() as unit:
        await unit.session.run(update(GitHubToken).values(refused_at=now()))
    refused = await merging.finish(403, delete_branches=True)
    assert refused["code"] == "github_sign_in_needed"
    assert await merging.scene.column(merging.card) == 3


# What stays.


async def test_one_that_went_on_stays(merging: Merging) -> None:
    await merging.merged()
    merging.scene.github.commit(merging.scene.rocket, merging.branch)
    assert "pushed" in await merging.kept()


async def test_one_that_is_known_to_have_gone_on_is_not_offered(merging: Merging) -> None:
    await merging.merged()
    async with merging.scene.app.runtime.units.write() as unit:
        await unit.session.run(update(PullRequest).values(head_sha="f" * 40))
    assert (await merging.finish())["merged_branches"] == []


async def test_a_protected_one_stays(merging: Merging) -> None:
    await merging.merged()
    merging.scene.rocket.protected.append("feature/*")
    assert "protected" in await merging.kept()


async def test_the_default_branch_stays(merging: Merging) -> None:
    await merging.merged()
    merging.scene.rocket.default_branch = merging.branch
    assert "default branch" in await merging.kept()


async def test_one_of_a_fork_stays(merging: Merging) -> None:
    """Of the same name as one that is the repository's own."""
    await merging.merged()
    merging.pull.head_repo = merging.scene.github.repo("bob/rocket")
    assert "does not come from" in await merging.kept()


async def test_one_that_another_pull_request_needs_stays(merging: Merging) -> None:
    github, rocket = merging.scene.github, merging.scene.rocket
    github.branch(rocket, "release")
    await merging.merged()
    other = github.pull(rocket, merging.branch, base="release", title="Also there")
    assert f"#{other.number}" in await merging.kept()
    github.close(other)
    github.branch(rocket, "on-top")
    github.commit(rocket, "on-top")
    other = github.pull(rocket, "on-top", base=merging.branch, title="On top")
    assert f"#{other.number}" in await merging.kept()


async def test_one_that_is_known_to_be_needed_is_not_offered(merging: Merging) -> None:
    github, rocket = merging.scene.github, merging.scene.rocket
    github.branch(rocket, "release")
    await merging.merged()
    other = github.pull(rocket, merging.branch, base="release", title="Also there")
    await merging.scene.delivered()
    assert (await merging.finish(409))["pull_requests"][0]["number"] == other.number


async def test_what_github_refuses_stays(merging: Merging) -> None:
    await merging.merged()
    merging.scene.github.fault(
        "DELETE", REFS, faults.answering(Answer(422, {"message": "Reference update failed"}))
    )
    assert "Reference update failed" in await merging.kept()


async def test_who_may_only_read_there_deletes_nothing(merging: Merging) -> None:
    await merging.merged()
    merging.scene.rocket.roles.clear()
    assert "acme/rocket" in await merging.kept()


# What goes wrong at GitHub.


async def test_one_that_is_gone_already_is_a_success(merging: Merging) -> None:
    await merging.merged()
    merging.scene.github.delete_branch(merging.scene.rocket, merging.branch)
    (told,) = await merging.deleted()
    assert told["state"] == "gone"
    assert await merging.scene.branches(merging.card) == []


async def test_one_that_goes_at_the_last_moment_is_a_success(merging: Merging) -> None:
    await merging.merged()
    scene = merging.scene

    async def first(exchange: faults.Exchange) -> None:
        scene.github.delete_branch(scene.rocket, merging.branch)
        await exchange.answer(await exchange.process())

    scene.github.fault("DELETE", REFS, first)
    (told,) = await merging.deleted()
    assert told["state"] == "gone"


@pytest.mark.parametrize(
    "fault", [faults.lost, faults.cut, faults.error, faults.garbage, faults.html]
)
@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_silence_is_asked_again(merging: Merging, method: str, fault: object) -> None:
    await merging.merged()
    assert callable(fault)
    merging.scene.github.fault(method, "*", fault())
    (told,) = await merging.deleted()
    assert told["state"] == "deleted"
    assert merging.branch not in merging.scene.rocket.branches
    assert await merging.scene.branches(merging.card) == []


async def test_a_limit_is_waited_for(merging: Merging) -> None:
    await merging.merged()
    merging.scene.github.fault("DELETE", REFS, faults.secondary(retry_after_s=1))
    begun = await merging.finish(202, delete_branches=True)
    await merging.scene.work()
    task = await merging.scene.task(begun["task"])
    assert (task["state"], task["error"]["code"]) == ("retrying", "github_limited")
    assert merging.branch in merging.scene.rocket.branches
