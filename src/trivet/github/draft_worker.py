"""Opening a draft pull request at the first push to a branch that was made from a card: the body of the
task.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller, CallerKind
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions
from trivet.cards.written import cards_written
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import BaseBranchMissing, GitHubInvalid, NoDrafts
from trivet.github.models import Repository
from trivet.github.payloads import Payload, number_of, pull_request_of
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.service import WebhookService
from trivet.github.writing_problems import REFUSALS, Story, connected, ended, refused, said_of
from trivet.github.writing_repository import Origin as MadeBy
from trivet.github.writing_repository import WritingRepository
from trivet.github.writing_words import CardThere, card_url, draft_body, draft_title
from trivet.platform.errors import AppError
from trivet.platform.events import Actor, Origin
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

NO_DRAFTS = (
    "GitHub offers no draft pull requests in this repository: in private ones that takes a paid plan. "
    "Trivet opens none there until this is tried again; open pull requests by hand."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft that is wanted.

    Args:
        repository: where.
        branch: what is to be merged.
        card: for which card.
        made: how the branch came to be.
    """

    repository: Repository
    branch: str
    card: CardThere
    made: MadeBy


class DraftOpener:
    """The body of `open_draft_task`.

    Args:
        github: gives out clients.
        access: who may do what.
        settings: our own address.
    """

    def __init__(self, github: GitHubAccess, access: BoardAccess, settings: Settings) -> None:
        self._github = github
        self._access = access
        self._settings = settings

    async def __call__(
        self, context: TaskContext, args: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """Open one, unless there is a pull request of the branch, whoever opened it. A second run finds
        what the first one opened."""
        repository = await connected(context, UUID(str(args["repo_id"])))
        wanted = None
        if repository is not None:
            wanted = await self._wanted(context, repository, str(args["branch_name"]))
        if repository is None or wanted is None:
            return {"nothing": "No draft is wanted."}
        async with context.units.read() as unit:
            failed = await WritingRepository(unit.session).failures(
                repository.workspace_id, name=context.claim.name
            )
        for row in failed.get(str(repository.id), ()):
            if row.error_detail == NO_DRAFTS:
                return {"refused": NO_DRAFTS}
        return await self._open(context, wanted)

    async def _wanted(
        self, context: TaskContext, repository: Repository, branch: str
    ) -> Wanted | None:
        if not repository.draft_on_push or repository.github_id is None:
            return None
        async with context.units.read() as unit:
            rows = WritingRepository(unit.session)
            found = await rows.made_branch(repository.id, repository.github_id, branch)
            if found is None:
                return None
            written = {card.id: card for card in await cards_written(unit.session, found[1])}
            there = [written[card_id] for card_id in found[1] if card_id in written]
            if not there or await rows.has_pull_request(
                repository.id, repository.github_id, branch
            ):
                return None
            made = await rows.origin_of(repository, branch, found[1])
        card = CardThere(there[0], closes=True, url=card_url(self._settings, there[0]))
        return Wanted(repository, branch, card, made)

    async def _open(self, context: TaskContext, wanted: Wanted) -> Mapping[str, Any] | None:
        """Open it as whoever asked for the branch, else as who writes otherwise."""
        refusal = ""
        for find in (self._maker, self._usual):
            try:
                client = await find(context, wanted)
                if client is not None:
                    return await self._opened(context, client, wanted)
            except REFUSALS as error:
                refusal = said_of(error)
        return await refused(context, wanted.repository, refusal, {})

    async def _maker(self, context: TaskContext, wanted: Wanted) -> GitHubClient | None:
        user_id = wanted.made.user_id
        if user_id is None or not await self._may_still(context, user_id, wanted):
            return None
        return await self._github.for_person(user_id, background=True)

    async def _usual(self, _context: TaskContext, wanted: Wanted) -> GitHubClient | None:
        return await self._github.for_background(wanted.repository)

    async def _may_still(self, context: TaskContext, user_id: UUID, wanted: Wanted) -> bool:
        """Whether somebody may change the card as of now: nothing is done in the name of who left."""
        caller = Caller(user_id, CallerKind.SESSION, context.task_id)
        async with context.units.read() as unit:
            try:
                cards = CardQuestions(unit.session, caller, self._access)
                await cards.to_change(wanted.card.card.id)
            except AppError:
                return False
        return True

    async def _opened(
        self, context: TaskContext, client: GitHubClient, wanted: Wanted
    ) -> Mapping[str, Any] | None:
        name = wanted.repository.full_name
        there = await client.pull_requests_of(name, wanted.branch)
        if there:
            whole = await client.get_pull_request(name, number_of(there[0], "number"))
            await self._end(context, wanted, whole, opened=False)
            return None
        for base in await self._bases(client, wanted):
            try:
                made = await client.open_draft(
                    name,
                    wanted.branch,
                    base=base,
                    title=draft_title(wanted.card.card),
                    body=draft_body(wanted.card),
                )
            except NoDrafts:
                return await refused(context, wanted.repository, NO_DRAFTS, {})
            except BaseBranchMissing:
                continue
            except GitHubInvalid as error:
                return {"nothing": said_of(error)}
            await self._end(context, wanted, made, opened=True)
            return None
        return {"nothing": "There is no branch into which it could be merged."}

    async def _bases(self, client: GitHubClient, wanted: Wanted) -> Sequence[str]:
        """Where it may be merged: where the branch was made from, else the default branch."""
        default = wanted.repository.default_branch
        if default is None:
            default = (await client.get_repository(wanted.repository.full_name)).default_branch
        bases = dict.fromkeys([wanted.made.base or default, default])
        return [base for base in bases if base != wanted.branch]

    async def _end(
        self, context: TaskContext, wanted: Wanted, pull: Payload, *, opened: bool
    ) -> None:
        """Take over what there is now, as if it had been delivered already, and end the task with that."""
        story: Story = {"pull_request": pull.get("number"), "opened": opened}
        data = pull_request_of({"pull_request": pull, "repository": _repository_of(wanted, pull)})

        async def work(unit: WriteUnit) -> None:
            row = await RepositoryWriteRepository(unit.session).locked(wanted.repository.id)
            if row is not None and row.secret is not None:
                await WebhookService(unit, row).hear_of_pull_request(data)
            await ended(context, unit, wanted.repository, story, wrote=opened)

        actor = Actor(origin=Origin.GITHUB, correlation_id=context.claim.correlation_id)
        await context.retried(work, actor)


def _repository_of(wanted: Wanted, pull: Payload) -> Payload:
    base = pull.get("base")
    found = base.get("repo") if isinstance(base, Mapping) else None
    if isinstance(found, Mapping):
        return found
    return {"id": wanted.repository.github_id, "full_name": wanted.repository.full_name}
