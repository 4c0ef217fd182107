"""What we ask GitHub as our GitHub App itself: where it is installed, and what its webhook delivered.

Source: "REST API endpoints for GitHub Apps", GitHub.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from trivet.auth.errors import GitHubRefused, GitHubTokenRefused
from trivet.github.answers import unreadable
from trivet.github.hook_deliveries import HookDeliveries
from trivet.github.installations import GitHubApp
from trivet.github.models import Installation
from trivet.github.transport import Answer, GitHubTransport, Request
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """An installation of our App, as GitHub shows it.

    Args:
        github_id: its number.
        account: the login of whoever installed it.
        suspended: whether nothing can be done with it for now.
    """

    github_id: int
    account: str
    suspended: bool


class GitHubAppClient:
    """Speaks with GitHub as the App, which sees where it is installed and nothing else.

    Args:
        transport: sends the requests.
        app: proves that we are the App.
    """

    def __init__(self, transport: GitHubTransport, app: GitHubApp) -> None:
        self._transport = transport
        self._app = app

    @property
    def configured(self) -> bool:
        """Whether there is an App at all."""
        return self._app.configured

    async def covering(self, repo_full_name: str) -> InstallationFacts | None:
        """The installation that covers a repository, or None; None too where there is no App.

        Args:
            repo_full_name: `owner/name`.

        Raises:
            GitHubRefused: GitHub does not take us for the App.
            GitHubLimited, GitHubUnreachable: it does not answer right now.
        """
        owner, _, name = repo_full_name.partition("/")
        return await self._asked(
            f"/repos/{quote(owner, safe='')}/{quote(name, safe='')}/installation"
        )

    async def installation(self, installation_id: int) -> InstallationFacts | None:
        """An installation by its number; None if it was removed, or where there is no App.

        Raises:
            GitHubRefused, GitHubLimited, GitHubUnreachable: as for `covering`.
        """
        return await self._asked(f"/app/installations/{installation_id}")

    def deliveries(self) -> HookDeliveries:
        """What the App's webhook delivered, of all its installations. Nobody waits for the answers.

        What is asked of it raises as `covering` does. Only where there is an App.
        """
        return HookDeliveries(self._send_in_background, "/app/hook/deliveries")

    async def _send_in_background(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None
    ) -> Answer:
        return await self._send(Request(method, path, params=params or {}, background=True))

    async def _send(self, request: Request) -> Answer:
        try:
            return await self._transport.send(request, self._app.credential())
        except GitHubTokenRefused:
            raise _not_the_app("it does not know the key") from None

    async def _asked(self, path: str) -> InstallationFacts | None:
        if not self.configured:
            return None
        answer = await self._send(Request("GET", path))
        if answer.status == 404 and "integration" not in answer.message.lower():
            return None
        if not answer.ok:
            raise _not_the_app(answer.message or str(answer.status))
        return installation_facts(answer.json())


def installation_facts(found: Any) -> InstallationFacts:
    """Read an installation.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    account = found.get("account") if isinstance(found, Mapping) else None
    number = found.get("id") if isinstance(found, Mapping) else None
    if type(number) is not int or not isinstance(account, Mapping):
        raise unreadable()
    # Those of a whole enterprise have no login, but a slug.
    login = account.get("login") or account.get("slug")
    if not isinstance(login, str):
        raise unreadable()
    return InstallationFacts(number, login[:100], suspended=found.get("suspended_at") is not None)


def _not_the_app(said: str) -> GitHubRefused:
    return GitHubRefused(
        f"GitHub does not take Trivet for its GitHub App: {said}. Whoever runs this Trivet checks "
        "TRIVET_GITHUB_APP_ID and its key."
    )


async def keep_installation(
    unit: WriteUnit, facts: InstallationFacts, *, new_token: bool = False
) -> None:
    """Remember an installation.

    Args:
        unit: the write unit.
        facts: how it stands.
        new_token: whether the token that works there now is not to be used any more: it has the
            permissions of the moment in which it was minted.
    """
    values = {"account": facts.account, "suspended": facts.suspended, "changed_at": now()}
    dialect: Any = sqlite if unit.session.dialect is Dialect.SQLITE else postgresql
    await unit.session.run(
        dialect.insert(Installation)
        .values(id=new_id(), github_id=facts.github_id, **values)
        .on_conflict_do_update(index_elements=[Installation.github_id], set_=values)
    )
    if new_token:
        await unit.session.run(
            update(Installation).where(Installation.github_id == facts.github_id)
            # Whoever mints one at this moment loses the lease, and with it the right to keep it.
            .values(token=None, token_expires_at=None, lease_token=None, lease_until=None)
        )


async def forget_installation(unit: WriteUnit, installation_id: int) -> None:
    """Forget an installation that was removed, with its token."""
    await unit.session.run(delete(Installation).where(Installation.github_id == installation_id))
