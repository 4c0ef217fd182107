"""What happens around every request to GitHub: limits, failures, redirects, answers that are known."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import httpx2
import pytest

from tests.support.fake_github import Account, GitHubServer, Repository, faults
from trivet.auth.errors import GitHubTokenRefused, GitHubUnreachable
from trivet.github.acting import Credential
from trivet.github.allowance import Allowances
from trivet.github.client import GitHubClient
from trivet.github.errors import (
    GitHubForbids,
    GitHubInvalid,
    GitHubLimited,
    GitHubUnseen,
    RefExists,
    RefRefused,
    RepositoryArchived,
    RepositoryEmpty,
)
from trivet.github.transport import GitHubTransport
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import held, now
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.http.client import outgoing_client
from trivet.platform.http.turns import PEOPLE_AT_ONCE
from trivet.platform.settings import Settings

USER = "0192aaaa-0000-7000-8000-000000000001"


@dataclass
class Scene:
    """Ada, her repository, and a client that speaks for her.

    Args:
        server: GitHub.
        http: what requests are sent with.
        ada: who.
        rocket: hers.
    """

    server: GitHubServer
    http: httpx2.AsyncClient
    ada: Account
    rocket: Repository
    cache: MemoryCache = field(default_factory=MemoryCache)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.token = self.server.token(self.ada)
        self.transport = self.another_process()
        self.client = self.speaking()
        self.behind = self.speaking(background=True)

    def another_process(self) -> GitHubTransport:
        """A transport that shares the cache, and nothing else."""
        settings = Settings(github_api_url=self.server.address)
        transport = GitHubTransport(
            self.http, settings, CacheManager(self.cache, "github"), CircuitBreakers()
        )
        transport.refused = self._note
        return transport

    def speaking(
        self, transport: GitHubTransport | None = None, *, background: bool = False
    ) -> GitHubClient:
        """A client for ada."""
        credential = Credential(self.token, f"user:{USER}")
        return GitHubClient(transport or self.transport, credential, background=background)

    @property
    def asked(self) -> int:
        """How many requests came."""
        return len(self.server.requests)

    async def _note(self, credential: Credential) -> None:
        self.refused.append(credential.token)


@pytest.fixture
async def scene(fake_github: GitHubServer) -> AsyncIterator[Scene]:
    ada = fake_github.user("ada")
    async with outgoing_client([fake_github.address]) as http:
        yield Scene(fake_github, http, ada, fake_github.repo("acme/rocket", push=[ada]))


# Branches, as GitHub answers.


async def test_a_branch_is_made_and_found(scene: Scene) -> None:
    base = await scene.client.get_branch("acme/rocket", "main")
    assert base is not None
    made = await scene.client.create_branch("acme/rocket", "fix/ENG-42-lift-off", base.sha)
    assert (made.name, made.sha) == ("fix/ENG-42-lift-off", base.sha)
    assert await scene.client.get_branch("acme/rocket", "fix/ENG-42-lift-off") == made
    assert await scene.client.branches_beginning("acme/rocket", "fix/ENG") == [made]
    assert (await scene.client.list_branches("acme/rocket")).items == [made, base]
    assert await scene.client.contains("acme/rocket", "fix/ENG-42-lift-off", base.sha)
    assert await scene.client.delete_branch("acme/rocket", "fix/ENG-42-lift-off")
    assert not await scene.client.delete_branch("acme/rocket", "fix/ENG-42-lift-off")
    assert await scene.client.get_branch("acme/rocket", "fix/ENG-42-lift-off") is None


async def test_each_refusal_of_a_branch_is_told_apart(scene: Scene) -> None:
    sha = scene.server.branch(scene.rocket, "taken")
    with pytest.raises(RefExists):
        await scene.client.create_branch("acme/rocket", "taken", sha)
    with pytest.raises(RefRefused):
        await scene.client.create_branch("acme/rocket", "taken/further", sha)
    with pytest.raises(GitHubInvalid, match="commit to start from"):
        await scene.client.create_branch("acme/rocket", "new", "a" * 40)
    with pytest.raises(GitHubUnseen):
        await scene.client.create_branch("acme/secret", "new", sha)
    scene.server.repo("acme/empty", push=[scene.ada], empty=True)
    with pytest.raises(RepositoryEmpty):
        await scene.client.get_branch("acme/empty", "main")
    with pytest.raises(RepositoryEmpty):
        await scene.client.create_branch("acme/empty", "new", sha)
    archived = scene.server.repo("acme/old", push=[scene.ada], archived=True)
    with pytest.raises(RepositoryArchived):
        await scene.client.create_branch("acme/old", "new", archived.branches["main"])
    readable = scene.server.repo("acme/read", pull=[scene.ada])
    with pytest.raises(GitHubForbids):
        await scene.client.create_branch("acme/read", "new", readable.branches["main"])


# Answers that are known.


async def test_what_did_not_change_is_not_counted(scene: Scene) -> None:
    first = await scene.client.get_repository("acme/rocket")
    before = await scene.transport.allowances.standing(f"user:{USER}")
    # Another process finds the answer in the cache.
    other = scene.another_process()
    assert await scene.speaking(other).get_repository("acme/rocket") == first
    assert other.saved == 1
    after = await other.allowances.standing(f"user:{USER}")
    assert after.remaining == before.remaining
    assert scene.server.requests[-1].headers["if-none-match"]


async def test_an_answer_of_one_token_is_not_shown_to_another(scene: Scene) -> None:
    await scene.client.get_repository("acme/rocket")
    eve = scene.server.token(scene.server.user("eve"))
    client = GitHubClient(scene.transport, Credential.bare(eve))
    with pytest.raises(GitHubUnseen):
        await client.get_repository("acme/rocket")
    assert "if-none-match" not in scene.server.requests[-1].headers


async def test_pages_are_followed_as_github_links_them(scene: Scene) -> None:
    for number in range(101):
        scene.server.branch(scene.rocket, f"b{number:03}")
    first = await scene.client.list_branches("acme/rocket")
    assert len(first.items) == 100
    second = await scene.client.list_branches("acme/rocket", page=first.next_url)
    assert len(second.items) == 2
    assert second.next_url is None


# Limits.


@pytest.mark.parametrize("status", [403, 429])
async def test_a_used_up_hour_is_waited_for_by_every_process(scene: Scene, status: int) -> None:
    scene.server.fault("GET", "*/rocket", faults.primary(status, reset_s=300))
    with pytest.raises(GitHubLimited) as refused:
        await scene.client.get_repository("acme/rocket")
    assert 295 <= int(refused.value.headers["Retry-After"]) <= 301
    assert "5 minutes" in refused.value.detail
    asked = scene.asked
    with pytest.raises(GitHubLimited):
        await scene.speaking(scene.another_process()).get_repository("acme/rocket")
    assert scene.asked == asked, "nothing more was sent"
    then = now() + timedelta(seconds=301)
    with held(lambda: then):
        await scene.client.get_repository("acme/rocket")


@pytest.mark.parametrize("status", [403, 429])
async def test_a_secondary_limit_is_obeyed(scene: Scene, status: int) -> None:
    scene.server.fault("GET", "*/rocket", faults.secondary(status, retry_after_s=17))
    with pytest.raises(GitHubLimited) as refused:
        await scene.client.get_repository("acme/rocket")
    assert 17 <= int(refused.value.headers["Retry-After"]) <= 18


async def test_a_secondary_limit_without_a_time_is_waited_for_longer_each_time(
    scene: Scene,
) -> None:
    scene.server.fault("GET", "*/rocket", faults.secondary(), times=3)
    start, waits = now(), []
    for passed in (0, 100, 300):
        then = start + timedelta(seconds=passed)
        with held(lambda then=then: then), pytest.raises(GitHubLimited) as refused:  # type: ignore[misc]
            await scene.client.get_repository("acme/rocket")
        waits.append(int(refused.value.headers["Retry-After"]))
    assert [60 <= waits[0] <= 61, 120 <= waits[1] <= 121, 240 <= waits[2] <= 241] == [True] * 3


async def test_background_work_leaves_the_last_part_to_people(scene: Scene) -> None:
    scene.server.remaining(scene.ada, 900)
    await scene.client.get_repository("acme/rocket")
    with pytest.raises(GitHubLimited):
        await scene.behind.get_repository("acme/rocket")
    await scene.client.get_repository("acme/rocket")


async def test_people_go_first() -> None:
    allowances = Allowances(CacheManager(MemoryCache(), "github"))
    order: list[str] = []
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work(name: str, *, background: bool) -> None:
        async with allowances.turn("user:1", background=background):
            order.append(name)
            if name == "first":
                begun.set()
                await go_on.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(work("first", background=True))
        await begun.wait()
        group.create_task(work("later", background=True))
        people = [group.create_task(work(f"person {n}", background=False)) for n in (1, 2)]
        await asyncio.wait(people)
        assert order == ["first", "person 1", "person 2"], "nobody waits for background work"
        go_on.set()
    assert order[-1] == "later"


# The three kinds of 403, and 401.


async def test_a_403_for_want_of_a_right_is_no_limit(scene: Scene) -> None:
    readable = scene.server.repo("acme/read", pull=[scene.ada])
    with pytest.raises(GitHubForbids):
        await scene.client.create_branch("acme/read", "new", readable.branches["main"])
    await scene.client.get_repository("acme/read")


async def test_a_refused_token_is_told_of_and_used_no_more(scene: Scene) -> None:
    scene.server.fault("GET", "*/rocket", faults.unauthorized())
    with pytest.raises(GitHubTokenRefused):
        await scene.client.get_repository("acme/rocket")
    assert scene.refused == [scene.token]


# No answer.


@pytest.mark.parametrize(
    "fault", [faults.cut(), faults.lost(), faults.error(500), faults.error(503)]
)
async def test_a_question_is_asked_once_more(scene: Scene, fault: faults.Fault) -> None:
    scene.server.fault("GET", "*/rocket", fault)
    assert (await scene.client.get_repository("acme/rocket")).full_name == "acme/rocket"


@pytest.mark.parametrize("fault", [faults.cut(), faults.lost(), faults.error(502)])
async def test_a_change_is_sent_once(scene: Scene, fault: faults.Fault) -> None:
    scene.server.fault("POST", "*/git/refs", fault)
    sha = scene.rocket.branches["main"]
    with pytest.raises(GitHubUnreachable):
        await scene.client.create_branch("acme/rocket", "new", sha)
    assert len(scene.server.requests.of("POST")) == 1


@pytest.mark.parametrize("fault", [faults.garbage(), faults.html()])
async def test_an_answer_that_is_none_of_github_s_is_told(
    scene: Scene, fault: faults.Fault
) -> None:
    scene.server.fault("GET", "*/rocket", fault)
    with pytest.raises(GitHubUnreachable):
        await scene.client.get_repository("acme/rocket")


async def test_who_does_not_answer_is_left_alone(scene: Scene) -> None:
    scene.server.fault("GET", "*", faults.error(502), times=None)
    for _ in range(5):  # each asks twice, and counts once
        with pytest.raises(GitHubUnreachable):
            await scene.client.get_repository("acme/rocket")
    assert scene.asked == 10
    asked = scene.asked
    with pytest.raises(GitHubUnreachable) as refused:
        await scene.client.get_repository("acme/rocket")
    assert scene.asked == asked
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 30
    circuit = await scene.transport.circuit()
    assert circuit.open
    assert circuit.retry_at is not None


async def test_one_thing_that_github_fails_at_says_nothing_about_all_others(scene: Scene) -> None:
    scene.server.fault("GET", "*/rocket", faults.error(500), times=None)
    for _ in range(6):
        with pytest.raises(GitHubUnreachable):
            await scene.client.get_repository("acme/rocket")
    assert not (await scene.transport.circuit()).open
    assert await scene.client.get_branch("acme/rocket", "main") is not None


# Redirects.


async def test_a_renamed_repository_is_followed(scene: Scene) -> None:
    scene.server.world.moved["acme/rocket"] = scene.rocket.id
    scene.rocket.name = "starship"
    facts = await scene.client.get_repository("acme/rocket")
    assert (facts.full_name, facts.moved) == ("acme/starship", True)
    sha = scene.rocket.branches["main"]
    made = await scene.client.create_branch("acme/rocket", "new", sha)
    assert made.name == "new"


async def test_a_token_goes_nowhere_else(scene: Scene) -> None:
    scene.server.fault("GET", "*/rocket", faults.redirect(302, "http://127.0.0.1:9/elsewhere"))
    with pytest.raises(GitHubUnreachable, match="another server"):
        await scene.client.get_repository("acme/rocket")


async def test_circles_end(scene: Scene) -> None:
    place = f"{scene.server.address}/repos/acme/rocket"
    scene.server.fault("GET", "*/rocket", faults.redirect(301, place), times=None)
    with pytest.raises(GitHubUnreachable, match="circles"):
        await scene.client.get_repository("acme/rocket")


async def test_a_token_is_not_sent_in_the_clear_where_a_link_says_so(scene: Scene) -> None:
    page = f"{scene.server.address}/user/repos?page=2".replace("http://", "https://")
    with pytest.raises(GitHubUnreachable, match="another server"):
        await scene.client.fetch_user_repos(page=page)


class Slow(MemoryCache):
    """A cache whose answers take their time, as those of Redis do."""

    async def get(self, key: str) -> bytes | None:
        found = await super().get(key)
        await asyncio.sleep(0)
        return found


async def test_a_limit_outlives_what_is_answered_beside_it_and_the_cache() -> None:
    cache = Slow()
    allowances = Allowances(CacheManager(cache, "github"))
    left = {"x-ratelimit-limit": "5000", "x-ratelimit-remaining": "9", "x-ratelimit-reset": "1"}
    await asyncio.gather(
        allowances.note("user:ada", {}, limited=True),
        allowances.note("user:ada", left, limited=False),
    )
    another_process = Allowances(CacheManager(cache, "github"))
    for each in (allowances, another_process):
        with pytest.raises(GitHubLimited):
            async with each.turn("user:ada", background=False):
                pass
    await cache.close()
    with pytest.raises(GitHubLimited):
        async with allowances.turn("user:ada", background=False):
            pass


async def test_a_burst_is_one_limit_and_no_wait_is_longer_than_an_hour() -> None:
    allowances = Allowances(CacheManager(MemoryCache(), "github"))
    waits = [await allowances.note("user:ada", {}, limited=True) for _ in range(4)]
    assert max(waits) <= 60
    over = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"}
    assert await allowances.note("user:bob", over, limited=False) <= 3600


async def test_turns_hold_however_requests_end_and_begin() -> None:
    allowances, lots = Allowances(CacheManager(MemoryCache(), "github")), random.Random(1)
    at_once = most = 0

    async def ask() -> None:
        nonlocal at_once, most
        for _ in range(100):
            async with allowances.turn("user:ada", background=False):
                at_once += 1
                most = max(most, at_once)
                for _ in range(lots.randrange(6)):
                    await asyncio.sleep(0)
                at_once -= 1

    await asyncio.gather(*(ask() for _ in range(6)))
    assert most <= PEOPLE_AT_ONCE


class Held(MemoryCache):
    """A cache to which what is left is written slowly."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = asyncio.Event(), asyncio.Event()

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        if b'"remaining":900' in value:
            self.reached.set()
            await self.go_on.wait()
        await super().set(key, value, ttl)


async def test_a_limit_that_another_process_met_is_not_overwritten() -> None:
    cache = Held()
    one, other, third = (Allowances(CacheManager(cache, "github")) for _ in range(3))
    reset = str(int(now().timestamp()) + 1800)
    left = {
        "x-ratelimit-limit": "5000",
        "x-ratelimit-remaining": "900",
        "x-ratelimit-reset": reset,
    }
    noting = asyncio.ensure_future(one.note("user:ada", left, limited=False))
    await cache.reached.wait()
    await other.note("user:ada", {"retry-after": "60"}, limited=True)
    cache.go_on.set()
    await noting
    standing = await third.standing("user:ada")
    assert standing.remaining == 900
    assert 59 <= standing.blocked_s(now().timestamp(), background=False) <= 60
