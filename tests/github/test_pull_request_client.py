"""What GitHub is asked about pull requests: all pages, as GitHub words them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.support.fake_github import Account, GitHubServer, Pull, Repository, faults
from tests.support.playing.wire import Answer
from trivet.auth.errors import GitHubUnreachable
from trivet.github.acting import Credential
from trivet.github.client import GitHubClient
from trivet.github.errors import GitHubForbids, GitHubInvalid, GitHubUnseen
from trivet.github.transport import GitHubTransport
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.http.client import outgoing_client
from trivet.platform.settings import Settings

ROCKET = "acme/rocket"


@dataclass
class Scene:
    """A pull request, and a client that speaks for somebody who may see it."""

    github: GitHubServer
    ada: Account
    rocket: Repository
    pull: Pull
    client: GitHubClient
    transport: GitHubTransport


@pytest.fixture
async def scene(fake_github: GitHubServer) -> AsyncIterator[Scene]:
    ada = fake_github.user("ada")
    rocket = fake_github.repo(ROCKET, admin=[ada])
    fake_github.branch(rocket, "work")
    fake_github.commit(rocket, "work")
    pull = fake_github.pull(rocket, "work", mergeable=None)
    async with outgoing_client([fake_github.address]) as http:
        settings = Settings(github_api_url=fake_github.address)
        cache = CacheManager(MemoryCache(), "github")
        transport = GitHubTransport(http, settings, cache, CircuitBreakers())
        client = GitHubClient(
            transport, Credential(fake_github.token(ada), "user:ada"), background=True
        )
        yield Scene(fake_github, ada, rocket, pull, client, transport)


async def test_what_github_computes_is_null_until_it_is_found_out(scene: Scene) -> None:
    number = scene.pull.number
    assert (await scene.client.get_pull_request(ROCKET, number))["mergeable"] is None
    scene.pull.mergeable = False
    assert (await scene.client.get_pull_request(ROCKET, number))["mergeable"] is False
    saved = scene.transport.saved
    assert (await scene.client.get_pull_request(ROCKET, number))["mergeable"] is False
    assert scene.transport.saved == saved + 1


async def test_all_reviews_are_read_also_those_on_further_pages(scene: Scene) -> None:
    for state in ["APPROVED"] * 150 + ["PENDING"]:
        scene.github.review(scene.pull, scene.ada, state)
    found = await scene.client.reviews(ROCKET, scene.pull.number)
    assert [each["id"] for each in found] == [each.id for each in scene.pull.reviews]
    assert [each["state"] for each in found[-2:]] == ["APPROVED", "PENDING"]
    assert "submitted_at" not in found[-1]


async def test_of_each_check_the_latest_run_is_read(scene: Scene) -> None:
    sha = scene.pull.head_sha
    for number in range(120):
        scene.github.check(scene.rocket, sha, f"check {number}", "success")
    again = scene.github.check(scene.rocket, sha, "check 0", "failure")
    found = await scene.client.check_runs(ROCKET, sha)
    assert len(found) == 120
    assert {each["id"]: each["conclusion"] for each in found}[again.id] == "failure"


async def test_of_each_context_the_latest_status_is_read(scene: Scene) -> None:
    sha = scene.pull.head_sha
    for number in range(120):
        scene.github.status(scene.rocket, sha, "pending", f"ci/{number}")
    scene.github.status(scene.rocket, sha, "success", "ci/0")
    found = await scene.client.statuses(ROCKET, sha)
    assert len(found) == 120
    assert {each["context"]: each["state"] for each in found}["ci/0"] == "success"


async def test_only_open_ones_are_listed_where_only_those_are_asked_for(scene: Scene) -> None:
    scene.github.branch(scene.rocket, "more")
    scene.github.commit(scene.rocket, "more")
    scene.github.close(scene.github.pull(scene.rocket, "more"))
    found = await scene.client.list_open_pull_requests(ROCKET)
    assert [each["number"] for each in found.items] == [scene.pull.number]
    assert found.next_url is None


async def test_what_is_not_there_is_told_apart_from_what_may_not_be_seen(scene: Scene) -> None:
    with pytest.raises(GitHubUnseen):
        await scene.client.get_pull_request(ROCKET, 99)
    with pytest.raises(GitHubInvalid):
        await scene.client.check_runs(ROCKET, "0" * 40)
    with pytest.raises(GitHubUnseen):
        await scene.client.statuses(ROCKET, "0" * 40)
    refused = {"message": "Resource not accessible by integration", "documentation_url": "d"}
    scene.github.fault("GET", "*/check-runs*", faults.answering(Answer(403, refused)))
    with pytest.raises(GitHubForbids):
        await scene.client.check_runs(ROCKET, scene.pull.head_sha)


@pytest.mark.parametrize("body", [[], {"check_runs": None}, {"total_count": 0}])
async def test_an_answer_that_is_none_is_not_taken_for_one(scene: Scene, body: object) -> None:
    scene.github.fault("GET", "*/check-runs*", faults.answering(Answer(200, body)))
    with pytest.raises(GitHubUnreachable):
        await scene.client.check_runs(ROCKET, scene.pull.head_sha)
