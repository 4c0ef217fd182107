"""Shapes and tags of boards in Miro."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.board_dependencies import (
    READS,
    Account,
    BoardId,
    Follows,
    ItemLimit,
    Reads,
    Writes,
    as_json,
    item_out,
)
from trivet.miro.board_schemas import (
    MiroItemOut,
    MiroItemsOut,
    MiroMadeOut,
    MiroManyOut,
    MiroTagOut,
    MiroTagsOut,
)
from trivet.miro.bulk import Made
from trivet.miro.errors import MiroLimited, MiroNotAsked
from trivet.miro.models import MiroItem
from trivet.miro.operations import Planned
from trivet.miro.queueing import QUEUED, Queues
from trivet.miro.reading import Mark, Reading, Wanted
from trivet.miro.shape_bodies import MOST_AT_ONCE, ItemId, ShapeBody, ShapeChange
from trivet.platform.web.pagination import (
    Cursor,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, aside

SHAPE = "shape"

router = APIRouter(prefix="/api", tags=["miro"], route_class=UnitRoute)

ShapeId = Annotated[ItemId, Path(alias="itemId")]


@router.get("/boards/{boardId}/shapes", response_model=MiroItemsOut, responses=READS)
async def list_shapes(
    request: Request,
    board_id: BoardId,
    boards: Reads,
    follows: Follows,
    account: Account,
    since: Annotated[
        str | None, Query(max_length=200, description="`cursor` of an earlier answer.")
    ] = None,
    limit: ItemLimit = None,
    cursor: Cursor = None,
) -> Response:
    """The shapes of a board; or, with `since`, those that changed after an earlier answer, as far as Trivet
    saw. Who asks that has the board looked at for changes for a quarter of an hour.
    """
    if since is not None:
        changes = await boards.changes(board_id, _mark_in(since), SHAPE)
        await follows.asked(account.user_id, board_id)
        told = MiroItemsOut(
            items=[],
            deleted=[row.id for row in changes.items if not _is(row, SHAPE)],
            own=[row.id for row in changes.items if row.theirs_seq <= changes.after],
            cursor=_cursor_of(changes.mark),
            more=changes.more,
            reset=changes.reset,
        )
        return as_json(told, [row.document for row in changes.items if _is(row, SHAPE)], {})
    place = None if cursor is None else _place_in(cursor)
    after = None if place is None else place[0]
    reading = await boards.items(board_id, Wanted(SHAPE, after=after, most=limit))
    # Of a list that is read in pages, whatever changed since the first of them is told again.
    mark = reading.mark if place is None else place[1]
    following = None
    if reading.more:
        following = encode_cursor("after", reading.found[-1]["id"], *map(str, mark))
    listed = MiroItemsOut(items=[], next_cursor=following, cursor=_cursor_of(mark))
    response = as_json(listed, reading.found, _seen_by(reading))
    link_next(request, response, following)
    return response


@router.get("/boards/{boardId}/shapes/{itemId}", responses=READS)
async def get_shape(
    board_id: BoardId, item_id: ShapeId, response: Response, boards: Reads
) -> MiroItemOut:
    """One shape, with its style."""
    reading = await boards.item(board_id, SHAPE, item_id)
    _say(response, reading)
    return item_out(reading.found)


@router.post(
    "/boards/{boardId}/shapes",
    status_code=201,
    response_model=MiroItemOut,
    responses={
        200: {"model": MiroManyOut, "description": "An array was sent: what became of each."},
        **QUEUED,
        **responses(401, 403, 404, 409, 422, 429, 503),
    },
)
async def create_shapes(
    request: Request,
    board_id: BoardId,
    boards: Writes,
    queue: Queues,
    body: Annotated[
        ShapeBody | Annotated[list[ShapeBody], Body(min_length=1, max_length=MOST_AT_ONCE)], Body()
    ],
) -> MiroItemOut | Response:
    """Make a shape; or up to 500, each of which is made or not by itself. `Prefer: respond-async` queues it."""
    if queue.preferred:
        bodies = [body] if isinstance(body, ShapeBody) else body
        return await queue.later(
            board_id, [Planned("create", SHAPE, None, each.sent()) for each in bodies]
        )
    async with aside(request):
        if isinstance(body, ShapeBody):
            return item_out(await boards.create(board_id, SHAPE, body.sent()))
        made = await boards.create_many(board_id, SHAPE, [each.sent() for each in body])
    many = MiroManyOut(results=[_made(index, one) for index, one in enumerate(made)])
    # Written here: of a 201 the description says one item, and of a 200 these.
    return Response(many.model_dump_json(), 200, media_type="application/json")


@router.put(
    "/boards/{boardId}/shapes/{itemId}",
    response_model=MiroItemOut,
    responses={**QUEUED, **responses(401, 403, 404, 409, 422, 429, 503)},
)
async def update_shape(
    request: Request,
    board_id: BoardId,
    item_id: ShapeId,
    boards: Writes,
    queue: Queues,
    body: ShapeChange,
) -> MiroItemOut | Response:
    """Change what is given of a shape; the rest stays as it is. `Prefer: respond-async` queues it."""
    if queue.preferred:
        return await queue.later(board_id, [Planned("update", SHAPE, item_id, body.sent())])
    async with aside(request):
        return item_out(await boards.update(board_id, SHAPE, item_id, body.sent()))


@router.delete(
    "/boards/{boardId}/shapes/{itemId}",
    status_code=204,
    response_model=None,
    responses={**QUEUED, **responses(401, 403, 404, 429, 503)},
)
async def delete_shape(
    request: Request, board_id: BoardId, item_id: ShapeId, boards: Writes, queue: Queues
) -> Response | None:
    """Delete a shape. `Prefer: respond-async` queues it."""
    if queue.preferred:
        return await queue.later(board_id, [Planned("delete", SHAPE, item_id, {})])
    async with aside(request):
        await boards.delete(board_id, SHAPE, item_id)
    return None


@router.get("/boards/{boardId}/tags", responses=READS)
async def list_miro_tags(board_id: BoardId, response: Response, boards: Reads) -> MiroTagsOut:
    """All tags of a board."""
    reading = await boards.tags(board_id)
    _say(response, reading)
    return MiroTagsOut(items=[MiroTagOut.model_validate(each) for each in reading.found])


def _cursor_of(mark: Mark) -> str:
    return encode_cursor("seq", *map(str, mark))


def _mark_in(cursor: str) -> Mark:
    word, *numbers = decode_cursor(cursor, parts=3)
    if word != "seq":
        raise bad_cursor()
    return _mark(*numbers)


def _place_in(cursor: str) -> tuple[str, Mark]:
    word, item_id, *numbers = decode_cursor(cursor, parts=4)
    if word != "after":
        raise bad_cursor()
    return item_id, _mark(*numbers)


def _mark(epoch: str, seq: str) -> Mark:
    if not all(each.isascii() and each.isdigit() and len(each) < 19 for each in (epoch, seq)):
        raise bad_cursor()
    return Mark(int(epoch), int(seq))


def _is(row: MiroItem, kind: str) -> bool:
    """Whether an item is there, and of a type still."""
    return row.deleted_at is None and row.type == kind


def _say(response: Response, reading: Reading) -> None:
    response.headers.update(_seen_by(reading))


def _seen_by(reading: Reading) -> dict[str, str]:
    """Where an answer comes from, and how old it is."""
    return {"X-Cache": str(reading.source), "Age": str(reading.age_s)}


def _made(index: int, made: Made) -> MiroMadeOut:
    if made.item is not None:
        return MiroMadeOut(index=index, status=201, item=item_out(made.item))
    assert made.error is not None
    error = made.error
    later = error.headers.get("Retry-After")
    waits = later is not None and isinstance(error, MiroLimited | MiroNotAsked)
    return MiroMadeOut(
        index=index,
        status=error.status,
        code=error.code,
        detail=error.detail,
        retry_after=int(later) if later is not None and waits else None,
    )
