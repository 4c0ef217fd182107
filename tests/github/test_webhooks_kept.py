"""The webhook that we keep on GitHub: made once, mended, removed, and never twice."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import update

from tests.github.connected import PUBLIC, Team, hooks_of, reachable, team_at
from tests.support.apps import Json
from tests.support.fake_github import GitHubServer, Role, faults
from tests.support.fake_github import Repository as Played
from tests.support.playing.wire import Answer
from tests.support.tasks import run_now
from trivet.github.inbox import EVENTS
from trivet.github.models import Repository
from trivet.github.tasks import POLL_REPOSITORIES
from trivet.platform.clock import now
from trivet.platform.settings import Settings

HOOKS = "*/hooks"


@pytest.fixture
async def team(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Team]:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        yield team


@pytest.fixture
def rocket(team: Team) -> Played:
    return team.github.repo("acme/rocket", admin=[team.ada])


def answering(status: int, text: str = "") -> httpx2.AsyncClient:
    """Leads to a server that answers all deliveries so."""

    def answer(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, text=text)

    return httpx2.AsyncClient(transport=httpx2.MockTransport(answer))


def standing(shown: Json) -> tuple[str, str, str | None, str | None]:
    """State, via, the webhook's state and the code of the problem."""
    hook, problem = shown["hook"], shown["problem"]
    return (
        shown["state"],
        shown["via"],
        None if hook is None else hook["state"],
        None if problem is None else problem["code"],
    )


# Made once.


@pytest.mark.parametrize(
    "fault",
    [faults.lost(), faults.cut(), faults.error(502), faults.server_error(), faults.html(201)],
    ids=["lost", "cut", "502", "server_error", "html"],
)
async def test_an_answer_that_gets_lost_makes_no_second_webhook(
    team: Team, rocket: Played, fault: Any
) -> None:
    team.github.fault("POST", HOOKS, fault)
    made = await team.connect()
    await team.settled(retrying=True)
    (task,) = await team.tasks("set_up_webhook_task")
    assert (task["state"], task["error"]["code"]) == ("retrying", "github_unreachable")
    assert (await team.shown(made["id"]))["task"]["id"] == task["id"]
    await team.hurry()
    assert len(hooks_of(rocket)) == 1
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_a_limit_is_waited_for(team: Team, rocket: Played) -> None:
    team.github.fault("POST", HOOKS, faults.secondary(retry_after_s=300))
    made = await team.connect()
    await team.settled(retrying=True)
    (task,) = await team.tasks("set_up_webhook_task")
    assert task["error"]["code"] == "github_limited"
    assert task["next_attempt_at"] > (now() + timedelta(seconds=250)).isoformat()
    assert hooks_of(rocket) == []
    assert (await team.shown(made["id"]))["hook"]["state"] == "making"


async def test_two_of_ours_become_one(team: Team, rocket: Played) -> None:
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    team.github.hook(rocket, f"https://trivet.before/webhooks/github?repository={made['id']}")
    await team.app.runtime.units.retried(_forgotten(made["id"]))
    await team.looked_at(made["id"])
    assert hooks_of(rocket) == [hook]
    assert (await team.shown(made["id"]))["hook"]["state"] == "verified"


def _forgotten(repository_id: str) -> Any:
    async def forget(unit: Any) -> None:
        row = await unit.session.get(Repository, UUID(repository_id))
        row.hook_id = None

    return forget


async def test_one_that_was_made_this_moment_is_found(team: Team, rocket: Played) -> None:
    """The list does not show yet what the next request is refused for."""
    team.github.fault("GET", HOOKS, faults.answering(Answer(200, [])))
    made = await team.connect()
    team.github.hook(
        rocket, f"{PUBLIC}/webhooks/github?repository={made['id']}", *EVENTS, secret="other"
    )
    await team.settled()
    assert len(hooks_of(rocket)) == 1
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


# What GitHub does not let us make.


async def test_without_the_right_we_look_ourselves_until_an_admin_checks_it(team: Team) -> None:
    bob, account = await team.admin("bob")
    rocket = team.github.repo("acme/rocket", push=[team.ada], admin=[account])
    made = await team.connected()
    assert standing(made) == ("waiting", "poll", "refused", "hook_refused")
    assert "admin" in made["problem"]["detail"]
    assert made["problem"]["since"] is not None
    assert made["can_branch"] is True
    assert (await team.check(made["id"]))["result"]["problem"]["code"] == "hook_refused"
    done = await team.check(made["id"], by=bob)
    assert done["result"]["state"] in {"waiting", "connected"}
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)
    assert len(hooks_of(rocket)) == 1
    assert str((await team.row(made["id"])).connected_by) == bob.id


async def test_where_no_webhook_is_we_look_and_that_is_all_right(
    settings: Settings, fake_github: GitHubServer
) -> None:
    more = reachable(settings, fake_github, github_poll_s=3600)
    async with team_at(more, fake_github) as team:
        rocket = fake_github.repo("acme/rocket", push=[team.ada])
        made = await team.connected()
        await team.app.runtime.units.retried(_long_ago)  # it looked when it started
        assert (await run_now(team.app, POLL_REPOSITORIES))["repositories"] == 1
        assert standing(await team.shown(made["id"])) == (
            *("polled", "poll", "refused", "hook_refused"),
        )
        # It also looks where a webhook was, and is no more; and not where one delivers.
        rocket.roles[team.ada.id] = Role.ADMIN
        await team.check(made["id"])
        await team.app.runtime.units.retried(_long_ago)
        assert (await run_now(team.app, POLL_REPOSITORIES))["repositories"] == 0
        rocket.hooks.clear()
        await team.looked_at(made["id"])
        assert (await run_now(team.app, POLL_REPOSITORIES))["repositories"] == 1
        assert standing(await team.shown(made["id"]))[3] == "hook_missing"
        # Looking tells of lost access at once, and of its end.
        rocket.roles.clear()
        await team.app.runtime.units.retried(_long_ago)
        await run_now(team.app, POLL_REPOSITORIES)
        await team.settled()
        assert standing(await team.shown(made["id"]))[3] == "access_lost"


async def _long_ago(unit: Any) -> None:
    await unit.session.run(update(Repository).values(polled_at=now() - timedelta(hours=2)))


async def test_twenty_webhooks_are_all_that_github_takes(team: Team, rocket: Played) -> None:
    for number in range(20):
        team.github.hook(rocket, f"https://ci.example/{number}", "push")
    made = await team.connected()
    assert standing(made) == ("waiting", "poll", "refused", "hook_limit")
    assert "Remove one" in made["problem"]["detail"]
    rocket.hooks.popitem()
    await team.looked_at(made["id"])
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_what_github_says_of_an_address_is_told(team: Team, rocket: Played) -> None:
    said = "url is not supported because it isn't reachable over the public Internet (trivet.local)"
    refused = {"message": "Validation Failed", "errors": [{"code": "custom", "message": said}]}
    # Every time: the clock may have the repository looked at once more meanwhile.
    team.github.fault("POST", HOOKS, faults.answering(Answer(422, refused)), times=None)
    made = await team.connected()
    assert standing(made) == ("waiting", "poll", "refused", "hook_refused")
    assert said in made["problem"]["detail"]


# What becomes of it.


async def test_one_that_does_not_reach_us_is_told_of_and_mends_itself(
    team: Team, rocket: Played
) -> None:
    made = await team.connected()
    team.github.deliver_by(answering(502, "bad gateway"))
    team.github.branch(rocket, "whatever")
    await team.settled()
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "poll", "failing", "hook_failing")
    assert shown["hook"]["last_status"] == 502
    assert "Invalid HTTP Response: 502" in shown["problem"]["detail"]
    since = shown["problem"]["since"]
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["since"] == since
    # The next thing that arrives, the ping of a check included, shows that it is over.
    team.github.deliver_by(team.app.http)
    await team.check(made["id"])
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["hook"] == {
        "state": "verified",
        "last_status": 202,
        "last_message": "OK",
    }


async def test_one_whose_secret_differs_is_given_the_right_one(team: Team, rocket: Played) -> None:
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    hook.secret = "somebody changed it"
    team.github.branch(rocket, "whatever")
    await team.settled()
    await team.looked_at(made["id"])
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_one_that_was_removed_is_made_again_when_somebody_asks(
    team: Team, rocket: Played
) -> None:
    made = await team.connected()
    rocket.hooks.clear()
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "poll", "none", "hook_missing")
    assert hooks_of(rocket) == []
    await team.check(made["id"])
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)
    assert len(hooks_of(rocket)) == 1


async def test_one_that_was_switched_off_stays_off_until_somebody_asks(
    team: Team, rocket: Played
) -> None:
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    hook.active = False
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "poll", "failing", "hook_failing")
    assert "switched off" in shown["problem"]["detail"]
    assert [each.active for each in hooks_of(rocket)] == [False]
    await team.check(made["id"])
    assert [each.active for each in hooks_of(rocket)] == [True]
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_a_copy_of_us_does_not_take_it_away(team: Team, rocket: Played) -> None:
    """Whoever restores a copy under another address has the same rows."""
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    hook.url = f"https://the.original/webhooks/github?repository={made['id']}"
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "poll", "failing", "hook_failing")
    assert "https://the.original" in shown["problem"]["detail"]
    assert hook.url.startswith("https://the.original")
    await team.check(made["id"])
    assert hook.url.startswith(PUBLIC)
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_a_copy_of_us_does_not_remove_it(team: Team, rocket: Played) -> None:
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    hook.url = f"https://the.original/webhooks/github?repository={made['id']}"
    await team.owner.delete(f"{team.path}/{made['id']}")
    await team.settled()
    assert hooks_of(rocket) == [hook]
    (task,) = await team.tasks("remove_webhook_task")
    assert task["result"]["removed"] == 0
    assert "https://the.original" in task["result"]["by_hand"]


async def test_one_that_tells_too_little_is_told_what_we_want(team: Team, rocket: Played) -> None:
    made = await team.connected()
    (hook,) = hooks_of(rocket)
    hook.events = ["pull_request", "create", "delete"]
    await team.looked_at(made["id"])
    assert tuple(hook.events) == EVENTS
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)
    changed = hook.updated_at
    hook.events = ["*"]
    await team.looked_at(made["id"])
    assert (hook.events, hook.updated_at) == (["*"], changed)


async def test_a_lost_ping_is_asked_for_again(team: Team, rocket: Played) -> None:
    made = await team.connect()
    await team.settled()
    rocket.hooks[next(iter(rocket.hooks))].last = (None, "unused", None)
    await team.app.runtime.units.retried(_unheard(made["id"]))
    assert (await team.shown(made["id"]))["hook"]["state"] == "made"
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["hook"]["state"] == "verified"


def _unheard(repository_id: str) -> Any:
    async def forget(unit: Any) -> None:
        row = await unit.session.get(Repository, UUID(repository_id))
        row.first_delivery_at = None

    return forget


async def test_deliveries_that_somebody_else_takes_are_noticed(team: Team, rocket: Played) -> None:
    team.github.deliver_by(answering(200, "a page of some proxy"))
    made = await team.connected()
    assert (made["state"], made["hook"]["state"]) == ("waiting", "made")
    await team.looked_at(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "poll", "failing", "hook_failing")
    assert "TRIVET_PUBLIC_URL" in shown["problem"]["detail"]


async def test_a_new_secret_reaches_github_too(team: Team, rocket: Played) -> None:
    made = await team.connected()
    path = f"{team.path}/{made['id']}"
    shown = await team.owner.patch(path, {"secret": "another secret of mine"})
    assert shown["task"]["name"] == "set_up_webhook_task"
    await team.settled()
    (hook,) = hooks_of(rocket)
    assert hook.secret == "another secret of mine"
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


async def test_a_secret_whose_key_is_lost_is_replaced(team: Team, rocket: Played) -> None:
    made = await team.connected()

    async def lose(unit: Any) -> None:
        row = await unit.session.get(Repository, UUID(made["id"]))
        row.secret = "gAAAA-nothing-opens-this"

    await team.app.runtime.units.retried(lose)
    await team.looked_at(made["id"])
    assert len(hooks_of(rocket)) == 1
    assert standing(await team.shown(made["id"])) == ("connected", "hook", "verified", None)


# Removed.


async def test_disconnecting_removes_it(team: Team, rocket: Played) -> None:
    made = await team.connected()
    await team.owner.delete(f"{team.path}/{made['id']}")
    await team.settled()
    assert hooks_of(rocket) == []
    (task,) = await team.tasks("remove_webhook_task")
    assert (task["state"], task["result"]) == ("succeeded", {"removed": 1})


async def test_disconnecting_while_it_is_made_leaves_none(team: Team, rocket: Played) -> None:
    made = await team.connect()
    await team.owner.delete(f"{team.path}/{made['id']}")
    await team.settled()
    assert hooks_of(rocket) == []


async def test_connected_again_at_once_it_keeps_one(team: Team, rocket: Played) -> None:
    first = await team.connected()
    await team.owner.delete(f"{team.path}/{first['id']}")
    again = await team.connected()
    assert again["id"] == first["id"]
    assert len(hooks_of(rocket)) == 1
    assert standing(again) == ("connected", "hook", "verified", None)


async def test_it_is_removed_in_the_name_of_whoever_can(team: Team, rocket: Played) -> None:
    bob, _ = await team.admin("bob")  # who is nobody at GitHub's repository
    made = await team.connected()
    await bob.delete(f"{team.path}/{made['id']}")
    await team.settled()
    assert hooks_of(rocket) == []


async def test_what_cannot_be_removed_is_said(team: Team, rocket: Played) -> None:
    made = await team.connected()
    rocket.roles.clear()
    await team.owner.delete(f"{team.path}/{made['id']}")
    await team.settled()
    (task,) = await team.tasks("remove_webhook_task")
    assert task["state"] == "succeeded"
    assert task["result"]["removed"] == 0
    where = "https://github.com/acme/rocket/settings/hooks"
    assert where in task["result"]["by_hand"]
    assert len(hooks_of(rocket)) == 1
    # What it delivers is refused.
    team.github.branch(rocket, "whatever")
    *_, delivery = await team.github.deliver_all()
    assert delivery.status_code == 401


async def test_a_deleted_workspace_leaves_no_webhook_behind(team: Team, rocket: Played) -> None:
    await team.connected()
    await team.owner.delete(f"/workspaces/{team.workspace}")
    await team.settled()
    assert hooks_of(rocket) == []


async def test_a_webhook_made_by_hand_is_left_alone(team: Team, rocket: Played) -> None:
    body = {"full_name": "acme/rocket", "secret": "a secret that nobody guesses"}
    made = await team.owner.post(team.path, body)
    assert (made["via"], made["hook"], made["picked"]) == ("hand", None, False)
    # Made before webhooks had addresses of their own.
    hook = team.github.hook(
        rocket, f"{PUBLIC}/webhooks/github", "pull_request", "create", secret=body["secret"]
    )
    await team.settled()
    assert standing(await team.shown(made["id"])) == ("connected", "hand", None, None)
    hook.active = False
    await team.check(made["id"])
    shown = await team.shown(made["id"])
    assert standing(shown) == ("problem", "hand", None, "hook_failing")
    assert "tick Active" in shown["problem"]["detail"]
    assert (hook.active, hook.events) == (False, ["pull_request", "create"])
    rocket.hooks.clear()
    await team.check(made["id"])
    assert standing(await team.shown(made["id"])) == ("problem", "hand", None, "hook_missing")
    await team.owner.delete(f"{team.path}/{made['id']}")
    await team.settled()
    assert await team.tasks("remove_webhook_task") == []
