"""A worker process whose database is away when it begins."""

import asyncio

import pytest

from tests.support.databases import Place
from trivet.bootstrap import Runtime
from trivet.platform.db.database import Dialect
from trivet.platform.tasks.celery import celery_app
from trivet.worker import Worker

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE])


async def test_it_begins_again_with_the_next_message(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What began by halves would run tasks and publish nothing of what they did."""
    begun: list[Runtime] = []
    start = Runtime.start

    async def away(_: Runtime, *, working: bool = True) -> None:
        raise ConnectionRefusedError

    async def back(self: Runtime, *, working: bool = True) -> None:
        begun.append(self)
        await start(self, working=working)

    def live() -> None:
        worker = Worker(place.settings(), celery_app("redis://127.0.0.1:1"))
        monkeypatch.setattr(Runtime, "start", away)
        with pytest.raises(ConnectionRefusedError):
            worker.open()
        monkeypatch.setattr(Runtime, "start", back)
        worker.work_off()
        worker.close()

    await asyncio.to_thread(live)
    assert len(begun) == 1
