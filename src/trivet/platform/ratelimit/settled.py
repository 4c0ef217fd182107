"""Counters of this process that are settled with Redis behind the back of requests.

A round trip for each request would cost more than most requests do. So a process counts by itself, and
every 100 ms it adds what it counted to the sum of all processes and takes that over, all keys in one
round trip. Between two settlements it knows nothing of what others let in: a limit may be
overshot by what comes to the other processes within 100 ms and a round trip. What must be exact, such as
guesses at secrets, is counted by `RedisRateLimiter`.

While Redis is away the process counts alone; what it counted meanwhile is added when Redis is back.
"""

import asyncio
import time
from collections.abc import Sequence
from contextvars import Context
from typing import Any, cast

from trivet.platform.cancellation import ended
from trivet.platform.ratelimit.memory import MOST_COUNTERS
from trivet.platform.ratelimit.port import Rate, Standing
from trivet.platform.ratelimit.windows import Clock, Key, Window, Windows
from trivet.platform.redis import PREFIX, redis_client, unreachable
from trivet.platform.telemetry.logging import Logger

EVERY_S = 0.1
AWAY_S = 1.0
"""Until another try, while Redis is away."""
_AT_ONCE = 500
"""Keys of one script: Redis does nothing else meanwhile, for about a millisecond."""
# For each key: adds what was counted, and answers the sum, and how many milliseconds it still counts.
_SETTLE = """
local told = {}
for i, key in ipairs(KEYS) do
  local total = redis.call('INCRBY', key, ARGV[2 * i - 1])
  local left = redis.call('PTTL', key)
  if left < 0 then
    left = tonumber(ARGV[2 * i])
    redis.call('PEXPIRE', key, left)
  end
  told[2 * i - 1] = total
  told[2 * i] = left
end
return told
"""

log = Logger("trivet.ratelimit")


class SettledRateLimiter:
    """The `RateLimiter` of the scaled mode for what every request is counted by.

    Args:
        url: where Redis is.
        every_s: seconds between settlements, while there is something to settle.
        away_s: seconds until another try, while Redis is away.
        most: counters of this process at a time; beyond that the oldest are forgotten.
        clock: tells the time, in seconds.
    """

    def __init__(
        self,
        url: str,
        *,
        every_s: float = EVERY_S,
        away_s: float = AWAY_S,
        most: int = MOST_COUNTERS,
        clock: Clock = time.monotonic,
    ) -> None:
        self._redis = redis_client(url)
        self._settle_all: Any = self._redis.register_script(_SETTLE)
        self._every_s = every_s
        self._away_s = away_s
        self._most = most
        self._clock = clock
        self._windows = Windows(most, clock)
        self._windows.counted = self._changed
        self._unsettled: dict[Key, Window] = {}
        self._settling: asyncio.Task[None] | None = None
        self._away = False

    async def hit(self, key: str, rates: Sequence[Rate], *, cost: int = 1) -> Standing:
        return self._windows.hit(key, rates, cost)

    def _changed(self, key: Key, window: Window) -> None:
        if key not in self._unsettled and len(self._unsettled) >= self._most:
            return  # Redis is away, and this many windows wait for it: it need not know of more
        self._unsettled[key] = window
        if self._settling is None or self._settling.done():
            # Not in the name of the request that happens to come first.
            self._settling = asyncio.create_task(
                self._keep_settling(), name="settle-limits", context=Context()
            )

    async def _keep_settling(self) -> None:
        """Settle until nothing is left to; begun again by the next request."""
        while self._unsettled:
            await asyncio.sleep(self._away_s if self._away else self._every_s)
            try:
                await self.settle()
            except ConnectionError as error:
                if not self._away:
                    log.warning("requests are counted by this process alone", error=str(error))
                self._away = True
            else:
                if self._away:
                    log.info("requests are counted by all processes again")
                self._away = False

    async def settle(self) -> None:
        """Tell Redis what was counted here, and take over what was counted everywhere.

        Raises:
            ConnectionError: it cannot be told; what is not settled stays so.
        """
        now = self._clock()
        waiting, self._unsettled = self._unsettled, {}
        # A window that is over is nobody's business: the next one begins at nothing.
        current = [(key, window) for key, window in waiting.items() if window.ends > now]
        try:
            for first in range(0, len(current), _AT_ONCE):
                await self._settle_some(current[first : first + _AT_ONCE], now)
        except ConnectionError:
            for key, window in current:
                if window.here > window.told:
                    self._unsettled.setdefault(key, window)
            raise

    async def _settle_some(self, some: Sequence[tuple[Key, Window]], now: float) -> None:
        counts = [window.here - window.told for _, window in some]
        arguments: list[int] = []
        for (_, window), count in zip(some, counts, strict=True):
            arguments += (count, max(1, int((window.ends - now) * 1000)))
        with unreachable():
            found = await self._settle_all([_name(key) for key, _ in some], arguments)
        totals = cast("list[int]", found)
        for index, ((_, window), count) in enumerate(zip(some, counts, strict=True)):
            self._windows.settle(window, count, totals[2 * index], totals[2 * index + 1] / 1000)

    async def close(self) -> None:
        """Let go of connections. What was counted in the last moment is lost."""
        if self._settling is not None:
            await ended(self._settling)
        await self._redis.aclose(close_connection_pool=True)


def _name(key: Key) -> str:
    return f"{PREFIX}limits/{key[0]}/{key[1]}/{key[2]}"
