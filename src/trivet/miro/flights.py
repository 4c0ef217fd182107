"""Questions that are under way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Flights:
    """Questions that are under way: who asks the same waits for the same answer. One in each process."""

    _asking: dict[tuple[object, ...], "asyncio.Task[Any]"] = field(default_factory=dict)

    async def once(
        self,
        key: tuple[object, ...],
        ask: Callable[[], Awaitable[Any]],
        *,
        patience_s: float | None = None,
    ) -> Any:
        """What `ask` answers, asked once by all who come meanwhile.

        Args:
            key: what is asked, and in whose name.
            ask: asks.
            patience_s: for how many seconds one waits; it is asked to the end all the same.

        Raises:
            TimeoutError: it takes longer.
        """
        asking = self._asking.get(key)
        if asking is None:
            asking = asyncio.ensure_future(ask())
            self._asking[key] = asking
            asking.add_done_callback(lambda done: self._answered(key, done))
        # Shielded: whoever gives up waiting does not end it for the others.
        async with asyncio.timeout(patience_s):
            return await asyncio.shield(asking)

    async def close(self) -> None:
        """Break off what is under way, and wait for its end."""
        while asking := list(self._asking.values()):
            for each in asking:
                each.cancel()
            await asyncio.wait(asking)

    def _answered(self, key: tuple[object, ...], done: "asyncio.Task[Any]") -> None:
        del self._asking[key]
        if not done.cancelled():
            done.exception()  # whoever waits gets it; with nobody left, it is no surprise either
