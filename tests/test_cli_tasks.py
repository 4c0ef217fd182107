"""`trivet tasks`: looked at and steered from the command line, while a server runs them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support.audit import audit_log
from tests.support.commands import Ended, serving, trivet
from tests.support.databases import Place
from tests.test_cli import refused
from trivet.auth.tasks import SEND_SIGN_IN_EMAIL
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.db.watch import CommitWatch
from trivet.platform.ids import new_id
from trivet.platform.keys import load_keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.sealing import Sealing
from trivet.platform.uow import Units
from trivet.workspaces.models import Workspace

UNKNOWN = Task("of_tomorrow_task")
"""Nothing runs it: it fails as soon as it is tried."""
PATIENCE_S = 60


class Shop:
    """The database of an installation, and its command line.

    Args:
        units: for the rows.
        settings: of the installation.
    """

    def __init__(self, units: Units, settings: Settings) -> None:
        self.units = units
        self._settings = settings

    async def tasks(self, *arguments: object) -> Ended:
        return await trivet("tasks", *map(str, arguments), settings=self._settings)

    async def done(self, *arguments: object) -> str:
        """What a command said that did what it was told."""
        ended = await self.tasks(*arguments)
        assert (ended.code, ended.err) == (0, ""), ended
        return ended.out

    async def row(self, task_id: UUID) -> TaskRow | None:
        async with self.units.read() as unit:
            return await unit.session.scalar(select(TaskRow).where(TaskRow.id == task_id))

    async def until_failed(self, task_id: UUID, after: datetime | None = None) -> datetime:
        """Wait until another process has tried it in vain, for the first time or once more.

        Returns:
            when it did.
        """
        failed: asyncio.Future[datetime] = asyncio.get_running_loop().create_future()

        async def look() -> None:
            row = await self.row(task_id)
            at = None if row is None or row.state != "failed" else row.finished_at
            if at is not None and at != after and not failed.done():
                failed.set_result(at)

        watch = CommitWatch(self.units.database, look)
        watch.start()
        try:
            await look()
            async with asyncio.timeout(PATIENCE_S):
                return await failed
        finally:
            await watch.stop()

    async def workspace(self, name: str) -> UUID:
        at = now()
        async with self.units.write() as unit:
            row = Workspace(
                id=new_id(), name=name, created_by=new_id(), created_at=at, updated_at=at
            )
            unit.session.add(row)
        return row.id


@asynccontextmanager
async def shop_of(place: Place) -> AsyncIterator[Shop]:
    settings = place.settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = place.open()
    tasks = TaskQueue(database, sealing=Sealing(load_keys(settings.data_dir)))
    try:
        yield Shop(Units(database=database, tasks=tasks), settings)
    finally:
        await database.close()


async def test_a_dead_task_is_found_retried_and_dropped_while_a_server_runs(place: Place) -> None:
    async with shop_of(place) as shop, serving(place.settings()):
        workspace = await shop.workspace("Acme [bold]")
        async with shop.units.write() as unit:
            task_id = unit.enqueue(UNKNOWN.call({"a": 1}, workspace_id=workspace))
        first = await shop.until_failed(task_id)

        said = await shop.done("list", "--state", "dead", "--workspace", "acme [BOLD]")
        _, line = said.splitlines()
        assert line.startswith(f"{task_id}  failed  of_tomorrow_task  1/4 ")
        assert "Acme [bold]" in line
        assert "It may come from a newer version" in line
        assert await shop.done("list", "--workspace", workspace, "--state", "open") == (
            "There are no such tasks.\n"
        )
        shown = await shop.done("show", task_id)
        assert "(unknown_task)" in shown
        assert '"a"' not in shown  # which of its arguments are secret is not known

        assert "again" in await shop.done("retry", task_id)
        await shop.until_failed(task_id, after=first)

        assert "which was failed, is forgotten" in await shop.done("drop", task_id)
        assert await shop.row(task_id) is None
        (event,) = await audit_log(shop.units, f"workspace:{workspace}")
        assert (event.type, event.actor_id) == ("task.dropped", None)
        assert event.payload["task_id"] == str(task_id)
        assert "There is no task" in refused(await shop.tasks("drop", task_id))


async def test_a_waiting_task_is_cancelled_and_its_secrets_are_not_shown(place: Place) -> None:
    async with shop_of(place) as shop:
        secrets = {"email": "ada@example.com", "token": "tre_secret"}
        async with shop.units.write() as unit:
            task_id = unit.enqueue(SEND_SIGN_IN_EMAIL.call(secrets))
        shown = await shop.done("show", task_id)
        assert shown.count("(secret)") == 2
        stored = await shop.row(task_id)
        assert stored is not None
        for secret in (*secrets.values(), *stored.args.values()):
            assert secret not in shown
        listed = await shop.done("list", "--workspace", "none", "--name", SEND_SIGN_IN_EMAIL.name)
        assert str(task_id) in listed

        for verb, why in (("drop", "Cancel it first"), ("retry", "Only a task that failed")):
            assert why in refused(await shop.tasks(verb, task_id))
        assert await shop.done("cancel", task_id) == "It is cancelled.\n"
        await shop.done("drop", task_id)
        assert await shop.row(task_id) is None


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)
async def test_the_list_goes_on_where_it_was_cut(place: Place) -> None:
    async with shop_of(place) as shop:
        async with shop.units.write() as unit:
            ids = [unit.enqueue(UNKNOWN.call()) for _ in range(3)]
        first = await shop.done("list", "--limit", 2)
        assert [line.split()[0] for line in first.splitlines()[1:3]] == [
            str(ids[2]),
            str(ids[1]),
        ]
        assert first.endswith(f"There are older ones: --before {ids[1]}\n")
        rest = await shop.done("list", "--before", ids[1])
        assert [line.split()[0] for line in rest.splitlines()[1:]] == [str(ids[0])]


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)
async def test_what_is_not_there_is_said(place: Place) -> None:
    async with shop_of(place) as shop:
        for _ in range(2):
            await shop.workspace("Twins")
        for arguments, why in (
            (("show", new_id()), "There is no task"),
            (("cancel", new_id()), "There is no task"),
            (("list", "--state", "lost"), "There is no state lost: say one of open, dead,"),
            (("list", "--workspace", "Nobodys"), "There is no workspace Nobodys"),
            (("list", "--workspace", "twins"), "Several workspaces are called twins"),
        ):
            assert why in refused(await shop.tasks(*arguments))
        assert (await shop.tasks("show", "no-id")).code == 2
