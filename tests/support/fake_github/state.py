"""What the played GitHub holds: people, repositories, pull requests and hooks."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.fake_github.tokens import App

HEADS = "refs/heads/"
TAGS = "refs/tags/"


class Role(IntEnum):
    """What somebody may do in a repository; each may all that stands before it."""

    NONE = 0
    PULL = 1
    TRIAGE = 2
    PUSH = 3
    MAINTAIN = 4
    ADMIN = 5


@dataclass(frozen=True)
class Email:
    """An address of somebody.

    Args:
        address: it.
        primary: whether GitHub writes to it.
        verified: whether it was proven.
    """

    address: str
    primary: bool = True
    verified: bool = True


@dataclass(eq=False)
class Account:
    """A person or an organization.

    Args:
        id: stays, whatever it is called.
        login: what it is called; GitHub ignores its case.
        name: how it is presented.
        emails: a person's addresses.
        organization: whether it is one.
        blocked: whether every token of this person is refused, as after too many bad ones.
    """

    id: int
    login: str
    name: str | None = None
    emails: list[Email] = field(default_factory=list)
    organization: bool = False
    blocked: bool = False


@dataclass(frozen=True)
class Commit:
    """A commit.

    Args:
        sha: 40 hexadecimal digits.
        message: what its author said.
        author: who made it.
        parents: the shas it stands on.
        at: when it was made.
    """

    sha: str
    message: str
    author: Account
    parents: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Review:
    """What somebody said of a pull request.

    Args:
        id: its number at GitHub.
        by: who said it.
        state: upper case, such as `APPROVED`.
        body: in words.
        sha: the commit that was looked at.
        at: when.
    """

    id: int
    by: Account
    state: str
    body: str
    sha: str
    at: datetime


@dataclass(frozen=True)
class CheckRun:
    """One run of a check.

    Args:
        id: its number at GitHub.
        name: of the check; a later run of it stands before an earlier one.
        sha: the commit that is checked.
        status: `queued`, `in_progress` or `completed`.
        conclusion: such as `success`; only of a completed one.
        at: when it began, or was done.
        suite: the number of all checks of the commit together.
    """

    id: int
    name: str
    sha: str
    status: str
    conclusion: str | None
    at: datetime
    suite: int


@dataclass(frozen=True)
class Status:
    """What somebody says of a commit.

    Args:
        id: its number at GitHub.
        sha: the commit.
        context: by whom; a later one of it stands before an earlier one.
        state: `error`, `failure`, `pending` or `success`.
        by: with whose token it was said.
        at: when.
        description: in words.
        target_url: where there is more about it.
    """

    id: int
    sha: str
    context: str
    state: str
    by: Account
    at: datetime
    description: str | None = None
    target_url: str | None = None


@dataclass(eq=False)
class Comment:
    """What somebody said below a pull request.

    Args:
        id: its number at GitHub.
        number: of the pull request.
        by: who said it.
        body: what.
        created_at: when.
        updated_at: when it was last changed.
    """

    id: int
    number: int
    by: Account
    body: str
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False)
class Pull:
    """A pull request; it lives in the repository it wants to go into.

    Args:
        id: its number at GitHub.
        number: its number in the repository.
        repo: where it lives.
        head_repo: where its branch is: the same, a fork, or nowhere any more.
        head_owner: whose branch it is, also when the fork is gone.
        head: the branch.
        head_sha: what it holds.
        base: where to.
        title: in a line.
        body: in words.
        author: who opened it.
        created_at: when.
        updated_at: when something was last done to it.
        draft: whether it is one.
        closed_at: when it was closed, by merging or without.
        merged_at: when it was merged.
        merged_by: who did.
        merge_sha: the commit by which it was merged.
        mergeable: whether it can be merged; None while GitHub computes it.
        reviews: in the order they were given.
    """

    id: int
    number: int
    repo: "Repository"
    head_repo: "Repository | None"
    head_owner: Account
    head: str
    head_sha: str
    base: str
    title: str
    body: str | None
    author: Account
    created_at: datetime
    updated_at: datetime
    draft: bool = False
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    merged_by: Account | None = None
    merge_sha: str | None = None
    mergeable: bool | None = True
    reviews: list[Review] = field(default_factory=list)

    @property
    def state(self) -> str:
        """`open` or `closed`: what was merged is closed."""
        return "open" if self.closed_at is None else "closed"


@dataclass(eq=False)
class Hook:
    """Whom GitHub tells what happens.

    Args:
        id: its number at GitHub.
        url: where it is told.
        secret: with which that is signed; nothing is signed without.
        events: what it is told of; `*` is everything.
        created_at: when it was made.
        updated_at: when it was changed.
        content_type: `json` or `form`.
        insecure_ssl: `0` or `1`.
        active: whether it is told.
        repo: whose hook it is; an App's has none.
        app: whose hook it is; a repository's has none.
        last: the status of the last answer, and what was said of it.
    """

    id: int
    url: str
    secret: str | None
    events: list[str]
    created_at: datetime
    updated_at: datetime
    content_type: str = "form"
    insecure_ssl: str = "0"
    active: bool = True
    repo: "Repository | None" = None
    app: "App | None" = None
    last: tuple[int | None, str, str | None] = (None, "unused", None)

    def hears(self, event: str) -> bool:
        """Whether it asked for an event, and wants to be told."""
        return self.active and (event == "ping" or "*" in self.events or event in self.events)


@dataclass(eq=False)
class Repository:
    """A repository. Without any ref it is empty.

    Args:
        id: stays, whatever it is called, and whoever has it.
        owner: who has it.
        name: what it is called; GitHub ignores its case.
        created_at: when it was made.
        updated_at: when something about it was changed.
        pushed_at: when something was pushed into it.
        private: whether only those with a role see it.
        archived: whether it is read-only.
        disabled: whether GitHub has closed it.
        default_branch: its name, whether or not it exists.
        parent: what it was forked from.
        roles: what people may do in it, by their id; the owner need not be named.
        refs: the sha of every ref, by its full name.
        commits: by their sha.
        protected: branches of which GitHub says so; globs.
        refused: refs that a ruleset lets nobody make, change or delete; globs of full names.
        pulls: by their number.
        checks: in the order they began.
        statuses: in the order they were given.
        comments: what was said below pull requests, by its number; what was deleted is gone.
        locked: the pull requests below which nobody may say anything any more.
        drafts: whether pull requests may be drafts: in private ones that costs.
        hooks: by their id.
    """

    id: int
    owner: Account
    name: str
    created_at: datetime
    updated_at: datetime
    pushed_at: datetime
    private: bool = False
    archived: bool = False
    disabled: bool = False
    default_branch: str = "main"
    parent: "Repository | None" = None
    roles: dict[int, Role] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    protected: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    pulls: dict[int, Pull] = field(default_factory=dict)
    checks: list[CheckRun] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    comments: dict[int, Comment] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    drafts: bool = True
    hooks: dict[int, Hook] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    @property
    def branches(self) -> dict[str, str]:
        """The sha of every branch, by its short name, in the order of the names."""
        heads = (ref for ref in sorted(self.refs) if ref.startswith(HEADS))
        return {ref.removeprefix(HEADS): self.refs[ref] for ref in heads}

    def role_of(self, account: Account | None) -> Role:
        """What somebody may do here, with whatever token."""
        if account is self.owner:
            return Role.ADMIN
        given = self.roles.get(account.id, Role.NONE) if account else Role.NONE
        return given if self.private else max(given, Role.PULL)
