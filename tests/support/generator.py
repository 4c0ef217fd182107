"""A client that is generated from a description of an API, as others do it: the program, in an environment
of its own, in which Trivet is not.
"""

import asyncio
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import PATIENCE_S, Ended

HOME = Path(sys.prefix) / "generator" / "bin"
PROGRAM, PYTHON = HOME / "openapi-python-client", HOME / "python"
PACKAGE = "generated"


def missing() -> str | None:
    """What lacks for a test with a generated client, or None."""
    if PROGRAM.is_file() and PYTHON.is_file():
        return None
    return "what generates clients is not installed: run 'make generator'"


@dataclass(frozen=True)
class Generated:
    """A client.

    Args:
        folder: where its package is, which is called `generated`.
        told: how that went: every warning makes it a failure.
    """

    folder: Path
    told: Ended

    @property
    def functions(self) -> set[str]:
        """The names of the operations that it can call."""
        files = (self.folder / PACKAGE / "api").glob("*/*.py")
        return {each.stem for each in files} - {"__init__"}

    def checked(self, script: Path) -> Ended:
        """What mypy says of a program that is written against it."""
        mypy = [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            f"--cache-dir={os.devnull}",
        ]
        # Of what is generated, types are looked at, and nothing is said.
        of_it = ["--follow-imports=silent", f"--python-executable={PYTHON}"]
        return _ended([*mypy, *of_it, str(script)], MYPYPATH=str(self.folder))

    async def run(self, script: Path, *arguments: str) -> Ended:
        """Run a program that is written against it; what is beside that is not on its path."""
        process = await asyncio.create_subprocess_exec(
            *(str(PYTHON), "-P", "-W", "error", str(script), *arguments),
            env=_environment(PYTHONPATH=str(self.folder)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
        return Ended(process.returncode, out.decode(), err.decode())


def generate(document: bytes, folder: Path) -> Generated:
    """Generate a client.

    Args:
        document: an OpenAPI document.
        folder: an empty one.
    """
    described, config = folder / "openapi.json", folder / "config.yml"
    described.write_bytes(document)
    config.write_text("post_hooks: []\n")  # nobody will read it: it need not look well
    options = [f"--path={described}", f"--config={config}", f"--output-path={folder / PACKAGE}"]
    told = _ended([str(PROGRAM), "generate", "--meta=none", "--fail-on-warning", *options])
    return Generated(folder, told)


def _ended(command: list[str], **environment: str) -> Ended:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        env=_environment(**environment),
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _environment(**more: str) -> dict[str, str]:
    """Ours, without what leads Python to our packages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "COLUMNS": "200", "NO_PROXY": "127.0.0.1", **more}
