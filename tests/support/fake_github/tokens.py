"""GitHub Apps, where they are installed, and tokens of all kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tests.support.fake_github.state import Account, Hook, Repository


class Kind(StrEnum):
    """What a token speaks for, and how it begins."""

    OAUTH = "gho_"
    APP_USER = "ghu_"
    INSTALLATION = "ghs_"


@dataclass(eq=False)
class App:
    """A GitHub App.

    Args:
        id: its number at GitHub.
        slug: its name in addresses.
        client_id: what a JWT may name as well.
        owner: whose it is.
        public_key: against which its JWTs are checked; PEM.
        permissions: what it asks for, such as `{"contents": "write"}`.
        events: what its hook is told besides what concerns installations.
        created_at: when it was made.
        hook: whom GitHub tells.
    """

    id: int
    slug: str
    client_id: str
    owner: Account
    public_key: str
    permissions: Mapping[str, str]
    events: Sequence[str]
    created_at: datetime
    hook: Hook | None = None


@dataclass(eq=False)
class Installation:
    """An App in somebody's account.

    Args:
        id: its number at GitHub.
        app: which.
        account: whose.
        permissions: what was granted.
        created_at: when.
        updated_at: when it was last changed.
        everything: whether it reaches all repositories of the account, or those in `repos`.
        repos: the ids of those that were selected.
        suspended_at: when it was suspended.
        suspended_by: who did.
    """

    id: int
    app: App
    account: Account
    permissions: dict[str, str]
    created_at: datetime
    updated_at: datetime
    everything: bool = False
    repos: set[int] = field(default_factory=set)
    suspended_at: datetime | None = None
    suspended_by: Account | None = None

    def reaches(self, repo: Repository) -> bool:
        return repo.owner is self.account and (self.everything or repo.id in self.repos)


@dataclass(frozen=True, eq=False)
class Token:
    """An access token.

    Args:
        text: what is sent.
        kind: what it speaks for.
        account: whom it speaks for; an installation's speaks for nobody.
        scopes: of an OAuth token.
        app: of the two kinds that a GitHub App has.
        installation: of an installation's.
        repos: ids to which an installation's token was narrowed.
        permissions: to which an installation's token was narrowed.
        expires_at: when it ends, if it does.
    """

    text: str
    kind: Kind
    account: Account | None = None
    scopes: tuple[str, ...] = ()
    app: App | None = None
    installation: Installation | None = None
    repos: frozenset[int] | None = None
    permissions: Mapping[str, str] | None = None
    expires_at: datetime | None = None
