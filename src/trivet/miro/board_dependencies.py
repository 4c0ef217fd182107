"""What routes of boards in Miro have in common."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from starlette.requests import Request

from trivet.miro.answers import Document
from trivet.miro.board_schemas import MiroItemOut
from trivet.miro.boards import BoardList
from trivet.miro.callers import CurrentMiroCaller
from trivet.miro.errors import MiroAccountMissing
from trivet.miro.reading import Whiteboards
from trivet.miro.tokens import MiroAccount
from trivet.miro.writing import WhiteboardWriter
from trivet.platform.web.problems import responses

BoardId = Annotated[
    str,
    Path(
        alias="boardId",
        pattern=r"^[A-Za-z0-9_=-]{1,64}$",
        description="Miro's id of the board; it may end with `=`.",
    ),
]
ItemLimit = Annotated[
    int | None, Query(ge=1, le=1000, description="Items on a page; all at once if left out.")
]
SEEN: dict[int | str, dict[str, Any]] = {
    200: {"headers": {name: {"schema": {"type": "string"}} for name in ("X-Cache", "Age")}}
}
READS = {**SEEN, **responses(401, 403, 404, 429, 503)}


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


async def _list(request: Request, account: Account) -> BoardList:
    state = request.app.state
    return BoardList(state.units, state.miro.access, account.user_id)


Reads = Annotated[Whiteboards, Depends(_whiteboards)]
Writes = Annotated[WhiteboardWriter, Depends(_writer)]
Boards = Annotated[BoardList, Depends(_list)]


def item_out(document: Document) -> MiroItemOut:
    """An item as it is answered."""
    return MiroItemOut.model_validate(document)
