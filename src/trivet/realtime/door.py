"""Who opens a socket: cookie, subprotocol, header or first message.

A token never stands in the address, where logs and histories would keep it.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from starlette.websockets import WebSocket

from trivet.auth import access_tokens, cookies
from trivet.auth.callers import Caller, CallerKind, Callers, Scope
from trivet.platform.clock import now
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.realtime.inbox import Inbox
from trivet.realtime.origin import allowed
from trivet.realtime.protocol import VERSION, Close, Refused, SocketAuth

FIRST_MESSAGE_S = 5.0
"""How long somebody without a token may take to send one."""
_BEARER = "bearer."


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody who may come in.

    Args:
        caller: who.
        token: what they came with.
        ends_at: when that ends by itself; None if a session or the life of an API token decides.
    """

    caller: Caller
    token: str = field(repr=False)
    ends_at: datetime | None

    @property
    def seconds(self) -> float | None:
        """How long it lasts from now."""
        return None if self.ends_at is None else (self.ends_at - now()).total_seconds()


class Door:
    """Admits who opens a socket.

    Args:
        settings: our addresses.
        callers: tell who calls.
        keys: tell when an access token ends.
    """

    def __init__(self, settings: Settings, callers: Callers, keys: Keys) -> None:
        self._settings = settings
        self._callers = callers
        self._keys = keys

    async def admit(self, websocket: WebSocket, inbox: Inbox) -> Admission:
        """Let somebody in.

        Args:
            websocket: an accepted socket.
            inbox: reads its messages.

        Raises:
            Refused: no token, one that is not accepted, or a page that is not ours.
        """
        token = _from_subprotocol(websocket) or _from_header(websocket)
        cookie = websocket.cookies.get(cookies.ACCESS) if token is None else None
        self._check_origin(websocket, by_cookie=cookie is not None)
        if cookie is not None:
            return await self.by_cookie(cookie)
        if token is None:
            if cookies.CSRF in websocket.cookies:
                # Our own page, whose access cookie has run out: it refreshes, and comes back.
                raise Refused(Close.NOT_AUTHENTICATED, "The access token has ended.")
            token = await self._first_message(inbox)
        return await self.by_token(token)

    def _check_origin(self, websocket: WebSocket, *, by_cookie: bool) -> None:
        headers, settings = websocket.headers, self._settings
        named = (settings.public_url, *settings.cors_origins)
        if not allowed(headers.get("origin"), headers.get("host"), named, by_cookie=by_cookie):
            raise Refused(Close.FORBIDDEN, "Pages of this origin may not open a socket.")

    async def _first_message(self, inbox: Inbox) -> str:
        try:
            async with asyncio.timeout(FIRST_MESSAGE_S):
                message = await inbox.next()
        except TimeoutError:
            raise Refused(Close.NOT_AUTHENTICATED, "Send a token first.") from None
        if not isinstance(message, SocketAuth):
            raise Refused(Close.NOT_AUTHENTICATED, "Send a token first.")
        return message.token

    async def by_cookie(self, cookie: str) -> Admission:
        """The web client: it may stay as long as its session.

        Raises:
            Refused: the cookie is not accepted.
        """
        caller = await self._caller(cookie)
        if caller.kind is not CallerKind.SESSION:
            raise Refused(Close.NOT_AUTHENTICATED, "API tokens are for programs.")
        return Admission(caller, cookie, ends_at=None)

    async def by_token(self, token: str) -> Admission:
        """Somebody with a bearer token: they may stay as long as it lasts, or bring another.

        Raises:
            Refused: the token is not accepted.
        """
        caller = await self._caller(token)
        claims = access_tokens.verified(self._keys, token)
        return Admission(caller, token, ends_at=claims.expires_at if claims else None)

    async def _caller(self, token: str) -> Caller:
        caller = await self._callers.by_token(token)
        if caller is None:
            raise Refused(Close.NOT_AUTHENTICATED, "The token is not accepted.")
        if Scope.READ not in caller.scopes:
            raise Refused(Close.FORBIDDEN, "The token lacks the scope read.")
        return caller

    async def confirm(self, admission: Admission) -> None:
        """Look again, once the socket stands where the end of a session is heard.

        Raises:
            Refused: it has ended meanwhile.
        """
        await self._caller(admission.token)


def subprotocol(websocket: WebSocket) -> str | None:
    """The one of the offered subprotocols that we speak."""
    return VERSION if VERSION in websocket.scope.get("subprotocols", ()) else None


def _from_subprotocol(websocket: WebSocket) -> str | None:
    offered: list[str] = websocket.scope.get("subprotocols", [])
    return next((one.removeprefix(_BEARER) for one in offered if one.startswith(_BEARER)), None)


def _from_header(websocket: WebSocket) -> str | None:
    scheme, _, token = websocket.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
