"""What sign-in needs of GitHub, and what comes of it; `github_oauth.py` is the real one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Grant:
    """What GitHub granted.

    Args:
        access_token: of any length and form.
        scopes: as granted, which may be fewer than asked; empty for a GitHub App, which has none.
        refresh_token: can be used once; None where the token does not expire.
        expires_at: when the access token ends; None where it does not.
        refresh_expires_at: when the refresh token ends.
    """

    access_token: str = field(repr=False)
    scopes: tuple[str, ...] = ()
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is at GitHub.

    Args:
        id: GitHub's number for the account; logins change hands, this does not.
        login: its name today.
        name: what the person calls themselves, else the login.
        email: their primary address, if GitHub says that it is verified and lets us see it.
        avatar_url: their picture.
    """

    id: int
    login: str
    name: str
    email: str | None
    avatar_url: str | None


class GitHubSide(Protocol):
    """GitHub, as far as sign-in is concerned."""

    @property
    def set_up(self) -> bool:
        """Whether people can connect their accounts."""

    @property
    def wanted_scopes(self) -> tuple[str, ...]:
        """What people are asked for."""

    def authorize_url(self, state: str, verifier: str) -> str:
        """Where the browser is sent."""

    async def exchange(self, code: str, verifier: str | None) -> Grant:
        """Exchange a code for what GitHub grants."""

    async def refresh(self, refresh_token: str) -> Grant:
        """Exchange a refresh token for the next grant."""

    async def profile(self, access_token: str) -> Profile:
        """Whose token this is."""
