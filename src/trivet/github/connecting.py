"""Which repositories belong to a workspace, and how GitHub's webhooks find it."""

import ipaddress
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.github.doorkeeper import webhook_cipher
from trivet.github.errors import RepositoryConnected, RepositoryNotFound
from trivet.github.inbox import EVENTS
from trivet.github.models import Repository
from trivet.github.repository import RepositoryRepository, RepositoryWriteRepository
from trivet.github.schemas import ConnectionState, RepositoryConnect, RepositoryOut, WebhookOut
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.events import WorkspaceEvent
from trivet.workspaces.permissions import ADMINISTER
from trivet.workspaces.service import WorkspaceQueries, locked_for

REPOSITORY_CONNECTED = "repository.connected"
REPOSITORY_DISCONNECTED = "repository.disconnected"
REPOSITORY_SECRET_RENEWED = "repository.secret_renewed"  # noqa: S105 - what happened, no secret

WEBHOOK = "/webhooks/github"


def name_key(full_name: str) -> str:
    """A repository's name as GitHub compares it: capitals do not matter."""
    return full_name.casefold()


class RepositoryQueries:
    """What members ask about repositories.

    Args:
        unit: reads.
        caller: who asks.
        settings: our own address, and GitHub's.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, settings: Settings) -> None:
        self._workspaces = WorkspaceQueries(unit, caller)
        self._repositories = RepositoryRepository(unit.session)
        self._settings = settings

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
        return [shown(row, self._settings, last) for row, last in rows]


class RepositoryService:
    """Connects repositories. All of it is for admins.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        keys: encrypt the secrets of webhooks.
        settings: our own address, and GitHub's.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, keys: Keys, settings: Settings) -> None:
        self._unit = unit
        self._caller = caller
        self._cipher = webhook_cipher(keys)
        self._settings = settings
        self._repositories = RepositoryWriteRepository(unit.session)

    async def connect(self, workspace_id: UUID, wanted: RepositoryConnect) -> RepositoryOut:
        """Connect a repository by hand; one that was connected before goes on where it was.

        Raises:
            WorkspaceNotFound: the caller is no member of the workspace.
            RoleTooLow: the caller is no admin.
            InsufficientScope: the caller's API token lacks `admin`.
            RepositoryConnected: it is connected already.
        """
        await self._may_manage(workspace_id)
        row = await self._repositories.named(workspace_id, name_key(wanted.full_name))
        if row is not None and row.secret is not None:
            raise RepositoryConnected(
                f"Look for {row.full_name} in the list. For another webhook give it a new secret.",
                fields=(FieldError("full_name", "is connected already"),),
            )
        if row is None:
            row = Repository(
                id=new_id(),
                workspace_id=workspace_id,
                full_name=wanted.full_name,
                name_key=name_key(wanted.full_name),
            )
            self._unit.session.add(row)
        row.connected_by = self._caller.user_id
        row.connected_at = now()
        self._set_secret(row, wanted.secret)
        await self._unit.session.flush()
        self._emit(REPOSITORY_CONNECTED, row)
        return shown(row, self._settings)

    async def renew_secret(
        self, workspace_id: UUID, repository_id: UUID, secret: str
    ) -> RepositoryOut:
        """Take another secret, perhaps of another webhook; the one before is worth nothing then.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for `connect`.
            RepositoryNotFound: the workspace has none such.
        """
        row = await self._connected(workspace_id, repository_id)
        self._set_secret(row, secret)
        self._emit(REPOSITORY_SECRET_RENEWED, row)
        return shown(row, self._settings)

    async def disconnect(self, workspace_id: UUID, repository_id: UUID) -> None:
        """Take nothing of a repository any more. What cards show of it stays.

        Raises:
            WorkspaceNotFound, RoleTooLow, InsufficientScope: as for `connect`.
            RepositoryNotFound: the workspace has none such.
        """
        row = await self._connected(workspace_id, repository_id)
        self._set_secret(row, None)
        self._emit(REPOSITORY_DISCONNECTED, row)

    async def _may_manage(self, workspace_id: UUID) -> None:
        await locked_for(self._unit.session, workspace_id, self._caller, ADMINISTER)

    async def _connected(self, workspace_id: UUID, repository_id: UUID) -> Repository:
        await self._may_manage(workspace_id)
        row = await self._repositories.locked(repository_id)
        if row is None or row.workspace_id != workspace_id or row.secret is None:
            raise RepositoryNotFound("Look for it in the list; it may have been disconnected.")
        return row

    def _set_secret(self, row: Repository, secret: str | None) -> None:
        row.secret = None if secret is None else self._cipher.encrypt(secret)
        # By this name there may be another repository now, and by this secret another webhook.
        row.github_id = row.hook_id = None
        row.first_delivery_at = None

    def _emit(self, type_: str, row: Repository) -> None:
        self._unit.emit(
            WorkspaceEvent(
                type=type_,
                workspace_id=row.workspace_id,
                payload={"repository_id": str(row.id), "full_name": row.full_name},
            )
        )


def shown(row: Repository, settings: Settings, last: datetime | None = None) -> RepositoryOut:
    """A repository as its workspace sees it.

    Args:
        row: the row.
        settings: our own address, and GitHub's.
        last: when its last delivery came.
    """
    url = f"{settings.github_url}/{row.full_name}"
    return RepositoryOut(
        id=row.id,
        full_name=row.full_name,
        url=url,
        state=(
            ConnectionState.CONNECTED
            if row.first_delivery_at is not None
            else ConnectionState.WAITING
        ),
        webhook=WebhookOut(
            url=settings.base_url + WEBHOOK,
            reachable=is_reachable(settings.base_url),
            events=list(EVENTS),
            settings_url=f"{url}/settings/hooks",
        ),
        connected_at=row.connected_at,
        first_delivery_at=row.first_delivery_at,
        last_delivery_at=last,
    )


def is_reachable(address: str) -> bool:
    """Whether somebody on the internet may reach an address, as far as it tells itself.

    Args:
        address: ours, such as https://trivet.example.
    """
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True
