"""The GitHub that tests talk to does what they take for granted of GitHub."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.support.github import REPOSITORY, USER, GitHub

SECRET = "a secret of this hook"
PATIENCE_S = 30


@dataclass(frozen=True)
class Delivery:
    """What a webhook was told.

    Args:
        headers: by their names in lower case.
        body: as it was sent, to the byte.
    """

    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> str:
        return self.headers["x-github-event"]

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.body)
        return said

    def is_signed(self, secret: str) -> bool:
        """Whether its sender knows the secret."""
        right = hmac.new(secret.encode(), self.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(self.headers["x-hub-signature-256"], f"sha256={right}")


@dataclass
class Receiver:
    """An HTTP server that thanks for everything, and remembers it."""

    address: str = ""
    _arrived: asyncio.Queue[Delivery] = field(default_factory=asyncio.Queue)

    async def next(self) -> Delivery:
        """The delivery that was not looked at yet, when it has come."""
        return await asyncio.wait_for(self._arrived.get(), PATIENCE_S)

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request, and answer it."""
        _, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().rstrip().split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        self._arrived.put_nowait(Delivery(headers, body))


@asynccontextmanager
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver on a free port."""
    hears = Receiver()
    server = await asyncio.start_server(hears.hear, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        hears.address = f"http://127.0.0.1:{port}/hook"
        yield hears


async def test_a_hook_is_told_what_happens_and_by_whom_it_is_told(github_emulator: GitHub) -> None:
    github = github_emulator
    repo = await github.repository("telling")
    async with receiver() as hook:
        hook_id = await github.hook(repo, hook.address, SECRET, ["create", "pull_request"])
        ping = await hook.next()
        await github.branch(repo, "gc-1-lift-off")
        created = await hook.next()
        # Of pushes it is not told: it did not ask.
        await github.commit(repo, "gc-1-lift-off", "engine.txt", "on\n")
        number = await github.pull_request(repo, "gc-1-lift-off", "GC-1 Lift off", body="Up!")
        opened = await hook.next()
        await github.merge(repo, number)
        merged = await hook.next()

    told = [ping, created, opened, merged]
    assert [each.event for each in told] == ["ping", "create", "pull_request", "pull_request"]
    assert all(each.is_signed(SECRET) for each in told)
    assert not ping.is_signed("another")
    assert len({each.headers["x-github-delivery"] for each in told}) == len(told)
    assert ping.said["hook_id"] == hook_id
    assert created.said["ref_type"] == "branch"
    assert created.said["ref"].endswith("gc-1-lift-off")
    assert [(each.said["action"], each.said["pull_request"]["merged"]) for each in told[2:]] == [
        ("opened", False),
        ("closed", True),
    ]
    for each in told[1:]:
        assert each.said["repository"]["full_name"] == repo
        assert each.said["repository"]["html_url"] == f"{github.address}/{repo}"
        assert each.said["sender"]["login"] == USER


@pytest.mark.parametrize("draft", [False, True])
async def test_a_pull_request_can_be_closed_unmerged(github_emulator: GitHub, draft: bool) -> None:
    github, head = github_emulator, f"gc-2-land-{draft}"
    await github.branch(REPOSITORY, head)
    await github.commit(REPOSITORY, head, "legs.txt", "out\n")
    number = await github.pull_request(REPOSITORY, head, "GC-2 Land", draft=draft)
    before = await github.pull(REPOSITORY, number)
    await github.close(REPOSITORY, number)
    after = await github.pull(REPOSITORY, number)
    assert [before["state"], before["draft"], before["head"]["ref"]] == ["open", draft, head]
    assert [after["state"], after["merged"]] == ["closed", False]
