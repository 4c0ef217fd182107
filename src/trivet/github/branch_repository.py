"""Queries of what branches are called, and of the tasks that make them. Never a commit."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from trivet.cards.models import Card
from trivet.github.models import (
    BoardBranching,
    Branch,
    BranchLink,
    PersonBranching,
    Repository,
)
from trivet.github.tasks import BATCH, CREATE_BRANCH, DELETE_BRANCHES
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.ids import first_id_at
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow

SHOWN_FOR = timedelta(days=1)
"""How long a branch that could not be made is told of."""
_LOOKED_AT = timedelta(days=8)
"""How old a task can be that has not ended: GitHub may have us wait a day between its attempts."""
_SAYS_NOTHING = (TaskState.CANCELLED,)


def key_of(card_id: UUID) -> str:
    """The concurrency key of the tasks that make a card's branches."""
    return f"branch:{card_id}"


class BranchingRepository:
    """Reads how branches are called, and which are being made."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def of_board(self, board_id: UUID) -> BoardBranching | None:
        """What a board's people chose, if they did."""
        return await self._session.scalar(
            select(BoardBranching)
            .where(BoardBranching.board_id == board_id)
            .execution_options(populate_existing=True)
        )

    async def prefix_of(self, user_id: UUID) -> str:
        """What somebody's branches begin with; empty for nothing."""
        found = await self._session.scalar(
            select(PersonBranching.prefix).where(PersonBranching.user_id == user_id)
        )
        return found or ""

    async def connected(self, workspace_id: UUID, most: int) -> Sequence[Repository]:
        """The connected repositories of a workspace, oldest first; the first few."""
        rows = await self._session.scalars(
            select(Repository)
            .where(Repository.workspace_id == workspace_id, Repository.secret.is_not(None))
            .order_by(Repository.id)
            .limit(most)
        )
        return rows.all()

    async def used_last(self, board_id: UUID) -> UUID | None:
        """Where a branch was made last for a card of a board, if that is still connected."""
        return await self._session.scalar(
            select(Branch.repository_id)
            .join(BranchLink, BranchLink.branch_id == Branch.id)
            .join(Card, Card.id == BranchLink.card_id)
            .join(Repository, Repository.id == Branch.repository_id)
            .where(
                Card.board_id == board_id,
                BranchLink.chosen.is_(True),
                Repository.secret.is_not(None),
            )
            .order_by(BranchLink.linked_at.desc())
            .limit(1)
        )

    async def names_beginning(self, repository_id: UUID, prefix: str) -> Sequence[str]:
        """The branches of a repository that we know of, and that begin so."""
        names = await self._session.scalars(
            select(Branch.name).where(
                Branch.repository_id == repository_id,
                Branch.deleted.is_(False),
                Branch.name.startswith(prefix, autoescape=True),
            )
        )
        return [name for name in names if name.startswith(prefix)]

    async def tasks_of(self, workspace_id: UUID, card_id: UUID) -> list[TaskRow]:
        """The tasks that make branches of a card, or could not within the last day; newest first.

        What failed before one succeeded is history.

        Args:
            workspace_id: of the card.
            card_id: which card.
        """
        moment = now()
        rows = await self._session.scalars(
            select(TaskRow)
            .where(
                TaskRow.workspace_id == workspace_id,
                TaskRow.id > first_id_at(moment - _LOOKED_AT),
                TaskRow.name == CREATE_BRANCH.name,
                TaskRow.concurrency_key == key_of(card_id),
            )
            .order_by(TaskRow.id.desc())
            .execution_options(populate_existing=True)
        )
        shown: list[TaskRow] = []
        succeeded = False
        for row in rows:
            if row.state == TaskState.SUCCEEDED:
                succeeded = True
            elif row.finished_at is None:
                shown.append(row)
            elif row.state not in _SAYS_NOTHING and not succeeded:
                shown += [row] if row.finished_at > moment - SHOWN_FOR else []
        return shown

    async def tasks_of_change(
        self, workspace_id: UUID, card_id: UUID, batch_id: UUID
    ) -> Sequence[UUID]:
        """The tasks that a change of a card began on GitHub, the oldest first.

        Args:
            workspace_id: of the card.
            card_id: which card.
            batch_id: what the events of the change have in common.
        """
        rows = await self._session.execute(
            select(TaskRow.id, TaskRow.args)
            .where(
                TaskRow.workspace_id == workspace_id,
                TaskRow.id > first_id_at(now() - _LOOKED_AT),
                TaskRow.name.in_([CREATE_BRANCH.name, DELETE_BRANCHES.name]),
                TaskRow.concurrency_key == key_of(card_id),
            )
            .order_by(TaskRow.id)
        )
        return [task_id for task_id, args in rows if args.get(BATCH) == str(batch_id)]

    async def is_deleted(self, repository_id: UUID, name: str) -> bool:
        """Whether a branch that was there is deleted on GitHub."""
        found = await self._session.scalars(
            select(Branch.deleted).where(Branch.repository_id == repository_id, Branch.name == name)
        )
        known = found.all()
        return bool(known) and all(known)


class BranchingWriteRepository(BranchingRepository):
    """Keeps how branches are called."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def choose(
        self, board_id: UUID, template: str | None, repository_id: UUID | None
    ) -> None:
        """Replace what a board, which is held, has."""
        row = await self.of_board(board_id)
        if row is None:
            row = BoardBranching(board_id=board_id)
            self._writes.add(row)
        row.template = template
        row.repository_id = repository_id
        await self._writes.flush()

    async def set_prefix(self, user_id: UUID, prefix: str) -> None:
        """Replace what somebody's branches begin with."""
        dialect: Any = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        await self._writes.run(
            dialect.insert(PersonBranching)
            .values(user_id=user_id, prefix=prefix)
            .on_conflict_do_update(
                index_elements=[PersonBranching.user_id], set_={"prefix": prefix}
            )
        )

    async def forget_prefix(self, user_id: UUID) -> None:
        """Forget what somebody's branches begin with."""
        await self._writes.run(delete(PersonBranching).where(PersonBranching.user_id == user_id))
