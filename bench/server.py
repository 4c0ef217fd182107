"""A Trivet of its own for the measurement: a fresh folder, a free port, nothing else."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep

import psutil

from bench.client import Connection

PATIENCE_S = 30.0
UNSLOWED = {
    f"TRIVET_RATE_{name}": "1000000000/minute"
    for name in ("ADDRESS", "READ", "WRITE", "HEAVY", "SIGN_IN", "WEBHOOKS", "SOCKETS")
}
"""Requests are counted, as everywhere, and none is refused."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/app/sign-in#(\S+)")


@dataclass(frozen=True, slots=True)
class Server:
    """A Trivet that runs.

    Args:
        port: where it listens.
        secret: of its first sign-in link.
        process: to look at its memory and time.
        start_s: seconds from its start to its banner.
    """

    port: int
    secret: str
    process: psutil.Process
    start_s: float

    async def token(self) -> str:
        """An API token of the owner."""
        visitor = Connection(self.port, "none")
        signed_in = await visitor.json("POST", "/auth/local", {"token": self.secret})
        visitor.close()
        owner = Connection(self.port, signed_in["access_token"])
        made = await owner.json(
            "POST", "/auth/tokens", {"name": "bench", "scopes": ["write", "admin"]}
        )
        owner.close()
        return str(made["token"])

    def memory_mib(self) -> float:
        """Its proportional set size, in MiB."""
        return float(self.process.memory_full_info().pss) / 2**20

    def cpu_s(self) -> float:
        """Seconds of processor time that it has used."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def running(database_url: str | None) -> Iterator[Server]:
    """Start Trivet on an SQLite file, or on an empty PostgreSQL database; stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="trivet-bench-") as folder:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("TRIVET_")
        }
        environment |= {"PYDANTIC_DISABLE_PLUGINS": "1", "TRIVET_LOG_FORMAT": "json"} | UNSLOWED
        if database_url is not None:
            environment["TRIVET_DATABASE_URL"] = database_url
        said, log = Path(folder, "said"), Path(folder, "log")
        began = perf_counter()
        with said.open("wb") as out, log.open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "trivet", "serve", "--port", "0", "--data", folder],
                env=environment,
                stdout=out,
                stderr=err,
            )
        try:
            port, secret = _announced(process, said, log)
            took = perf_counter() - began
            yield Server(port, secret, psutil.Process(process.pid), took)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _announced(process: "subprocess.Popen[bytes]", said: Path, log: Path) -> tuple[int, str]:
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        found = _ADDRESS.search(said.read_text())
        if found is not None:
            return int(found[1]), found[2]
        if process.poll() is not None:
            break
        sleep(0.01)
    raise RuntimeError(f"Trivet did not start: {log.read_text()[-2000:]}")
