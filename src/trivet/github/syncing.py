"""Having pull requests read anew: by a person, by whoever looks for what was missed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.bulk import begun
from trivet.cards.holding import CardHolder
from trivet.github.errors import PullRequestNotFound, RepositoryNotFound
from trivet.github.models import PullRequest, PullRequestLink, Repository
from trivet.github.tasks import SYNC_PULL_REQUEST, reading
from trivet.platform.tasks.declarations import TaskCall, TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import READY_STATES, TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import WriteUnit


async def have_synced(
    unit: WriteUnit, row: Repository, numbers: Collection[int], *, at: datetime | None = None
) -> int:
    """Have some pull requests read, but for those that are about to be.

    Args:
        unit: the write unit.
        row: where they are.
        numbers: which.
        at: not before this moment.

    Returns:
        how many were not about to be.
    """
    waiting = {task.concurrency_key for task in await _waiting(unit, row, numbers)}
    wanted = [number for number in numbers if reading(row.id, number) not in waiting]
    for number in wanted:
        unit.enqueue(sync_call(row, number, at=at))
    return len(wanted)


async def have_asked_again(
    unit: WriteUnit, row: Repository, number: int, asked: int, at: datetime
) -> None:
    """Have a pull request read once more, unless it is about to be.

    Args:
        unit: the write unit.
        row: where it is.
        number: which.
        asked: how often GitHub had no answer by now.
        at: not before this moment.
    """
    if not await _waiting(unit, row, [number]):
        call = sync_call(row, number, at=at)
        call.args["asked"] = asked
        unit.enqueue(call)


def sync_call(
    row: Repository,
    number: int,
    *,
    requested_by: UUID | None = None,
    at: datetime | None = None,
) -> TaskCall:
    """The task that reads a pull request.

    Args:
        row: where it is.
        number: which.
        requested_by: who is told how it goes; None if nobody asks.
        at: not before this moment.
    """
    return SYNC_PULL_REQUEST.call(
        {"repo_id": str(row.id), "pr_number": number},
        workspace_id=row.workspace_id,
        requested_by=requested_by,
        concurrency_key=reading(row.id, number),
        run_at=at,
    )


async def _waiting(unit: WriteUnit, row: Repository, numbers: Collection[int]) -> Sequence[TaskRow]:
    """The tasks that are about to read some pull requests. One that runs may have read already."""
    keys = [reading(row.id, number) for number in numbers]
    found = await TaskReader(unit.session).under_way(keys)
    return [task for task in found if TaskState(task.state) in READY_STATES]


class PullRequestRefresh:
    """Has a pull request of a card read anew because a person wants it.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._holder = CardHolder(unit, caller, access)

    async def begin(self, card_id: UUID, pull_request_id: UUID) -> TaskSnapshot:
        """Have it read, unless it is about to be. The last thing in its unit.

        Args:
            card_id: the card.
            pull_request_id: a pull request that it shows.

        Returns:
            The task that reads it.

        Raises:
            CardNotFound, Forbidden, BoardArchived: as for every change of a card.
            PullRequestNotFound: the card shows none such.
            RepositoryNotFound: its repository was disconnected.
        """
        card, _ = await self._holder.hold(card_id)
        session = self._unit.session
        link = await session.get(PullRequestLink, (card.id, pull_request_id))
        row = await session.get(PullRequest, pull_request_id)
        if link is None or row is None or link.removed_at is not None:
            raise PullRequestNotFound("Choose one that the card shows.")
        repository = await session.get(Repository, row.repository_id)
        if repository is None or repository.secret is None:
            raise RepositoryNotFound(
                "The repository is not connected any more: connect it again to hear of it."
            )
        if repository.github_id not in {None, row.github_id}:
            raise RepositoryNotFound(
                "It is of another repository, which had that name before: nobody can ask about it."
            )
        waiting = await _waiting(self._unit, repository, [row.number])
        if waiting and waiting[0].requested_by == self._caller.user_id:
            return snapshot_of(waiting[0])
        call = sync_call(repository, row.number, requested_by=self._caller.user_id)
        return await begun(self._unit, call)
