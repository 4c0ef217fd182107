"""What routes of boards in Miro have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.answers import Document
from trivet.miro.board_schemas import MiroItemOut
from trivet.miro.boards import BoardList
from trivet.miro.callers import CurrentMiroCaller
from trivet.miro.errors import MiroAccountMissing
from trivet.miro.following import Following
from trivet.miro.reading import Whiteboards
from trivet.miro.tokens import MiroAccount
from trivet.miro.writing import WhiteboardWriter
from trivet.platform.json import dumps
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import TaskSnapshot
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


async def _following(request: Request) -> Following:
    following: Following = request.app.state.miro.following
    return following


Reads = Annotated[Whiteboards, Depends(_whiteboards)]
Writes = Annotated[WhiteboardWriter, Depends(_writer)]
Boards = Annotated[BoardList, Depends(_list)]
Follows = Annotated[Following, Depends(_following)]


def item_out(document: Document) -> MiroItemOut:
    """An item as it is answered."""
    return MiroItemOut.model_validate(document)


def task_out(task: TaskSnapshot | None, reader: UUID) -> TaskOut | None:
    """What sweeps a board, as a reader of the board may see it.

    Args:
        task: it; None is none.
        reader: who. What somebody else asked for, and why it failed, is theirs.
    """
    if task is not None and task.requested_by != reader:
        task = replace(task, requested_by=None, error=None, result=None)
    return None if task is None else TaskOut.model_validate(task)


def as_json(answer: BaseModel, items: Sequence[Document], headers: Mapping[str, str]) -> Response:
    """An answer with thousands of items, which are as Miro has them: none is looked at once more.

    Args:
        answer: without them.
        items: they.
        headers: of the answer.
    """
    body = {**answer.model_dump(mode="json"), "items": items}
    return Response(dumps(body), media_type="application/json", headers=dict(headers))
