"""What a change of a card is refused for, with all that the person needs to go on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from trivet.boards.errors import UnknownColumn, UnknownLabel
from trivet.boards.models import Board, Column, Label
from trivet.boards.repository import BoardRepository
from trivet.boards.schemas import Placement
from trivet.cards.editing import PLACE
from trivet.cards.errors import CardElsewhere, EditConflict, UnknownAnchor, UnknownAssignee
from trivet.cards.models import Card
from trivet.cards.repository import CardRepository
from trivet.cards.wire import plain
from trivet.platform.clock import rfc3339
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError
from trivet.workspaces.models import WorkspaceMember


async def known_column(boards: BoardRepository, board_id: UUID, column_id: UUID) -> Column:
    """A column of the board; one that is not on it is refused.

    Raises:
        UnknownColumn: it is not.
    """
    column = await boards.column(column_id)
    if column is None or column.board_id != board_id:
        raise UnknownColumn(
            "Choose a column of this board; this one may have been deleted.",
            fields=(FieldError("column_id", "is not on this board"),),
        )
    return column


def refuse_elsewhere(card: Card, board: Board) -> None:
    """Refuse a card that left the board before the board was held.

    Its board now may not be locked after this one: boards are locked in ascending order.

    Raises:
        CardElsewhere: it stands on another board.
    """
    if card.board_id != board.id:
        raise CardElsewhere("Send it again: the card has its new key and board by now.")


async def anchor_of(cards: CardRepository, board_id: UUID, wanted: Placement) -> Card | None:
    """The card beside which another one is wanted; also if it was archived or deleted meanwhile.

    None if nothing is said, or if it went to another board meanwhile.

    Raises:
        UnknownAnchor: there never was such a card on this board.
    """
    card_id = wanted.before or wanted.after
    if card_id is None:
        return None
    card = await cards.ever(card_id)
    if card is not None and card.board_id != board_id and await cards.was_on(board_id, card_id):
        return None
    if card is None or card.board_id != board_id:
        raise UnknownAnchor(
            "Name a card of this board by its id.",
            fields=(FieldError("before" if wanted.before else "after", "is not on this board"),),
        )
    return card


async def refuse_strange_ids(
    session: ReadSession,
    board: Board,
    label_ids: Sequence[UUID],
    user_ids: Sequence[UUID],
    *,
    prefix: str = "",
) -> None:
    """Refuse labels of other boards, and people who are no members.

    Args:
        session: the unit's session.
        board: whose labels, and whose workspace's members.
        label_ids: the labels that are wanted.
        user_ids: the people that are wanted.
        prefix: what the fields' names begin with in this request.

    Raises:
        UnknownLabel, UnknownAssignee: the first that is strange.
    """
    if label_ids:
        found = set(
            await session.scalars(
                select(Label.id).where(Label.board_id == board.id, Label.id.in_(label_ids))
            )
        )
        _refuse_missing(UnknownLabel, f"{prefix}label_ids", label_ids, found)
    if user_ids:
        found = set(
            await session.scalars(
                select(WorkspaceMember.user_id).where(
                    WorkspaceMember.workspace_id == board.workspace_id,
                    WorkspaceMember.user_id.in_(user_ids),
                )
            )
        )
        _refuse_missing(UnknownAssignee, f"{prefix}assignee_ids", user_ids, found)


def _refuse_missing(
    error: type[UnknownLabel] | type[UnknownAssignee],
    field: str,
    wanted: Sequence[UUID],
    found: set[UUID],
) -> None:
    missing = next((one for one in wanted if one not in found), None)
    if missing is not None:
        raise error(f"Leave out {missing}.", fields=(FieldError(field, f"{missing} is unknown"),))


async def edit_conflict(
    cards: CardRepository,
    card: Card,
    clashes: Sequence[str],
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
) -> EditConflict:
    """The refusal of an edit, with both values, who changed it and when."""
    conflicts = []
    for name in clashes:
        version = card.field_versions.get(name, 1)
        event = await cards.who_changed(card.id, version)
        conflict = {
            "field": "column_id" if name == PLACE else name,
            "yours": plain(wanted[name]["column_id"] if name == PLACE else wanted[name]),
            "theirs": plain(current[name]),
            "version": version,
        }
        if event is not None:
            conflict["by"] = plain(event.actor_id)
            conflict["at"] = rfc3339(event.created_at)
        conflicts.append(conflict)
    names = ", ".join(str(conflict["field"]) for conflict in conflicts)
    return EditConflict(
        f"Look at both values of {names}, then send yours with base_version {card.version}.",
        extra={"conflicts": conflicts, "version": card.version},
    )
