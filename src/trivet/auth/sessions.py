"""Sessions: begun by a sign-in, kept alive by rotating refresh tokens, ended on request.

A refresh token is exchanged once, for its successor (RFC 9700, section 4.14.2). Two tabs may ask
at the same moment, and an answer may be lost, so the direct predecessor still works for 30 s while
its successor is unused. The successor is derived from its predecessor by a keyed hash: whoever
asks again gets the very same token, and the chain never forks. Anything older can only have been
copied: the whole session ends.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from trivet.auth import events
from trivet.auth.access_tokens import issue
from trivet.auth.callers import Caller, CallerKind, Scope
from trivet.auth.csrf import csrf_token
from trivet.auth.devices import UNKNOWN, Device, device_name
from trivet.auth.errors import NotASession, SessionNotFound, SignInNeeded
from trivet.auth.events import UserEvent
from trivet.auth.models import RefreshToken, Session, User
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.auth.scopes import demand
from trivet.platform.clock import now
from trivet.platform.events import Actor
from trivet.platform.ids import fingerprint, new_id, new_secret
from trivet.platform.keys import Keys, Purpose
from trivet.platform.uow import ReadUnit, WriteUnit

REFRESH_LIFETIME = timedelta(days=7)
GRACE = timedelta(seconds=30)
# Sessions that are over are kept for a while, for those who ask what happened.
KEPT = timedelta(days=30)
PREFIX = "trr_"


class EndReason(StrEnum):
    """Why a session ended."""

    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    ACCOUNT_CLOSED = "account_closed"
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
    TOKEN_REUSED = "refresh_token_reused"  # noqa: S105 - a reason, not a secret


class Refusal(StrEnum):
    """Why a refresh token is not exchanged."""

    NOT_ACCEPTED = "not_accepted"
    REUSED = "reused"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a person gets when they sign in, or when they refresh."""

    user: User
    session_id: UUID
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    csrf_token: str = field(repr=False)


async def begin_session(
    unit: WriteUnit, keys: Keys, user: User, *, method: str, device: Device = UNKNOWN
) -> SignedIn:
    """Begin a session for a person who has just proved who they are.

    Args:
        unit: writes it; from here on it acts for this person.
        keys: sign the tokens.
        user: who it is.
        method: how they proved it, such as `local`.
        device: from what.
    """
    people, at = AuthRepository(unit.session), now()
    if user.deleted_at is not None:
        raise SignInNeeded
    unit.actor = Actor(user.id, unit.actor.origin, unit.actor.correlation_id)
    await people.forget_sessions(user.id, at - KEPT)
    session = Session(
        id=new_id(),
        user_id=user.id,
        created_at=at,
        refreshed_at=at,
        expires_at=at + REFRESH_LIFETIME,
        method=method,
        user_agent=device.user_agent,
        address=device.address,
    )
    await people.add_session(session)
    secret = new_secret(PREFIX)
    people.add(_refresh_token(session, secret, predecessor=None))
    unit.emit(
        UserEvent(
            type=events.SESSION_STARTED,
            user_id=user.id,
            payload={"session_id": str(session.id), "method": method},
            texts=_told_of(device),
        )
    )
    return _signed_in(keys, user, session.id, secret)


async def rotate(
    unit: WriteUnit, keys: Keys, presented: str, device: Device = UNKNOWN
) -> SignedIn | Refusal:
    """Exchange a refresh token for its successor.

    Args:
        unit: to be committed even after a refusal: a reuse ends the session.
        keys: sign the tokens.
        presented: the refresh token.
        device: from what it came.
    """
    people, token_hash = AuthRepository(unit.session), fingerprint(presented)
    session = await people.locked_session(token_hash)
    token = None if session is None else await people.refresh_token(token_hash)
    if session is None or token is None or token.expires_at <= now():
        return Refusal.NOT_ACCEPTED
    user = await people.user(session.user_id)
    if user is None:
        return Refusal.NOT_ACCEPTED
    if token.rotated_at is None:
        successor: str | Refusal = await _succeed(people, keys, session, token, presented)
        _seen_from(session, device)
    else:
        successor = await _asked_again(people, keys, token, presented)
    if successor is Refusal.REUSED:
        await _end_reused(unit, people, session)
    if isinstance(successor, Refusal):
        return successor
    return _signed_in(keys, user, session.id, successor)


async def _succeed(
    people: AuthRepository, keys: Keys, session: Session, token: RefreshToken, presented: str
) -> str:
    at = now()
    await people.forget_refresh_tokens(session.id, at)
    successor = _successors(keys, presented)[0]
    token.rotated_at = session.refreshed_at = at
    session.expires_at = at + REFRESH_LIFETIME
    people.add(_refresh_token(session, successor, predecessor=token.id))
    return successor


def _seen_from(session: Session, device: Device) -> None:
    session.user_agent = device.user_agent or session.user_agent
    session.address = device.address or session.address


def _told_of(device: Device) -> dict[str, str]:
    """What the audit log says of a device; it is the person's own, and can be emptied."""
    if device == UNKNOWN:
        return {}
    told = {"device": device_name(device.user_agent), "address": device.address}
    return {name: value for name, value in told.items() if value is not None}


async def _asked_again(
    people: AuthRepository, keys: Keys, token: RefreshToken, presented: str
) -> str | Refusal:
    """A second request with a token that was exchanged: in time, or a reuse?"""
    successor = await people.successor(token)
    late = token.rotated_at is None or now() - token.rotated_at > GRACE
    if successor is None or successor.rotated_at is not None or late:
        return Refusal.REUSED
    # The first key may have changed within these seconds; the successor was made with one of them.
    for candidate in _successors(keys, presented):
        if fingerprint(candidate) == successor.token_hash:
            return candidate
    return Refusal.NOT_ACCEPTED


async def _end_reused(unit: WriteUnit, people: AuthRepository, session: Session) -> None:
    unit.actor = Actor(session.user_id, unit.actor.origin, unit.actor.correlation_id)
    await people.end_session(session.id, now(), EndReason.TOKEN_REUSED)
    unit.emit(
        UserEvent(
            type=events.REFRESH_TOKEN_REUSED,
            user_id=session.user_id,
            payload={"session_id": str(session.id)},
        )
    )
    _say_ended(unit, session.user_id, session.id, EndReason.TOKEN_REUSED)


async def end_all_sessions(unit: WriteUnit, user_id: UUID, reason: EndReason) -> None:
    """End every living session of a person.

    Args:
        unit: writes it.
        user_id: whose.
        reason: told to the audit log.
    """
    for session_id in await AuthRepository(unit.session).end_sessions(user_id, now(), reason):
        _say_ended(unit, user_id, session_id, reason)


class SessionQueries:
    """What a person asks about their sessions.

    Args:
        unit: reads.
        caller: whose sessions.
    """

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._people = AuthReads(unit.session)
        self._caller = caller

    async def page(self, after: tuple[datetime, UUID] | None, limit: int) -> list[Session]:
        """The person's living sessions, the one last used first.

        Args:
            after: when the last one already seen was used, and its id.
            limit: how many at most.

        Raises:
            InsufficientScope: the caller's API token lacks `admin`.
        """
        demand(self._caller, Scope.ADMIN)
        return await self._people.sessions(self._caller.user_id, now(), after, limit)


class SessionService:
    """What a signed-in person does with their sessions.

    Args:
        unit: writes the changes.
        caller: whose sessions.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._people = AuthRepository(unit.session)

    async def end(self) -> None:
        """End the session that this request came with.

        Raises:
            NotASession: it came with an API token.
        """
        session_id = self._session_id()
        if await self._people.end_session(session_id, now(), EndReason.SIGNED_OUT):
            _say_ended(self._unit, self._caller.user_id, session_id, EndReason.SIGNED_OUT)

    async def end_one(self, session_id: UUID) -> bool:
        """End one of this person's sessions, as they see them in their list.

        Args:
            session_id: which one; it may be the one that this request came with.

        Returns:
            Whether it was that one.

        Raises:
            SessionNotFound: this person has no such session, or it has ended.
            InsufficientScope: the caller's API token lacks `admin`.
        """
        demand(self._caller, Scope.ADMIN)
        user_id, at = self._caller.user_id, now()
        current = session_id == self._caller.credential_id
        reason = EndReason.SIGNED_OUT if current else EndReason.SIGNED_OUT_ELSEWHERE
        known = await self._people.living_session(user_id, session_id, at)
        if known is None or not await self._people.end_session(session_id, at, reason):
            raise SessionNotFound("It may have ended already: see your sessions at /auth/sessions.")
        _say_ended(self._unit, user_id, session_id, reason)
        return current

    async def end_everywhere(self) -> None:
        """End all sessions of this person.

        Raises:
            NotASession: the request came with an API token.
        """
        self._session_id()
        await end_all_sessions(self._unit, self._caller.user_id, EndReason.SIGNED_OUT_EVERYWHERE)

    def _session_id(self) -> UUID:
        if self._caller.kind is not CallerKind.SESSION:
            raise NotASession("An API token does not sign out: delete it at /auth/tokens instead.")
        return self._caller.credential_id


def _say_ended(unit: WriteUnit, user_id: UUID, session_id: UUID, reason: EndReason) -> None:
    unit.emit(
        UserEvent(
            type=events.SESSION_ENDED,
            user_id=user_id,
            payload={"session_id": str(session_id), "reason": str(reason)},
        )
    )


def _refresh_token(session: Session, secret: str, *, predecessor: UUID | None) -> RefreshToken:
    return RefreshToken(
        id=new_id(),
        session_id=session.id,
        token_hash=fingerprint(secret),
        predecessor_id=predecessor,
        created_at=session.refreshed_at,
        expires_at=session.expires_at,
    )


def _successors(keys: Keys, presented: str) -> list[str]:
    """What follows `presented`, under each key; the first key's goes to the next who asks."""
    return [
        PREFIX + hmac.new(key.secret, presented.encode(), hashlib.sha256).hexdigest()
        for key in keys.every(Purpose.REFRESH_TOKENS)
    ]


def _signed_in(keys: Keys, user: User, session_id: UUID, refresh_token: str) -> SignedIn:
    return SignedIn(
        user=user,
        session_id=session_id,
        access_token=issue(keys, user.id, session_id),
        refresh_token=refresh_token,
        csrf_token=csrf_token(keys, session_id),
    )
