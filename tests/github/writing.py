"""A repository in which Trivet writes, with pull requests of cards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tests.github.hooks import SECRET
from tests.github.making import Making, making
from tests.support.apps import BASE, Json
from tests.support.fake_github import GitHubServer, Pull
from trivet.github.facts import OUR_STATUS
from trivet.github.models import PullRequest, Repository
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow

EVENTS = (
    *("create", "delete", "push", "pull_request", "pull_request_review", "status", "check_run"),
)


@dataclass
class Writer:
    """Ada, who has Trivet write on GitHub.

    Args:
        at: her scene; its webhook delivers when a test says so.
    """

    at: Making

    @property
    def path(self) -> str:
        at = self.at
        return f"/workspaces/{at.board.workspace_id}/repositories/{at.repository['id']}"

    async def switch(self, status: int = 200, **switches: bool) -> Json:
        """Switch what is written; the answer."""
        answer = await self.at.owner.ask("PATCH", self.path, switches, status=status)
        found: Json = answer.json()
        return found

    async def shown(self) -> Json:
        """What is told of what is written."""
        page = await self.at.owner.get(self.path.rpartition("/")[0])
        found: Json = page["items"][0]["writing"]
        return found

    async def pull(self, *cards: Json, title: str | None = None, **more: Any) -> Pull:
        """A pull request whose title names cards, of which we were told; what follows is done."""
        at = self.at
        keys = " ".join(card["key"] for card in cards)
        number = max(at.rocket.pulls, default=0) + 1
        at.github.branch(at.rocket, f"work-{number}")
        at.github.commit(at.rocket, f"work-{number}", by=at.ada)
        opened = at.github.pull(
            at.rocket, f"work-{number}", title or f"{keys} Work", by=at.ada, **more
        )
        await self.all_done()
        return opened

    async def all_done(self) -> None:
        """Deliver what has happened, work on it, and so on until nothing more comes of it."""
        await self.at.delivered()
        await self.at.delivered()

    def comments(self) -> list[str]:
        """What is said below pull requests, the oldest first."""
        return [each.body for each in self.at.rocket.comments.values()]

    def statuses(self) -> list[tuple[str, str | None, str | None]]:
        """State, words and address of what we said of commits, the oldest first."""
        return [
            (each.state, each.description, each.target_url)
            for each in self.at.rocket.statuses
            if each.context == OUR_STATUS
        ]

    def url(self, card: Json) -> str:
        return f"{BASE}/app/b/{card['board_id']}/c/{card['key']}"

    async def waits_for(self, card: Json, other: Json) -> None:
        """Let a card wait for another one."""
        path = f"/cards/{card['id']}/dependencies"
        await self.at.owner.post(path, {"blocked_by": other["id"]})
        await self.all_done()

    async def move(self, card: Json, column: int) -> None:
        """Move a card to a column, by its place from the left."""
        to = self.at.board.columns[column]
        await self.at.owner.ask("PATCH", f"/cards/{card['id']}", {"column_id": to}, status=200)
        await self.all_done()

    async def rename(self, card: Json, title: str) -> None:
        await self.at.owner.ask("PATCH", f"/cards/{card['id']}", {"title": title}, status=200)
        await self.all_done()

    async def tasks(self, name: str) -> list[TaskRow]:
        """All tasks of a name, the oldest first."""
        async with self.at.app.runtime.units.read() as unit:
            wanted = select(TaskRow).where(TaskRow.name == name).order_by(TaskRow.id)
            return list(await unit.session.scalars(wanted))

    async def rows(self) -> list[PullRequest]:
        async with self.at.app.runtime.units.read() as unit:
            return list(await unit.session.scalars(select(PullRequest).order_by(PullRequest.id)))

    async def repository_row(self) -> Repository:
        async with self.at.app.runtime.units.read() as unit:
            found = await unit.session.get(Repository, UUID(self.at.repository["id"]))
        assert found is not None
        return found


def writer_of(at: Making) -> Writer:
    """Somebody whose repository delivers all that we hear of."""
    at.github.deliver_by(at.app.http)
    at.github.hook(at.rocket, f"{BASE}/webhooks/github", *EVENTS, secret=SECRET)
    return Writer(at)


@asynccontextmanager
async def writer_at(github: GitHubServer, settings: Settings) -> AsyncIterator[Writer]:
    """The same, on a GitHub of one's own."""
    async with making(github, settings) as at:
        yield writer_of(at)
