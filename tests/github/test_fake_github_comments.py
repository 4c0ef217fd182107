"""The played GitHub takes comments below pull requests, and statuses of commits."""

from collections.abc import AsyncIterator

import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Pull, Repository

ROCKET = "/repos/acme/rocket"
BELOW = f"{ROCKET}/issues/1/comments"


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    return fake_github.repo("acme/rocket", push=[ada])


@pytest.fixture
def pull(fake_github: GitHubServer, rocket: Repository, ada: Account) -> Pull:
    fake_github.branch(rocket, "gc-1")
    fake_github.commit(rocket, "gc-1", by=ada)
    return fake_github.pull(rocket, "gc-1", by=ada)


@pytest.fixture
async def github(fake_github: GitHubServer, ada: Account, pull: Pull) -> AsyncIterator[Asking]:
    assert pull.number == 1
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


async def test_a_comment_is_made_read_edited_and_deleted(github: Asking) -> None:
    made = (await github.post(BELOW, {"body": "Hello"})).json()
    assert (made["body"], made["user"]["login"]) == ("Hello", "ada")
    one = f"{ROCKET}/issues/comments/{made['id']}"
    assert (await github.get(one)).json() == made
    assert (await github.patch(one, {"body": "Bye"})).json()["body"] == "Bye"
    assert [each["body"] for each in (await github.get(BELOW)).json()] == ["Bye"]
    assert (await github.delete(one)).status_code == 204
    assert said(await github.get(one)) == (404, "Not Found")
    assert said(await github.patch(one, {"body": "?"})) == (404, "Not Found")


async def test_comments_have_pages(github: Asking) -> None:
    for number in range(3):
        await github.post(BELOW, {"body": f"No. {number}"})
    first = await github.get(f"{BELOW}?per_page=2")
    assert [each["body"] for each in first.json()] == ["No. 0", "No. 1"]
    assert 'rel="next"' in first.headers["link"]


async def test_some_comments_are_refused(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    assert (await github.post(BELOW, {"body": " "})).status_code == 422
    assert (await github.post(f"{ROCKET}/issues/9/comments", {"body": "?"})).status_code == 404
    rocket.private = False
    mine = (await github.post(BELOW, {"body": "Mine"})).json()
    bob = github.by(fake_github.token(fake_github.user("bob")))
    assert (
        await bob.patch(f"{ROCKET}/issues/comments/{mine['id']}", {"body": "?"})
    ).status_code == 403
    rocket.locked.add(1)
    assert said(await github.post(BELOW, {"body": "?"}))[0] == 403
    fake_github.violations.clear()


async def test_a_status_is_said_and_stands_among_the_others(
    fake_github: GitHubServer, github: Asking, pull: Pull
) -> None:
    path = f"{ROCKET}/statuses/{pull.head_sha}"
    body = {"state": "pending", "context": "trivet/card", "description": "Wait", "target_url": None}
    made = await github.post(path, body)
    assert (made.status_code, made.json()["creator"]["login"]) == (201, "ada")
    await github.post(path, {**body, "state": "success", "target_url": "https://trivet.example"})
    whole = (await github.get(f"{ROCKET}/commits/{pull.head_sha}/status")).json()
    assert (whole["state"], whole["total_count"]) == ("success", 1)
    (shown,) = whole["statuses"]
    assert (shown["description"], shown["target_url"]) == ("Wait", "https://trivet.example")
    assert said(await github.post(f"{ROCKET}/statuses/{'b' * 40}", body))[0] == 422
    bob = github.by(fake_github.token(fake_github.user("bob")))
    assert (await bob.post(path, body)).status_code == 404


async def test_drafts_cost_something_in_some_repositories(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    rocket.drafts = False
    fake_github.branch(rocket, "gc-2")
    fake_github.commit(rocket, "gc-2")
    body = {"title": "Work", "head": "gc-2", "base": "main", "draft": True}
    status, message = said(await github.post(f"{ROCKET}/pulls", body))
    assert (status, message) == (422, "Draft pull requests are not supported in this repository.")
    made = await github.post(f"{ROCKET}/pulls", {**body, "draft": False})
    assert (made.status_code, made.json()["draft"]) == (201, False)
