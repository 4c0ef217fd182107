"""uvicorn's protocol of HTTP, for clients that keep us waiting.

uvicorn waits without end for a request that has begun, and holds whatever head it is sent: a few
thousand sockets that say nothing would be all that it can hold. Here the head of a request has to arrive within ten
seconds and has 64 KiB, and who waits for the rest of a body is woken, once a second, to look at the time. Where nobody
waits for that rest any more, since the answer is given, it has ten seconds too.

uvicorn takes the class of its protocol as a setting, so nothing is patched. What it relies on inside are the
callbacks of its base (uvicorn 0.54), and a test over a real socket holds it to that. A request that is there
at once, as nearly all are, costs a few assignments, and an addition for each of its headers.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from trivet.platform.ids import new_id
from trivet.platform.telemetry.logging import Logger
from trivet.platform.web.problems import Answer
from trivet.platform.web.security_headers import guarding

# What a head has beside the method, the address and its headers, and each header beside its name and value.
_OF_A_HEAD = len("  HTTP/1.1\r\n\r\n")
_OF_A_HEADER = len(": \r\n")

_log = Logger("trivet.access")


class _TooLarge(Exception):
    """The head is, and need not be read any further."""


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's, with an end to waiting."""

    head_s = 10.0
    """Seconds for the head of a request: its first line, the query in it, and its headers."""
    longest_head = 64 * 1024
    """Bytes of it. One that has not ended may bring what one read from the socket holds besides (256 KiB at
    most) before this is seen."""
    look_s = 1.0
    linger_s = 2.0
    """Seconds for which we still take, and throw away, what whoever is refused is still sending: a connection
    that is closed on them breaks before they have read why (RFC 9112, section 9.6)."""

    _since: float | None = None
    """When we began to wait for something that nobody else watches over."""
    _in_head = False
    _in_body = False
    _gone = False
    """Whether this connection is none of ours any more."""
    _head = 0
    """Bytes of the head that have been read."""
    _arrived = 0
    """Bytes of it that have arrived: a header is read once it is whole."""
    _begun = 0
    """Requests that began in what was received last."""
    _too_large = False
    _refused = False
    _looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._gone = True
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        self._head = _OF_A_HEAD
        self._arrived = 0
        self._begun += 1
        if self._since is None:
            self._since = self.loop.time()

    def on_url(self, url: bytes) -> None:
        self._weigh(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        # Those behind a body count too: they are kept with the others.
        self._weigh(len(name) + len(value) + _OF_A_HEADER)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._weigh(len(self.parser.get_method()))
        self._since = None
        self._in_head = False
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._since = None
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if (self._in_head or self._in_body) and not self._answering:
            # Until now it was the answer that we waited for.
            self._wait()

    def handle_websocket_upgrade(self) -> None:
        # From here on another protocol has the connection.
        self._gone = True
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        in_head, in_body = self._in_head, self._in_body
        self._begun = 0
        super().data_received(data)
        if self._gone or self.transport.is_closing():
            return
        # Where something else ends in here, nobody can tell how much of it is this head.
        if self._in_head and not in_body and self._begun == (0 if in_head else 1):
            self._arrived += len(data)
            if self._arrived > self.longest_head:
                self._refuse_size()
                return
        if (
            self._since is None
            and self.timeout_keep_alive_task is None  # uvicorn gave it up, for whatever this was
            and not self._answering
        ):
            self._wait()
        elif self._in_head or self._in_body:
            self._look_later()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, or what we did not read to its end.

        Args:
            msg: what uvicorn would say.
        """
        if self._too_large:
            self._refuse_size()
        else:
            self._refuse(400, "This is not HTTP, or not as we read it.")

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _weigh(self, size: int) -> None:
        self._head += size
        if self._head > self.longest_head:
            self._too_large = True
            raise _TooLarge  # to the parser, which stops

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._look_later()

    def _look_later(self) -> None:
        if self._looking is None and not self._gone:
            self._looking = self.loop.call_later(self.look_s, self._look)

    def _look(self) -> None:
        self._looking = None
        if self._gone or self.transport.is_closing():
            return
        if self._answering:
            if self._in_body:
                # With nothing new: whoever waits for the body looks at the time.
                self.cycle.message_event.set()
            elif not self._in_head:
                return
        elif self._since is None:
            return
        elif self.loop.time() - self._since >= self.head_s:
            self._refuse(408, "The head of a request has to arrive sooner.")
            return
        self._look_later()

    def _refuse_size(self) -> None:
        self._refuse(431, "Send a shorter address, and fewer headers.")

    def _refuse(self, status: int, detail: str) -> None:
        """Answer without the application, which has not heard of this request, and close."""
        if self.transport.is_closing():
            return
        if not self._hears or not self.transport.can_write_eof():
            self.transport.close()
            return
        self._answer(status, detail)
        self._refused = self._gone = True
        if self._looking is not None:
            self._looking.cancel()
        self.transport.write_eof()
        self._looking = self.loop.call_later(self.linger_s, self.transport.close)

    @property
    def _hears(self) -> bool:
        """Whether what we say now is taken for the answer to what came last.

        It is not in the midst of another answer, nor behind the right one; and who said nothing at
        all is told nothing.
        """
        if self._in_body:
            return self._answering and not self.cycle.response_started and not self.pipeline
        return self._in_head and not self._answering

    def _answer(self, status: int, detail: str) -> None:
        request_id = new_id().hex
        headers = {**guarding(), "x-request-id": request_id, "connection": "close"}
        answer = Answer(status, detail=detail, headers=headers).response(request_id)
        head = b"".join(b"%b: %b\r\n" % pair for pair in answer.raw_headers)
        self.transport.write(STATUS_LINE[status] + head + b"\r\n" + bytes(answer.body))
        address = self.client[0] if self.client else None
        _log.info("request", status=status, request_id=request_id, address=address)
