"""How cost grows with watchers, with boards in memory, and with tasks that wait.

How it grows with cards stands in `operations`.
"""

import random
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import insert

from bench.boards import Board, Operation
from bench.client import Connection
from bench.fanout import Audience
from bench.figures import CPU, GROWTH, HOT, P50, Rounds, Row
from bench.loops import measure
from bench.operations import operations
from bench.plan import Plan
from bench.targets import Target, Trivet, all_running
from trivet.boards.tasks import EMPTY_TEXTS
from trivet.commands.beside import beside_the_server
from trivet.platform.clock import now
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.transitions import row_values

WATCHERS = (1, 50, 200)
BOARDS = (1, 20, 200)
ON_EACH = 50
"""Cards on each of many boards."""
TASKS = (0, 1_000, 10_000)
AT_ONCE = 1_000
LATER = timedelta(days=1)
"""When those tasks are due: they wait, and nobody works them off meanwhile."""

Stage = tuple[int, dict[str, Operation]]
"""How many there are of what grows, and what is done then."""


def measure_growth(plan: Plan) -> list[Row]:
    """Time of the server, and time to answer, of what people do most."""
    rounds = Rounds(GROWTH)
    stages = {"watchers": _watchers, "boards": _boards, "tasks": _tasks}
    for of, grow in stages.items():
        names = plan.modes if of == "tasks" else plan.targets
        with all_running(names, plan.services) as targets:
            plan.say(f"growth with {of}")
            growing = [grow(plan, target) for target in targets]
            plan.run(_grow(plan, targets, of, growing, rounds))
    return rounds.rows()


async def _grow(
    plan: Plan,
    targets: Sequence[Target],
    of: str,
    growing: Sequence[AsyncIterator[Stage]],
    rounds: Rounds,
) -> None:
    while stages := [await anext(each, None) for each in growing]:
        steps = [stage for stage in stages if stage is not None]
        if not steps:
            return
        for name in HOT:
            for _ in range(plan.rounds):
                for target, (at, doing) in zip(targets, steps, strict=True):
                    found = await measure(target, doing[name], 1, plan.seconds)
                    plan.note(f"{target.name}, {at:,} {of}: {name}", found)
                    rounds.add(target.name, name, P50, "ms", found.p50_ms, of=of, at=at)
                    rounds.add(target.name, name, CPU, "ms", found.cpu_ms, of=of, at=at)


def _hot(board: Board) -> dict[str, Operation]:
    return {name: operations(board)[name] for name in HOT}


async def _watchers(plan: Plan, target: Target) -> AsyncIterator[Stage]:
    board = await target.board(plan.usual)
    audience = Audience(board)
    for count in WATCHERS:
        await audience.join(count - len(audience.sockets))
        yield count, _hot(board)
    audience.leave()


async def _boards(_plan: Plan, target: Target) -> AsyncIterator[Stage]:
    boards: list[Board] = []
    http = target.connection()
    for count in BOARDS:
        boards += [await target.board(ON_EACH) for _ in range(count - len(boards))]
        for board in boards:  # the first reading and the first change are another matter
            await board.rename(http, random.Random())
            await board.read(http, random.Random())
        yield count, {
            name: partial(_on_some, [_hot(each)[name] for each in boards]) for name in HOT
        }
    http.close()


async def _on_some(choice: Sequence[Operation], http: Connection, chance: random.Random) -> None:
    """Each time on another board."""
    await chance.choice(choice)(http, chance)


async def _tasks(plan: Plan, target: Target) -> AsyncIterator[Stage]:
    assert isinstance(target, Trivet)
    board, waiting = await target.board(plan.usual), 0
    for count in TASKS:
        await _put_off(target, count - waiting)
        waiting = count
        yield count, _hot(board)


async def _put_off(target: Trivet, count: int) -> None:
    """Put tasks into the queue that are due tomorrow."""
    async with beside_the_server(target.settings) as runtime:
        database = runtime.database
        for begin in range(0, count, AT_ONCE):
            calls = [
                EMPTY_TEXTS.call(run_at=now() + LATER)
                for _ in range(begin, min(count, begin + AT_ONCE))
            ]
            rows = [row_values(call, call.args) for call in calls]
            async with database.taking_turns(), database.writers.begin() as connection:
                await connection.execute(insert(TaskRow), rows)
