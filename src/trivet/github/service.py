"""What deliveries do: pull requests and branches become known, are linked, and move cards."""

from datetime import datetime

from trivet.github.branch_news import BranchNews
from trivet.github.errors import MalformedPayload
from trivet.github.facts import (
    CheckData,
    PullRequestReading,
    ReviewData,
    check_of_run,
    check_of_status,
    is_our_own,
    review_of,
    suite_sha_of,
)
from trivet.github.links import CardLinks, Story
from trivet.github.models import Repository
from trivet.github.payloads import (
    BranchData,
    Payload,
    PullRequestData,
    branch_of,
    object_of,
    pull_request_of,
    repository_of,
)
from trivet.github.pull_request_news import PullRequestNews
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.repository_news import follow_repository_event
from trivet.github.syncing import have_synced
from trivet.github.writing_wanted import WritingNews
from trivet.platform.uow import WriteUnit


class WebhookService:
    """Does what the deliveries of one repository say, within its workspace.

    Lock order: the repository, then boards and cards as everywhere.

    Args:
        unit: the write unit; its actor says that it comes from GitHub.
        repository: the connected repository.
        old: whether what is told happened before it was connected: it is shown, and moves nothing.
        told_at: when it was told; None is now.
        again: whether it was heard before: then on equal times what is known stands, and a push opens
            no draft.
        held: whether the unit holds the repository already.
    """

    def __init__(
        self,
        unit: WriteUnit,
        repository: Repository,
        *,
        old: bool = False,
        told_at: datetime | None = None,
        again: bool = False,
        held: bool = False,
    ) -> None:
        self._unit = unit
        self._held = held
        self._again = again
        self._old = old
        self._repository = repository
        self._repositories = RepositoryWriteRepository(unit.session)
        self._links = CardLinks(unit)
        self._pull_requests = PullRequestNews(
            unit, repository, self._links, old=old, told_at=told_at
        )
        self._branches = BranchNews(
            unit, repository, self._links, old=old, told_at=told_at, again=again
        )
        self._writing = WritingNews(unit, repository, old=old)

    async def process(self, event: str, payload: Payload) -> Story:
        """Do what a delivery says. The same delivery a second time changes nothing.

        Args:
            event: what kind of thing happened.
            payload: the body.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        match event:
            case "pull_request":
                return await self.process_pull_request_event(payload)
            case "pull_request_review":
                return await self._process_review(payload)
            case "check_run":
                run = object_of(payload.get("check_run"), "check_run")
                return await self._hear_of_check(payload, check_of_run(run))
            case "status":
                return await self._hear_of_check(payload, check_of_status(payload))
            case "check_suite":
                return await self._process_suite(payload)
            case "create" | "delete" | "push":
                return await self.process_branch_event(event, payload)
            case "repository":
                return await follow_repository_event(self._unit, self._repository.id, payload)
            case _:
                return {}

    async def process_pull_request_event(self, payload: Payload) -> Story:
        """A pull request was opened, changed or closed.

        Args:
            payload: of a `pull_request` delivery.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        return await self.hear_of_pull_request(pull_request_of(payload))

    async def hear_of_pull_request(
        self, data: PullRequestData, review: ReviewData | None = None
    ) -> Story:
        """Take over what became known of a pull request, from whatever source.

        Args:
            data: what became known.
            review: a review of it that became known with it.
        """
        await self._hold()
        news = await self._writing.is_news(data)
        told = await self._pull_requests.hear(data, review)
        await self._have_read()
        if news:
            await self._writing.follow(data)
        return told

    async def hear_of_reading(self, reading: PullRequestReading) -> Story:
        """Take over what GitHub says of a pull request where it was asked.

        Args:
            reading: itself, its reviews and its checks.
        """
        await self._hold()
        news = await self._writing.is_news(reading.pull_request)
        story = await self._pull_requests.hear_reading(reading)
        if news:
            await self._writing.follow(reading.pull_request)
        return story

    async def _hold(self) -> None:
        """Hold the repository until the unit ends."""
        if not self._held:
            await self._repositories.locked(self._repository.id)
            self._held = True

    async def _process_review(self, payload: Payload) -> Story:
        review = review_of(object_of(payload.get("review"), "review"))
        return await self.hear_of_pull_request(pull_request_of(payload), review)

    async def _process_suite(self, payload: Payload) -> Story:
        if payload.get("action") != "completed":
            return {}
        await self._hold()
        github_id = self._github_id_in(payload)
        await self._pull_requests.hear_of_suite(github_id, suite_sha_of(payload))
        await self._have_read()
        return {}

    async def _have_read(self) -> None:
        """Have GitHub asked about what deliveries leave open, where somebody's token may ask."""
        if self._repository.picked:
            numbers = sorted(self._pull_requests.doubtful)
            await have_synced(self._unit, self._repository, numbers)

    def _github_id_in(self, payload: Payload) -> int:
        repository = repository_of(payload)
        if repository is None:
            raise MalformedPayload("It names no repository.")
        return repository.github_id

    async def _hear_of_check(self, payload: Payload, check: CheckData) -> Story:
        if is_our_own(check):
            return {}  # the echo of what we wrote
        await self._hold()
        return await self._pull_requests.hear_checks(self._github_id_in(payload), [check])

    async def process_branch_event(self, event: str, payload: Payload) -> Story:
        """A branch was created, deleted or pushed to.

        It is linked to the cards whose keys are in its name; those that it was made from it has.

        Args:
            event: `create`, `delete` or `push`.
            payload: the body.

        Raises:
            MalformedPayload: something that is needed is not there.
        """
        data = branch_of(event, payload)
        return {} if data is None else await self.hear_of_branch(data)

    async def hear_of_branch(self, data: BranchData) -> Story:
        """Take over what became known of a branch, from whatever source.

        Args:
            data: what became known.
        """
        await self._hold()
        story = await self._branches.hear(data)
        if not self._again:  # what was wanted by then was done by then
            await self._writing.follow_push(data)
        return story
