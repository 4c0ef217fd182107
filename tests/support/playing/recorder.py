"""Every request in the order it came, and a way to wait for one."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.support.playing import wire
from tests.support.playing.wire import Asked

PATIENCE_S = 30


@dataclass
class Requests:
    """What was asked, oldest first.

    Args:
        all: every request.
    """

    all: list[Asked] = field(default_factory=list)
    _came: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, at: int) -> Asked:
        return self.all[at]

    def __iter__(self) -> Iterator[Asked]:
        return iter(self.all)

    def of(self, method: str, path: str = "") -> list[Asked]:
        """Those with a method whose path contains a text."""
        return [each for each in self.all if each.method == method and path in each.path]

    def clear(self) -> None:
        """Forget them."""
        self.all.clear()

    async def put(self, asked: Asked) -> None:
        async with self._came:
            self.all.append(asked)
            self._came.notify_all()

    async def until(self, ripe: Callable[["Requests"], Any]) -> None:
        """Wait until something holds of what was asked.

        Raises:
            TimeoutError: it does not come to hold.
        """
        async with asyncio.timeout(PATIENCE_S), self._came:
            await self._came.wait_for(lambda: ripe(self))

    async def nth(self, number: int, method: str = "", path: str = "") -> Asked:
        """Wait for the n-th request of a kind, counted from 1.

        Args:
            method: only requests with it count, if it is given.
            path: only requests whose path contains it count.
        """

        def such() -> list[Asked]:
            return [each for each in self.all if method in {"", each.method} and path in each.path]

        await self.until(lambda _: len(such()) >= number)
        return such()[number - 1]


class Recorder:
    """Writes down each request before it is answered, and the status when it is.

    Args:
        app: answers.
        requests: where they are written down.
    """

    def __init__(self, app: ASGIApp, requests: Requests) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = await wire.read(scope, receive)
        await self._requests.put(asked)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked.status = message["status"]
            await send(message)

        await self._app(scope, wire.again(asked.body, receive), noting)
