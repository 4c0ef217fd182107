"""The played GitHub has pull requests, and what people and machines say of them."""

from collections.abc import AsyncIterator

import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Repository

ROCKET = "/repos/acme/rocket"
PULLS = f"{ROCKET}/pulls"


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    """A repository with a branch that has a commit."""
    repo = fake_github.repo("acme/rocket", push=[ada])
    fake_github.branch(repo, "gc-1")
    fake_github.commit(repo, "gc-1", by=ada)
    return repo


@pytest.fixture
async def github(
    fake_github: GitHubServer, ada: Account, rocket: Repository
) -> AsyncIterator[Asking]:
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


async def numbers(github: Asking, query: str = "") -> list[int]:
    return [each["number"] for each in (await github.get(f"{PULLS}{query}")).json()]


async def test_what_is_merged_is_closed_and_only_the_single_one_says_so(
    fake_github: GitHubServer, github: Asking, rocket: Repository, ada: Account
) -> None:
    fake_github.merge(fake_github.pull(rocket, "gc-1", "GC-1", by=ada), by=ada)
    assert await numbers(github) == []
    (listed,) = (await github.get(f"{PULLS}?state=closed")).json()
    assert (listed["state"], "merged" in listed) == ("closed", False)
    assert listed["merged_at"]
    one = (await github.get(f"{PULLS}/1")).json()
    assert (one["merged"], one["merged_by"]["login"]) == (True, "ada")
    assert (await github.get(f"{PULLS}/1/merge")).status_code == 204
    head = (await github.get(f"{ROCKET}/commits/main")).json()
    assert len(head["parents"]) == 2


async def test_pull_requests_are_found_by_whose_branch_they_bring(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fork = fake_github.repo("eve/rocket", fork_of=rocket, private=False)
    fake_github.commit(fork, "gc-1")
    fake_github.pull(rocket, "gc-1")
    fake_github.pull(rocket, "gc-1", fork=fork)
    assert await numbers(github, "?head=acme:gc-1") == [1]
    assert await numbers(github, "?head=eve:gc-1") == [2]
    assert await numbers(github, "?head=eve:main") == []
    # Without an owner the filter does nothing, and nobody is told.
    assert await numbers(github, "?head=main") == [2, 1]
    assert await numbers(github, "?base=main") == [2, 1]


async def test_pull_requests_come_in_the_order_that_is_asked_for(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    moments = iter(fake_github.world.in_time(minutes=minute) for minute in range(9))
    pulls = []
    for number in (2, 3):
        fake_github.branch(rocket, f"gc-{number}")
        fake_github.commit(rocket, f"gc-{number}")
        pulls.append(fake_github.pull(rocket, f"gc-{number}"))
    for pull in reversed(pulls):
        pull.updated_at = next(moments)
    assert await numbers(github) == [2, 1]
    assert await numbers(github, "?sort=created&direction=asc") == [1, 2]
    assert await numbers(github, "?sort=updated") == [2, 1]
    assert await numbers(github, "?sort=updated&direction=desc") == [1, 2]


async def test_whether_it_can_be_merged_is_not_known_at_once(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    pull = fake_github.pull(rocket, "gc-1", draft=True, mergeable=None)
    one = (await github.get(f"{PULLS}/1")).json()
    assert (one["mergeable"], one["mergeable_state"], one["draft"]) == (None, "unknown", True)
    pull.mergeable = False
    one = (await github.get(f"{PULLS}/1")).json()
    assert (one["mergeable"], one["mergeable_state"]) == (False, "dirty")


async def test_a_pull_request_of_a_fork_outlives_it(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fork = fake_github.repo("eve/rocket", fork_of=rocket, private=False)
    sha = fake_github.commit(fork, "gc-1")
    fake_github.pull(rocket, "gc-1", fork=fork)
    assert (await github.get(f"{PULLS}/1")).json()["head"]["repo"]["full_name"] == "eve/rocket"
    fake_github.delete_repo(fork)
    head = (await github.get(f"{PULLS}/1")).json()["head"]
    assert (head["repo"], head["label"], head["sha"]) == (None, "eve:gc-1", sha)


async def test_reviews_come_as_they_were_given_in_upper_case(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    pull = fake_github.pull(rocket, "gc-1")
    bob, eve = fake_github.user("bob"), fake_github.user("eve")
    refused = fake_github.review(pull, bob, "CHANGES_REQUESTED", "No.")
    fake_github.review(pull, eve)
    fake_github.dismiss(pull, refused)
    given = (await github.get(f"{PULLS}/1/reviews")).json()
    assert [(each["user"]["login"], each["state"]) for each in given] == [
        ("bob", "DISMISSED"),
        ("eve", "APPROVED"),
    ]
    assert given[0]["commit_id"] == pull.head_sha


async def test_the_last_run_of_each_check_counts(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.pull(rocket, "gc-1")
    sha = rocket.branches["gc-1"]
    fake_github.check(rocket, sha, "build", "failure")
    begun = fake_github.check(rocket, sha, "build")
    fake_github.check(rocket, sha, "lint", "success")
    url = f"{ROCKET}/commits/{sha}/check-runs"
    runs = (await github.get(url)).json()
    assert runs["total_count"] == 2
    found = {each["name"]: (each["status"], each["conclusion"]) for each in runs["check_runs"]}
    assert found == {"build": ("in_progress", None), "lint": ("completed", "success")}
    assert [each["number"] for each in runs["check_runs"][0]["pull_requests"]] == [1]
    assert (await github.get(f"{url}?filter=all")).json()["total_count"] == 3
    assert (await github.get(f"{url}?check_name=build&status=queued")).json()["total_count"] == 0
    fake_github.complete(rocket, begun, "success")
    by_branch = (await github.get(f"{ROCKET}/commits/gc-1/check-runs?check_name=build")).json()
    assert by_branch["check_runs"][0]["conclusion"] == "success"


async def test_what_statuses_say_together(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    sha = rocket.branches["gc-1"]

    async def state() -> tuple[str, int]:
        answer = (await github.get(f"{ROCKET}/commits/{sha}/status")).json()
        return answer["state"], answer["total_count"]

    assert await state() == ("pending", 0)
    fake_github.status(rocket, sha, "failure", "ci/a")
    assert await state() == ("failure", 1)
    fake_github.status(rocket, sha, "success", "ci/a")
    fake_github.status(rocket, sha, "pending", "ci/b")
    assert await state() == ("pending", 2)
    fake_github.status(rocket, sha, "success", "ci/b")
    assert await state() == ("success", 2)
    assert said(await github.get(f"{ROCKET}/commits/none/status")) == (404, "Not Found")


async def test_the_pull_requests_of_a_commit(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    pull = fake_github.pull(rocket, "gc-1")
    sha = rocket.branches["gc-1"]

    async def found(named: str) -> list[int]:
        answer = await github.get(f"{ROCKET}/commits/{named}/pulls")
        return [each["number"] for each in answer.json()]

    assert await found(sha) == await found("gc-1") == [1]
    assert await found("main") == []
    fake_github.merge(pull)
    assert await found(sha) == [1]


async def test_a_pull_request_may_be_opened_and_changed_by_its_client(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    asked = {"title": "GC-1", "head": "gc-1", "base": "main", "draft": True}
    made = await github.post(PULLS, asked)
    assert (made.status_code, made.json()["user"]["login"]) == (201, "ada")
    again = await github.post(PULLS, asked)
    assert said(again) == (422, "Validation Failed")
    message = again.json()["errors"][0]["message"]
    assert message == "A pull request already exists for acme:gc-1."
    empty = await github.post(PULLS, {**asked, "head": "main"})
    assert empty.json()["errors"][0]["message"] == "No commits between main and main"
    changed = await github.patch(f"{PULLS}/1", {"title": "GC-1 Up", "state": "closed"})
    assert (changed.json()["title"], changed.json()["state"]) == ("GC-1 Up", "closed")
    assert said(await github.get(f"{PULLS}/9")) == (404, "Not Found")
