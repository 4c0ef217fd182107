"""When something has to be written on GitHub: a task for each pull request, in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trivet.boards import events as boards
from trivet.boards.events import BoardEvent
from trivet.cards import events as cards
from trivet.github import events as types
from trivet.github.models import Repository
from trivet.github.payloads import BranchData, PullRequestData
from trivet.github.tasks import OPEN_DRAFT, WRITE_BACK
from trivet.github.writing_repository import Target, WritingRepository
from trivet.platform.events import Event
from trivet.platform.tasks.declarations import TaskCall
from trivet.platform.uow import WriteUnit

_GONE_OR_BACK = (cards.CARD_ARCHIVED, cards.CARD_DELETED, cards.CARD_RESTORED)
_ELSEWHERE = (cards.CARD_LEFT, cards.CARD_ARRIVED)
_LINKS = (types.PULL_REQUEST_LINKED, types.PULL_REQUEST_UNLINKED)


def write_back_key(repository_id: UUID, number: int) -> str:
    """The concurrency key of what writes about one pull request: one at a time."""
    return f"write-back:{repository_id}:{number}"


def draft_key(branch_id: UUID) -> str:
    """The concurrency key of what opens a draft for one branch."""
    return f"draft:{branch_id}"


async def want(unit: WriteUnit, targets: Iterable[Target]) -> None:
    """Have it looked at what is to be written about pull requests, unless that waits already.

    The last thing that a unit does: what waits is held from then on.

    Args:
        unit: the write unit.
        targets: the pull requests.
    """
    calls = [
        WRITE_BACK.call(
            {"repo_id": str(target.repository_id), "pr_number": target.number},
            workspace_id=target.workspace_id,
            concurrency_key=write_back_key(target.repository_id, target.number),
        )
        for target in sorted(targets)
    ]
    await _enqueue(unit, calls)


async def _enqueue(unit: WriteUnit, calls: Sequence[TaskCall]) -> None:
    if not calls:
        return
    keys = {str(call.concurrency_key) for call in calls}
    workspaces = {call.workspace_id for call in calls if call.workspace_id is not None}
    waiting = await WritingRepository(unit.session).waiting(workspaces, keys)
    waiting |= {str(call.concurrency_key) for call in unit.enqueued}
    for call in calls:
        if call.concurrency_key not in waiting:
            unit.enqueue(call)


@dataclass
class _Touched:
    """What some events may change of what is written.

    Args:
        cards: those of which something is said.
        blockers: those for which others may wait, and which may be open or closed now.
        columns: those whose cards may be open or closed now.
        gone: boards that were deleted.
        pull_requests: those that show other cards now.
        moves: the moves from one column to another.
    """

    cards: set[UUID] = field(default_factory=set)
    blockers: set[UUID] = field(default_factory=set)
    columns: set[UUID] = field(default_factory=set)
    gone: set[UUID] = field(default_factory=set)
    pull_requests: set[UUID] = field(default_factory=set)
    moves: list[BoardEvent] = field(default_factory=list)

    def take(self, event: BoardEvent) -> None:
        """Note what an event is about."""
        if event.type == boards.COLUMN_UPDATED:
            if "category" in event.payload["fields"]:
                self.columns.add(UUID(event.payload["column_id"]))
        elif event.type == boards.BOARD_DELETED:
            self.gone.add(event.board_id)
        elif event.type in _LINKS:
            one = event.payload.get("pull_request")
            self.pull_requests.add(UUID(one["id"] if one else event.payload["pull_request_id"]))
        elif event.card_id is not None:
            self._take(event, event.card_id)

    def _take(self, event: BoardEvent, card_id: UUID) -> None:
        if event.type == cards.CARD_MOVED:
            if event.payload["column_id"] != event.payload["from_column_id"]:
                self.moves.append(event)
        elif event.type == cards.CARD_UPDATED:
            changed = {*event.payload["fields"], *event.texts.get("fields", {})}
            if changed & {"title", "blocked_by"}:
                self.cards.add(card_id)
        elif event.type in _GONE_OR_BACK or event.type in _ELSEWHERE:
            self.cards.add(card_id)
            self.blockers.add(card_id)


class WriteBackWanted:
    """Has it written on GitHub what cards are called, and whether they wait for others.

    A constant number of queries for all that a unit did, and none if nothing of it can matter.
    """

    def concerns(self, event: Event) -> bool:
        """See `platform.uow.Reaction`.

        New titles, and moves of what others wait for, are left to a unit by who plans them
        (`cards/quick.py`): the event alone does not tell.
        """
        return event.type == cards.CARD_UPDATED and "blocked_by" in event.payload["fields"]

    async def __call__(self, unit: WriteUnit, events: Sequence[Event]) -> None:
        touched = _Touched()
        for event in events:
            if isinstance(event, BoardEvent):
                touched.take(event)
        rows = WritingRepository(unit.session)
        if touched.moves:
            turned = await _finished_or_begun(rows, touched.moves)
            touched.cards |= turned
            touched.blockers |= turned
        about = touched.cards | await rows.waiting_for(touched.blockers)
        about |= await rows.waiting_for_columns(touched.columns)
        about |= await rows.waiting_for_boards(touched.gone)
        targets = await rows.of_cards(about) | await rows.of_boards(touched.gone)
        targets |= await rows.of_ids(touched.pull_requests)
        await want(unit, targets)


async def _finished_or_begun(rows: WritingRepository, moves: Sequence[BoardEvent]) -> set[UUID]:
    """The cards on which nothing is left to do any more, or something is again."""
    ends = {UUID(e.payload[name]) for e in moves for name in ("column_id", "from_column_id")}
    closed = await rows.closed_columns(ends)
    return {
        e.card_id
        for e in moves
        if e.card_id is not None
        and (UUID(e.payload["column_id"]) in closed)
        != (UUID(e.payload["from_column_id"]) in closed)
    }


class WritingNews:
    """Has it written on GitHub what follows from what became known of a repository.

    Args:
        unit: the write unit, in which the repository is held.
        repository: the connected repository.
        old: whether what is told happened before it was connected: then nothing follows.
    """

    def __init__(self, unit: WriteUnit, repository: Repository, *, old: bool) -> None:
        self._unit = unit
        self._repository = repository
        self._old = old
        self._rows = WritingRepository(unit.session)

    async def is_news(self, data: PullRequestData) -> bool:
        """Whether what is told of a pull request may change what is written; before it is taken over."""
        repository = self._repository
        if self._old or not (repository.links_back or repository.status_back):
            return False
        row = await self._rows.pull_request(repository, data.number)
        return row is None or data.updated_at > row.updated_at or data.head_sha != row.head_sha

    async def follow(self, data: PullRequestData) -> None:
        """Have it written; after such news were taken over."""
        row = await self._rows.pull_request(self._repository, data.number)
        if row is not None and await self._rows.links(row.id):
            await want(self._unit, await self._rows.of_ids([row.id]))

    async def follow_push(self, data: BranchData) -> None:
        """Have a draft opened for a branch that was made from a card, and has something to merge now."""
        repository, number = self._repository, data.repository.github_id
        pushed = data.head_sha is not None and data.before_sha is not None
        if self._old or not repository.draft_on_push or not pushed:
            return
        made = await self._rows.made_branch(repository.id, number, data.name)
        if made is None or await self._rows.has_pull_request(repository.id, number, data.name):
            return
        call = OPEN_DRAFT.call(
            {"repo_id": str(repository.id), "branch_name": data.name},
            workspace_id=repository.workspace_id,
            concurrency_key=draft_key(made[0].id),
        )
        await _enqueue(self._unit, [call])
