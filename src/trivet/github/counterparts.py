"""What cards have on GitHub, as they show it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from trivet.cards.counterparts import Kept
from trivet.cards.models import Card
from trivet.github.branch_repository import BranchingRepository
from trivet.github.pull_request_repository import PullRequestRepository
from trivet.github.rule_repository import RuleRepository
from trivet.github.tasks import CREATE_BRANCH
from trivet.github.undone import stays_of
from trivet.github.wire import (
    Document,
    branch_document,
    held_back_member,
    pull_request_document,
)
from trivet.platform.db.session import ReadSession
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.errors import TaskNotCancellable
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.uow import WriteUnit


class GitHubCounterparts:
    """Reads pull requests and branches of cards. An adapter of `cards.counterparts`.

    Args:
        tasks: those that work on branches; None where nothing is undone.
    """

    def __init__(self, tasks: TaskQueue | None = None) -> None:
        self._tasks = tasks

    async def of_card(self, session: ReadSession, card_id: UUID) -> Mapping[str, Any]:
        pull_requests = PullRequestRepository(session)
        linked = await pull_requests.get_by_card(card_id)
        held_back = await RuleRepository(session).held_back(Card.id == card_id)
        return _members(
            [pull_request_document(row, closes=link.closes) for row, link in linked],
            await pull_requests.branches_of_card(card_id),
            held_back.get(card_id),
        )

    async def on_board(
        self, session: ReadSession, board_id: UUID, card_ids: Collection[UUID] | None = None
    ) -> Mapping[UUID, Mapping[str, Any]]:
        if card_ids is not None and not card_ids:
            return {}
        rows = PullRequestRepository(session)
        pull_requests = _grouped(
            [
                (card_id, pull_request_document(row, closes=row.closes))
                for card_id, row in await rows.shown_on_board(board_id, card_ids)
            ]
        )
        branches = _grouped(await rows.branches_shown_on_board(board_id, card_ids))
        held_back = await RuleRepository(session).held_back(Card.board_id == board_id)
        if card_ids is not None:
            held_back = {card_id: held_back[card_id] for card_id in {*card_ids} & held_back.keys()}
        return {
            card_id: _members(
                pull_requests.get(card_id, ()), branches.get(card_id, ()), held_back.get(card_id)
            )
            for card_id in pull_requests.keys() | branches.keys() | held_back.keys()
        }

    async def let_go(
        self, unit: WriteUnit, workspace_id: UUID, card_id: UUID, batch_id: UUID
    ) -> Sequence[Kept] | None:
        rows = BranchingRepository(unit.session)
        began = await rows.tasks_of_change(workspace_id, card_id, batch_id)
        if not began:
            return None
        assert self._tasks is not None
        kept: list[Kept] = []
        for task_id in began:
            row = await self._stopped(unit, task_id)
            kept += [] if row is None else await self._stays(rows, row)
        return kept

    async def _stays(self, rows: BranchingRepository, row: TaskRow) -> list[Kept]:
        """What a task left on GitHub; not what is known to be gone from there again."""
        stays = stays_of(row)
        if row.name == CREATE_BRANCH.name and row.state == TaskState.SUCCEEDED:
            repo_id = UUID(row.args["repo_id"])
            return [one for one in stays if not await rows.is_deleted(repo_id, one.name)]
        return stays

    async def _stopped(self, unit: WriteUnit, task_id: UUID) -> TaskRow | None:
        """A task, which is held, as it is after it was asked to stop, if it has not ended."""
        assert self._tasks is not None
        with suppress(TaskNotCancellable):  # what it did is done, and is told of
            await self._tasks.cancel(unit, task_id)
        return await unit.session.get(TaskRow, task_id)


def _members(
    pull_requests: Sequence[Document], branches: Sequence[Any], held_back: Document | None
) -> dict[str, Any]:
    members = {
        "pull_requests": list(pull_requests),
        "branches": [branch_document(row) for row in branches],
    }
    shown = {name: shown for name, shown in members.items() if shown}
    return shown | held_back_member(held_back)


def _grouped(pairs: Sequence[tuple[UUID, Any]]) -> dict[UUID, list[Any]]:
    """Values by the id before them, in order."""
    groups: dict[UUID, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
