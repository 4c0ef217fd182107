"""Whom a request is counted for, before any route has seen it."""

import time
from collections import OrderedDict

from starlette.requests import cookie_parser
from starlette.types import Scope

from trivet.auth import cookies
from trivet.auth.callers import Callers
from trivet.platform.ratelimit.windows import Clock
from trivet.platform.web.traffic import Somebody, Who

REMEMBERED_S = 1.0
MAX_REMEMBERED = 10_000
_BEARER = "bearer"
_SUBPROTOCOL = "bearer."
_COOKIE = cookies.ACCESS.encode()
_LONGEST_NAME = 64


def who_is_counted(
    callers: Callers,
    trusted_header: bytes | None,
    under: str,
    clock: Clock = time.monotonic,
) -> Who:
    """What tells whom to count a request for; it looks where routes and sockets look.

    Args:
        callers: tell who a token is; what they look up is remembered, so that a route need not.
        trusted_header: the header that alone says who calls, lower case; None: there is none.
        under: what the paths begin with where that header is looked at.
        clock: tells the time, in seconds.
    """
    people = _People(callers, clock)

    async def who(scope: Scope) -> Somebody | None:
        presented, token = token_in(scope)
        if token is not None:
            return people.remembered(token) or await people.find(token)
        if trusted_header is None or presented or not scope["path"].startswith(under):
            return None
        for name, value in scope["headers"]:
            if name == trusted_header:
                return Somebody(f"named/{value[:_LONGEST_NAME].decode('latin-1')}")
        return None

    return who


class _People:
    """Whose a token is, for a second: a third of what it costs to ask the callers.

    No longer, since whoever holds a token that has ended must not be counted as its person. It lets nobody in,
    so it is enough to know a token by its hash in this process, which tells nothing of it.

    Args:
        callers: are asked.
        clock: tells the time, in seconds.
    """

    def __init__(self, callers: Callers, clock: Clock) -> None:
        self._callers = callers
        self._clock = clock
        self._known: OrderedDict[int, tuple[float, Somebody]] = OrderedDict()

    def remembered(self, token: str) -> Somebody | None:
        known = self._known.get(hash(token))
        return None if known is None or known[0] <= self._clock() else known[1]

    async def find(self, token: str) -> Somebody | None:
        until = self._clock() + REMEMBERED_S
        caller = await self._callers.by_token(token)
        if caller is None:
            return None
        name = hash(token)
        self._known.pop(name, None)  # so that the new one stands last
        while len(self._known) >= MAX_REMEMBERED:
            self._known.popitem(last=False)
        found = Somebody(caller.user_id.hex, caller)
        self._known[name] = until, found
        return found


def token_in(scope: Scope) -> tuple[bool, str | None]:
    """Whether a request says by a token who sends it, and which one it is.

    Of several the same one wins as in `dependencies` and in `realtime/door`.
    """
    for offered in scope.get("subprotocols", ()):
        if offered.startswith(_SUBPROTOCOL):
            return True, offered.removeprefix(_SUBPROTOCOL)
    jar: bytes = b""
    first = True
    for name, value in scope["headers"]:
        if name == b"authorization" and first:
            first = False
            scheme, _, token = value.decode("latin-1").partition(" ")
            if scheme.lower() == _BEARER:
                return True, token.strip() or None
        elif name == b"cookie":
            jar = jar + b";" + value if jar else value
    if _COOKIE not in jar:
        return False, None
    cookie = cookie_parser(jar.decode("latin-1")).get(cookies.ACCESS)
    return cookie is not None, cookie or None
