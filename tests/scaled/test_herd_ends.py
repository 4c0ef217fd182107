"""The end of a herd, without a server in it."""

import asyncio
import signal
import sys

from tests.support.commands import PATIENCE_S

_SCRIPT = """
import os, signal
from trivet.commands import herd
herd.PAUSE_S = 2.0
def serve(number):
    if number == 0:
        os._exit(3)
    signal.pause()
raise SystemExit(herd.Herd(serve, 2).run())
"""


async def test_nobody_is_born_after_all_were_told_to_stop() -> None:
    """One has died, and while it waits to be replaced the end comes."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _SCRIPT),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        said = await asyncio.wait_for(process.stderr.readline(), PATIENCE_S)
        assert b"has ended (3)" in said
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), PATIENCE_S) == 0
        assert b"has ended" not in await process.stderr.read()
    finally:
        if process.returncode is None:
            process.kill()
