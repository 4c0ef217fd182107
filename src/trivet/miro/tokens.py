"""Tokens with which we act at Miro on a person's behalf."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import structlog
from sqlalchemy import delete, select, update

from trivet.auth.grants import Grant
from trivet.auth.leased_tokens import LeasedTokens, is_over
from trivet.miro import events
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroRefused,
    MiroSignInNeeded,
    MiroUnreachable,
)
from trivet.miro.models import MiroToken
from trivet.miro.oauth import MiroOAuth
from trivet.platform.cache.port import CacheManager
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.errors import AppError
from trivet.platform.keys import Keys, Purpose
from trivet.platform.renewing import SealedColumns
from trivet.platform.uow import Units, WriteUnit

log = structlog.get_logger(__name__)

SEALED = SealedColumns(
    "Miro tokens",
    MiroToken.user_id,
    (MiroToken.access_token, MiroToken.refresh_token),
    Purpose.TOKENS_AT_REST,
)


@dataclass(frozen=True, slots=True)
class MiroAccount:
    """What a person's Miro account lets us do.

    Args:
        user_id: whose.
        id: Miro's id of the person.
        name: what they call themselves there.
        team_id: the team in which we act.
        team_name: what it is called.
        scopes: as granted.
        sign_in_needed: Miro refused the token, or it ended: nothing works until they connect again.
        expires_at: when the access token ends; refreshed before, where that is possible.
        limited_until: Miro takes nothing in their name before; None if it never refused.
    """

    user_id: UUID
    id: str
    name: str
    team_id: str | None
    team_name: str | None
    scopes: tuple[str, ...]
    sign_in_needed: bool
    expires_at: datetime | None
    limited_until: datetime | None = None


class MiroTokens(LeasedTokens[MiroToken]):
    """Gives out tokens that work.

    Args:
        units: keep them.
        keys: encrypt them.
        oauth: refreshes them.
        cache: remembers which ones work.
    """

    model = MiroToken
    unreachable = MiroUnreachable
    refused_event = events.MIRO_TOKEN_REFUSED

    def __init__(self, units: Units, keys: Keys, oauth: MiroOAuth, cache: CacheManager) -> None:
        super().__init__(units, keys)
        self._oauth = oauth
        self._cache = cache

    async def account(
        self, user_id: UUID, session: ReadSession | None = None
    ) -> MiroAccount | None:
        """A person's Miro account; None if they have none here.

        Args:
            user_id: who.
            session: where to look, for those who hold one already.
        """
        row = await self._row(user_id, session)
        return None if row is None else _account(row)

    async def whose(self, miro_id: str) -> UUID | None:
        """Whose account at Miro it is; None if nobody's here."""
        async with self._units.read() as unit:
            return await owner_of(unit.session, miro_id)

    async def opened(self, user_id: UUID) -> str | None:
        """A person's access token as it is kept, working or not; None if there is none to be read."""
        row = await self._row(user_id)
        return None if row is None else self._opened(row)

    async def work(self, user_id: UUID) -> None:
        """Go on only if a person's tokens work, as Miro itself says; that is remembered for minutes.

        Raises:
            MiroAccountMissing: they have none, or theirs works no more.
            MiroUnreachable: Miro does not answer right now.
        """
        access_token = await self.usable(user_id)
        key = f"works:{sha256(access_token.encode()).hexdigest()}"
        if await self._cache.get(key) is not None:
            return
        try:
            await self._oauth.profile(access_token)
        except MiroSignInNeeded:
            await self.refused(user_id, access_token)
            raise
        await self._cache.set(key, b"1")

    async def limited(self, user_id: UUID, until: datetime) -> None:
        """Miro takes nothing in a person's name before a moment: a process that begins meanwhile has to know."""

        async def note(unit: WriteUnit) -> None:
            await unit.session.run(
                update(MiroToken).where(MiroToken.user_id == user_id).values(limited_until=until)
            )

        await self._units.retried(note)

    async def revoke(self, access_token: str) -> None:
        """Let a token work no more, as far as Miro answers; if not, it ends by itself, or with the app."""
        try:
            await self._oauth.revoke(access_token)
        except AppError as error:
            log.warning("miro_token_not_revoked", error=str(error))

    async def _discard(self, grant: Grant) -> None:
        await self.revoke(grant.access_token)

    async def _refresh(self, refresh_token: str) -> Grant:
        return await self._oauth.refresh(refresh_token)

    def _is_dead(self, error: AppError) -> bool:
        return isinstance(error, MiroRefused) and bool(error.extra.get("dead"))

    def _again(self, row: MiroToken | None) -> AppError:
        if row is None:
            return MiroAccountMissing("Connect your Miro account first.")
        if row.lease_token is not None:
            # A refresh began and never ended: the pair that Miro gave then is lost, and ours is dead.
            return MiroSignInNeeded(
                "Trivet was interrupted while it renewed your access: connect Miro again."
            )
        return MiroSignInNeeded("Connect Miro again: it no longer accepts your token.")


def _account(row: MiroToken) -> MiroAccount:
    return MiroAccount(
        user_id=row.user_id,
        id=row.miro_id,
        name=row.name,
        team_id=row.team_id,
        team_name=row.team_name,
        scopes=tuple(row.scopes),
        sign_in_needed=row.refused_at is not None or is_over(row),
        expires_at=row.expires_at,
        limited_until=row.limited_until,
    )


async def owner_of(session: ReadSession, miro_id: str) -> UUID | None:
    """Whose account at Miro it is; None if nobody's here."""
    return await session.scalar(select(MiroToken.user_id).where(MiroToken.miro_id == miro_id))


async def forget(session: WriteSession, user_id: UUID) -> bool:
    """Forget a person's tokens; False if there were none."""
    gone = await session.run(delete(MiroToken).where(MiroToken.user_id == user_id))
    return int(gone.rowcount) == 1
