"""uvicorn's protocol of HTTP, for clients that keep us waiting.

uvicorn waits without end for a request that has begun, and holds whatever head it is sent: a few
thousand sockets that say nothing would be all that it can hold. Here the head of a request has to arrive within ten
seconds and has 64 KiB, and who waits for the rest of a body is woken, once a second, to look at the time.

uvicorn takes the class of its protocol as a setting, so nothing is patched. What it relies on inside are the
callbacks of its base (uvicorn 0.54), and a test over a real socket holds it to that. A request that is there
at once, as nearly all are, costs two assignments.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from trivet.platform.web.problems import Answer


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's, with an end to waiting."""

    head_s = 10.0
    """Seconds for the head of a request: its first line, the query in it, and its headers."""
    longest_head = 64 * 1024
    """Bytes of it, but for what one read from the socket brings besides (256 KiB at most)."""
    look_s = 1.0

    _since: float | None = None
    """When a head began to arrive that is not there yet."""
    _whole = False
    """Whether all that began to arrive is there."""
    _head = 0
    _looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._whole = True
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._whole = False
        self._head = 0
        if self._since is None:
            self._since = self.loop.time()

    def on_headers_complete(self) -> None:
        self._since = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._whole = True
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        # From here on another protocol has the connection.
        self._whole = True
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._whole:
            return
        if self._since is not None:
            self._head += len(data)
            if self._head > self.longest_head:
                self._refuse(431, "Send a shorter address, and fewer headers.")
                return
        if self._looking is None:
            self._look_later()

    def _look_later(self) -> None:
        self._looking = self.loop.call_later(self.look_s, self._look)

    def _look(self) -> None:
        self._looking = None
        if self._whole or self.transport.is_closing():
            return
        answering = self.cycle is not None and not self.cycle.response_complete
        if self._since is None:
            if answering:
                # With nothing new: whoever waits for the body looks at the time.
                self.cycle.message_event.set()
        elif not answering and self.loop.time() - self._since >= self.head_s:
            self._refuse(408, "The head of a request has to arrive sooner.")
            return
        self._look_later()

    def _refuse(self, status: int, detail: str) -> None:
        """Answer without the application, which has not heard of this request."""
        self._whole = True
        if self.transport.is_closing():
            return
        if self._head:  # who said nothing at all is told nothing
            answer = Answer(status, detail=detail, headers={"Connection": "close"}).response("")
            head = b"".join(b"%b: %b\r\n" % pair for pair in answer.raw_headers)
            self.transport.write(STATUS_LINE[status] + head + b"\r\n" + bytes(answer.body))
        self.transport.close()
