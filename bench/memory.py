"""Memory of who answers, alone on the machine: what several share would be divided among them."""

import asyncio
from contextlib import suppress

from bench.fanout import PER_S, Audience
from bench.figures import Rounds, Row
from bench.plan import Plan
from bench.targets import Target, running

NAME = "memory (PSS)"
SAMPLE_S = 0.2
USES = 20
"""The board was changed and read so often before: what its first use takes is nobody's who follows it."""
SETTLED_S = 4.0
"""What is due by itself at a start, a dozen tasks, is done by then."""


def measure_memory(plan: Plan) -> list[Row]:
    """Idle with a board in memory, and the most while many join it and are told of changes."""
    rounds = Rounds("memory")
    for name in plan.targets:
        # Each time another process: what one has once had, it keeps for the next.
        for _ in range(plan.rounds):
            plan.say(f"memory: {name}")
            with running(name, plan.services) as target:
                idle, peak = plan.run(_watched(plan, target))
            count, more = plan.watchers, (peak - idle) / plan.watchers * 1024
            rounds.add(name, NAME, "idle", "MiB", idle, of="cards", at=plan.usual)
            rounds.add(name, NAME, "peak", "MiB", peak, of="watchers", at=count)
            rounds.add(name, NAME, "more, for each", "kB", more, of="watchers", at=count)
    return rounds.rows()


async def _watched(plan: Plan, target: Target) -> tuple[float, float]:
    """MiB before anybody follows the board, and the most since then."""
    board = await target.board(plan.usual)
    audience, http = Audience(board), target.connection()
    for number in range(USES):
        await audience.change(http, number)
        await http.expect(200, "GET", board.path)
    audience.forget()
    await asyncio.sleep(SETTLED_S)
    idle = target.memory_mib()
    peak = asyncio.create_task(_peak(target))
    await audience.join(plan.watchers)
    for number in range(max(10, round(plan.seconds * PER_S))):
        await audience.change(http, USES + number)
        await asyncio.sleep(1 / PER_S)
    await audience.told()
    peak.cancel()
    audience.leave()
    http.close()
    return idle, await peak


async def _peak(target: Target) -> float:
    """The most memory until this is cancelled, in MiB."""
    most = target.memory_mib()
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(SAMPLE_S)
            most = max(most, target.memory_mib())
    return max(most, target.memory_mib())
