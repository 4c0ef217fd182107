"""Deliveries: whose they are, and that each is kept and worked on once."""

import asyncio
import threading
import zlib
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from sqlalchemy import func, select
from starlette.requests import Request

from tests.factories.github import PullRequests, branch, ping, repository
from tests.github.hooks import SECRET, Hook, Scene, Tasks, connect, kanban, signature
from tests.support.apps import Json, Person, Trivet
from tests.support.time import HeldTime
from trivet.github.client import GitHubClient
from trivet.github.models import Delivery, PullRequest, Repository
from trivet.github.tasks import FORGET_DELIVERIES
from trivet.github.workers import BODIES_KEPT, DELIVERIES_KEPT
from trivet.platform.clock import held, now
from trivet.platform.db.base import Base
from trivet.platform.tasks.models import TaskRow


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def count(app: Trivet, model: type[Base]) -> int:
    async with app.runtime.units.read() as unit:
        return await unit.session.scalar(select(func.count()).select_from(model)) or 0


async def state_of(scene: Scene) -> Json:
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    (found,) = (await scene.owner.get(path))["items"]
    shown: Json = found
    return shown


def test_the_signature_of_github_s_own_example() -> None:
    github = GitHubClient
    secret, body = "It's a Secret to Everybody", b"Hello, World!"
    good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert github.validate_webhook_signature(body, good, secret)
    for bad in (good[:-1] + "8", good.replace("256", "1"), good[7:], "", "sha256=", "sha256=ü"):
        assert not github.validate_webhook_signature(body, bad, secret)
    assert not github.validate_webhook_signature(body + b"!", good, secret)
    assert not github.validate_webhook_signature(body, good, "another")


async def test_the_first_ping_turns_it_green(scene: Scene) -> None:
    assert (await state_of(scene))["state"] == "waiting"
    await scene.deliver("ping", ping())
    shown = await state_of(scene)
    assert shown["state"] == "connected"
    assert shown["first_delivery_at"] is not None
    assert shown["last_delivery_at"] is not None


async def test_a_server_that_does_not_name_its_hooks_is_understood(scene: Scene) -> None:
    scene.hook.number = None
    await scene.deliver("ping", {"zen": "Hi", "hook_id": 1})
    assert (await state_of(scene))["state"] == "connected"
    card = await scene.card()
    await scene.deliver("create", branch(f"{card['key']}-x"), guid="1")
    assert await scene.column_of(card) == "In progress"


async def test_identical_deliveries_change_nothing(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    await scene.deliver("pull_request", payload, guid="one")
    before = (await scene.events(card), await count(scene.app, TaskRow))
    again = await scene.hook.send("pull_request", payload, guid="one")
    assert (again.status_code, again.json()) == (200, {"status": "already_done"})
    assert (await scene.events(card), await count(scene.app, TaskRow)) == before
    # The same under another name is worked on, and changes nothing either.
    await scene.deliver("pull_request", payload, guid="two")
    assert await scene.events(card) == before[0]


async def test_twenty_at_once_are_one(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    answers = await asyncio.gather(
        *(scene.hook.send("pull_request", payload, guid="one") for _ in range(20))
    )
    assert {answer.status_code for answer in answers} <= {200, 202}
    await scene.worked_on()
    assert await count(scene.app, Delivery) == 1
    moves = [event for event in await scene.events(card) if event["type"] == "card.moved"]
    assert len(moves) == 1


async def test_one_that_failed_runs_again_when_it_is_delivered_again(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    broken = {**payload, "pull_request": {"number": 1}}
    await scene.deliver("pull_request", broken, guid="one")
    (task,) = scene.tasks.of_webhooks()
    assert (task.state, task.error and task.error.code) == ("failed", "malformed_payload")
    await scene.deliver("pull_request", payload, guid="one")
    assert await scene.column_of(card) == "Review"
    assert (await scene.hook.send("pull_request", payload, guid="one")).status_code == 200


async def test_what_means_nothing_to_us_is_200(scene: Scene) -> None:
    for event in ("star", "issues", "workflow_run", "deployment"):
        answer = await scene.hook.send(event, {"repository": repository()})
        assert (answer.status_code, answer.json()) == (200, {"status": "not_supported"})
    assert await count(scene.app, Delivery) == 0
    assert (await state_of(scene))["state"] == "connected"  # its signature is good


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Hub-Signature-256": ""}, 401),
        ({"X-Hub-Signature-256": "sha256=" + "0" * 64}, 401),
        ({"X-Hub-Signature-256": "sha1=abc"}, 401),
        ({"X-GitHub-Event": ""}, 400),
        ({"X-GitHub-Event": "Robert'); DROP"}, 400),
        ({"X-GitHub-Delivery": ""}, 400),
        ({"X-GitHub-Delivery": "x" * 101}, 400),
        ({"X-GitHub-Hook-ID": "one"}, 400),
        ({"X-GitHub-Hook-ID": "9" * 30}, 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 400),
        ({"Content-Type": "application/json; charset=utf-8"}, 202),
        ({"Idempotency-Key": "mine"}, 202),
    ],
)
async def test_what_is_not_as_github_sends_it_is_refused(
    scene: Scene, headers: dict[str, str], status: int
) -> None:
    answer = await scene.hook.send("ping", ping(), headers=headers)
    assert answer.status_code == status, answer.text
    if status != 202:
        assert answer.json()["detail"]
        assert await count(scene.app, Delivery) == 0
        assert (await state_of(scene))["state"] == "waiting"
    if status == 401:
        assert answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"{}x"])
async def test_a_signed_body_that_is_no_object_is_400(scene: Scene, body: bytes) -> None:
    answer = await scene.hook.send("ping", None, body=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_delivery")
    assert await count(scene.app, Delivery) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        *({"number": 0}, {"number": True}, {"number": 2**31}, {"title": None}, {"title": ""}),
        *({"updated_at": "then"}, {"head": None}, {"base": []}, {"state": 7}),
    ],
)
async def test_a_payload_that_lacks_something_fails_and_says_what(
    scene: Scene, wrong: Json
) -> None:
    pull = PullRequests(1, more=wrong)
    await scene.deliver("pull_request", pull.at(1, "opened"))
    (task,) = scene.tasks.of_webhooks()
    assert task.error is not None
    assert (task.state, task.error.code) == ("failed", "malformed_payload")
    assert next(iter(wrong)) in task.error.detail
    assert await count(scene.app, PullRequest) == 0


async def test_strange_values_are_stored_or_left_out(scene: Scene) -> None:
    card = await scene.card()
    more: Json = {"user": None, "html_url": "javascript:alert(1)"}
    more["author_association"] = "NONE"
    more["head"] = {"ref": "gone", "sha": "", "repo": None}  # the fork was deleted
    pull = PullRequests(1, title=f"{card['key']} \x00 ü", more=more)
    await scene.deliver("pull_request", pull.at(1, "opened"))
    (shown,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    assert "url" not in shown
    assert "author" not in shown
    assert "\x00" not in shown["title"]
    assert await scene.column_of(card) == "Backlog"  # nobody knows whose it is


async def test_a_larger_body_is_taken_here_and_only_here(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"], more={"body": "x" * 3_000_000})
    await scene.deliver("ping", ping())
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Review"
    too_large = await scene.hook.send("ping", {**ping(), "x": "x" * (26 * 1024 * 1024)})
    assert too_large.status_code == 413
    elsewhere = await scene.owner.ask("PATCH", f"/cards/{card['id']}", {"title": "x" * 3_000_000})
    assert elsewhere.status_code == 413


# Whose it is.


async def another(scene: Scene, name: str = "acme/rocket", secret: str = "s" * 20) -> Hook:
    """Another workspace, which connects a repository."""
    workspace = await scene.owner.post("/workspaces", {"name": "Other"})
    await kanban(scene.owner, workspace["id"])
    await connect(scene.owner, workspace["id"], name=name, secret=secret)
    return Hook(scene.app.http, secret, number=666)


async def test_a_stranger_s_signature_is_401_and_stores_nothing(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    tasks = await count(scene.app, TaskRow)
    other = await another(scene)
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    # Under the number of a hook that is known, the secret of another workspace is worth nothing.
    other.number = scene.hook.number
    forged = Hook(scene.app.http, "f" * 20, number=scene.hook.number)
    assert (await forged.send("pull_request", payload)).status_code == 401
    assert await count(scene.app, Delivery) == 1
    assert await count(scene.app, TaskRow) == tasks
    # Signed with its own secret it reaches its own workspace, and no other.
    await other.deliver("pull_request", payload)
    await scene.tasks.until(lambda: _processed(scene.app, 2))
    assert await scene.column_of(card) == "Backlog"
    assert "pull_requests" not in await scene.owner.get(f"/cards/{card['id']}")


async def _processed(app: Trivet, wanted: int) -> bool:
    async with app.runtime.units.read() as unit:
        statement = select(func.count()).where(Delivery.processed_at.is_not(None))
        return (await unit.session.scalar(statement) or 0) >= wanted


async def test_whoever_claims_a_hook_s_number_keeps_it_from_nobody(scene: Scene) -> None:
    squatter = await another(scene)
    squatter.number = scene.hook.number
    await squatter.deliver("ping", ping())
    card = await scene.card()
    await scene.deliver("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    assert await scene.column_of(card) == "Review"


async def test_a_secret_is_for_its_own_repository(scene: Scene) -> None:
    for payload in (ping(name="acme/other", number=5), ping(name="acme/rocketry", number=6)):
        answer = await scene.hook.send("ping", payload)
        assert (answer.status_code, answer.json()["code"]) == (401, "signature_refused")
    await scene.deliver("ping", ping(name="Acme/Rocket"))
    assert (await state_of(scene))["full_name"] == "Acme/Rocket"
    # Once its number is known the name may change, and another repository may get the old one.
    renamed = PullRequests(1).at(1, "opened")
    renamed["repository"] = repository("acme/spaceship")
    await scene.deliver("pull_request", renamed)
    impostor = await scene.hook.send("ping", ping(number=77))
    assert impostor.status_code == 401


async def test_a_new_secret_ends_the_old_one(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    path = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    renewed = await scene.owner.patch(path, {"secret": "n" * 20})
    assert renewed["state"] == "waiting"
    assert (await scene.hook.send("ping", ping())).status_code == 401
    # By another webhook than before.
    await Hook(scene.app.http, "n" * 20, number=31).deliver("ping", ping())
    assert (await state_of(scene))["state"] == "connected"


async def test_disconnected_it_delivers_no_more_and_cards_keep_what_they_show(
    scene: Scene,
) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    await scene.owner.delete(f"{path}/{scene.repository['id']}")
    assert (await scene.owner.get(path))["items"] == []
    refused = await scene.hook.send("pull_request", pull.at(2, "closed", merged=True))
    assert refused.status_code == 401
    (shown,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    assert shown["state"] == "open"
    # Connected again, it goes on where it was.
    again = await connect(scene.owner, scene.board.workspace_id, secret="a" * 20)
    assert again["id"] == scene.repository["id"]
    scene.hook.secret = "a" * 20
    await scene.deliver("pull_request", pull.at(3, "closed"))
    (now_shown,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    assert (now_shown["id"], now_shown["state"]) == (shown["id"], "merged")


async def test_a_deleted_workspace_is_delivered_nothing(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    await scene.owner.delete(f"/workspaces/{scene.board.workspace_id}")
    assert (await scene.hook.send("ping", ping())).status_code == 401


async def test_a_repository_made_anew_is_another_one(scene: Scene) -> None:
    card, later = await scene.card(), await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "closed", merged=True))
    # Deleted on GitHub and made anew under the same name: numbers begin at 1 again.
    path = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    await scene.owner.patch(path, {"secret": "n" * 20})
    scene.hook = Hook(scene.app.http, "n" * 20, number=31)
    fresh = PullRequests(1, title=later["key"]).at(5, "opened")
    for place in (fresh, fresh["pull_request"]["head"], fresh["pull_request"]["base"]):
        place["repository" if place is fresh else "repo"] = repository(number=4711)
    await scene.deliver("pull_request", fresh)
    assert await scene.column_of(later) == "Review"
    assert await scene.column_of(card) == "Done"
    (kept,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    assert (kept["number"], kept["state"]) == (1, "merged")


async def test_a_hook_without_a_number_is_tried_against_those_that_know_none(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    scene.hook.number = None
    assert (await scene.hook.send("ping", ping())).status_code == 401


async def test_nothing_is_read_of_whom_nobody_knows(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    stranger = Hook(scene.app.http, "f" * 20, number=5)
    with patch.object(Request, "body", side_effect=AssertionError("it was read")):
        answer = await stranger.send("ping", ping())
    assert answer.status_code == 401


async def test_of_a_hook_that_was_never_heard_of_no_large_body_is_read(scene: Scene) -> None:
    large = {**ping(), "x": "x" * (2 * 1024 * 1024)}
    with patch.object(Request, "body", side_effect=AssertionError("it was read")):
        assert (await scene.hook.send("ping", large)).status_code == 401
    await scene.deliver("ping", ping())
    assert (await scene.hook.send("ping", large)).status_code == 202


async def test_the_loop_goes_on_while_a_large_body_is_checked(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    threads: set[int] = set()
    check = GitHubClient.validate_webhook_signature

    def noted(payload: bytes, signature: str, secret: str) -> bool:
        threads.add(threading.get_ident())
        return check(payload, signature, secret)

    with patch.object(GitHubClient, "validate_webhook_signature", staticmethod(noted)):
        await scene.hook.deliver("ping", {**ping(), "x": "x" * (2 * 1024 * 1024)})
    assert threading.get_ident() not in threads


# How it is kept.


async def test_secrets_and_bodies_are_not_kept_in_the_clear(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    async with scene.app.runtime.units.read() as unit:
        row = await unit.session.get(Repository, UUID(scene.repository["id"]))
        delivery = await unit.session.scalar(select(Delivery))
    assert row is not None
    assert row.secret is not None
    assert SECRET not in row.secret
    assert delivery is not None
    assert delivery.body is not None
    assert b"logically awesome" in zlib.decompress(delivery.body)
    assert SECRET not in str(scene.repository)


async def test_old_deliveries_are_forgotten_bodies_first(app: Trivet, owner: Person) -> None:
    time = HeldTime()
    scene = await Scene.set(app, owner)
    await scene.deliver("ping", ping())

    async def forget(after: timedelta) -> dict[str, Any]:
        later = now() + after
        time._now = later
        with held(time.now):
            async with app.runtime.units.write() as unit:
                task_id = unit.enqueue(FORGET_DELIVERIES.call())
            await scene.tasks.until(lambda: _ended(scene.tasks, task_id))
        return dict(scene.tasks.ended[str(task_id)].result or {})

    assert await forget(timedelta(days=1)) == {"bodies": 0, "removed": 0}
    assert await forget(BODIES_KEPT + timedelta(days=1)) == {"bodies": 1, "removed": 0}
    assert await forget(DELIVERIES_KEPT + timedelta(days=1)) == {"bodies": 0, "removed": 1}


async def _ended(tasks: Tasks, task_id: UUID) -> bool:
    return str(task_id) in tasks.ended


def test_signatures_of_the_tests_are_github_s() -> None:
    assert signature(b"Hello, World!", "It's a Secret to Everybody").endswith("8b043e17")
