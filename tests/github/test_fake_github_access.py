"""Who asks the played GitHub sees and does what GitHub lets them."""

from collections.abc import AsyncIterator

import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import GitHubServer, Repository
from tests.support.fake_github.access import ATTEMPTS

ROCKET = "/repos/acme/rocket"
NOT_FOUND = (404, "Not Found")
BAD = (401, "Bad credentials")


@pytest.fixture
def rocket(fake_github: GitHubServer) -> Repository:
    return fake_github.repo("acme/rocket")


@pytest.fixture
async def github(fake_github: GitHubServer) -> AsyncIterator[Asking]:
    async with asking(fake_github.address) as github:
        yield github


async def test_a_token_is_somebody_with_scopes(fake_github: GitHubServer, github: Asking) -> None:
    token = fake_github.token(fake_github.user("ada"), "repo", "user:email")
    answer = await github.by(token).get("/user")
    assert answer.json()["login"] == "ada"
    assert answer.headers["x-oauth-scopes"] == "repo, user:email"
    emails = (await github.by(token).get("/user/emails")).json()
    assert [(each["email"], each["primary"]) for each in emails] == [("ada@github.test", True)]


async def test_addresses_need_their_scope(fake_github: GitHubServer, github: Asking) -> None:
    token = fake_github.token(fake_github.user("ada"), "read:user")
    assert said(await github.by(token).get("/user/emails")) == NOT_FOUND


async def test_nobody_is_nobody(github: Asking, rocket: Repository) -> None:
    assert said(await github.get("/user")) == (401, "Requires authentication")
    assert said(await github.get(ROCKET)) == NOT_FOUND
    rocket.private = False
    seen = await github.get(ROCKET)
    assert (seen.status_code, seen.headers["x-ratelimit-limit"]) == (200, "60")
    body = {"ref": "refs/heads/gc-1", "sha": rocket.branches["main"]}
    assert (await github.post(f"{ROCKET}/git/refs", body)).status_code in {401, 403}


async def test_bad_tokens_are_refused_and_in_the_end_good_ones_too(
    fake_github: GitHubServer, github: Asking
) -> None:
    ada = fake_github.user("ada")
    revoked, good = fake_github.token(ada), fake_github.token(ada)
    other = fake_github.token(fake_github.user("bob"))
    fake_github.revoke(revoked)
    for _ in range(ATTEMPTS):
        assert said(await github.by(revoked).get("/user")) == BAD
    blocked = (403, "Maximum number of login attempts exceeded. Please try again later.")
    assert said(await github.by(revoked).get("/user")) == blocked
    assert said(await github.by(good).get("/user")) == blocked
    assert (await github.by(other).get("/user")).status_code == 200
    ada.blocked = False
    assert (await github.by(good).get("/user")).status_code == 200


async def test_tokens_that_nobody_has_do_not_count_against_anybody(
    fake_github: GitHubServer, github: Asking
) -> None:
    good = fake_github.token(fake_github.user("ada"))
    for _ in range(ATTEMPTS + 1):
        answer = await github.by("gho_made_up").get("/user")
    assert answer.status_code == 403
    assert (await github.by(good).get("/user")).status_code == 200


async def test_a_token_ends(fake_github: GitHubServer, github: Asking) -> None:
    ended = fake_github.token(fake_github.user("ada"), lasts_s=-1)
    assert said(await github.by(ended).get("/user")) == BAD


@pytest.mark.parametrize(
    ("role", "read", "written", "hooks"),
    [
        ("none", 404, 404, 404),
        ("pull", 200, 403, 404),
        ("triage", 200, 403, 404),
        ("push", 200, 201, 404),
        ("maintain", 200, 201, 404),
        ("admin", 200, 201, 200),
    ],
)
async def test_a_role_is_what_somebody_may_do(
    fake_github: GitHubServer, github: Asking, role: str, read: int, written: int, hooks: int
) -> None:
    ada = fake_github.user("ada")
    repo = fake_github.repo("acme/rocket")
    fake_github.allow(repo, ada, role)
    mine = github.by(fake_github.token(ada))
    seen = await mine.get(ROCKET)
    assert seen.status_code == read
    if read == 200:
        assert seen.json()["permissions"]["push"] is (written == 201)
    body = {"ref": "refs/heads/gc-1", "sha": repo.branches["main"]}
    assert (await mine.post(f"{ROCKET}/git/refs", body)).status_code == written
    assert (await mine.get(f"{ROCKET}/hooks")).status_code == hooks


async def test_scopes_hide_what_they_do_not_cover(
    fake_github: GitHubServer, github: Asking
) -> None:
    ada = fake_github.user("ada")
    fake_github.repo("acme/rocket", push=[ada])
    public = fake_github.repo("acme/site", push=[ada], private=False)
    body = {"ref": "refs/heads/gc-1", "sha": public.branches["main"]}
    for scope, private, write in (
        ("read:user", 404, 404),
        ("public_repo", 404, 201),
        ("repo", 200, 422),
    ):
        mine = github.by(fake_github.token(ada, scope))
        assert (await mine.get(ROCKET)).status_code == private
        assert (await mine.post("/repos/acme/site/git/refs", body)).status_code == write


async def test_names_are_found_whatever_their_case(
    fake_github: GitHubServer, github: Asking
) -> None:
    ada = fake_github.user("ada")
    fake_github.repo("acme/rocket", pull=[ada])
    found = await github.by(fake_github.token(ada)).get("/repos/Acme/ROCKET")
    assert found.json()["full_name"] == "acme/rocket"


async def test_somebodys_repositories(fake_github: GitHubServer, github: Asking) -> None:
    ada, bob = fake_github.user("ada"), fake_github.user("bob")
    fake_github.org("acme")
    for name in ("acme/rocket", "bob/notes", "ada/attic"):
        fake_github.repo(name, push=[ada])
    fake_github.repo("ada/site", private=False)
    fake_github.repo("acme/secret", push=[bob])
    fake_github.repo("acme/public", private=False)
    mine = github.by(fake_github.token(ada))

    async def names(query: str = "") -> list[str]:
        answer = await mine.get(f"/user/repos{query}")
        return [each["full_name"] for each in answer.json()]

    assert await names() == ["acme/rocket", "ada/attic", "ada/site", "bob/notes"]
    assert await names("?affiliation=owner") == ["ada/attic", "ada/site"]
    assert await names("?affiliation=collaborator,organization_member") == [
        "acme/rocket",
        "bob/notes",
    ]
    assert await names("?visibility=public") == ["ada/site"]
    assert await names("?type=private&direction=desc") == ["bob/notes", "ada/attic", "acme/rocket"]
    both = await mine.get("/user/repos?type=all&visibility=all")
    assert both.status_code == 422


async def test_the_last_pushed_come_first_where_that_is_asked(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    ada = fake_github.user("ada")
    older, newer = (fake_github.repo(f"ada/{name}") for name in ("a", "b"))
    older.pushed_at, newer.pushed_at = rocket.created_at, fake_github.world.in_time(hours=1)
    found = await github.by(fake_github.token(ada)).get("/user/repos?sort=pushed")
    assert [each["name"] for each in found.json()] == ["b", "a"]
