"""The test of the tests: a trial notices what a body gets wrong, and sees every boundary."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.crash.boundaries import AFTER_COMMIT, BEFORE_COMMIT, Crash
from tests.crash.trial import Elsewhere, Scenario, Stage, trial
from tests.support.databases import Place
from trivet import bootstrap
from trivet.auth.models import User
from trivet.platform.http.client import outgoing_client
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Body, Bound, TaskContext
from trivet.platform.tasks.declarations import Task

RENAME = Task("rename_twice_task", arguments=("user_id",))


async def _waiting(stage: Stage) -> None:
    await stage.have(RENAME.call({"user_id": stage.owner.id}))


RENAMING = Scenario(RENAME, _waiting, frozenset({"users"}))


async def rename(context: TaskContext, args: Mapping[str, Any], name: str = "") -> None:
    """Give the person a name, or their own with a dot more."""
    async with context.write() as unit:
        user = await unit.session.get(User, UUID(args["user_id"]))
        assert user is not None
        user.name = name or f"{user.name}."


async def add_two_dots(context: TaskContext, args: Mapping[str, Any]) -> None:
    """Wrong: a second run does not know what the first one did."""
    await rename(context, args)
    await rename(context, args)


async def name_twice(context: TaskContext, args: Mapping[str, Any]) -> None:
    """Right: whatever was done already is done again, to the same end."""
    await rename(context, args, "Ada")
    await rename(context, args, "Grace")


async def differing(place: Place, body: Body) -> list[int]:
    """The boundaries at which a crash has another outcome; -1 is a second run."""
    async with trial(RENAMING, place, bound=[Bound(RENAME, body)]) as it:
        wanted, boundaries = await it.undisturbed()
        assert boundaries == [BEFORE_COMMIT, AFTER_COMMIT] * 4  # claimed, renamed twice, ended
        found = [-1] if (await it.twice()).rows != wanted.rows else []
        return found + [
            number
            for number in range(len(boundaries))
            if (await it.with_a_crash(number)).rows != wanted.rows
        ]


async def test_what_a_body_does_twice_is_noticed(place: Place) -> None:
    # Not before the first name was committed, and not once the task's end was.
    assert await differing(place, add_two_dots) == [-1, 3, 4, 5, 6]


async def test_what_is_done_again_to_the_same_end_is_not(place: Place) -> None:
    assert await differing(place, name_twice) == []


async def test_after_its_end_a_process_reaches_nothing(place: Place) -> None:
    tried: list[str] = []

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        try:
            await rename(context, args, "Ada")
        except Crash:
            with pytest.raises(Crash):
                await rename(context, args, "Somebody else")
            tried.append("in vain")
            raise

    async with trial(RENAMING, place, bound=[Bound(RENAME, body)]) as it:
        wanted, boundaries = await it.undisturbed()
        for number in range(len(boundaries)):
            assert (await it.with_a_crash(number)).rows == wanted.rows
    assert tried == ["in vain"] * 2


@dataclass
class Vendor(Elsewhere):
    """A vendor who remembers what it was asked for under which key.

    Args:
        address: where it is.
        done: what was done, by key.
        asked: how often it was asked.
    """

    address: str = ""
    done: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def settings(self, settings: Settings) -> Settings:
        return settings

    def keep(self) -> None:
        assert not self.done

    def put_back(self) -> None:
        self.done.clear()
        self.asked = 0

    def seen(self) -> Any:
        return dict(self.done)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked += 1
        self.done[head.partition("key=")[2].split()[0]] = head.split()[0]
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()


@asynccontextmanager
async def vendor() -> AsyncIterator[Vendor]:
    played = Vendor()
    async with await asyncio.start_server(played.serve, "127.0.0.1", 0) as server:
        played.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield played


async def test_a_request_to_a_vendor_has_two_boundaries(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients: list[httpx2.AsyncClient] = []

    def noted(given: Iterable[str]) -> httpx2.AsyncClient:
        clients.append(outgoing_client([*given, *addresses]))
        return clients[-1]

    monkeypatch.setattr(bootstrap, "outgoing_client", noted)
    scenario = Scenario(RENAME, _waiting, frozenset({"users"}), elsewhere=vendor)
    addresses: list[str] = []

    async def body(context: TaskContext, args: Mapping[str, Any]) -> None:
        await clients[-1].post(f"{addresses[0]}/things", params={"key": context.task_id.hex})
        await rename(context, args, "Ada")

    async with trial(scenario, place, bound=[Bound(RENAME, body)]) as it:
        assert isinstance(it.elsewhere, Vendor)
        addresses.append(it.elsewhere.address)
        wanted, boundaries = await it.undisturbed()
        assert boundaries == [
            *(BEFORE_COMMIT, AFTER_COMMIT),
            *("before POST /things", "after POST /things"),
            *(BEFORE_COMMIT, AFTER_COMMIT),
            *(BEFORE_COMMIT, AFTER_COMMIT),
        ]
        asked = []
        for number in range(len(boundaries)):
            got = await it.with_a_crash(number)
            assert (got.rows, got.seen) == (wanted.rows, wanted.seen)
            asked.append(it.elsewhere.asked)
        # Asked again from the answer on, until the task's end is committed.
        assert asked == [1, 1, 1, 2, 2, 2, 2, 1]
