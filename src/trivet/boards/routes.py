"""Routes of boards, columns and labels."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.dependencies import caller
from trivet.boards.schemas import (
    BoardCreate,
    BoardPatch,
    BoardSummary,
    ColumnCreate,
    ColumnOut,
    ColumnPatch,
    LabelCreate,
    LabelOut,
    LabelPatch,
)
from trivet.boards.service import BoardQueries, BoardService
from trivet.boards.structure import StructureService
from trivet.boards.wire import board_document, column_document, label_document
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["boards"])


async def _queries(request: Request) -> BoardQueries:
    return BoardQueries(open_read(request), await caller(request))


async def _service(request: Request) -> BoardService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return BoardService(unit, who, request.app.state.access)


async def _structure(request: Request) -> StructureService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return StructureService(unit, who, request.app.state.access)


Queries = Annotated[BoardQueries, Depends(_queries)]
Service = Annotated[BoardService, Depends(_service)]
Structure = Annotated[StructureService, Depends(_structure)]


@router.get("/workspaces/{workspace_id}/boards", responses=responses(404))
async def list_boards(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Queries,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
    archived: Annotated[bool, Query(description="The archived boards instead.")] = False,
) -> Page[BoardSummary]:
    """The boards of a workspace, oldest first."""
    boards = await queries.page(
        workspace_id, after=id_in_cursor(cursor), limit=limit + 1, archived=archived
    )
    shown = boards[:limit]
    further = encode_cursor(str(shown[-1].id)) if len(boards) > limit else None
    link_next(request, response, further)
    return Page(
        items=[BoardSummary.model_validate(board_document(board)) for board in shown],
        next_cursor=further,
    )


@router.post("/workspaces/{workspace_id}/boards", status_code=201, responses=responses(404, 409))
async def create_board(workspace_id: UUID, body: BoardCreate, service: Service) -> BoardSummary:
    """Make an empty board."""
    board = await service.create_board(workspace_id, body)
    return BoardSummary.model_validate(board_document(board))


@router.patch("/boards/{board_id}", responses=responses(404))
async def patch_board(board_id: UUID, body: BoardPatch, service: Service) -> BoardSummary:
    """Rename a board, archive it or bring it back."""
    board = await service.patch_board(board_id, body)
    return BoardSummary.model_validate(board_document(board))


@router.delete("/boards/{board_id}", status_code=204, responses=responses(404))
async def delete_board(board_id: UUID, service: Service) -> None:
    """Delete a board with everything on it."""
    await service.delete_board(board_id)


@router.post("/boards/{board_id}/columns", status_code=201, responses=responses(404, 409))
async def create_column(board_id: UUID, body: ColumnCreate, service: Structure) -> ColumnOut:
    """Add a column; at the end unless a place is given."""
    column = await service.create_column(board_id, body)
    return ColumnOut.model_validate(column_document(column))


@router.patch("/columns/{column_id}", responses=responses(404, 409))
async def patch_column(column_id: UUID, body: ColumnPatch, service: Structure) -> ColumnOut:
    """Rename a column, change what it means or its limit, or move it."""
    column = await service.patch_column(column_id, body)
    return ColumnOut.model_validate(column_document(column))


@router.post("/boards/{board_id}/labels", status_code=201, responses=responses(404, 409))
async def create_label(board_id: UUID, body: LabelCreate, service: Structure) -> LabelOut:
    """Add a label."""
    return LabelOut.model_validate(label_document(await service.create_label(board_id, body)))


@router.patch("/labels/{label_id}", responses=responses(404, 409))
async def patch_label(label_id: UUID, body: LabelPatch, service: Structure) -> LabelOut:
    """Rename or recolour a label."""
    return LabelOut.model_validate(label_document(await service.patch_label(label_id, body)))


@router.delete("/labels/{label_id}", status_code=204, responses=responses(404, 409))
async def delete_label(label_id: UUID, service: Structure) -> None:
    """Take a label from the board and from all its cards."""
    await service.delete_label(label_id)
