"""Tokens with which we act at GitHub on a person's behalf.

A token that expires is refreshed by one at a time, under a lease in its row that no transaction
holds across the call: a refresh token can be used once ("Refreshing user access tokens", GitHub).
The new pair is stored before it is used. If the process dies between GitHub's answer and our
commit, the old pair is dead and the new one lost: the person signs in again.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from trivet.auth import events
from trivet.auth.errors import GitHubRefused, GitHubTokenRefused, GitHubUnreachable
from trivet.auth.events import UserEvent
from trivet.auth.github_accounts import PROVIDER, stored
from trivet.auth.github_port import GitHubSide
from trivet.auth.models import GitHubToken
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import AppError
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys, Purpose
from trivet.platform.renewing import SealedColumns
from trivet.platform.uow import Units, WriteUnit

SEALED = SealedColumns(
    "GitHub tokens",
    GitHubToken.user_id,
    (GitHubToken.access_token, GitHubToken.refresh_token),
    Purpose.TOKENS_AT_REST,
)
MARGIN = timedelta(minutes=2)
"""A token that ends within this is refreshed first."""
LEASE = timedelta(seconds=45)
"""Longer than a call may take, with its time-outs."""
ASK_AGAIN_S = 0.2
_DEAD = {"bad_refresh_token", "invalid_grant"}
"""What GitHub says of a refresh token that will never work again."""

# A wider scope covers these ("Scopes for OAuth apps", GitHub).
_COVERS = {
    "repo": {"repo:status", "repo_deployment", "public_repo", "repo:invite", "security_events"},
    "user": {"read:user", "user:email", "user:follow"},
    "admin:repo_hook": {"write:repo_hook", "read:repo_hook"},
    "write:repo_hook": {"read:repo_hook"},
    "admin:org": {"write:org", "read:org"},
    "write:org": {"read:org"},
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class GitHubAccount:
    """What a person's GitHub account lets us do.

    Args:
        login: its name, as of the last sign-in.
        scopes: as granted.
        missing_scopes: asked for, and not granted.
        sign_in_needed: GitHub refused the token, or it ended: nothing works until they sign in.
        expires_at: when the access token ends; refreshed before, where that is possible.
    """

    login: str
    scopes: tuple[str, ...]
    missing_scopes: tuple[str, ...]
    sign_in_needed: bool
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Kept:
    row: GitHubToken
    access_token: str = field(repr=False)


def missing(wanted: tuple[str, ...], granted: tuple[str, ...]) -> tuple[str, ...]:
    """Which scopes were not granted. A GitHub App grants none at all: it has permissions instead."""
    if not granted:
        return ()
    covered = set(granted).union(*(_COVERS.get(scope, set()) for scope in granted))
    return tuple(scope for scope in wanted if scope not in covered and scope != "offline_access")


class GitHubTokens:
    """Gives out tokens that work.

    Args:
        units: keep them.
        keys: encrypt them.
        oauth: refreshes them.
    """

    def __init__(self, units: Units, keys: Keys, oauth: GitHubSide) -> None:
        self._units = units
        self._cipher = Cipher(keys)
        self._oauth = oauth

    async def account(
        self, user_id: UUID, session: ReadSession | None = None
    ) -> GitHubAccount | None:
        """A person's GitHub account; None if they have none here.

        Args:
            user_id: who.
            session: where to look, for those who hold one already.
        """
        row = await (self._row(user_id) if session is None else _row_in(session, user_id))
        if row is None:
            return None
        scopes = tuple(row.scopes)
        return GitHubAccount(
            login=row.login,
            scopes=scopes,
            missing_scopes=missing(self._oauth.wanted_scopes, scopes),
            sign_in_needed=row.refused_at is not None or _is_over(row),
            expires_at=row.expires_at,
        )

    async def whose(self, github_id: int) -> UUID | None:
        """Whose account on GitHub it is; None if nobody's here.

        Args:
            github_id: GitHub's number of it.
        """
        async with self._units.read() as unit:
            user = await AuthReads(unit.session).user_by_identity(PROVIDER, str(github_id))
        return None if user is None else user.id

    def connect_first(self, why: str) -> AppError:
        """What is raised where somebody has no GitHub account here.

        Args:
            why: what it is needed for, in half a sentence.
        """
        if self._oauth.set_up:
            return GitHubTokenRefused(f"Connect your GitHub account first: {why}.")
        return GitHubTokenRefused(
            f"Nobody can connect GitHub here yet, and {why}: whoever runs this Trivet sets it up, "
            "see docs/github.md."
        )

    async def usable(self, user_id: UUID) -> str:
        """A person's access token, refreshed first where it is about to end.

        Raises:
            GitHubTokenRefused: they have none, or it works no more: they must sign in again.
            GitHubUnreachable: it has ended, and GitHub does not give another one right now.
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
                raise _sign_in_again()
            lease = await self._lease(kept.row)
            if lease is not None:
                return await self._refreshed(kept, lease)
            if now() >= deadline:
                raise GitHubUnreachable("Another request waits for it too. Try again in a minute.")
            await asyncio.sleep(ASK_AGAIN_S)  # whoever has the lease is at GitHub right now

    async def refused(self, user_id: UUID, access_token: str) -> None:
        """GitHub said 401 to this token: it is used no more.

        Several bad attempts would lock the person out ("Authenticating to the REST API", GitHub).
        """
        row = await self._row(user_id)
        if row is None or self._opened(row) != access_token:
            return  # replaced meanwhile: the new one may be good
        await self._stop(user_id, row.access_token)

    async def _kept(self, user_id: UUID) -> _Kept:
        row = await self._row(user_id)
        access_token = None if row is None or row.refused_at is not None else self._opened(row)
        if row is None or access_token is None:
            raise _sign_in_again()
        return _Kept(row, access_token)

    async def _row(self, user_id: UUID) -> GitHubToken | None:
        async with self._units.read() as unit:
            return await _row_in(unit.session, user_id)

    def _opened(self, row: GitHubToken) -> str | None:
        try:
            return self._cipher.decrypt(row.access_token)
        except Undecryptable:
            log.warning("github_token_not_opened", user_id=str(row.user_id))
            return None

    async def _lease(self, row: GitHubToken) -> UUID | None:
        lease, at = new_id(), now()

        async def take(unit: WriteUnit) -> bool:
            people = AuthRepository(unit.session)
            return await people.lease_github_token(
                row.user_id, row.access_token, lease, at, at + LEASE
            )

        return lease if await self._units.retried(take) else None

    async def _refreshed(self, kept: _Kept, lease: UUID) -> str:
        row = kept.row
        assert row.refresh_token is not None
        try:
            grant = await self._oauth.refresh(self._cipher.decrypt(row.refresh_token))
        except Undecryptable:
            await self._stop(row.user_id, row.access_token)
            raise _sign_in_again() from None
        except GitHubRefused as error:
            if error.extra.get("github_error") in _DEAD:
                await self._stop(row.user_id, row.access_token)
                raise _sign_in_again() from None
            # The app's secret is wrong, say: that is no fault of the token, and may be mended.
            await self._settle(row.user_id, lease, {})
            raise
        except GitHubUnreachable:
            await self._settle(row.user_id, lease, {})
            if row.expires_at is not None and now() < row.expires_at:
                return kept.access_token  # it has not ended yet
            raise
        values = stored(self._cipher, grant)
        if grant.refresh_token is None:
            del values["refresh_token"], values["refresh_expires_at"]
        if not grant.scopes:
            del values["scopes"]
        if not await self._settle(row.user_id, lease, values):
            log.warning("github_token_refreshed_too_late", user_id=str(row.user_id))
        return grant.access_token

    async def _settle(self, user_id: UUID, lease: UUID, values: dict[str, object]) -> bool:
        async def settle(unit: WriteUnit) -> bool:
            return await AuthRepository(unit.session).settle_github_token(user_id, lease, values)

        return await self._units.retried(settle)

    async def _stop(self, user_id: UUID, seen: str) -> None:
        async def stop(unit: WriteUnit) -> None:
            people = AuthRepository(unit.session)
            if await people.refuse_github_token(user_id, seen, now()):
                unit.emit(UserEvent(type=events.GITHUB_TOKEN_REFUSED, user_id=user_id))

        await self._units.retried(stop, Actor(user_id))


async def _row_in(session: ReadSession, user_id: UUID) -> GitHubToken | None:
    return await AuthReads(session).github_token(user_id)


def _is_over(row: GitHubToken) -> bool:
    """Whether nothing can be had by it any more."""
    end = row.expires_at if row.refresh_token is None else row.refresh_expires_at
    return end is not None and end <= now()


def _sign_in_again() -> GitHubTokenRefused:
    return GitHubTokenRefused("Sign in with GitHub again: it no longer accepts your token.")
