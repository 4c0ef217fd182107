"""How often: so many within so long."""

from dataclasses import dataclass
from functools import lru_cache

from limits import parse_many


@dataclass(frozen=True, slots=True)
class Rate:
    """So many within so long.

    Args:
        amount: how many.
        seconds: the length of the window, which begins with the first of them.
    """

    amount: int
    seconds: int


@lru_cache(maxsize=256)
def rates_in(text: str) -> tuple[Rate, ...]:
    """Rates as people write them, by the library `limits`; the shortest window first.

    Args:
        text: such as `600/minute`, or `20/second; 600/minute` where both hold.

    Raises:
        ValueError: it is no such text.
    """
    found = [Rate(item.amount, item.get_expiry()) for item in parse_many(text)]
    if any(rate.amount < 1 for rate in found):
        raise ValueError("a rate of nothing lets nobody in")
    return tuple(sorted(found, key=lambda rate: rate.seconds))
