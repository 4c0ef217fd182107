"""Errors at what speaks as Sentry does: with release and request, and without secrets."""

import asyncio
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from tests.support.apps import trivet
from tests.support.sentry import sentry
from trivet import __version__
from trivet.platform.events import Actor
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task

FAILING = Task("failing_task", retry=RetryPolicy(()))
TOKEN = "ghp_" + "a" * 36


class Unforeseen(Exception):
    """Nobody expected it."""


async def body(_context: TaskContext, _args: Mapping[str, Any]) -> None:
    password = TOKEN
    raise Unforeseen(f"it was refused: Bearer {password}")


async def test_what_nobody_foresaw_is_reported_once_with_its_request(settings: Settings) -> None:
    async with sentry() as heard:
        sent = settings.model_copy(
            update={"sentry_dsn": SecretStr(heard.dsn), "environment": "staging"}
        )
        async with trivet(sent, bound=[Bound(FAILING, body)]) as app:
            await app.http.get("/nowhere", headers={"Authorization": f"Bearer {TOKEN}"})
            async with app.runtime.units.write() as unit:
                unit.actor = Actor(correlation_id="the-request")
                unit.enqueue(FAILING.call({}))
            await asyncio.wait_for(heard.came.wait(), 20)
    (event,) = heard.events
    assert event["release"] == f"trivet@{__version__}"
    assert event["environment"] == "staging"
    assert event["tags"]["request_id"] == "the-request"
    assert event["tags"]["task"] == FAILING.name
    (raised,) = event["exception"]["values"]
    assert raised["type"] == "Unforeseen"
    assert raised["stacktrace"]["frames"][-1]["function"] == "body"
    assert event["timestamp"]
    assert TOKEN.encode() not in heard.raw
    assert b"[redacted]" in heard.raw


async def test_whoever_does_not_answer_is_not_waited_for(settings: Settings) -> None:
    sent = settings.model_copy(update={"sentry_dsn": SecretStr("http://public@127.0.0.1:1/7")})
    async with trivet(sent, bound=[Bound(FAILING, body)]) as app:
        async with app.runtime.units.write() as unit:
            unit.enqueue(FAILING.call({}))
        await app.runtime.work_off()
        owner = await app.owner()
        assert (await owner.get("/auth/me"))["id"] == owner.id
