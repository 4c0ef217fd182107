"""What follows in github from what happens elsewhere, in the same transaction."""

from trivet.auth.events import UserEvent
from trivet.github.branch_repository import BranchingWriteRepository
from trivet.github.connecting import disconnect
from trivet.github.noting import look_at
from trivet.github.repository import RepositoryRepository
from trivet.platform.events import Event
from trivet.platform.settings import Settings
from trivet.platform.uow import WriteUnit
from trivet.workspaces.events import WorkspaceEvent


class LeftBehind:
    """Disconnects the repositories of a workspace that is deleted, so that their webhooks go too.

    Args:
        settings: our own address.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def __call__(self, unit: WriteUnit, event: Event) -> None:
        assert isinstance(event, WorkspaceEvent)
        rows = await RepositoryRepository(unit.session).of_workspace(event.workspace_id)
        for row in rows:
            disconnect(unit, row, self._settings, requested_by=event.actor.user_id)


async def look_again(unit: WriteUnit, event: Event) -> None:
    """Somebody signed in: what waits for just that on GitHub goes on."""
    assert isinstance(event, UserEvent)
    for row in await RepositoryRepository(unit.session).waiting_for(event.user_id):
        look_at(unit, row)


async def forget_branch_prefix(unit: WriteUnit, event: Event) -> None:
    """An account was closed: its row stays, and says no longer what its branches began with."""
    assert isinstance(event, UserEvent)
    await BranchingWriteRepository(unit.session).forget_prefix(event.user_id)
