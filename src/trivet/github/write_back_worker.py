"""Writing on GitHub about the cards of a pull request: the body of the task.

GitHub is asked at first what there is: what stands there already is not written again, and what a lost
answer or a killed process left there is found.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from trivet.cards.written import cards_written
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import GitHubForbids, GitHubInvalid, GitHubUnseen
from trivet.github.facts import OUR_STATUS
from trivet.github.models import PullRequest, Repository
from trivet.github.payloads import Payload, object_of, text_of
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.writing_client import CommentFacts
from trivet.github.writing_problems import REFUSALS, Story, connected, ended, refused, said_of
from trivet.github.writing_repository import WritingRepository
from trivet.github.writing_words import (
    CardThere,
    card_url,
    comment_of,
    marker_of,
    needs_comment,
    set_of,
    verdict_on,
)
from trivet.platform.errors import AppError
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit


@dataclass(frozen=True, slots=True)
class Subject:
    """A pull request about which something is to be written.

    Args:
        repository: the connection.
        id: our id of the pull request.
        number: GitHub's.
        cards: those that show it, in order.
        comment_id: GitHub's number of our comment; below zero what `set_of` says; None if there is none.
        status_told: what we said last of its newest commit.
    """

    repository: Repository
    id: UUID
    number: int
    cards: Sequence[CardThere]
    comment_id: int | None
    status_told: str | None


class WriteBack:
    """The body of `write_back_task`.

    Args:
        github: gives out clients.
        settings: our own address.
    """

    def __init__(self, github: GitHubAccess, settings: Settings) -> None:
        self._github = github
        self._settings = settings

    async def __call__(
        self, context: TaskContext, args: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """Write what is wanted and does not stand there yet. A second run finds all of it."""
        repository = await connected(context, UUID(str(args["repo_id"])))
        subject = None
        if repository is not None:
            subject = await self._subject(context, repository, int(args["pr_number"]))
        if repository is None or subject is None:
            return {"nothing": "It is not written about."}
        try:
            client = await self._github.for_background(repository)
            pull = await client.get_pull_request(repository.full_name, subject.number)
        except REFUSALS as error:
            return await refused(context, repository, said_of(error), {})
        if pull.get("state") != "open":
            return {"nothing": "It is closed."}
        return await Writing(context, client, subject).write(pull)

    async def _subject(
        self, context: TaskContext, repository: Repository, number: int
    ) -> Subject | None:
        """What is written about; None if that is not wanted, or not known."""
        if not (repository.links_back or repository.status_back):
            return None
        async with context.units.read() as unit:
            rows = WritingRepository(unit.session)
            row = await rows.pull_request(repository, number)
            if row is None or row.foreign:
                return None
            closes = await rows.links(row.id)
            cards = [
                CardThere(card, closes[card.id], card_url(self._settings, card))
                for card in await cards_written(unit.session, closes)
            ]
        return Subject(repository, row.id, number, cards, row.comment_id, row.status_told)


class Writing:
    """One run for one pull request.

    Args:
        context: of the task.
        client: speaks for who writes.
        subject: what is written about.
    """

    def __init__(self, context: TaskContext, client: GitHubClient, subject: Subject) -> None:
        self._context = context
        self._client = client
        self._subject = subject
        self._name = subject.repository.full_name
        self._story: Story = {}
        self._wrote = False

    async def write(self, pull: Payload) -> Mapping[str, Any] | None:
        """Write a comment and a status, each if it is wanted; one that is refused keeps not the other.

        Args:
            pull: the pull request, as GitHub has it now.
        """
        repository = self._subject.repository
        refusals: list[str] = []
        for wanted, part, write in (
            (repository.links_back, "comment", self._comment),
            (repository.status_back, "status", self._status),
        ):
            if wanted and (refusal := await self._part(part, write, pull)) is not None:
                refusals.append(refusal)
        if refusals:
            return await refused(self._context, repository, " ".join(refusals), self._story)

        async def end(unit: WriteUnit) -> None:
            await ended(self._context, unit, repository, self._story, wrote=self._wrote)

        await self._context.retried(end)
        return None

    async def _part(
        self, part: str, write: Callable[[Payload], Awaitable[str]], pull: Payload
    ) -> str | None:
        """Write one thing, and say what came of it; why it was refused, if it was."""
        try:
            self._story[part] = await write(pull)
        except REFUSALS as error:
            if _is_locked(error):
                self._story[part] = "locked"
                return None
            self._story[part] = "refused"
            return f"No {part} could be written. {said_of(error)}"
        self._wrote = self._wrote or self._story[part] in {"created", "edited", "told"}
        return None

    # The comment

    async def _comment(self, pull: Payload) -> str:
        subject = self._subject
        body = comment_of(subject.id, subject.cards)
        if subject.comment_id is not None and subject.comment_id > 0:
            found = await self._client.comment(self._name, subject.comment_id)
            if found is None:
                await self._keep_comment(set_of(subject.cards))
                return "deleted by somebody"
            try:
                return await self._edited(found, body)
            except GitHubForbids:
                await self._keep_comment(
                    None
                )  # somebody else's by now, who wrote in our place before
        description = pull.get("body")
        if not needs_comment(subject.cards, description if isinstance(description, str) else ""):
            return "not needed"
        if subject.comment_id == set_of(subject.cards):
            return "deleted by somebody"
        return await self._made(body)

    async def _made(self, body: str) -> str:
        """Look for our comment, as an answer may have been lost; make it if there is none."""
        subject, marker = self._subject, marker_of(self._subject.id)
        for each in await self._client.comments(self._name, subject.number):
            if each.body.startswith(marker) and await self._client.is_own(each):
                await self._keep_comment(each.id)
                return await self._edited(each, body)
        made = await self._client.create_comment(self._name, subject.number, body)
        await self._keep_comment(made.id)
        return "created"

    async def _edited(self, found: CommentFacts, body: str) -> str:
        if "\n".join(found.body.splitlines()).strip() == body:
            return "as it was"
        try:
            await self._client.edit_comment(self._name, found.id, body)
        except GitHubUnseen:
            await self._keep_comment(set_of(self._subject.cards))
            return "deleted by somebody"
        return "edited"

    async def _keep_comment(self, number: int | None) -> None:
        def keep(row: PullRequest) -> None:
            row.comment_id = number

        await self._keep(keep)
        self._subject = replace(self._subject, comment_id=number)

    # The status

    async def _status(self, pull: Payload) -> str:
        subject = self._subject
        sha = text_of(object_of(pull.get("head"), "head"), "sha")
        verdict, before = verdict_on(subject.cards), subject.status_told or ""
        if not subject.cards and not before.startswith(f"{sha}:"):
            return "not needed"
        told = verdict.told(sha)
        if told == before:
            return "as it was"
        try:
            await self._client.create_status(
                self._name,
                sha,
                verdict.state,
                context=OUR_STATUS,
                said=verdict.said,
                url=verdict.url,
            )
        except GitHubInvalid as error:  # another commit came meanwhile, of which we are told
            return f"not taken: {said_of(error)}"

        def keep(row: PullRequest) -> None:
            row.status_told = told

        await self._keep(keep)
        return "told"

    async def _keep(self, keep: Callable[[PullRequest], None]) -> None:
        async def work(unit: WriteUnit) -> None:
            await RepositoryWriteRepository(unit.session).locked(self._subject.repository.id)
            row = await unit.session.get(PullRequest, self._subject.id)
            if row is not None:
                keep(row)
                await unit.session.flush()

        await self._context.retried(work)


def _is_locked(error: AppError) -> bool:
    """Whether nobody may say anything below a pull request any more: no want of a right."""
    said = str(error.extra.get("github_message", "")) if error.extra else ""
    return isinstance(error, GitHubForbids) and "locked" in said.lower()
