"""`/metrics`, for Prometheus."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from trivet.diagnostics.observing import Observing
from trivet.platform.errors import Forbidden, NotAuthenticated
from trivet.platform.telemetry.exposition import MEDIA_TYPE, Reader, exposition, may_read
from trivet.platform.web.client_address import client_address
from trivet.platform.web.no_store import forbid_storing
from trivet.platform.web.openapi import NamedRoute
from trivet.platform.web.problems import responses

# No unit of work: it must answer even where no unit of work can be opened.
router = APIRouter(tags=["health"], route_class=NamedRoute)

_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}


class MetricsClosed(Forbidden):
    code = "metrics_closed"
    title = "What is measured is not shown to everybody"


@router.get("/metrics", response_class=Response, responses={**_TEXT, **responses(401, 403)})
async def metrics(request: Request) -> Response:
    """What is measured, in the text format of Prometheus 0.0.4.

    For programs on the same machine; for others, and through a proxy, with `TRIVET_METRICS_TOKEN` as bearer
    token. Where several processes serve one port, any of them answers for all.
    """
    state = request.app.state
    verdict = may_read(client_address(request), request.headers, state.settings.metrics_token)
    if verdict is Reader.TOKEN_WRONG:
        raise NotAuthenticated("Send TRIVET_METRICS_TOKEN as bearer token.")
    if verdict is Reader.NOT_FROM_THERE:
        raise MetricsClosed(
            "Ask on the machine that serves, past the proxy; or set TRIVET_METRICS_TOKEN, and send it as "
            "bearer token."
        )
    observing: Observing = state.observing
    observing.sample()
    told = await observing.told()
    # Thousands of lines take milliseconds, in which others are answered.
    response = Response(await asyncio.to_thread(exposition, told), media_type=MEDIA_TYPE)
    forbid_storing(response)
    return response
