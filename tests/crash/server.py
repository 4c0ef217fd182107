"""A whole server that runs one task more and dies where it is told to. Run by the tests beside it.

python -m tests.crash.server <where to die, or "nowhere"> <how often it gets there first>

Everything is done from outside: what stands at a commit boundary is wrapped, before anything is
built, in what kills the process with SIGKILL. Settings come from the environment.
"""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from tests.crash.haste import make_haste
from trivet import bootstrap
from trivet.boards.events import BoardEvent
from trivet.boards.live import LiveBoard
from trivet.boards.writer import Change
from trivet.bootstrap import Runtime
from trivet.cards.adapters.postgresql import PostgresStore
from trivet.cards.adapters.sqlite import SqliteStore
from trivet.cards.events import CARD_CREATED
from trivet.cards.workers import CHUNK
from trivet.commands import serve
from trivet.commands.startup import load_settings
from trivet.github import composition
from trivet.github.answers import Ref
from trivet.github.client import GitHubClient
from trivet.github.events import BRANCH_CREATED, PULL_REQUEST_LINKED
from trivet.github.tasks import PROCESS_WEBHOOK
from trivet.platform.errors import StartupError
from trivet.platform.events import Event
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Body, Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task
from trivet.platform.tasks.embedded import EmbeddedWorkers
from trivet.platform.uow import WriteUnit

# What becomes of it is of interest here, and not how long that takes.
RECORD = Task("record_task", retry=RetryPolicy((0.5,) * 20), lease_s=5.0)
RECORDED = "card.recorded"
"""What the task writes into the log of the card's board: its effect."""

ORDINARY = ("before_commit", "after_commit", "before_answer")
"""Around the commit of a request that takes the ordinary unit of work."""
IN_TASKS = ("after_claim", "in_body", "before_task_commit", "after_task_commit", "after_body")
"""Where a task runs."""
IN_GROUPS = ("before_group", "in_group", "before_group_commit", "after_group_commit", "after_group")
"""Around what the board writer writes; one statement on PostgreSQL, several on SQLite."""
IN_WEBHOOKS = (
    *("before_delivery_commit", "after_delivery_commit"),
    *("before_webhook_commit", "after_webhook_commit"),
)
"""Where a delivery is kept, and where it is worked on."""
IN_BULK = ("before_chunk_commit", "after_chunk_commit")
"""Where a task that changes many cards is done with some of them."""
IN_BRANCHES = (
    *("before_branch_is_expected", "before_branch_is_made", "after_branch_is_made"),
    *("before_branch_commit", "after_branch_commit"),
)
"""Where it is written down that a branch is wanted, where GitHub is told, and where it is there."""
STANDS_STILL = "body_stands_still"
"""Does not die, but runs no task to its end."""
PATIENCE_S = 0.3
"""How long a task that stands still is waited for when the server stops."""


class Fault:
    """Ends this process the n-th time that somebody gets to one place.

    Args:
        place: where.
        left: how often one gets past it first.
    """

    def __init__(self, place: str, left: int) -> None:
        self.place = place
        self._left = left

    def reached(self, place: str) -> None:
        if place != self.place:
            return
        if self._left:
            self._left -= 1
            return
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)  # nothing more of this thread; the signal may take a moment


def record(fault: Fault) -> Body:
    """A body whose effect and success are one commit, so that a second run never happens."""

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        fault.reached("after_claim")
        if fault.place == STANDS_STILL:
            await asyncio.Event().wait()
        async with context.write() as unit:
            unit.emit(
                BoardEvent(
                    type=RECORDED,
                    board_id=UUID(args["board_id"]),
                    payload={"card_id": args["card_id"]},
                )
            )
            fault.reached("in_body")
            await context.succeed(unit)
        fault.reached("after_body")

    return body


async def have_it_recorded(unit: WriteUnit, event: Event) -> None:
    """A reaction to a new card: one task."""
    assert isinstance(event, BoardEvent)
    unit.enqueue(RECORD.call({"board_id": str(event.board_id), "card_id": str(event.card_id)}))


def prepare(fault: Fault) -> None:
    """Wrap what stands at commit boundaries."""
    _around_commits(fault)
    _around_answers(fault)
    _around_statements(fault)
    _around_transactions(fault)
    _around_branches(fault)


def _around_commits(fault: Fault) -> None:
    commit = WriteUnit._commit

    async def dying(self: WriteUnit) -> None:
        kinds = {event.type for event in self.events}
        tasks = {call.task.name for call in self._calls}
        before, after = {
            CARD_CREATED in kinds: ("before_commit", "after_commit"),
            RECORDED in kinds: ("before_task_commit", "after_task_commit"),
            PROCESS_WEBHOOK.name in tasks: ("before_delivery_commit", "after_delivery_commit"),
            len(self.events) >= CHUNK: ("before_chunk_commit", "after_chunk_commit"),
            PULL_REQUEST_LINKED in kinds: ("before_webhook_commit", "after_webhook_commit"),
            BRANCH_CREATED in kinds: ("before_branch_commit", "after_branch_commit"),
        }.get(True, ("", ""))
        finish = self.session.finish

        async def finished(*, commit: bool) -> None:
            fault.reached(before)
            await finish(commit=commit)
            fault.reached(after)

        self.session.finish = finished  # type: ignore[method-assign]
        await commit(self)

    WriteUnit._commit = dying  # type: ignore[method-assign]


def _around_answers(fault: Fault) -> None:
    settle = Runtime.settle

    async def dying(self: Runtime, events: Sequence[Event]) -> None:
        if any(event.type == CARD_CREATED for event in events):
            fault.reached("before_answer")
        await settle(self, events)

    Runtime.settle = dying  # type: ignore[method-assign]


def _around_statements(fault: Fault) -> None:
    write = PostgresStore._write

    async def dying(self: PostgresStore, board: LiveBoard, changes: Sequence[Change]) -> list[Any]:
        if len(changes) == 1:
            return await write(self, board, changes)
        fault.reached("before_group")
        work = asyncio.ensure_future(write(self, board, changes))
        if fault.place == "in_group":
            await asyncio.sleep(0.001)  # the statement is on its way, or done, or undone
            fault.reached("in_group")
        rows = await work
        fault.reached("after_group")
        return rows

    PostgresStore._write = dying  # type: ignore[method-assign]


class _Dying:
    """The board writer's connection, seen through a fault."""

    def __init__(self, connection: sqlite3.Connection, fault: Fault) -> None:
        self._connection = connection
        self._fault = fault
        self._written = 0

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def close(self) -> None:
        self._connection.close()

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        if statement.startswith("BEGIN"):
            self._written = 0
        if statement == "COMMIT":
            self._of_a_group("before_group_commit")
        cursor = self._connection.execute(statement, *parameters)
        if "INSERT INTO board_events" in statement:
            self._written += 1
            if self._written == 2:  # once a group: a large first one must not be the last
                self._of_a_group("in_group")
        if statement == "COMMIT":
            self._of_a_group("after_group_commit")
        return cursor

    def _of_a_group(self, place: str) -> None:
        if self._written > 1:
            self._fault.reached(place)


def _around_transactions(fault: Fault) -> None:
    connect = SqliteStore._connect

    def dying(self: SqliteStore) -> Any:
        if self._connection is None:
            self._connection = _Dying(connect(self), fault)  # type: ignore[assignment]
        return self._connection

    SqliteStore._connect = dying  # type: ignore[method-assign]


def _around_branches(fault: Fault) -> None:
    create, checkpoint = GitHubClient.create_branch, TaskContext.checkpoint

    async def dying(
        self: GitHubClient, repo_full_name: str, branch_name: str, base_sha: str
    ) -> Ref:
        fault.reached("before_branch_is_made")
        made = await create(self, repo_full_name, branch_name, base_sha)
        fault.reached("after_branch_is_made")
        return made

    async def expected(self: TaskContext, data: Mapping[str, Any]) -> None:
        await checkpoint(self, data)
        fault.reached("before_branch_is_expected")

    GitHubClient.create_branch = dying  # type: ignore[method-assign]
    TaskContext.checkpoint = expected  # type: ignore[method-assign]


async def stand_still(_context: TaskContext, _args: Mapping[str, Any]) -> None:
    """In place of a body: accepted work stays undone for as long as this process lives."""
    await asyncio.Event().wait()


def _stop_soon() -> None:
    stop = EmbeddedWorkers.stop

    def stopping(self: EmbeddedWorkers, _grace_s: float = 0.0) -> Awaitable[None]:
        return stop(self, PATIENCE_S)

    EmbeddedWorkers.stop = stopping  # type: ignore[method-assign, assignment]


def _building(fault: Fault) -> Callable[[Settings], Runtime]:
    build = bootstrap.build

    def built(settings: Settings) -> Runtime:
        runtime = build(settings, bound=[Bound(RECORD, record(fault))])
        if fault.place not in IN_GROUPS:  # the quick way is not for what has handlers
            runtime.units.handlers = {CARD_CREATED: [have_it_recorded]}
        return runtime

    return built


def main() -> None:
    fault = Fault(sys.argv[1], int(sys.argv[2]))
    prepare(fault)
    make_haste()
    _stop_soon()
    if fault.place == STANDS_STILL:
        composition.process_webhook = stand_still  # type: ignore[attr-defined, assignment]
    bootstrap.build = _building(fault)  # type: ignore[assignment]
    try:
        serve.run(load_settings(port=0))
    except StartupError as error:
        sys.stderr.write(f"trivet: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
