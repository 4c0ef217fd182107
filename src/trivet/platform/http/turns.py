"""Who may ask a vendor now, in one account's name: people before background work."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PEOPLE_AT_ONCE = 4
"""Requests of one account at a time; of background work one, and only while nobody waits."""


class Turns:
    """Who may send now: people a few at once, background work one at a time and after them.

    Args:
        gap_s: seconds between changes that no person waits for.
    """

    def __init__(self, gap_s: float = 0.0) -> None:
        self._gap_s = gap_s
        self._changed = asyncio.Condition()
        self._people = self._people_waiting = self._background = self._background_waiting = 0
        self._changed_at = 0.0

    @property
    def forgettable(self) -> bool:
        """Whether nobody sends or waits, and the last change is long enough ago."""
        busy = self._people or self._people_waiting or self._background or self._background_waiting
        return not busy and time.monotonic() - self._changed_at > self._gap_s

    @asynccontextmanager
    async def taken(self, *, background: bool, changes: bool) -> AsyncIterator[None]:
        if background:
            async with self._background_turn(changes=changes):
                yield
        else:
            async with self._person_turn():
                yield

    @asynccontextmanager
    async def _person_turn(self) -> AsyncIterator[None]:
        async with self._changed:
            self._people_waiting += 1
            try:
                await self._changed.wait_for(lambda: self._people < PEOPLE_AT_ONCE)
                self._people += 1
            finally:
                self._people_waiting -= 1
        try:
            yield
        finally:
            self._people -= 1
            await asyncio.shield(self._tell())

    @asynccontextmanager
    async def _background_turn(self, *, changes: bool) -> AsyncIterator[None]:
        async with self._changed:
            self._background_waiting += 1
            try:
                await self._changed.wait_for(
                    lambda: not (self._background or self._people or self._people_waiting)
                )
                self._background += 1
            finally:
                self._background_waiting -= 1
        try:
            if changes:
                await asyncio.sleep(max(0.0, self._changed_at + self._gap_s - time.monotonic()))
                self._changed_at = time.monotonic()
            yield
        finally:
            self._background -= 1
            await asyncio.shield(self._tell())

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()
