"""What deliveries do: pull requests and branches become known, are linked, and move cards."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.cards.automatic import AutomaticMoves, HeldBoard, boards_of, cards_named
from trivet.cards.counterparts import PullRequestState
from trivet.github import events as types
from trivet.github.models import PullRequest, Repository
from trivet.github.moving import About, CardMover
from trivet.github.naming import keys_in
from trivet.github.payloads import Payload, PullRequestData, branch_of, pull_request_of
from trivet.github.repository import PullRequestWriteRepository, RepositoryWriteRepository
from trivet.github.rules import MoveCause
from trivet.github.wire import Document, branch_document, pull_request_document, split
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

MOST_OF_STRANGERS = 3
"""How many cards a pull request from a stranger's fork may be linked to."""

Story = dict[str, Any]
"""What came of a delivery; the result of its task."""


class WebhookService:
    """Does what the deliveries of one repository say, within its workspace.

    Lock order: the repository, then boards and cards as everywhere.

    Args:
        unit: the write unit; its actor says that it comes from GitHub.
        repository: the connected repository.
    """

    def __init__(self, unit: WriteUnit, repository: Repository) -> None:
        self._unit = unit
        self._repository = repository
        self._repositories = RepositoryWriteRepository(unit.session)
        self._rows = PullRequestWriteRepository(unit.session, repository.id)
        self._moves = AutomaticMoves(unit)
        self._mover = CardMover(unit, self._moves)

    async def process(self, event: str, payload: Payload) -> Story:
        """Do what a delivery says. The same delivery a second time changes nothing.

        Args:
            event: what kind of thing happened.
            payload: the body.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        match event:
            case "pull_request":
                return await self.process_pull_request_event(payload)
            case "create" | "delete":
                return await self.process_branch_event(event, payload)
            case _:
                return {}

    async def process_pull_request_event(self, payload: Payload) -> Story:
        """A pull request was opened, changed or closed.

        It is linked to the cards whose keys stand in its branch or its title, and to no others.

        Args:
            payload: of a `pull_request` delivery.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        data = pull_request_of(payload)
        await self._repositories.locked(self._repository.id)
        known = await self._rows.numbered(data.repository, data.number)
        shown = None if known is None else pull_request_document(known)
        row = await self._rows.upsert_from_github(data)
        linked = await self._rows.cards_of_pull_request(row.id)
        keys = keys_in(row.branch, row.title)[: MOST_OF_STRANGERS if row.foreign else None]
        named = await cards_named(self._unit.session, self._repository.workspace_id, keys)
        cards = await self._held({**await boards_of(self._unit.session, linked), **named})
        new = [card_id for card_id in cards if card_id in named and card_id not in linked]
        gone = [card_id for card_id in cards if card_id not in named]
        await self._rows.link(row.id, new)
        await self._rows.unlink(row.id, gone)

        self._tell(row, shown, cards, new, gone)
        moved = [] if row.foreign else await self._follow_pull_request(row, data, cards, gone)
        return _story(cards, linked=new, unlinked=gone, moved=moved)

    def _tell(
        self,
        row: PullRequest,
        shown: Document | None,
        cards: Mapping[UUID, HeldBoard],
        new: Collection[UUID],
        gone: Collection[UUID],
    ) -> None:
        """Say of each card what became of a pull request.

        Args:
            row: the pull request.
            shown: what cards showed of it before; None if it was not known.
            cards: card id → its board.
            new: the cards that it is linked to from now on.
            gone: those that it is linked to no longer.
        """
        document = pull_request_document(row)
        facts, texts = split("pull_request", document)
        end = {
            "pull_request_id": str(row.id),
            "repository": row.repository,
            "number": row.number,
        }
        for card_id in sorted(cards):
            if card_id in gone:
                self._emit(types.PULL_REQUEST_UNLINKED, card_id, cards, (end, {}))
            elif card_id in new:
                self._emit(types.PULL_REQUEST_LINKED, card_id, cards, (facts, texts))
            elif shown is not None and document != shown:
                change = {**facts, "was_state": shown["state"]}
                self._emit(types.PULL_REQUEST_UPDATED, card_id, cards, (change, texts))

    async def _follow_pull_request(
        self,
        row: PullRequest,
        data: PullRequestData,
        cards: Mapping[UUID, HeldBoard],
        gone: Collection[UUID],
    ) -> list[UUID]:
        cause = {
            PullRequestState.DRAFT: MoveCause.DRAFT,
            PullRequestState.OPEN: MoveCause.OPENED,
            PullRequestState.CLOSED: MoveCause.CLOSED,
            PullRequestState.MERGED: MoveCause.MERGED,
        }[data.state]
        about = About(
            cause, row.repository, late=data.updated_at < row.updated_at, pull_request=row.number
        )
        away = replace(about, cause=MoveCause.UNLINKED)
        return [
            card_id
            for card_id in sorted(cards)
            if await self._mover.follow(card_id, cards[card_id], away if card_id in gone else about)
        ]

    async def process_branch_event(self, event: str, payload: Payload) -> Story:
        """A branch was created or deleted; it is linked to the cards whose keys are in its name.

        Args:
            event: `create` or `delete`.
            payload: the body.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        data = branch_of(event, payload)
        keys = keys_in(data.name) if data is not None else []
        if data is None or not keys:
            return {}
        await self._repositories.locked(self._repository.id)
        named = await cards_named(self._unit.session, self._repository.workspace_id, keys)
        known = await self._rows.branch_named(data.repository, data.name)
        if known is None and not named:
            return {}
        was_shown = known is not None and not known.deleted
        at = data.at or now()
        row = await self._rows.upsert_branch(data, at)
        linked = await self._rows.cards_of_branch(row.id)
        cards = await self._held({**await boards_of(self._unit.session, linked), **named})
        new = [card_id for card_id in sorted(cards) if card_id not in linked]
        await self._rows.link_branch(row.id, new)

        for card_id in sorted(cards):
            if row.deleted and was_shown and card_id in linked:
                end = {"branch_id": str(row.id), "repository": row.repository}
                self._emit(types.BRANCH_DELETED, card_id, cards, (end, {"name": row.name}))
            elif not row.deleted and (card_id in new or not was_shown):
                said = split("branch", branch_document(row))
                self._emit(types.BRANCH_CREATED, card_id, cards, said)
        late = at < row.changed_at
        about = About(MoveCause.BRANCH_CREATED, row.repository, late=late, branch=row.name)
        moved = [
            card_id
            for card_id in sorted(cards)
            if await self._mover.follow(card_id, cards[card_id], about)
        ]
        return _story(cards, linked=new, unlinked=[], moved=moved)

    async def _held(self, boards: Mapping[UUID, UUID]) -> Mapping[UUID, HeldBoard]:
        """Card id → its board, which is held from now on; without those that cannot be changed.

        A card may go to another board before the one that was seen is held. That one is held too,
        though perhaps out of order: whoever is in the way then is told so by the database, and the
        delivery is worked on again.
        """
        held: dict[UUID, HeldBoard] = {}
        there = dict(boards)
        while there.keys() and not held.keys() >= set(there.values()):
            before = len(held)
            held |= await self._moves.hold(set(there.values()) - held.keys())
            if len(held) == before:
                break  # what is left is gone
            there = await boards_of(self._unit.session, list(boards))
        return {card_id: held[board] for card_id, board in there.items() if board in held}

    def _emit(
        self,
        type_: str,
        card_id: UUID,
        cards: Mapping[UUID, HeldBoard],
        said: tuple[dict[str, Any], dict[str, Any]],
    ) -> None:
        payload, texts = said
        board_id = cards[card_id].board.id
        self._unit.emit(
            BoardEvent(type=type_, board_id=board_id, card_id=card_id, payload=payload, texts=texts)
        )


def _story(
    cards: Collection[UUID],
    *,
    linked: Collection[UUID],
    unlinked: Collection[UUID],
    moved: Collection[UUID],
) -> Story:
    found = {"cards": sorted(cards), "linked": linked, "unlinked": unlinked, "moved": moved}
    return {name: [str(card_id) for card_id in ids] for name, ids in found.items() if ids}
