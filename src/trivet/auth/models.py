"""Tables of people and of what they prove themselves with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment

_HASH = String(64)


class Scope(StrEnum):
    """What an API token may do. A session has all.

    The first three include those before them; `miro` stands by itself.
    """

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"
    MIRO = "miro"


class CallerKind(StrEnum):
    SESSION = "session"
    API_TOKEN = "api_token"  # noqa: S105 - a kind, not a secret


class Installation(Base):
    """The one row that says which installation this is.

    The epoch changes on a restore, so that clients who saw the lost future notice.
    """

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    epoch: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Moment)


class User(Base):
    """A person."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    avatar_url: Mapped[str | None] = mapped_column(Text)
    instance_admin: Mapped[bool] = mapped_column(Boolean)
    # The number of the last event of the topic `user:<id>`.
    seq: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    # When they deleted their account: since then the row tells nothing about anybody.
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Identity(Base):
    """Who a person is elsewhere: at a provider, under the provider's own id for them."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("provider", "subject"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    provider: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Session(Base):
    """One sign-in, on one device; a family of refresh tokens."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(Moment)
    refreshed_at: Mapped[datetime] = mapped_column(Moment)
    # When its last refresh token ends, unless it is refreshed before.
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    end_reason: Mapped[str | None] = mapped_column(String(32))
    # How the person signed in, and from where: what they recognise a session by.
    method: Mapped[str | None] = mapped_column(String(16))
    user_agent: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(String(45))


class RefreshToken(Base):
    """One link of a session's chain: each is exchanged for its successor."""

    __tablename__ = "refresh_tokens"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    session_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(_HASH, unique=True)
    # Unique: a token has one successor, however many ask for it at the same moment. No foreign
    # key, because predecessors are forgotten once they have expired.
    predecessor_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    rotated_at: Mapped[datetime | None] = mapped_column(Moment)


class ApiToken(Base):
    """A personal token for programs; shown once, kept as a hash."""

    __tablename__ = "api_tokens"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(_HASH, unique=True)
    scopes: Mapped[list[str]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInLink(Base):
    """A one-time link that signs somebody in; kept as a hash."""

    __tablename__ = "sign_in_links"
    __table_args__ = (Index("ix_sign_in_links_expires_at", "expires_at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(_HASH, unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class OAuthAttempt(Base):
    """Somebody who went to a vendor to sign in; gone when they come back."""

    __tablename__ = "oauth_attempts"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    provider: Mapped[str] = mapped_column(String(32), server_default="github")
    state_hash: Mapped[str] = mapped_column(_HASH, unique=True)
    # The browser that went there holds the secret of this in a cookie: no other may come back.
    browser_hash: Mapped[str] = mapped_column(_HASH)
    # The secret behind PKCE's challenge, encrypted.
    verifier: Mapped[str] = mapped_column(Text)
    # Who was signed in already, and wants to add their account there to this one; and the session,
    # which must still live when they are back.
    user_id: Mapped[UUID | None] = mapped_column(Uuid)
    session_id: Mapped[UUID | None] = mapped_column(Uuid)
    return_to: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class EmailLink(Base):
    """A link that was mailed, to sign in with or to prove an address; gone when it is used."""

    __tablename__ = "email_links"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    email: Mapped[str] = mapped_column(String(320), index=True)
    token_hash: Mapped[str] = mapped_column(_HASH, unique=True)
    # The browser that asked for it holds the secret of this in a cookie; of one that proves an
    # address, the session that asked.
    browser_hash: Mapped[str] = mapped_column(_HASH)
    return_to: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class LeasedToken(Base):
    """What a vendor lets us do on a person's behalf; see `leased_tokens.py`.

    Tokens of any length, encrypted.
    """

    __abstract__ = True

    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    access_token: Mapped[str] = mapped_column(Text)
    refresh_token: Mapped[str | None] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(Json)
    # None: it does not expire by itself.
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    refresh_expires_at: Mapped[datetime | None] = mapped_column(Moment)
    # When the vendor said 401: from then on it is used no more.
    refused_at: Mapped[datetime | None] = mapped_column(Moment)
    # Whoever refreshes holds this lease: a refresh token can be used once.
    lease_token: Mapped[UUID | None] = mapped_column(Uuid)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class GitHubToken(LeasedToken):
    """What GitHub lets us do on a person's behalf."""

    __tablename__ = "github_tokens"

    login: Mapped[str] = mapped_column(Text)
