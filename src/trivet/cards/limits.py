"""How many cards there may be: in a column whose limit is hard, and on a board.

Asked wherever a card comes to stand where it did not stand before: made, moved, copied, brought
back, arrived from another board. The board is held meanwhile, so that of two who take the last free
place one is refused. Rules that follow GitHub ask too, and leave a card where it is.
"""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess, may_manage
from trivet.boards.models import Board, Column
from trivet.cards.errors import BoardFull, WipLimitReached
from trivet.cards.repository import CardRepository
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError

MOST_OPEN_CARDS = 10_000
"""On one board. Nothing is archived by itself: people are told to."""

NEARLY_FULL = 1_000
"""With fewer free places than these the quick way leaves the counting to the ordinary one."""


async def is_full(session: ReadSession, column: Column, coming: int = 1) -> bool:
    """Whether a column with a hard limit has no place for so many cards more.

    Args:
        session: the unit's session; the board is held.
        column: the column.
        coming: how many that do not stand there yet.
    """
    if not column.wip_hard or column.wip_limit is None:
        return False
    return await CardRepository(session).count_in(column.id) + coming > column.wip_limit


async def refuse_full(
    session: ReadSession, column: Column, coming: int = 1, *, forced: bool = False
) -> None:
    """Refuse cards for which a column with a hard limit has no place.

    Args:
        session: the unit's session; the board is held.
        column: where they come to stand.
        coming: how many that do not stand there yet.
        forced: whether an admin insists; `may_force` says whether somebody may.

    Raises:
        WipLimitReached: there are not as many free places.
    """
    if not column.wip_hard or column.wip_limit is None or forced or not coming:
        return
    there = await CardRepository(session).count_in(column.id)
    if there + coming <= column.wip_limit:
        return
    raise WipLimitReached(
        f"{column.name} holds {there} of at most {column.wip_limit} cards. Move one on first, or"
        " have an admin of this workspace force it.",
        fields=(FieldError("column_id", "is full"),),
        extra={
            "column_id": str(column.id),
            "column": column.name,
            "wip_limit": column.wip_limit,
            "cards": there,
        },
    )


async def may_force(
    access: BoardAccess, caller: Caller, board_id: UUID, session: ReadSession, wanted: bool
) -> bool:
    """Whether a request goes past a hard limit.

    Args:
        access: who may do what.
        caller: who asks.
        board_id: the board of the column.
        session: the unit's session.
        wanted: whether it says `force`.

    Raises:
        Forbidden: it does, and the caller is no admin.
    """
    if wanted:
        may_manage(caller, await access.role(caller, board_id, session))
    return wanted


async def refuse_full_board(session: ReadSession, board: Board, coming: int = 1) -> None:
    """Refuse open cards for which a board has no place.

    Args:
        session: the unit's session.
        board: held; its numbers of cards are as new as the lock.
        coming: how many that are not open there yet.

    Raises:
        BoardFull: there are not as many free places.
    """
    if board.last_number + coming <= MOST_OPEN_CARDS:
        return  # it never had as many cards at all
    there = await CardRepository(session).count_on(board.id)
    if there + coming > MOST_OPEN_CARDS:
        raise BoardFull(
            f"{board.name} holds {there} of at most {MOST_OPEN_CARDS:,} open cards: archive those"
            ' that are done, with {"archived": true}, one by one or several at once.',
            extra={"cards": there, "limit": MOST_OPEN_CARDS},
        )
