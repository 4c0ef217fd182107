"""`GET /boards/{id}`: the hot read. A plain Starlette route, in front of all others.

One of the hot path's places: the answer is bytes that are kept ready, so routing, validation and
serialisation would cost more than everything else. What it answers is described by hand in
`views/openapi.py`. With filters it reads from the rows, the ordinary way.
"""

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound
from trivet.boards.liveboards import LiveBoards
from trivet.platform.errors import FieldError, Unprocessable
from trivet.platform.uow import Units
from trivet.platform.web.express import Call, ExpressRoute, Reply
from trivet.views.reading import BoardFilters, BoardReader

MIN_SEQ = "x-min-board-seq"
_MIN_SEQ = MIN_SEQ.encode()
_JSON = (b"content-type", b"application/json")
_MANY = {"assignee", "label", "priority", "column"}


async def read_board(request: Request) -> Response:
    """A board with columns, labels and all its open cards, in order."""
    who = await caller(request)
    state = request.app.state
    live: LiveBoards = state.live
    access: BoardAccess = state.access
    name = request.path_params["board_id"]
    if access.cached(who.user_id, name) is None:
        name = str(_board_id(name))
        await access.role(who, UUID(name))
    if request.scope["query_string"]:
        return await _filtered(request, who, UUID(name))
    board = await live.get(name, _min_seq(request))
    # Whoever was shut out while that took its time does not get what was written since.
    await access.role(who, UUID(name))
    return _answer(request, board.etag, board.seq, board.body)


def _answer(request: Request, etag: str, seq: int, body: Any) -> Response:
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "X-Board-Seq": str(seq),
    }
    if _unchanged(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(body(), headers=headers, media_type="application/json")


def _unchanged(wanted: str | None, etag: str) -> bool:
    """Whether the client has this answer already (RFC 9110, section 13.1.2)."""
    if wanted is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    return etag in tags or "*" in tags


def _board_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BoardNotFound("Name a board by its id.") from None


def _min_seq(request: Request) -> int:
    text = request.headers.get(MIN_SEQ)
    if text is None:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise Unprocessable(
            "Send the X-Board-Seq of an answer, or leave it out.",
            fields=(FieldError("X-Min-Board-Seq", "is not a number"),),
        )
    return int(text)


def filters_of(request: Request) -> BoardFilters:
    """The filters in a request's query.

    Raises:
        Unprocessable: one of them is unknown or has no such value.
    """
    values: dict[str, Any] = {}
    for name in request.query_params:
        found = request.query_params.getlist(name)
        values[name] = found if name in _MANY else found[-1]
    try:
        return BoardFilters.model_validate(values)
    except ValidationError as error:
        raise Unprocessable(
            "Look at the filters of GET /boards/{id} in /openapi.json.",
            fields=tuple(
                FieldError(str(e["loc"][0]) if e["loc"] else "query", _why(e), e["type"])
                for e in error.errors(include_input=False, include_url=False)
            ),
        ) from None


def _why(error: ErrorDetails) -> str:
    return "is no filter of a board" if error["type"] == "extra_forbidden" else error["msg"]


async def _filtered(request: Request, who: Caller, board_id: UUID) -> Response:
    filters = filters_of(request)
    units: Units = request.app.state.units
    least = _min_seq(request)
    if least:
        await request.app.state.live.get(str(board_id), least)
    state = request.app.state
    wanted = request.headers.get("if-none-match")
    async with units.read() as unit:
        reader = BoardReader(unit, who, state.access, state.elsewhere, state.runtime.epoch)
        found = await reader.filtered(
            board_id, filters, state.live, lambda etag: _unchanged(wanted, etag)
        )
    return _answer(request, found.etag, found.seq, lambda: found.body)


route = Route("/boards/{board_id}", read_board, methods=["GET"], name="read_board")


async def _read_at_once(call: Call) -> Reply | None:
    """The same in the express lane: of a board in memory, for those whose role on it is remembered."""
    access: BoardAccess = call.state.access
    live: LiveBoards = call.state.live
    if access.cached(call.caller.user_id, call.name) is None:
        return None
    board = live.at_hand(call.name)
    if board is None:
        if live.peek(call.name) is None:
            return None
        board = await live.get(call.name)  # it has gone on in another process
        if (
            access.cached(call.caller.user_id, call.name) is None
        ):  # and somebody was shut out meanwhile
            return None
    least = call.head.get(_MIN_SEQ)
    if least is not None and not (least.isdigit() and len(least) <= 18 and int(least) <= board.seq):
        return None
    etag = board.etag
    headers = [
        (b"etag", etag.encode()),
        (b"cache-control", b"private, no-cache"),
        (b"x-board-seq", b"%d" % board.seq),
    ]
    wanted = call.head.get(b"if-none-match")
    if wanted is not None and _unchanged(wanted.decode("latin-1"), etag):
        return Reply(304, headers, b"")
    return Reply(200, [*headers, _JSON], board.body())


express = ExpressRoute("GET", "/boards/{board_id}", _read_at_once)
