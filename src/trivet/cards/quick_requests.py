"""Requests that change a card, as far as the quick way suits them.

One of the hot path's places. A request is read here only if nothing about it is unusual: plain JSON that has
the right form, no parameters, no `Idempotency-Key`. All else is left to the routes, which say what is wrong with it.
"""

from typing import TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.cards.answers import card_answer
from trivet.cards.quick import QuickCards
from trivet.cards.schemas import CardCreate, CardMove, CardPatch
from trivet.platform.web.idempotency import HEADER as IDEMPOTENCY_KEY

M = TypeVar("M", bound=BaseModel)

_JSON = "application/json"


async def create_quickly(request: Request) -> Response | None:
    """`POST /boards/{board_id}/cards`: an `Attempt` of it."""
    wanted = await _read(request, CardCreate)
    board_id = _id(request.path_params["board_id"])
    if wanted is None or board_id is None:
        return None
    who = await caller(request)
    quick: QuickCards = request.app.state.quick
    actor = who.actor(request.state.request_id)
    done = await quick.create(who, actor, board_id, wanted)
    return None if done is None else card_answer(done[0], 201, done[1])


async def patch_quickly(request: Request) -> Response | None:
    """`PATCH /cards/{card}`: an `Attempt` of it."""
    return await _patch(request, await _read(request, CardPatch))


async def move_quickly(request: Request) -> Response | None:
    """`POST /cards/{card}/move`: an `Attempt` of it."""
    move = await _read(request, CardMove)
    return await _patch(request, None if move is None else patch_of(move))


def patch_of(move: CardMove) -> CardPatch:
    """A move as the patch that it is."""
    return CardPatch.model_validate(move.model_dump(exclude_unset=True))


async def _patch(request: Request, patch: CardPatch | None) -> Response | None:
    if patch is None:
        return None
    who = await caller(request)
    quick: QuickCards = request.app.state.quick
    actor = who.actor(request.state.request_id)
    done = await quick.patch(who, actor, request.path_params["card"], patch)
    return None if done is None else card_answer(done[0], 200, done[1])


async def _read(request: Request, model: type[M]) -> M | None:
    """The body, if it is the only thing that the request says and has the right form."""
    headers = request.headers
    if (
        headers.get("content-type") != _JSON
        or request.scope["query_string"]
        or IDEMPOTENCY_KEY in headers
    ):
        return None
    try:
        return model.model_validate(orjson.loads(await request.body()))
    except (orjson.JSONDecodeError, ValidationError):
        return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
