"""Whatever the description of the API allows is answered as the description says. By Schemathesis.

A real server; most requests name things that are there, so that more than the 404s is tried.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories.github import ping
from tests.github.hooks import SECRET, signature
from tests.support.commands import Served, serving
from tests.support.databases import Place
from trivet.platform.clock import now
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import Units

EXAMPLES = {GenerationMode.POSITIVE: 8, GenerationMode.NEGATIVE: 4}
"""Of each operation: requests that its description allows, and such as it does not."""
MANY = 80
"""What an operation is given that has not succeeded once."""

CONFORMANCE = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Of these the tests of sign-in ask all there is to ask; here they would end what we call with.
ENDS_SESSIONS = {"logout"}
# What they delete, others stand on: they come last, in this order.
ROOTS = ("delete_card", "delete_column", "delete_board", "delete_workspace")
# They ask for a secret that nobody can guess, a signature by one, an app or an account at GitHub or Miro, a
# pull request there, a task that has failed, an owner beside the last, a workspace without anybody else.
NEVER_SUCCEED = {
    "sign_in_locally",
    "begin_github_sign_in",
    "begin_miro_sign_in",
    "sign_in_with_miro",
    "disconnect_miro",
    "miro_status",
    "bring_miro_tokens",
    "list_shapes",
    "get_shape",
    "create_shapes",
    "update_shape",
    "delete_shape",
    "list_miro_tags",
    "get_miro_cache",
    "get_miro_limits",
    "queue_batch",
    "queue_cards",
    "get_miro_job",
    "cancel_miro_job",
    "retry_miro_job",
    "resolve_miro_operation",
    "list_miro_boards",
    "get_miro_board",
    "sync_miro_board",
    "follow_miro_board",
    "unfollow_miro_board",
    "receive_miro_event",
    "receive_miro_event_by_secret_path",
    "ask_for_sign_in_email",
    "sign_in_by_email",
    "sign_in_with_github",
    "list_reachable_repositories",
    "list_branches",
    "refresh",
    "receive_delivery",
    "retry_task",
    "accept_own_invitation",
    "ask_for_address_email",
    "add_address",
    "create_branch",
    "link_pull_request",
    "unlink_pull_request",
    "sync_pull_request",
    "remove_member",
    "delete_account",
}
OF_TOMORROW = Task("of_tomorrow_task")


@dataclass
class World:
    """What there is to name, by the name under which a request names it.

    Args:
        address: of the server.
        token: an API token that may do everything.
        lasting: what stays; for all but the operations that delete.
        spare: what may be deleted.
        statuses: what was answered, by operation.
    """

    address: str
    token: str
    lasting: dict[str, list[str]]
    spare: dict[str, list[str]]
    statuses: dict[str, Counter[int]] = field(default_factory=dict)


class Seeding:
    """Makes a world."""

    def __init__(self, http: httpx2.Client) -> None:
        self._http = http
        self._hooks = 0

    def post(self, path: str, **body: Any) -> Any:
        answer = self._http.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def things(self, owner: str) -> dict[str, list[str]]:
        """A workspace with two boards, and what stands on them."""
        workspace = self.post("/workspaces", name="Acme")["id"]
        found: dict[str, list[str]] = {"workspace_id": [workspace], "user_id": [owner]}
        # To be sent again, which ends its link; and one whose link stays.
        sent, kept = self.post(
            f"/workspaces/{workspace}/invitations",
            emails=["bob@example.com", "cat@example.com"],
            role="viewer",
        )["items"]
        found["invitation_id"] = [sent["invitation"]["id"]]
        found["token"] = [kept["link"].partition("#")[2]]
        for name in ("Engine", "Wheels"):
            board = self.post(f"/workspaces/{workspace}/boards", name=name)["id"]
            path = f"/boards/{board}"
            columns = [
                self.post(f"{path}/columns", name=category, category=category)["id"]
                for category in ("unstarted", "started", "done")
            ]
            labels = [
                self.post(f"{path}/labels", name=str(n), color="#112233")["id"] for n in range(2)
            ]
            cards = [
                self.post(f"{path}/cards", column_id=column, title="x", label_ids=labels)
                for column in columns[:2]
            ]
            names = [card["id"] for card in cards] + [card["key"] for card in cards]
            tokens = [self.post("/auth/tokens", name=name)["id"]]
            repository = self.post(
                f"/workspaces/{workspace}/repositories", full_name=f"acme/{name}", secret=SECRET
            )
            self.deliver(f"acme/{name}")
            for key, values in (
                *(("board_id", [board]), ("column_id", columns), ("label_id", labels)),
                *(("card", names), ("token_id", tokens), ("repo_id", [repository["id"]])),
            ):
                found.setdefault(key, []).extend(values)
        self.details(found)
        kept = self._http.get("/deliveries", params={"workspace_id": workspace}).json()["items"]
        found["delivery_id"] = [each["id"] for each in kept]
        return found

    def deliver(self, name: str) -> None:
        """Have GitHub deliver a ping of a repository, by a webhook of its own."""
        self._hooks += 1
        body = json.dumps(ping(name=name, number=self._hooks)).encode()
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "ping",
            "X-GitHub-Delivery": str(self._hooks),
            "X-GitHub-Hook-ID": str(self._hooks),
            "X-Hub-Signature-256": signature(body, SECRET),
        }
        answer = self._http.post("/webhooks/github", content=body, headers=headers)
        assert answer.status_code == 202, answer.text

    def details(self, found: dict[str, list[str]]) -> None:
        """What stands on the pages of the cards: of everything several, on one of them."""
        found["other"] = found["card"]
        path = f"/cards/{ids_of_cards(found)[0]}"
        for _ in range(3):
            card = self.post(f"{path}/checklist", text="x")
            card |= self.post(f"{path}/links", url="https://example.com")
            comment = self.post(f"{path}/comments", body="x")
            found.setdefault("comment_id", []).append(comment["id"])
        found["item_id"] = [item["id"] for item in card["checklist"]]
        found["link_id"] = [link["id"] for link in card["links"]]

    def tie(self, found: dict[str, list[str]]) -> None:
        """Have each card wait for all before it."""
        ids = ids_of_cards(found)
        for number, one in enumerate(ids):
            for other in ids[:number]:
                self.post(f"/cards/{one}/dependencies", blocked_by=other)


def ids_of_cards(found: dict[str, list[str]]) -> list[str]:
    """Without the keys."""
    return [name for name in found["card"] if len(name) == len(found["board_id"][0])]


def seeded(served: Served) -> World:
    with httpx2.Client(base_url=served.address) as http:
        link = served.link.partition("#")[2]
        session = http.post("/auth/local", json={"token": link}).json()
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        seeding = Seeding(http)
        owner = session["user"]["id"]
        token = seeding.post("/auth/tokens", name="all", scopes=["admin", "miro"])["token"]
        spare = seeding.things(owner)
        seeding.tie(spare)
        spare["session_id"] = [each["id"] for each in http.get("/auth/sessions").json()["items"]]
        return World(served.address, token, seeding.things(owner), spare)


# Where a body names things, and what kind of thing.
IN_BODIES = {
    "board_id": "board_id",
    "column_id": "column_id",
    "before": "card",
    "after": "card",
    "blocked_by": "card",
    "blocks": "card",
    "parent_id": "card",
    "card_ids": "card",
    "label_ids": "label_id",
    "add_label_ids": "label_id",
    "remove_label_ids": "label_id",
    "assignee_ids": "user_id",
    "add_assignee_ids": "user_id",
    "remove_assignee_ids": "user_id",
    "token": "token",
}


def acquaint(case: Any, data: st.DataObject, things: dict[str, list[str]]) -> None:
    """Have a request name, mostly, what is there."""

    def known(name: str, otherwise: Any) -> Any:
        values = things.get(name)
        if not values or data.draw(st.integers(0, 9), label="strange") == 0:
            return otherwise
        return data.draw(st.sampled_from(values), label=name)

    for name, value in (case.path_parameters or {}).items():
        case.path_parameters[name] = known(name, value)
    if not isinstance(case.body, dict):
        return
    if case.body.get("blocked_by") and data.draw(st.integers(0, 9), label="both") > 0:
        case.body.pop("blocks", None)  # one of them, which the description only says in words
    for name, kind in IN_BODIES.items():
        value = case.body.get(name)
        if isinstance(value, str):
            case.body[name] = known(kind, value)
        elif isinstance(value, list):
            case.body[name] = [known(kind, each) for each in value]


def run_all(world: World) -> None:
    """Try every operation, those that delete last."""
    schema = schemathesis.openapi.from_url(f"{world.address}/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    operations.sort(key=lambda operation: (operation.method == "delete", depth(operation)))
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {world.token}"
        for operation in operations:
            if name_of(operation) in ENDS_SESSIONS:
                continue
            attempt(operation, GenerationMode.POSITIVE, world, session)()
            if not succeeded(world, name_of(operation)):  # by chance, or never
                attempt(operation, GenerationMode.POSITIVE, world, session, MANY)()
            with suppress(Unsatisfiable):  # where nothing can be sent, nothing can be wrong
                attempt(operation, GenerationMode.NEGATIVE, world, session)()


def depth(operation: Any) -> int:
    """How much stands on what an operation deletes."""
    name = name_of(operation)
    return ROOTS.index(name) + 1 if name in ROOTS else 0


def name_of(operation: Any) -> str:
    """What the description calls it."""
    return str(operation.definition.raw["operationId"])


def succeeded(world: World, name: str) -> bool:
    return name in NEVER_SUCCEED or any(status < 400 for status in world.statuses[name])


def attempt(
    operation: Any,
    mode: GenerationMode,
    world: World,
    session: requests.Session,
    examples: int | None = None,
) -> Callable[[], None]:
    """Tries one operation with what its description allows, or with what it does not."""
    statuses = world.statuses.setdefault(name_of(operation), Counter())
    things = world.spare if operation.method == "delete" else world.lasting

    @settings(
        max_examples=examples or EXAMPLES[mode],
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def tried(case: Any, data: st.DataObject) -> None:
        acquaint(case, data, things)
        response = case.call(session=session)
        case.validate_response(response, checks=CONFORMANCE)
        statuses[response.status_code] += 1

    return tried


async def waiting_tasks(place: Place, workspace_id: str, *, cancelled: bool = False) -> list[str]:
    """Tasks that wait for an hour, or no more; only the queue itself makes some."""
    database = place.open()
    queue = TaskQueue(database)
    units = Units(database=database, tasks=queue)
    wanted: dict[str, Any] = {
        "run_at": now() + timedelta(hours=1),
        "workspace_id": UUID(workspace_id),
    }
    async with units.write() as unit:
        ids = [unit.enqueue(OF_TOMORROW.call(**wanted)) for _ in range(3)]
    if cancelled:
        async with units.write() as unit:
            for task_id in ids:
                await queue.cancel(unit, task_id)
    await database.close()
    return [str(task_id) for task_id in ids]


async def test_every_answer_is_one_that_the_description_declares(place: Place) -> None:
    unlimited = place.settings().model_copy(update={"rate_limits": False})
    async with serving(unlimited) as served:
        world = await asyncio.to_thread(seeded, served)
        world.lasting["task_id"] = await waiting_tasks(place, *world.lasting["workspace_id"])
        spare = await waiting_tasks(place, *world.spare["workspace_id"], cancelled=True)
        world.spare["task_id"] = spare
        await asyncio.to_thread(run_all, world)
    failed = {name for name, found in world.statuses.items() if min(found) >= 400}
    assert failed == NEVER_SUCCEED
