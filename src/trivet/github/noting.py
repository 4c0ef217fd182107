"""What GitHub says of a connected repository, written into its row: names, facts, problems."""

from dataclasses import dataclass
from uuid import UUID

from trivet.github.answers import RepositoryFacts
from trivet.github.models import Repository
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import ProblemCode
from trivet.github.tasks import CHECK_REPOSITORY, REMOVE_WEBHOOK, keeping
from trivet.platform.clock import now
from trivet.platform.tasks.failures import storable
from trivet.platform.uow import WriteUnit
from trivet.workspaces.events import WorkspaceEvent

REPOSITORY_RENAMED = "repository.renamed"
REPOSITORY_PROBLEM = "repository.problem"
REPOSITORY_RECOVERED = "repository.recovered"


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a repository from working.

    Args:
        code: stable; what programs decide by.
        detail: what happened and what to do next.
    """

    code: ProblemCode
    detail: str


def name_key(full_name: str) -> str:
    """A repository's name as GitHub compares it: capitals do not matter."""
    return full_name.casefold()


async def note_facts(unit: WriteUnit, row: Repository, facts: RepositoryFacts) -> None:
    """Take over what GitHub says of a repository, its name included.

    Args:
        unit: the write unit, which holds the row.
        row: the repository.
        facts: what GitHub says; of the same repository.
    """
    await take_name(unit, row, facts.full_name)
    row.private = facts.private
    row.archived = facts.archived
    row.default_branch = facts.default_branch[:255]


async def take_name(unit: WriteUnit, row: Repository, full_name: str) -> None:
    """Call a repository as it is called on GitHub now.

    In its workspace another row may hold that name. On GitHub only one repository has it, so that row's
    name is out of date: it gives the key up, and is looked at if it is connected. Unless it is the same
    repository, connected again by hand under its new name: then it keeps the key.

    Args:
        unit: the write unit, which holds the row.
        row: the repository.
        full_name: `owner/name`.
    """
    if full_name == row.full_name and row.name_key == name_key(full_name):
        return
    was, key = row.full_name, name_key(full_name)
    row.full_name = full_name
    if key != row.name_key:
        repositories = RepositoryWriteRepository(unit.session)
        other = await repositories.named(row.workspace_id, key)
        if other is not None and other.id != row.id:
            if other.secret is not None and other.github_id == row.github_id:
                key = aside(row)
            else:
                other.name_key = aside(other)
                if other.secret is not None:
                    look_at(unit, other)
                await unit.session.flush()
        row.name_key = key
    if name_key(was) != name_key(full_name) and row.secret is not None:
        _emit(unit, REPOSITORY_RENAMED, row, {"was": was})
    await unit.session.flush()


def aside(row: Repository) -> str:
    """A key for a row that has no name to itself: one that is no name, as those have a slash."""
    return str(row.id)


def set_problem(unit: WriteUnit, row: Repository, problem: Problem | None) -> None:
    """Say what is wrong with a repository, or that nothing is any more.

    Args:
        unit: the write unit, which holds the row.
        row: the repository.
        problem: what is wrong; None if nothing is.
    """
    if problem is None:
        if row.problem is not None:
            _emit(unit, REPOSITORY_RECOVERED, row, {"problem": row.problem})
        clear_problem(row)
        return
    if row.problem != problem.code:
        row.problem_since = now()
        _emit(unit, REPOSITORY_PROBLEM, row, {"problem": str(problem.code)})
    row.problem = str(problem.code)
    row.problem_detail = storable(problem.detail)


def clear_problem(row: Repository) -> None:
    """Nothing is known to be wrong."""
    row.problem = row.problem_detail = row.problem_since = None


def look_at(unit: WriteUnit, row: Repository, *, requested_by: UUID | None = None) -> None:
    """Have a repository looked at on GitHub.

    Args:
        unit: the write unit.
        row: the repository.
        requested_by: who asks; None if nobody does.
    """
    unit.enqueue(
        CHECK_REPOSITORY.call(
            {"repository_id": str(row.id)},
            workspace_id=row.workspace_id,
            requested_by=requested_by,
            concurrency_key=keeping(row.id),
        )
    )


def remove_hook(unit: WriteUnit, row: Repository, *, requested_by: UUID | None) -> None:
    """Have the webhook removed that we keep.

    Args:
        unit: the write unit.
        row: the repository, as it is while it has the webhook.
        requested_by: in whose name, if they can; else in that of whoever connected it.
    """
    unit.enqueue(
        REMOVE_WEBHOOK.call(
            {
                "full_name": row.full_name,
                "hook_id": row.hook_id,
                "repository_id": str(row.id),
                "connected_by": None if row.connected_by is None else str(row.connected_by),
            },
            workspace_id=row.workspace_id,
            requested_by=requested_by,
            # After the set-up that may be under way.
            concurrency_key=keeping(row.id),
        )
    )


def _emit(unit: WriteUnit, type_: str, row: Repository, said: dict[str, str]) -> None:
    payload = {"repository_id": str(row.id), "full_name": row.full_name, **said}
    unit.emit(WorkspaceEvent(type=type_, workspace_id=row.workspace_id, payload=payload))
