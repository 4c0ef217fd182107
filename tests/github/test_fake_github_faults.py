"""At the played GitHub goes wrong what was ordered, and nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx2
import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import GitHubServer, Repository, faults

ROCKET = "/repos/acme/rocket"
REFS = f"{ROCKET}/git/refs"


@pytest.fixture
def rocket(fake_github: GitHubServer) -> Repository:
    return fake_github.repo("acme/rocket", push=[fake_github.user("ada")])


@pytest.fixture
async def github(fake_github: GitHubServer, rocket: Repository) -> AsyncIterator[Asking]:
    ada = fake_github.world.account("ada")
    assert ada
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


@pytest.fixture
def body(rocket: Repository) -> dict[str, str]:
    return {"ref": "refs/heads/gc-1", "sha": rocket.branches["main"]}


async def test_a_lost_answer_was_processed(
    fake_github: GitHubServer, github: Asking, rocket: Repository, body: dict[str, str]
) -> None:
    fake_github.fault("POST", "*/git/refs", faults.lost())
    with pytest.raises(httpx2.RemoteProtocolError):
        await github.post(REFS, body)
    assert "gc-1" in rocket.branches
    assert said(await github.post(REFS, body)) == (422, "Reference already exists")


async def test_a_cut_connection_processed_nothing(
    fake_github: GitHubServer, github: Asking, rocket: Repository, body: dict[str, str]
) -> None:
    fake_github.fault("POST", "*/git/refs", faults.cut())
    with pytest.raises(httpx2.RemoteProtocolError):
        await github.post(REFS, body)
    assert "gc-1" not in rocket.branches
    assert (await github.post(REFS, body)).status_code == 201
    assert [each.status for each in fake_github.requests] == [None, 201]


async def test_a_fault_happens_so_often_and_to_what_was_said(
    fake_github: GitHubServer, github: Asking
) -> None:
    ordered = fake_github.fault("GET", "/user", faults.error(503), times=2)
    statuses = [
        (await github.get(path)).status_code for path in ("/user", ROCKET, "/user", "/user")
    ]
    assert statuses == [503, 200, 503, 200]
    assert [each.path for each in ordered.met] == ["/user", "/user"]


async def test_a_fault_may_last_until_it_is_lifted(
    fake_github: GitHubServer, github: Asking
) -> None:
    ordered = fake_github.fault("*", "*", faults.server_error(), times=None)
    assert {(await github.get("/user")).status_code for _ in range(3)} == {502}
    ordered.lift()
    assert (await github.get("/user")).status_code == 200
    fake_github.fault("*", "*", faults.error(), times=None)
    fake_github.faults.lift_all()
    assert (await github.get("/user")).status_code == 200


async def test_faults_happen_in_the_order_they_were_ordered_in(
    fake_github: GitHubServer, github: Asking
) -> None:
    for fault in (faults.error(500), faults.unauthorized()):
        fake_github.fault("GET", "/user", fault)
    statuses = [(await github.get("/user")).status_code for _ in range(3)]
    assert statuses == [500, 401, 200]


@pytest.mark.parametrize("status", [403, 429])
async def test_the_primary_limit(fake_github: GitHubServer, github: Asking, status: int) -> None:
    fake_github.fault("GET", "/user", faults.primary(status, reset_s=90))
    answer = await github.get("/user")
    assert said(answer)[0] == status
    assert said(answer)[1].startswith("API rate limit exceeded for user ID")
    assert answer.headers["x-ratelimit-remaining"] == "0"
    left = int(answer.headers["x-ratelimit-reset"]) - fake_github.world.clock().timestamp()
    assert 85 < left <= 90
    assert "retry-after" not in answer.headers


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize("retry_after_s", [None, 7])
async def test_a_secondary_limit(
    fake_github: GitHubServer, github: Asking, status: int, retry_after_s: int | None
) -> None:
    fake_github.fault("GET", "/user", faults.secondary(status, retry_after_s))
    answer = await github.get("/user")
    assert said(answer)[0] == status
    assert said(answer)[1].startswith("You have exceeded a secondary rate limit.")
    assert answer.headers["x-ratelimit-remaining"] != "0"
    expected = None if retry_after_s is None else str(retry_after_s)
    assert answer.headers.get("retry-after") == expected


async def test_what_is_no_json(fake_github: GitHubServer, github: Asking) -> None:
    for fault in (faults.garbage(), faults.html(), faults.error(502)):
        fake_github.fault("GET", "/user", fault)
    garbage, html, error = [await github.get("/user") for _ in range(3)]
    assert garbage.headers["content-type"] == "application/json"
    for answer in (garbage, html, error):
        with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
            answer.json()
    assert [each.headers["content-type"] for each in (html, error)] == ["text/html"] * 2


async def test_a_huge_answer(fake_github: GitHubServer, github: Asking) -> None:
    fake_github.fault("GET", "/user", faults.huge())
    answer = await github.get("/user")
    assert len(answer.content) == faults.TWO_MB
    assert answer.json().keys() == {"message"}


@pytest.mark.parametrize("status", [301, 302, 307])
async def test_a_redirect(fake_github: GitHubServer, github: Asking, status: int) -> None:
    fake_github.fault("GET", "/user", faults.redirect(status, f"{fake_github.address}/rate_limit"))
    answer = await github.get("/user")
    assert answer.status_code == status
    assert answer.headers["location"].endswith("/rate_limit")


async def test_a_slow_request_is_processed_when_it_is_let_go(
    fake_github: GitHubServer, github: Asking, rocket: Repository, body: dict[str, str]
) -> None:
    go = asyncio.Event()
    fake_github.fault("POST", "*/git/refs", faults.slow(go))
    asked = asyncio.create_task(github.post(REFS, body))
    await fake_github.requests.nth(1, "POST", "/git/refs")
    assert "gc-1" not in rocket.branches
    go.set()
    assert (await asked).status_code == 201


async def test_a_late_answer_was_processed_already(
    fake_github: GitHubServer, github: Asking, rocket: Repository, body: dict[str, str]
) -> None:
    go = asyncio.Event()
    fake_github.fault("POST", "*/git/refs", faults.late(go))
    with pytest.raises(httpx2.ReadTimeout):
        await github.http.post(
            REFS, json=body, headers={"Authorization": f"Bearer {github.token}"}, timeout=0.2
        )
    assert "gc-1" in rocket.branches
    go.set()


async def test_a_slow_request_may_take_so_many_seconds(
    fake_github: GitHubServer, github: Asking
) -> None:
    fake_github.fault("GET", "/user", faults.slow(0.2))
    begun = time.monotonic()
    assert (await github.get("/user")).status_code == 200
    assert time.monotonic() - begun >= 0.2


async def test_a_fault_does_not_hide_a_violation(fake_github: GitHubServer, github: Asking) -> None:
    fake_github.fault("*", "*", faults.error(), times=None)
    await github.get("/user", Accept="text/html")
    assert len(fake_github.violations) == 1
    fake_github.violations.clear()


async def test_requests_are_written_down_as_they_came(
    fake_github: GitHubServer, github: Asking, body: dict[str, str]
) -> None:
    await github.get(f"{ROCKET}/git/ref/heads%2Fmain")
    await github.post(REFS, body)
    first, second = fake_github.requests
    assert (first.method, first.path) == ("GET", f"{ROCKET}/git/ref/heads%2Fmain")
    assert (first.token, first.status) == (github.token, 200)
    assert (second.json, second.headers["user-agent"]) == (body, "Trivet")
    assert fake_github.requests.of("POST", "/git/refs") == [second]


async def test_what_still_waits_ends_with_the_server(
    fake_github: GitHubServer, github: Asking
) -> None:
    fake_github.fault("GET", "/user", faults.slow(asyncio.Event()))
    asked = asyncio.create_task(github.get("/user"))
    await fake_github.requests.nth(1)
    fake_github.faults.end()
    assert (await asked).status_code == 200
