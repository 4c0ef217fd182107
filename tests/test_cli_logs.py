"""`trivet logs`: what clients log, read from the command line while a server runs."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from uuid import uuid4

import httpx2
import pytest

from tests.client_logs.logging_clients import PATH, entry
from tests.support.apps import Json
from tests.support.commands import Ended, Served, environment_of, serving, trivet
from tests.support.databases import Place
from tests.test_cli import refused
from trivet.platform.clock import now, rfc3339
from trivet.platform.db.database import Dialect

PATIENCE_S = 60


class Shop:
    """A served installation whose clients log, and its command line."""

    def __init__(self, place: Place, served: Served) -> None:
        self.settings = place.settings()
        self.http = httpx2.Client(base_url=served.address)
        session = self.http.post(
            "/auth/local", json={"token": served.link.partition("#")[2]}
        ).json()
        self.http.cookies.clear()
        self.http.headers["Authorization"] = f"Bearer {session['access_token']}"
        self.owner: Json = session["user"]

    def log(self, *entries: Json, request_id: str = "delivery") -> None:
        headers = {"X-Request-ID": request_id}
        answer = self.http.post(PATH, json=list(entries), headers=headers)
        assert answer.status_code == 202, answer.text

    async def run(self, *arguments: object) -> Ended:
        return await trivet("logs", *map(str, arguments), settings=self.settings)

    async def lines(self, *arguments: object) -> list[str]:
        """What a command said that did what it was told."""
        ended = await self.run(*arguments)
        assert (ended.code, ended.err) == (0, ""), ended
        return ended.out.splitlines()


@asynccontextmanager
async def shop_of(place: Place) -> AsyncIterator[Shop]:
    async with serving(place.settings()) as served:
        shop = Shop(place, served)
        with closing(shop.http):
            yield shop


def ago(hours: float, message: str, level: str, **more: object) -> Json:
    moment = rfc3339(now() - timedelta(hours=hours))
    return {**entry(message, level, **more), "timestamp": moment}


async def test_what_clients_log_is_shown_and_found(place: Place) -> None:
    async with shop_of(place) as shop:
        assert await shop.lines() == ["There are no such entries."]
        name = shop.owner["name"]
        shop.log(
            ago(3, "Drawn [bold]", "info"),
            ago(2, "Broke\n2026-11-20 12:00:00.000Z  INFO  Nobody  fine\x1b[2J", "error"),
            ago(1, "Gone", "fatal", context={"request_id": "req-1", "tries": 3}),
        )
        first, second, faked, third, context = await shop.lines()
        assert first.endswith(f"Z  INFO     {name}  Drawn [bold]")
        assert second.endswith(f"Z  ERROR    {name}  Broke")
        assert faked == "    2026-11-20 12:00:00.000Z  INFO  Nobody  fine␛[2J"
        assert third.endswith(f"Z  FATAL    {name}  Gone")
        assert context == '    {"request_id":"req-1","tries":3}'

        assert await shop.lines("--level", "warn", "--since", "90m") == [third, context]
        assert await shop.lines("--grep", "BROKE", "--user", name.upper()) == [second, faked]
        assert await shop.lines("--request", "req-1", "--user", shop.owner["id"]) == [
            *(third, context)
        ]
        middle = rfc3339(now() - timedelta(hours=2.5))
        assert await shop.lines("--until", middle) == [first]

        (told,) = await shop.lines("--json", "--limit", 1)
        found = json.loads(told)
        assert (found["message"], found["context"]["tries"]) == ("Gone", 3)
        cut = await shop.lines("--limit", 1)
        assert cut == [third, context, f"There are older ones: --before {found['id']}"]
        assert await shop.lines("--before", found["id"]) == [first, second, faked]


AS_TYPED = """
import runpy, signal
# What runs in the background of a shell, as tests may, begins without it.
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("trivet", run_name="__main__", alter_sys=True)
"""


async def test_what_comes_is_followed(place: Place) -> None:
    async with shop_of(place) as shop:
        shop.log(entry("Before"))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", AS_TYPED, "logs", "--follow", "--json"),
            env=environment_of(shop.settings),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None

        async def said() -> str:
            assert process.stdout is not None
            line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
            return str(json.loads(line)["message"])

        assert await said() == "Before"
        for number in range(3):
            shop.log(entry(f"{number}"), entry(f"{number} and more"))
            assert [await said(), await said()] == [f"{number}", f"{number} and more"]
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), PATIENCE_S)
        assert (process.returncode, rest) == (0, b"")


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)
async def test_what_is_not_there_is_said(place: Place) -> None:
    async with shop_of(place) as shop:
        for arguments, why in (
            (("--level", "loud"), "There is no level loud: say one of debug, info,"),
            (("--since", "yesterday"), "--since yesterday is no time: say 30m,"),
            (("--since", "999999d"), "--since 999999d is no time"),
            (("--user", "Nobody"), "There is nobody called Nobody"),
            (("--before", uuid4()), "There is no entry"),
            (("--follow", "--until", "1h"), "without --before and --until"),
        ):
            assert why in refused(await shop.run(*arguments))
