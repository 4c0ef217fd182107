"""Takes what is reported to Sentry ("Envelopes", Sentry's developer documentation)."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.apps import Json
from tests.support.playing.serving import Wires, address_of, listening, served


@dataclass
class Sentry:
    """What was received.

    Args:
        dsn: where it is sent.
    """

    dsn: str = ""
    events: list[Json] = field(default_factory=list)
    raw: bytes = b""
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def envelope(self, request: Request) -> Response:
        body = await request.body()
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.raw += body
        lines = body.split(b"\n")
        for header, payload in zip(lines[1::2], lines[2::2], strict=False):
            if header and json.loads(header)["type"] == "event":
                self.events.append(json.loads(payload))
                self.came.set()
        return JSONResponse({"id": "0" * 32})


@asynccontextmanager
async def sentry() -> AsyncIterator[Sentry]:
    """One on a free port."""
    made = Sentry()
    app = Starlette(routes=[Route("/api/7/envelope/", made.envelope, methods=["POST"])])
    async with listening() as listener, served(app, listener, Wires()):
        made.dsn = address_of(listener).replace("http://", "http://public@") + "/7"
        yield made
