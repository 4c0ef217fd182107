"""The played GitHub tells hooks what happens, signed, as GitHub words it."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Repository

ROCKET = "/repos/acme/rocket"
HOOKS = f"{ROCKET}/hooks"
SECRET = "It's a Secret to Everybody"
TARGET = "http://trivet.test/webhooks/github"
ZEROS = "0" * 40


class Receiver:
    """Takes what it is told.

    Args:
        status: what it answers.
        told: headers and body of each delivery.
    """

    def __init__(self) -> None:
        self.status = 202
        self.told: list[tuple[httpx2.Headers, bytes]] = []

    def take(self, request: httpx2.Request) -> httpx2.Response:
        self.told.append((request.headers, request.content))
        return httpx2.Response(self.status, text="taken")

    @property
    def events(self) -> list[str]:
        return [headers["x-github-event"] for headers, _ in self.told]

    def said(self, at: int = -1) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.told[at][1])
        return said


@pytest.fixture
async def receiver(fake_github: GitHubServer) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(receiver.take)) as http:
        fake_github.deliver_by(http)
        yield receiver


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    return fake_github.repo("acme/rocket", admin=[ada])


@pytest.fixture
async def github(fake_github: GitHubServer, ada: Account) -> AsyncIterator[Asking]:
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


def hook(*events: str, url: str = TARGET, **config: str) -> dict[str, Any]:
    return {
        "name": "web",
        "active": True,
        "events": list(events) or ["push"],
        "config": {"url": url, "content_type": "json", "secret": SECRET, **config},
    }


async def test_a_new_hook_is_pinged_and_its_secret_never_shown(
    fake_github: GitHubServer, github: Asking, rocket: Repository, receiver: Receiver
) -> None:
    made = await github.post(HOOKS, hook("create", "pull_request"))
    assert made.status_code == 201
    assert made.json()["config"]["secret"] == "********"
    await fake_github.deliver_all()
    headers, body = receiver.told[0]
    right = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    number = str(made.json()["id"])
    assert {
        "x-github-event": "ping",
        "x-github-hook-id": number,
        "x-github-hook-installation-target-id": str(rocket.id),
        "x-github-hook-installation-target-type": "repository",
        "x-hub-signature-256": f"sha256={right}",
        "content-type": "application/json",
    }.items() <= dict(headers).items()
    assert headers["user-agent"].startswith("GitHub-Hookshot/")
    assert str(receiver.said()["hook_id"]) == number
    shown = (await github.get(f"{HOOKS}/{number}")).json()
    assert shown["last_response"] == {"code": 202, "status": "active", "message": "OK"}


async def test_a_new_branch_is_told_twice_and_so_is_its_end(
    fake_github: GitHubServer, github: Asking, rocket: Repository, receiver: Receiver
) -> None:
    fake_github.hook(rocket, TARGET, secret=SECRET)
    sha = rocket.branches["main"]
    body = {"ref": "refs/heads/feature/gc-1", "sha": sha}
    await github.post(f"{ROCKET}/git/refs", body)
    await github.delete(f"{ROCKET}/git/refs/heads%2Ffeature%2Fgc-1")
    await fake_github.deliver_all()
    assert receiver.events == ["ping", "create", "push", "delete", "push"]
    created, pushed, deleted, gone = (receiver.said(at) for at in range(1, 5))
    for named in (created, deleted):
        assert (named["ref"], named["ref_type"]) == ("feature/gc-1", "branch")
    assert (pushed["ref"], pushed["before"], pushed["after"]) == (body["ref"], ZEROS, sha)
    assert (pushed["created"], pushed["commits"]) == (True, [])
    assert (gone["deleted"], gone["before"], gone["after"]) == (True, sha, ZEROS)
    assert created["sender"]["login"] == "ada"
    assert len({headers["x-github-delivery"] for headers, _ in receiver.told}) == 5


async def test_a_hook_hears_what_it_asked_for_while_it_is_active(
    fake_github: GitHubServer, github: Asking, rocket: Repository, receiver: Receiver
) -> None:
    made = fake_github.hook(rocket, TARGET, "push")
    fake_github.branch(rocket, "gc-1")
    await github.patch(f"{HOOKS}/{made.id}", {"active": False, "add_events": ["create"]})
    fake_github.branch(rocket, "gc-2")
    await github.patch(f"{HOOKS}/{made.id}", {"active": True, "remove_events": ["push"]})
    fake_github.branch(rocket, "gc-3")
    await fake_github.deliver_all()
    assert receiver.events == ["ping", "push", "create"]
    assert (await github.delete(f"{HOOKS}/{made.id}")).status_code == 204
    fake_github.branch(rocket, "gc-4")
    assert await fake_github.deliver_all() == []


async def test_a_pull_requests_life(
    fake_github: GitHubServer, rocket: Repository, receiver: Receiver, ada: Account
) -> None:
    fake_github.hook(rocket, TARGET, "pull_request", "pull_request_review")
    fake_github.branch(rocket, "gc-1")
    fake_github.commit(rocket, "gc-1", by=ada)
    pull = fake_github.pull(rocket, "gc-1", "GC-1", by=ada, draft=True)
    fake_github.ready(pull)
    fake_github.retitle(pull, "GC-1 Lift off")
    fake_github.commit(rocket, "gc-1")
    fake_github.review(pull, fake_github.user("bob"), "CHANGES_REQUESTED")
    fake_github.close(pull)
    fake_github.reopen(pull)
    fake_github.merge(pull, by=ada)
    await fake_github.deliver_all()
    actions = [receiver.said(at)["action"] for at in range(1, len(receiver.told))]
    assert actions == [
        "opened",
        "ready_for_review",
        "edited",
        "synchronize",
        "submitted",
        "closed",
        "reopened",
        "closed",
    ]
    assert receiver.said(3)["changes"] == {"title": {"from": "GC-1"}}
    assert receiver.said(5)["review"]["state"] == "changes_requested"
    merged = [receiver.said(at)["pull_request"]["merged"] for at in (6, 8)]
    assert merged == [False, True]


async def test_a_deleted_branch_closes_its_pull_request(
    fake_github: GitHubServer, rocket: Repository, receiver: Receiver
) -> None:
    fake_github.hook(rocket, TARGET, "pull_request")
    fake_github.branch(rocket, "gc-1")
    fake_github.commit(rocket, "gc-1")
    pull = fake_github.pull(rocket, "gc-1")
    fake_github.delete_branch(rocket, "gc-1")
    await fake_github.deliver_all()
    assert receiver.said()["action"] == "closed"
    assert pull.state == "closed"
    assert pull.merged_at is None


async def test_what_happens_to_a_repository(
    fake_github: GitHubServer, rocket: Repository, receiver: Receiver
) -> None:
    fake_github.hook(rocket, TARGET, "repository")
    fake_github.rename(rocket, "saturn")
    fake_github.archive(rocket)
    fake_github.unarchive(rocket)
    fake_github.transfer(rocket, fake_github.user("eve"))
    fake_github.delete_repo(rocket)
    await fake_github.deliver_all()
    told = [receiver.said(at) for at in range(1, 6)]
    assert [each["action"] for each in told] == [
        "renamed",
        "archived",
        "unarchived",
        "transferred",
        "deleted",
    ]
    assert told[0]["changes"]["repository"]["name"]["from"] == "rocket"
    assert told[0]["repository"]["full_name"] == "acme/saturn"
    assert told[3]["changes"]["owner"]["from"]["organization"]["login"] == "acme"


async def test_what_failed_is_found_and_told_again_under_the_same_name(
    fake_github: GitHubServer, github: Asking, rocket: Repository, receiver: Receiver
) -> None:
    made = fake_github.hook(rocket, TARGET, "create", secret=SECRET)
    await fake_github.deliver_all()
    receiver.status = 500
    fake_github.branch(rocket, "gc-1")
    await fake_github.deliver_all()
    receiver.status = 202
    url = f"{HOOKS}/{made.id}/deliveries"
    failed = (await github.get(f"{url}?status=failure")).json()
    assert [(each["event"], each["status_code"]) for each in failed] == [("create", 500)]
    one = (await github.get(f"{url}/{failed[0]['id']}")).json()
    assert one["request"]["payload"]["ref"] == "gc-1"
    assert one["response"]["payload"] == "taken"
    again = await github.post(f"{url}/{failed[0]['id']}/attempts")
    assert again.status_code == 202
    await fake_github.deliver_all()
    (first, body), (second, same) = receiver.told[-2:]
    assert first["x-github-delivery"] == second["x-github-delivery"]
    assert body == same
    listed = (await github.get(f"{url}?per_page=2")).json()
    assert [(each["redelivery"], each["status_code"]) for each in listed] == [
        (True, 202),
        (False, 500),
    ]
    rest = await github.get((await github.get(f"{url}?per_page=2")).links["next"]["url"])
    assert [each["event"] for each in rest.json()] == ["ping"]


async def test_a_hook_that_nobody_answers(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    made = fake_github.hook(rocket, "http://127.0.0.1:9/nobody", "push")
    (attempt,) = await fake_github.deliver_all()
    assert (attempt.status_code, attempt.status) == (0, "failed to connect to host")
    shown = (await github.get(f"{HOOKS}/{made.id}")).json()
    assert shown["last_response"]["status"] == "failed"


async def test_hooks_may_be_told_at_once(
    fake_github: GitHubServer, rocket: Repository, receiver: Receiver
) -> None:
    fake_github.deliver_at_once()
    fake_github.hook(rocket, TARGET, "create")
    fake_github.branch(rocket, "gc-1")
    await asyncio.wait_for(fake_github.settled(), 30)
    assert sorted(receiver.events) == ["create", "ping"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (hook("push"), "Hook already exists on this repository"),
        (
            hook("push", url="http://trivet.test/another"),
            'The "push" event cannot have more than 20 hooks',
        ),
        (hook("lunch"), "These events are not allowed for this hook: lunch"),
    ],
)
async def test_a_hook_that_cannot_be_made(
    fake_github: GitHubServer,
    github: Asking,
    rocket: Repository,
    asked: dict[str, Any],
    expected: str,
) -> None:
    fake_github.hook(rocket, TARGET, "push")
    for number in range(19):
        fake_github.hook(rocket, f"http://trivet.test/{number}", "push")
    refused = await github.post(HOOKS, asked)
    assert said(refused) == (422, "Validation Failed")
    assert [each["message"] for each in refused.json()["errors"]] == [expected]
    assert len(rocket.hooks) == 20


async def test_only_who_administers_a_repository_knows_of_its_hooks(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    bob = fake_github.user("bob")
    fake_github.repo("acme/other", push=[bob])
    his = github.by(fake_github.token(bob))
    assert said(await his.get("/repos/acme/other/hooks")) == (404, "Not Found")
    assert said(await his.post("/repos/acme/other/hooks", hook())) == (404, "Not Found")


async def test_a_changed_configuration_without_a_secret_has_none(
    fake_github: GitHubServer, github: Asking, rocket: Repository, receiver: Receiver
) -> None:
    made = fake_github.hook(rocket, TARGET, "push", secret=SECRET)
    asked = {"config": {"url": TARGET, "content_type": "json"}}
    changed = await github.patch(f"{HOOKS}/{made.id}", asked)
    assert "secret" not in changed.json()["config"]
    assert (await github.post(f"{HOOKS}/{made.id}/pings")).status_code == 204
    await fake_github.deliver_all()
    signed = ["x-hub-signature-256" in headers for headers, _ in receiver.told]
    assert signed == [False, False]
