"""A repository that is picked: asked about in one's own name, and connected once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.github.connected import PUBLIC, Team, hooks_of, reachable, team_at
from tests.realtime.followers import eventually
from tests.support.apps import Json, Person, beside, in_workspace, somebody
from tests.support.fake_github import GitHubServer, faults
from trivet.github.inbox import EVENTS
from trivet.platform.settings import Settings
from trivet.workspaces.models import Role

HTML = faults.html()


@pytest.fixture
async def team(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Team]:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        yield team


async def test_a_picked_repository_gets_a_webhook_that_delivers(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    made = await team.connect("ACME/Rocket")
    assert made["full_name"] == "acme/rocket"
    assert (made["state"], made["via"], made["picked"]) == ("waiting", "hook", True)
    assert made["hook"]["state"] == "making"
    assert made["task"]["name"] == "set_up_webhook_task"
    assert (made["private"], made["default_branch"]) == (True, "main")
    await team.settled()
    (hook,) = hooks_of(rocket)
    assert hook.url == f"{PUBLIC}/webhooks/github?repository={made['id']}"
    assert (hook.content_type, tuple(hook.events), hook.active) == ("json", EVENTS, True)
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["hook"]["state"]) == ("connected", "verified")
    assert shown["problem"] is None
    assert shown["task"] is None
    assert shown["can_branch"] is True
    assert shown["first_delivery_at"] is not None
    assert shown["checked_at"] is not None


async def test_what_the_webhook_tells_is_shown(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    await team.connected()
    board = await team.owner.post(
        f"/workspaces/{team.workspace}/boards", {"name": "Engine", "template": "kanban"}
    )
    column = (await team.owner.get(f"/boards/{board['id']}"))["columns"][0]["id"]
    card = await team.owner.post(
        f"/boards/{board['id']}/cards", {"column_id": column, "title": "Lift off"}
    )
    team.github.branch(rocket, f"{card['key']}-lift-off")
    await team.settled()
    shown = await team.owner.get(f"/cards/{card['id']}")
    assert [each["name"] for each in shown["branches"]] == [f"{card['key']}-lift-off"]


async def test_each_workspace_has_a_webhook_of_its_own(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    here = await team.connected()
    other = (await team.owner.post("/workspaces", {"name": "Other"}))["id"]
    there = await team.owner.post(f"/workspaces/{other}/repositories", {"full_name": "acme/rocket"})
    await team.settled()
    assert [hook.url.rpartition("=")[2] for hook in hooks_of(rocket)] == [here["id"], there["id"]]
    for workspace in (team.workspace, other):
        (shown,) = (await team.owner.get(f"/workspaces/{workspace}/repositories"))["items"]
        assert (shown["state"], shown["hook"]["state"]) == ("connected", "verified")


async def test_two_admins_at_once_connect_it_once(team: Team) -> None:
    bob, account = await team.admin("bob")
    rocket = team.github.repo("acme/rocket", admin=[team.ada, account])
    body = {"full_name": "acme/rocket"}
    answers = await asyncio.gather(
        *(person.ask("POST", team.path, body) for person in (team.owner, bob) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"repository_connected"}
    await team.settled()
    assert len(hooks_of(rocket)) == 1


async def test_a_key_makes_it_safe_to_ask_again(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    body, key = {"full_name": "acme/rocket"}, {"Idempotency-Key": "once"}
    first = await team.owner.ask("POST", team.path, body, headers=key, status=201)
    again = await team.owner.ask("POST", team.path, body, headers=key, status=201)
    assert again.json()["id"] == first.json()["id"]
    await team.settled()
    assert len(hooks_of(rocket)) == 1


async def test_a_key_connects_it_once_in_two_processes(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    body, key, held = {"full_name": "acme/rocket"}, {"Idempotency-Key": "once"}, asyncio.Event()
    slow = team.github.fault("GET", "/repos/acme/rocket", faults.slow(held))
    async with beside(team.app) as http:
        other = Person(http, team.owner.id, team.owner.token)
        first = asyncio.ensure_future(team.owner.ask("POST", team.path, body, headers=key))
        await eventually(lambda: len(slow.met) == 1)
        refused = await other.ask("POST", team.path, body, headers=key, status=409)
        assert refused.json()["code"] == "idempotency_key_running"
        held.set()
        made = await first
        again = await other.ask("POST", team.path, body, headers=key, status=201)
    assert (made.status_code, again.content) == (201, made.content)
    await team.settled()
    assert len(hooks_of(rocket)) == 1


async def test_a_laptop_makes_no_webhook_and_looks_itself(
    settings: Settings, fake_github: GitHubServer
) -> None:
    more = reachable(settings, fake_github, public_url=None)
    async with team_at(more, fake_github) as team:
        rocket = fake_github.repo("acme/rocket", admin=[team.ada])
        made = await team.connected()
        assert (made["state"], made["via"]) == ("waiting", "poll")
        assert made["webhook"]["reachable"] is False
        assert made["hook"]["state"] == "none"
        assert made["task"] is None
        assert hooks_of(rocket) == []
        await team.check(made["id"])
        assert hooks_of(rocket) == []
        # Nor is there anything to remove.
        await team.owner.delete(f"{team.path}/{made['id']}")
        assert await team.tasks("remove_webhook_task") == []


async def test_an_archived_one_can_be_connected_and_waits(team: Team) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada], archived=True)
    made = await team.connected()
    assert (made["archived"], made["problem"], made["hook"]["state"]) == (True, None, "none")
    assert (made["can_branch"], made["why_not"]) == (
        False,
        "It is archived on GitHub: unarchive it there first.",
    )
    team.github.unarchive(rocket)
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert (shown["archived"], shown["hook"]["state"], shown["can_branch"]) == (
        False,
        "verified",
        True,
    )


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (faults.secondary(retry_after_s=120), 503, "github_limited"),
        (faults.primary(reset_s=600), 503, "github_limited"),
        (faults.error(502), 503, "github_unreachable"),
        (HTML, 503, "github_unreachable"),
        (faults.unauthorized(), 403, "github_sign_in_needed"),
    ],
)
async def test_what_github_refuses_is_named(team: Team, fault: Any, status: int, code: str) -> None:
    team.github.repo("acme/rocket", admin=[team.ada])
    team.github.fault("GET", "/repos/acme/rocket", fault, times=2)
    answer = await team.owner.ask("POST", team.path, {"full_name": "acme/rocket"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]
    assert ("retry-after" in answer.headers) is (status == 503 and fault is not HTML)
    assert (await team.owner.get(team.path))["items"] == []


async def test_what_one_does_not_see_cannot_be_connected(team: Team) -> None:
    team.github.repo("acme/secret")
    for name in ("acme/secret", "acme/nowhere"):
        answer = await team.owner.ask("POST", team.path, {"full_name": name}, status=404)
        assert answer.json()["code"] == "github_unseen"


async def test_who_has_no_account_at_github_is_told_so(team: Team) -> None:
    team.github.repo("acme/rocket", private=False)
    other = await in_workspace(team.app, team.workspace, Role.ADMIN)
    answer = await other.ask("POST", team.path, {"full_name": "acme/rocket"}, status=403)
    assert answer.json()["code"] == "github_sign_in_needed"


async def test_for_who_may_not_nothing_is_asked(team: Team) -> None:
    team.github.repo("acme/rocket", private=False)
    body: Json = {"full_name": "acme/rocket"}
    stranger = await somebody(team.app, "Eve")
    member = await in_workspace(team.app, team.workspace, Role.MEMBER)
    for person, login, status in ((stranger, "eve", 404), (member, "mallory", 403)):
        await team.account_of(person, login)
        await person.ask("POST", team.path, body, status=status)
    assert len(team.github.requests) == 0


async def test_connected_again_it_goes_on_where_it_was_also_under_another_name(
    team: Team,
) -> None:
    rocket = team.github.repo("acme/rocket", admin=[team.ada])
    first = await team.connected()
    await team.owner.delete(f"{team.path}/{first['id']}")
    await team.settled()
    assert hooks_of(rocket) == []
    team.github.rename(rocket, "missile")
    again = await team.connected("acme/rocket")  # GitHub knows it by its old name, too
    assert (again["id"], again["full_name"], again["state"]) == (
        first["id"],
        "acme/missile",
        "connected",
    )
    assert len(hooks_of(rocket)) == 1


async def test_another_repository_of_the_same_name_is_another_one(team: Team) -> None:
    old = team.github.repo("acme/rocket", admin=[team.ada])
    first = await team.connected()
    team.github.rename(old, "old-rocket")
    team.github.world.outbox.waiting.clear()  # nobody tells us
    team.github.repo("acme/rocket", admin=[team.ada])
    second = await team.connect("acme/rocket")
    assert second["id"] != first["id"]
    await team.settled()
    page = await team.owner.get(team.path)
    assert {each["id"]: each["full_name"] for each in page["items"]} == {
        first["id"]: "acme/old-rocket",
        second["id"]: "acme/rocket",
    }
    assert {each["state"] for each in page["items"]} == {"connected"}


async def test_one_that_was_disconnected_gives_its_name_up(team: Team) -> None:
    old = team.github.repo("acme/rocket", admin=[team.ada])
    first = await team.connected()
    await team.owner.delete(f"{team.path}/{first['id']}")
    await team.settled()
    team.github.delete_repo(old)
    team.github.repo("acme/rocket", admin=[team.ada])
    second = await team.connected("acme/rocket")
    assert second["id"] != first["id"]
    assert second["state"] == "connected"
