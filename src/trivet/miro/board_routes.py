"""Boards in Miro: shapes, tags, and what is known of them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.answers import Document
from trivet.miro.board_schemas import (
    MiroCacheOut,
    MiroCreditsOut,
    MiroItemOut,
    MiroItemsOut,
    MiroLimitsOut,
    MiroMadeOut,
    MiroManyOut,
    MiroTagOut,
    MiroTagsOut,
)
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.callers import CurrentMiroCaller
from trivet.miro.errors import MiroAccountMissing, MiroBoardNotFound
from trivet.miro.reading import Reading, Whiteboards, as_of_in
from trivet.miro.shape_bodies import MOST_AT_ONCE, ItemId, ShapeBody
from trivet.miro.tasks import SYNC_BOARD, sync_key
from trivet.miro.tokens import MiroAccount
from trivet.miro.writing import Made, WhiteboardWriter
from trivet.platform.clock import now
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.web.pagination import bad_cursor, decode_cursor, encode_cursor
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, aside

SHAPE = "shape"

router = APIRouter(prefix="/api", tags=["miro"], route_class=UnitRoute)

BoardId = Annotated[
    str,
    Path(
        alias="boardId",
        pattern=r"^[A-Za-z0-9_=-]{1,64}$",
        description="Miro's id of the board; it may end with `=`.",
    ),
]
ShapeId = Annotated[ItemId, Path(alias="itemId")]
_SEEN: dict[int | str, dict[str, Any]] = {
    200: {"headers": {name: {"schema": {"type": "string"}} for name in ("X-Cache", "Age")}}
}
_READS = {**_SEEN, **responses(401, 403, 404, 429, 503)}


def _account(who: CurrentMiroCaller) -> MiroAccount:
    if who.account is None:
        raise MiroAccountMissing("Connect it first: open /oauth/login in a browser.")
    return who.account


Account = Annotated[MiroAccount, Depends(_account)]


async def _whiteboards(request: Request, account: Account) -> Whiteboards:
    state = request.app.state
    return Whiteboards(state.units, state.miro.access, state.miro.flights, account.user_id)


async def _writer(request: Request, account: Account) -> WhiteboardWriter:
    state = request.app.state
    return WhiteboardWriter(state.units, state.miro.access, account.user_id)


Reads = Annotated[Whiteboards, Depends(_whiteboards)]
Writes = Annotated[WhiteboardWriter, Depends(_writer)]


@router.get("/boards/{boardId}/shapes", responses=_READS)
async def list_shapes(
    board_id: BoardId,
    response: Response,
    boards: Reads,
    since: Annotated[
        str | None, Query(max_length=200, description="`cursor` of an earlier answer.")
    ] = None,
) -> MiroItemsOut:
    """The shapes of a board; or, with `since`, those that changed after an earlier answer, as far as Trivet
    saw.
    """
    if since is not None:
        changes = await boards.changes(board_id, _seq_in(since), SHAPE)
        return MiroItemsOut(
            items=[_item(row.document) for row in changes.items if row.deleted_at is None],
            deleted=[row.id for row in changes.items if row.deleted_at is not None],
            cursor=encode_cursor("seq", str(changes.seq)),
            more=changes.more,
        )
    reading = await boards.items(board_id, SHAPE)
    _say(response, reading)
    return MiroItemsOut(
        items=[_item(document) for document in reading.found],
        cursor=encode_cursor("seq", str(reading.seq)),
    )


@router.get("/boards/{boardId}/shapes/{itemId}", responses=_READS)
async def get_shape(
    board_id: BoardId, item_id: ShapeId, response: Response, boards: Reads
) -> MiroItemOut:
    """One shape, with its style."""
    reading = await boards.item(board_id, SHAPE, item_id)
    _say(response, reading)
    return _item(reading.found)


@router.post(
    "/boards/{boardId}/shapes",
    status_code=201,
    response_model=MiroItemOut | MiroManyOut,
    responses={
        200: {"model": MiroManyOut, "description": "An array was sent: what became of each."},
        **responses(401, 403, 404, 409, 422, 429, 503),
    },
)
async def create_shapes(
    request: Request,
    board_id: BoardId,
    response: Response,
    boards: Writes,
    body: Annotated[
        ShapeBody | Annotated[list[ShapeBody], Body(min_length=1, max_length=MOST_AT_ONCE)], Body()
    ],
) -> MiroItemOut | MiroManyOut:
    """Make a shape; or up to 500, each of which is made or not by itself."""
    async with aside(request):
        if isinstance(body, ShapeBody):
            return _item(await boards.create(board_id, SHAPE, body.sent()))
        made = await boards.create_many(board_id, SHAPE, [each.sent() for each in body])
    response.status_code = 200
    return MiroManyOut(results=[_made(index, one) for index, one in enumerate(made)])


@router.put(
    "/boards/{boardId}/shapes/{itemId}", responses=responses(401, 403, 404, 409, 422, 429, 503)
)
async def update_shape(
    board_id: BoardId, item_id: ShapeId, boards: Writes, body: ShapeBody
) -> MiroItemOut:
    """Change what is given of a shape; the rest stays as it is."""
    return _item(await boards.update(board_id, SHAPE, item_id, body.sent()))


@router.delete(
    "/boards/{boardId}/shapes/{itemId}",
    status_code=204,
    responses=responses(401, 403, 404, 429, 503),
)
async def delete_shape(board_id: BoardId, item_id: ShapeId, boards: Writes) -> None:
    """Delete a shape."""
    await boards.delete(board_id, SHAPE, item_id)


@router.get("/boards/{boardId}/tags", responses=_READS)
async def list_miro_tags(board_id: BoardId, response: Response, boards: Reads) -> MiroTagsOut:
    """All tags of a board."""
    reading = await boards.tags(board_id)
    _say(response, reading)
    return MiroTagsOut(items=[MiroTagOut.model_validate(each) for each in reading.found])


@router.get("/cache/{boardId}", responses=responses(401, 403, 404, 429, 503))
async def get_miro_cache(
    request: Request,
    board_id: BoardId,
    boards: Reads,
    refresh: Annotated[bool, Query(description="Have all of it read anew.")] = False,
) -> MiroCacheOut:
    """What is known of a board. 404: nothing, or it is not for the caller."""
    await boards.enter(board_id)
    if refresh:
        await boards.have_synced(board_id)
    async with request.app.state.units.read() as unit:
        cache = MiroCacheReader(unit.session)
        board = await cache.board(board_id)
        items, tags = await cache.items(board_id), await cache.tags(board_id)
        under_way = await TaskReader(unit.session).under_way([sync_key(board_id)])
    if board is None or not (board.swept or items or under_way):
        raise MiroBoardNotFound("Nothing of it is known yet: ask with ?refresh=true.")
    as_of = as_of_in(board)
    return MiroCacheOut(
        board_id=board_id,
        items=[_item(each) for each in items],
        tags=[MiroTagOut.model_validate(each) for each in tags],
        as_of=as_of,
        complete=as_of is not None and board.tags_as_of is not None,
        task=TaskOut.model_validate(snapshot_of(under_way[0])) if under_way else None,
    )


@router.get("/limits", responses=responses(401, 403, 404))
async def get_miro_limits(request: Request, account: Account) -> MiroLimitsOut:
    """How much Miro lets us do for the caller right now, and how much waits."""
    access = request.app.state.miro.access
    at = now().timestamp()
    standing = await access.transport.credits.standing(account.id)
    async with request.app.state.units.read() as unit:
        queued = await TaskReader(unit.session).waiting_of(account.user_id, [SYNC_BOARD.name])
    return MiroLimitsOut(
        credits=MiroCreditsOut(
            limit=standing.limit,
            remaining=standing.left(at),
            reset_at=_moment(standing.reset_at, at),
            blocked_until=_moment(standing.blocked_until, at),
        ),
        queued=queued,
        answering=await access.answers(),
    )


def _moment(seconds: float, at: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds > at else None


def _seq_in(cursor: str) -> int:
    _, seq = decode_cursor(cursor, parts=2)
    if not (seq.isascii() and seq.isdigit()):
        raise bad_cursor()
    return int(seq)


def _say(response: Response, reading: Reading) -> None:
    response.headers["X-Cache"] = str(reading.source)
    response.headers["Age"] = str(reading.age_s)


def _item(document: Document) -> MiroItemOut:
    return MiroItemOut.model_validate(document)


def _made(index: int, made: Made) -> MiroMadeOut:
    if made.item is not None:
        return MiroMadeOut(index=index, status=201, item=_item(made.item))
    assert made.error is not None
    error = made.error
    return MiroMadeOut(index=index, status=error.status, code=error.code, detail=error.detail)
