"""Changes of cards in the express lane.

A request is read here only if it has the right form. All else is left to the routes, which say what is wrong with it.
"""

from typing import TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, ValidationError

from trivet.auth.callers import Caller
from trivet.cards.quick import QuickCards
from trivet.cards.schemas import CardCreate, CardMove, CardPatch
from trivet.cards.wire import Document
from trivet.platform.json import dumps
from trivet.platform.web.express import Call, ExpressRoute, Reply

M = TypeVar("M", bound=BaseModel)

_JSON = (b"content-type", b"application/json")


async def _create(call: Call) -> Reply | None:
    wanted = _read(call, CardCreate)
    if wanted is None:
        return None
    who: Caller = call.caller
    quick: QuickCards = call.state.quick
    done = await quick.create(who, who.actor(call.request_id), UUID(call.name), wanted)
    if done is None:
        return None
    document, seq = done
    return _reply(201, document, seq, (b"location", f"/cards/{document['id']}".encode()))


async def _patch(call: Call) -> Reply | None:
    return await _patched(call, _read(call, CardPatch))


async def _move(call: Call) -> Reply | None:
    move = _read(call, CardMove)
    return await _patched(call, None if move is None else move.as_patch())


async def _patched(call: Call, patch: CardPatch | None) -> Reply | None:
    if patch is None:
        return None
    who: Caller = call.caller
    quick: QuickCards = call.state.quick
    done = await quick.patch(who, who.actor(call.request_id), call.name, patch)
    return None if done is None else _reply(200, *done)


def _read(call: Call, model: type[M]) -> M | None:
    """The body, if it has the right form."""
    try:
        # As the routes do it: from what JSON says, so that both take and refuse the same.
        return model.model_validate(orjson.loads(call.body))
    except (orjson.JSONDecodeError, ValidationError):
        return None


def _reply(status: int, document: Document, seq: int, *more: tuple[bytes, bytes]) -> Reply:
    return Reply(status, (_JSON, (b"x-board-seq", b"%d" % seq), *more), dumps(document))


routes = [
    ExpressRoute("POST", "/boards/{board_id}/cards", _create),
    ExpressRoute("PATCH", "/cards/{card}", _patch),
    ExpressRoute("POST", "/cards/{card}/move", _move),
]
