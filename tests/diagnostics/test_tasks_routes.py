"""Watching tasks, starting them again, stopping and dropping them, through HTTP."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.factories.github import PullRequests
from tests.github.hooks import Scene
from tests.support.apps import Person, Trivet, in_workspace, somebody
from tests.support.audit import audit_log
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.workspaces.models import Role

UNKNOWN = Task("of_tomorrow_task")
"""Nothing runs it: it fails as soon as it is tried."""

MEMBERS = {
    "id",
    "name",
    "state",
    "attempts",
    "max_attempts",
    "next_attempt_at",
    "progress",
    "error",
    "result",
    "requested_by",
    "cancelling",
    "created_at",
    "finished_at",
}


async def enqueue(app: Trivet, *, later: bool = True, **wanted: Any) -> str:
    """A task that waits for an hour, or that fails at once."""
    run_at = now() + timedelta(hours=1) if later else None
    async with app.runtime.units.write() as unit:
        return str(unit.enqueue(UNKNOWN.call(run_at=run_at, **wanted)))


async def failed(app: Trivet, **wanted: Any) -> str:
    """A task that has failed."""
    done = asyncio.Event()
    app.runtime.tasks.listeners.append(
        lambda task: done.set() if task.state is TaskState.FAILED else None
    )
    task_id = await enqueue(app, later=False, **wanted)
    async with asyncio.timeout(20):
        await done.wait()
    app.runtime.tasks.listeners.pop()
    return task_id


@pytest.fixture
async def workspace(owner: Person) -> UUID:
    return UUID((await owner.post("/workspaces", {"name": "Acme"}))["id"])


async def code_of(person: Person, method: str, path: str, status: int) -> str:
    return str((await person.ask(method, path, status=status)).json()["code"])


async def test_a_waiting_task_is_shown(app: Trivet, owner: Person, workspace: UUID) -> None:
    task_id = await enqueue(app, workspace_id=workspace)
    task = await owner.get(f"/tasks/{task_id}")
    assert task.keys() == MEMBERS
    assert (task["id"], task["name"], task["state"]) == (task_id, UNKNOWN.name, "queued")
    assert (task["attempts"], task["max_attempts"]) == (0, 4)
    assert parse_rfc3339(task["next_attempt_at"]) > now()
    assert task["error"] is task["result"] is task["progress"] is task["finished_at"] is None
    assert (task["requested_by"], task["cancelling"]) == (None, False)


async def test_a_failed_task_says_why(app: Trivet, owner: Person, workspace: UUID) -> None:
    task = await owner.get(f"/tasks/{await failed(app, workspace_id=workspace)}")
    assert (task["state"], task["attempts"], task["next_attempt_at"]) == ("failed", 1, None)
    assert task["error"].keys() == {"code", "detail"}
    assert task["error"]["code"] == "unknown_task"
    assert task["finished_at"] is not None


async def test_the_tasks_of_a_workspace_come_in_pages_the_youngest_first(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    wanted = [await enqueue(app, workspace_id=workspace) for _ in range(5)]
    await enqueue(app)
    await enqueue(app, workspace_id=new_id())
    path: str | None = f"/workspaces/{workspace}/tasks?limit=2"
    seen: list[str] = []
    while path is not None:
        answer = await owner.ask("GET", path, status=200)
        seen += [task["id"] for task in answer.json()["items"]]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == wanted[::-1]


async def test_the_tasks_of_a_workspace_are_filtered_by_state(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    broken = await failed(app, workspace_id=workspace)
    waiting = await enqueue(app, workspace_id=workspace)
    for state, wanted in {"failed": [broken], "queued": [waiting], "running": []}.items():
        page = await owner.get(f"/workspaces/{workspace}/tasks?state={state}")
        assert [task["id"] for task in page["items"]] == wanted
    for query, wanted in {
        "state=dead": [broken],
        "state=open": [waiting],
        "state=dead&state=queued": [waiting, broken],
        "state=open&state=dead": [waiting, broken],
        "state=succeeded&state=cancelled": [],
        f"name={UNKNOWN.name}": [waiting, broken],
        f"name={UNKNOWN.name}&state=dead": [broken],
        "name=another_task": [],
    }.items():
        page = await owner.get(f"/workspaces/{workspace}/tasks?{query}")
        assert [task["id"] for task in page["items"]] == wanted, query
    for query in ("state=lost", "name=a%00b", "cursor=nonsense", "limit=0"):
        await owner.ask("GET", f"/workspaces/{workspace}/tasks?{query}", status=422)


async def test_a_failed_task_is_retried(app: Trivet, owner: Person, workspace: UUID) -> None:
    path = f"/tasks/{await failed(app, workspace_id=workspace)}"
    again = asyncio.Event()
    app.runtime.tasks.listeners.append(
        lambda task: again.set() if task.state is TaskState.RUNNING else None
    )
    task = await owner.post(f"{path}/retry", None, status=200)
    assert (task["state"], task["attempts"], task["error"]) == ("queued", 0, None)
    async with asyncio.timeout(20):
        await again.wait()


async def test_what_cannot_be_retried_or_cancelled_says_why(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    path = f"/tasks/{await enqueue(app, workspace_id=workspace)}"
    assert await code_of(owner, "POST", f"{path}/retry", 409) == "task_not_retryable"
    assert await code_of(owner, "DELETE", path, 409) == "task_not_droppable"
    cancelled = await owner.post(f"{path}/cancel", None, status=200)
    assert cancelled["state"] == "cancelled"
    await owner.post(f"{path}/cancel", None, status=200)
    path = f"/tasks/{await failed(app, workspace_id=workspace)}"
    refusal = (await owner.ask("POST", f"{path}/cancel", status=409)).json()
    assert refusal["code"] == "task_not_cancellable"
    assert "failed" in refusal["detail"]


async def test_what_ended_without_success_is_dropped_and_who_did_is_kept(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    broken = await failed(app, workspace_id=workspace)
    stopped = await enqueue(app, workspace_id=workspace)
    await owner.post(f"/tasks/{stopped}/cancel", None, status=200)
    for task_id in (broken, stopped):
        await owner.delete(f"/tasks/{task_id}")
        for method in ("GET", "DELETE"):
            assert await code_of(owner, method, f"/tasks/{task_id}", 404) == "task_not_found"
    assert (await owner.get(f"/workspaces/{workspace}/tasks"))["items"] == []
    told = [
        (event.actor_id, event.payload)
        for event in await audit_log(app.runtime.units, f"workspace:{workspace}")
        if event.type == "task.dropped"
    ]
    common = {"name": UNKNOWN.name}
    assert told == [
        (
            UUID(owner.id),
            {"task_id": broken, "state": "failed", "code": "unknown_task", **common},
        ),
        (UUID(owner.id), {"task_id": stopped, "state": "cancelled", "code": None, **common}),
    ]


async def test_who_starts_again_what_others_asked_for_is_kept(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    bob = await in_workspace(app, workspace, Role.MEMBER)
    own, theirs = [
        await failed(app, workspace_id=workspace, requested_by=UUID(person.id))
        for person in (owner, bob)
    ]
    for task_id in (own, theirs):
        await owner.post(f"/tasks/{task_id}/retry", None, status=200)
    told = [
        (event.actor_id, event.payload["task_id"])
        for event in await audit_log(app.runtime.units, f"workspace:{workspace}")
        if event.type == "task.retried"
    ]
    assert told == [(UUID(owner.id), theirs)]


async def test_a_delivery_whose_task_was_dropped_can_come_again(app: Trivet, owner: Person) -> None:
    scene = await Scene.set(app, owner)
    card = await scene.card()
    payload = PullRequests(1, title=card["key"]).at(1, "opened")
    await scene.deliver("pull_request", {**payload, "pull_request": {"number": 1}}, guid="one")
    (task,) = scene.tasks.of_webhooks()
    assert task.state is TaskState.FAILED
    await owner.delete(f"/tasks/{task.id}")
    await scene.deliver("pull_request", payload, guid="one")
    assert await scene.column_of(card) == "Review"
    again = await scene.hook.send("pull_request", payload, guid="one")
    assert again.json() == {"status": "already_done"}


@pytest.mark.parametrize(
    ("role", "steers"),
    [(Role.VIEWER, False), (Role.MEMBER, False), (Role.ADMIN, True), (Role.OWNER, True)],
)
async def test_members_watch_and_admins_steer(
    app: Trivet, workspace: UUID, role: Role, steers: bool
) -> None:
    person = await in_workspace(app, workspace, role)
    task_id = await enqueue(app, workspace_id=workspace)
    await person.get(f"/tasks/{task_id}")
    await person.get(f"/workspaces/{workspace}/tasks")
    if steers:
        await person.post(f"/tasks/{task_id}/cancel", None, status=200)
        await person.delete(f"/tasks/{task_id}")
    else:
        for method, verb in (("POST", "/cancel"), ("POST", "/retry"), ("DELETE", "")):
            path = f"/tasks/{task_id}{verb}"
            assert await code_of(person, method, path, 403) == "task_not_yours"


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.MEMBER, 200)])
async def test_who_asked_for_a_task_steers_it_while_they_may_edit(
    app: Trivet, workspace: UUID, role: Role, status: int
) -> None:
    person = await in_workspace(app, workspace, role)
    task_id = await enqueue(app, workspace_id=workspace, requested_by=UUID(person.id))
    await person.ask("POST", f"/tasks/{task_id}/cancel", status=status)


async def test_for_strangers_there_is_no_task(app: Trivet, workspace: UUID) -> None:
    stranger = await somebody(app)
    admin = await somebody(app, instance_admin=True)
    task_id = await enqueue(app, workspace_id=workspace, requested_by=UUID(stranger.id))
    for person in (stranger, admin):
        for method, path in (
            ("GET", f"/tasks/{task_id}"),
            ("POST", f"/tasks/{task_id}/cancel"),
            ("POST", f"/tasks/{task_id}/retry"),
            ("DELETE", f"/tasks/{task_id}"),
            ("GET", f"/tasks/{new_id()}"),
        ):
            assert await code_of(person, method, path, 404) == "task_not_found"
        path = f"/workspaces/{workspace}/tasks"
        assert await code_of(person, "GET", path, 404) == "workspace_not_found"


async def test_tasks_of_no_workspace_are_for_instance_admins_and_who_asked(app: Trivet) -> None:
    asked = await somebody(app)
    admin = await somebody(app, instance_admin=True)
    stranger = await somebody(app)
    for person in (asked, admin):
        task_id = await enqueue(app, requested_by=UUID(asked.id))
        assert await code_of(stranger, "GET", f"/tasks/{task_id}", 404) == "task_not_found"
        assert await code_of(stranger, "DELETE", f"/tasks/{task_id}", 404) == "task_not_found"
        await person.get(f"/tasks/{task_id}")
        await person.post(f"/tasks/{task_id}/cancel", None, status=200)
        await person.delete(f"/tasks/{task_id}")
        (told,) = [
            event
            for event in await audit_log(app.runtime.units, f"user:{person.id}")
            if event.type == "task.dropped"
        ]
        assert told.payload["task_id"] == task_id


async def test_instance_admins_list_the_tasks_of_no_workspace(
    app: Trivet, owner: Person, workspace: UUID
) -> None:
    wanted = [await enqueue(app) for _ in range(3)]
    await enqueue(app, workspace_id=workspace)
    mine = f"/tasks?name={UNKNOWN.name}"
    first = await owner.get(f"{mine}&limit=2")
    rest = await owner.get(f"{mine}&limit=2&cursor={first['next_cursor']}")
    assert [task["id"] for task in first["items"] + rest["items"]] == wanted[::-1]
    assert rest["next_cursor"] is None
    assert (await owner.get(f"{mine}&state=dead"))["items"] == []
    # What the installation does by itself is among them.
    assert app.runtime.parts.ticker is not None
    await app.runtime.parts.ticker.tick()
    names = {task["name"] for task in (await owner.get("/tasks?limit=100"))["items"]}
    assert "prune_tasks_task" in names


async def test_the_tasks_of_no_workspace_are_for_instance_admins_alone(
    app: Trivet, owner: Person
) -> None:
    stranger = await somebody(app)
    assert await code_of(stranger, "GET", "/tasks", 403) == "not_instance_admin"
    for scope, status in (("write", 403), ("admin", 200)):
        made = await owner.post("/auth/tokens", {"name": scope, "scopes": [scope]})
        await Person(app.http, owner.id, made["token"]).ask("GET", "/tasks", status=status)


async def test_nobody_sees_a_task_without_signing_in(app: Trivet) -> None:
    response = await app.http.get(f"/tasks/{await enqueue(app)}")
    assert response.status_code == 401
