"""A vendor that says back all that it was sent, in each of the ways in which vendors fail."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from tests.support.playing.serving import Wires, address_of, listening, served


class Fault(StrEnum):
    """What it does."""

    REFUSED = "it refuses"
    UNAUTHORIZED = "it does not know the token"
    FAILED = "it fails"
    PAGE = "it answers with a page"
    BROKEN = "it answers with half a JSON"
    ODD = "it answers with another JSON than is expected"
    CUT = "the connection breaks"


@dataclass
class Echo:
    """The vendor.

    Args:
        address: where it is.
        fault: what it does with every request.
        wires: its connections.
        said: all that it said back.
    """

    address: str
    fault: Fault
    wires: Wires
    said: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        sent = (await request.body()).decode()
        said = f"{request.method} {request.url} {dict(request.headers)} {sent}"
        self.said += said
        if self.fault is Fault.CUT:
            self.wires.cut(scope["client"])
            return
        await self._answer(said)(scope, receive, send)

    def _answer(self, said: str) -> Response:
        json_of = {"message": said, "error_description": said, "documentation_url": said}
        if self.fault is Fault.PAGE:
            return Response(said, 200, media_type="text/html")
        if self.fault is Fault.BROKEN:
            broken = json.dumps({"access_token": said})[:-2]
            return Response(broken, 200, media_type="application/json")
        if self.fault is Fault.ODD:
            odd = {"access_token": {"is": said}, "id": said, "data": said, "type": {"id": said}}
            return JSONResponse({**json_of, **odd})
        status = {Fault.REFUSED: 400, Fault.UNAUTHORIZED: 401, Fault.FAILED: 500}[self.fault]
        return JSONResponse(json_of, status)


@asynccontextmanager
async def echo(fault: Fault) -> AsyncIterator[Echo]:
    """Such a vendor, at a free port of this machine."""
    async with listening() as listener:
        vendor = Echo(address_of(listener), fault, Wires())
        async with served(vendor, listener, vendor.wires):
            yield vendor
