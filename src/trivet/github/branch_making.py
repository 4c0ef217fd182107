"""What is asked of GitHub around the making of a branch, and what its refusals mean."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from trivet.auth.errors import GitHubTokenRefused
from trivet.github.answers import Ref, RepositoryFacts
from trivet.github.branch_names import folders_of, free_name, problem_of
from trivet.github.client import GitHubClient
from trivet.github.errors import (
    BaseBranchMissing,
    BranchNameClash,
    GitHubForbids,
    GitHubUnseen,
    NoWriteAccess,
    RefExists,
    RefRefused,
    RepositoryArchived,
    RepositoryEmpty,
    RepositoryGone,
)
from trivet.github.payloads import RepositoryData
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.errors import AppError
from trivet.platform.tasks.errors import RetryLater

T = TypeVar("T")

GONE = "It was renamed or deleted, or you have no access to it on GitHub: ask whoever connected it."


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand on GitHub before a branch is made.

    Args:
        facts: the repository.
        base: where the branch is to start.
        found: the branch, if one of this name is there.
    """

    facts: RepositoryFacts
    base: Ref
    found: Ref | None

    @property
    def repository(self) -> RepositoryData:
        """The repository as rows name it."""
        return RepositoryData(self.facts.github_id, self.facts.full_name, self.facts.url)

    @property
    def as_of(self) -> datetime:
        """When, by GitHub's clock, it was pushed to last: what it tells later is of no earlier time."""
        try:
            return parse_rfc3339(self.facts.pushed_at or "")
        except ValueError:
            return now()


class NotMade(Exception):
    """The branch was not made, and that is known.

    Args:
        error: why, for whoever wanted it.
        suggestion: a name that would do, if it is for its name, and one is known.
    """

    def __init__(self, error: AppError, suggestion: str | None = None) -> None:
        super().__init__(error.detail)
        self.error = error
        self.suggestion = suggestion


class BranchSide:
    """One repository, for making one branch.

    Args:
        client: speaks for whoever wants it.
        full_name: of the repository, as far as we know.
        name: of the branch.
    """

    def __init__(self, client: GitHubClient, full_name: str, name: str) -> None:
        self.client = client
        self.full_name = full_name
        self.name = name

    async def situation(
        self, github_id: int | None, base: str | None, default: str | None
    ) -> Situation:
        """See whether the branch can be made. All questions at once.

        Args:
            github_id: GitHub's number of the repository, if we know it.
            base: where to start; None for the default branch.
            default: what the default branch was called last; None if we never asked.

        Raises:
            RepositoryGone, RepositoryArchived, NoWriteAccess: nothing can be made there.
            RepositoryEmpty: it has no commit.
            BaseBranchMissing: there is nothing to start from.
        """
        first = base or default
        facts, found, start = await asyncio.gather(
            self.client.get_repository(self.full_name),
            self.look(),
            _nothing() if first is None else self._ref(first),
            return_exceptions=True,
        )
        known = self._usable(facts, github_id)
        self.full_name = known.full_name
        wanted = base or known.default_branch
        begin = _given(start) if wanted == first else await self._ref(wanted)
        if begin is None:
            raise BaseBranchMissing(
                f"{known.full_name} has no branch {wanted}: choose another one to start from."
            )
        return Situation(known, begin, _given(found))

    def _usable(
        self, facts: RepositoryFacts | BaseException, github_id: int | None
    ) -> RepositoryFacts:
        if isinstance(facts, GitHubUnseen):
            raise RepositoryGone(f"{self.full_name}: {GONE}") from facts
        if isinstance(facts, GitHubForbids):
            raise NoWriteAccess(facts.detail, extra=facts.extra) from facts
        facts = _given(facts)
        if github_id is not None and facts.github_id != github_id:
            raise RepositoryGone(
                f"By the name {self.full_name} there is another repository now: connect that one."
            )
        if facts.archived:
            raise RepositoryArchived(f"Unarchive {facts.full_name} on GitHub, or choose another.")
        if facts.disabled:
            raise NoWriteAccess(f"GitHub switched {facts.full_name} off; its owners know why.")
        if not facts.writable:
            raise NoWriteAccess(
                f"You can read {facts.full_name}, and not write to it: ask one of its admins."
            )
        return facts

    async def look(self) -> Ref | None:
        """The branch, if it is there."""
        return await self._ref(self.name)

    async def stands_on(self, sha: str, found: Ref) -> bool:
        """Whether a branch points at a commit, or at what was pushed on top of it."""
        if found.sha == sha:
            return True
        return await self.client.contains(self.full_name, self.name, sha)

    async def _ref(self, name: str) -> Ref | None:
        return await self.client.get_branch(self.full_name, name)

    async def create(self, sha: str) -> tuple[Ref, bool]:
        """Tell GitHub to make the branch.

        Args:
            sha: the commit that it is to point at.

        Returns:
            the branch, and whether it was made by this; else it was there already.

        Raises:
            NotMade: it was refused, and this did not make it.
            GitHubUnseen: the repository is not to be seen any more.
            GitHubInvalid: the commit is not in the repository.
            GitHubLimited: GitHub did nothing, and says when to ask again.
            GitHubUnreachable: no answer: it may have been made.
        """
        try:
            return await self.client.create_branch(self.full_name, self.name, sha), True
        except (RefExists, RefRefused) as error:
            # Two who make one at the same moment may also be refused without a reason.
            found = await _after_no(self.look())
            if found is not None:
                return found, False
            raise await self._refused(error) from error
        except GitHubForbids as error:
            raise NotMade(NoWriteAccess(error.detail, extra=error.extra)) from error
        except GitHubUnseen as error:
            await _after_no(self.client.get_repository(self.full_name))
            raise NotMade(
                NoWriteAccess(
                    f"GitHub lets you see {self.full_name}, and not write to it: ask one of its"
                    " admins; or sign in with GitHub again, and allow what Trivet asks for."
                )
            ) from error
        except (RepositoryArchived, RepositoryEmpty, GitHubTokenRefused) as error:
            raise NotMade(error) from error

    async def taken(self, found: Ref) -> NotMade:
        """The refusal of a name that somebody else's branch has, and one that is free."""
        free = await self._free(self.name)
        also = "" if free is None else f" {free} is free."
        error = RefExists(
            f"{self.full_name} has a branch {self.name} already, at {found.sha[:7]}.{also}",
            extra={"suggestion": free},
        )
        return NotMade(error, free)

    async def _refused(self, error: RefExists | RefRefused) -> NotMade:
        """What a refusal means where no branch of this name is there."""
        if isinstance(error, RefExists):
            return NotMade(RetryLater("It was there, and is gone again.", retry_after_s=1.0))
        try:
            clash = await self._in_the_way()
        except AppError:
            clash = None
        if clash is None:
            said = (
                f"A rule of {self.full_name} forbids the branch {self.name}, perhaps for its name."
            )
            return NotMade(RefRefused(f"{said} {error.detail}", extra=error.extra))
        free = await self._free(self._beside(clash))
        also = "" if free is None else f" {free} would do."
        return NotMade(
            BranchNameClash(
                f"The branch {clash} is in the way of {self.name}: in git, the one name would be a"
                f" folder of the other.{also}",
                extra={"in_the_way": clash, "suggestion": free},
            ),
            free,
        )

    async def _in_the_way(self) -> str | None:
        """The branch whose name is a folder of this one, or the other way round."""
        below, above = await asyncio.gather(
            self.client.branches_beginning(self.full_name, f"{self.name}/"),
            asyncio.gather(*(self._ref(folder) for folder in folders_of(self.name))),
        )
        found = (ref for ref in [*above, *below] if ref is not None)
        return next((ref.name for ref in found), None)

    def _beside(self, clash: str) -> str:
        """A name like ours that is no folder of the other's, and has it as none."""
        if self.name.startswith(f"{clash}/"):
            return f"{clash}-{self.name[len(clash) + 1 :]}"
        return self.name

    async def _free(self, name: str) -> str | None:
        """The name, or one like it, that nothing has; None if that cannot be found out now."""
        try:
            taken = await self.client.branches_beginning(self.full_name, name)
        except AppError:
            return None
        free = free_name(name, [ref.name for ref in taken])
        return free if problem_of(free) is None else None


async def _nothing() -> None:
    return None


def _given(answer: T | BaseException) -> T:
    if isinstance(answer, BaseException):
        raise answer
    return answer


async def _after_no(question: Awaitable[T]) -> T:
    """What is asked after GitHub said no: that failing too, it said no all the same.

    Raises:
        GitHubUnseen: the repository is not to be seen any more.
        NotMade: it cannot be answered.
    """
    try:
        return await question
    except GitHubUnseen:
        raise
    except AppError as error:
        raise NotMade(error) from error
