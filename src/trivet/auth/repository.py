"""Rows of people, sessions and tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, exists, or_, select, update

from trivet.auth.addresses import EMAIL, addresses_of, folded, proven
from trivet.auth.models import (
    ApiToken,
    EmailLink,
    GitHubToken,
    Identity,
    Installation,
    OAuthAttempt,
    RefreshToken,
    Session,
    SignInLink,
    User,
)
from trivet.platform.db.session import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class ApiTokenFacts:
    """What an API token says about who calls."""

    id: UUID
    user_id: UUID
    scopes: tuple[str, ...]
    expires_at: datetime | None
    instance_admin: bool


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What was kept of somebody who went to GitHub."""

    verifier: str
    user_id: UUID | None
    session_id: UUID | None
    return_to: str | None


@dataclass(frozen=True, slots=True)
class EmailLinkFacts:
    """What was kept of a mailed link."""

    email: str
    return_to: str | None


class AuthReads:
    """Questions about people and their tokens."""

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def installation(self) -> Installation | None:
        return await self._session.get(Installation, 1)

    async def user(self, user_id: UUID) -> User | None:
        return await self._session.get(User, user_id)

    async def user_by_identity(self, provider: str, subject: str) -> User | None:
        return await self._session.scalar(
            select(User)
            .join(Identity, Identity.user_id == User.id)
            .where(Identity.provider == provider, Identity.subject == subject)
        )

    async def users_called(self, name: str) -> list[UUID]:
        """Whom an e-mail address, in any case, or an id means."""
        try:
            wanted = User.id == UUID(name)
        except ValueError:
            wanted = User.email == folded(name)
        there = select(User.id).where(wanted, User.deleted_at.is_(None))
        return list(await self._session.scalars(there.order_by(User.id)))

    async def user_by_address(self, address: str) -> User | None:
        """Who has proven that an address is theirs; who answered to a mail there comes first."""
        by_mail = await self.user_by_identity(EMAIL, address)
        if by_mail is not None:
            return by_mail
        return await self._session.scalar(
            select(User).where(proven(address)).order_by(User.id).limit(1)
        )

    async def email_link_end(self, token_hash: str, at: datetime) -> datetime | None:
        return await self._session.scalar(
            select(EmailLink.expires_at).where(
                EmailLink.token_hash == token_hash, EmailLink.expires_at > at
            )
        )

    async def identity_of(self, user_id: UUID, provider: str) -> Identity | None:
        return await self._session.scalar(
            select(Identity).where(Identity.user_id == user_id, Identity.provider == provider)
        )

    async def an_admin_signed_in(self) -> bool:
        """Whether somebody who sees the whole installation has ever had a session."""
        theirs = exists().where(Session.user_id == User.id, User.instance_admin.is_(True))
        return bool(await self._session.scalar(select(theirs)))

    async def github_token(self, user_id: UUID) -> GitHubToken | None:
        return await self._session.get(GitHubToken, user_id)

    async def admin_of_live_session(self, session_id: UUID, user_id: UUID) -> bool | None:
        """Whether the person of this session is an instance admin; None if it ended."""
        return await self._session.scalar(
            select(User.instance_admin)
            .join(Session, Session.user_id == User.id)
            .where(
                Session.id == session_id,
                User.id == user_id,
                User.deleted_at.is_(None),
                Session.ended_at.is_(None),
            )
        )

    async def living_sessions(self, session_ids: Iterable[UUID], at: datetime) -> set[UUID]:
        """Those of these sessions that have neither ended nor expired."""
        found = await self._session.scalars(
            select(Session.id).where(
                Session.id.in_(list(session_ids)),
                Session.ended_at.is_(None),
                Session.expires_at > at,
            )
        )
        return set(found)

    async def living_api_tokens(self, token_ids: Iterable[UUID], at: datetime) -> set[UUID]:
        """Those of these API tokens that are there and have not expired."""
        found = await self._session.scalars(
            select(ApiToken.id).where(
                ApiToken.id.in_(list(token_ids)),
                or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > at),
            )
        )
        return set(found)

    async def living_session(self, user_id: UUID, session_id: UUID, at: datetime) -> Session | None:
        """A session of this person that has neither ended nor expired."""
        return await self._session.scalar(
            select(Session).where(
                Session.id == session_id,
                Session.user_id == user_id,
                Session.ended_at.is_(None),
                Session.expires_at > at,
            )
        )

    async def sessions(
        self, user_id: UUID, at: datetime, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Session]:
        """The living sessions of a person, the one last used first."""
        wanted = select(Session).where(
            Session.user_id == user_id, Session.ended_at.is_(None), Session.expires_at > at
        )
        if after is not None:
            used, last = after
            wanted = wanted.where(
                or_(
                    Session.refreshed_at < used,
                    and_(Session.refreshed_at == used, Session.id < last),
                )
            )
        newest = wanted.order_by(Session.refreshed_at.desc(), Session.id.desc())
        return list(await self._session.scalars(newest.limit(limit)))

    async def api_token_facts(self, token_hash: str) -> ApiTokenFacts | None:
        rows = await self._session.execute(
            select(
                ApiToken.id,
                ApiToken.user_id,
                ApiToken.scopes,
                ApiToken.expires_at,
                User.instance_admin,
            )
            .join(User, User.id == ApiToken.user_id)
            .where(ApiToken.token_hash == token_hash, User.deleted_at.is_(None))
        )
        row = rows.one_or_none()
        return None if row is None else ApiTokenFacts(row[0], row[1], tuple(row[2]), row[3], row[4])

    async def session_of_refresh_token(self, token_hash: str) -> UUID | None:
        return await self._session.scalar(
            select(RefreshToken.session_id).where(RefreshToken.token_hash == token_hash)
        )

    async def api_token(self, user_id: UUID, token_id: UUID) -> ApiToken | None:
        return await self._session.scalar(
            select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id)
        )

    async def api_tokens(
        self, user_id: UUID, after: UUID | None, limit: int | None
    ) -> list[ApiToken]:
        """API tokens of a person in the order of their making."""
        wanted = select(ApiToken).where(ApiToken.user_id == user_id)
        if after is not None:
            wanted = wanted.where(ApiToken.id > after)
        return list(await self._session.scalars(wanted.order_by(ApiToken.id).limit(limit)))


class AuthRepository(AuthReads):
    """Changes to people and their tokens. Never commits."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    def add(
        self,
        row: (
            ApiToken
            | EmailLink
            | GitHubToken
            | Identity
            | Installation
            | OAuthAttempt
            | RefreshToken
            | SignInLink
        ),
    ) -> None:
        self._writes.add(row)

    async def add_user(self, user: User) -> None:
        """Add a person, and send the row: rows that point at it follow."""
        self._writes.add(user)
        await self._writes.flush()

    async def add_session(self, session: Session) -> None:
        """Add a session, and send the row: its refresh tokens follow."""
        self._writes.add(session)
        await self._writes.flush()

    async def flush(self) -> None:
        await self._writes.flush()

    async def use_link(self, token_hash: str, at: datetime) -> UUID | None:
        """Use up a sign-in link: the person it is for, or None if it is used, too old or unknown.

        One statement, so that of two who come at the same moment one gets it.
        """
        used = await self._writes.run(
            update(SignInLink)
            .where(
                SignInLink.token_hash == token_hash,
                SignInLink.used_at.is_(None),
                SignInLink.expires_at > at,
            )
            .values(used_at=at)
            .returning(SignInLink.user_id)
        )
        user_id: UUID | None = used.scalar_one_or_none()
        return user_id

    async def forget_links(self, before: datetime) -> None:
        await self._writes.run(delete(SignInLink).where(SignInLink.expires_at < before))

    async def lock_user(self, user_id: UUID) -> User | None:
        """Somebody who has an account, locked until the end of this unit; None if they have none.

        Rows that point at it wait meanwhile. (SQLite has one writer and needs no lock.)
        """
        return await self._writes.scalar(
            select(User).where(User.id == user_id, User.deleted_at.is_(None)).with_for_update()
        )

    async def lock_installation(self) -> None:
        """Hold the one row of the installation: for what happens in it once."""
        await self._writes.scalar(select(Installation).with_for_update())

    async def use_attempt(
        self, provider: str, state_hash: str, browser_hash: str, at: datetime
    ) -> AttemptFacts | None:
        """Take an attempt to sign in: once, in the browser where it began, before it ends.

        One statement, so that of two who come at the same moment one gets it.
        """
        taken = await self._writes.run(
            delete(OAuthAttempt)
            .where(
                OAuthAttempt.provider == provider,
                OAuthAttempt.state_hash == state_hash,
                OAuthAttempt.browser_hash == browser_hash,
                OAuthAttempt.expires_at > at,
            )
            .returning(
                OAuthAttempt.verifier,
                OAuthAttempt.user_id,
                OAuthAttempt.session_id,
                OAuthAttempt.return_to,
            )
        )
        found = taken.mappings().one_or_none()
        return None if found is None else AttemptFacts(**found)

    async def forget_attempts(self, before: datetime) -> None:
        await self._writes.run(delete(OAuthAttempt).where(OAuthAttempt.expires_at < before))

    async def use_email_link(
        self, token_hash: str, browser_hash: str, at: datetime
    ) -> EmailLinkFacts | None:
        """Use up a mailed link: once, in the browser that asked for it, before it ends."""
        taken = await self._writes.run(
            delete(EmailLink)
            .where(
                EmailLink.token_hash == token_hash,
                EmailLink.browser_hash == browser_hash,
                EmailLink.expires_at > at,
            )
            .returning(EmailLink.email, EmailLink.return_to)
        )
        found = taken.mappings().one_or_none()
        return None if found is None else EmailLinkFacts(**found)

    async def make_room_for_link(self, address: str, most: int) -> None:
        """Forget the oldest links to an address, so that with a new one there are at most `most`."""
        newest = (
            select(EmailLink.id)
            .where(EmailLink.email == address)
            .order_by(EmailLink.id.desc())
            .limit(most - 1)
        )
        kept = list(await self._session.scalars(newest))
        await self._writes.run(
            delete(EmailLink).where(EmailLink.email == address, EmailLink.id.not_in(kept))
        )

    async def forget_email_links(self, before: datetime) -> None:
        await self._writes.run(delete(EmailLink).where(EmailLink.expires_at < before))

    async def locked_github_token(self, user_id: UUID) -> GitHubToken | None:
        """Somebody's token, which nobody refreshes or refuses until this unit ends."""
        return await self._writes.scalar(
            select(GitHubToken)
            .where(GitHubToken.user_id == user_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )

    async def locked_session(self, token_hash: str) -> Session | None:
        """The living session of a refresh token, locked until the end of this unit.

        Locked before its tokens are looked at: of two refreshes of one session the second sees
        what the first did. (SQLite has one writer and needs no lock.)
        """
        return await self._writes.scalar(
            select(Session)
            .join(RefreshToken, RefreshToken.session_id == Session.id)
            .where(RefreshToken.token_hash == token_hash, Session.ended_at.is_(None))
            .with_for_update(of=Session, key_share=True)
        )

    async def refresh_token(self, token_hash: str) -> RefreshToken | None:
        return await self._writes.scalar(
            select(RefreshToken).where(RefreshToken.token_hash == token_hash)
        )

    async def successor(self, token: RefreshToken) -> RefreshToken | None:
        return await self._writes.scalar(
            select(RefreshToken).where(RefreshToken.predecessor_id == token.id)
        )

    async def forget_refresh_tokens(self, session_id: UUID, before: datetime) -> None:
        await self._writes.run(
            delete(RefreshToken).where(
                RefreshToken.session_id == session_id, RefreshToken.expires_at < before
            )
        )

    async def forget_sessions(self, user_id: UUID, before: datetime) -> None:
        await self._writes.run(
            delete(Session).where(Session.user_id == user_id, Session.expires_at < before)
        )

    async def end_session(self, session_id: UUID, at: datetime, reason: str) -> bool:
        """End one session; False if it had ended."""
        ended = await self._writes.run(
            update(Session)
            .where(Session.id == session_id, Session.ended_at.is_(None))
            .values(ended_at=at, end_reason=reason)
        )
        return ended.rowcount == 1

    async def end_sessions(self, user_id: UUID, at: datetime, reason: str) -> list[UUID]:
        """End all living sessions of a person; which they were."""
        ended = await self._writes.run(
            update(Session)
            .where(Session.user_id == user_id, Session.ended_at.is_(None))
            .values(ended_at=at, end_reason=reason)
            .returning(Session.id)
        )
        return list(ended.scalars())

    async def forget_proofs(self, user_id: UUID) -> None:
        """Forget everything by which a person could prove who they are."""
        addresses = await addresses_of(self._session, user_id)
        await self._writes.run(delete(EmailLink).where(EmailLink.email.in_(addresses)))
        for table in (GitHubToken, Identity, SignInLink):
            await self._writes.run(delete(table).where(table.user_id == user_id))
        mine = select(Session.id).where(Session.user_id == user_id)
        await self._writes.run(delete(RefreshToken).where(RefreshToken.session_id.in_(mine)))
        await self._writes.run(delete(OAuthAttempt).where(OAuthAttempt.user_id == user_id))
        # What a session tells of a person's devices.
        await self._writes.run(
            update(Session).where(Session.user_id == user_id).values(user_agent=None, address=None)
        )

    async def delete_api_token(self, token_id: UUID) -> bool:
        """Delete an API token; False if somebody else was first."""
        gone = await self._writes.run(delete(ApiToken).where(ApiToken.id == token_id))
        return gone.rowcount == 1

    async def api_token_used(self, token_id: UUID, at: datetime) -> None:
        """Remember the latest use; an earlier one, reported late, changes nothing."""
        await self._writes.run(
            update(ApiToken)
            .where(
                ApiToken.id == token_id,
                ApiToken.last_used_at.is_(None) | (ApiToken.last_used_at < at),
            )
            .values(last_used_at=at)
        )
