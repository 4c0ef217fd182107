"""What a request costs, counted: seconds differ from machine to machine, calls and bytes do not."""

import gc
import json
import sys
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from fastapi import FastAPI
from starlette.types import Message, Scope
from structlog.testing import capture_logs

from tests.support.databases import HOST

TRIES = 15
"""What else the process does now and then is counted too: the least of some tries has none of it."""
MANY = 30
YOUNG = 0
"""The generation that what was made since the last collection is in."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one request.

    Args:
        calls: functions called, Python's and C's.
        statements: sent to the database.
        allocated: bytes that it held at the same time, at most.
        kept: bytes that it leaves behind, each of many.
    """

    calls: int
    statements: int
    allocated: int
    kept: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Sends requests to an application, past any client and server.

    Args:
        app: the application.
        token: says who asks.
    """

    app: FastAPI
    token: str

    async def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, bytes]:
        """Send one, and take its answer: status and body."""
        sent = b"" if body is None else json.dumps(body).encode()
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": sent, "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        if sent:
            headers["content_length"] = str(len(sent))
        await self.app(self._scope(method, path, headers), receive, send)
        return told[0]["status"], told[1].get("body", b"")

    def _scope(self, method: str, path: str, headers: dict[str, str]) -> Scope:
        given = {
            "host": HOST,
            "authorization": f"Bearer {self.token}",
            "content-type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": (HOST, 80),
            "state": {},
        }


async def cost_of(act: Callable[[], Awaitable[Any]]) -> Cost:
    """The least that something costs, of some tries after a first one that is not counted.

    Args:
        act: what is done; about the same each time.
    """
    await act()
    tries = [await _once(act) for _ in range(TRIES)]
    return Cost(
        calls=min(calls for calls, _ in tries),
        statements=min(sent for _, sent in tries),
        allocated=min([await _held(act) for _ in range(TRIES // 3)]),
        kept=min([await _kept(act) for _ in range(2)]),
    )


async def _once(act: Callable[[], Awaitable[Any]]) -> tuple[int, int]:
    with capture_logs() as lines, _calls() as calls:
        await act()
    return calls[0], sum(line["queries"] for line in lines if line["event"] == "request")


@contextmanager
def _calls() -> Iterator[list[int]]:
    counted = [0]

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        if event in ("call", "c_call"):
            counted[0] += 1

    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(None)


async def _held(act: Callable[[], Awaitable[Any]]) -> int:
    with _traced():
        before, _ = tracemalloc.get_traced_memory()
        await act()
        _, most = tracemalloc.get_traced_memory()
    return most - before


async def _kept(act: Callable[[], Awaitable[Any]]) -> int:
    with _traced():
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(MANY):
            await act()
        gc.collect(YOUNG)
        after, _ = tracemalloc.get_traced_memory()
    return max(0, after - before) // MANY


@contextmanager
def _traced() -> Iterator[None]:
    """Nothing grows old in it, so that the young are all that is to be collected.

    Going through everything that a whole run of the suite has left takes a second, after which roles are
    looked up again: the request would be counted with that.
    """
    gc.disable()
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()
        gc.enable()
