"""What becomes of a repository on GitHub is noticed: told by deliveries, and found by looking."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.github.connected import Team, hooks_of, reachable, team_at
from tests.support.apps import Json
from tests.support.fake_github import GitHubServer
from tests.support.fake_github import Repository as Played
from tests.support.fake_github import Role as PlayedRole
from tests.support.tasks import run_now
from trivet.auth.models import GitHubToken
from trivet.github.models import Repository
from trivet.github.tasks import CHECK_REPOSITORIES, CHECK_REPOSITORY, keeping
from trivet.platform.clock import now
from trivet.platform.settings import Settings

How = Callable[[Team, str], Awaitable[None]]


@pytest.fixture
async def team(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Team]:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        yield team


@pytest.fixture
def rocket(team: Team) -> Played:
    return team.github.repo("acme/rocket", admin=[team.ada])


async def told(team: Team, _repository_id: str) -> None:
    """By its webhook, which is all that we hear: nobody can be asked."""
    async with team.app.runtime.units.write() as unit:
        token = await unit.session.get(GitHubToken, UUID(team.owner.id))
        assert token is not None
        token.refused_at = now()
    await team.settled()
    async with team.app.runtime.units.write() as unit:
        token = await unit.session.get(GitHubToken, UUID(team.owner.id))
        assert token is not None
        token.refused_at = None


async def looking(team: Team, repository_id: str) -> None:
    """By a look; nothing is delivered."""
    team.github.world.outbox.waiting.clear()
    await team.looked_at(repository_id)


both_ways = pytest.mark.parametrize("notice", [told, looking])


@both_ways
async def test_a_new_name_is_taken_over(team: Team, rocket: Played, notice: How) -> None:
    made = await team.connected()
    team.github.rename(rocket, "Missile")
    await notice(team, made["id"])
    shown = await team.shown(made["id"])
    assert shown["full_name"] == "acme/Missile"
    assert (await team.row(made["id"])).name_key == "acme/missile"
    audit = await team.owner.get(f"/workspaces/{team.workspace}/audit?limit=20")
    (renamed,) = [each for each in audit["items"] if each["type"] == "repository.renamed"]
    assert renamed["payload"]["was"] == "acme/rocket"


@both_ways
async def test_a_new_owner_is_taken_over(team: Team, rocket: Played, notice: How) -> None:
    made = await team.connected()
    team.github.transfer(rocket, team.github.org("umbrella"))
    await notice(team, made["id"])
    assert (await team.shown(made["id"]))["full_name"] == "umbrella/rocket"


@both_ways
async def test_archives_come_and_go(team: Team, rocket: Played, notice: How) -> None:
    made = await team.connected()
    team.github.archive(rocket)
    await notice(team, made["id"])
    shown = await team.shown(made["id"])
    assert (shown["archived"], shown["can_branch"]) == (True, False)
    team.github.unarchive(rocket)
    await notice(team, made["id"])
    shown = await team.shown(made["id"])
    assert (shown["archived"], shown["can_branch"]) == (False, True)


@both_ways
async def test_another_default_branch_is_taken_over(
    team: Team, rocket: Played, notice: How
) -> None:
    made = await team.connected()
    team.github.branch(rocket, "trunk")
    team.github.set_default(rocket, "trunk")
    await notice(team, made["id"])
    assert (await team.shown(made["id"]))["default_branch"] == "trunk"


async def test_who_may_see_it_is_found_by_looking(team: Team, rocket: Played) -> None:
    made = await team.connected()
    rocket.private = False
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["private"] is False


async def test_a_deleted_one_is_gone_until_it_comes_back(team: Team, rocket: Played) -> None:
    made = await team.connected()
    team.github.delete_repo(rocket)
    await team.settled()
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"]["code"]) == ("problem", "repository_gone")
    assert (shown["can_branch"], shown["why_not"]) == (False, shown["problem"]["detail"])
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["code"] == "repository_gone"
    # "You can restore some deleted repositories within 90 days."
    team.github.world.repos[rocket.id] = rocket
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"] is None


async def test_lost_access_is_told_of_and_comes_back(team: Team, rocket: Played) -> None:
    made = await team.connected()
    rocket.roles.clear()
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"]["code"]) == ("problem", "access_lost")
    assert "acme/rocket" in shown["problem"]["detail"]
    audit = await team.owner.get(f"/workspaces/{team.workspace}/audit?limit=20")
    assert "repository.problem" in {each["type"] for each in audit["items"]}
    rocket.roles[team.ada.id] = PlayedRole.ADMIN
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"]) == ("connected", None)


async def test_another_admin_steps_in_for_who_lost_access(team: Team, rocket: Played) -> None:
    bob, account = await team.admin("bob")
    made = await team.connected()
    rocket.roles = {account.id: rocket.role_of(team.ada)}
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["code"] == "access_lost"
    await team.check(made["id"], by=bob)
    assert (await team.shown(made["id"]))["problem"] is None
    assert str((await team.row(made["id"])).connected_by) == bob.id
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"] is None


async def test_a_refused_token_waits_for_its_person_or_for_another(
    team: Team, rocket: Played
) -> None:
    bob, account = await team.admin("bob")
    rocket.roles[account.id] = rocket.role_of(team.ada)
    made = await team.connected()
    for token in [*team.github.world.tokens.values()]:
        if token.account is team.ada:
            team.github.revoke(token.text)
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"]["code"]) == ("problem", "sign_in_needed")
    assert (shown["can_branch"], shown["why_not"]) == (
        False,
        "Sign in with GitHub again: it no longer accepts your token.",
    )
    # For another admin it is only the look that fails.
    assert (await team.shown(made["id"], to=bob))["can_branch"] is True
    await team.check(made["id"], by=bob)
    assert (await team.shown(made["id"]))["problem"] is None


async def test_signing_in_again_goes_on_by_itself(team: Team, rocket: Played) -> None:
    made = await team.connected()
    await team.app.runtime.units.retried(_refused(team.owner.id, yes=True))
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["code"] == "sign_in_needed"
    await team.app.runtime.units.retried(_refused(team.owner.id, yes=False))
    await team.app.owner()  # signs in
    await team.settled()
    assert (await team.shown(made["id"]))["problem"] is None
    assert len(hooks_of(rocket)) == 1


def _refused(user_id: str, *, yes: bool) -> Any:
    async def change(unit: Any) -> None:
        token = await unit.session.get(GitHubToken, UUID(user_id))
        token.refused_at = now() if yes else None

    return change


async def test_what_github_switched_off_is_told_of(team: Team, rocket: Played) -> None:
    made = await team.connected()
    rocket.disabled = True
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"]["code"]) == ("problem", "disabled")
    assert shown["can_branch"] is False
    rocket.disabled = False
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["state"] == "connected"


async def test_names_that_change_places_end_where_they_belong(team: Team) -> None:
    github = team.github
    one = github.repo("acme/one", admin=[team.ada])
    two = github.repo("acme/two", admin=[team.ada])
    first, second = await team.connected("acme/one"), await team.connected("acme/two")
    github.rename(one, "spare")
    github.rename(two, "one")
    github.rename(one, "two")
    github.world.outbox.waiting.clear()
    await team.looked_at(first["id"])
    await team.looked_at(second["id"])
    assert (await team.shown(first["id"]))["full_name"] == "acme/two"
    assert (await team.shown(second["id"]))["full_name"] == "acme/one"
    keys = {(await team.row(each["id"])).name_key for each in (first, second)}
    assert keys == {"acme/one", "acme/two"}


async def test_deliveries_in_another_order_end_with_what_github_says(
    team: Team, rocket: Played
) -> None:
    made = await team.connected()
    team.github.rename(rocket, "second")
    team.github.rename(rocket, "third")
    team.github.world.outbox.waiting.reverse()
    await team.settled()
    assert (await team.shown(made["id"]))["full_name"] == "acme/third"


async def test_the_clock_looks_at_each_once_an_hour(team: Team, rocket: Played) -> None:
    made = await team.connected()
    by_hand = {"full_name": "acme/other", "secret": "a secret that nobody guesses"}
    await team.owner.post(team.path, by_hand)
    assert await run_now(team.app, CHECK_REPOSITORIES) == {"repositories": 1}  # the one by hand
    await team.settled()
    await team.app.runtime.units.retried(_long_ago(made["id"]))
    team.github.rename(rocket, "missile")
    team.github.world.outbox.waiting.clear()
    assert await run_now(team.app, CHECK_REPOSITORIES) == {"repositories": 2}
    await team.settled()
    assert (await team.shown(made["id"]))["full_name"] == "acme/missile"


def _long_ago(repository_id: str) -> Any:
    async def change(unit: Any) -> None:
        row = await unit.session.get(Repository, UUID(repository_id))
        row.checked_at = now() - timedelta(hours=1)

    return change


async def test_a_look_that_nothing_changed_costs_little(team: Team, rocket: Played) -> None:
    made = await team.connected()
    await team.looked_at(made["id"])
    team.github.requests.clear()
    await team.looked_at(made["id"])
    asked = [(each.method, each.path, each.status) for each in team.github.requests]
    (hook,) = hooks_of(rocket)
    assert asked == [
        ("GET", "/repos/acme/rocket", 304),
        ("GET", f"/repos/acme/rocket/hooks/{hook.id}", 200),
    ]


async def test_who_asks_while_a_look_waits_gets_that_one(team: Team, rocket: Played) -> None:
    made = await team.connected()
    path = f"{team.path}/{made['id']}/check"
    async with team.app.runtime.units.write() as unit:
        # Nothing else of this repository runs meanwhile.
        unit.enqueue(
            CHECK_REPOSITORY.call(
                {"repository_id": made["id"]},
                workspace_id=UUID(team.workspace),
                requested_by=UUID(team.owner.id),
                concurrency_key=keeping(UUID(made["id"])),
                run_at=now() + timedelta(hours=1),
            )
        )
    first = await team.owner.ask("POST", path, status=202)
    second = await team.owner.ask("POST", path, status=202)
    assert first.json()["task"]["id"] == second.json()["task"]["id"]
    assert first.headers["location"] == f"/tasks/{first.json()['task']['id']}"
    assert (await team.shown(made["id"]))["task"]["id"] == first.json()["task"]["id"]


async def test_one_by_hand_needs_nobody_at_github(team: Team) -> None:
    body: Json = {"full_name": "acme/secret", "secret": "a secret that nobody guesses"}
    team.github.repo("acme/secret")
    made = await team.owner.post(team.path, body)
    done = await team.check(made["id"])
    assert "GitHub does not show" in done["result"]["not_looked"]
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"], shown["checked_at"]) == ("waiting", None, None)
