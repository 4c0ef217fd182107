"""A card is finished: once all that finishes it is merged; and its merged branches are deleted, if wanted."""

from collections.abc import Sequence
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import GitHubTokenRefused
from trivet.auth.github_tokens import GitHubTokens
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board, Category
from trivet.boards.service import columns_of
from trivet.cards.counterparts import Counterparts, PullRequestState
from trivet.cards.holding import CardHolder
from trivet.cards.models import Card
from trivet.cards.schemas import CardPatch
from trivet.cards.service import CardService
from trivet.github.branch_repository import key_of
from trivet.github.closing_repository import ClosingRepository, Merged
from trivet.github.errors import ColumnMissing, PullRequestsOpen
from trivet.github.models import PullRequest
from trivet.github.one_change import Began, OneChange
from trivet.github.start_schemas import CardFinish, MergedBranch
from trivet.github.tasks import BATCH, DELETE_BRANCHES
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.uow import WriteUnit

SIGN_IN_AGAIN = "Sign in with GitHub again: it no longer accepts your token."
_OPEN = (PullRequestState.OPEN, PullRequestState.DRAFT)
_MOST_NAMED = 5


class Finishing:
    """Finishes cards.

    Args:
        unit: the write unit.
        caller: who finishes them.
        access: who may do what.
        elsewhere: what cards have in other places.
        tokens: know whether the caller can act on GitHub.
    """

    def __init__(
        self,
        unit: WriteUnit,
        caller: Caller,
        access: BoardAccess,
        elsewhere: Counterparts,
        tokens: GitHubTokens,
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._tokens = tokens
        self._holder = CardHolder(unit, caller, access)
        self._cards = CardService(unit, caller, access, elsewhere)
        self._closing = ClosingRepository(unit.session)

    async def finish(self, card_id: UUID, wanted: CardFinish) -> Began:
        """Be done with a card. The last thing in its unit; a second time it does nothing new.

        A card without pull requests is finished too, and so is one that waits for others, as by any
        move. What was closed without being merged does not count.

        Args:
            card_id: the card.
            wanted: how.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            PullRequestsOpen: some that finish it are not merged.
            ColumnMissing: no column of its board is for what is done.
            WipLimitReached: there is no place for it.
            GitHubTokenRefused: branches are to be deleted, and the caller cannot act on GitHub.
        """
        card, board = await self._holder.hold_open(card_id)
        refuse_open(await self._closing.of_card(card.id))
        column_id = await self._column(card, board)
        patch = CardPatch(column_id=column_id, force=wanted.force)
        document = await self._cards.patch_card(card.id, patch)
        change = OneChange(self._unit)
        batch_id = change.bind()
        merged = await self._closing.merged_branches(card.id)
        row = None
        if wanted.delete_branches and merged:
            row = await self._delete(card, board, merged, batch_id)
        undo = await change.ref()
        stays = [f"The branch {each.branch.name} stays deleted." for each in merged]
        return Began(
            card=document,
            task=None if row is None else snapshot_of(row),
            undo=undo,
            cannot_undo=[] if row is None else stays,
            more={"merged_branches": [_shown(each) for each in merged]},
        )

    async def _column(self, card: Card, board: Board) -> UUID | None:
        """Where the card goes; None if it is done already."""
        columns = await columns_of(self._unit.session, board.id)
        if any(c.id == card.column_id and c.category == Category.DONE for c in columns):
            return None
        for column in columns:
            if column.category == Category.DONE:
                return column.id
        raise ColumnMissing(
            f"{board.name} has no column for what is done: an admin can give one the category Done."
        )

    async def _delete(
        self, card: Card, board: Board, merged: Sequence[Merged], batch_id: UUID | None
    ) -> TaskRow:
        session = self._unit.session
        account = await self._tokens.account(self._caller.user_id, session)
        if account is None:
            raise self._tokens.connect_first("branches are deleted in your name")
        if account.sign_in_needed:
            raise GitHubTokenRefused(SIGN_IN_AGAIN)
        branch_ids = [str(each.branch.id) for each in merged]
        row = await self._closing.deleting(board.workspace_id, key_of(card.id))
        if row is not None and row.args["branch_ids"] == branch_ids:
            return row
        task_id = self._unit.enqueue(
            DELETE_BRANCHES.call(
                {
                    "card_id": str(card.id),
                    "branch_ids": branch_ids,
                    "origin": str(self._unit.actor.origin),
                    **({} if batch_id is None else {BATCH: str(batch_id)}),
                },
                workspace_id=board.workspace_id,
                requested_by=self._caller.user_id,
                # After what makes branches of the card, and one at a time.
                concurrency_key=key_of(card.id),
            )
        )
        await self._unit.flush()
        row = await session.get(TaskRow, task_id)
        assert row is not None
        return row


def refuse_open(pull_requests: Sequence[PullRequest]) -> None:
    """Refuse to finish a card as long as something that finishes it is not merged.

    Args:
        pull_requests: those that finish it.

    Raises:
        PullRequestsOpen: some of them are open.
    """
    left = [pull for pull in pull_requests if pull.state in _OPEN]
    if not left:
        return
    names = [f"{pull.repository}#{pull.number}" for pull in left]
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    *first, last = shown
    said = f"{', '.join(first)} and {last}" if first else last
    are, them = ("is", "it") if len(names) == 1 else ("are", "them")
    raise PullRequestsOpen(
        f"{said} {are} not merged. Merge or close {them} on GitHub first, or move the card by hand if it"
        " is done without.",
        extra={"pull_requests": [_named(pull) for pull in left]},
    )


def _named(pull: PullRequest) -> dict[str, str | int | None]:
    return {
        "id": str(pull.id),
        "repository": pull.repository,
        "number": pull.number,
        "title": pull.title,
        "state": pull.state,
        "url": pull.url,
    }


def _shown(each: Merged) -> dict[str, object]:
    branch = each.branch
    shown = MergedBranch(
        id=branch.id, repository=branch.repository, name=branch.name, url=branch.url
    )
    return shown.model_dump(mode="json")
