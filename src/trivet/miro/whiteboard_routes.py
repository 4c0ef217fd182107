"""Boards in Miro, and what is known of each; and what Miro lets us do."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.board_dependencies import (
    READS,
    Account,
    BoardId,
    Boards,
    Follows,
    ItemLimit,
    Reads,
    as_json,
    task_out,
)
from trivet.miro.board_schemas import (
    MiroBoardOut,
    MiroBoardsOut,
    MiroCacheOut,
    MiroCreditsOut,
    MiroFollowOut,
    MiroLimitsOut,
    MiroSyncOut,
    MiroTagOut,
)
from trivet.miro.boards import Known, link_of, name_of
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.errors import MiroBoardNotFound, MiroBoardUnread
from trivet.miro.job_repository import JobReader
from trivet.miro.performing import cost_of
from trivet.miro.reading import as_of_in
from trivet.miro.tasks import SYNC_BOARD, sync_key
from trivet.miro.tokens import MiroAccount
from trivet.platform.clock import now
from trivet.platform.http.whole import text_in
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.web.pagination import (
    Cursor,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, aside

router = APIRouter(prefix="/api", tags=["miro"], route_class=UnitRoute)


@router.get("/boards", responses=READS)
async def list_miro_boards(
    request: Request,
    response: Response,
    boards: Boards,
    account: Account,
    query: Annotated[str, Query(max_length=200, description="In their names.")] = "",
    cursor: Cursor = None,
) -> MiroBoardsOut:
    """The boards in Miro that the caller may see, the last opened first, with what is known of each here."""
    found = await boards.page(query.strip(), 0 if cursor is None else _offset_in(cursor))
    following = None if found.offset is None else encode_cursor("offset", str(found.offset))
    response.headers["X-Cache"] = str(found.source)
    link_next(request, response, following)
    return MiroBoardsOut(
        items=[_board(each, account) for each in found.boards], next_cursor=following
    )


@router.get("/boards/{boardId}", responses=responses(401, 403, 404, 429, 503))
async def get_miro_board(board_id: BoardId, boards: Boards, account: Account) -> MiroBoardOut:
    """A board in Miro, and what is known of it."""
    return _board(await boards.board(board_id), account)


@router.post(
    "/boards/{boardId}/sync", status_code=202, responses=responses(401, 403, 404, 409, 429, 503)
)
async def sync_miro_board(
    request: Request, board_id: BoardId, boards: Reads, account: Account
) -> MiroSyncOut:
    """Have all of a board read anew, unless that is under way: by a task, which tells how far it is."""
    async with aside(request, again=True):
        await boards.enter(board_id)
        task_id = await boards.have_synced(board_id)
    async with request.app.state.units.read() as unit:
        row = await TaskReader(unit.session).by_id(task_id)
    task = None if row is None else task_out(snapshot_of(row), account.user_id)
    if task is None:
        raise MiroBoardNotFound("It was forgotten meanwhile: try again.")
    return MiroSyncOut(task=task)


@router.put("/boards/{boardId}/follow", responses=responses(401, 403, 404, 409, 429, 503))
async def follow_miro_board(
    request: Request, board_id: BoardId, boards: Boards, follows: Follows, account: Account
) -> MiroBoardOut:
    """Have a board looked at for changes until one says otherwise. Harmless to repeat."""
    async with aside(request, again=True):
        await boards.board(board_id)
        await follows.begin(account.user_id, board_id)
        return _board(await boards.board(board_id), account)


@router.delete(
    "/boards/{boardId}/follow", status_code=204, responses=responses(401, 403, 404, 429, 503)
)
async def unfollow_miro_board(
    request: Request, board_id: BoardId, boards: Reads, follows: Follows, account: Account
) -> None:
    """Have a board looked at no more, as far as the caller is concerned. Harmless to repeat."""
    async with aside(request, again=True):
        # Also of one that they may not read any more.
        if not await follows.end(account.user_id, board_id):
            await boards.enter(board_id)


@router.get(
    "/cache/{boardId}",
    response_model=MiroCacheOut,
    responses=responses(401, 403, 404, 429, 503),
)
async def get_miro_cache(
    request: Request,
    board_id: BoardId,
    boards: Reads,
    account: Account,
    refresh: Annotated[bool, Query(description="Have all of it read anew.")] = False,
    limit: ItemLimit = None,
    cursor: Cursor = None,
) -> Response:
    """What is known of a board. 404: nothing, or it is not for the caller."""
    await boards.enter(board_id)
    if refresh:
        await boards.have_synced(board_id)
    async with request.app.state.units.read() as unit:
        cache = MiroCacheReader(unit.session)
        board = await cache.board(board_id)
        most = None if limit is None else limit + 1
        after = None if cursor is None else _id_in(cursor)
        items = await cache.items(board_id, after=after, most=most)
        tags = await cache.tags(board_id)
        under_way = await TaskReader(unit.session).under_way([sync_key(board_id)])
    if board is None or not (board.swept or items or under_way):
        raise MiroBoardUnread("Ask with ?refresh=true, and again in a few seconds.")
    following = None
    if limit is not None and len(items) > limit:
        items = items[:limit]
        following = encode_cursor("after", items[-1]["id"])
    as_of = as_of_in(board)
    own = [row for row in under_way if row.requested_by == account.user_id]
    task = snapshot_of((own or under_way)[0]) if under_way else None
    known = MiroCacheOut(
        board_id=board_id,
        items=[],
        tags=[MiroTagOut.model_validate(each) for each in tags],
        as_of=as_of,
        complete=as_of is not None and board.tags_as_of is not None,
        next_cursor=following,
        task=task_out(task, account.user_id),
    )
    response = as_json(known, items, {})
    link_next(request, response, following)
    return response


@router.get("/limits", responses=responses(401, 403, 404))
async def get_miro_limits(request: Request, account: Account) -> MiroLimitsOut:
    """How much Miro lets us do for the caller right now, and how much waits."""
    access = request.app.state.miro.access
    at = now().timestamp()
    standing = await access.transport.credits.standing(account.id)
    async with request.app.state.units.read() as unit:
        syncs = await TaskReader(unit.session).waiting_of(account.user_id, [SYNC_BOARD.name])
        waiting = await JobReader(unit.session).waiting(account.user_id)
    seconds = standing.empties_in_s(cost_of(waiting), at)
    return MiroLimitsOut(
        credits=MiroCreditsOut(
            limit=standing.limit,
            remaining=standing.left(at),
            reset_at=_moment(standing.reset_at, at),
            blocked_until=_moment(standing.blocked_until, at),
        ),
        queued=syncs + sum(waiting.values()),
        syncs=syncs,
        empty_at=datetime.fromtimestamp(at + seconds, UTC) if waiting else None,
        answering=await access.answers(),
    )


def _board(known: Known, reader: MiroAccount) -> MiroBoardOut:
    found = known.document
    team = found.get("team")
    return MiroBoardOut(
        id=found["id"],
        name=name_of(found),
        description=text_in(found.get("description")) or "",
        team_name=text_in(team.get("name")) if isinstance(team, dict) else None,
        view_link=link_of(found),
        items=known.counts.items,
        tags=known.counts.tags,
        as_of=known.as_of,
        complete=known.complete,
        task=task_out(known.task, reader.user_id),
        follow=None if known.follow is None else MiroFollowOut.model_validate(known.follow),
    )


def _moment(seconds: float, at: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds > at else None


def _offset_in(cursor: str) -> int:
    word, offset = decode_cursor(cursor, parts=2)
    if word != "offset" or not (offset.isascii() and offset.isdigit() and len(offset) < 8):
        raise bad_cursor()
    return int(offset)


def _id_in(cursor: str) -> str:
    word, item_id = decode_cursor(cursor, parts=2)
    if word != "after":
        raise bad_cursor()
    return item_id
