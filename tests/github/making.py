"""A board, a repository on the played GitHub, and somebody who wants branches there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import select, update

from tests.factories.github_accounts import give_github_account
from tests.factories.workspaces import add_member
from tests.github.hooks import ENDED, SECRET, connect, kanban
from tests.support.apps import BASE, Board, Json, Person, Trivet, somebody, trivet
from tests.support.fake_github import Account, GitHubServer, Repository
from trivet.github import models
from trivet.github.tasks import CREATE_BRANCH
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import TaskCall
from trivet.platform.tasks.models import TaskRow
from trivet.workspaces.models import Role

ROCKET = "acme/rocket"
REFS = "/git/refs"


def leading_to(github: GitHubServer, settings: Settings) -> Settings:
    """Settings of a Trivet that talks to this GitHub."""
    more = {
        "github_api_url": github.address,
        "github_client_id": "client",
        "github_client_secret": SecretStr("secret"),
        "github_poll_s": 0,
        "public_url": BASE,
    }
    return settings.model_copy(update=more)


@dataclass
class Making:
    """Ada, who is signed in here and there.

    Args:
        app: Trivet; its workers stand still, and tasks run when a test says so.
        github: GitHub.
        owner: Ada here.
        ada: Ada there.
        rocket: a repository there, to which she may push.
        board: with the columns of the template.
        repository: the same, as it is connected.
    """

    app: Trivet
    github: GitHubServer
    owner: Person
    ada: Account
    rocket: Repository
    board: Board
    repository: Json

    # What people do.

    async def card(self, title: str = "Lift off", **fields: Any) -> Json:
        """A new card in the backlog."""
        body = {"column_id": self.board.columns[0], "title": title, **fields}
        return await self.owner.post(f"/boards/{self.board.id}/cards", body)

    async def ask(
        self, card: Json, name: str | None = None, *, by: Person | None = None, **more: Any
    ) -> Json:
        """Want a branch; the task that makes it, which does not run yet."""
        body = {"repo_id": self.repository["id"], "branch_name": name, **more}
        path = f"/cards/{card['id']}/create-branch"
        begun = await (by or self.owner).post(path, body, 202)
        task: Json = begun["task"]
        return task

    async def made(self, card: Json, name: str | None = None, **more: Any) -> Json:
        """Want a branch, and have it made; the task, which has ended."""
        task = await self.ask(card, name, **more)
        await self.work()
        return await self.task(task)

    async def colleague(self, login: str = "bob", role: Role = Role.MEMBER) -> Person:
        """Somebody else of the workspace, who may push too."""
        person = await somebody(self.app, login.title())
        await add_member(
            self.app.runtime.units, UUID(self.board.workspace_id), UUID(person.id), role
        )
        account = self.github.user(login)
        self.rocket.roles |= {account.id: self.rocket.roles[self.ada.id]}
        await give_github_account(self.app.runtime, person.id, login, self.github.token(account))
        return person

    # What the process does.

    async def work(self) -> None:
        """Run what is due, until nothing is."""
        await self.app.runtime.work_off()

    async def work_again(self) -> None:
        """Let the pause before the next attempt pass, and go on."""
        async with self.app.runtime.units.write() as unit:
            await unit.session.run(
                update(TaskRow).where(TaskRow.state.not_in(ENDED)).values(run_at=now())
            )
        await self.work()

    async def work_to_the_end(self) -> None:
        """Let all pauses pass."""
        while await self.waiting():
            await self.work_again()

    async def waiting(self) -> bool:
        """Whether there is something to do, now or later."""
        async with self.app.runtime.units.read() as unit:
            left = select(TaskRow.id).where(TaskRow.state.not_in(ENDED)).limit(1)
            return await unit.session.scalar(left) is not None

    async def take_back(self) -> None:
        """What a process does when it begins: what ran in an earlier life is to be done."""
        await self.app.runtime.tasks.reclaim_all()

    async def run_as_a_program(self, args: Mapping[str, Any]) -> Json:
        """Have a task done for which nobody asked, as one that is called by its name."""
        call: TaskCall = CREATE_BRANCH.call(dict(args))
        async with self.app.runtime.units.write() as unit:
            unit.enqueue(call)
        await self.work()
        async with self.app.runtime.units.read() as unit:
            row = await unit.session.get(TaskRow, call.id)
        assert row is not None
        return {"state": row.state, "result": row.result, "code": row.error_code}

    # What there is.

    async def task(self, task: Json) -> Json:
        return await self.owner.get(f"/tasks/{task['id']}")

    async def shown(self, card: Json) -> Json:
        """The card as the board shows it."""
        shown = await self.owner.get(f"/boards/{self.board.id}")
        return next(each for each in shown["cards"] if each["id"] == card["id"])

    async def column(self, card: Json) -> int:
        """In which column a card is."""
        return self.board.columns.index((await self.shown(card))["column_id"])

    async def branches(self, card: Json) -> list[str]:
        """The names of a card's branches."""
        return [each["name"] for each in (await self.shown(card)).get("branches", [])]

    async def events(self, card: Json, *types: str) -> list[Json]:
        """What happened to a card, the oldest first; only of some types, if any are named."""
        page = await self.owner.get(f"/cards/{card['id']}/activity?limit=100")
        return [each for each in page["items"][::-1] if not types or each["type"] in types]

    async def preview(self, card: Json, query: str = "") -> Json:
        return await self.owner.get(f"/cards/{card['id']}/branch-name{query}")

    async def rows(self) -> list[models.Branch]:
        """All branches that we know."""
        async with self.app.runtime.units.read() as unit:
            found = await unit.session.scalars(select(models.Branch).order_by(models.Branch.id))
            return list(found)

    @property
    def posts(self) -> int:
        """How often GitHub was told to make something."""
        return len(self.github.requests.of("POST", REFS))

    @property
    def head(self) -> str:
        """Where the default branch is."""
        return self.rocket.branches["main"]

    # What GitHub does.

    def hear(self) -> None:
        """Have a webhook from now on; what it delivers is sent when a test says so."""
        self.github.deliver_by(self.app.http)
        self.github.hook(
            self.rocket,
            f"{BASE}/webhooks/github",
            *("create", "delete", "push", "pull_request"),
            secret=SECRET,
        )

    async def delivered(self) -> None:
        """Deliver what has happened, and work on it."""
        for delivery in await self.github.deliver_all():
            assert delivery.succeeded, delivery
        await self.work()


async def stand_still(app: Trivet) -> None:
    """Have a process do nothing by itself; what it does at its start is done."""
    await app.stop_schedules()
    await app.runtime.parts.workers.stop()
    await app.runtime.work_off()


@asynccontextmanager
async def making(github: GitHubServer, settings: Settings) -> AsyncIterator[Making]:
    """A scene on a GitHub, and a Trivet with these settings."""
    ada = github.user("ada")
    rocket = github.repo(ROCKET, push=[ada])
    async with trivet(leading_to(github, settings)) as app:
        await stand_still(app)
        owner = await app.owner()
        await give_github_account(app.runtime, owner.id, "ada", github.token(ada))
        workspace = await owner.post("/workspaces", {"name": "Acme"})
        board = await kanban(owner, workspace["id"])
        repository = await connect(owner, workspace["id"])
        yield Making(app, github, owner, ada, rocket, board, repository)
