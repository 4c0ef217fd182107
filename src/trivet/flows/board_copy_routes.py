"""Copying a board with what belongs to it in all places: its cards, its rules for GitHub, and
how its branches are called."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.boards.models import Board
from trivet.boards.schemas import BoardCopyAs, BoardSummary
from trivet.boards.wire import board_document
from trivet.cards.board_copying import BoardCopying
from trivet.github.branching import copy_branching
from trivet.github.rulebook import copy_rules
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["boards"])


class Copying:
    """Copies boards for one request.

    Args:
        request: whose unit of work it is.
        who: the caller.
    """

    def __init__(self, request: Request, who: Caller) -> None:
        self._unit = open_write(request, who.actor(request.state.request_id))
        self._boards = BoardCopying(self._unit, who, request.app.state.access)

    async def copy(self, board_id: UUID, wanted: BoardCopyAs) -> Board:
        board, columns = await self._boards.copy_board(board_id, wanted)
        await copy_rules(self._unit, board_id, board.id, columns)
        await copy_branching(self._unit, board_id, board.id)
        return board


async def _copying(request: Request) -> Copying:
    return Copying(request, await caller(request))


@router.post("/boards/{board_id}/copy", status_code=201, responses=responses(404, 409))
async def copy_board(
    board_id: UUID, body: BoardCopyAs, copying: Annotated[Copying, Depends(_copying)]
) -> BoardSummary:
    """Make a board like another one: columns, labels, rules and names of branches, and its open cards if wanted."""
    return BoardSummary.model_validate(board_document(await copying.copy(board_id, body)))
