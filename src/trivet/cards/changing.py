"""Brings cards to their next version, and says so in the log.

What whoever changes cards has in common: people through `service.py`, rules through `automatic.py`.
Who may, and what is wanted, is theirs to know.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.boards.models import Board
from trivet.cards import events as types
from trivet.cards.editing import PLACE
from trivet.cards.models import Card
from trivet.cards.placing import Placing
from trivet.cards.repository import CardWriteRepository
from trivet.cards.wire import change_payload, plain
from trivet.platform import ranking
from trivet.platform.clock import now
from trivet.platform.uow import WriteUnit

_WRITTEN = {"branch"}
"""What people wrote of a reason: a name that is forgotten as other texts are."""


class CardChanges:
    """Changes cards whose board is held.

    Args:
        unit: the write unit.
    """

    def __init__(self, unit: WriteUnit) -> None:
        self._unit = unit
        self._placing = Placing(CardWriteRepository(unit.session))

    async def change(
        self, card: Card, changes: Mapping[str, Any], fields: Sequence[str] = ()
    ) -> None:
        """Bring a row to its next version.

        Args:
            card: the row.
            changes: column name → new value.
            fields: the names under which `field_versions` is raised.
        """
        card.version += 1
        card.updated_at = now()
        for name, value in changes.items():
            setattr(card, name, value)
        if fields:
            card.field_versions = {**card.field_versions, **dict.fromkeys(fields, card.version)}
        await self._unit.session.flush()

    async def edit(self, card: Card, changes: Mapping[str, Any]) -> bool:
        """Set plain fields of a card, those that differ, and say so.

        Args:
            card: the row.
            changes: field → new value.

        Returns:
            Whether anything differed.
        """
        was = {name: getattr(card, name) for name in changes}
        changes = {name: value for name, value in changes.items() if value != was[name]}
        if not changes:
            return False
        await self.change(card, changes, fields=tuple(changes))
        old = {name: plain(was[name]) for name in changes}
        new = {name: plain(value) for name, value in changes.items()}
        self.emit(card, types.CARD_UPDATED, *change_payload(card.version, new, old))
        return True

    async def put(
        self,
        card: Card,
        board: Board,
        column_id: UUID,
        rank: str,
        reason: Mapping[str, Any] | None = None,
    ) -> None:
        """Put a card to a place.

        Args:
            card: the row.
            board: its board.
            column_id: the column, of the same board.
            rank: its new rank there.
            reason: why, if a rule moves it.
        """
        payload: dict[str, Any] = {
            "from_column_id": str(card.column_id),
            "from_rank": card.rank,
            "column_id": str(column_id),
            "rank": rank,
        }
        await self.change(card, {"column_id": column_id, "rank": rank}, fields=(PLACE,))
        payload["version"] = card.version
        texts: dict[str, Any] = {}
        if reason is not None:
            payload["reason"] = {n: v for n, v in reason.items() if n not in _WRITTEN}
            texts = {"reason": {n: v for n, v in reason.items() if n in _WRITTEN}}
        self.emit(card, types.CARD_MOVED, payload, texts)
        await self.rebalance_if_long(card, board)

    async def rebalance_if_long(self, card: Card, board: Board) -> None:
        """Give a whole column short ranks again, once one has grown too long."""
        if len(card.rank) <= ranking.MAX_LENGTH:
            return
        ranks = await self._placing.rebalanced(card.column_id)
        card.rank = ranks[card.id]
        # No card's version tells of its new rank: what was planned before must be planned anew.
        board.structure_version += 1
        payload = {
            "column_id": str(card.column_id),
            "ranks": {str(card_id): rank for card_id, rank in ranks.items()},
        }
        self._unit.emit(
            BoardEvent(type=types.CARDS_RERANKED, board_id=card.board_id, payload=payload)
        )

    def emit(
        self,
        card: Card,
        type_: str,
        payload: dict[str, Any],
        texts: dict[str, Any] | None = None,
    ) -> None:
        """Say what happened to a card; at the moment at which its row says it changed."""
        self._unit.emit(
            BoardEvent(
                type=type_,
                board_id=card.board_id,
                card_id=card.id,
                payload=payload,
                texts=texts or {},
                created_at=card.updated_at,
            )
        )
