"""Commands in processes of their own, ended by their ids."""

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

PATIENCE_S = 60.0
ROOT = Path(__file__).parent.parent
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/app/sign-in#(\S+)")


@dataclass
class Command:
    """One of the commands, which may have children.

    Args:
        name: what it is called in the report.
        process: what was started.
        log: what it writes to standard error.
        said: what it writes to standard output.
    """

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path
    said: Path

    def family(self) -> list[tuple[str, psutil.Process]]:
        """Itself and its children, in the order of their birth, each with a name."""
        try:
            parent = psutil.Process(self.process.pid)
            children = sorted(parent.children(recursive=True), key=psutil.Process.create_time)
        except psutil.NoSuchProcess:
            return []
        names = [f"{self.name} child {number}" for number, _ in enumerate(children, 1)]
        return [(self.name, parent), *zip(names, children, strict=True)]

    def announced(self) -> tuple[str, str]:
        """Wait for the banner of `trivet serve`: its address, and the secret of its sign-in link.

        Raises:
            RuntimeError: it does not start; what it said is in the message.
        """
        until = monotonic() + PATIENCE_S
        while monotonic() < until:
            found = _ADDRESS.search(self.said.read_text())
            if found is not None:
                return found[1], found[2]
            if self.process.poll() is not None:
                break
            sleep(0.01)
        raise RuntimeError(f"Trivet did not start: {self.log.read_text()[-2000:]}")

    def end(self) -> None:
        """Tell it to stop; kill it and its children if it does not."""
        if self.process.poll() is not None:
            return
        family = [each for _, each in self.family()]
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            for each in family:
                if each.is_running():
                    each.kill()
            self.process.wait()


def environment(**settings: str) -> dict[str, str]:
    """That of this process without Trivet's settings, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIVET_")}
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return kept | {"PYDANTIC_DISABLE_PLUGINS": "1", "PYTHONPATH": path, "COLUMNS": "200"} | settings


def start(
    folder: Path, given: dict[str, str], name: str, *options: str, module: str = "trivet"
) -> Command:
    """Start a command; it need not answer yet.

    Args:
        folder: where it writes down what it says, and where it runs.
        given: its environment.
        name: of the command, if it is one of `trivet`; what it is called else.
        options: as one would type them.
        module: what is run.
    """
    words = [name, *options] if module == "trivet" else options
    log, said = folder / f"{name}.log", folder / f"{name}.said"
    with log.open("wb") as err, said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env=given,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            # Ctrl+C is for us, who then end them in order.
            start_new_session=True,
        )
    return Command(name, process, log, said)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
