"""What it costs to change many cards at once, and to take that back, while others edit."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bench.boards import Board
from bench.client import Connection
from bench.figures import Rounds, Row, percentile
from bench.plan import Plan
from bench.targets import Target, all_running

POLL_S = 0.01
OTHERS = (0, 4)


@dataclass(frozen=True, slots=True)
class BulkFigures:
    """What one change of many cards cost.

    Args:
        took_s: seconds from the request until all cards are changed.
        cpu_s: seconds of processor time of the installation meanwhile, the others' edits included.
        edit_p99_ms: milliseconds that almost all edits of others took at most meanwhile;
            0 if there were none.
    """

    took_s: float
    cpu_s: float
    edit_p99_ms: float


def measure_bulk(plan: Plan) -> list[Row]:
    """Move, label and edit all cards of a board, and undo it."""
    rounds = Rounds("bulk")
    with all_running(plan.modes, plan.services) as targets:
        for size in plan.bulk:
            plan.say(f"many cards at once: {size:,}")
            for _ in range(plan.rounds):
                for target in targets:
                    plan.run(_bulk(target, size, rounds))
    return rounds.rows()


async def _bulk(target: Target, size: int, rounds: Rounds) -> None:
    for others in OTHERS:
        beside = f", while {others} others edit" if others else ""
        async for name, found in _changed(target, size, others):

            def add(measure: str, unit: str, value: float, name: str = f"{name}{beside}") -> None:
                rounds.add(target.name, name, measure, unit, value, of="cards", at=size)

            add("until it is done", "s", found.took_s)
            add("CPU, worker included", "s", found.cpu_s)
            if found.edit_p99_ms:
                add("their edits, p99", "ms", found.edit_p99_ms)


async def _changed(
    target: Target, size: int, others: int
) -> AsyncIterator[tuple[str, BulkFigures]]:
    """Change all cards of a new board, and undo that, while so many others edit."""
    board, http = await target.board(size), target.connection()
    label = await http.json("POST", f"{board.path}/labels", {"name": "x", "color": "#112233"})
    updates = {
        "column_id": board.columns[-1],
        "position": 0,
        "priority": "high",
        "add_label_ids": [label["id"]],
    }
    wanted = {"card_ids": board.cards, "updates": updates, "mode": "partial"}
    before = (await http.json("GET", board.path))["seq"]
    yield "change many cards", await _beside(board, http, others, "/cards/bulk-update", wanted)
    since = await http.json("GET", f"{board.path}/events?since={before}&limit=1000")
    # Others edit as the same person here: what is undone is not the last change.
    seq = next(event["seq"] for event in since["items"] if event.get("batch_id"))
    yield "undo it", await _beside(board, http, others, f"{board.path}/undo", {"seq": seq})
    http.close()


async def _beside(
    board: Board, http: Connection, others: int, path: str, body: dict[str, Any]
) -> BulkFigures:
    """Do one thing while others edit."""
    took: list[float] = []
    editing = [asyncio.create_task(_edit(board, number, took)) for number in range(others)]
    cpu, began = board.target.all_cpu_s(), perf_counter()
    answer = await http.json("POST", path, body)
    if "task" in answer:
        await _ended(http, answer["task"]["id"])
    wall, cpu = perf_counter() - began, board.target.all_cpu_s() - cpu
    for task in editing:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return BulkFigures(wall, cpu, percentile(took, 0.99) * 1e3)


async def _edit(board: Board, number: int, took: list[float]) -> None:
    http, chance = board.target.connection(), random.Random(number)
    try:
        while True:
            began = perf_counter()
            # The estimate: undo of what is measured has nothing to do with it.
            body = {"estimate": float(chance.randrange(1000))}
            await http.json("PATCH", f"/cards/{chance.choice(board.cards)}", body)
            took.append(perf_counter() - began)
    finally:
        http.close()


async def _ended(http: Connection, task_id: str) -> None:
    while True:
        task = await http.json("GET", f"/tasks/{task_id}")
        if task["state"] == "succeeded":
            return
        if task["state"] not in ("queued", "running"):
            raise RuntimeError(f"it {task['state']}: {task['error']}")
        await asyncio.sleep(POLL_S)
