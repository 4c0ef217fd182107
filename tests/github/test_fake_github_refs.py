"""The played GitHub has branches, and refuses what GitHub refuses, in its words."""

from collections.abc import AsyncIterator

import pytest

from tests.github.asking import Asking, asking, said
from tests.support.fake_github import Account, GitHubServer, Repository

ROCKET = "/repos/acme/rocket"
REFS = f"{ROCKET}/git/refs"
NOWHERE = "0123456789" * 4


@pytest.fixture
def ada(fake_github: GitHubServer) -> Account:
    return fake_github.user("ada")


@pytest.fixture
def rocket(fake_github: GitHubServer, ada: Account) -> Repository:
    """A private repository that Ada may push to."""
    return fake_github.repo("acme/rocket", push=[ada])


@pytest.fixture
async def github(
    fake_github: GitHubServer, ada: Account, rocket: Repository
) -> AsyncIterator[Asking]:
    async with asking(fake_github.address, fake_github.token(ada)) as github:
        yield github


def ref(name: str, sha: str) -> dict[str, str]:
    return {"ref": f"refs/heads/{name}", "sha": sha}


async def test_a_branch_is_made_once(github: Asking, rocket: Repository) -> None:
    body = ref("gc-1/lift-off", rocket.branches["main"])
    made, again = await github.post(REFS, body), await github.post(REFS, body)
    found = await github.get(f"{ROCKET}/git/ref/heads%2Fgc-1%2Flift-off")
    assert (made.status_code, found.status_code) == (201, 200)
    assert found.json() == made.json()
    assert said(again) == (422, "Reference already exists")
    assert "errors" not in again.json()


async def test_the_singular_is_exact_and_the_plural_looks_for_beginnings(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.branch(rocket, "gc-1-lift-off")
    fake_github.branch(rocket, "gc-12-land")
    assert said(await github.get(f"{ROCKET}/git/ref/heads%2Fgc-1")) == (404, "Not Found")
    found = await github.get(f"{ROCKET}/git/matching-refs/heads%2Fgc-1")
    names = [each["ref"] for each in found.json()]
    assert names == ["refs/heads/gc-1-lift-off", "refs/heads/gc-12-land"]


@pytest.mark.parametrize(
    ("name", "sha", "expected"),
    [
        ("refs/heads/gc-1", NOWHERE, "Object does not exist"),
        ("refs/heads/main/gc-1", None, "Reference update failed"),
        ("refs/heads/feature", None, "Reference update failed"),
        ("refs/heads/frozen/gc-1", None, "Reference update failed"),
        ("refs/heads/a..b", None, "refs/heads/a..b is not a valid ref name."),
        ("main", None, "Reference name must start with 'refs/' and have at least two slashes."),
    ],
)
async def test_a_branch_that_cannot_be_made(
    fake_github: GitHubServer,
    github: Asking,
    rocket: Repository,
    name: str,
    sha: str | None,
    expected: str,
) -> None:
    fake_github.branch(rocket, "feature/old")
    rocket.refused.append("refs/heads/frozen/*")
    answer = await github.post(REFS, {"ref": name, "sha": sha or rocket.branches["main"]})
    assert said(answer) == (422, expected)


async def test_a_branch_is_deleted_once_and_the_default_one_never(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.branch(rocket, "gc-1")
    gone = await github.delete(f"{REFS}/heads%2Fgc-1")
    again = await github.delete(f"{REFS}/heads%2Fgc-1")
    default = await github.delete(f"{REFS}/heads%2Fmain")
    assert (gone.status_code, gone.content) == (204, b"")
    assert said(again) == (422, "Reference does not exist")
    assert said(default) == (422, "Cannot delete the default branch")
    assert list(rocket.branches) == ["main"]


async def test_an_empty_repository_has_no_refs_and_takes_none(
    fake_github: GitHubServer, github: Asking, ada: Account
) -> None:
    fake_github.repo("acme/empty", empty=True, push=[ada])
    empty = (409, "Git Repository is empty.")
    assert said(await github.get("/repos/acme/empty/git/ref/heads%2Fmain")) == empty
    assert said(await github.post("/repos/acme/empty/git/refs", ref("x", NOWHERE))) == empty
    assert said(await github.get("/repos/acme/empty/commits/main")) == empty
    missing = (404, "Branch not found")
    assert said(await github.get("/repos/acme/empty/branches/main")) == missing
    assert (await github.get("/repos/acme/empty/branches")).json() == []


async def test_an_archived_repository_is_read_only(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.archive(rocket)
    refused = (403, "Repository was archived so is read-only.")
    assert said(await github.post(REFS, ref("gc-1", rocket.branches["main"]))) == refused
    assert (await github.get(f"{ROCKET}/git/ref/heads%2Fmain")).status_code == 200
    assert (await github.get(ROCKET)).json()["archived"] is True


async def test_a_disabled_repository_is_closed_to_writers(
    github: Asking, rocket: Repository
) -> None:
    rocket.disabled = True
    refused = await github.post(REFS, ref("gc-1", rocket.branches["main"]))
    assert said(refused) == (403, "Repository access blocked")
    assert (await github.get(ROCKET)).json()["disabled"] is True


async def test_a_branch_moves_forwards_only_unless_it_is_forced(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    before = fake_github.branch(rocket, "gc-1")
    after = fake_github.commit(rocket, "gc-1")
    back = await github.patch(f"{REFS}/heads%2Fgc-1", {"sha": before})
    assert said(back) == (422, "Update is not a fast forward")
    forced = await github.patch(f"{REFS}/heads%2Fgc-1", {"sha": before, "force": True})
    assert (forced.status_code, rocket.branches["gc-1"]) == (200, before)
    forwards = await github.patch(f"{REFS}/heads%2Fgc-1", {"sha": after})
    assert forwards.json()["object"]["sha"] == after


async def test_branches_say_which_are_protected(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.branch(rocket, "gc-1")
    rocket.protected.append("ma*")
    found = await github.get(f"{ROCKET}/branches?protected=true")
    assert [each["name"] for each in found.json()] == ["main"]
    one = (await github.get(f"{ROCKET}/branches/gc-1")).json()
    assert (one["protected"], one["commit"]["sha"]) == (False, rocket.branches["gc-1"])


async def test_commits_are_found_by_what_leads_to_them_and_compared(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.branch(rocket, "feature/gc-1")
    sha = fake_github.commit(rocket, "feature/gc-1", "Lift off")
    fake_github.commit(rocket, "main", "Refuel")
    found = [
        (await github.get(f"{ROCKET}/commits/{name}")).json()["sha"]
        for name in (sha, sha[:10], "feature%2Fgc-1", "heads%2Ffeature%2Fgc-1")
    ]
    assert set(found) == {sha}
    missing = await github.get(f"{ROCKET}/commits/nothing")
    assert said(missing) == (422, "No commit found for SHA: nothing")
    answer = (await github.get(f"{ROCKET}/compare/main...feature%2Fgc-1")).json()
    assert (answer["status"], answer["ahead_by"], answer["behind_by"]) == ("diverged", 1, 1)
    assert [each["commit"]["message"] for each in answer["commits"]] == ["Lift off"]
    unknown = await github.get(f"{ROCKET}/compare/main...nothing")
    assert said(unknown) == (404, "Not Found")
    history = (await github.get(f"{ROCKET}/commits?sha=feature%2Fgc-1")).json()
    assert [each["commit"]["message"] for each in history] == ["Lift off", "Initial commit"]


async def test_a_renamed_repository_is_found_by_its_number(
    fake_github: GitHubServer, github: Asking, rocket: Repository
) -> None:
    fake_github.rename(rocket, "saturn")
    fake_github.transfer(rocket, fake_github.org("moon"))
    by_number = f"{fake_github.address}/repositories/{rocket.id}"
    read = await github.get(f"{ROCKET}/branches?per_page=5")
    assert (read.status_code, read.headers["location"]) == (301, f"{by_number}/branches?per_page=5")
    assert read.json()["message"] == "Moved Permanently"
    written = await github.post(REFS, ref("gc-1", rocket.branches["main"]))
    assert (written.status_code, written.headers["location"]) == (307, f"{by_number}/git/refs")
    found = await github.get(f"/repositories/{rocket.id}")
    assert found.json()["full_name"] == "moon/saturn"
    made = await github.post(
        f"/repositories/{rocket.id}/git/refs", ref("gc-1", rocket.branches["main"])
    )
    assert made.status_code == 201
    # Who may not see it learns nothing from its old name.
    stranger = github.by(fake_github.token(fake_github.user("eve")))
    assert said(await stranger.get(ROCKET)) == (404, "Not Found")
