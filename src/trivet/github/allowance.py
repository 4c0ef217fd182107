"""GitHub's limits: what is left, who waits for whom.

Sources: "Rate limits for the REST API" and "Best practices for using the REST API", GitHub. What is
left is told by each answer. It is kept per account, where all processes find it. A limit that was hit
is obeyed by all until its end: carrying on can get an app banned.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from trivet.github.errors import GitHubLimited
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.http.tightest import Tightest
from trivet.platform.http.turns import AccountTurns
from trivet.platform.json import dumps, loads

RESERVE = 0.2
"""The part of an hour's requests that background work leaves to people."""
SECONDARY_WAIT_S = 60.0
"""GitHub says at least that, where it does not say how long."""
LONGEST_WAIT_S = 3600.0
KEPT_S = 2 * LONGEST_WAIT_S
"""How long an account's standing is remembered: past every wait."""
MUTATION_GAP_S = 1.0
"""Between changes that no person waits for ("Best practices": at least 1 s)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What GitHub said last about an account.

    Args:
        limit: requests an hour.
        remaining: how many are left; None if unknown.
        reset_at: when the hour ends, in seconds since 1970.
        blocked_until: nothing is sent before, in seconds since 1970.
        strikes: secondary limits in a row that did not say how long to wait.
    """

    limit: int | None = None
    remaining: int | None = None
    reset_at: float = 0.0
    blocked_until: float = 0.0
    strikes: int = 0

    def blocked_s(self, at: float, *, background: bool) -> float:
        """For how many seconds nothing may be sent; 0 if it may."""
        if at < self.blocked_until:
            return self.blocked_until - at
        if self.remaining is None or at >= self.reset_at:
            return 0.0
        reserve = RESERVE * (self.limit or 0) if background else 0
        # An hour is what GitHub counts; a clock that is wrong, ours or theirs, ends there too.
        return min(self.reset_at - at, LONGEST_WAIT_S) if self.remaining <= reserve else 0.0


class Allowances:
    """What is left to each account, shared by all processes through the cache.

    Args:
        cache: where it is kept.
    """

    def __init__(self, cache: CacheManager) -> None:
        self._cache = cache
        self._turns = AccountTurns(MUTATION_GAP_S)
        self.tightest = Tightest(cache)
        self._struck: dict[str, Standing] = {}
        """By account what limited it last, as this process heard of it."""

    async def standing(self, account: str) -> Standing:
        """What GitHub said last about an account."""
        kept = await self._cache.get(f"allowance:{account}")
        standing = Standing() if kept is None else _read(loads(kept))
        # Under a key of its own: what another process answers at the same time does not overwrite it.
        until = await self._cache.get(f"limited:{account}")
        if until is not None:
            until_then = max(standing.blocked_until, float(loads(until)))
            standing = replace(standing, blocked_until=until_then)
        return self._obeyed(account, standing)

    def _obeyed(self, account: str, standing: Standing) -> Standing:
        """A standing under a limit that this process heard of.

        The cache may have lost that, or an answer that was under way at the same time have written
        what was true before it.
        """
        struck = self._struck.get(account)
        if struck is None or struck.blocked_until <= standing.blocked_until:
            return standing
        return replace(standing, blocked_until=struck.blocked_until, strikes=struck.strikes)

    @asynccontextmanager
    async def turn(
        self, account: str, *, background: bool, changes: bool = False
    ) -> AsyncIterator[None]:
        """Wait for one's turn to send a request.

        Args:
            account: whose.
            background: whether no person waits for it; then it lets people go first.
            changes: whether it changes something.

        Raises:
            GitHubLimited: nothing may be sent for a while.
        """
        await self._admit(account, background=background)
        async with self._turns.taken(account, background=background, changes=changes):
            await self._admit(account, background=background)
            yield

    async def note(self, account: str, headers: Mapping[str, str], *, limited: bool) -> float:
        """Remember what an answer says.

        Args:
            account: whose request it answers.
            headers: its headers, by name in small letters.
            limited: whether it refuses because of a limit.

        Returns:
            the seconds for which nothing may be sent; 0 if all is well.
        """
        before = await self.standing(account)
        after = _told(before, headers)
        if limited:
            after = self._struck[account] = _struck(self._obeyed(account, after), headers)
            await self._cache.set(f"limited:{account}", dumps(after.blocked_until), KEPT_S)
        elif now().timestamp() >= self._obeyed(account, after).blocked_until:
            self._struck.pop(account, None)
            after = replace(after, strikes=0)
        else:  # it was sent before the limit was hit
            after = self._obeyed(account, after)
        if after != before:
            kept = asdict(replace(after, blocked_until=0.0))
            await self._cache.set(f"allowance:{account}", dumps(kept), KEPT_S)
        if after.limit is not None and after.remaining is not None:
            await self.tightest.note(account, after.limit, after.remaining, after.reset_at)
        return after.blocked_s(now().timestamp(), background=False)

    async def _admit(self, account: str, *, background: bool) -> None:
        standing = await self.standing(account)
        wait = standing.blocked_s(now().timestamp(), background=background)
        if wait > 0:
            raise limited_for(wait)


def _read(kept: Mapping[str, Any]) -> Standing:
    """A standing as it was kept, perhaps by a later version, which knows more of it."""
    known = {each.name for each in fields(Standing)}
    return Standing(**{name: value for name, value in kept.items() if name in known})


def limited_for(seconds: float) -> GitHubLimited:
    """The refusal that says when it goes on."""
    rounded = max(1, round(seconds + 0.5))
    minutes = -(-rounded // 60)
    soon = f"{rounded} seconds" if rounded < 90 else f"{minutes} minutes"
    return GitHubLimited(
        f"GitHub lets us ask again in {soon}. Nothing is lost; try again then.",
        headers={"Retry-After": str(rounded)},
    )


def _told(before: Standing, headers: Mapping[str, str]) -> Standing:
    """The standing after an answer. Answers come in any order: of one hour the lowest is right."""
    limit = _number(headers.get("x-ratelimit-limit"))
    remaining = _number(headers.get("x-ratelimit-remaining"))
    reset_at = _number(headers.get("x-ratelimit-reset"))
    if remaining is None or reset_at is None:
        return before
    if headers.get("x-ratelimit-resource", "core") != "core":
        return before
    if before.remaining is not None and reset_at == before.reset_at:
        remaining = min(remaining, before.remaining)
    elif reset_at < before.reset_at:
        return before
    return replace(before, limit=limit, remaining=remaining, reset_at=float(reset_at))


def _struck(standing: Standing, headers: Mapping[str, str]) -> Standing:
    """After a refusal: `Retry-After` first, then the reset, else a minute, then two, then four."""
    at = now().timestamp()
    wanted = _number(headers.get("retry-after"))
    if wanted is not None:
        return replace(standing, blocked_until=at + min(float(wanted), LONGEST_WAIT_S))
    # As this answer has it: of two hours that are told of, the refusal's own is the one that counts.
    reset_at = _number(headers.get("x-ratelimit-reset"))
    if headers.get("x-ratelimit-remaining") == "0" and reset_at is not None and reset_at > at:
        return replace(standing, blocked_until=min(float(reset_at), at + LONGEST_WAIT_S))
    if standing.blocked_until > at:
        return standing  # several were under way: that is one limit, not one each
    wait = min(SECONDARY_WAIT_S * 2**standing.strikes, LONGEST_WAIT_S)
    return replace(standing, blocked_until=at + wait, strikes=standing.strikes + 1)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None
