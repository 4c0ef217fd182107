"""Miro's credits: what is left of this minute, and who waits for whom.

Source: "Rate limiting", Miro: 100,000 credits a minute for each user of an app; what a request costs is
its level's; each answer tells what is left. What is left is kept where all processes find it. A limit
that was hit is obeyed by all of them until its end.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields, replace
from enum import IntEnum
from typing import Any

from trivet.miro.errors import MiroLimited
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.http.tightest import Tightest
from trivet.platform.http.turns import AccountTurns
from trivet.platform.json import dumps, loads

A_MINUTE = 100_000
"""Credits that a user of an app has, until an answer tells another number."""
RESERVE = 0.2
"""The part of a minute's credits that background work leaves to people."""
POLL_SHARE = 0.4
"""The part that looking for changes may use, at most; the rest it leaves to whatever else is done."""
WINDOW_S = 60.0
LONGEST_WAIT_S = 300.0
"""No clock, ours or Miro's, makes anybody wait longer."""
_LONGEST_NUMBER = 15
"""Digits of a number that is believed."""


class Level(IntEnum):
    """What a request costs, in credits."""

    ONE = 50
    TWO = 100
    THREE = 500
    FOUR = 2_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What Miro said last of somebody's credits.

    Args:
        limit: credits a minute.
        remaining: how many are left; None if unknown.
        reset_at: when the minute ends, in seconds since 1970.
        blocked_until: nothing is sent before, in seconds since 1970.
    """

    limit: int = A_MINUTE
    remaining: int | None = None
    reset_at: float = 0.0
    blocked_until: float = 0.0

    def left(self, at: float) -> int:
        """Credits that are left at a moment."""
        return self.limit if self.remaining is None or at >= self.reset_at else self.remaining

    def wait_s(self, cost: int, at: float) -> float:
        """For how many seconds something of a cost may not be sent; 0 if it may."""
        wait = self.blocked_until - at
        if wait <= 0 and self.left(at) < cost:
            wait = self.reset_at - at
        return min(max(wait, 0.0), LONGEST_WAIT_S)

    def empties_in_s(self, cost: int, at: float) -> float:
        """For how many seconds background work of a cost goes on, as far as the credits tell.

        Args:
            cost: in credits.
            at: the moment, in seconds since 1970.
        """
        wait = max(0.0, self.blocked_until - at)
        reserve = round(RESERVE * self.limit)
        rest = cost - (0 if wait else max(0, self.left(at) - reserve))
        if rest <= 0:
            return wait
        wait = max(wait, self.reset_at - at, 0.0)
        minutes = max(0, rest - 1) // max(1, self.limit - reserve)
        return wait + WINDOW_S * minutes


class Credits:
    """What is left to each account at Miro, shared by all processes through the cache.

    What this process has sent and not been answered yet counts as spent.

    Args:
        cache: where it is kept.
    """

    def __init__(self, cache: CacheManager) -> None:
        self._cache = cache
        self._turns = AccountTurns()
        self.tightest = Tightest(cache)
        self._struck: dict[str, float] = {}
        """By account until when the last limit is that this process heard of."""

    def strike(self, account: str, until: float) -> None:
        """Send nothing of an account before a moment, whatever the cache has forgotten.

        Args:
            account: whose.
            until: the moment, in seconds since 1970.
        """
        self._struck[account] = max(self._struck.get(account, 0.0), until)

    async def standing(self, account: str) -> Standing:
        """What Miro said last of an account."""
        kept = await self._cache.get(f"credits:{account}")
        found = Standing() if kept is None else _read(loads(kept))
        # Under a key of its own: what another process answers at the same time does not overwrite it.
        until = await self._cache.get(f"limited:{account}")
        shared = 0.0 if until is None else float(loads(until))
        own = self._struck.get(account, 0.0)  # the cache may have lost it
        if found.reset_at > now().timestamp() + LONGEST_WAIT_S:
            found = replace(found, remaining=None, reset_at=0.0)  # by another clock
        return replace(found, blocked_until=max(found.blocked_until, shared, own))

    @asynccontextmanager
    async def turn(self, account: str, cost: int, *, reserve: float = 0.0) -> AsyncIterator[None]:
        """Wait for one's turn to send a request.

        Args:
            account: whose.
            cost: what it costs, in credits.
            reserve: the part of a minute's credits that it leaves to others. Where no person waits for
                it there is one, and people go first.

        Raises:
            MiroLimited: nothing may be sent for a while.
        """
        await self._admit(account, cost, reserve)
        async with self._turns.taken(account, background=reserve > 0) as turns:
            await self._admit(account, cost, reserve)
            turns.under_way += cost
            try:
                yield
            finally:
                turns.under_way -= cost

    async def note(self, account: str, headers: Mapping[str, str], *, limited: bool) -> float:
        """Remember what an answer says.

        Args:
            account: whose request it answers.
            headers: its headers, by name in small letters.
            limited: whether it is a 429.

        Returns:
            the seconds for which nothing may be sent; 0 if all is well.
        """
        before = await self.standing(account)
        at = now().timestamp()
        after = _told(before, headers, at)
        if after != before:
            kept = asdict(replace(after, blocked_until=0.0))
            await self._cache.set(f"credits:{account}", dumps(kept), 2 * LONGEST_WAIT_S)
        if limited:
            until = max(before.blocked_until, at + _wanted(headers, at))
            after = replace(after, blocked_until=until)
            self._struck[account] = until
            await self._cache.set(f"limited:{account}", dumps(until), until - at)
        elif self._struck.get(account, 0.0) <= at:
            self._struck.pop(account, None)
        if after.remaining is not None:
            await self.tightest.note(account, after.limit, after.remaining, after.reset_at)
        return after.wait_s(0, at)

    async def _admit(self, account: str, cost: int, reserve: float) -> None:
        standing = await self.standing(account)
        kept = round(reserve * standing.limit)
        wanted = cost + self._turns.under_way(account) + kept
        wait = standing.wait_s(wanted, now().timestamp())
        if wait > 0:
            raise limited_for(wait)


def limited_for(seconds: float) -> MiroLimited:
    """The refusal that says when it goes on."""
    rounded = max(1, round(seconds + 0.5))
    return MiroLimited(
        f"Miro lets us ask again in {rounded} seconds. Nothing is lost; try again then.",
        headers={"Retry-After": str(rounded)},
    )


def _read(kept: Mapping[str, Any]) -> Standing:
    """A standing as it was kept, perhaps by a later version, which knows more of it."""
    known = {each.name for each in fields(Standing)}
    return Standing(**{name: value for name, value in kept.items() if name in known})


def _told(before: Standing, headers: Mapping[str, str], at: float) -> Standing:
    """The standing after an answer. Answers come in any order: of one minute the lowest is right."""
    limit = _number(headers.get("x-ratelimit-limit")) or before.limit
    remaining = _left(headers.get("x-ratelimit-remaining"))
    reset_at = _reset(headers, at)
    if remaining is None or reset_at is None or reset_at < before.reset_at:
        return replace(before, limit=limit)
    if before.remaining is not None and reset_at == before.reset_at:
        remaining = min(remaining, before.remaining)
    return replace(before, limit=limit, remaining=remaining, reset_at=float(reset_at))


def _wanted(headers: Mapping[str, str], at: float) -> float:
    """How long a 429 is to be waited for: `Retry-After`, though none is documented, else the reset."""
    after = _number(headers.get("retry-after"))
    if after is not None:
        return min(float(after), LONGEST_WAIT_S)
    # As this answer has it: of two minutes that are told of, the refusal's own is the one that counts.
    reset_at = _reset(headers, at)
    return WINDOW_S if reset_at is None or reset_at <= at else reset_at - at


def _reset(headers: Mapping[str, str], at: float) -> int | None:
    """When the minute ends; None if that is not told, or so far away that it is no minute's end: a time
    in milliseconds, say.
    """
    reset_at = _number(headers.get("x-ratelimit-reset"))
    return None if reset_at is None or reset_at > at + LONGEST_WAIT_S else reset_at


def _left(text: str | None) -> int | None:
    """How many are left. Who spent more than there were has none."""
    if text is not None and text.startswith("-"):
        return None if _number(text[1:]) is None else 0
    return _number(text)


def _number(text: str | None) -> int | None:
    wanted = text is not None and text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if text is not None and wanted else None
