"""Making a branch: the body of the task.

GitHub knows no key by which it would notice a second try, and its answer may be lost, or our process
end before it is written down. So where a branch is to start is written down first; whoever comes after
that looks whether it is there already. It is made once, and what is said of it is true: where nobody
can know, that is said.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from functools import partial
from typing import Any, Self
from uuid import UUID

import structlog

from trivet.auth.callers import Caller, CallerKind
from trivet.auth.errors import GitHubUnreachable
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions, card_told, is_kept
from trivet.cards.errors import CardArchived
from trivet.github.answers import Ref
from trivet.github.branch_making import GONE, BranchSide, NotMade, Situation
from trivet.github.branch_names import problem_of
from trivet.github.branch_news import BranchNews, DeletedMeanwhile, MadeBranch, Remembered
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import (
    GitHubInvalid,
    GitHubLimited,
    GitHubUnseen,
    InvalidBranchName,
    RepositoryGone,
    RepositoryNotFound,
)
from trivet.github.links import CardLinks
from trivet.github.models import Repository
from trivet.github.payloads import RepositoryData, branch_url
from trivet.github.pull_request_repository import PullRequestRepository, PullRequestWriteRepository
from trivet.github.repository import RepositoryRepository, RepositoryWriteRepository
from trivet.github.tasks import CREATE_BRANCH
from trivet.platform.clock import parse_rfc3339, rfc3339
from trivet.platform.errors import AppError
from trivet.platform.events import Actor, Origin
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import (
    Indeterminate,
    LeaseLost,
    PermanentFailure,
    RetryLater,
    TaskCancelled,
)
from trivet.platform.uow import WriteUnit

STEPS = 3
_LOOKS = 5
"""How often it is asked whether a branch is still there, while others delete it."""
_MOVES = 2
"""How often another commit is taken, while the one to start from is gone."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is written down before GitHub is told to make a branch; what the checkpoint keeps.

    As long as it stands there, GitHub may have made the branch.

    Args:
        sha: the commit that it is to point at.
        base: the branch where that was found.
        github_id, full_name, url: of the repository.
        as_of: when, by GitHub's clock, it was pushed to last.
        before: what was known of a branch of this name.
    """

    sha: str
    base: str
    github_id: int
    full_name: str
    url: str | None
    as_of: str
    before: Mapping[str, Any]

    @classmethod
    def of(cls, saved: Mapping[str, Any] | None) -> Self | None:
        """What an earlier run wrote down; None if GitHub was told nothing yet."""
        if not saved or "sha" not in saved:
            return None
        known = {each.name for each in fields(cls)}  # a later version may have written more
        return cls(**{name: value for name, value in saved.items() if name in known})

    @classmethod
    def at(cls, situation: Situation, before: Remembered) -> Self:
        """An attempt, as things stand."""
        repository = situation.repository
        return cls(
            sha=situation.base.sha,
            base=situation.base.name,
            github_id=repository.github_id,
            full_name=repository.full_name,
            url=repository.url,
            as_of=rfc3339(situation.as_of),
            before=asdict(before),
        )

    @property
    def repository(self) -> RepositoryData:
        return RepositoryData(self.github_id, self.full_name, self.url)

    def made(self, ref: Ref, *, created: bool) -> MadeBranch:
        """The branch that came of it."""
        return MadeBranch(
            repository=self.repository,
            name=ref.name,
            sha=ref.sha,
            as_of=parse_rfc3339(self.as_of),
            before=Remembered(**self.before),
            created=created,
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted.

    Args:
        card_id: of which card.
        repo_id: in which connected repository.
        name: what the branch is called.
        base: where it starts; None for the default branch.
        caller: who wants it; None is nobody in particular.
        correlation_id: names the request behind it.
    """

    card_id: UUID
    repo_id: UUID
    name: str
    base: str | None
    caller: Caller | None
    correlation_id: str | None

    @classmethod
    def of(cls, context: TaskContext, args: Mapping[str, Any]) -> Self:
        """What the arguments say.

        Raises:
            InvalidBranchName: git does not take a name.
            PermanentFailure: an id is none.
        """
        _refuse_name(args.get("branch_name") or "")
        if args.get("base_branch") is not None:
            _refuse_name(args["base_branch"])
        asked_by, api = context.claim.requested_by, args.get("origin") == Origin.API
        kind = CallerKind.API_TOKEN if api else CallerKind.SESSION
        return cls(
            card_id=_id(args, "card_id"),
            repo_id=_id(args, "repo_id"),
            name=args["branch_name"],
            base=args.get("base_branch"),
            caller=None if asked_by is None else Caller(asked_by, kind, context.task_id),
            correlation_id=context.claim.correlation_id,
        )

    @property
    def actor(self) -> Actor:
        """On whose behalf it is written down."""
        if self.caller is None:
            return Actor(origin=Origin.API, correlation_id=self.correlation_id)
        return self.caller.actor(self.correlation_id)


def _refuse_name(name: Any) -> None:
    problem = problem_of(name) if isinstance(name, str) else "A branch's name is a text."
    if problem is not None:
        raise InvalidBranchName(problem)


def _id(args: Mapping[str, Any], name: str) -> UUID:
    try:
        return UUID(str(args.get(name)))
    except ValueError:
        raise PermanentFailure(f"`{name}` is no id.") from None


class BranchMaker:
    """Makes branches for cards.

    Args:
        access: who may do what.
        github: asks GitHub.
    """

    def __init__(self, access: BoardAccess, github: GitHubAccess) -> None:
        self._access = access
        self._github = github

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> None:
        """Make one. A second run looks for what the first one may have made, and goes on from there."""
        run = Making(context, Wish.of(context, args), self._access, self._github)
        try:
            await run.make()
        except (LeaseLost, TaskCancelled):
            raise
        except Exception as error:
            if not run.unsure:
                raise
            if _may_be_over(error) and context.attempt < CREATE_BRANCH.retry.max_attempts:
                raise
            log.warning("branch_indeterminate", branch=run.wish.name, exc_info=error)
            said = f" {error.detail or error.title}" if isinstance(error, AppError) else ""
            raise Indeterminate(
                f"Nobody knows whether the branch {run.wish.name} was made: GitHub was told to, and"
                f" how that ended could not be found out.{said} Look there, or try again: then we look"
                " first, and it is not made twice."
            ) from error


def _may_be_over(error: Exception) -> bool:
    """Whether another attempt may find out more."""
    return not isinstance(error, AppError) or error.status >= 500


class Making:
    """One run for one branch.

    Args:
        context: of the task.
        wish: what is wanted.
        access: who may do what.
        github: asks GitHub.
    """

    def __init__(
        self, context: TaskContext, wish: Wish, access: BoardAccess, github: GitHubAccess
    ) -> None:
        self._context = context
        self._access = access
        self._github = github
        self._attempt = Attempt.of(context.saved)
        self._moves = 0
        self.wish = wish

    @property
    def unsure(self) -> bool:
        """Whether GitHub may have made the branch, and nothing of it is written down yet."""
        return self._attempt is not None

    async def make(self) -> None:
        """Make the branch, or find it, and write down that it is there.

        Raises:
            AppError: why it was not made, or why that is not known: `unsure` tells.
        """
        try:
            await self._make()
        except NotMade as answer:
            await self._forget(answer.suggestion)
            raise answer.error from answer

    async def _make(self) -> None:
        refusal: AppError | None = None
        try:
            repository = await self._allowed()
        except AppError as error:
            if self._attempt is None:
                raise
            refusal, repository = error, await self._repository()
        client = await self._client(repository)
        name = repository.full_name if self._attempt is None else self._attempt.full_name
        side = BranchSide(client, name, self.wish.name)
        if self._attempt is None:
            await self._begin(side, repository)
        else:
            await self._go_on(side, self._attempt, refusal)

    # What is here.

    async def _allowed(self) -> Repository:
        """The repository, if who wants a branch there for the card may have one, as of now.

        Raises:
            CardNotFound, Forbidden: the card is gone, or not theirs to change any more.
            CardArchived: it is archived, or its board.
            RepositoryNotFound: it was disconnected.
        """
        wish = self.wish
        async with self._context.units.read() as unit:
            if wish.caller is None:
                card = await card_told(unit.session, wish.card_id)
            else:
                cards = CardQuestions(unit.session, wish.caller, self._access)
                card = await cards.to_change(wish.card_id)
            if card.archived:
                raise CardArchived("Bring it, or its board, back first.")
            repositories = RepositoryRepository(unit.session)
            found = await repositories.get(card.workspace_id, wish.repo_id)
        if found is None:
            raise RepositoryNotFound("It was disconnected meanwhile: choose another one.")
        return found

    async def _repository(self) -> Repository:
        """The repository, connected or not."""
        async with self._context.units.read() as unit:
            found = await unit.session.get(Repository, self.wish.repo_id)
        if found is None:
            raise RepositoryNotFound("It was removed meanwhile.")
        return found

    async def _client(self, repository: Repository) -> GitHubClient:
        if self.wish.caller is None:
            return await self._github.for_background(repository)
        return await self._github.for_person(self.wish.caller.user_id)

    # What is there.

    async def _begin(self, side: BranchSide, repository: Repository) -> None:
        """Nothing was told to GitHub yet."""
        await self._context.progress(0, STEPS, f"Looking at {repository.full_name}")
        situation = await side.situation(
            repository.github_id, self.wish.base, repository.default_branch
        )
        found = situation.found
        if found is not None:
            # What others start from is nobody's branch for one card, wherever it points.
            common = found.name in {situation.base.name, situation.facts.default_branch}
            if common or (found.sha != situation.base.sha and not await self._is_ours(situation)):
                raise await side.taken(found)
            attempt = Attempt.at(situation, Remembered())
            made = replace(attempt.made(found, created=False), before=None)
            await self._finish(side, made, attempt.base)
            return
        await self._try(side, await self._written_down(situation), again=False)

    async def _go_on(self, side: BranchSide, attempt: Attempt, refusal: AppError | None) -> None:
        """GitHub may have been told, and we do not know what came of it: look first."""
        found = await side.look()
        if found is not None:
            await self._settle(side, attempt, found, told=True)
        elif refusal is not None:
            await side.client.get_repository(side.full_name)  # or else it may be there, unseen
            raise NotMade(refusal)
        else:
            self._context.stop_if_cancelled()
            await self._try(side, attempt, again=True)

    async def _written_down(self, situation: Situation) -> Attempt:
        """Write down what GitHub is about to be told: from here on it may have happened."""

        async def work(unit: WriteUnit) -> Attempt:
            self._context.stop_if_cancelled()  # for the last time
            known = await self._expected(unit, situation)
            attempt = Attempt.at(situation, known)
            await self._context.progress(1, STEPS, f"Making {self.wish.name}")
            await self._context.checkpoint(asdict(attempt))
            return attempt

        self._attempt = attempt = await self._context.retried(work, self.wish.actor)
        return attempt

    async def _expected(self, unit: WriteUnit, situation: Situation) -> Remembered:
        """What is known of the branch, which from now on we take note of whatever its name says.

        So its end, told before we wrote down that it is there, does not go unheard.
        """
        await RepositoryWriteRepository(unit.session).locked(self.wish.repo_id)
        rows = PullRequestWriteRepository(unit.session, self.wish.repo_id)
        row = await rows.branch_named(situation.repository, self.wish.name)
        if row is None:
            # Older than anything that GitHub can tell of it.
            at = situation.as_of - timedelta(seconds=1)
            row = rows.new_branch(situation.repository, self.wish.name, at, deleted=True)
            await unit.session.flush()
        return Remembered.of(row)

    async def _try(self, side: BranchSide, attempt: Attempt, *, again: bool) -> None:
        """Tell GitHub to make the branch.

        Args:
            side: speaks with GitHub.
            attempt: what was written down.
            again: whether it may have been told before, and done so.
        """
        try:
            found, by_this = await side.create(attempt.sha)
        except NotMade as answer:
            if again and answer.error.status >= 500:
                raise answer.error from answer  # what was told before is not known still
            raise
        except GitHubInvalid as error:
            await self._start_elsewhere(side, attempt, error)
        except GitHubUnseen as error:
            gone = RepositoryGone(f"{side.full_name}: {GONE}")
            # It may have been made while it was to be seen.
            raise gone if again else NotMade(gone) from error
        except GitHubLimited:
            if not again:
                await self._forget()
            raise
        except GitHubUnreachable as error:
            found = await self._after_silence(side, error)
            await self._settle(side, attempt, found, told=True)
        else:
            if by_this:
                await self._finish(side, attempt.made(found, created=True), attempt.base)
            else:
                await self._settle(side, attempt, found, told=again)

    async def _after_silence(self, side: BranchSide, error: GitHubUnreachable) -> Ref:
        """The branch, which is there though nobody said so.

        Raises:
            GitHubUnreachable: it is not, or not yet, or nobody can tell.
        """
        try:
            found = await side.look()
        except AppError:
            found = None
        if found is not None:
            return found
        if await self._github.answers():  # it does in general: another try need not wait for long
            raise GitHubUnreachable(error.detail) from error
        raise error

    async def _settle(self, side: BranchSide, attempt: Attempt, found: Ref, *, told: bool) -> None:
        """A branch of this name is there: ours, or somebody else's.

        Args:
            side: speaks with GitHub.
            attempt: what was written down.
            found: the branch.
            told: whether GitHub may have made it because we told it to.
        """
        ours = found.sha == attempt.sha or (told and await side.stands_on(attempt.sha, found))
        if not ours:
            raise await side.taken(found)
        await self._finish(side, attempt.made(found, created=told), attempt.base)

    async def _start_elsewhere(
        self, side: BranchSide, attempt: Attempt, error: GitHubInvalid
    ) -> None:
        """The commit is gone, as after a forced push: start where the base is now."""
        situation = await side.situation(attempt.github_id, self.wish.base, attempt.base)
        self._moves += 1
        if situation.base.sha == attempt.sha or self._moves > _MOVES:
            raise NotMade(error) from error
        if situation.found is not None:
            await self._settle(side, attempt, situation.found, told=False)
        else:
            await self._try(side, await self._written_down(situation), again=False)

    async def _is_ours(self, situation: Situation) -> bool:
        """Whether the branch was made from this card before: then it is what is wanted."""
        async with self._context.units.read() as unit:
            return await PullRequestRepository(unit.session).is_made_from(
                self.wish.card_id, self.wish.repo_id, situation.facts.github_id, self.wish.name
            )

    # How it ends.

    async def _finish(self, side: BranchSide, made: MadeBranch, base: str) -> None:
        """The branch is there: write that down, and end the task by the same commit.

        Args:
            side: speaks with GitHub.
            made: the branch.
            base: where it started.
        """
        for _ in range(_LOOKS):
            try:
                await self._context.retried(partial(self._record, made, base), self.wish.actor)
            except DeletedMeanwhile as news:
                found = await side.look()
                made = made.gone_since() if found is None else made.there_after(news, found.sha)
            else:
                self._attempt = None
                return
        raise RetryLater("Others delete this branch and make it again, all the time.")

    async def _record(self, made: MadeBranch, base: str, unit: WriteUnit) -> None:
        wish = self.wish
        repository = await RepositoryWriteRepository(unit.session).locked(wish.repo_id)
        # Either may be gone since; the branch is there all the same.
        if repository is not None and await is_kept(unit.session, wish.card_id):
            # Too late to stop: it is there, and whoever took the card back keeps it where it is.
            old = self._context.cancelled
            await BranchNews(unit, repository, CardLinks(unit), old=old).made(wish.card_id, made)
        result = {
            "branch": made.name,
            "url": branch_url(made.repository, made.name),
            "sha": made.sha,
            "base": base,
            "created": made.created,
            "repository": made.repository.full_name,
        }
        await self._context.progress(STEPS, STEPS, made.name)
        await self._context.succeed(unit, result)

    async def _forget(self, suggestion: str | None = None) -> None:
        """What was written down did not happen: a later run must not look for it."""
        kept = {} if suggestion is None else {"suggestion": suggestion}
        attempt = self._attempt

        async def work(unit: WriteUnit) -> None:
            if attempt is not None:
                await RepositoryWriteRepository(unit.session).locked(self.wish.repo_id)
                rows = PullRequestWriteRepository(unit.session, self.wish.repo_id)
                await rows.forget_expected(attempt.repository, self.wish.name)
            await self._context.checkpoint(kept)

        if kept or attempt is not None:
            await self._context.retried(work, self.wish.actor)
        self._attempt = None
