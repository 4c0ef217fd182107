"""The played GitHub takes nothing that GitHub does not describe, and says nothing of the kind."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.github.asking import NEWER, Asking, asking
from tests.support.fake_github import GitHubServer, Repository, description
from tests.support.fake_github.routes import ROUTES

ROCKET = "/repos/acme/rocket"


@pytest.fixture(autouse=True)
def _described() -> None:
    if lacking := description.missing():
        pytest.skip(lacking)


@pytest.fixture
def rocket(fake_github: GitHubServer) -> Repository:
    return fake_github.repo("acme/rocket", admin=[fake_github.user("ada")])


@pytest.fixture
async def github(fake_github: GitHubServer, rocket: Repository) -> AsyncIterator[Asking]:
    ada = fake_github.world.account("ada")
    assert ada
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


def violated(fake_github: GitHubServer) -> list[str]:
    """What was noted; it is forgotten."""
    noted = [each.wrong for each in fake_github.violations]
    fake_github.violations.clear()
    return noted


@pytest.mark.parametrize(
    ("method", "path", "body", "noted"),
    [
        ("GET", f"{ROCKET}/git/ref/heads/main", None, "slashes in refs are sent as %2F"),
        ("GET", f"{ROCKET}/", None, "describes no such request"),
        ("PUT", f"{ROCKET}/git/refs", None, "describes no such request"),
        ("GET", f"{ROCKET}/branches?page_size=5", None, "the query has no page_size"),
        ("GET", f"{ROCKET}/branches?per_page=many", None, "per_page in the query is 'many'"),
        ("GET", f"{ROCKET}/pulls?state=merged", None, "state in the query is 'merged'"),
        ("GET", f"{ROCKET}/pulls/latest", None, "pull_number in the path is 'latest'"),
        ("POST", f"{ROCKET}/git/refs", None, "it needs a body"),
        ("POST", f"{ROCKET}/git/refs", {"ref": "refs/heads/x"}, '"sha" is a required property'),
        ("POST", f"{ROCKET}/git/refs", {"ref": "x", "sha": 1}, "sha: 1 is not of type"),
        (
            "POST",
            f"{ROCKET}/git/refs",
            {"ref": "refs/heads/x", "sha": "0" * 40, "force": True},
            "'force' was unexpected",
        ),
        (
            "POST",
            f"{ROCKET}/hooks",
            {"config": {"url": "http://127.0.0.1:9", "secrets": "x"}},
            "'secrets' was unexpected",
        ),
        ("DELETE", f"{ROCKET}/git/refs/heads%2Fx", {"force": True}, "it takes no body"),
    ],
)
async def test_a_request_that_is_not_described(
    fake_github: GitHubServer, github: Asking, method: str, path: str, body: Any, noted: str
) -> None:
    answer = await github.ask(method, path, body)
    assert answer.status_code == 500
    assert noted in " ".join(violated(fake_github))
    assert noted in answer.json()["message"]


async def test_a_request_says_who_sends_it_and_which_version_it_means(
    fake_github: GitHubServer, github: Asking
) -> None:
    nameless = await github.get(ROCKET, User_Agent="")
    assert (nameless.status_code, nameless.headers["content-type"][:9]) == (403, "text/html")
    assert "make sure your request has a User-Agent" in nameless.text
    assert (await github.get(ROCKET, X_GitHub_Api_Version="2020-01-01")).status_code == 400
    assert (await github.get(ROCKET, Accept="application/json")).status_code == 500
    del github.http.headers["X-GitHub-Api-Version"]
    assert (await github.get(ROCKET)).status_code == 500
    assert len(violated(fake_github)) == 4


async def test_an_answer_that_is_not_described_is_noted(
    fake_github: GitHubServer, github: Asking, rocket: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rocket, "default_branch", 7)
    assert (await github.get(ROCKET)).status_code == 200
    assert "default_branch: 7 is not of type" in " ".join(violated(fake_github))


async def test_a_github_that_stumbles_is_noted(
    fake_github: GitHubServer, github: Asking, rocket: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rocket, "refs", None)
    assert (await github.get(f"{ROCKET}/branches")).status_code == 500
    assert "what plays GitHub stumbles" in " ".join(violated(fake_github))


async def test_the_newer_version_lacks_what_github_dropped(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.branch(rocket, "gc-1")
    fake_github.commit(rocket, "gc-1")
    fake_github.pull(rocket, "gc-1")
    older = (await github.get(f"{ROCKET}/pulls/1")).json()
    newer = (await github.http.get(f"{ROCKET}/pulls/1", headers=_newer(github))).json()
    assert older.keys() - newer.keys() == {"assignee", "merge_commit_sha"}
    dropped = older["base"]["repo"].keys() - newer["base"]["repo"].keys()
    assert dropped == {"has_downloads"}
    limits = (await github.http.get("/rate_limit", headers=_newer(github))).json()
    assert limits.keys() == {"resources"}


def _newer(github: Asking) -> dict[str, str]:
    return {**NEWER, "Authorization": f"Bearer {github.token}"}


def test_all_that_is_played_is_described() -> None:
    described = description.described("2022-11-28")
    for route in ROUTES:
        found = described.find(route.method, route.template.replace("{", "").replace("}", ""))
        assert found, f"{route.method} {route.template}"
        assert found.template == route.template
