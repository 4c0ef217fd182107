"""Answers that are asked for again: with their ETag, so that GitHub need not send, or count, them.

"A 304 does not count against the primary rate limit" ("Best practices for using the REST API", GitHub).
An ETag belongs to a token: each is kept by itself.
"""

import base64
import zlib
from collections.abc import Mapping
from hashlib import sha256

from trivet.github.acting import Credential
from trivet.platform.cache.port import CacheManager
from trivet.platform.json import dumps, loads

KEPT_S = 24 * 3600.0
LARGEST = 4 * 1024 * 1024
"""Bytes of a body that are kept."""
_HEADERS = ("etag", "link")


class Remembered:
    """Answers by (token, address).

    Args:
        cache: where they are kept; nothing but GitHub's count depends on it.
    """

    def __init__(self, cache: CacheManager) -> None:
        self._cache = cache

    async def get(self, credential: Credential, url: str) -> tuple[Mapping[str, str], bytes] | None:
        """The headers that matter and the body of what was answered last, or None."""
        kept = await self._cache.get(self._key(credential, url))
        if kept is None:
            return None
        found = loads(kept)
        return found["headers"], zlib.decompress(base64.b64decode(found["body"]))

    async def put(
        self, credential: Credential, url: str, headers: Mapping[str, str], body: bytes
    ) -> None:
        """Keep an answer, if it can be asked for conditionally."""
        if "etag" not in headers or len(body) > LARGEST:
            return
        matter = {name: headers[name] for name in _HEADERS if name in headers}
        # JSON shrinks to a tenth, and the cache holds other things too.
        packed = base64.b64encode(zlib.compress(body, 1)).decode()
        document = {"headers": matter, "body": packed}
        await self._cache.set(self._key(credential, url), dumps(document), KEPT_S)

    def _key(self, credential: Credential, url: str) -> str:
        digest = sha256(url.encode()).hexdigest()[:32]
        return f"answer:{credential.fingerprint}:{digest}"
