"""Of all accounts at a vendor the one that has least left, for whoever watches over the installation.

Accounts are as many as people; how the tightest of them stands is one number. Kept where all processes
find it, and only as long as the vendor counts.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.json import dumps, loads

_KEY = "tightest"


@dataclass(frozen=True, slots=True)
class Left:
    """How an account stands.

    Args:
        account: whose.
        limit: what it may spend until it begins anew.
        left: what is left of that.
        reset_at: when it begins anew, in seconds since 1970.
    """

    account: str
    limit: int
    left: int
    reset_at: float


class Tightest:
    """Remembers it.

    Args:
        cache: where. What two processes note at once is told wrong until the next answer.
    """

    def __init__(self, cache: CacheManager) -> None:
        self._cache = cache

    async def note(self, account: str, limit: int, left: int, reset_at: float) -> None:
        """A vendor said how an account stands.

        Args:
            account: whose.
            limit: what it may spend until it begins anew.
            left: what is left of that.
            reset_at: when it begins anew, in seconds since 1970.
        """
        lasts = reset_at - now().timestamp()
        if lasts <= 0 or limit <= 0:
            return
        told, known = Left(account, limit, left, reset_at), await self.current()
        if known is None or known.account == account or left / limit < known.left / known.limit:
            await self._cache.set(_KEY, dumps(asdict(told)), lasts)

    async def current(self) -> Left | None:
        """How the tightest stands; None where nobody was told of since it began anew."""
        kept = await self._cache.get(_KEY)
        found = None if kept is None else _read(loads(kept))
        return found if found is not None and found.reset_at > now().timestamp() else None


def _read(kept: Mapping[str, Any]) -> Left:
    """As it was kept, perhaps by a later version, which knows more of it."""
    return Left(**{each.name: kept[each.name] for each in fields(Left)})
