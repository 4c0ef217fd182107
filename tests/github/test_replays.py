"""Deliveries that are worked on once more: what it mends, what it leaves alone, who may."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from tests.factories.github import (
    Payload,
    PullRequests,
    branch,
    check_run,
    ping,
    push,
    repository,
    review,
    status,
)
from tests.github.hooks import Scene, connect
from tests.github.making import Making
from tests.github.test_deliveries_listed import listed
from tests.github.writing import writer_of
from tests.support.apps import Json, Person, Trivet, in_workspace, somebody
from tests.support.audit import audit_log
from trivet.github.errors import MalformedPayload
from trivet.github.models import Branch, Check, Delivery, PullRequest, Repository
from trivet.github.service import WebhookService
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role

WHEN = {"received_at"}
"""When something was heard of last."""


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def replayed(scene: Scene, delivery_id: str) -> Json:
    """Have one worked on again, and wait for that; how it stands then."""
    begun = await scene.owner.post(f"/deliveries/{delivery_id}/replay", None, status=202)
    await scene.worked_on()
    found = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert found["task"]["id"] == begun["task"]["id"]
    return found


async def refused(scene: Scene, delivery_id: str, *, status: int = 409) -> Json:
    path = f"/deliveries/{delivery_id}/replay"
    found: Json = (await scene.owner.ask("POST", path, status=status)).json()
    return found


async def delivered(scene: Scene, event: str, payload: Payload) -> str:
    """Deliver something; the id of the delivery."""
    await scene.deliver(event, payload, guid=(guid := str(uuid4())))
    found = next(each for each in await listed(scene) if each["guid"] == guid)
    return str(found["id"])


async def everything(scene: Scene) -> dict[str, Any]:
    """All that deliveries can change, but for when they were worked on."""
    found: dict[str, Any] = {"board": await scene.owner.get(f"/boards/{scene.board.id}")}
    async with scene.app.runtime.units.read() as unit:
        for model in (PullRequest, Branch, Repository, Check):
            rows = await unit.session.scalars(select(model))
            found[model.__name__] = sorted(
                str(
                    {
                        name: getattr(row, name)
                        for name in sorted(set(model.__table__.columns.keys()) - WHEN)
                    }
                )
                for row in rows
            )
    return found


async def keep_body(scene: Scene, delivery_id: str, body: bytes | None) -> None:
    async with scene.app.runtime.units.write() as unit:
        key = UUID(delivery_id)
        await unit.session.run(update(Delivery).where(Delivery.id == key).values(body=body))


async def test_one_that_failed_is_replayed_once_it_can_be_worked_on(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await scene.card()

    async def cannot(*_: Any) -> None:
        raise MalformedPayload("A mistake of ours.")

    with monkeypatch.context() as patched:
        patched.setattr(WebhookService, "process_pull_request_event", cannot)
        payload = PullRequests(1, title=card["key"]).at(1, "opened")
        delivery_id = await delivered(scene, "pull_request", payload)
    before = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (before["state"], before["error"]["detail"]) == ("failed", "A mistake of ours.")
    assert await scene.column_of(card) == "Backlog"

    begun = await scene.owner.post(f"/deliveries/{delivery_id}/replay", None, status=202)
    assert begun["task"]["requested_by"] == scene.owner.id
    await scene.worked_on()
    after = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (after["state"], after["error"]) == ("done", None)
    assert [each["key"] for each in after["story"]["moved"]] == [card["key"]]
    assert await scene.column_of(card) == "Review"
    # It is still GitHub that moves the card, and no person.
    (move,) = [each for each in await scene.events(card) if each["type"] == "card.moved"]
    assert (move["origin"], move["actor_id"]) == ("github", None)


async def test_one_that_was_done_changes_nothing(scene: Scene) -> None:
    """Neither the latest nor one that was overtaken, whatever people did since."""
    card, other = await scene.card(), await scene.card()
    pull = PullRequests(1, title=card["key"], branch="work")
    name = f"{card['key']}-x"
    sent = [
        ("ping", ping()),
        ("create", branch(name, minute=1)),
        ("push", push(name, "a" * 40, minute=1)),
        ("push", push(name, "b" * 40, before="a" * 40, minute=1)),
        ("pull_request", pull.at(2, "opened")),
        ("pull_request", pull.at(2, title=f"{card['key']} again")),
        ("pull_request", pull.at(4, title=other["key"])),
        ("pull_request_review", review(pull.at(4), 1, "approved", minute=4.2)),
        ("check_run", check_run("tests", "failure", minute=4.3)),
        ("check_run", check_run("tests", "success", number=2, minute=4.4)),
        ("status", status("deploy", "pending", minute=4.5)),
        ("pull_request", pull.at(5, "closed", merged=True)),
        ("delete", branch(name, minute=6)),
        ("create", branch(name, minute=6)),
        ("push", push(name, "c" * 40, minute=6)),
    ]
    ids = [await delivered(scene, event, payload) for event, payload in sent]
    # Somebody brings a card back: that stands until something new happens.
    back = {"column_id": scene.board.columns[0], "position": 0}
    await scene.owner.post(f"/cards/{other['id']}/move", back, status=200)
    before, told = await everything(scene), await scene.events(card)
    for delivery_id in (*ids, *ids[::-1]):
        found = await replayed(scene, delivery_id)
        assert found["state"] == "done", found
        assert await everything(scene) == before, found["event"]
    assert await scene.events(card) == told
    assert await scene.column_of(other) == "Backlog"


async def test_what_does_not_say_when_it_happened_counts_as_of_when_it_came(scene: Scene) -> None:
    card = await scene.card()
    made = branch(f"{card['key']}-x")
    del made["repository"]["pushed_at"]
    delivery_id = await delivered(scene, "create", made)
    gone = branch(f"{card['key']}-x")
    del gone["repository"]["pushed_at"]
    await delivered(scene, "delete", gone)
    back = {"column_id": scene.board.columns[0], "position": 0}
    await scene.owner.post(f"/cards/{card['id']}/move", back, status=200)
    before = await everything(scene)
    await replayed(scene, delivery_id)
    assert await everything(scene) == before


async def test_of_a_repository_the_latest_that_was_said_stands(scene: Scene) -> None:
    def named(name: str) -> Payload:
        return {"action": "renamed", "repository": repository(name), "sender": {"login": "ada"}}

    await delivered(scene, "ping", ping())
    first = await delivered(scene, "repository", named("acme/saturn"))
    last = await delivered(scene, "repository", named("acme/apollo"))
    before = await everything(scene)
    found = await replayed(scene, first)
    assert found["story"]["ignored"] == "overtaken"
    assert await everything(scene) == before
    found = await replayed(scene, last)
    assert found["story"]["ignored"] is None
    assert found["repository"]["full_name"] == "acme/apollo"


async def test_an_old_push_opens_no_draft_that_nobody_wanted_then(
    at_work: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.github.allowance.MUTATION_GAP_S", 0.0)
    writer = writer_of(at_work)
    await at_work.made(await at_work.card(), "lift-off")
    at_work.github.commit(at_work.rocket, "lift-off", by=at_work.ada)
    await writer.all_done()
    await writer.switch(draft_on_push=True)
    workspace = f"workspace_id={at_work.board.workspace_id}"
    pushes = (await at_work.owner.get(f"/deliveries?{workspace}&event=push"))["items"]
    for each in pushes:
        await at_work.owner.post(f"/deliveries/{each['id']}/replay", None, status=202)
        await writer.all_done()
        assert (await at_work.owner.get(f"/deliveries/{each['id']}"))["state"] == "done"
    assert pushes
    assert not at_work.rocket.pulls


async def test_a_card_that_was_made_since_is_linked(scene: Scene) -> None:
    payload = PullRequests(1, title=f"{scene.board.key}-1").at(1, "opened")
    delivery_id = await delivered(scene, "pull_request", payload)
    card = await scene.card()
    assert card["key"] == f"{scene.board.key}-1"
    found = await replayed(scene, delivery_id)
    assert [each["key"] for each in found["story"]["linked"]] == [card["key"]]


async def test_a_replay_that_fails_says_so_and_can_be_replayed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    delivery_id = await delivered(scene, "pull_request", payload)

    async def cannot(*_: Any) -> None:
        raise MalformedPayload("A mistake of ours.")

    with monkeypatch.context() as patched:
        patched.setattr(WebhookService, "process_pull_request_event", cannot)
        found = await replayed(scene, delivery_id)
    assert (found["state"], found["story"]) == ("failed", None)
    assert found["processed_at"] is not None
    assert [each["id"] for each in await listed(scene, "&state=failed")] == [delivery_id]
    assert (await replayed(scene, delivery_id))["state"] == "done"


async def test_what_is_forgotten_is_not_replayed(scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    await keep_body(scene, delivery_id, None)
    problem = await refused(scene, delivery_id)
    assert problem["code"] == "delivery_forgotten"
    assert "Have GitHub deliver it again" in problem["detail"]
    found = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (found["body_kept"], found["body"]) == (False, None)
    # What it was about is known from when it was worked on.
    payload = PullRequests(1).at(1, "opened")
    delivery_id = await delivered(scene, "pull_request", payload)
    await keep_body(scene, delivery_id, None)
    found = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (found["action"], found["subject"]["pull_request"]) == ("opened", 1)


async def test_what_is_forgotten_while_it_waits_fails_and_says_what_to_do(scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(Delivery).values(body=None))
        task_id = await unit.session.scalar(select(Delivery.task_id))
        await unit.session.run(
            update(TaskRow)
            .where(TaskRow.id == task_id)
            .values(state="queued", finished_at=None, attempts=0, args=again(delivery_id))
        )
    scene.app.runtime.tasks.ring()
    await scene.worked_on()
    found = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (found["state"], found["error"]["code"]) == ("failed", "delivery_gone")
    assert "deliver it again" in found["error"]["detail"]


def again(delivery_id: str) -> Json:
    return {"event_type": "ping", "payload": None, "event_id": delivery_id, "again": True}


async def test_of_a_disconnected_repository_nothing_is_replayed(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    delivery_id = await delivered(scene, "pull_request", payload)
    path = f"/workspaces/{scene.board.workspace_id}/repositories"
    await scene.owner.delete(f"{path}/{scene.repository['id']}")
    assert (await refused(scene, delivery_id))["code"] == "repository_disconnected"
    await connect(scene.owner, scene.board.workspace_id)
    assert (await replayed(scene, delivery_id))["state"] == "done"


async def test_what_is_disconnected_while_it_waits_is_not_taken(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    delivery_id = await delivered(scene, "pull_request", payload)
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(secret=None))
        args = {**again(delivery_id), "event_type": "pull_request"}
        await unit.session.run(
            update(TaskRow).values(state="queued", finished_at=None, result=None, args=args)
        )
    scene.app.runtime.tasks.ring()
    await scene.worked_on()
    found = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert (found["state"], found["story"]["ignored"]) == ("done", "disconnected")


async def test_one_at_a_time(scene: Scene) -> None:
    """Of many who ask at once one is heard; the others are told that it is under way."""
    delivery_id = await delivered(scene, "ping", ping())
    gate, begun = asyncio.Event(), asyncio.Event()

    async def wait(*_: Any) -> dict[str, Any]:
        begun.set()
        await gate.wait()
        return {}

    original = WebhookService.process
    WebhookService.process = wait  # type: ignore[assignment, method-assign]
    try:
        answers = await asyncio.gather(
            *(scene.owner.ask("POST", f"/deliveries/{delivery_id}/replay") for _ in range(6))
        )
        async with asyncio.timeout(60):
            await begun.wait()
        gate.set()
    finally:
        WebhookService.process = original  # type: ignore[method-assign]
    assert sorted(answer.status_code for answer in answers) == [202] + [409] * 5
    (task_id,) = [each.json()["task"]["id"] for each in answers if each.status_code == 202]
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "delivery_under_way"
            assert answer.json()["task_id"] == task_id
    await scene.worked_on()
    assert (await replayed(scene, delivery_id))["state"] == "done"


async def test_a_replay_takes_its_turn_among_what_the_repository_delivers(scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    await replayed(scene, delivery_id)
    async with scene.app.runtime.units.read() as unit:
        keys = set((await unit.session.scalars(select(TaskRow.concurrency_key))).all())
    assert f"github:{scene.repository['id']}" in keys
    names = [task.name for task in scene.tasks.of_webhooks()]
    assert len(names) == 2


async def test_who_replayed_is_kept(scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    found = await replayed(scene, delivery_id)
    told = [
        (event.actor_id, event.payload)
        for event in await audit_log(
            scene.app.runtime.units, f"workspace:{scene.board.workspace_id}"
        )
        if event.type == "delivery.replayed"
    ]
    said = {
        "delivery_id": delivery_id,
        "repository_id": scene.repository["id"],
        "full_name": "acme/rocket",
        "event": "ping",
        "task_id": found["task"]["id"],
    }
    assert told == [(UUID(scene.owner.id), said)]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.VIEWER, 403), (Role.MEMBER, 403), (Role.ADMIN, 202), (Role.OWNER, 202)],
)
async def test_admins_replay(app: Trivet, scene: Scene, role: Role, status: int) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    person = await in_workspace(app, scene.board.workspace_id, role)
    answer = await person.ask("POST", f"/deliveries/{delivery_id}/replay", status=status)
    if status == 202:
        assert answer.headers["Location"] == f"/tasks/{answer.json()['task']['id']}"
    await scene.worked_on()


async def test_for_strangers_there_is_nothing_to_replay(app: Trivet, scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    for person in (await somebody(app), await somebody(app, instance_admin=True)):
        answer = await person.ask("POST", f"/deliveries/{delivery_id}/replay", status=404)
        assert answer.json()["code"] == "delivery_not_found"
    await refused(scene, str(uuid4()), status=404)
    assert (await app.http.post(f"/deliveries/{delivery_id}/replay")).status_code == 401


async def test_the_same_request_twice_replays_once(scene: Scene) -> None:
    delivery_id = await delivered(scene, "ping", ping())
    once = {"Idempotency-Key": "mine"}
    path = f"/deliveries/{delivery_id}/replay"
    first = await scene.owner.ask("POST", path, status=202, headers=once)
    await scene.worked_on()
    second = await scene.owner.ask("POST", path, status=202, headers=once)
    assert first.json() == second.json()
    assert len(scene.tasks.of_webhooks()) == 2
