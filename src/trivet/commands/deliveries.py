"""`trivet deliveries`: what webhooks delivered, and how it is worked on once more."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from rich.table import Table
from rich.text import Text

from trivet.bootstrap import Runtime
from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.commands.tasks_shown import console, plain
from trivet.commands.workspaces_named import workspace_named
from trivet.github.deliveries import deliveries, place_of, replay
from trivet.github.delivery_schemas import (
    DeliveryFilter,
    DeliveryGroup,
    DeliveryOut,
    DeliveryState,
)
from trivet.platform.errors import AppError, StartupError
from trivet.platform.settings import Settings

_COLOURS = {
    DeliveryState.FAILED: "red",
    DeliveryState.DROPPED: "red",
    DeliveryState.WAITING: "yellow",
    DeliveryState.WORKING: "blue",
    DeliveryState.DONE: "green",
}
_PARTS = ("linked", "unlinked", "moved")

T = TypeVar("T")


def listed(
    settings: Settings,
    state: str | None,
    workspace: str | None,
    event: str | None,
    before: UUID | None,
    limit: int,
) -> None:
    """Print deliveries, the newest first.

    Args:
        settings: where the database is.
        state: only those that stand so: waiting, done or failed; None is all.
        workspace: only those of this one, by name or id; None is all.
        event: only those of this event.
        before: only those that came before this one.
        limit: how many at most.

    Raises:
        StartupError: there is no such state, workspace or delivery, or the database cannot be used.
    """
    group = _group(state)

    async def read(runtime: Runtime) -> list[DeliveryOut]:
        async with runtime.units.read() as unit:
            lane = None if workspace is None else await workspace_named(unit.session, workspace)
            after = None if before is None else await place_of(unit.session, before)
            wanted = DeliveryFilter(lane, None, event, group)
            return await deliveries(unit.session, wanted, after=after, limit=limit + 1)

    found = _beside(settings, read)
    screen = console()
    if not found:
        screen.print("There are no such deliveries.")
        return
    screen.print(_table(found[:limit]))
    if len(found) > limit:
        screen.print(f"There are older ones: --before {found[limit - 1].id}")


def replayed(settings: Settings, delivery_id: UUID) -> None:
    """Have a delivery worked on once more.

    Raises:
        StartupError: there is none such, it cannot be worked on now, or the database cannot be used.
    """

    async def change(runtime: Runtime) -> None:
        await runtime.units.retried(lambda unit: replay(unit, delivery_id, requested_by=None))

    _beside(settings, change)
    console().print("It waits for its turn; a server or worker takes it up in a moment.")


def _beside(settings: Settings, work: Callable[[Runtime], Awaitable[T]]) -> T:
    refuse_without_installation(settings)

    async def run() -> T:
        async with beside_the_server(settings) as runtime:
            try:
                return await work(runtime)
            except AppError as refusal:
                raise StartupError(f"{refusal.title}. {refusal.detail}") from None

    return asyncio.run(run())


def _group(named: str | None) -> DeliveryGroup | None:
    if named is not None and named not in set(DeliveryGroup):
        raise StartupError(f"There is no state {named}: say one of {', '.join(DeliveryGroup)}.")
    return None if named is None else DeliveryGroup(named)


def _table(found: Sequence[DeliveryOut]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True, min_width=36)
    table.add_column("state", no_wrap=True)
    table.add_column("came", no_wrap=True)
    table.add_column("what", overflow="fold")
    table.add_column("what came of it", overflow="fold", ratio=1)
    for each in found:
        table.add_row(
            str(each.id),
            Text(str(each.state), style=_COLOURS[each.state]),
            f"{each.received_at:%Y-%m-%d %H:%M:%S}Z",
            Text(plain(_what(each))),
            Text(plain(_came(each))),
        )
    return table


def _what(each: DeliveryOut) -> str:
    about = each.subject
    number = None if about.pull_request is None else f"#{about.pull_request}"
    of = number or about.branch or about.tag
    return " ".join(
        part for part in (each.event, each.action, each.repository.full_name, of) if part
    )


def _came(each: DeliveryOut) -> str:
    if each.error is not None:
        return f"{each.error.detail} ({each.error.code})"
    if each.story is None:
        return ""
    if each.story.ignored is not None:
        return f"ignored: {each.story.ignored}"
    parts = [
        f"{part} {', '.join(card.key for card in getattr(each.story, part))}"
        for part in _PARTS
        if getattr(each.story, part)
    ]
    return "; ".join(parts)
