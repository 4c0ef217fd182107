"""A webhook of GitHub's that delivers to Trivet."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2
from sqlalchemy import select

from tests.factories.github import REPOSITORY, Payload
from tests.support.apps import Board, Json, Person, Trivet
from trivet.github.tasks import PROCESS_WEBHOOK
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import TaskSnapshot

SECRET = "a secret that nobody guesses"
PATIENCE_S = 60
ENDED = {TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED, TaskState.INDETERMINATE}


def signature(body: bytes, secret: str) -> str:
    """The header with which GitHub signs ("Validating webhook deliveries")."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


@dataclass
class Hook:
    """One webhook.

    Args:
        http: leads to Trivet.
        secret: with which it signs.
        number: its `X-GitHub-Hook-ID`.
    """

    http: httpx2.AsyncClient
    secret: str = SECRET
    number: int | None = 109_948_940

    async def send(
        self,
        event: str,
        payload: Any,
        *,
        guid: str | None = None,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> httpx2.Response:
        """Deliver something.

        Args:
            event: what kind of thing happened.
            payload: what is said about it.
            guid: the delivery's name; a new one by default.
            headers: further ones, or others.
            body: in place of the payload.
        """
        content = json.dumps(payload).encode() if body is None else body
        named = {} if self.number is None else {"X-GitHub-Hook-ID": str(self.number)}
        return await self.http.post(
            "/webhooks/github",
            content=content,
            headers={
                "Content-Type": "application/json",
                "User-Agent": "GitHub-Hookshot/044aadd",
                "X-GitHub-Delivery": guid or str(uuid4()),
                "X-GitHub-Event": event,
                "X-Hub-Signature-256": signature(content, self.secret),
                **named,
                **(headers or {}),
            },
        )

    async def deliver(self, event: str, payload: Any, **options: Any) -> None:
        """Deliver something that is taken."""
        answer = await self.send(event, payload, **options)
        assert answer.status_code == 202, answer.text


@dataclass
class Tasks:
    """The tasks of a process, as they end."""

    ended: dict[str, TaskSnapshot] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, app: Trivet) -> "Tasks":
        tasks = cls()
        app.runtime.tasks.listeners.append(tasks.hear)
        return tasks

    def hear(self, task: TaskSnapshot) -> None:
        if task.state in ENDED:
            self.ended[str(task.id)] = task
            self._news.set()

    def of_webhooks(self) -> list[TaskSnapshot]:
        """Those that worked on deliveries."""
        return [task for task in self.ended.values() if task.name == PROCESS_WEBHOOK.name]

    async def until(self, done: Callable[[], Awaitable[bool]]) -> None:
        """Wait, from one end of a task to the next, until something is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not await done():
                self._news.clear()
                if await done():
                    return
                await self._news.wait()


@dataclass
class Scene:
    """A Kanban board, and a connected repository whose webhook delivers.

    Args:
        app: the application.
        owner: who owns the workspace.
        board: with the columns of the template.
        hook: of the repository.
        tasks: what the process works on.
    """

    app: Trivet
    owner: Person
    board: Board
    hook: Hook
    tasks: Tasks
    repository: Json

    @classmethod
    async def set(cls, app: Trivet, owner: Person, **options: Any) -> "Scene":
        workspace = await owner.post("/workspaces", {"name": "Acme"})
        board = await kanban(owner, workspace["id"])
        repository = await connect(owner, workspace["id"], **options)
        hook = Hook(app.http, options.get("secret", SECRET))
        return cls(app, owner, board, hook, Tasks.of(app), repository)

    async def deliver(self, event: str, payload: Payload, **options: Any) -> None:
        """Deliver something, and wait until it is worked on."""
        await self.hook.deliver(event, payload, **options)
        await self.worked_on()

    async def worked_on(self) -> None:
        """Wait until there is nothing left to do."""
        await self.tasks.until(self._all_done)

    async def _all_done(self) -> bool:
        async with self.app.runtime.units.read() as unit:
            left = select(TaskRow.id).where(TaskRow.state.not_in(ENDED)).limit(1)
            return await unit.session.scalar(left) is None

    async def card(self, **fields: Any) -> Json:
        """A new card in the backlog."""
        body = {"column_id": self.board.columns[0], "title": "A card", **fields}
        return await self.owner.post(f"/boards/{self.board.id}/cards", body)

    async def column_of(self, card: Json) -> str:
        """The name of the column in which a card is."""
        shown = await self.owner.get(f"/boards/{self.board.id}")
        names = {column["id"]: column["name"] for column in shown["columns"]}
        return str(next(names[c["column_id"]] for c in shown["cards"] if c["id"] == card["id"]))

    async def events(self, card: Json) -> list[Json]:
        """What happened to a card, the oldest first."""
        page = await self.owner.get(f"/cards/{card['id']}/activity?limit=100")
        items: list[Json] = page["items"]
        return items[::-1]


async def kanban(person: Person, workspace_id: str, name: str = "Engine") -> Board:
    """A board with the columns of the Kanban template."""
    board = await person.post(
        f"/workspaces/{workspace_id}/boards", {"name": name, "template": "kanban"}
    )
    columns = (await person.get(f"/boards/{board['id']}"))["columns"]
    return Board(board["id"], board["key"], [c["id"] for c in columns], workspace_id)


async def connect(
    person: Person, workspace_id: str, *, name: str = REPOSITORY, secret: str = SECRET
) -> Json:
    """Connect a repository by hand."""
    body = {"full_name": name, "secret": secret}
    return await person.post(f"/workspaces/{workspace_id}/repositories", body)
