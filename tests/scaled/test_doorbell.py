"""The doorbell with a broker that is no help."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from tests.realtime.followers import eventually
from tests.support.databases import Place
from trivet import bootstrap
from trivet.bootstrap import Runtime
from trivet.platform.db.database import Dialect
from trivet.platform.tasks.celery import Doorbell, celery_app
from trivet.platform.tasks.declarations import Task, TaskCall

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE])


@pytest.fixture
async def runtime(place: Place) -> AsyncIterator[Runtime]:
    runtime = bootstrap.build(place.settings())
    await runtime.start()
    yield runtime
    await runtime.stop()


async def test_a_broker_that_takes_calls_and_never_answers_does_not_hold_it(
    runtime: Runtime,
) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until it hangs up
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as broker:
        port = broker.sockets[0].getsockname()[1]
        bell = Doorbell(celery_app(f"redis://127.0.0.1:{port}"), runtime.tasks)
        bell.start()
        bell.ring([TaskCall(task=Task("any"), args={})])
        await bell.stop()
        await eventually(lambda: "doorbell" not in {each.name for each in threading.enumerate()})


async def test_what_a_broker_may_say_does_not_end_it(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = celery_app("redis://127.0.0.1:1")
    told: list[str] = []

    def refuse(name: str, **_: object) -> None:
        told.append(name)
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(app, "send_task", refuse)
    bell = Doorbell(app, runtime.tasks)
    bell.start()
    calls = [TaskCall(task=Task(name), args={}) for name in ("one", "other")]
    bell.ring(calls)
    await eventually(lambda: told[:2] == ["one", "other"])
    await bell.stop()
