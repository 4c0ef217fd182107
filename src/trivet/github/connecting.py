"""Which repositories belong to a workspace: connected, seen to, disconnected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.github_tokens import GitHubAccount
from trivet.cards.bulk import begun
from trivet.github.answers import RepositoryFacts
from trivet.github.app_side import GitHubAppClient, InstallationFacts, keep_installation
from trivet.github.credentials import GitHubAccess
from trivet.github.doorkeeper import webhook_cipher
from trivet.github.errors import RepositoryConnected, RepositoryNotFound
from trivet.github.models import Repository
from trivet.github.noting import (
    aside,
    clear_problem,
    name_key,
    note_facts,
    remove_hook,
    take_name,
)
from trivet.github.repository import RepositoryRepository, RepositoryWriteRepository
from trivet.github.repository_patch import SWITCHES, RepositoryPatch
from trivet.github.schemas import RepositoryOut, Via
from trivet.github.standing import app_delivers, is_reachable, shown, via_of
from trivet.github.tasks import CHECK_REPOSITORY, SET_UP_WEBHOOK, keeping
from trivet.github.writing_settings import all_off, switch, writing_of
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id, new_secret
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import Task, TaskCall
from trivet.platform.tasks.repository import TaskReader
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import ReadUnit, Units, WriteUnit
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.permissions import ADMINISTER, EDIT, Right, WorkspacePermissions
from trivet.workspaces.service import WorkspaceQueries, locked_for

REPOSITORY_CONNECTED = "repository.connected"
REPOSITORY_DISCONNECTED = "repository.disconnected"
REPOSITORY_WRITING_CHANGED = "repository.writing_changed"
REPOSITORY_SECRET_RENEWED = "repository.secret_renewed"  # noqa: S105 - what happened, no secret

_LOOKS = {SET_UP_WEBHOOK.name, CHECK_REPOSITORY.name}


class RepositoryQueries:
    """What members ask about repositories.

    Args:
        unit: reads.
        caller: who asks.
        settings: our own address, and GitHub's.
        account: the caller's account on GitHub; None if they have none.
    """

    def __init__(
        self, unit: ReadUnit, caller: Caller, settings: Settings, account: GitHubAccount | None
    ) -> None:
        self._session = unit.session
        self._caller = caller
        self._workspaces = WorkspaceQueries(unit, caller)
        self._repositories = RepositoryRepository(unit.session)
        self._settings = settings
        self._account = account

    async def page(
        self, workspace_id: UUID, after: UUID | None, limit: int
    ) -> Sequence[RepositoryOut]:
        """The connected repositories of a workspace, oldest first.

        Args:
            workspace_id: which one.
            after: the last one already seen.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: the caller is no member of it.
        """
        await self._workspaces.get(workspace_id)
        rows = await self._repositories.page(workspace_id, after, limit)
        tasks = await TaskReader(self._session).under_way([keeping(row.id) for row, _ in rows])
        writing = await writing_of(self._session, [row for row, _ in rows], self._settings)
        by_key = {task.concurrency_key: snapshot_of(task) for task in tasks if task.name in _LOOKS}
        return [
            shown(
                row,
                self._settings,
                account=self._account,
                writing=writing[row.id],
                last=last,
                task=by_key.get(keeping(row.id)),
            )
            for row, last in rows
        ]


@dataclass(frozen=True, slots=True)
class Picked:
    """A repository that somebody picked, as GitHub shows it to them.

    Args:
        facts: what it is.
        installation: the installation of our App that covers it, if one does.
    """

    facts: RepositoryFacts
    installation: InstallationFacts | None


class Picker:
    """Asks GitHub about what is to be connected, outside of every unit of work.

    Args:
        units: read who may do what.
        caller: on whose behalf.
        github: gives out clients.
        app: speaks as our GitHub App.
    """

    def __init__(
        self, units: Units, caller: Caller, github: GitHubAccess, app: GitHubAppClient
    ) -> None:
        self._units = units
        self._caller = caller
        self._github = github
        self._app = app

    async def ask(self, workspace_id: UUID, full_name: str) -> Picked:
        """Look at a repository in the caller's name.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for
                `RepositoryService.connect_picked`: for who may not do it nothing is asked.
            GitHubTokenRefused: the caller has no account on GitHub, or must sign in there again.
            GitHubUnseen: GitHub shows the caller no such repository.
            GitHubForbids: it does not let them look.
            GitHubLimited, GitHubUnreachable: it does not answer right now.
        """
        async with self._units.read() as unit:
            await _demand(unit, self._caller, workspace_id, ADMINISTER)
        client = await self._github.for_person(self._caller.user_id)
        facts = await client.get_repository(full_name)
        return Picked(facts, await self._app.covering(facts.full_name))

    async def branches_of(self, workspace_id: UUID, repository_id: UUID) -> Repository:
        """A connected repository whose branches the caller may see: to make further ones.

        Raises:
            WorkspaceNotFound: the caller is no member of the workspace.
            RoleTooLow: the caller only looks on.
            InsufficientScope: the caller's API token lacks `write`.
            RepositoryNotFound: the workspace has none such.
        """
        async with self._units.read() as unit:
            await _demand(unit, self._caller, workspace_id, EDIT)
            row = await RepositoryRepository(unit.session).get(workspace_id, repository_id)
        if row is None:
            raise _not_found()
        return row


class RepositoryService:
    """Connects repositories. All of it is for admins.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        keys: encrypt the secrets of webhooks.
        settings: our own address, and GitHub's.
        account: the caller's account on GitHub; None if they have none.
    """

    def __init__(
        self,
        unit: WriteUnit,
        caller: Caller,
        keys: Keys,
        settings: Settings,
        account: GitHubAccount | None = None,
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._cipher = webhook_cipher(keys)
        self._settings = settings
        self._account = account
        self._repositories = RepositoryWriteRepository(unit.session)

    async def connect_by_hand(
        self, workspace_id: UUID, full_name: str, secret: str
    ) -> RepositoryOut:
        """Connect a repository whose webhook somebody makes; one that was connected before goes on
        where it was.

        Args:
            workspace_id: where.
            full_name: `owner/name`.
            secret: of the webhook.

        Raises:
            WorkspaceNotFound: the caller is no member of the workspace.
            RoleTooLow: the caller is no admin.
            InsufficientScope: the caller's API token lacks `admin`.
            RepositoryConnected: it is connected already.
        """
        await self._may_manage(workspace_id)
        row = await self._repositories.named(workspace_id, name_key(full_name))
        row = self._new(row, workspace_id, full_name)
        row.picked = False
        # By this name there may be another repository now.
        row.github_id = row.installation_id = None
        row.private = row.default_branch = None
        row.archived = False
        self._set_secret(row, secret)
        await take_name(self._unit, row, full_name)
        await self._unit.session.flush()
        self._emit(REPOSITORY_CONNECTED, row)
        return await self._shown(row)

    async def connect_picked(self, workspace_id: UUID, picked: Picked) -> RepositoryOut:
        """Connect a repository that GitHub showed to the caller; one that was connected before goes on
        where it was, also if it was renamed since. Its webhook is made by a task.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope, RepositoryConnected: as for
                `connect_by_hand`.
        """
        await self._may_manage(workspace_id)
        facts = picked.facts
        known = await self._repositories.numbered(workspace_id, facts.github_id)
        named = await self._repositories.named(workspace_id, name_key(facts.full_name))
        if known is None and named is not None and named.github_id in {None, facts.github_id}:
            known = named
        row = self._new(known, workspace_id, facts.full_name)
        row.picked = True
        row.github_id = facts.github_id
        self._set_secret(row, new_secret())
        await note_facts(self._unit, row, facts)
        row.installation_id = None
        if picked.installation is not None:
            await keep_installation(self._unit, picked.installation)
            if not picked.installation.suspended:
                row.installation_id = picked.installation.github_id
        await self._unit.session.flush()
        self._emit(REPOSITORY_CONNECTED, row)
        task = None
        if via_of(row, self._settings) is Via.HOOK and not row.archived:
            task = await begun(self._unit, self._keeping(SET_UP_WEBHOOK, row))
        return await self._shown(row, task)

    async def change(
        self, workspace_id: UUID, repository_id: UUID, patch: RepositoryPatch
    ) -> RepositoryOut:
        """Take another secret; the one before is worth nothing then. Or switch what is written there.

        The webhook that we keep is given its secret by a task; one that was made by hand may be another
        than before.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for `connect_by_hand`.
            RepositoryNotFound: the workspace has none such.
        """
        row = await self._connected(workspace_id, repository_id)
        task = None
        if await switch(self._unit, row, patch.switches):
            self._emit(REPOSITORY_WRITING_CHANGED, row, {n: getattr(row, n) for n in SWITCHES})
        if patch.secret is not None:
            task = await self._renew(row, patch.secret)
        return await self._shown(row, task)

    async def _renew(self, row: Repository, secret: str) -> TaskSnapshot | None:
        if not row.picked:
            row.github_id = None  # it may be another repository of this name, too
        self._set_secret(row, secret)
        self._emit(REPOSITORY_SECRET_RENEWED, row)
        if via_of(row, self._settings) is not Via.HOOK:
            return None
        return await begun(self._unit, self._keeping(SET_UP_WEBHOOK, row))

    async def check(self, workspace_id: UUID, repository_id: UUID) -> TaskSnapshot:
        """Have a repository looked at on GitHub, and mended where it can be.

        Who asks while somebody's check waits or runs gets that one.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for `connect_by_hand`.
            RepositoryNotFound: the workspace has none such.
        """
        row = await self._connected(workspace_id, repository_id)
        for task in await TaskReader(self._unit.session).under_way([keeping(row.id)]):
            if task.name == CHECK_REPOSITORY.name and task.requested_by is not None:
                return snapshot_of(task)
        return await begun(self._unit, self._keeping(CHECK_REPOSITORY, row))

    async def disconnect(self, workspace_id: UUID, repository_id: UUID) -> None:
        """Take nothing of a repository any more. What cards show of it stays; a webhook that we keep is
        removed by a task.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for `connect_by_hand`.
            RepositoryNotFound: the workspace has none such.
        """
        row = await self._connected(workspace_id, repository_id)
        disconnect(self._unit, row, self._settings, requested_by=self._caller.user_id)
        self._emit(REPOSITORY_DISCONNECTED, row)

    def _new(self, row: Repository | None, workspace_id: UUID, full_name: str) -> Repository:
        """The row of what is connected from now on."""
        if row is not None and row.secret is not None:
            raise _connected(row)
        if row is None:
            row = Repository(id=new_id(), workspace_id=workspace_id, full_name=full_name)
            row.name_key = aside(row)
            self._unit.session.add(row)
        row.connected_by = self._caller.user_id
        row.connected_at = now()
        row.checked_at = row.polled_at = row.branches_seen_at = row.reconciled_at = None
        all_off(row)
        return row

    async def _may_manage(self, workspace_id: UUID) -> None:
        await locked_for(self._unit.session, workspace_id, self._caller, ADMINISTER)

    async def _connected(self, workspace_id: UUID, repository_id: UUID) -> Repository:
        await self._may_manage(workspace_id)
        row = await self._repositories.locked(repository_id)
        if row is None or row.workspace_id != workspace_id or row.secret is None:
            raise _not_found()
        return row

    def _keeping(self, task: Task, row: Repository) -> TaskCall:
        return task.call(
            {"repository_id": str(row.id)},
            workspace_id=row.workspace_id,
            requested_by=self._caller.user_id,
            concurrency_key=keeping(row.id),
        )

    def _set_secret(self, row: Repository, secret: str) -> None:
        row.secret = self._cipher.encrypt(secret)
        # It may be the secret of another webhook.
        row.hook_id = row.hook_status = row.hook_message = None
        row.first_delivery_at = None
        clear_problem(row)

    async def _shown(self, row: Repository, task: TaskSnapshot | None = None) -> RepositoryOut:
        writing = await writing_of(self._unit.session, [row], self._settings)
        return shown(row, self._settings, account=self._account, writing=writing[row.id], task=task)

    def _emit(self, type_: str, row: Repository, more: Mapping[str, Any] | None = None) -> None:
        self._unit.emit(
            WorkspaceEvent(
                type=type_,
                workspace_id=row.workspace_id,
                payload={
                    "repository_id": str(row.id),
                    "full_name": row.full_name,
                    **(more or {}),
                },
            )
        )


def disconnect(
    unit: WriteUnit, row: Repository, settings: Settings, *, requested_by: UUID | None
) -> None:
    """Take nothing of a repository any more, and have the webhook removed that we keep.

    Args:
        unit: the write unit, which holds the row.
        row: the repository.
        settings: our own address.
        requested_by: in whose name the webhook is removed, if they can.
    """
    # One that is being made at this moment counts too; an App that does not deliver needs one as well.
    by_app = row.installation_id is not None and app_delivers(settings)
    made = row.hook_id is not None or (not by_app and is_reachable(settings.base_url))
    if row.picked and made:
        remove_hook(unit, row, requested_by=requested_by)
    row.secret = row.hook_id = row.hook_status = row.hook_message = None
    row.installation_id = row.first_delivery_at = None
    clear_problem(row)


async def _demand(unit: ReadUnit, caller: Caller, workspace_id: UUID, right: Right) -> None:
    await WorkspacePermissions(unit.session).demand(caller, workspace_id, right)


def _connected(row: Repository) -> RepositoryConnected:
    return RepositoryConnected(
        f"Look for {row.full_name} in the list. For another webhook give it a new secret.",
        fields=(FieldError("full_name", "is connected already"),),
    )


def _not_found() -> RepositoryNotFound:
    return RepositoryNotFound("Look for it in the list; it may have been disconnected.")
