"""What keeps us from writing on GitHub, and what becomes of it.

A task that is refused fails once in a repository: it waits there for a person, who sees it beside the
repository and may have it tried again. As long as it does, others that are refused the same way end
without more ado. As soon as something could be written, it is gone.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trivet.auth.errors import GitHubTokenRefused
from trivet.github.errors import GitHubForbids, GitHubUnseen, RepositoryArchived
from trivet.github.models import Repository
from trivet.github.writing_repository import WritingRepository
from trivet.platform.errors import AppError
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import PermanentFailure
from trivet.platform.tasks.failures import storable
from trivet.platform.tasks.repository import TaskRepository
from trivet.platform.uow import WriteUnit

REFUSALS = (GitHubUnseen, GitHubForbids, RepositoryArchived, GitHubTokenRefused)
"""Whoever we write as may not, or nobody may."""
Story = dict[str, Any]


class NotWritten(PermanentFailure):
    code = "not_written"
    title = "GitHub does not let us write this"


def said_of(error: AppError) -> str:
    """What happened, and what to do next."""
    return error.detail or error.title


async def connected(context: TaskContext, repository_id: UUID) -> Repository | None:
    """A repository, as long as it is connected."""
    async with context.units.read() as unit:
        row = await unit.session.get(Repository, repository_id)
    return None if row is None or row.secret is None else row


async def ended(
    context: TaskContext, unit: WriteUnit, repository: Repository, story: Story, *, wrote: bool
) -> None:
    """End a task; the last thing in its unit.

    Args:
        context: of the task.
        unit: of this context.
        repository: where something was to be written.
        story: what came of it.
        wrote: whether something was written: then what kept us from it before does so no more.
    """
    if wrote:
        failed = await WritingRepository(unit.session).failures(
            repository.workspace_id, name=context.claim.name
        )
        ids = [row.id for row in failed.get(str(repository.id), ())]
        if ids:
            await TaskRepository(unit.session).remove(ids)
    await context.succeed(unit, story)


async def refused(
    context: TaskContext, repository: Repository, why: str, story: Story
) -> Mapping[str, Any]:
    """Say that something was refused: by failing, or, if one that failed for that waits, in the result.

    Raises:
        NotWritten: it is the first.
    """
    async with context.units.read() as unit:
        failed = await WritingRepository(unit.session).failures(
            repository.workspace_id, name=context.claim.name
        )
    if all(row.error_detail != storable(why) for row in failed.get(str(repository.id), ())):
        raise NotWritten(why)
    return {**story, "refused": why}
