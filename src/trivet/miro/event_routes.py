"""Where Miro's webhooks deliver, for those who still have some. Off unless a secret is set."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Path
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trivet.miro.errors import MiroEventInvalid, MiroWebhookOff
from trivet.miro.happenings import Taken, challenge_in, happening_in, keep
from trivet.platform.events import Actor, Origin
from trivet.platform.json import loads_foreign
from trivet.platform.schemas import Answer
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(prefix="/api/webhook", tags=["miro"], route_class=UnitRoute)


class MiroEventOut(Answer):
    """What became of an event."""

    status: Taken = Field(
        description="accepted; already_known: it came before; not_followed: nobody follows that board."
    )


class MiroChallengeOut(Answer):
    """The challenge, as it came."""

    challenge: str


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}
_ANSWERS = {
    200: {"model": MiroChallengeOut, "description": "A challenge was sent."},
    **responses(400, 404, 413),
}


@router.post(
    "", status_code=202, response_model=MiroEventOut, responses=_ANSWERS, openapi_extra=_BODY
)
async def receive_miro_event(
    request: Request,
    secret: Annotated[
        str | None, Header(alias="X-Webhook-Secret", max_length=500, description="The secret.")
    ] = None,
) -> Response | MiroEventOut:
    """An event of Miro's, with the secret in a header. 404 where there is no webhook, or the secret is wrong."""
    return await _receive(request, secret or "")


@router.post(
    "/{secret}",
    status_code=202,
    response_model=MiroEventOut,
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def receive_miro_event_by_secret_path(
    request: Request,
    secret: Annotated[str, Path(max_length=500, description="The secret: nobody can guess it.")],
) -> Response | MiroEventOut:
    """The same, for a sender that sends no header of its own: Miro."""
    return await _receive(request, secret)


async def _receive(request: Request, secret: str) -> Response | MiroEventOut:
    wanted = request.app.state.settings.miro_webhook_secret
    if wanted is None or not hmac.compare_digest(
        secret.encode(), wanted.get_secret_value().encode()
    ):
        raise MiroWebhookOff("Whoever runs this installation knows its address.")
    try:
        body = loads_foreign(await request.body())
    except ValueError:
        raise MiroEventInvalid("It is no JSON.") from None
    challenge = challenge_in(body)
    if challenge is not None:
        return JSONResponse({"challenge": challenge})
    told = happening_in(body)
    unit = open_write(request, Actor(None, Origin.MIRO, request.state.request_id))
    return MiroEventOut(status=await keep(unit, told))
