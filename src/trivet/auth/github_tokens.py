"""Tokens with which we act at GitHub on a person's behalf."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trivet.auth import events
from trivet.auth.errors import GitHubRefused, GitHubTokenRefused, GitHubUnreachable
from trivet.auth.github_accounts import PROVIDER
from trivet.auth.github_port import GitHubSide
from trivet.auth.grants import Grant
from trivet.auth.leased_tokens import LeasedTokens, is_over
from trivet.auth.models import GitHubToken
from trivet.auth.repository import AuthReads
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import AppError
from trivet.platform.keys import Keys, Purpose
from trivet.platform.renewing import SealedColumns
from trivet.platform.uow import Units

SEALED = SealedColumns(
    "GitHub tokens",
    GitHubToken.user_id,
    (GitHubToken.access_token, GitHubToken.refresh_token),
    Purpose.TOKENS_AT_REST,
)
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


def missing(wanted: tuple[str, ...], granted: tuple[str, ...]) -> tuple[str, ...]:
    """Which scopes were not granted. A GitHub App grants none at all: it has permissions instead."""
    if not granted:
        return ()
    covered = set(granted).union(*(_COVERS.get(scope, set()) for scope in granted))
    return tuple(scope for scope in wanted if scope not in covered and scope != "offline_access")


class GitHubTokens(LeasedTokens[GitHubToken]):
    """Gives out tokens that work.

    Args:
        units: keep them.
        keys: encrypt them.
        oauth: refreshes them.
    """

    model = GitHubToken
    unreachable = GitHubUnreachable
    refused_event = events.GITHUB_TOKEN_REFUSED

    def __init__(self, units: Units, keys: Keys, oauth: GitHubSide) -> None:
        super().__init__(units, keys)
        self._oauth = oauth

    async def account(
        self, user_id: UUID, session: ReadSession | None = None
    ) -> GitHubAccount | None:
        """A person's GitHub account; None if they have none here.

        Args:
            user_id: who.
            session: where to look, for those who hold one already.
        """
        row = await self._row(user_id, session)
        if row is None:
            return None
        scopes = tuple(row.scopes)
        return GitHubAccount(
            login=row.login,
            scopes=scopes,
            missing_scopes=missing(self._oauth.wanted_scopes, scopes),
            sign_in_needed=row.refused_at is not None or is_over(row),
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

    async def _refresh(self, refresh_token: str) -> Grant:
        return await self._oauth.refresh(refresh_token)

    def _is_dead(self, error: AppError) -> bool:
        return isinstance(error, GitHubRefused) and error.extra.get("github_error") in _DEAD

    def _again(self, row: GitHubToken | None) -> AppError:
        return GitHubTokenRefused("Sign in with GitHub again: it no longer accepts your token.")
