"""Fixed windows in memory: one small record for each key and rate.

Every request is counted twice, so it has to cost next to nothing: 1 µs, where the library `limits` takes
some 25 µs in memory. Fixed windows cost one number for each key, and say to the second when there is room again. What
they let through around the end of a window, twice the amount, the next longer window holds down.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from trivet.platform.ratelimit.port import Rate, Standing

_ALMOST_ONE = 0.999999
"""Rounds up, in a fifth of the time that `math.ceil` and `max` take."""

Clock = Callable[[], float]
"""Seconds that never go back."""

Key = tuple[str, int, int]
"""Whose, and of what; how many, within how many seconds."""


class Window:
    """What was counted for a key since the first one.

    Args:
        ends: when it is over, by the clock.
    """

    __slots__ = ("elsewhere", "ends", "here", "told")

    def __init__(self, ends: float) -> None:
        self.ends = ends
        self.here = 0
        """What this process counted."""
        self.told = 0
        """Of that, what others know of."""
        self.elsewhere = 0
        """What others counted, as far as this process knows."""


class Windows:
    """Counts, for one process.

    Args:
        most: windows at a time. Beyond that the oldest are forgotten: whoever has so many addresses is not
            held up by counting them, and memory stays bounded.
        clock: tells the time.
    """

    def __init__(self, most: int, clock: Clock = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._windows: OrderedDict[Key, Window] = OrderedDict()
        self.counted: Callable[[Key, Window], None] | None = None
        """Told of each window that has changed; None: nobody is."""

    def __len__(self) -> int:
        return len(self._windows)

    def hit(self, key: str, rates: Sequence[Rate], cost: int) -> Standing:
        """Count, as `RateLimiter.hit` does."""
        now = self._clock()
        tightest: Standing | None = None
        for rate in rates:
            name = (key, rate.amount, rate.seconds)
            window = self._windows.get(name)
            if window is None or window.ends <= now:
                window = self._begin(name, now)
            window.here += cost
            if self.counted is not None:
                self.counted(name, window)
            left = rate.amount - window.here - window.elsewhere
            reset_s = int(window.ends - now + _ALMOST_ONE) or 1
            standing = Standing(left >= 0, rate.amount, left if left > 0 else 0, reset_s)
            if left < 0:
                return standing
            if tightest is None or left < tightest.remaining:
                tightest = standing
        assert tightest is not None, "at least one rate"
        return tightest

    def _begin(self, key: Key, now: float) -> Window:
        self._windows.pop(key, None)  # so that the new one stands last
        while len(self._windows) >= self._most:
            self._windows.popitem(last=False)
        self._windows[key] = window = Window(now + key[2])
        return window

    def settle(self, window: Window, told: int, total: int, left_s: float) -> None:
        """Take over what all processes together counted.

        Args:
            window: of which window.
            told: how much of ours was told just now.
            total: what all counted, that included.
            left_s: seconds until the window of all of them ends.
        """
        window.told += told
        window.elsewhere = max(0, total - window.told)
        # Whichever began first: all processes let people in again at the same moment.
        window.ends = self._clock() + left_s
