"""Moving a card to another board of its workspace.

It stays the same card, with its comments, dependencies, pull requests and history; it gets a new key,
and the old one still finds it.
"""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.events import BoardEvent
from trivet.boards.models import Board
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.service import BoardService
from trivet.cards import events as types
from trivet.cards.changing import CardChanges
from trivet.cards.counterparts import Counterparts
from trivet.cards.editing import PLACE
from trivet.cards.errors import CardArchived, CardNotFound
from trivet.cards.finding import card_to_change
from trivet.cards.landing import Landing, refuse_other_workspace
from trivet.cards.models import Card, CardAlias
from trivet.cards.placing import Placing
from trivet.cards.refusals import refuse_elsewhere
from trivet.cards.repository import CardWriteRepository
from trivet.cards.schemas import CardTransferTo
from trivet.cards.service import CardService
from trivet.cards.wire import Document, card_document, split_texts
from trivet.platform.uow import WriteUnit


class CardTransfer:
    """Moves cards from board to board.

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
        self._boards = BoardWriteRepository(unit.session)
        self._landing = Landing(unit, caller, access)
        self._placing = Placing(self._cards)
        self._changes = CardChanges(unit)

    async def transfer_card(self, card_id: UUID, wanted: CardTransferTo) -> Document:
        """Move a card to another board; on the board where it is, it just moves.

        Args:
            card_id: the card.
            wanted: the board, and the place there.

        Raises:
            CardNotFound: it is not the caller's to see.
            BoardNotFound: the board is not.
            Forbidden: the caller may only look.
            OtherWorkspace: the board belongs to another workspace.
            CardArchived, BoardArchived: one of them is archived.
            CardElsewhere: somebody took the card to a third board meanwhile.
            UnknownColumn, UnknownAnchor, WipLimitReached, BoardFull, TooManyLabels: as on arrival.
        """
        session = self._unit.session
        found = await card_to_change(self._cards, self._access, self._caller, card_id)
        await self._access.require_edit(self._caller, wanted.board_id, session)
        if found.board_id == wanted.board_id:
            return await self._within(card_id, wanted)
        source, target = await self._both(found.board_id, wanted.board_id)
        refuse_other_workspace(source, target)
        card = await self._cards.get_by_id(card_id)
        if card is None:
            raise CardNotFound("Somebody deleted it meanwhile.")
        if card.board_id == target.id:
            return await self._within(card_id, wanted)
        refuse_elsewhere(card, source)
        if card.archived_at is not None:
            raise CardArchived('Bring it back first, with {"archived": false}.')
        return await self._take(card, source, target, wanted)

    async def _within(self, card_id: UUID, wanted: CardTransferTo) -> Document:
        service = CardService(self._unit, self._caller, self._access, self._elsewhere)
        return await service.move_card(
            card_id,
            wanted.column_id,
            wanted.position,
            before=wanted.before,
            after=wanted.after,
            force=wanted.force,
        )

    async def _both(self, source_id: UUID, target_id: UUID) -> tuple[Board, Board]:
        """Both boards, held in ascending order."""
        boards = BoardService(self._unit, self._caller, self._access)
        held = {
            board_id: await boards.locked(board_id) for board_id in sorted((source_id, target_id))
        }
        return held[source_id], held[target_id]

    async def _take(
        self, card: Card, source: Board, target: Board, wanted: CardTransferTo
    ) -> Document:
        session = self._unit.session
        column = await self._landing.column(target, wanted, like=card.column_id)
        labels = await self._landing.labels(target, card)
        old_labels = await self._cards.labels_of(card.id)
        old_number, old_key = card.number, f"{source.key}-{card.number}"
        changes = {
            "board_id": target.id,
            "column_id": column.id,
            "rank": await self._placing.rank(column.id, wanted),
            "number": await self._boards.take_number(target.id),
        }
        fields = (PLACE, "label_ids") if old_labels else (PLACE,)
        session.add(CardAlias(board_id=source.id, number=old_number, card_id=card.id))
        await self._changes.change(card, changes, fields=fields)
        await self._cards.remove_labels(card.id, old_labels)
        await self._cards.add_labels(card.id, labels)
        return await self._tell(card, source, target, old_key)

    async def _tell(self, card: Card, source: Board, target: Board, old_key: str) -> Document:
        document = card_document(
            card,
            target.key,
            await self._cards.members_of(card.id),
            await self._elsewhere.of_card(self._unit.session, card.id),
        )
        left = {
            "version": card.version,
            "to_board_id": str(target.id),
            "to_key": document["key"],
        }
        self._unit.emit(
            BoardEvent(
                type=types.CARD_LEFT,
                board_id=source.id,
                card_id=card.id,
                payload=left,
                created_at=card.updated_at,
            )
        )
        facts, texts = split_texts(document)
        arrived = {
            "version": card.version,
            "card": facts,
            "from_board_id": str(source.id),
            "from_key": old_key,
        }
        self._changes.emit(card, types.CARD_ARRIVED, arrived, {"card": texts})
        await self._changes.rebalance_if_long(card, target)
        return {**document, "rank": card.rank}
