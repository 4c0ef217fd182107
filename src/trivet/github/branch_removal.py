"""Deleting merged branches: the body of the task.

GitHub deletes a branch wherever it points, so it is asked before each: whether the pull request is
merged, whether the branch is the repository's own, unprotected and not the default one, whether it
still points where it was merged, and whether other pull requests need it. What must not be deleted is
left, and why is said. A second run finds gone what the first one deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller, CallerKind
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions, card_told
from trivet.github.answers import RepositoryFacts, head_facts
from trivet.github.branch_news import BranchNews
from trivet.github.client import GitHubClient
from trivet.github.closing_repository import ClosingRepository
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import (
    GitHubForbids,
    GitHubInvalid,
    GitHubUnseen,
    RepositoryArchived,
)
from trivet.github.links import CardLinks
from trivet.github.models import Branch, PullRequest, Repository
from trivet.github.payloads import BranchData, RepositoryData
from trivet.github.repository import RepositoryRepository, RepositoryWriteRepository
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.events import Actor, Origin
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import PermanentFailure
from trivet.platform.uow import WriteUnit

DELETED, GONE, KEPT = "deleted", "gone", "kept"


class Kept(Exception):
    """A branch stays.

    Args:
        detail: why, in one sentence.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a branch that is to be deleted."""

    branch: Branch
    repository: Repository
    pull_request: PullRequest


@dataclass(slots=True)
class Done:
    """What became of the branches so far; what the checkpoint keeps.

    Args:
        branches: what became of each.
        telling: the branch that GitHub was told to delete, without our knowing what came of it.
        as_of: when, by GitHub's clock, its repository was pushed to last before that.
    """

    branches: list[dict[str, Any]] = field(default_factory=list)
    telling: str | None = None
    as_of: str | None = None

    @classmethod
    def of(cls, saved: Mapping[str, Any] | None) -> "Done":
        """What an earlier run wrote down."""
        saved = saved or {}
        branches = [dict(each) for each in saved.get("branches", ())]
        return cls(branches, saved.get("telling"), saved.get("as_of"))

    def plain(self) -> dict[str, Any]:
        return {"branches": self.branches, "telling": self.telling, "as_of": self.as_of}

    def knows(self, branch_id: UUID) -> bool:
        return any(each["id"] == str(branch_id) for each in self.branches)


class BranchRemover:
    """Deletes merged branches of cards.

    Args:
        access: who may do what.
        github: asks GitHub.
    """

    def __init__(self, access: BoardAccess, github: GitHubAccess) -> None:
        self._access = access
        self._github = github

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, Any]:
        """Delete them, one after the other; tells of each what became of it."""
        run = Removing(context, args, self._access, self._github)
        return await run.remove()


class Removing:
    """One run for the branches of one card.

    Args:
        context: of the task.
        args: of the task.
        access: who may do what.
        github: asks GitHub.
    """

    def __init__(
        self,
        context: TaskContext,
        args: Mapping[str, Any],
        access: BoardAccess,
        github: GitHubAccess,
    ) -> None:
        self._context = context
        self._access = access
        self._github = github
        self._card_id = _id(args.get("card_id"))
        ids = args.get("branch_ids")
        if not isinstance(ids, list):
            raise PermanentFailure("`branch_ids` is no list.")
        self._branch_ids = [_id(each) for each in ids]
        self._done = Done.of(context.saved)
        asked_by, api = context.claim.requested_by, args.get("origin") == Origin.API
        kind = CallerKind.API_TOKEN if api else CallerKind.SESSION
        self._caller = None if asked_by is None else Caller(asked_by, kind, context.task_id)

    async def remove(self) -> dict[str, Any]:
        """Delete what may be deleted.

        Raises:
            CardNotFound, Forbidden: the card is gone, or not theirs to change any more.
            GitHubTokenRefused: they must sign in with GitHub again.
            GitHubLimited, GitHubUnreachable: GitHub does not answer now.
        """
        workspace_id = await self._allowed()
        for number, branch_id in enumerate(self._branch_ids):
            if self._done.knows(branch_id):
                continue
            self._context.stop_if_cancelled()
            target = await self._target(workspace_id, branch_id)
            if target is None:
                continue
            name = target.branch.name
            await self._context.progress(number, len(self._branch_ids), f"Deleting {name}")
            try:
                state, detail = await self._one(target), None
            except Kept as kept:
                state, detail = KEPT, kept.detail
            told = {"id": str(branch_id), "repository": target.branch.repository, "name": name}
            self._done.branches.append({**told, "state": state, "detail": detail})
            self._done.telling = self._done.as_of = None
            await self._context.checkpoint(self._done.plain())
        return {"branches": self._done.branches}

    # What is here.

    async def _allowed(self) -> UUID:
        """The card's workspace, if who wants this may change the card, as of now."""
        async with self._context.units.read() as unit:
            if self._caller is None:
                return (await card_told(unit.session, self._card_id)).workspace_id
            cards = CardQuestions(unit.session, self._caller, self._access)
            return (await cards.to_change(self._card_id)).workspace_id

    async def _target(self, workspace_id: UUID, branch_id: UUID) -> Target | None:
        """What is known of a branch; None if it is not one of the card's merged ones any more."""
        async with self._context.units.read() as unit:
            branch = await unit.session.get(Branch, branch_id)
            if branch is None:
                return None
            repository = await RepositoryRepository(unit.session).get(
                workspace_id, branch.repository_id
            )
            pull = await ClosingRepository(unit.session).merged_by(self._card_id, branch)
        if repository is None or pull is None:
            return None
        return Target(branch, repository, pull)

    async def _client(self, repository: Repository) -> GitHubClient:
        if self._caller is None:
            return await self._github.for_background(repository)
        return await self._github.for_person(self._caller.user_id)

    # What is there.

    async def _one(self, target: Target) -> str:
        """Delete one; says whether that was needed.

        Raises:
            Kept: it must stay.
        """
        client = await self._client(target.repository)
        name = target.branch.name
        facts = await self._facts(client, target)
        sha = await self._merged_at(client, facts, target)
        await self._refuse_needed(client, facts.full_name, name)
        found = await client.branch_standing(facts.full_name, name)
        told = self._done.telling == str(target.branch.id)
        if not told:
            self._done.as_of = facts.pushed_at
        if found is None:
            await self._note(target, facts)
            return DELETED if told else GONE
        if found.protected:
            raise Kept(f"{name} is protected on GitHub.")
        if found.sha != sha:
            raise Kept(f"Something was pushed to {name} after it was merged.")
        self._done.telling = str(target.branch.id)
        await self._context.checkpoint(self._done.plain())
        self._context.stop_if_cancelled()
        deleted = await self._delete(client, facts.full_name, name)
        await self._note(target, facts)
        return DELETED if deleted or told else GONE

    async def _facts(self, client: GitHubClient, target: Target) -> RepositoryFacts:
        """The repository, if the branch may be deleted as far as it goes."""
        branch = target.branch
        try:
            facts = await client.get_repository(target.repository.full_name)
        except GitHubUnseen:
            raise Kept(f"GitHub does not show you {target.repository.full_name}.") from None
        except GitHubForbids as error:
            raise Kept(error.detail) from error
        if facts.github_id != branch.github_id:
            raise Kept(f"By the name {facts.full_name} there is another repository now.")
        if facts.archived:
            raise Kept(f"{facts.full_name} is archived on GitHub.")
        if not facts.writable:
            raise Kept(f"You can read {facts.full_name}, and not write to it.")
        if branch.name == facts.default_branch:
            raise Kept(f"{branch.name} is the default branch.")
        return facts

    async def _merged_at(self, client: GitHubClient, facts: RepositoryFacts, target: Target) -> str:
        """The commit at which the branch was merged."""
        name, number = target.branch.name, target.pull_request.number
        try:
            found = head_facts(await client.get_pull_request(facts.full_name, number))
        except GitHubUnseen:
            raise Kept(f"GitHub does not show you #{number}.") from None
        except GitHubForbids as error:
            raise Kept(error.detail) from error
        if not found.merged:
            raise Kept(f"#{number} is not merged.")
        if not found.own or found.branch != name:
            raise Kept(f"#{number} does not come from {name} of {facts.full_name} itself.")
        return found.sha

    async def _refuse_needed(self, client: GitHubClient, full_name: str, name: str) -> None:
        """Refuse what other pull requests need: GitHub closes those whose branch goes."""
        owner = full_name.partition("/")[0]
        for query in ({"head": f"{owner}:{name}"}, {"base": name}):
            numbers = await client.some_open(full_name, query)
            if numbers:
                raise Kept(f"#{numbers[0]}, which is open, needs {name}.")

    async def _delete(self, client: GitHubClient, full_name: str, name: str) -> bool:
        try:
            return await client.delete_branch(full_name, name)
        except GitHubUnseen:
            # What may not be written to is answered so too.
            if await client.get_branch(full_name, name) is None:
                return False
            raise Kept(f"GitHub lets you see {full_name}, and not write to it.") from None
        except (GitHubInvalid, GitHubForbids, RepositoryArchived) as error:
            raise Kept(error.detail) from error

    async def _note(self, target: Target, facts: RepositoryFacts) -> None:
        """Take over that a branch is gone: GitHub tells of it later, or not at all."""
        actor = Actor(origin=Origin.API, correlation_id=self._context.claim.correlation_id)
        if self._caller is not None:
            actor = self._caller.actor(self._context.claim.correlation_id)
        await self._context.retried(partial(self._gone, target, facts), actor)

    async def _gone(self, target: Target, facts: RepositoryFacts, unit: WriteUnit) -> None:
        repository = await RepositoryWriteRepository(unit.session).locked(target.repository.id)
        if repository is None:
            return
        try:
            pushed = parse_rfc3339(self._done.as_of or "")
        except ValueError:
            pushed = now()
        gone = BranchData(
            repository=RepositoryData(facts.github_id, facts.full_name, facts.url),
            name=target.branch.name,
            url=target.branch.url,
            deleted=True,
            # By GitHub's clock, and before it was deleted: what is told of later is newer.
            at=max(target.branch.changed_at, pushed),
        )
        await BranchNews(unit, repository, CardLinks(unit)).hear(gone)


def _id(found: Any) -> UUID:
    try:
        return UUID(str(found))
    except ValueError:
        raise PermanentFailure("`card_id` and `branch_ids` have to be ids.") from None
