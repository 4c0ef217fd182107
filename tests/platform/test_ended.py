"""What runs for as long as the process does is over when it was told to end, whatever happens meanwhile."""

import asyncio

import pytest

from trivet.platform import cancellation
from trivet.platform.cancellation import ended, unbroken
from trivet.platform.db import watch
from trivet.platform.db.database import Database
from trivet.platform.db.watch import CommitWatch


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cancellation, "AGAIN_S", 0.05)
    monkeypatch.setattr(watch, "EVERY_S", 0.01)
    monkeypatch.setattr(watch, "SQLITE_EVERY_S", 0.01)


async def _breaks(reached: asyncio.Event) -> None:
    """As a statement does whose connection breaks while it is cancelled."""

    async def close() -> None:
        reached.set()
        await asyncio.sleep(0.02)
        raise OSError("connection lost")

    await unbroken(close())


async def test_a_failure_in_the_moment_of_the_end_does_not_put_it_off() -> None:
    reached = asyncio.Event()

    async def goes_on() -> None:
        while True:
            try:
                await (asyncio.Event().wait() if reached.is_set() else _breaks(reached))
            except OSError:
                continue

    task = asyncio.create_task(goes_on())
    await reached.wait()
    async with asyncio.timeout(30):
        await ended(task)
    assert task.cancelled()


async def test_nothing_to_end_is_harmless() -> None:
    await ended()


async def test_commits_are_watched_no_longer(database: Database) -> None:
    reached = asyncio.Event()

    async def changed() -> None:
        if not reached.is_set():
            await _breaks(reached)

    watching = CommitWatch(database, changed)
    watching.start()
    await reached.wait()
    async with asyncio.timeout(30):
        await watching.stop()
