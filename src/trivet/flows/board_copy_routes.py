"""Copying a board with what belongs to it in all places: its cards, and its rules for GitHub."""

from uuid import UUID

from fastapi import APIRouter, Request

from trivet.auth.dependencies import caller
from trivet.boards.schemas import BoardCopyAs, BoardSummary
from trivet.boards.wire import board_document
from trivet.cards.board_copying import BoardCopying
from trivet.github.rulebook import copy_rules
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["boards"])


@router.post("/boards/{board_id}/copy", status_code=201, responses=responses(404, 409))
async def copy_board(board_id: UUID, body: BoardCopyAs, request: Request) -> BoardSummary:
    """Make a board like another one: columns, labels and rules, and its open cards if wanted."""
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    copied = await BoardCopying(unit, who, request.app.state.access).copy_board(board_id, body)
    await copy_rules(unit, board_id, copied.board.id, copied.columns)
    return BoardSummary.model_validate(board_document(copied.board))
