"""Who calls: token → caller.

Answered from memory for at most a second, because it is asked with every request and a signature
costs more than everything else that a hot request does. Who goes on asking is looked up again behind the back of
their requests, so that not one of them in each second waits. What ends a token in this process is heard
after the commit and forgotten before the answer leaves; in another process it takes that second.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from trivet.auth import events
from trivet.auth.access_tokens import verified
from trivet.auth.api_token_format import PREFIX, well_formed
from trivet.auth.models import CallerKind as CallerKind
from trivet.auth.models import Scope as Scope
from trivet.auth.repository import AuthReads
from trivet.platform.clock import now
from trivet.platform.events import Actor, Event, Origin
from trivet.platform.ids import fingerprint
from trivet.platform.keys import Keys
from trivet.platform.uow import Units

ALL_SCOPES = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated person, or a program that acts for one.

    Args:
        user_id: who it is.
        kind: signed in, or by an API token.
        scopes: what this token may do.
        credential_id: the session or the API token behind it.
        instance_admin: whether this person sees the installation itself.
    """

    user_id: UUID
    kind: CallerKind
    credential_id: UUID
    scopes: frozenset[Scope] = field(default=ALL_SCOPES)
    instance_admin: bool = False

    def actor(self, correlation_id: str | None) -> Actor:
        """On whose behalf a unit of work writes."""
        origin = Origin.API if self.kind is CallerKind.API_TOKEN else Origin.BOARD
        return Actor(user_id=self.user_id, origin=origin, correlation_id=correlation_id)


REMEMBERED = timedelta(seconds=1)
RENEWED = timedelta(seconds=0.5)
"""After how long whoever still asks is looked up again, while the answer is from memory."""
MAX_REMEMBERED = 10_000
# Ours have fewer than 500 characters; hashing a longer text would be work for nothing.
MAX_TOKEN = 4096

UseNoted = Callable[[UUID], None]
"""Told of each API token that was accepted. Quick; writes nothing."""


@dataclass(frozen=True, slots=True)
class _Known:
    caller: Caller
    since: datetime
    until: datetime


class Callers:
    """Tells who calls.

    Args:
        units: read sessions and tokens.
        keys: verify access tokens.
        used: told of the API tokens that were accepted.
    """

    def __init__(self, units: Units, keys: Keys, used: UseNoted = lambda _: None) -> None:
        self._units = units
        self._keys = keys
        self._used = used
        # By the hash of the token, so that memory holds no secret; oldest first.
        self._known: dict[bytes, _Known] = {}
        self._asking: dict[bytes, asyncio.Task[Caller | None]] = {}
        self._looking: set[asyncio.Task[Caller | None]] = set()
        self._drops = 0

    def cached(self, token: str) -> Caller | None:
        """Who this token is, if it was looked up within the last second."""
        key, moment = _key(token), now()
        known = self._known.get(key)
        if known is None or not known.since <= moment < known.until:
            return None
        if moment >= known.since + RENEWED and key not in self._asking:
            # In nobody's name: the request that happens to come by does not wait for it.
            self._ask(key, token, Context())
        return known.caller

    async def close(self) -> None:
        """Wait for what is still being looked up."""
        if self._looking:
            await asyncio.wait(self._looking)

    async def by_token(self, token: str) -> Caller | None:
        """Who this token is.

        Args:
            token: an access token or an API token.

        Returns:
            None if it is none of ours, or has ended.
        """
        if len(token) > MAX_TOKEN or not token.isascii():
            return None
        caller = self.cached(token)
        if caller is not None:
            return caller
        return await self._once(_key(token), token)

    async def _once(self, key: bytes, token: str) -> Caller | None:
        """Look a token up; requests that come meanwhile wait for the same answer."""
        asking = self._asking.get(key) or self._ask(key, token)
        # Shielded: whoever gives up waiting does not end it for the others.
        return await asyncio.shield(asking)

    def _ask(
        self, key: bytes, token: str, context: Context | None = None
    ) -> asyncio.Task[Caller | None]:
        asking = asyncio.create_task(self._look_up(key, token), context=context)
        self._asking[key] = asking
        self._looking.add(asking)
        asking.add_done_callback(lambda done: self._answered(key, done))
        return asking

    def _answered(self, key: bytes, done: asyncio.Task[Caller | None]) -> None:
        self._looking.discard(done)
        if self._asking.get(key) is done:
            del self._asking[key]
        if not done.cancelled():
            done.exception()  # whoever waits gets it; with nobody left, it is no surprise either

    async def _look_up(self, key: bytes, token: str) -> Caller | None:
        since, drops = now(), self._drops
        of_kind: Callable[[str], Awaitable[tuple[Caller, datetime | None] | None]] = (
            self._by_api_token if token.startswith(PREFIX) else self._by_access_token
        )
        found = await of_kind(token)
        if found is None:
            self._known.pop(key, None)
            return None
        caller, expires_at = found
        if drops == self._drops:  # else something ended while we looked: ask again next time
            until = since + REMEMBERED
            self._remember(
                key, _Known(caller, since, min(until, expires_at) if expires_at else until)
            )
        return caller

    async def _by_access_token(self, token: str) -> tuple[Caller, datetime | None] | None:
        claims = verified(self._keys, token)
        if claims is None:
            return None
        async with self._units.read() as unit:
            people = AuthReads(unit.session)
            admin = await people.admin_of_live_session(claims.session_id, claims.user_id)
        if admin is None:
            return None
        caller = Caller(
            user_id=claims.user_id,
            kind=CallerKind.SESSION,
            credential_id=claims.session_id,
            instance_admin=admin,
        )
        return caller, claims.expires_at

    async def _by_api_token(self, token: str) -> tuple[Caller, datetime | None] | None:
        if not well_formed(token):
            return None
        async with self._units.read() as unit:
            facts = await AuthReads(unit.session).api_token_facts(fingerprint(token))
        if facts is None or (facts.expires_at is not None and facts.expires_at <= now()):
            return None
        self._used(facts.id)
        scopes = frozenset(Scope(scope) for scope in facts.scopes)
        caller = Caller(
            user_id=facts.user_id,
            kind=CallerKind.API_TOKEN,
            credential_id=facts.id,
            scopes=scopes,
            instance_admin=facts.instance_admin and Scope.ADMIN in scopes,
        )
        return caller, facts.expires_at

    def _remember(self, key: bytes, known: _Known) -> None:
        self._known.pop(key, None)  # so that the new one stands last
        while len(self._known) >= MAX_REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[key] = known

    def drop(self, user_id: UUID) -> None:
        """Forget all tokens of a person at once."""
        self._forget(lambda caller: caller.user_id == user_id)

    def drop_credential(self, credential_id: UUID) -> None:
        """Forget one session or one API token at once."""
        self._forget(lambda caller: caller.credential_id == credential_id)

    def _forget(self, concerned: Callable[[Caller], bool]) -> None:
        self._drops += 1
        self._asking.clear()
        gone = [key for key, known in self._known.items() if concerned(known.caller)]
        for key in gone:
            del self._known[key]

    def hear(self, happened: Sequence[Event]) -> None:
        """Forget what has just ended. A listener of the units of work."""
        for event in happened:
            match event.type:
                case events.SESSION_ENDED:
                    self.drop_credential(UUID(event.payload["session_id"]))
                case events.API_TOKEN_DELETED:
                    self.drop_credential(UUID(event.payload["token_id"]))
                case _:
                    pass


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
