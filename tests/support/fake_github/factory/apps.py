"""GitHub Apps and their tokens, in a few words each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from tests.support.fake_github.happenings import apps, hooks
from tests.support.fake_github.keys import key_pair
from tests.support.fake_github.state import Account, Repository
from tests.support.fake_github.tokens import App, Installation
from tests.support.fake_github.world import World

PERMISSIONS = {
    "metadata": "read",
    "contents": "write",
    "pull_requests": "write",
    "checks": "read",
    "statuses": "write",
}
EVENTS = ("create", "delete", "push", "pull_request", "pull_request_review", "repository")
JWT_LIFE_S, SKEW_S = 540, 60


@dataclass
class Apps:
    """Makes Apps, installs them, and gives out tokens; the App's hook is told.

    Args:
        world: where.
    """

    world: World

    def app(
        self,
        owner: Account,
        slug: str = "trivet",
        *,
        hook: str | None = None,
        secret: str | None = None,
        events: Sequence[str] = EVENTS,
        permissions: Mapping[str, str] = PERMISSIONS,
    ) -> App:
        """A GitHub App; its private key is `keys.key_pair(slug).private`.

        Args:
            owner: who registers it.
            slug: its name in addresses.
            hook: what it is told at.
            secret: signs what it is told.
            events: what it is told besides what concerns installations.
            permissions: what it asks for.
        """
        number = self.world.new_id()
        made = App(
            id=number,
            slug=slug,
            client_id=f"Iv23li{number}",
            owner=owner,
            public_key=key_pair(slug).public,
            permissions=permissions,
            events=events,
            created_at=self.world.now(),
        )
        self.world.apps[number] = made
        if hook:
            hooks.of_app(self.world, made, hook, secret)
        return made

    def jwt(self, app: App, *, key: str | None = None, **claims: Any) -> str:
        """By what an App says who it is.

        Args:
            key: a private key to sign with; its own by default.
            claims: in place of those that GitHub asks for.
        """
        now = int(self.world.clock().timestamp())
        said = {"iss": app.client_id, "iat": now - SKEW_S, "exp": now + JWT_LIFE_S, **claims}
        return jwt.encode(said, key or key_pair(app.slug).private, algorithm="RS256")

    def install(
        self,
        app: App,
        account: Account,
        repos: Iterable[Repository] | None = None,
        *,
        permissions: Mapping[str, str] | None = None,
        by: Account | None = None,
    ) -> Installation:
        """Install an App in an account.

        Args:
            repos: which it may reach; all, also those to come, by default.
            permissions: what is granted; what it asks for by default.
        """
        granted = app.permissions if permissions is None else permissions
        return apps.install(self.world, app, account, repos, granted, by or account)

    def uninstall(self, installation: Installation, *, by: Account | None = None) -> None:
        """Take an App out of an account; its tokens end."""
        apps.uninstall(self.world, installation, by or installation.account)

    def suspend(self, installation: Installation, *, by: Account | None = None) -> None:
        """Let an App do nothing in an account, for now."""
        apps.suspend(self.world, installation, by or installation.account)

    def unsuspend(self, installation: Installation, *, by: Account | None = None) -> None:
        """Let an App go on."""
        apps.unsuspend(self.world, installation, by or installation.account)

    def grant(self, installation: Installation, **permissions: str) -> None:
        """Accept what an App asks for anew; what is not named is taken away."""
        apps.grant(self.world, installation, permissions, installation.account)

    def select(
        self,
        installation: Installation,
        *,
        add: Sequence[Repository] = (),
        remove: Sequence[Repository] = (),
    ) -> None:
        """Change which repositories an App reaches."""
        apps.select(self.world, installation, installation.account, add=add, remove=remove)

    def user_token(self, app: App, account: Account) -> str:
        """A token by which an App acts for somebody, for eight hours."""
        return apps.user_token(self.world, app, account).text

    def deauthorize(self, app: App, account: Account) -> None:
        """Somebody does not want an App to act for them any more."""
        apps.revoke(self.world, app, account)

    def installation_token(self, installation: Installation, **asked: Any) -> str:
        """A token of an installation, for an hour, as if the App had asked for it."""
        return apps.mint(self.world, installation, asked).text
