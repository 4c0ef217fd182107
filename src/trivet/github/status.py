"""How things stand between us and GitHub, as people are told."""

from uuid import UUID

from trivet.auth.github_tokens import GitHubAccount, GitHubTokens
from trivet.github.acting import Credential
from trivet.github.credentials import GitHubAccess
from trivet.github.schemas import (
    ApiState,
    GitHubAccountStatusOut,
    GitHubAllowanceOut,
    GitHubAppOut,
    GitHubStatusOut,
)
from trivet.platform.clock import from_timestamp, now
from trivet.platform.settings import Settings


class GitHubStatus:
    """Says how things stand. Asks nothing of GitHub.

    Args:
        github: knows whether it answers, and what it allows.
        people: the tokens of people.
        settings: whether GitHub is used at all, and which App.
    """

    def __init__(self, github: GitHubAccess, people: GitHubTokens, settings: Settings) -> None:
        self._github = github
        self._people = people
        self._settings = settings

    async def of(self, user_id: UUID) -> GitHubStatusOut:
        """How things stand for a person.

        Args:
            user_id: who.
        """
        account = await self._people.account(user_id)
        circuit = await self._github.transport.circuit()
        standing = await self._github.transport.allowances.standing(Credential.account_of(user_id))
        at = now().timestamp()
        blocked_s = standing.blocked_s(at, background=False)
        state, since, retry_at = ApiState.OK, None, None
        if not self._settings.github_sign_in:
            state = ApiState.NOT_SET_UP
        elif circuit.open:
            state, since, retry_at = ApiState.UNREACHABLE, circuit.since, circuit.retry_at
        elif blocked_s > 0:
            state, retry_at = ApiState.LIMITED, from_timestamp(at + blocked_s)
        known = standing.limit is not None and at < standing.reset_at
        return GitHubStatusOut(
            api=state,
            since=since,
            retry_at=retry_at,
            account=_shown(account),
            app=self._app(),
            allowance=(
                GitHubAllowanceOut(
                    limit=standing.limit,
                    remaining=standing.remaining,
                    reset_at=from_timestamp(standing.reset_at),
                )
                if known and standing.limit is not None and standing.remaining is not None
                else None
            ),
        )

    def _app(self) -> GitHubAppOut | None:
        slug = self._settings.github_app_slug
        if slug is None:
            return None
        url = f"{self._settings.github_url}/apps/{slug}/installations/new"
        return GitHubAppOut(slug=slug, install_url=url)


def _shown(account: GitHubAccount | None) -> GitHubAccountStatusOut | None:
    if account is None:
        return None
    return GitHubAccountStatusOut(
        login=account.login,
        sign_in_needed=account.sign_in_needed,
        missing_scopes=list(account.missing_scopes),
    )
