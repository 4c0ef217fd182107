"""Pull requests and what is said of them, in a few words each."""

from dataclasses import dataclass

from tests.support.fake_github.happenings import checks, comments, merging, pulls
from tests.support.fake_github.state import (
    Account,
    CheckRun,
    Comment,
    Pull,
    Repository,
    Review,
    Role,
    Status,
)
from tests.support.fake_github.world import ROBOT, World


@dataclass
class Pulls:
    """Opens, changes and judges pull requests; hooks are told of it.

    Args:
        world: where.
    """

    world: World

    def pull(
        self,
        repo: Repository,
        head: str,
        title: str = "Work",
        *,
        by: Account | None = None,
        base: str | None = None,
        body: str | None = None,
        draft: bool = False,
        fork: Repository | None = None,
        mergeable: bool | None = True,
    ) -> Pull:
        """A pull request.

        Args:
            head: a branch with a commit that the base lacks.
            by: who opens it; the owner of the branch by default.
            base: where to; the default branch by default.
            body: in words.
            draft: whether it is one.
            fork: where the branch is; in the repository itself by default.
            mergeable: whether it can be merged; None while GitHub computes it.
        """
        author = by or (fork or repo).owner
        opened = pulls.open_(
            self.world, repo, head, title, author, base=base, body=body, draft=draft, source=fork
        )
        opened.mergeable = mergeable
        return opened

    def merge(self, pull: Pull, *, by: Account | None = None) -> str:
        """Merge it.

        Returns:
            the sha of the merge.
        """
        return merging.merge(self.world, pull, by or pull.author)

    def close(self, pull: Pull, *, by: Account | None = None) -> None:
        """Close it without merging."""
        pulls.close(self.world, pull, by or pull.author)

    def reopen(self, pull: Pull, *, by: Account | None = None) -> None:
        """Open it again."""
        pulls.reopen(self.world, pull, by or pull.author)

    def ready(self, pull: Pull, *, by: Account | None = None) -> None:
        """It is no draft any more."""
        pulls.make_ready(self.world, pull, by or pull.author)

    def redraft(self, pull: Pull, *, by: Account | None = None) -> None:
        """It is a draft again."""
        pulls.make_draft(self.world, pull, by or pull.author)

    def retitle(self, pull: Pull, title: str, *, by: Account | None = None) -> None:
        """Call it something else."""
        pulls.edit(self.world, pull, by or pull.author, title=title)

    def review(self, pull: Pull, by: Account, state: str = "APPROVED", body: str = "") -> Review:
        """Somebody of the team says what they think: `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`."""
        pull.repo.roles.setdefault(by.id, Role.PUSH)
        return pulls.review(self.world, pull, by, state, body)

    def comment(self, pull: Pull, by: Account, body: str) -> Comment:
        """Somebody says something below it."""
        return comments.say(self.world, pull, by, body)

    def dismiss(self, pull: Pull, review: Review, *, by: Account | None = None) -> Review:
        """Let a review count no more."""
        return pulls.dismiss(self.world, pull, review, by or pull.repo.owner)

    def check(
        self, repo: Repository, sha: str, name: str = "ci", conclusion: str | None = None
    ) -> CheckRun:
        """A check begins, or is done where it has a conclusion, such as `success`."""
        return checks.run(self.world, repo, sha, name, conclusion)

    def complete(self, repo: Repository, begun: CheckRun, conclusion: str) -> CheckRun:
        """A check that began is done."""
        return checks.complete(self.world, repo, begun, conclusion)

    def status(
        self, repo: Repository, sha: str, state: str, context: str = "ci", by: Account = ROBOT
    ) -> Status:
        """Somebody says of a commit how it is: `error`, `failure`, `pending` or `success`."""
        return checks.status(self.world, repo, sha, context, state, by)
