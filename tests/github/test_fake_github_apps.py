"""The played GitHub has Apps: they say who they are, are installed, and reach what they may."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Repository
from tests.support.fake_github.keys import key_pair
from tests.support.fake_github.tokens import App, Installation

ROCKET = "/repos/acme/rocket"
INTEGRATION = (403, "Resource not accessible by integration")
NOT_FOUND = (404, "Not Found")


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def app(fake_github: GitHubServer, ada: Account) -> App:
    return fake_github.app(ada)


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    return fake_github.repo("acme/rocket", push=[ada])


@pytest.fixture
def installation(fake_github: GitHubServer, app: App, rocket: Repository) -> Installation:
    """The App in one repository of acme."""
    return fake_github.install(app, rocket.owner, [rocket])


@pytest.fixture
async def github(fake_github: GitHubServer) -> AsyncIterator[Asking]:
    async with asking(fake_github.address) as github:
        yield github


def branch(repo: Repository) -> dict[str, str]:
    return {"ref": "refs/heads/gc-1", "sha": repo.branches["main"]}


async def test_an_app_says_who_it_is_by_id_or_client_id(
    fake_github: GitHubServer, github: Asking, app: App
) -> None:
    for iss in (app.client_id, str(app.id)):
        answer = await github.by(fake_github.jwt(app, iss=iss)).get("/app")
        assert (answer.status_code, answer.json()["slug"]) == (200, "trivet")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (
            lambda now: {"exp": now + 660},
            "'Expiration time' claim ('exp') is too far in the future",
        ),
        (lambda now: {"exp": now - 1}, "'Expiration time' claim ('exp') must be a numeric value"),
        (lambda now: {"iat": now + 120}, "'Issued at' claim ('iat') must be an Integer"),
    ],
)
async def test_a_jwt_is_of_its_time(
    fake_github: GitHubServer,
    github: Asking,
    app: App,
    claims: Callable[[int], dict[str, Any]],
    expected: str,
) -> None:
    now = int(fake_github.world.clock().timestamp())
    answer = await github.by(fake_github.jwt(app, **claims(now))).get("/app")
    assert said(answer)[0] == 401
    assert said(answer)[1].startswith(expected)


async def test_a_jwt_is_signed_by_its_app(
    fake_github: GitHubServer, github: Asking, app: App, ada: Account
) -> None:
    bad = (401, "A JSON web token could not be decoded")
    forged = fake_github.jwt(app, key=key_pair("another").private)
    assert said(await github.by(forged).get("/app")) == bad
    assert said(await github.by("eyJunk").get("/app")) == bad
    assert said(await github.by(fake_github.token(ada)).get("/app")) == bad
    unknown = fake_github.jwt(app, iss="Iv23unknown")
    assert said(await github.by(unknown).get("/app")) == (404, "Integration not found")
    # It is good for what Apps ask, and for nothing else.
    assert (await github.by(fake_github.jwt(app)).get("/user")).status_code == 401


async def test_an_installation_is_found_by_its_repository(
    fake_github: GitHubServer, github: Asking, app: App, installation: Installation
) -> None:
    own = github.by(fake_github.jwt(app))
    fake_github.repo("acme/other")
    assert (await own.get(f"{ROCKET}/installation")).json()["id"] == installation.id
    assert said(await own.get("/repos/acme/other/installation")) == NOT_FOUND
    listed = (await own.get("/app/installations")).json()
    assert [(each["id"], each["repository_selection"]) for each in listed] == [
        (installation.id, "selected")
    ]
    assert said(await own.get("/app/installations/7")) == NOT_FOUND


async def test_a_minted_token_lasts_an_hour_and_reaches_what_is_installed(
    fake_github: GitHubServer,
    github: Asking,
    app: App,
    rocket: Repository,
    installation: Installation,
) -> None:
    fake_github.repo("acme/other")
    minted = await mint(fake_github, github, installation)
    ends = datetime.fromisoformat(minted["expires_at"])
    assert ends == fake_github.world.now() + timedelta(hours=1)
    assert len(minted["token"]) == 520
    its = github.by(minted["token"])
    listed = (await its.get("/installation/repositories")).json()
    assert [each["full_name"] for each in listed["repositories"]] == ["acme/rocket"]
    made = await its.post(f"{ROCKET}/git/refs", branch(rocket))
    assert (made.status_code, "x-oauth-scopes" in made.headers) == (201, False)
    assert said(await its.get("/repos/acme/other")) == NOT_FOUND
    assert said(await its.get(f"{ROCKET}/hooks")) == INTEGRATION
    assert said(await its.get("/user")) == INTEGRATION
    later = ends + timedelta(seconds=1)
    fake_github.world.clock = lambda: later
    assert said(await its.get(ROCKET)) == (401, "Bad credentials")


async def mint(
    fake_github: GitHubServer, github: Asking, installation: Installation, **asked: Any
) -> dict[str, Any]:
    """A new token of an installation, as its App gets it."""
    answer = await attempt(fake_github, github, installation, asked)
    assert answer.status_code == 201, answer.text
    minted: dict[str, Any] = answer.json()
    return minted


async def attempt(
    fake_github: GitHubServer, github: Asking, installation: Installation, asked: dict[str, Any]
) -> httpx2.Response:
    url = f"/app/installations/{installation.id}/access_tokens"
    return await github.by(fake_github.jwt(installation.app)).post(url, asked or None)


async def test_a_token_may_be_narrowed_and_not_widened(
    fake_github: GitHubServer,
    github: Asking,
    rocket: Repository,
    installation: Installation,
) -> None:
    second, other = fake_github.repo("acme/second"), fake_github.repo("acme/other")
    fake_github.select(installation, add=[second])
    minted = await mint(
        fake_github,
        github,
        installation,
        repository_ids=[rocket.id],
        permissions={"contents": "read"},
    )
    assert [each["name"] for each in minted["repositories"]] == ["rocket"]
    assert minted["permissions"] == {"contents": "read", "metadata": "read"}
    its = github.by(minted["token"])
    assert (await its.get(f"{ROCKET}/git/ref/heads%2Fmain")).status_code == 200
    assert said(await its.post(f"{ROCKET}/git/refs", branch(rocket))) == INTEGRATION
    assert said(await its.get(f"{ROCKET}/pulls")) == INTEGRATION
    assert said(await its.get("/repos/acme/second")) == NOT_FOUND
    for asked, expected in (
        ({"repository_ids": [other.id]}, "There is at least one repository that does not exist"),
        ({"permissions": {"administration": "write"}}, "The permissions requested are not granted"),
    ):
        refused = await attempt(fake_github, github, installation, asked)
        assert refused.status_code == 422
        assert refused.json()["message"].startswith(expected)


async def test_a_user_token_reaches_what_both_reach(
    fake_github: GitHubServer,
    github: Asking,
    app: App,
    ada: Account,
    rocket: Repository,
    installation: Installation,
) -> None:
    fake_github.repo("acme/other", push=[ada])
    public = fake_github.repo("acme/site", push=[ada], private=False)
    hers = github.by(fake_github.user_token(app, ada))
    assert (await hers.get("/user")).headers["x-oauth-scopes"] == ""
    repos = (await hers.get("/user/repos")).json()
    assert [each["name"] for each in repos] == ["rocket"]
    found = (await hers.get("/user/installations")).json()
    assert (found["total_count"], found["installations"][0]["id"]) == (1, installation.id)
    url = f"/user/installations/{installation.id}/repositories"
    reached = (await hers.get(url)).json()
    assert [each["permissions"]["push"] for each in reached["repositories"]] == [True]
    assert (await hers.post(f"{ROCKET}/git/refs", branch(rocket))).status_code == 201
    assert said(await hers.get("/repos/acme/other")) == NOT_FOUND
    assert (await hers.get("/repos/acme/site")).status_code == 200
    assert said(await hers.post("/repos/acme/site/git/refs", branch(public))) == INTEGRATION
    bob = fake_github.user("bob")
    fake_github.allow(rocket, bob, "pull")
    his = github.by(fake_github.user_token(app, bob))
    assert (await his.post(f"{ROCKET}/git/refs", branch(rocket))).status_code == 403
    classic = await github.by(fake_github.token(ada)).get("/user/installations")
    assert classic.status_code == 403


async def test_what_ends_an_apps_tokens(
    fake_github: GitHubServer,
    github: Asking,
    app: App,
    ada: Account,
    rocket: Repository,
    installation: Installation,
) -> None:
    its = github.by(fake_github.installation_token(installation))
    hers = github.by(fake_github.user_token(app, ada))
    fake_github.suspend(installation)
    assert said(await its.get(ROCKET)) == (403, "This installation has been suspended")
    assert said(await hers.get(ROCKET)) == NOT_FOUND
    fake_github.unsuspend(installation)
    assert (await its.get(ROCKET)).status_code == 200
    fake_github.grant(installation, metadata="read")
    assert said(await hers.post(f"{ROCKET}/git/refs", branch(rocket))) == INTEGRATION
    fake_github.select(installation, remove=[rocket])
    assert said(await its.get(ROCKET)) == NOT_FOUND
    fake_github.uninstall(installation)
    assert said(await its.get(ROCKET)) == (401, "Bad credentials")
    fake_github.deauthorize(app, ada)
    assert said(await hers.get("/user")) == (401, "Bad credentials")


async def test_an_app_ends_its_own_installation_and_token(
    fake_github: GitHubServer, github: Asking, app: App, installation: Installation
) -> None:
    its = github.by(fake_github.installation_token(installation))
    assert (await its.delete("/installation/token")).status_code == 204
    assert said(await its.get(ROCKET)) == (401, "Bad credentials")
    own = github.by(fake_github.jwt(app))
    gone = await own.delete(f"/app/installations/{installation.id}")
    assert gone.status_code == 204
    assert said(await own.get(f"/app/installations/{installation.id}")) == NOT_FOUND


async def test_an_apps_hook_hears_of_its_installations_and_repositories(
    fake_github: GitHubServer, github: Asking, ada: Account, rocket: Repository
) -> None:
    told: list[httpx2.Request] = []

    def take(request: httpx2.Request) -> httpx2.Response:
        told.append(request)
        return httpx2.Response(202)

    app = fake_github.app(ada, "hooked", hook="http://trivet.test/webhooks/github", secret="s")
    installation = fake_github.install(app, rocket.owner, [rocket])
    fake_github.branch(rocket, "gc-1")
    other = fake_github.repo("acme/other")
    fake_github.select(installation, add=[other], remove=[rocket])
    fake_github.branch(rocket, "gc-2")
    fake_github.suspend(installation)
    fake_github.unsuspend(installation)
    fake_github.deauthorize(app, ada)
    fake_github.uninstall(installation)
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(take)) as http:
        fake_github.deliver_by(http)
        await fake_github.deliver_all()
    assert [each.headers["x-github-event"] for each in told] == [
        "installation",
        "create",
        "push",
        "installation_repositories",
        "installation_repositories",
        "installation",
        "installation",
        "github_app_authorization",
        "installation",
    ]
    target = "x-github-hook-installation-target"
    assert {each.headers[f"{target}-type"] for each in told} == {"integration"}
    assert {each.headers[f"{target}-id"] for each in told} == {str(app.id)}
    listed = (await github.by(fake_github.jwt(app)).get("/app/hook/deliveries")).json()
    assert len(listed) == 9
    assert [each["action"] for each in listed[-4:]] == ["added", None, None, "created"]
    assert {each["installation_id"] for each in listed} == {installation.id, None}
    again = f"/app/hook/deliveries/{listed[0]['id']}/attempts"
    assert (await github.by(fake_github.jwt(app)).post(again)).status_code == 202
