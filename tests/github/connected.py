"""A Trivet that GitHub can reach, and a GitHub to connect repositories of."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import select, update

from tests.factories.github_accounts import give_github_account
from tests.support.apps import Json, Person, Trivet, in_workspace, trivet
from tests.support.fake_github import Account, GitHubServer
from tests.support.fake_github import Repository as Played
from tests.support.fake_github.state import Hook
from trivet.github.models import Repository
from trivet.github.noting import look_at
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.workspaces.models import Role

PATIENCE_S = 60
PUBLIC = "https://trivet.example"
ENDED = {TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED, TaskState.INDETERMINATE}


def reachable(settings: Settings, github: GitHubServer, **more: Any) -> Settings:
    """Settings of a Trivet that such a GitHub can reach; it looks at nothing by itself."""
    return settings.model_copy(
        update={
            "public_url": PUBLIC,
            "github_api_url": github.address,
            "github_client_id": "client",
            "github_client_secret": SecretStr("secret"),
            "github_poll_s": 0,
            **more,
        }
    )


@dataclass
class Team:
    """A workspace, and people who have accounts at GitHub.

    Args:
        app: Trivet.
        github: GitHub.
        owner: who owns the workspace.
        ada: the same person, at GitHub.
        workspace: its id.
    """

    app: Trivet
    github: GitHubServer
    owner: Person
    ada: Account
    workspace: str
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def path(self) -> str:
        return f"/workspaces/{self.workspace}/repositories"

    def hear(self, _task: TaskSnapshot) -> None:
        self._news.set()

    async def connect(self, name: str = "acme/rocket", *, by: Person | None = None) -> Json:
        """Connect a repository that was picked; its webhook is not made yet."""
        return await (by or self.owner).post(self.path, {"full_name": name})

    async def connected(self, name: str = "acme/rocket", *, by: Person | None = None) -> Json:
        """Connect a repository that was picked, and wait until all is done and delivered."""
        made = await self.connect(name, by=by)
        await self.settled()
        return await self.shown(made["id"])

    async def shown(self, repository_id: str, *, to: Person | None = None) -> Json:
        """A repository in the list."""
        page = await (to or self.owner).get(self.path)
        found: Json = next(each for each in page["items"] if each["id"] == repository_id)
        return found

    async def check(self, repository_id: str, *, by: Person | None = None) -> Json:
        """Have a repository looked at, and wait until it was; what the task answers."""
        path = f"{self.path}/{repository_id}/check"
        begun = await (by or self.owner).post(path, None, status=202)
        await self.settled()
        return await self.task(begun["task"]["id"])

    async def looked_at(self, repository_id: str) -> None:
        """Have a repository looked at as the clock does, in nobody's name."""
        async with self.app.runtime.units.write() as unit:
            row = await unit.session.get(Repository, UUID(repository_id))
            assert row is not None
            look_at(unit, row)
        await self.settled()

    async def task(self, task_id: str) -> Json:
        found: Json = await self.owner.get(f"/tasks/{task_id}")
        return found

    async def tasks(self, name: str) -> list[Json]:
        """The tasks of the workspace of one name, the youngest first."""
        page = await self.owner.get(f"/workspaces/{self.workspace}/tasks")
        return [each for each in page["items"] if each["name"] == name]

    async def settled(self, *, retrying: bool = False) -> None:
        """Wait until nothing is left to do, and everything was delivered.

        Args:
            retrying: whether what waits for another try counts as done.
        """
        while True:
            await self._until(lambda: self._idle(retrying=retrying))
            if not await self.github.deliver_all():
                return

    async def hurry(self) -> None:
        """Let what waits for another try be tried now."""
        async with self.app.runtime.units.write() as unit:
            await unit.session.run(
                update(TaskRow).where(TaskRow.state == TaskState.RETRYING).values(run_at=now())
            )
        self.app.runtime.tasks.ring()
        await self.settled()

    async def row(self, repository_id: str) -> Repository:
        """A repository as it is kept."""
        async with self.app.runtime.units.read() as unit:
            found = await unit.session.get(Repository, UUID(repository_id))
        assert found is not None
        return found

    async def admin(self, login: str, **options: Any) -> tuple[Person, Account]:
        """Another admin of the workspace, who has an account at GitHub."""
        person = await in_workspace(self.app, self.workspace, Role.ADMIN)
        return person, await self.account_of(person, login, **options)

    async def account_of(self, person: Person, login: str) -> Account:
        """An account at GitHub for somebody."""
        account = self.github.user(login)
        await give_github_account(self.app.runtime, person.id, login, self.github.token(account))
        return account

    async def _idle(self, *, retrying: bool) -> bool:
        done = ENDED | {TaskState.RETRYING} if retrying else ENDED
        async with self.app.runtime.units.read() as unit:
            left = select(TaskRow.id).where(TaskRow.state.not_in(done)).limit(1)
            return await unit.session.scalar(left) is None

    async def _until(self, done: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not await done():
                self._news.clear()
                if await done():
                    return
                await self._news.wait()


@asynccontextmanager
async def team_at(
    settings: Settings, github: GitHubServer, *, ada: Account | None = None
) -> AsyncIterator[Team]:
    """Such a workspace, and its owner."""
    async with trivet(settings) as app:
        owner = await app.owner()
        account = ada or github.user("ada")
        await give_github_account(app.runtime, owner.id, "ada", github.token(account))
        workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
        github.deliver_by(app.http)
        team = Team(app, github, owner, account, workspace)
        app.runtime.tasks.listeners.append(team.hear)
        yield team


def hooks_of(repo: Played) -> list[Hook]:
    """The webhooks of a repository at GitHub."""
    return list(repo.hooks.values())
