"""`/metrics` of `trivet worker`: answered by the process that started those that run tasks, for all of them."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Thread
from typing import Any

from trivet import __version__
from trivet.commands.startup import listen
from trivet.platform.db.address import postgresql_address
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.telemetry import metrics
from trivet.platform.telemetry.exposition import MEDIA_TYPE, Reader, exposition, may_read


class _Answers(BaseHTTPRequestHandler):
    """One request; nothing is logged, and nothing is said of what we run on."""

    server: "_Server"

    def do_GET(self) -> None:
        """Answer it."""
        if self.path.partition("?")[0] != "/metrics":
            self._say(HTTPStatus.NOT_FOUND, "There is nothing but /metrics here.\n")
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        token = self.server.settings.metrics_token
        verdict = may_read(self.client_address[0], headers, token)
        if verdict is Reader.TOKEN_WRONG:
            self._say(HTTPStatus.UNAUTHORIZED, "Send TRIVET_METRICS_TOKEN as bearer token.\n")
        elif verdict is Reader.NOT_FROM_THERE:
            self._say(HTTPStatus.FORBIDDEN, "Set TRIVET_METRICS_TOKEN, and send it.\n")
        else:
            self._answer(HTTPStatus.OK, exposition([self.server.info]), MEDIA_TYPE)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, without saying who refuses it."""
        self.close_connection = True
        self._say(HTTPStatus(code), "Send GET /metrics.\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so there
        """Nothing is logged."""

    def _say(self, status: HTTPStatus, text: str) -> None:
        self._answer(status, text.encode(), "text/plain; charset=utf-8")

    def _answer(self, status: HTTPStatus, body: bytes, media_type: str) -> None:
        self.send_response_only(status)
        if status is HTTPStatus.UNAUTHORIZED:
            self.send_header("WWW-Authenticate", "Bearer")
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    within_s = 10.0
    """Seconds for a request and its answer, however they are spread."""
    most = 8
    """Connections at a time; each has a thread. Who comes to more is turned away."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        database = "sqlite" if postgresql_address(settings) is None else "postgresql"
        self._room = BoundedSemaphore(self.most)
        self._open: dict[socket.socket, float] = {}
        self.info = metrics.INFO.of(((__version__, database), 1))
        listener = _listen(settings)
        super().__init__(listener.getsockname()[:2], _Answers, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        # Those that are forked must not keep the port when we are gone.
        os.register_at_fork(after_in_child=listener.close)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, where there is room."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._open[request] = time.monotonic()
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread can be had
            self._done(request)
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer it."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._done(request)

    def service_actions(self) -> None:
        """Twice a second: end what takes too long. Whoever waits for it in a thread reads its end."""
        before = time.monotonic() - self.within_s
        for request, began in list(self._open.items()):
            if began <= before:
                with suppress(OSError):  # it has just ended
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong here; that somebody went away did not."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def _done(self, request: socket.socket) -> None:
        del self._open[request]
        self._room.release()


def _listen(settings: Settings) -> socket.socket:
    try:
        return listen(settings.host, settings.worker_metrics_port)
    except StartupError:
        raise StartupError(
            f"Port {settings.worker_metrics_port} on {settings.host} cannot be had for the metrics of workers: "
            "choose another one with TRIVET_WORKER_METRICS_PORT, or 0 for none."
        ) from None


@contextmanager
def answering(settings: Settings) -> Iterator[None]:
    """Answer on `worker_metrics_port`, as long as the block lasts; 0 answers nobody.

    Args:
        settings: where, and to whom.

    Raises:
        StartupError: the port cannot be had.
    """
    if not settings.worker_metrics_port:
        yield
        return
    with _Server(settings) as server:
        Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
