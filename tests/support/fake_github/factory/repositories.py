"""People, repositories, branches and hooks, in a few words each."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.fake_github.happenings import hooks, refs, repositories
from tests.support.fake_github.state import Account, Email, Hook, Repository, Role
from tests.support.fake_github.tokens import Kind, Token
from tests.support.fake_github.world import World

SCOPES = ("repo", "read:user", "user:email")


@dataclass
class Repositories:
    """Makes people, tokens, repositories and what is in them; hooks are told of it.

    Args:
        world: where.
    """

    world: World

    def user(self, login: str, *, verified: bool = True) -> Account:
        """A person, with one address."""
        email = Email(f"{login}@github.test", verified=verified)
        return self._added(Account(self.world.new_id(), login, login.title(), [email]))

    def org(self, login: str) -> Account:
        """An organization."""
        return self._added(Account(self.world.new_id(), login, login.title(), organization=True))

    def token(
        self, account: Account, *scopes: str, text: str | None = None, lasts_s: float | None = None
    ) -> str:
        """An OAuth token of somebody.

        Args:
            scopes: what it may do; without any, what Trivet asks for.
            text: it; a new one by default.
            lasts_s: seconds until it ends; it does not by default.
        """
        kept = Token(
            text=text or f"{Kind.OAUTH}{self.world.new_id()}",
            kind=Kind.OAUTH,
            account=account,
            scopes=scopes or SCOPES,
            expires_at=None if lasts_s is None else self.world.in_time(seconds=lasts_s),
        )
        self.world.tokens[kept.text] = kept
        return kept.text

    def revoke(self, token: str) -> None:
        """Let a token work no more."""
        self.world.ended[token] = self.world.tokens.pop(token)

    def repo(
        self,
        full_name: str,
        *,
        private: bool = True,
        empty: bool = False,
        default: str = "main",
        archived: bool = False,
        fork_of: Repository | None = None,
        **roles: Sequence[Account],
    ) -> Repository:
        """A repository with one commit; its owner, if there is none of that name, is an organization.

        Args:
            full_name: `owner/name`.
            private: whether only those with a role see it.
            empty: whether there is no commit.
            default: the default branch.
            archived: whether it is read-only.
            fork_of: what it is a fork of, with all its commits and branches.
            roles: who may do what: `push=[ada], admin=[bob]`.
        """
        owner_name, _, name = full_name.partition("/")
        owner = self.world.account(owner_name) or self.org(owner_name)
        now = self.world.now()
        repo = Repository(self.world.new_id(), owner, name, now, now, now)
        repo.private, repo.default_branch = private, default
        for role, people in roles.items():
            repo.roles |= {each.id: Role[role.upper()] for each in people}
        self.world.repos[repo.id] = repo
        if fork_of:
            repo.parent = fork_of
            repo.commits, repo.refs = dict(fork_of.commits), dict(fork_of.refs)
        elif not empty:
            refs.commit(self.world, repo, default, "Initial commit", owner)
        repo.archived = archived
        return repo

    def allow(self, repo: Repository, account: Account, role: str) -> None:
        """Let somebody do something in a repository: `none`, `pull`, … `admin`; no hook hears of it."""
        repo.roles[account.id] = Role[role.upper()]

    def branch(
        self, repo: Repository, name: str, *, at: str | None = None, by: Account | None = None
    ) -> str:
        """A branch, as if somebody pushed it.

        Args:
            at: a commit; where the default branch stands by default.
            by: who; the owner by default.

        Returns:
            its sha.
        """
        sha = at or repo.branches[repo.default_branch]
        refs.create(self.world, repo, f"refs/heads/{name}", sha, by or repo.owner)
        return sha

    def commit(
        self,
        repo: Repository,
        branch: str = "main",
        message: str = "Work",
        *,
        by: Account | None = None,
    ) -> str:
        """A commit, as if somebody pushed it.

        Returns:
            its sha.
        """
        return refs.commit(self.world, repo, branch, message, by or repo.owner)

    def delete_branch(self, repo: Repository, name: str, *, by: Account | None = None) -> None:
        """Delete a branch, as somebody does on its page."""
        refs.delete(self.world, repo, f"refs/heads/{name}", by or repo.owner)

    def rename(self, repo: Repository, name: str, *, by: Account | None = None) -> None:
        """Give a repository another name; the old one leads to it."""
        repositories.rename(self.world, repo, name, by or repo.owner)

    def transfer(self, repo: Repository, to: Account, *, by: Account | None = None) -> None:
        """Give a repository to somebody else; its old name leads to it."""
        repositories.transfer(self.world, repo, to, by or repo.owner)

    def archive(self, repo: Repository, *, by: Account | None = None) -> None:
        """Make a repository read-only."""
        repositories.archive(self.world, repo, by or repo.owner)

    def unarchive(self, repo: Repository, *, by: Account | None = None) -> None:
        """Let people write into a repository again."""
        repositories.unarchive(self.world, repo, by or repo.owner)

    def set_default(self, repo: Repository, branch: str, *, by: Account | None = None) -> None:
        """Make another branch the default one."""
        repositories.edit_default(self.world, repo, branch, by or repo.owner)

    def delete_repo(self, repo: Repository, *, by: Account | None = None) -> None:
        """Delete a repository; its pull requests into others stay, and come from nowhere."""
        repositories.delete(self.world, repo, by or repo.owner)

    def hook(
        self,
        repo: Repository,
        url: str,
        *events: str,
        secret: str | None = None,
        by: Account | None = None,
    ) -> Hook:
        """A hook, as if somebody made it on the repository's page; it is pinged.

        Args:
            url: what is told.
            events: which happenings; without any, everything.
            secret: signs what it is told.
        """
        config = {"url": url, "content_type": "json", "secret": secret}
        asked = {"events": list(events) or ["*"], "config": config}
        return hooks.create(self.world, repo, asked, by or repo.owner)

    def remaining(self, whose: Account, number: int) -> None:
        """Leave somebody so many requests in this hour."""
        bucket = self.world.limits.bucket(f"user:{whose.id}")
        bucket.used = bucket.limit - number

    def _added(self, account: Account) -> Account:
        self.world.accounts[account.id] = account
        return account
