"""Whether we write on GitHub in a repository: switched by admins, if somebody there can."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from trivet.auth.callers import Caller
from trivet.auth.errors import GitHubTokenRefused
from trivet.auth.models import GitHubToken, User
from trivet.github.answers import RepositoryFacts
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import CannotWrite, GitHubForbids, GitHubUnseen, RepositoryNotFound
from trivet.github.models import Repository
from trivet.github.repository import RepositoryRepository
from trivet.github.repository_patch import SWITCHES
from trivet.github.writing_repository import WritingRepository
from trivet.github.writing_schemas import WritesAs, WritingOut, WritingProblemOut
from trivet.github.writing_wanted import want
from trivet.platform.db.session import ReadSession
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import TaskRepository
from trivet.platform.uow import Units, WriteUnit
from trivet.workspaces.permissions import ADMINISTER, WorkspacePermissions

MOST_AT_ONCE = 200
"""Pull requests about which we write as soon as it is switched on: the newest."""
_GONE = "Whoever connected it is gone: disconnect it, and connect it again."


class WritingQuestions:
    """Asks GitHub whether somebody can write in a repository, outside of every unit of work.

    Args:
        units: read who may do what.
        caller: who wants it.
        github: gives out clients.
    """

    def __init__(self, units: Units, caller: Caller, github: GitHubAccess) -> None:
        self._units = units
        self._caller = caller
        self._github = github

    async def demand(
        self, workspace_id: UUID, repository_id: UUID, switches: Mapping[str, bool]
    ) -> None:
        """Refuse to switch on what could not be done.

        Args:
            workspace_id: where.
            repository_id: which repository.
            switches: what is wanted.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: the caller may not.
            RepositoryNotFound: the workspace has none such.
            CannotWrite: nobody can write there.
            GitHubLimited, GitHubUnreachable: GitHub does not answer right now.
        """
        async with self._units.read() as unit:
            permissions = WorkspacePermissions(unit.session)
            await permissions.demand(self._caller, workspace_id, ADMINISTER)
            row = await RepositoryRepository(unit.session).get(workspace_id, repository_id)
        if row is None:
            raise RepositoryNotFound("Look for it in the list; it may have been disconnected.")
        new = [name for name, on in switches.items() if on and not getattr(row, name)]
        if new:
            await self._demand(row, new)

    async def _demand(self, row: Repository, new: Sequence[str]) -> None:
        try:
            client = await self._github.for_background(row)
            facts = await client.get_repository(row.full_name)
        except GitHubTokenRefused as error:
            if not row.picked:
                raise CannotWrite(
                    "It was connected by hand, and whoever did that has no GitHub account here that "
                    "works: they connect theirs, or an admin who has one disconnects it and picks it "
                    "from the list."
                ) from error
            raise CannotWrite(error.detail) from error
        except (GitHubUnseen, GitHubForbids) as error:
            raise CannotWrite(
                f"{_who(client)} is not let in there by GitHub: {error.detail}"
            ) from error
        _refuse(row, facts, client, new)


def _refuse(
    row: Repository, facts: RepositoryFacts, client: GitHubClient, new: Sequence[str]
) -> None:
    if row.github_id not in {None, facts.github_id}:
        raise CannotWrite("Another repository has its name on GitHub now.")
    if facts.archived or facts.disabled:
        raise CannotWrite("Nobody can write there: it is archived, or GitHub switched it off.")
    if not facts.writable and set(new) != {"links_back"}:  # who reads may comment
        raise CannotWrite(f"{_who(client)} may only read it on GitHub: that takes write access.")


def _who(client: GitHubClient) -> str:
    return "The GitHub App" if client.is_app else "Whoever connected it"


async def switch(unit: WriteUnit, row: Repository, switches: Mapping[str, bool]) -> bool:
    """Switch what is written in a repository; what went wrong before is forgotten then.

    Args:
        unit: the write unit, which holds the row.
        row: the repository.
        switches: what is wanted.

    Returns:
        whether anything changed.
    """
    changed = {name: on for name, on in switches.items() if getattr(row, name) != on}
    if not changed:
        return False
    for name, on in changed.items():
        setattr(row, name, on)
    await unit.session.flush()
    rows = WritingRepository(unit.session)
    failed = (await rows.failures(row.workspace_id)).get(str(row.id), ())
    if failed:
        await TaskRepository(unit.session).remove([task.id for task in failed])
    if changed.get("links_back") or changed.get("status_back"):
        await want(unit, await rows.of_repository(row.id, MOST_AT_ONCE))
    return True


def all_off(row: Repository) -> None:
    """Nothing is written any more: whoever connects it next decides anew."""
    for name in SWITCHES:
        setattr(row, name, False)


async def writing_of(
    session: ReadSession, rows: Sequence[Repository], settings: Settings
) -> dict[UUID, WritingOut]:
    """What is written in repositories of one workspace, and as whom.

    Args:
        session: reads.
        rows: the repositories.
        settings: whether there is an App.
    """
    people = {row.connected_by for row in rows if row.connected_by is not None}
    logins = await session.execute(
        select(User.id, User.name, GitHubToken.login, GitHubToken.refused_at)
        .outerjoin(GitHubToken, GitHubToken.user_id == User.id)
        .where(User.id.in_(people))
    )
    known = {
        user_id: (name, login, refused_at is not None)
        for user_id, name, login, refused_at in logins
    }
    failed: dict[str, list[TaskRow]] = {}
    for workspace_id in {row.workspace_id for row in rows if _any(row)}:
        failed |= await WritingRepository(session).failures(workspace_id)
    return {row.id: _shown(row, settings, known, failed.get(str(row.id), [])) for row in rows}


def _any(row: Repository) -> bool:
    return any(getattr(row, name) for name in SWITCHES)


def _shown(
    row: Repository,
    settings: Settings,
    known: Mapping[UUID, tuple[str, str | None, bool]],
    failed: Sequence[TaskRow],
) -> WritingOut:
    writes_as, login, why_not = None, None, None
    if row.installation_id is not None and settings.github_app_id is not None:
        writes_as = WritesAs.APP
    elif row.connected_by is None or row.connected_by not in known:
        why_not = _GONE
    else:
        name, login, refused = known[row.connected_by]
        if login is None:
            why_not = f"{name}, who connected it, has no GitHub account here."
        elif refused:
            why_not = f"{name}, who connected it, has to sign in with GitHub again."
        else:
            writes_as = WritesAs.PERSON
    return WritingOut(
        links_back=row.links_back,
        status_back=row.status_back,
        draft_on_push=row.draft_on_push,
        writes_as=writes_as,
        login=login if writes_as is WritesAs.PERSON else None,
        why_not=why_not,
        problem=_problem(failed[0]) if failed and _any(row) else None,
    )


def _problem(task: TaskRow) -> WritingProblemOut:
    return WritingProblemOut(
        detail=task.error_detail or "", at=task.finished_at or task.created_at, task_id=task.id
    )
