"""`/metrics` of `trivet worker`: answered by the process that started those that run tasks, for all of them."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from trivet import __version__
from trivet.commands.startup import listen
from trivet.platform.db.address import postgresql_address
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.telemetry import metrics
from trivet.platform.telemetry.exposition import MEDIA_TYPE, Reader, exposition, may_read

_LONGEST_WAIT_S = 10.0


class _Answers(BaseHTTPRequestHandler):
    """One request; nothing is logged, and nothing is said of what we run on."""

    timeout = _LONGEST_WAIT_S
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

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        database = "sqlite" if postgresql_address(settings) is None else "postgresql"
        self.info = metrics.INFO.of(((__version__, database), 1))
        listener = _listen(settings)
        super().__init__(listener.getsockname()[:2], _Answers, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        # Those that are forked must not keep the port when we are gone.
        os.register_at_fork(after_in_child=listener.close)


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
