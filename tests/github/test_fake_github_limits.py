"""The played GitHub counts requests, knows what was read before, and gives long lists in pages."""

from collections.abc import AsyncIterator

import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Repository

ROCKET = "/repos/acme/rocket"


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    return fake_github.repo("acme/rocket", push=[ada])


@pytest.fixture
async def github(fake_github: GitHubServer, ada: Account) -> AsyncIterator[Asking]:
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


async def test_what_has_not_changed_is_not_sent_again_and_costs_nothing(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    first = await github.get(f"{ROCKET}/branches")
    etag = first.headers["etag"]
    again = await github.get(f"{ROCKET}/branches", If_None_Match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    remaining = [each.headers["x-ratelimit-remaining"] for each in (first, again)]
    assert remaining == ["4999", "4999"]
    fake_github.branch(rocket, "gc-1")
    changed = await github.get(f"{ROCKET}/branches", If_None_Match=etag)
    assert (changed.status_code, changed.headers["x-ratelimit-remaining"]) == (200, "4998")


async def test_each_token_has_etags_of_its_own(
    fake_github: GitHubServer, github: Asking, ada: Account, rocket: Repository
) -> None:
    etag = (await github.get(ROCKET)).headers["etag"]
    other = github.by(fake_github.token(ada))
    assert (await other.get(ROCKET, If_None_Match=etag)).status_code == 200
    assert (await github.get(ROCKET, If_None_Match=f'"x", {etag}')).status_code == 304


async def test_all_tokens_of_a_person_share_a_limit_that_ends(
    fake_github: GitHubServer, github: Asking, ada: Account, rocket: Repository
) -> None:
    etag = (await github.get(ROCKET)).headers["etag"]
    fake_github.remaining(ada, 1)
    assert (await github.get(ROCKET)).headers["x-ratelimit-remaining"] == "0"
    other = github.by(fake_github.token(ada))
    over = await other.get(ROCKET, If_None_Match=etag)
    assert said(over) == (403, f"API rate limit exceeded for user ID {ada.id}.")
    assert over.headers["x-ratelimit-remaining"] == "0"
    assert int(over.headers["x-ratelimit-reset"]) > fake_github.world.clock().timestamp()
    # Asking how much is left costs nothing, and is always answered.
    limits = await other.get("/rate_limit")
    core = limits.json()["resources"]["core"]
    assert (core["remaining"], core["limit"], core["used"]) == (0, 5000, 5000)
    stranger = github.by(fake_github.token(fake_github.user("bob")))
    assert (await stranger.get("/user")).status_code == 200


async def test_an_hour_later_there_are_new_requests(
    fake_github: GitHubServer, github: Asking, ada: Account, rocket: Repository
) -> None:
    fake_github.remaining(ada, 0)
    assert (await github.get(ROCKET)).status_code == 403
    later = fake_github.world.in_time(hours=1, seconds=1)
    fake_github.world.clock = lambda: later
    assert (await github.get(ROCKET)).headers["x-ratelimit-remaining"] == "4999"


async def test_every_answer_says_what_is_left_and_what_it_would_need(
    github: Asking, rocket: Repository
) -> None:
    missing = await github.get("/repos/acme/missing")
    assert int(missing.headers["x-ratelimit-remaining"]) == 4999
    made = await github.post(f"{ROCKET}/git/refs", {"ref": "x", "sha": "0"})
    assert made.headers["x-accepted-github-permissions"] == "contents=write"
    assert made.headers["x-ratelimit-used"] == "2"
    assert made.headers["x-ratelimit-resource"] == "core"


async def test_long_lists_come_in_pages_that_lead_to_each_other(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    for number in range(6):
        fake_github.branch(rocket, f"gc-{number}")
    found: list[str] = []
    url: str | None = f"{ROCKET}/branches?per_page=3"
    while url:
        answer = await github.get(url)
        found += [each["name"] for each in answer.json()]
        url = answer.links.get("next", {}).get("url")
    assert found == [*(f"gc-{number}" for number in range(6)), "main"]
    links = (await github.get(f"{ROCKET}/branches?per_page=3&page=2")).links
    base = f"{fake_github.address}/repositories/{rocket.id}/branches?per_page=3&page="
    assert {rel: each["url"] for rel, each in links.items()} == {
        "prev": f"{base}1",
        "next": f"{base}3",
        "last": f"{base}3",
        "first": f"{base}1",
    }
    assert (await github.get(f"{ROCKET}/branches?page=9")).json() == []
    assert "link" not in (await github.get(f"{ROCKET}/branches")).headers


async def test_a_page_is_thirty_long_and_never_longer_than_a_hundred(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    for number in range(120):
        rocket.refs[f"refs/heads/b{number}"] = rocket.branches["main"]
    assert len((await github.get(f"{ROCKET}/branches")).json()) == 30
    assert len((await github.get(f"{ROCKET}/branches?per_page=500")).json()) == 100
    assert len((await github.get("/user/repos")).json()) == 1
