"""Cards that wait for others, on whichever boards of a workspace they stand."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board
from trivet.boards.service import BoardService
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.detail_schemas import DependencyCreate
from trivet.cards.errors import (
    CardArchived,
    CardNotFound,
    DependenciesFull,
    DependencyCycle,
    DependencyNotFound,
    DependencyOnItself,
    OtherWorkspace,
)
from trivet.cards.events import CARD_UPDATED
from trivet.cards.family import Family
from trivet.cards.finding import card_id_of, card_to_change
from trivet.cards.models import Card, CardDependency
from trivet.cards.refusals import refuse_elsewhere
from trivet.cards.repository import CardWriteRepository
from trivet.cards.wire import Document, card_document, change_payload
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

MOST_DEPENDENCIES = 50
"""On each side of a card."""
MOST_LOOKED_AT = 10_000
"""Cards on the way round a circle."""


class Dependencies:
    """Ties and unties cards.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
        elsewhere: what cards have in other places.
    """

    def __init__(
        self, unit: WriteUnit, caller: Caller, access: BoardAccess, elsewhere: Counterparts
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._elsewhere = elsewhere
        self._cards = CardWriteRepository(unit.session)
        self._changes = CardChanges(unit)

    async def add(self, card_id: UUID, wanted: DependencyCreate) -> Document:
        """Let a card wait for another one, or another one for it. Harmless if it does already.

        Raises:
            CardNotFound, CardKeyAmbiguous: one of them is not the caller's to see.
            Forbidden, BoardArchived, CardArchived: as for every change of a card.
            DependencyOnItself: they are the same.
            OtherWorkspace: they belong to different workspaces.
            DependencyCycle: the one waits for the other already, if only by way of more.
            DependenciesFull: one of them has as many as it may.
        """
        workspace_id = await Family(self._unit.session).hold(self._caller, self._access, card_id)
        name = wanted.blocked_by or wanted.blocks
        assert name is not None, "the schema asks for one of them"
        other_id = await card_id_of(self._cards, self._caller, name, workspace_id)
        if other_id == card_id:
            raise DependencyOnItself("Name another card.")
        card, other, boards = await self._both(card_id, other_id)
        if boards[other.id].workspace_id != workspace_id:
            raise OtherWorkspace("Name a card of the same workspace.")
        blocked, blocker = (card, other) if wanted.blocked_by else (other, card)
        waits_for = await self._cards.blocked_by(blocked.id)
        if blocker.id not in waits_for:
            await self._refuse_full(blocked, blocker, waits_for)
            await self._refuse_cycle(blocked.id, blocker.id)
            await self._unit.session.run(
                insert(CardDependency).values(
                    blocked_id=blocked.id, blocker_id=blocker.id, created_at=now()
                )
            )
            await self._tell(blocked, blocker, added=True)
        return await self._document(card, boards[card.id])

    async def remove(self, card_id: UUID, other_name: str) -> None:
        """Let neither of two cards wait for the other.

        Raises:
            CardNotFound, CardKeyAmbiguous: one of them is not the caller's to see.
            Forbidden, BoardArchived, CardArchived: as for every change of a card.
            DependencyNotFound: neither does.
        """
        workspace_id = await Family(self._unit.session).hold(self._caller, self._access, card_id)
        other_id = await card_id_of(self._cards, self._caller, other_name, workspace_id)
        if other_id == card_id:
            raise DependencyNotFound("A card never waits for itself.")
        card, other, _ = await self._both(card_id, other_id)
        for blocked, blocker in ((card, other), (other, card)):
            if blocker.id in await self._cards.blocked_by(blocked.id):
                await self._unit.session.run(
                    delete(CardDependency).where(
                        CardDependency.blocked_id == blocked.id,
                        CardDependency.blocker_id == blocker.id,
                    )
                )
                await self._tell(blocked, blocker, added=False)
                return
        raise DependencyNotFound("Somebody removed it meanwhile: load the card again.")

    async def _both(self, card_id: UUID, other_id: UUID) -> tuple[Card, Card, dict[UUID, Board]]:
        """Both cards as they are now, and the boards of each, held in ascending order."""
        seen = [
            await card_to_change(self._cards, self._access, self._caller, one)
            for one in (card_id, other_id)
        ]
        service = BoardService(self._unit, self._caller, self._access)
        held = {
            board_id: await service.locked(board_id)
            for board_id in sorted({one.board_id for one in seen})
        }
        cards: list[Card] = []
        boards: dict[UUID, Board] = {}
        for one, board_id in [(one.id, one.board_id) for one in seen]:
            card = await self._cards.get_by_id(one)
            if card is None:
                raise CardNotFound("Somebody deleted it meanwhile.")
            refuse_elsewhere(card, held[board_id])
            cards.append(card)
            boards[card.id] = held[board_id]
        if cards[0].archived_at is not None:
            raise CardArchived('Bring it back with {"archived": false}.')
        return cards[0], cards[1], boards

    async def _refuse_full(self, blocked: Card, blocker: Card, waits_for: Sequence[UUID]) -> None:
        many = max(len(waits_for), len(await self._cards.blocks(blocker.id)))
        if many >= MOST_DEPENDENCIES:
            raise DependenciesFull(
                f"A card waits for at most {MOST_DEPENDENCIES} others, and as many wait for it:"
                " remove some first."
            )

    async def _refuse_cycle(self, blocked: UUID, blocker: UUID) -> None:
        """Whether the blocker waits for the blocked one already, by way of whatever."""
        came_from: dict[UUID, UUID] = {}
        row = [blocker]
        while row and len(came_from) < MOST_LOOKED_AT:
            edges = await self._unit.session.execute(
                select(CardDependency.blocked_id, CardDependency.blocker_id).where(
                    CardDependency.blocked_id.in_(row)
                )
            )
            row = []
            for waiting, waited_for in edges:
                if waited_for in came_from or waited_for == blocker:
                    continue
                came_from[waited_for] = waiting
                row.append(waited_for)
            if blocked in came_from:
                raise await self._cycle(blocked, blocker, came_from)

    async def _cycle(
        self, blocked: UUID, blocker: UUID, came_from: dict[UUID, UUID]
    ) -> DependencyCycle:
        way = [blocked]
        while way[-1] != blocker:
            way.append(came_from[way[-1]])
        keys = await self._keys([*reversed(way)])
        return DependencyCycle(
            f"{' waits for '.join(keys)} already: remove one of these first.",
            extra={"cards": [str(card_id) for card_id in reversed(way)]},
        )

    async def _keys(self, card_ids: Sequence[UUID]) -> list[str]:
        rows = await self._unit.session.execute(
            select(Card.id, Board.key, Card.number)
            .join(Board, Board.id == Card.board_id)
            .where(Card.id.in_(card_ids))
        )
        keys = {card_id: f"{key}-{number}" for card_id, key, number in rows}
        return [keys[card_id] for card_id in card_ids]

    async def _tell(self, blocked: Card, blocker: Card, *, added: bool) -> None:
        """Both cards change, each on its own board."""
        for card, name, other in (
            (blocked, "blocked_by", blocker),
            (blocker, "blocks", blocked),
        ):
            after = sorted(map(str, await getattr(self._cards, name)(card.id)))
            others = [one for one in after if one != str(other.id)]
            before = others if added else sorted([*others, str(other.id)])
            await self._changes.change(card, {}, fields=(name,))
            payload, _ = change_payload(card.version, {name: after}, {name: before})
            self._changes.emit(card, CARD_UPDATED, payload)

    async def _document(self, card: Card, board: Board) -> Document:
        return card_document(
            card,
            board.key,
            await self._cards.members_of(card.id),
            await self._elsewhere.of_card(self._unit.session, card.id),
        )
