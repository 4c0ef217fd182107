"""Routes for changing many cards at once, and for taking changes back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from trivet.auth.dependencies import caller
from trivet.cards.bulk import BulkUpdater
from trivet.cards.bulk_schemas import (
    MOST_AT_ONCE,
    BulkOut,
    BulkUpdate,
    TaskBegun,
    UndoIn,
    UndoOut,
)
from trivet.cards.undo import UndoService
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["cards"])

_BEGUN: dict[int | str, dict[str, Any]] = {
    202: {"model": TaskBegun, "description": "A task does it."}
}


async def _bulk(request: Request) -> BulkUpdater:
    who = await caller(request)
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    return BulkUpdater(unit, who, state.access, state.elsewhere)


def _answer(document: BaseModel) -> Response:
    return Response(document.model_dump_json(exclude_none=True), media_type="application/json")


def _task(task: TaskSnapshot, batch_id: UUID) -> Response:
    begun = TaskBegun(task=TaskOut.model_validate(task), batch_id=batch_id)
    response = Response(begun.model_dump_json(), 202, media_type="application/json")
    response.headers["Location"] = f"/tasks/{task.id}"
    return response


@router.post(
    "/cards/bulk-update",
    response_model=BulkOut,
    responses={**responses(404, 409), **_BEGUN},
)
async def bulk_update_cards(
    body: BulkUpdate, bulk: Annotated[BulkUpdater, Depends(_bulk)]
) -> Response:
    """Change many cards of one board alike.

    Up to 200 in one transaction, each with its result; with more, a task does it, a part at a time.
    """
    if len(body.card_ids) > MOST_AT_ONCE:
        return _task(*await bulk.begin(body))
    return _answer(await bulk.update(body.card_ids, body.updates, mode=body.mode, force=body.force))


async def _undo(request: Request) -> UndoService:
    who = await caller(request)
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    return UndoService(unit, who, state.access, state.elsewhere)


@router.post(
    "/boards/{board_id}/undo",
    response_model=UndoOut,
    responses={**responses(404, 409), **_BEGUN},
)
async def undo_change(
    board_id: UUID, body: UndoIn, undoing: Annotated[UndoService, Depends(_undo)]
) -> Response:
    """Take back your own last change of cards, or the one to which an event belongs.

    Field by field, what nobody else touched since; what is not taken back is named. The undo of an
    undo brings the change about again.
    """
    done = await undoing.undo(board_id, body.seq)
    return _answer(done) if isinstance(done, UndoOut) else _task(*done)
