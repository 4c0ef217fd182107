"""What it costs to change many cards at once, and to take that back, while others edit."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bench.client import Connection
from bench.operations import Bench
from bench.server import Server

POLL_S = 0.01


@dataclass(frozen=True, slots=True)
class BulkFigures:
    """What one change of many cards cost.

    Args:
        took_s: seconds from the request until all cards are changed.
        cpu_s: seconds of processor time of the server meanwhile, the others' edits included.
        edits: how often others edited a card meanwhile.
        edit_p99_ms: milliseconds that almost all of those took at most.
    """

    took_s: float
    cpu_s: float
    edits: int
    edit_p99_ms: float


async def measure_bulk(
    server: Server, token: str, size: int, others: int
) -> Sequence[tuple[str, BulkFigures]]:
    """Move, label and edit all cards of a board, and undo it.

    Args:
        server: where.
        token: of the owner.
        size: how many cards.
        others: how many clients edit cards of the board at the same time.
    """
    bench = Bench(server, token, size)
    await bench.seed()
    http = bench.connection()
    label = await http.json("POST", f"{bench.board}/labels", {"name": "x", "color": "#112233"})
    updates = {
        "column_id": bench.columns[-1],
        "position": 0,
        "priority": "high",
        "add_label_ids": [label["id"]],
    }
    wanted = {"card_ids": bench.cards, "updates": updates, "mode": "partial"}
    before = (await http.json("GET", bench.board))["seq"]
    changed = await _beside(bench, http, others, "/cards/bulk-update", wanted)
    since = await http.json("GET", f"{bench.board}/events?since={before}&limit=1000")
    # Others edit as the same person here: what is undone is not the last change.
    seq = next(event["seq"] for event in since["items"] if event.get("batch_id"))
    undone = await _beside(bench, http, others, f"{bench.board}/undo", {"seq": seq})
    http.close()
    return [("change", changed), ("undo", undone)]


async def _beside(
    bench: Bench, http: Connection, others: int, path: str, body: dict[str, Any]
) -> BulkFigures:
    """Do one thing while others edit."""
    took: list[float] = []
    editing = [asyncio.create_task(_edit(bench, number, took)) for number in range(others)]
    cpu, began = bench.server.cpu_s(), perf_counter()
    answer = await http.json("POST", path, body)
    if "task" in answer:
        await _ended(http, answer["task"]["id"])
    wall, cpu = perf_counter() - began, bench.server.cpu_s() - cpu
    for task in editing:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    took.sort()
    p99 = took[min(len(took) - 1, len(took) * 99 // 100)] if took else 0.0
    return BulkFigures(wall, cpu, len(took), p99 * 1e3)


async def _edit(bench: Bench, number: int, took: list[float]) -> None:
    http, chance = bench.connection(), random.Random(number)
    try:
        while True:
            began = perf_counter()
            # The estimate: undo of what is measured has nothing to do with it.
            body = {"estimate": float(chance.randrange(1000))}
            await http.json("PATCH", f"/cards/{chance.choice(bench.cards)}", body)
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
