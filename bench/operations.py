"""The operations that people wait for, on boards of several sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.boards import Board, Operation
from bench.figures import (
    CPU,
    CREATE,
    MOVE,
    OPERATIONS,
    P50,
    READ,
    TITLE,
    UNCHANGED,
    Rounds,
    Row,
)
from bench.loops import measure
from bench.plan import Plan
from bench.targets import Target, all_running

CLIENTS = 16
LEAST_CREATED = 200
"""So many may be created on a small board, until they are deleted again."""


def operations(board: Board) -> Mapping[str, Operation]:
    """All of them, by name."""
    return {
        READ: board.read,
        UNCHANGED: board.unchanged,
        TITLE: board.rename,
        MOVE: board.move,
        CREATE: board.create,
    }


def measure_operations(plan: Plan) -> list[Row]:
    """Time to answer with one client, and answers a second with sixteen."""
    rounds = Rounds(OPERATIONS)
    with all_running(plan.targets, plan.services) as targets:
        for size in plan.sizes:
            plan.say(f"operations: {size:,} cards")
            plan.run(_of_size(plan, targets, size, rounds))
    return rounds.rows()


@dataclass(frozen=True, slots=True)
class _Cell:
    """One operation on one board, by so many clients."""

    plan: Plan
    board: Board
    name: str
    clients: int

    async def measured(self, rounds: Rounds) -> None:
        target, size = self.board.target, self.board.size
        most = max(LEAST_CREATED, size) if self.name == CREATE else 1_000_000
        operation = operations(self.board)[self.name]
        found = await measure(target, operation, self.clients, self.plan.seconds, most=most)
        await self.board.shrink()
        self.plan.note(f"{target.name}, {size:,} cards: {self.name}", found)

        def add(measure: str, unit: str, value: float) -> None:
            rounds.add(target.name, self.name, measure, unit, value, of="cards", at=size)

        if self.clients == 1:
            add(P50, "ms", found.p50_ms)
            add(CPU, "ms", found.cpu_ms)
        else:
            add(f"throughput, {self.clients} clients", "/s", found.per_s)


async def _of_size(plan: Plan, targets: Sequence[Target], size: int, rounds: Rounds) -> None:
    boards = [await target.board(size) for target in targets]
    for name in operations(boards[0]):
        for clients in (1, CLIENTS):
            for _ in range(plan.rounds):
                # One after the other, in each round: what else the machine does is the same for all.
                for board in boards:
                    await _Cell(plan, board, name, clients).measured(rounds)
