"""What around Miro a process is made of."""

import httpx2

from trivet.miro.oauth import MiroOAuth
from trivet.miro.sign_in import Miro
from trivet.miro.tokens import MiroTokens
from trivet.platform.cache.port import Cache, CacheManager
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.uow import Units


def miro_of(
    units: Units, keys: Keys, settings: Settings, http: httpx2.AsyncClient, cache: Cache
) -> Miro:
    """Build it. Asks nobody yet.

    Args:
        units: keep and read.
        keys: open tokens.
        settings: where Miro is, and who we are there.
        http: sends requests.
        cache: what processes share.
    """
    oauth = MiroOAuth(http, settings)
    return Miro(oauth=oauth, tokens=MiroTokens(units, keys, oauth, CacheManager(cache, "miro")))
