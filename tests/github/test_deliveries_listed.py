"""Deliveries as admins see them: whose, which, how far, and what came of each."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, update

from tests.factories.github import PullRequests, branch, ping, push
from tests.github.hooks import Hook, Scene, connect
from tests.support.apps import Json, Person, Trivet, in_workspace, somebody
from tests.support.queries import counted
from trivet.github.deliveries import deliveries
from trivet.github.delivery_schemas import DeliveryFilter
from trivet.github.delivery_subject import subject_of
from trivet.github.models import Delivery
from trivet.github.tasks import PROCESS_WEBHOOK
from trivet.platform.clock import now
from trivet.platform.db.base import Base
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role

BROKEN = {"action": "opened", "number": 1, "pull_request": {"number": 1}}
"""What cannot be worked on."""


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def listed(scene: Scene, query: str = "", *, by: Person | None = None) -> list[Json]:
    page = await (by or scene.owner).get(f"{path_of(scene)}{query}")
    items: list[Json] = page["items"]
    return items


def path_of(scene: Scene) -> str:
    return f"/deliveries?workspace_id={scene.board.workspace_id}"


async def changed(scene: Scene, model: type[Base], delivery_id: str, **values: Any) -> None:
    """Make rows of the past."""
    async with scene.app.runtime.units.write() as unit:
        key = UUID(delivery_id)
        await unit.session.run(update(model).where(model.id == key).values(**values))  # type: ignore[attr-defined]


async def test_a_delivery_tells_what_came_of_it(scene: Scene) -> None:
    card = await scene.card()
    payload = PullRequests(7, title=card["key"]).at(1, "opened")
    await scene.deliver("pull_request", payload, guid="one")
    (found,) = await listed(scene)
    task = found.pop("task")
    assert (task["name"], task["state"], task["error"]) == (PROCESS_WEBHOOK.name, "succeeded", None)
    assert found.pop("received_at") <= found.pop("processed_at")
    assert found.pop("request_id")
    named = {"id": card["id"], "board_id": scene.board.id, "key": card["key"]}
    delivery_id = found.pop("id")
    assert found == {
        "repository": {
            "id": scene.repository["id"],
            "full_name": "acme/rocket",
            "connected": True,
        },
        "event": "pull_request",
        "action": "opened",
        "subject": {"pull_request": 7, "branch": None, "tag": None, "commit": None},
        "guid": "one",
        "hook_id": scene.hook.number,
        "state": "done",
        "story": {
            "linked": [named],
            "unlinked": [],
            "moved": [named],
            "concerned": [],
            "gone": 0,
            "ignored": None,
        },
        "error": None,
        "body_kept": True,
    }
    whole = await scene.owner.get(f"/deliveries/{delivery_id}")
    assert whole["body"] == payload
    assert whole["story"] == found["story"]


async def test_each_kind_says_what_it_is_about(scene: Scene) -> None:
    card = await scene.card()
    other = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("ping", ping())
    await scene.deliver("create", branch(f"{card['key']}-x", minute=1))
    await scene.deliver("create", {**branch("v1", minute=1), "ref_type": "tag"})
    await scene.deliver("push", push(f"{card['key']}-x", "a" * 40, minute=2))
    await scene.deliver("pull_request", pull.at(3, "opened"))
    await scene.deliver("pull_request", pull.at(4, title=other["key"]))
    await scene.deliver("pull_request", pull.at(5, "closed", merged=True))
    shown = [
        (
            each["event"],
            each["action"],
            {name: value for name, value in each["subject"].items() if value is not None},
            {
                name: [one["key"] for one in cards]
                for name, cards in each["story"].items()
                if isinstance(cards, list) and cards
            },
        )
        for each in (await listed(scene))[::-1]
    ]
    one, two = card["key"], other["key"]
    assert shown == [
        ("ping", None, {}, {}),
        ("create", None, {"branch": f"{one}-x"}, {"linked": [one], "moved": [one]}),
        ("create", None, {"tag": "v1"}, {}),
        ("push", None, {"branch": f"{one}-x"}, {"concerned": [one]}),
        ("pull_request", "opened", {"pull_request": 1}, {"linked": [one], "moved": [one]}),
        (
            *("pull_request", "edited", {"pull_request": 1}),
            {"linked": [two], "unlinked": [one], "moved": [one, two]},
        ),
        ("pull_request", "closed", {"pull_request": 1}, {"moved": [two]}),
    ]


async def test_cards_that_are_gone_are_counted_and_not_named(scene: Scene) -> None:
    stays, goes = await scene.card(), await scene.card()
    title = f"{stays['key']} {goes['key']}"
    await scene.deliver("pull_request", PullRequests(1, title=title).at(1, "opened"))
    await scene.owner.delete(f"/cards/{goes['id']}")
    (found,) = await listed(scene)
    assert [card["key"] for card in found["story"]["linked"]] == [stays["key"]]
    assert found["story"]["gone"] == 1


async def test_one_that_failed_says_why(scene: Scene) -> None:
    await scene.deliver("pull_request", BROKEN)
    (found,) = await listed(scene)
    assert (found["state"], found["processed_at"], found["story"]) == ("failed", None, None)
    assert found["error"] == {
        "code": "malformed_payload",
        "detail": "It has no object `repository`.",
    }
    # Of what was not worked on its body says what it is about.
    assert (found["action"], found["subject"]["pull_request"]) == ("opened", 1)


async def test_states_choose(scene: Scene) -> None:
    """By group; one whose task is gone stands by whether it was ever worked on."""
    names = ("done", "broken", "waits", "runs", "retries", "dropped", "cancelled", "forgotten")
    for name in names:
        await scene.deliver("pull_request" if name == "broken" else "ping", BROKEN, guid=name)
    ids = {each["guid"]: each["id"] for each in await listed(scene)}
    tasks = {each["guid"]: each["task"]["id"] for each in await listed(scene)}
    never = {"processed_at": None}
    later = {"run_at": now() + timedelta(hours=1), "finished_at": None}
    for name, state in (("waits", "queued"), ("retries", "retrying")):
        await changed(scene, Delivery, ids[name], **never)
        await changed(scene, TaskRow, tasks[name], state=state, **later)
    await changed(scene, Delivery, ids["runs"], **never)
    lease = {"lease_until": now() + timedelta(hours=1), "lease_token": uuid4()}
    await changed(scene, TaskRow, tasks["runs"], state="running", **lease)
    await changed(scene, Delivery, ids["cancelled"], **never)
    await changed(scene, TaskRow, tasks["cancelled"], state="cancelled")
    await changed(scene, Delivery, ids["dropped"], **never)
    async with scene.app.runtime.units.write() as unit:
        gone = [UUID(tasks[name]) for name in ("dropped", "forgotten")]
        await unit.session.run(delete(TaskRow).where(TaskRow.id.in_(gone)))

    def states(items: list[Json]) -> dict[str, str]:
        return {each["guid"]: each["state"] for each in items}

    groups = {
        "waiting": {"waits": "waiting", "retries": "waiting", "runs": "working"},
        "failed": {"broken": "failed", "dropped": "dropped", "cancelled": "dropped"},
        "done": {"done": "done", "forgotten": "done"},
    }
    for group, wanted in groups.items():
        assert states(await listed(scene, f"&state={group}")) == wanted, group
    everything = await listed(scene)
    assert states(everything) == {k: v for wanted in groups.values() for k, v in wanted.items()}
    forgotten = next(each for each in everything if each["guid"] == "forgotten")
    assert (forgotten["task"], forgotten["story"]) == (None, None)
    await scene.owner.ask("GET", f"{path_of(scene)}&state=lost", status=422)


async def test_repositories_and_events_choose(app: Trivet, scene: Scene) -> None:
    workspace = scene.board.workspace_id
    other = await connect(scene.owner, workspace, name="acme/wing", secret="another secret of ours")
    wing = Hook(app.http, "another secret of ours", 7)
    await scene.deliver("ping", ping())
    await wing.deliver("ping", ping(name="acme/wing", number=2))
    await scene.deliver("create", branch("x"))

    async def found(query: str) -> list[tuple[str, str]]:
        return [
            (each["repository"]["full_name"], each["event"]) for each in await listed(scene, query)
        ]

    rocket = scene.repository["id"]
    assert await found(f"&repository_id={other['id']}") == [("acme/wing", "ping")]
    assert await found("&event=ping") == [("acme/wing", "ping"), ("acme/rocket", "ping")]
    assert await found(f"&repository_id={rocket}&event=ping") == [("acme/rocket", "ping")]
    assert await found("&event=push") == []
    # One that was disconnected keeps what it delivered.
    await scene.owner.delete(f"/workspaces/{workspace}/repositories/{rocket}")
    first, _ = await listed(scene, f"&repository_id={rocket}")
    assert first["repository"]["connected"] is False
    for query, status in (
        (f"&repository_id={uuid4()}", 404),
        ("&repository_id=acme", 422),
        ("&event=a%00b", 422),
    ):
        await scene.owner.ask("GET", f"{path_of(scene)}{query}", status=status)


async def test_pages_are_the_newest_first_and_meet(scene: Scene) -> None:
    for number in range(7):
        await scene.deliver("ping", ping(), guid=str(number))
    ids = {each["guid"]: each["id"] for each in await listed(scene)}
    # Three at one moment, on both sides of an edge.
    at = now()
    for number in (3, 4, 5):
        await changed(scene, Delivery, ids[str(number)], received_at=at)
    await changed(scene, Delivery, ids["6"], received_at=at + timedelta(seconds=1))
    pages, cursor = [], ""
    while True:
        answer = await scene.owner.ask("GET", f"{path_of(scene)}&limit=2{cursor}", status=200)
        page = answer.json()
        pages.append([each["guid"] for each in page["items"]])
        assert ("Link" in answer.headers) is (page["next_cursor"] is not None)
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert pages == [["6", "5"], ["4", "3"], ["2", "1"], ["0"]]
    for bad in ("nonsense", "WyJhIiwiYiJd", "WyIyMDI2LTAzLTAxVDA5OjAwOjAwWiIsIngiXQ"):
        await scene.owner.ask("GET", f"{path_of(scene)}&cursor={bad}", status=422)


async def test_a_page_takes_the_same_few_questions_however_long(app: Trivet, scene: Scene) -> None:
    card = await scene.card()

    async def questions() -> int:
        """The fewest of some tries: what the workers ask meanwhile is counted too."""
        wanted = DeliveryFilter(UUID(scene.board.workspace_id))
        found = []
        for _ in range(5):
            async with app.runtime.units.read() as unit:
                with counted(app.runtime.database) as queries:
                    await deliveries(unit.session, wanted, after=None, limit=50)
            found.append(len(queries))
        return min(found)

    async def some(first: int) -> None:
        pull = PullRequests(first, title=card["key"])
        await scene.deliver("pull_request", pull.at(1, "opened"))
        await scene.deliver("pull_request", BROKEN)

    await some(1)
    few = await questions()
    for number in range(2, 8):
        await some(number)
    assert await questions() == few
    assert few == 3


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.VIEWER, 403), (Role.MEMBER, 403), (Role.ADMIN, 200), (Role.OWNER, 200)],
)
async def test_admins_see_deliveries(app: Trivet, scene: Scene, role: Role, status: int) -> None:
    await scene.deliver("ping", ping())
    (found,) = await listed(scene)
    person = await in_workspace(app, scene.board.workspace_id, role)
    await person.ask("GET", path_of(scene), status=status)
    await person.ask("GET", f"/deliveries/{found['id']}", status=status)


async def test_a_token_needs_the_scope_admin(app: Trivet, scene: Scene) -> None:
    for scope, status in (("write", 403), ("admin", 200)):
        made = await scene.owner.post("/auth/tokens", {"name": scope, "scopes": [scope]})
        program = Person(app.http, scene.owner.id, made["token"])
        await program.ask("GET", path_of(scene), status=status)
        await program.ask("GET", "/deliveries", status=status)


async def test_for_strangers_there_are_none(app: Trivet, scene: Scene) -> None:
    await scene.deliver("ping", ping())
    (found,) = await listed(scene)
    stranger = await somebody(app)
    admin = await somebody(app, instance_admin=True)
    elsewhere = await stranger.post("/workspaces", {"name": "Elsewhere"})
    for person in (stranger, admin):
        answer = await person.ask("GET", path_of(scene), status=404)
        assert answer.json()["code"] == "workspace_not_found"
        answer = await person.ask("GET", f"/deliveries/{found['id']}", status=404)
        assert answer.json()["code"] == "delivery_not_found"
    # Nor by the way of a workspace of one's own.
    query = f"?workspace_id={elsewhere['id']}&repository_id={scene.repository['id']}"
    answer = await stranger.ask("GET", f"/deliveries{query}", status=404)
    assert answer.json()["code"] == "repository_not_found"
    own = await stranger.get(f"/deliveries?workspace_id={elsewhere['id']}")
    assert own == {"items": [], "next_cursor": None}
    assert (await app.http.get(path_of(scene))).status_code == 401


async def test_those_of_a_workspace_that_is_gone_are_gone(scene: Scene) -> None:
    await scene.deliver("ping", ping())
    (found,) = await listed(scene)
    await scene.owner.delete(f"/workspaces/{scene.board.workspace_id}")
    await scene.owner.ask("GET", path_of(scene), status=404)
    await scene.owner.ask("GET", f"/deliveries/{found['id']}", status=404)


async def test_those_of_no_workspace_are_for_instance_admins(app: Trivet, scene: Scene) -> None:
    stranger = await somebody(app)
    answer = await stranger.ask("GET", "/deliveries", status=403)
    assert answer.json()["code"] == "not_instance_admin"
    assert await scene.owner.get("/deliveries") == {"items": [], "next_cursor": None}


@pytest.mark.parametrize(
    ("event", "payload", "subject"),
    [
        ("ping", {}, {}),
        ("pull_request", {"action": 1, "pull_request": []}, {}),
        ("pull_request", {"pull_request": {"number": True}}, {}),
        ("pull_request", {"pull_request": {"number": -1}}, {}),
        ("pull_request", {"action": "a\x00b"}, {"action": "a\ufffdb"}),
        ("push", {"ref": "refs/tags/v1"}, {"tag": "v1"}),
        ("push", {"ref": "refs/heads/" + "x" * 300}, {"branch": "x" * 244}),
        ("pull_request_review", {"pull_request": {"number": 3}}, {"pull_request": 3}),
        ("check_run", {"check_run": {"head_sha": "abc"}}, {"commit": "abc"}),
        ("status", {"sha": "abc"}, {"commit": "abc"}),
        ("status", {"sha": None, "ref": "x"}, {}),
    ],
)
def test_what_a_delivery_is_about_is_read_of_any_body(
    event: str, payload: Json, subject: Json
) -> None:
    assert subject_of(event, payload) == subject
