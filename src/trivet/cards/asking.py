"""Cards as other domains ask for them, on somebody's behalf: what they are called and what for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.models import Board, Label
from trivet.cards.errors import CardNotFound
from trivet.cards.finding import card_id_of, card_to_change, card_to_see
from trivet.cards.models import Card, CardLabel
from trivet.cards.repository import CardRepository
from trivet.platform.db.session import ReadSession


@dataclass(frozen=True, slots=True)
class CardTold:
    """What others may know of a card.

    Args:
        key: what it is called, such as `ENG-42`.
        labels: the names of its labels.
        archived: whether it is, or its board.
    """

    id: UUID
    key: str
    title: str
    board_id: UUID
    workspace_id: UUID
    labels: tuple[str, ...]
    archived: bool


class CardQuestions:
    """Finds cards for somebody.

    Args:
        session: reads.
        caller: who asks.
        access: who may do what.
    """

    def __init__(self, session: ReadSession, caller: Caller, access: BoardAccess) -> None:
        self._session = session
        self._cards = CardRepository(session)
        self._caller = caller
        self._access = access

    async def id_of(self, name: str, workspace_id: UUID | None) -> UUID:
        """The id behind a card's id or key.

        Args:
            name: an id, or a key such as `ENG-42` in any case.
            workspace_id: where the key is looked up; None is everywhere.

        Raises:
            CardNotFound: it is neither, or there is none.
            CardKeyAmbiguous: several cards have this key.
        """
        return await card_id_of(self._cards, self._caller, name, workspace_id)

    async def to_see(self, card_id: UUID) -> CardTold:
        """A card that the caller may look at.

        Raises:
            CardNotFound: there is none for this caller.
        """
        card = await card_to_see(self._cards, self._access, self._caller, card_id)
        return await _told(self._session, card)

    async def to_change(self, card_id: UUID) -> CardTold:
        """A card that the caller may edit, archived or not.

        Raises:
            CardNotFound: there is none for this caller.
            Forbidden: there is, but only to look at.
        """
        card = await card_to_change(self._cards, self._access, self._caller, card_id)
        return await _told(self._session, card)


async def card_told(session: ReadSession, card_id: UUID) -> CardTold:
    """A card, where nobody's permission is asked.

    Raises:
        CardNotFound: there is none.
    """
    card = await CardRepository(session).get_by_id(card_id)
    if card is None:
        raise CardNotFound("Somebody deleted it meanwhile.")
    return await _told(session, card)


async def is_kept(session: ReadSession, card_id: UUID) -> bool:
    """Whether a card's row is there, in the bin or not."""
    return await CardRepository(session).ever(card_id) is not None


async def _told(session: ReadSession, card: Card) -> CardTold:
    board = await session.get(Board, card.board_id)
    if board is None or board.deleted_at is not None:
        raise CardNotFound("Somebody deleted its board meanwhile.")
    labels = await session.scalars(
        select(Label.name)
        .join(CardLabel, CardLabel.label_id == Label.id)
        .where(CardLabel.card_id == card.id)
        .order_by(Label.name)
    )
    return CardTold(
        id=card.id,
        key=f"{board.key}-{card.number}",
        title=card.title,
        board_id=board.id,
        workspace_id=board.workspace_id,
        labels=tuple(labels),
        archived=card.archived_at is not None or board.archived_at is not None,
    )
