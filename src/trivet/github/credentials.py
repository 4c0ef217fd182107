"""Which token GitHub is asked with: a person's for what they do, an App's for what nobody waits for."""

from uuid import UUID

from trivet.auth.errors import GitHubTokenRefused
from trivet.auth.github_tokens import GitHubTokens
from trivet.github.acting import Credential
from trivet.github.client import GitHubClient
from trivet.github.installations import InstallationTokens
from trivet.github.models import Repository
from trivet.github.transport import GitHubTransport


class GitHubAccess:
    """Gives out clients that speak for somebody. One in each process.

    Args:
        transport: sends what they ask.
        people: the tokens of people.
        installations: the tokens of our App.
    """

    def __init__(
        self,
        transport: GitHubTransport,
        people: GitHubTokens,
        installations: InstallationTokens,
    ) -> None:
        self.transport = transport
        self._people = people
        self._installations = installations
        transport.refused = self._stop

    async def for_person(self, user_id: UUID, *, background: bool = False) -> GitHubClient:
        """A client for what a person does.

        Args:
            user_id: who.
            background: whether they do not wait for it.

        Raises:
            GitHubTokenRefused: they have no GitHub account here, or must sign in there again.
            GitHubUnreachable: their token has ended, and GitHub does not give another one right now.
        """
        token = await self._people.usable(user_id)
        credential = Credential.of_person(token, user_id)
        return GitHubClient(self.transport, credential, background=background)

    async def for_background(self, repository: Repository) -> GitHubClient:
        """A client for what nobody waits for: the App's where it covers the repository, else in the
        name of whoever connected it.

        Args:
            repository: which one it is about.

        Raises:
            GitHubTokenRefused: that person is gone, has no GitHub account here any more, or must sign
                in there again; or the App was uninstalled or suspended.
            GitHubUnreachable: a token is needed first, and GitHub gives none right now.
        """
        if repository.installation_id is not None and self._installations.configured:
            token = await self._installations.usable(repository.installation_id)
            credential = Credential.of_installation(token, repository.installation_id)
            return GitHubClient(self.transport, credential, background=True)
        if repository.connected_by is None:
            raise GitHubTokenRefused(
                "Whoever connected this repository is gone: disconnect it and connect it again."
            )
        return await self.for_person(repository.connected_by, background=True)

    async def answers(self) -> bool:
        """Whether GitHub answered lately, as far as anybody asked."""
        return not (await self.transport.circuit()).open

    async def _stop(self, credential: Credential) -> None:
        """GitHub refused a token: it is used no more."""
        if credential.user_id is not None:
            await self._people.refused(credential.user_id, credential.token)
        elif credential.installation_id is not None:
            await self._installations.refused(credential.installation_id, credential.token)
