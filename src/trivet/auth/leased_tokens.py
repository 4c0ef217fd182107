"""Tokens with which we act at a vendor on a person's behalf, and which may have to be refreshed.

A token that expires is refreshed by one at a time, under a lease in its row that no transaction
holds across the call: a refresh token can be used once ("Refreshing user access tokens", GitHub;
"OAuth 2.0 authorization", Miro). The new pair is stored before it is used. If the process dies between
the vendor's answer and our commit, the old pair is dead and the new one lost: the person signs in again.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import or_, update

from trivet.auth.events import UserEvent
from trivet.auth.grants import Grant, stored
from trivet.auth.models import LeasedToken
from trivet.platform.cancellation import unbroken
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.errors import AppError
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys
from trivet.platform.uow import Units, WriteUnit

MARGIN = timedelta(minutes=2)
"""A token that ends within this is refreshed first."""
LEASE = timedelta(seconds=45)
"""Longer than a call may take, with its time-outs."""
ASK_AGAIN_S = 0.2

R = TypeVar("R", bound=LeasedToken)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[R]):
    row: R
    access_token: str = field(repr=False)


class LeasedTokens(ABC, Generic[R]):
    """Gives out tokens of one vendor that work.

    Args:
        units: keep them.
        keys: encrypt them.
    """

    model: type[R]
    unreachable: ClassVar[type[AppError]]
    """Raised by `_refresh` where nobody answers: whether the old pair still works is not known."""
    refused_event: ClassVar[str]
    """The type of the event that tells that a token is used no more."""

    def __init__(self, units: Units, keys: Keys) -> None:
        self._units = units
        self._cipher = Cipher(keys)

    @abstractmethod
    async def _refresh(self, refresh_token: str) -> Grant:
        """Exchange a refresh token."""

    @abstractmethod
    def _is_dead(self, error: AppError) -> bool:
        """Whether a refusal says that a refresh token will never work again."""

    @abstractmethod
    def _again(self, row: R | None) -> AppError:
        """What is raised where the person has to sign in (again).

        Args:
            row: what there is of theirs; with a lease where a refresh was interrupted.
        """

    async def usable(self, user_id: UUID) -> str:
        """A person's access token, refreshed first where it is about to end.

        Raises:
            AppError: what `_again` says: they have none, or it works no more; or what is
                `unreachable`: it has ended, and the vendor does not give another one right now.
        """
        deadline = now() + LEASE
        while True:
            kept = await self._kept(user_id)
            expires_at = kept.row.expires_at
            if expires_at is None or now() < expires_at - MARGIN:
                return kept.access_token
            if kept.row.refresh_token is None:
                if now() < expires_at:
                    return kept.access_token
                raise self._again(kept.row)
            lease = await self._lease(kept.row)
            if lease is not None:
                return await self._refreshed(kept, lease)
            if now() >= deadline:
                raise self.unreachable("Another request waits for it too. Try again in a minute.")
            await asyncio.sleep(ASK_AGAIN_S)  # whoever has the lease is at the vendor right now

    async def refused(self, user_id: UUID, access_token: str) -> None:
        """The vendor said 401 to this token: it is used no more.

        Several bad attempts would lock the person out ("Authenticating to the REST API", GitHub).
        """
        row = await self._row(user_id)
        if row is None or self._opened(row) != access_token:
            return  # replaced meanwhile: the new one may be good
        if row.lease_until is not None and row.lease_until > now():
            return  # it is being replaced: the vendor ends the old one before we know the new one
        await self._stop(user_id, row.access_token)

    async def _kept(self, user_id: UUID) -> _Kept[R]:
        row = await self._row(user_id)
        access_token = None if row is None or row.refused_at is not None else self._opened(row)
        if row is None or access_token is None:
            raise self._again(row)
        return _Kept(row, access_token)

    async def _row(self, user_id: UUID, session: ReadSession | None = None) -> R | None:
        if session is not None:
            return await session.get(self.model, user_id)
        async with self._units.read() as unit:
            return await unit.session.get(self.model, user_id)

    def _opened(self, row: R) -> str | None:
        try:
            return self._cipher.decrypt(row.access_token)
        except Undecryptable:
            log.warning("token_not_opened", of=self.model.__name__, user_id=str(row.user_id))
            return None

    async def _lease(self, row: R) -> UUID | None:
        lease, at = new_id(), now()

        async def take(unit: WriteUnit) -> bool:
            return await _taken(unit.session, self.model, row, lease, at)

        return lease if await self._units.retried(take) else None

    async def _refreshed(self, kept: _Kept[R], lease: UUID) -> str:
        row = kept.row
        assert row.refresh_token is not None
        try:
            grant = await self._refresh(self._cipher.decrypt(row.refresh_token))
        except Undecryptable:
            await self._stop(row.user_id, row.access_token, lease)
            raise self._again(row) from None
        except self.unreachable:
            await self._settle(row.user_id, lease, {})
            if row.expires_at is not None and now() < row.expires_at:
                return kept.access_token  # it has not ended yet
            raise
        except AppError as error:
            if self._is_dead(error):
                # A lease that ran out before ours stays: it tells that a refresh was interrupted.
                own = lease if row.lease_token is None else None
                await self._stop(row.user_id, row.access_token, own)
                raise self._again(row) from None
            # The app's secret is wrong, say: that is no fault of the token, and may be mended.
            await self._settle(row.user_id, lease, {})
            raise
        values = {**stored(self._cipher, grant), "refused_at": None}
        if grant.refresh_token is None:
            del values["refresh_token"], values["refresh_expires_at"]
        if not grant.scopes:
            del values["scopes"]
        return await unbroken(self._stored(row, lease, grant, values))

    async def _stored(self, row: R, lease: UUID, grant: Grant, values: Mapping[str, object]) -> str:
        """Keep a new pair, and give it out. Not interrupted: nobody else has it."""

        async def keep(unit: WriteUnit) -> bool:
            # Somebody may have taken the lease since; what they exchange is dead, and this pair is not.
            session, model = unit.session, self.model
            return await _settled(session, model, row.user_id, lease, values) or await _swapped(
                session, model, row, values
            )

        if await self._units.retried(keep):
            return grant.access_token
        log.warning("token_refreshed_too_late", of=self.model.__name__, user_id=str(row.user_id))
        kept = await self._row(row.user_id)
        access_token = None if kept is None or kept.refused_at is not None else self._opened(kept)
        if access_token is None:
            await self._discard(grant)
            raise self._again(None)
        return access_token  # the person signed in again meanwhile

    async def _discard(self, grant: Grant) -> None:
        """Let what was granted to somebody who has disconnected work no more, where the vendor can."""

    async def _settle(self, user_id: UUID, lease: UUID, values: Mapping[str, object]) -> bool:
        async def settle(unit: WriteUnit) -> bool:
            return await _settled(unit.session, self.model, user_id, lease, values)

        return await self._units.retried(settle)

    async def _stop(self, user_id: UUID, seen: str, lease: UUID | None = None) -> None:
        """Use a token no more.

        Args:
            user_id: whose.
            seen: the encrypted access token.
            lease: ours, which is given back.
        """

        async def stop(unit: WriteUnit) -> None:
            if lease is not None:
                await _settled(unit.session, self.model, user_id, lease, {})
            if await _stopped(unit.session, self.model, user_id, seen, now()):
                unit.emit(UserEvent(type=self.refused_event, user_id=user_id))

        await self._units.retried(stop, Actor(user_id))


def is_over(row: LeasedToken) -> bool:
    """Whether nothing can be had by a token any more."""
    end = row.expires_at if row.refresh_token is None else row.refresh_expires_at
    return end is not None and end <= now()


async def _taken(session: WriteSession, model: type[R], row: R, lease: UUID, at: datetime) -> bool:
    """Take the right to refresh a token; False if somebody has it, or has refreshed already."""
    taken = await session.run(
        update(model)
        .where(
            model.user_id == row.user_id,
            model.access_token == row.access_token,
            model.refused_at.is_(None),
            or_(model.lease_until.is_(None), model.lease_until <= at),
        )
        .values(lease_token=lease, lease_until=at + LEASE)
    )
    return int(taken.rowcount) == 1


async def _settled(
    session: WriteSession,
    model: type[R],
    user_id: UUID,
    lease: UUID,
    values: Mapping[str, object],
) -> bool:
    """Write what came of a refresh, and give the lease back; False if it was lost."""
    written = await session.run(
        update(model)
        .where(model.user_id == user_id, model.lease_token == lease)
        .values(lease_token=None, lease_until=None, **values)
    )
    return int(written.rowcount) == 1


async def _swapped(
    session: WriteSession, model: type[R], row: R, values: Mapping[str, object]
) -> bool:
    """Write what came of a refresh whose lease was lost, if nothing else was written since."""
    written = await session.run(
        update(model)
        .where(model.user_id == row.user_id, model.access_token == row.access_token)
        .values(lease_token=None, lease_until=None, **values)
    )
    return int(written.rowcount) == 1


async def _stopped(
    session: WriteSession, model: type[R], user_id: UUID, seen: str, at: datetime
) -> bool:
    """Use a token no more; False if it was replaced or refused before."""
    written = await session.run(
        update(model)
        .where(model.user_id == user_id, model.access_token == seen, model.refused_at.is_(None))
        .values(refused_at=at)
    )
    return int(written.rowcount) == 1
