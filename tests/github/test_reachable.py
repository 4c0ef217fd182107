"""What one's account at GitHub reaches, to pick from; and the branches of what is connected."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.github.connected import Team, reachable, team_at
from tests.support.apps import Json, in_workspace, somebody
from tests.support.fake_github import GitHubServer, faults
from trivet.github.branch_listing import MOST_PAGES
from trivet.platform.settings import Settings
from trivet.workspaces.models import Role

PATH = "/github/repositories"


@pytest.fixture
async def team(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Team]:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        yield team


def repos(team: Team, count: int) -> list[str]:
    """Repositories, the one with the latest push first."""
    names = []
    for number in range(count):
        repo = team.github.repo(f"acme/app-{number:04}", push=[team.ada])
        repo.pushed_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        names.append(repo.full_name)
    return names[::-1]


def names_of(page: Json) -> list[str]:
    return [each["full_name"] for each in page["items"]]


async def pages(team: Team, path: str) -> list[Json]:
    """All pages of a list."""
    found, cursor = [], ""
    join = "&" if "?" in path else "?"
    while True:
        page = await team.owner.get(f"{path}{cursor}")
        found.append(page)
        if page["next_cursor"] is None:
            return found
        cursor = f"{join}cursor={page['next_cursor']}"


async def test_all_pages_are_one_list_those_with_the_latest_push_first(team: Team) -> None:
    wanted = repos(team, 230)
    found = await pages(team, f"{PATH}?limit=100")
    assert [len(page["items"]) for page in found] == [100, 100, 30]
    assert [name for page in found for name in names_of(page)] == wanted
    assert {page["truncated"] for page in found} == {False}
    # One look at GitHub for all of it.
    assert len(team.github.requests.of("GET", "/user/repos")) == 3


async def test_there_is_an_end_to_it(team: Team) -> None:
    repos(team, 1001)
    page = await team.owner.get(f"{PATH}?limit=1")
    assert (names_of(page), page["truncated"]) == (["acme/app-1000"], True)
    assert len(team.github.requests.of("GET", "/user/repos")) == 10


async def test_each_says_what_can_be_done_there(team: Team) -> None:
    github, ada = team.github, team.ada
    github.repo("acme/admin", admin=[ada])
    github.repo("acme/push", push=[ada])
    github.repo("acme/pull", pull=[ada])
    github.repo("acme/old", admin=[ada], archived=True)
    github.repo("acme/off", admin=[ada]).disabled = True
    github.repo("acme/hidden")
    shown = {each["full_name"]: each for each in (await team.owner.get(PATH))["items"]}
    assert shown.keys() == {"acme/admin", "acme/push", "acme/pull", "acme/old", "acme/off"}
    assert {name: (each["permission"], each["writable"]) for name, each in shown.items()} == {
        "acme/admin": ("admin", True),
        "acme/push": ("push", True),
        "acme/pull": ("pull", False),
        "acme/old": ("admin", False),
        "acme/off": ("admin", False),
    }
    assert shown["acme/admin"]["why_not"] is None
    for name, word in (
        ("acme/push", "no admin"),
        ("acme/pull", "write access"),
        ("acme/old", "archived"),
        ("acme/off", "switched it off"),
    ):
        assert word in shown[name]["why_not"]
    assert shown["acme/admin"]["pushed_at"].endswith("Z")


async def test_a_search_finds_words_of_names_and_descriptions(team: Team) -> None:
    github, ada = team.github, team.ada
    rocket = github.repo("acme/Rocket-Engine", push=[ada])
    github.repo("acme/rocket", push=[ada])
    github.repo("umbrella/other", push=[ada])
    assert names_of(await team.owner.get(f"{PATH}?q=ROCKET%20engine")) == [rocket.full_name]
    assert len(names_of(await team.owner.get(f"{PATH}?q=rocket"))) == 2
    assert names_of(await team.owner.get(f"{PATH}?q=umbrella/")) == ["umbrella/other"]
    assert names_of(await team.owner.get(f"{PATH}?q=nothing")) == []


async def test_it_is_remembered_for_a_minute_and_asked_for_anew_at_will(team: Team) -> None:
    team.github.repo("acme/one", push=[team.ada])
    assert names_of(await team.owner.get(PATH)) == ["acme/one"]
    team.github.repo("acme/two", push=[team.ada])
    assert names_of(await team.owner.get(PATH)) == ["acme/one"]
    assert len((await team.owner.get(f"{PATH}?refresh=true"))["items"]) == 2
    await team.owner.get(f"{PATH}?refresh=true")
    assert [each.status for each in team.github.requests.of("GET", "/user/repos")] == [
        200,
        200,
        304,
    ]


async def test_many_who_ask_at_once_ask_once(team: Team) -> None:
    repos(team, 3)
    asked = await asyncio.gather(*(team.owner.get(PATH) for _ in range(5)))
    assert {len(page["items"]) for page in asked} == {3}
    assert len(team.github.requests.of("GET", "/user/repos")) == 1


async def test_it_says_to_which_of_ones_workspaces_each_is_connected(team: Team) -> None:
    team.github.repo("acme/rocket", admin=[team.ada])
    team.github.repo("acme/by-hand", admin=[team.ada])
    team.github.repo("acme/other", admin=[team.ada])
    await team.connected()
    body = {"full_name": "acme/By-Hand", "secret": "a secret that nobody guesses"}
    await team.owner.post(team.path, body)
    other = (await team.owner.post("/workspaces", {"name": "Other"}))["id"]
    # Somebody else's workspace is nobody else's business.
    eve = await somebody(team.app, "Eve")
    account = await team.account_of(eve, "eve")
    theirs = (await eve.post("/workspaces", {"name": "Theirs"}))["id"]
    team.github.world.repo("acme", "other").roles[account.id] = 5  # type: ignore[union-attr,assignment]
    await eve.post(f"/workspaces/{theirs}/repositories", {"full_name": "acme/other"})
    await team.settled()

    page = await team.owner.get(f"{PATH}?workspace_id={team.workspace}")
    assert {each["full_name"]: each["connected_to"] for each in page["items"]} == {
        "acme/rocket": [team.workspace],
        "acme/by-hand": [team.workspace],
        "acme/other": [],
    }
    assert {each["full_name"] for each in page["items"] if each["connected"]} == {
        "acme/rocket",
        "acme/by-hand",
    }
    page = await team.owner.get(f"{PATH}?workspace_id={other}")
    assert {each["connected"] for each in page["items"]} == {False}
    assert {each["connected"] for each in (await team.owner.get(PATH))["items"]} == {None}
    await team.owner.ask("GET", f"{PATH}?workspace_id={theirs}", status=404)


async def test_who_has_no_account_or_a_dead_one_is_told_so(team: Team) -> None:
    eve = await somebody(team.app, "Eve")
    answer = await eve.ask("GET", PATH, status=403)
    assert answer.json()["code"] == "github_sign_in_needed"
    team.github.fault("GET", "/user/repos", faults.unauthorized())
    answer = await team.owner.ask("GET", PATH, status=403)
    assert answer.json()["code"] == "github_sign_in_needed"


async def test_a_limit_says_when_it_goes_on(team: Team) -> None:
    team.github.fault("GET", "/user/repos", faults.secondary(retry_after_s=90))
    answer = await team.owner.ask("GET", PATH, status=503)
    assert answer.json()["code"] == "github_limited"
    assert 89 <= int(answer.headers["retry-after"]) <= 92


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WyJhIiwiYiJd"])
async def test_a_cursor_of_ours_is_demanded(team: Team, cursor: str) -> None:
    await team.owner.ask("GET", f"{PATH}?cursor={cursor}", status=422)


async def test_branches_are_what_github_has_now(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    made = await team.connected()
    for name in ("zeta", "feature/ENG-1", "fix/feature", "alpha", "a/feature-b"):
        team.github.branch(rocket, name)
    path = f"{team.path}/{made['id']}/branches"
    page = await team.owner.get(path)
    shown = [(each["name"], each["default"]) for each in page["items"]]
    assert shown == [
        ("main", True),
        ("a/feature-b", False),
        ("alpha", False),
        ("feature/ENG-1", False),
        ("fix/feature", False),
        ("zeta", False),
    ]
    assert page["items"][0]["sha"] == rocket.branches["main"]
    assert page["truncated"] is False
    page = await team.owner.get(f"{path}?q=FEATURE")
    assert [each["name"] for each in page["items"]] == [
        "feature/ENG-1",
        "a/feature-b",
        "fix/feature",
    ]
    team.github.delete_branch(rocket, "zeta")
    assert "zeta" not in str(await team.owner.get(path))
    listed = [
        each["name"] for page in await pages(team, f"{path}?limit=2") for each in page["items"]
    ]
    assert listed == ["main", "a/feature-b", "alpha", "feature/ENG-1", "fix/feature"]


async def test_of_very_many_branches_a_search_finds_those_that_begin_so(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    made = await team.connected()
    sha = rocket.branches["main"]
    rocket.refs |= {f"refs/heads/b-{number:05}": sha for number in range(MOST_PAGES * 100 + 50)}
    path = f"{team.path}/{made['id']}/branches"
    page = await team.owner.get(f"{path}?limit=1")
    assert page["truncated"] is True
    last = f"b-{MOST_PAGES * 100 + 49:05}"
    page = await team.owner.get(f"{path}?q={last}")
    assert [each["name"] for each in page["items"]] == [last]


async def test_an_empty_repository_has_no_branches(team: Team) -> None:
    team.github.repo("acme/empty", admin=[team.ada], empty=True)
    made = await team.connected("acme/empty")
    assert (await team.owner.get(f"{team.path}/{made['id']}/branches"))["items"] == []


async def test_who_may_make_branches_may_list_them(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    made = await team.connected()
    path = f"{team.path}/{made['id']}/branches"
    member = await in_workspace(team.app, team.workspace, Role.MEMBER)
    answer = await member.ask("GET", path, status=403)
    assert answer.json()["code"] == "github_sign_in_needed"
    account = await team.account_of(member, "mia")
    answer = await member.ask("GET", path, status=404)  # GitHub shows it to ada only
    assert answer.json()["code"] == "github_unseen"
    rocket.roles[account.id] = rocket.role_of(team.ada)
    await member.ask("GET", path, status=200)
    viewer = await in_workspace(team.app, team.workspace, Role.VIEWER)
    answer = await viewer.ask("GET", path, status=403)
    assert answer.json()["code"] != "github_sign_in_needed"
    other = (await team.owner.post("/workspaces", {"name": "Other"}))["id"]
    await team.owner.ask(
        "GET", f"/workspaces/{other}/repositories/{made['id']}/branches", status=404
    )
