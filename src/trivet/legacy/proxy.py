"""Passes a request on to the legacy service, and its answer back, both piece by piece."""

import asyncio
from urllib.parse import quote

import httpx2
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from trivet.legacy.bodies import PassingBody
from trivet.legacy.errors import (
    AnswerBroke,
    LegacyLoop,
    LegacyNoAnswer,
    LegacyTimedOut,
    LegacyUnreachable,
)
from trivet.legacy.headers import passed_back, passed_on
from trivet.platform.errors import AppError, BadRequest
from trivet.platform.http.client import CONNECT_S, passing_transport
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings
from trivet.platform.telemetry.logging import Logger
from trivet.platform.web.route_names import route_name

_AGAIN = (
    "Tell whoever runs this Trivet if it stays so: the log has the reason under the request id."
)
_PERHAPS_DONE = "Whether it did what was asked is not known: look there before you send it again."


class LegacyProxy:
    """An ASGI application that another server answers for.

    Nothing of a body is held here: whoever is slow to take it slows down whoever sends it. The body
    of a request is sent before the answer is read, as most clients do. No cookie is kept, no
    redirect followed, nothing decompressed.

    Args:
        url: where the service is; its path goes in front of every path.
        timeout_s: how long it may be silent, in seconds, before and within its answer.
        transport: sends requests.
    """

    def __init__(self, url: str, timeout_s: float, transport: httpx2.AsyncBaseTransport) -> None:
        self._url = httpx2.URL(url)
        self._base = self._url.raw_path.rstrip(b"/")
        self._timeout_s = timeout_s
        timeout = httpx2.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s))
        self._timeouts = timeout.as_dict()
        self._transport = transport
        # Known again by this process alone: an older Trivet may well be the legacy service of a newer one.
        self._name = f"trivet-{new_id().hex[-12:]}".encode()
        self._log = Logger("trivet.legacy")

    async def aclose(self) -> None:
        """Close the connections that are kept."""
        await self._transport.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            LegacyUnreachable, LegacyNoAnswer, LegacyLoop, LegacyTimedOut: the service does not answer.
            AnswerBroke: the answer broke off when part of it was out.
            BadRequest: the request cannot be passed on.
        """
        if any(self._name in value for name, value in scope["headers"] if name == b"via"):
            raise LegacyLoop("Set TRIVET_LEGACY_API_URL to the address of the other service.")
        body = PassingBody(receive)
        passing = asyncio.create_task(self._pass(scope, body, send))
        leaving = asyncio.create_task(body.client_gone())
        try:
            await asyncio.wait({passing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended = passing.done()
            passing.cancel()
            leaving.cancel()
            await asyncio.gather(passing, leaving, return_exceptions=True)
        # Of a body that nobody waits for any more, too much may come.
        (passing if ended else leaving).result()

    async def _pass(self, scope: Scope, body: PassingBody, send: Send) -> None:
        try:
            answer = await self._ask(scope, body)
        except ClientDisconnect:
            return
        body.give_up()
        try:
            status = answer.status_code
            headers = passed_back(status, answer.headers.raw)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            async for piece in answer.aiter_raw():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except httpx2.TransportError as error:
            self._note("legacy answer broke off", scope, error)
            raise AnswerBroke from error
        finally:
            await answer.aclose()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _ask(self, scope: Scope, body: PassingBody) -> httpx2.Response:
        """Send the request; returns once the headers of the answer are there."""
        try:
            answer = await self._transport.handle_async_request(self._request(scope, body))
        except httpx2.TransportError as error:
            self._note("legacy service did not answer", scope, error)
            raise self._refusal(error) from error
        if 200 <= answer.status_code < 600:
            return answer
        await answer.aclose()
        raise LegacyNoAnswer(f"It answered with status {answer.status_code}. {_AGAIN}")

    def _request(self, scope: Scope, body: PassingBody) -> httpx2.Request:
        # The address is not put together by a library that knows how it should be written: what the
        # client sent is sent, byte by byte.
        path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
        query: bytes = scope["query_string"]
        target = self._base + path + (b"?" + query if query else b"")
        return httpx2.Request(
            scope["method"],
            self._url,
            headers=passed_on(scope, self._url.netloc, b"1.1 " + self._name),
            stream=body,
            extensions={"timeout": self._timeouts, "target": target},
        )

    def _refusal(self, error: httpx2.TransportError) -> AppError:
        match error:
            case httpx2.LocalProtocolError():
                return BadRequest("Its address or a header has bytes that may not stand there.")
            case httpx2.TimeoutException():
                return LegacyTimedOut(
                    f"It was silent for {self._timeout_s:g} s. {_PERHAPS_DONE} {_AGAIN}"
                )
            case httpx2.ConnectError():
                return LegacyUnreachable(f"Try again in a moment. {_AGAIN}")
            case _:
                return LegacyNoAnswer(f"The connection ended. {_PERHAPS_DONE} {_AGAIN}")

    def _note(self, message: str, scope: Scope, error: httpx2.TransportError) -> None:
        self._log.warning(
            message,
            route=route_name(scope),
            method=scope["method"],
            path=scope["path"],
            error=type(error).__name__,
            reason=str(error) or "no answer in time",
        )


def legacy_of(settings: Settings) -> LegacyProxy | None:
    """The proxy to the legacy service; None where there is no such service."""
    if settings.legacy_api_url is None:
        return None
    return LegacyProxy(settings.legacy_api_url, settings.legacy_timeout_s, passing_transport())
