"""The played GitHub as a whole: who and what there is, found by name, number or token."""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from tests.support.fake_github.deliveries import Outbox
from tests.support.fake_github.limits import Limits
from tests.support.fake_github.state import Account, Commit, Pull, Repository
from tests.support.fake_github.tokens import App, Installation, Token
from trivet.platform.clock import now

WEB = "https://github.test"
FIRST_ID = 1_000
ROBOT = Account(41_898_282, "github-actions[bot]", "GitHub Actions")
"""Whose status it is where nobody is named."""


@dataclass
class World:
    """Everything there is.

    Args:
        api: where the REST API is reached.
        clock: tells the time; the product's own by default, which tests hold.
        outbox: what hooks are told.
        accounts: by their id.
        repos: by their id; what was deleted is gone.
        moved: which repository a former full name, in lower case, leads to.
        apps: by their id.
        installations: by their id.
        tokens: by their text.
        ended: tokens that do not work any more, and whose they were.
        bad: how often somebody came with a token that does not work, since one did.
        limits: how many requests everybody has left.
    """

    api: str
    clock: Callable[[], datetime] = now
    outbox: Outbox = field(default_factory=Outbox)
    accounts: dict[int, Account] = field(default_factory=dict)
    repos: dict[int, Repository] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    apps: dict[int, App] = field(default_factory=dict)
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    ended: dict[str, Token] = field(default_factory=dict)
    bad: "Counter[str]" = field(default_factory=Counter)
    limits: Limits = field(init=False)
    _ids: "count[int]" = field(default_factory=lambda: count(FIRST_ID))
    _requests: "count[int]" = field(default_factory=lambda: count(FIRST_ID))

    def __post_init__(self) -> None:
        self.limits = Limits(lambda: self.clock())

    def now(self) -> datetime:
        """The present second; GitHub's times have no parts of it."""
        return self.clock().replace(microsecond=0)

    def new_id(self) -> int:
        return next(self._ids)

    def new_request_id(self) -> str:
        """What a request is called, for those who ask GitHub about it."""
        return f"{next(self._requests):04X}:TEST"

    def new_sha(self, *of: str) -> str:
        """A sha that no other commit has."""
        said = "\0".join([*of, str(self.new_id())])
        return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()

    def account(self, login: str) -> Account | None:
        wanted = login.lower()
        return next((each for each in self.accounts.values() if each.login.lower() == wanted), None)

    def repo(self, owner: str, name: str) -> Repository | None:
        """The repository that is called so today."""
        wanted = f"{owner}/{name}".lower()
        same = (each for each in self.repos.values() if each.full_name.lower() == wanted)
        return next(same, None)

    def former(self, owner: str, name: str) -> Repository | None:
        """The repository that was called so once, where none is called so today."""
        return self.repos.get(self.moved.get(f"{owner}/{name}".lower(), 0))

    def installations_of(self, repo: Repository) -> Iterable[Installation]:
        """Which Apps reach a repository, and are not suspended."""
        for each in self.installations.values():
            if each.reaches(repo) and each.suspended_at is None:
                yield each

    def installation(self, app: App, repo: Repository) -> Installation | None:
        """How an App reaches a repository, where it does."""
        return next((each for each in self.installations_of(repo) if each.app is app), None)

    def pulls(self) -> Iterable[Pull]:
        """All pull requests of all repositories."""
        for repo in self.repos.values():
            yield from repo.pulls.values()

    def token(self, text: str) -> Token | None:
        """A token that works at this moment."""
        token = self.tokens.get(text)
        if token and token.expires_at and token.expires_at <= self.clock():
            return None
        return token

    def in_time(self, **amount: float) -> datetime:
        """A moment from now, in the words of `timedelta`."""
        return self.now() + timedelta(**amount)


def ancestors(repo: Repository, sha: str) -> list[Commit]:
    """A commit and all it stands on, nearest first."""
    found: dict[str, Commit] = {}
    waiting = [sha]
    while waiting:
        each = waiting.pop(0)
        if each not in found and (commit := repo.commits.get(each)):
            found[each] = commit
            waiting.extend(commit.parents)
    return list(found.values())


def moment(at: datetime | None) -> str | None:
    """A time as GitHub writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def node_id(kind: str, number: int) -> str:
    """The name of a thing in GitHub's other API."""
    return base64.b64encode(f"{kind}{number}".encode()).decode()
