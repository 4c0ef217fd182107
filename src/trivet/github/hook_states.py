"""How the webhooks of all repositories are, for whoever runs Trivet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from trivet.github.models import Delivery, Repository

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class HookStates:
    """What is known of them.

    Args:
        connected: how many repositories are.
        troubled: some of those that something keeps from working, each with the code of it.
        last_delivery: when anything was delivered last.
    """

    connected: int
    troubled: Sequence[str]
    last_delivery: datetime | None


async def hook_states(connection: AsyncConnection) -> HookStates:
    """Read them.

    Args:
        connection: to the database.
    """
    ours = Repository.secret.is_not(None)
    connected = select(func.count()).select_from(Repository).where(ours)
    troubled = (
        select(Repository.full_name, Repository.problem)
        .where(ours, Repository.problem.is_not(None))
        .order_by(Repository.full_name)
        .limit(_MOST_NAMED)
    )
    return HookStates(
        connected=(await connection.execute(connected)).scalar_one(),
        troubled=[f"{name} ({problem})" for name, problem in await connection.execute(troubled)],
        last_delivery=(
            await connection.execute(select(func.max(Delivery.received_at)))
        ).scalar_one(),
    )
