"""Sixteen who write at once: on SQLite one at a time can."""

import random
from collections.abc import Sequence
from functools import partial

from bench.boards import Board
from bench.client import Connection
from bench.figures import Rounds, Row
from bench.loops import measure
from bench.operations import CLIENTS
from bench.plan import Plan
from bench.targets import Target, all_running

NAME = f"{CLIENTS} change titles and move cards at once"


def measure_writers(plan: Plan) -> list[Row]:
    """How many are refused, and how long the slowest wait."""
    rounds = Rounds("writers")
    with all_running(plan.targets, plan.services) as targets:
        plan.say("writers at once")
        plan.run(_write(plan, targets, rounds))
    return rounds.rows()


async def _write(plan: Plan, targets: Sequence[Target], rounds: Rounds) -> None:
    boards = [await target.board(plan.usual) for target in targets]
    for _ in range(plan.rounds):
        for board in boards:
            target = board.target.name
            found = await measure(board.target, partial(_change, board), CLIENTS, plan.seconds)
            errors = float(len(found.refused))
            rounds.add(target, NAME, "errors", "", errors, of="cards", at=plan.usual)
            rounds.add(target, NAME, "p50", "ms", found.p50_ms, of="cards", at=plan.usual)
            rounds.add(target, NAME, "p99", "ms", found.p99_ms, of="cards", at=plan.usual)
            plan.note(f"{target}: {NAME}", found)


async def _change(board: Board, http: Connection, chance: random.Random) -> None:
    """A title or a place."""
    await (board.rename if chance.random() < 0.5 else board.move)(http, chance)
