"""Where cards land that come from elsewhere: another board, or another card.

A board has columns and labels of its own, so what a card brings along is found there by its name.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import UnknownColumn
from trivet.boards.limits import refuse_labels
from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardWriteRepository
from trivet.boards.service import BoardService
from trivet.cards.errors import OtherWorkspace
from trivet.cards.limits import may_force, refuse_full, refuse_full_board
from trivet.cards.models import Card, CardLabel
from trivet.cards.refusals import anchor_of, known_column
from trivet.cards.repository import CardWriteRepository
from trivet.cards.schemas import CardPlace
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


class Landing:
    """Finds the places of cards on a board that is held.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._boards = BoardWriteRepository(unit.session)
        self._service = BoardService(unit, caller, access)
        self._cards = CardWriteRepository(unit.session)

    async def column(self, board: Board, wanted: CardPlace, like: UUID) -> Column:
        """The column to which a card comes, if there is place for it.

        The one that is named, or that of the card beside which it goes; else the one that has the
        name of the column it comes from, or means the same; else the first.

        Args:
            board: the board.
            wanted: what is said about the place.
            like: the column from which the card comes.

        Raises:
            UnknownColumn, UnknownAnchor: what is named is not on this board, or it has no columns.
            WipLimitReached, BoardFull: there is no place for it.
            Forbidden: it says `force`, and the caller is no admin.
        """
        anchor = await anchor_of(self._cards, board.id, wanted)
        column_id = wanted.column_id
        if column_id is None and anchor is not None and _is_open(anchor):
            column_id = anchor.column_id
        if column_id is not None:
            column = await known_column(self._boards, board.id, column_id)
        else:
            column = await self._like(board, like)
        session = self._session
        forced = await may_force(self._access, self._caller, board.id, session, wanted.force)
        await refuse_full(session, column, forced=forced)
        await refuse_full_board(session, board)
        return column

    async def _like(self, board: Board, like: UUID) -> Column:
        columns = await self._boards.columns(board.id)
        if not columns:
            raise UnknownColumn(
                f"{board.name} has no columns yet: add one first.",
                fields=(FieldError("board_id", "has no columns"),),
            )
        model = await self._boards.column(like)
        if model is None:
            return columns[0]
        named = (c for c in columns if c.name.casefold() == model.name.casefold())
        meant = (c for c in columns if c.category == model.category)
        return next(named, None) or next(meant, columns[0])

    async def labels(self, board: Board, card: Card) -> list[UUID]:
        """The board's labels of the names that a card of another board carries; made if need be.

        Raises:
            TooManyLabels: there is no place for those that have to be made.
        """
        carried = await self._carried(card)
        there = {label.name: label.id for label in await self._boards.labels(board.id)}
        missing = [label for label in carried if label.name not in there]
        if missing:
            await refuse_labels(self._boards, board.id, len(missing))
        for label in missing:
            made = Label(
                id=new_id(),
                board_id=board.id,
                name=label.name,
                color=label.color,
                created_at=now(),
            )
            self._service.add_label(made)
            there[made.name] = made.id
        await self._session.flush()
        return [there[label.name] for label in carried]

    async def _carried(self, card: Card) -> Sequence[Label]:
        found = await self._session.scalars(
            select(Label)
            .join(CardLabel, CardLabel.label_id == Label.id)
            .where(CardLabel.card_id == card.id)
            .order_by(Label.name)
        )
        return found.all()


def refuse_other_workspace(source: Board, target: Board) -> None:
    """Refuse to take a card out of its workspace.

    Raises:
        OtherWorkspace: the boards belong to two.
    """
    if source.workspace_id != target.workspace_id:
        raise OtherWorkspace(
            "Choose a board of the same workspace.",
            fields=(FieldError("board_id", "is in another workspace"),),
        )


def _is_open(card: Card) -> bool:
    return card.archived_at is None and card.deleted_at is None
