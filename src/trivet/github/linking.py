"""People link pull requests to cards, and take them away.

What a person decided stands: no delivery takes away what they linked, nor brings back what they took
away. Rules look at what comes from then on; what is past moves no card.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.cards.asking import CardQuestions
from trivet.cards.automatic import HeldBoard
from trivet.cards.counterparts import PullRequestState
from trivet.cards.holding import CardHolder
from trivet.cards.models import Card
from trivet.github import events as types
from trivet.github.errors import PullRequestNotFound, PullRequestsFull, RepositoryNotFound
from trivet.github.facts import PullRequestReading
from trivet.github.history import entry_of, is_requested, with_entry
from trivet.github.links import CardLinks
from trivet.github.models import PullRequest, PullRequestLink, Repository
from trivet.github.moving import About
from trivet.github.pull_request_details import details_of
from trivet.github.pull_request_finding import Meant
from trivet.github.pull_request_repository import (
    PullRequestRepository,
    PullRequestWriteRepository,
)
from trivet.github.pull_request_schemas import PullRequestDetails
from trivet.github.references import LinkedBy
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.rules import MoveCause
from trivet.github.service import WebhookService
from trivet.github.sync_worker import ASK_AGAIN_S, is_computing
from trivet.github.syncing import have_asked_again, have_synced
from trivet.github.wire import pull_request_document, split
from trivet.platform.clock import now
from trivet.platform.events import Actor, Origin
from trivet.platform.uow import WriteUnit

MOST_OF_A_CARD = 100
"""How many pull requests a card may have for a person to add one."""

_TAKEN_AWAY = "Somebody took it away meanwhile: load the card again."


class PullRequestLinking:
    """Links pull requests to cards, and takes them away.

    Lock order: the repository, then boards and cards as everywhere.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._cards = CardQuestions(unit.session, caller, access)
        self._holder = CardHolder(unit, caller, access)
        self._repositories = RepositoryWriteRepository(unit.session)
        self._links = CardLinks(unit)

    async def link(
        self, meant: Meant, *, closes: bool, reading: PullRequestReading | None = None
    ) -> tuple[PullRequestDetails, bool]:
        """Link a pull request to a card; of one that is linked already, say whether it finishes it.

        Args:
            meant: what to link, and where.
            closes: whether merging it finishes the card.
            reading: what GitHub says of it, if we knew nothing.

        Returns:
            The pull request, and whether the card did not show it before.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            RepositoryNotFound: its repository was disconnected meanwhile, or is another one.
            PullRequestNotFound: it was forgotten meanwhile.
            PullRequestsFull: the card has as many as it may.
        """
        repository = await self._repositories.locked(meant.repository_id)
        if repository is None:
            raise RepositoryNotFound("Somebody deleted its workspace meanwhile.")
        rows = PullRequestWriteRepository(self._unit.session, repository.id)
        if reading is None:
            assert meant.pull_request_id is not None, "what is not known is read"
            row = await self._unit.session.get(PullRequest, meant.pull_request_id)
        else:
            row = await self._heard(rows, repository, reading)
        card, board = await self._holder.hold_open(meant.card_id)
        if row is None:
            raise PullRequestNotFound("It was forgotten meanwhile: link it once more.")
        link = (await rows.links_of([row.id]))[row.id].get(card.id)
        shown = link is not None and link.removed_at is None
        if link is None:
            link = PullRequestLink(card_id=card.id, pull_request_id=row.id)
        if not shown or link.closes != closes:
            await self._put(row, card, board, link, closes=closes)
        if not shown and reading is None:
            await self._have_read(repository, row)
        (details,) = await details_of(self._unit.session, [(row, link)])
        return details, not shown or reading is not None

    async def unlink(self, name: str, workspace_id: UUID | None, pull_request_id: UUID) -> None:
        """Take a pull request away from a card, for good: it stays away, whatever it names.

        Args:
            name: the card's id or key.
            workspace_id: where a key is looked up; None is everywhere.
            pull_request_id: which.

        Raises:
            CardNotFound, CardKeyAmbiguous, Forbidden, BoardArchived, CardArchived: as for every change
                of a card.
            PullRequestNotFound: the card shows none such.
        """
        session = self._unit.session
        told = await self._cards.to_change(await self._cards.id_of(name, workspace_id))
        repository_id = await session.scalar(
            select(PullRequest.repository_id).where(PullRequest.id == pull_request_id)
        )
        if repository_id is not None:
            await self._repositories.locked(repository_id)
        card, board = await self._holder.hold_open(told.id)
        row = await session.get(PullRequest, pull_request_id)
        links = await PullRequestRepository(session).links_of([pull_request_id])
        link = links[pull_request_id].get(card.id)
        if row is None or link is None or link.removed_at is not None:
            raise PullRequestNotFound(_TAKEN_AWAY)
        link.removed_at = now()
        await session.flush()
        held = await self._links.held({card.id: board.id})
        gone = {"pull_request_id": str(row.id), "repository": row.repository, "number": row.number}
        self._links.emit(types.PULL_REQUEST_UNLINKED, card.id, held, (gone, {}))
        await self._rest(row, card, held)

    async def _heard(
        self, rows: PullRequestWriteRepository, repository: Repository, reading: PullRequestReading
    ) -> PullRequest | None:
        """Take over what GitHub says, as if it had told us: of whatever cards it names."""
        data = reading.pull_request
        if repository.secret is None or repository.github_id not in {
            None,
            data.repository.github_id,
        }:
            raise RepositoryNotFound(
                "It was disconnected meanwhile, or there is another one of its name: look at the "
                "workspace's repositories."
            )
        person = self._unit.actor
        self._unit.actor = Actor(origin=Origin.GITHUB, correlation_id=person.correlation_id)
        old = data.updated_at <= repository.connected_at
        await WebhookService(self._unit, repository, old=old).hear_of_reading(reading)
        if is_computing(data):
            at = now() + timedelta(seconds=ASK_AGAIN_S[0])
            await have_asked_again(self._unit, repository, data.number, 1, at)
        self._unit.actor = person
        await self._unit.session.flush()
        return await rows.numbered(data.repository, data.number)

    async def _have_read(self, repository: Repository, row: PullRequest) -> None:
        """Have GitHub asked about one that no card showed: not all of it was told, perhaps."""
        connected = repository.picked and repository.secret is not None
        if connected and repository.github_id == row.github_id:
            await have_synced(self._unit, repository, [row.number])

    async def _put(
        self, row: PullRequest, card: Card, board: Board, link: PullRequestLink, *, closes: bool
    ) -> None:
        """Have a card show a pull request as a person wants it, and tell of it."""
        session = self._unit.session
        new = link.linked_at is None or link.removed_at is not None
        if new:
            await self._refuse_many(card)
            link.linked_at = now()
            session.add(link)
        link.closes, link.how, link.removed_at = closes, str(LinkedBy.HAND), None
        if closes:
            _name(row, f"{board.key}-{card.number}")
        await session.flush()
        held = await self._links.held({card.id: board.id})
        facts, texts = split("pull_request", pull_request_document(row, closes=closes))
        if new:
            self._links.emit(types.PULL_REQUEST_LINKED, card.id, held, (facts, texts))
        else:
            change = {**facts, "was_state": row.state}
            self._links.emit(types.PULL_REQUEST_UPDATED, card.id, held, (change, texts))
        await self._rest(row, card, held)

    async def _refuse_many(self, card: Card) -> None:
        shown = await PullRequestRepository(self._unit.session).get_by_card(card.id)
        if len(shown) >= MOST_OF_A_CARD:
            raise PullRequestsFull(f"It shows {len(shown)} already: remove one first.")

    async def _rest(self, row: PullRequest, card: Card, held: Mapping[UUID, HeldBoard]) -> None:
        """Have rules take note of what is so now, and leave the card where it is."""
        about = About(MoveCause.LATE, row.repository, pull_request=row.number, old=True)
        await self._links.follow(card.id, held[card.id], about)


def _name(row: PullRequest, key: str) -> None:
    """Note that a pull request is for a card from its last change on, as if that had named it."""
    last = row.history[-1]
    if key not in last[2]:
        state, keys = PullRequestState(row.state), [*last[2], key]
        entry = entry_of(row.updated_at, state, keys, is_requested(last))
        row.history = with_entry(row.history, entry)
