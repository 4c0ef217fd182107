"""What sign-in needs of GitHub, and what comes of it; `github_oauth.py` is the real one."""

from dataclasses import dataclass
from typing import Protocol

from trivet.auth.grants import Grant


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
