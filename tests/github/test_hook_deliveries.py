"""What webhooks delivered is looked up at GitHub: that of a repository, and that of our App."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest

from tests.support.fake_github import Account, GitHubServer, Repository, faults, key_pair
from tests.support.fake_github.state import Hook
from tests.support.playing.wire import Answer
from trivet.auth.errors import GitHubRefused, GitHubUnreachable
from trivet.github.acting import Credential
from trivet.github.app_side import GitHubAppClient
from trivet.github.client import GitHubClient
from trivet.github.errors import GitHubLimited, GitHubUnseen
from trivet.github.hook_deliveries import Attempt, HookDeliveries
from trivet.github.installations import GitHubApp
from trivet.github.transport import GitHubTransport
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.http.client import outgoing_client
from trivet.platform.settings import Settings

TARGET = "http://trivet.test/webhooks/github"


class Receiver:
    """Takes what it is told, or not: then nobody answers."""

    def __init__(self) -> None:
        self.status: int | None = 202

    def take(self, request: httpx2.Request) -> httpx2.Response:
        if self.status is None:
            raise httpx2.ConnectError("nobody is there", request=request)
        return httpx2.Response(self.status)


@dataclass
class Scene:
    """A webhook, and whoever may see what it delivered."""

    github: GitHubServer
    ada: Account
    rocket: Repository
    receiver: Receiver
    transport: GitHubTransport
    hook: Hook
    deliveries: HookDeliveries

    async def happen(self, *statuses: int | None) -> None:
        """Have something delivered once for each of these answers."""
        for number, status in enumerate(statuses):
            self.receiver.status = status
            self.github.branch(self.rocket, f"b{len(self.github.deliveries)}-{number}")
            self.github.world.outbox.waiting = [
                each for each in self.github.world.outbox.waiting if each.event == "create"
            ]
            await self.github.deliver_all()

    async def attempts(self) -> list[Attempt]:
        return [each async for each in self.deliveries.newest_first()]


def transport_of(github: GitHubServer, http: httpx2.AsyncClient) -> GitHubTransport:
    settings = Settings(github_api_url=github.address)
    return GitHubTransport(http, settings, CacheManager(MemoryCache(), "github"), CircuitBreakers())


@pytest.fixture(params=["of a repository", "of an App"])
async def scene(request: pytest.FixtureRequest, fake_github: GitHubServer) -> AsyncIterator[Scene]:
    ada, receiver = fake_github.user("ada"), Receiver()
    rocket = fake_github.repo("acme/rocket", admin=[ada])
    async with (
        outgoing_client([fake_github.address]) as http,
        httpx2.AsyncClient(transport=httpx2.MockTransport(receiver.take)) as told,
    ):
        fake_github.deliver_by(told)
        transport = transport_of(fake_github, http)
        if request.param == "of an App":
            app = fake_github.app(fake_github.org("trivet"), hook=TARGET)
            fake_github.install(app, rocket.owner)
            settings = Settings.model_validate(
                {
                    "github_app_id": app.client_id,
                    "github_app_private_key": key_pair(app.slug).private,
                }
            )
            deliveries = GitHubAppClient(transport, GitHubApp(settings)).deliveries()
            hook = app.hook
            assert hook is not None
        else:
            credential = Credential(fake_github.token(ada), "user:ada")
            client = GitHubClient(transport, credential, background=True)
            made = await client.create_hook("acme/rocket", TARGET, "secret", ["create"])
            deliveries = client.deliveries_of("acme/rocket", made.id)
            hook = rocket.hooks[made.id]
        await fake_github.deliver_all()
        yield Scene(fake_github, ada, rocket, receiver, transport, hook, deliveries)


async def test_what_did_not_arrive_is_told_from_what_did(scene: Scene) -> None:
    await scene.happen(202, 500, None, 301, 401)
    newest = (await scene.attempts())[:5]
    assert [each.status for each in newest] == [401, 301, 0, 500, 202]
    assert [each.arrived for each in newest] == [False, False, False, False, True]
    assert {each.event for each in newest} == {"create"}
    assert {each.repository_id for each in newest} == {scene.rocket.id}
    assert len({each.guid for each in newest}) == 5


async def test_the_pages_are_followed_by_their_cursors(scene: Scene) -> None:
    before = len(scene.github.deliveries)
    await scene.happen(*[202] * 230)
    found = await scene.attempts()
    assert len(found) == sum(each.told.hook is scene.hook for each in scene.github.deliveries)
    assert len(found) >= 230 + (before > 0)
    assert [each.id for each in found] == sorted((each.id for each in found), reverse=True)


async def test_who_reads_no_further_asks_no_further(scene: Scene) -> None:
    await scene.happen(*[202] * 120)
    scene.github.requests.clear()
    async for _ in scene.deliveries.newest_first():
        break
    assert len(scene.github.requests) == 1


async def test_what_was_sent_can_be_read(scene: Scene) -> None:
    await scene.happen(500)
    attempt, *_ = await scene.attempts()
    sent = await scene.deliveries.sent(attempt.id)
    assert sent.hook_id == scene.hook.id
    assert sent.payload is not None
    assert sent.payload["repository"]["full_name"] == "acme/rocket"
    with pytest.raises(GitHubUnseen):
        await scene.deliveries.sent(1)


async def test_what_failed_is_delivered_once_more_under_the_same_name(scene: Scene) -> None:
    await scene.happen(500)
    failed, *_ = await scene.attempts()
    await scene.deliveries.redeliver(failed.id)
    scene.receiver.status = 202
    await scene.github.deliver_all()
    again, *_ = await scene.attempts()
    assert (again.guid, again.arrived) == (failed.guid, True)
    assert again.id != failed.id


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.primary(), GitHubLimited),
        (faults.secondary(429, 30), GitHubLimited),
        (faults.error(502), GitHubUnreachable),
        (faults.cut(), GitHubUnreachable),
        (faults.html(), GitHubUnreachable),
        (faults.answering(Answer(200, [{"id": "x"}])), GitHubUnreachable),
    ],
)
async def test_limits_and_failures_are_told_as_everywhere(
    scene: Scene, fault: faults.Fault, error: type[Exception]
) -> None:
    scene.github.fault("GET", "*/deliveries*", fault, times=None)
    with pytest.raises(error):
        await scene.attempts()


async def test_an_app_that_github_does_not_know_says_so(fake_github: GitHubServer) -> None:
    app = fake_github.app(fake_github.org("trivet"), hook=TARGET)
    settings = Settings.model_validate(
        {"github_app_id": app.client_id, "github_app_private_key": key_pair("another").private}
    )
    async with outgoing_client([fake_github.address]) as http:
        client = GitHubAppClient(transport_of(fake_github, http), GitHubApp(settings))
        with pytest.raises(GitHubRefused):
            await anext(client.deliveries().newest_first())
