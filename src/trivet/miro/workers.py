"""Background work around Miro: bodies."""

from collections.abc import Mapping
from typing import Any

from trivet.miro.access import BoardDoor, MiroAccess
from trivet.miro.sweeping import Sweeper
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.errors import PermanentFailure


class NobodyAsked(PermanentFailure):
    code = "nobody_asked"
    title = "Nobody asked for this, so Miro cannot be asked in anybody's name"


class BoardSync:
    """The body of `sync_miro_board_task`.

    Args:
        access: gives out clients.
    """

    def __init__(self, access: MiroAccess) -> None:
        self._access = access

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
        """See all items and tags of a board. A second run sees them again."""
        user_id, board_id = context.claim.requested_by, str(args["board_id"])
        if user_id is None:
            raise NobodyAsked("Ask for it by GET /api/cache/{boardId}?refresh=true.")
        door = BoardDoor(context.units, self._access)
        await door.enter(user_id, board_id)
        client = await self._access.for_person(user_id, background=True)
        sweeper = Sweeper(context.units, door, client, user_id, board_id)

        async def told(seen: int, total: int | None) -> None:
            context.stop_if_cancelled()
            await context.progress(seen, max(seen, total or 0), "items")

        items = await sweeper.sweep(told=told)
        return {"items": items, "tags": len(await sweeper.sweep_tags())}
