"""Who sends a request, where that is known without asking the database: for the express lane.

It lets in whom `dependencies.caller` would let in, and nobody else; whoever is not known here, or lacks something, is
left to it, which says what.
"""

from collections.abc import Mapping

from starlette.requests import cookie_parser

from trivet.auth import cookies, csrf
from trivet.auth.callers import Caller, CallerKind, Callers, Scope
from trivet.platform.keys import Keys
from trivet.platform.web.express import Known
from trivet.platform.web.traffic import Somebody

_BEARER = "bearer"
_CSRF = csrf.HEADER.lower().encode()


def known_by(callers: Callers, keys: Keys) -> Known:
    """What tells who sends a request.

    Args:
        callers: remember tokens for a second.
        keys: verify that a change that comes with a cookie was sent by our own page.
    """

    def known(head: Mapping[bytes, bytes], changes: bool) -> Somebody | None:
        given = head.get(b"authorization")
        if given is None:
            caller = _by_cookie(head, changes)
        else:
            scheme, _, token = given.decode("latin-1").partition(" ")
            caller = callers.cached(token.strip()) if scheme.lower() == _BEARER else None
        wanted = Scope.WRITE if changes else Scope.READ
        if caller is None or wanted not in caller.scopes:
            return None
        return Somebody(caller.user_id.hex, caller)

    def _by_cookie(head: Mapping[bytes, bytes], changes: bool) -> Caller | None:
        jar = head.get(b"cookie")
        token = cookie_parser(jar.decode("latin-1")).get(cookies.ACCESS) if jar else None
        caller = callers.cached(token) if token else None
        if caller is None or caller.kind is not CallerKind.SESSION:
            return None
        if changes:
            proof = head.get(_CSRF, b"").decode("latin-1")
            if not csrf.csrf_matches(keys, caller.credential_id, proof):
                return None
        return caller

    return known
