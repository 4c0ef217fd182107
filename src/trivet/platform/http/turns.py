"""Who may ask a vendor now, in one account's name: people before background work."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PEOPLE_AT_ONCE = 4
"""Requests of one account at a time; of background work one, and only while nobody waits."""


class AccountTurns:
    """The turns of every account; those of one are kept while somebody needs them.

    Args:
        gap_s: seconds between an account's changes that no person waits for.
    """

    def __init__(self, gap_s: float = 0.0) -> None:
        self._gap_s = gap_s
        self._turns: dict[str, Turns] = {}

    def under_way(self, account: str) -> int:
        """What an account's requests that are being sent cost."""
        turns = self._turns.get(account)
        return 0 if turns is None else turns.under_way

    @asynccontextmanager
    async def taken(
        self, account: str, *, background: bool, changes: bool = False
    ) -> AsyncIterator["Turns"]:
        """Wait for one's turn, and have it.

        Args:
            account: in whose name.
            background: whether no person waits for it.
            changes: whether it changes something.
        """
        turns = self._turns.setdefault(account, Turns(self._gap_s))
        # Counted before anything is waited for: from here on nobody forgets these.
        turns.wanted += 1
        try:
            async with turns.taken(background=background, changes=changes):
                yield turns
        finally:
            turns.wanted -= 1
            if turns.forgettable:
                del self._turns[account]


class Turns:
    """Who may send now: people a few at once, background work one at a time and after them.

    Args:
        gap_s: seconds between changes that no person waits for.
    """

    def __init__(self, gap_s: float = 0.0) -> None:
        self._gap_s = gap_s
        self.wanted = 0
        """How many have a turn, or are about to wait for one."""
        self.under_way = 0
        """What is being sent costs, where that is counted; those who have a turn do."""
        self._changed = asyncio.Condition()
        self._people = self._people_waiting = self._background = 0
        self._changed_at = 0.0

    @property
    def forgettable(self) -> bool:
        """Whether nobody sends or waits, and the last change is long enough ago."""
        return not self.wanted and time.monotonic() - self._changed_at > self._gap_s

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
            await self._changed.wait_for(
                lambda: not (self._background or self._people or self._people_waiting)
            )
            self._background += 1
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
