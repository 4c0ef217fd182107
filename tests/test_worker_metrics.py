"""Who reads what workers measure, and who only keeps them waiting."""

import socket
import time
from collections.abc import Callable, Iterator

import pytest

from trivet.commands.worker_metrics import _Server, answering
from trivet.platform.settings import Settings

PATIENCE_S = 60.0
ASKED = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"

Connect = Callable[[], socket.socket]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """To a server of metrics."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    opened: list[socket.socket] = []

    def connected() -> socket.socket:
        opened.append(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S))
        return opened[-1]

    with answering(Settings(worker_metrics_port=port)):
        yield connected
        for each in opened:
            each.close()


def said(connection: socket.socket) -> bytes:
    """All of it, until the connection ends."""
    with connection.makefile("rb") as reader:
        return reader.read()


def answered(connect: Connect) -> bool:
    connection = connect()
    try:
        connection.sendall(ASKED)
        return said(connection).startswith(b"HTTP/1.0 200")
    except ConnectionError:  # turned away
        return False


@pytest.mark.parametrize("begun", [b"", b"G", ASKED[:-2]])
def test_who_does_not_end_is_not_waited_for(
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    begun: bytes,
) -> None:
    monkeypatch.setattr(_Server, "within_s", 0.0)
    connection = connect()
    connection.sendall(begun)
    assert said(connection) == b""
    assert capsys.readouterr().err == ""


def test_who_is_refused_is_not_told_what_we_run_on(
    connect: Connect, capsys: pytest.CaptureFixture[str]
) -> None:
    for request in (b"nonsense\r\n\r\n", b"PUT / HTTP/1.1\r\n\r\n"):
        connection = connect()
        connection.sendall(request)
        answer = said(connection)
        assert b"Send GET /metrics." in answer
        assert b"Python" not in answer
    assert capsys.readouterr().err == ""


def test_so_many_at_a_time_and_no_more(connect: Connect) -> None:
    waiting = [connect() for _ in range(_Server.most)]
    assert said(connect()) == b""
    waiting[0].close()
    ends = time.monotonic() + PATIENCE_S
    while not answered(connect):
        assert time.monotonic() < ends
