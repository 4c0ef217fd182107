"""Two web processes against one: how much more they answer."""

from bench.figures import SCALED, UNCHANGED, Rounds, Row
from bench.loops import measure
from bench.operations import CLIENTS
from bench.plan import Plan
from bench.targets import Target, running


def measure_scaling(plan: Plan) -> list[Row]:
    """Throughput of what costs least with one process and with two, on the scaled mode."""
    if SCALED not in plan.modes:
        return []
    rounds = Rounds("processes")
    found = []
    for count in (1, 2):
        plan.say(f"web processes: {count}")
        with running(SCALED, plan.services, workers=count) as target:
            found.append(plan.run(_per_s(plan, target)))
        for per_s in found[-1]:
            throughput = f"throughput, {CLIENTS} clients"
            rounds.add(SCALED, UNCHANGED, throughput, "/s", per_s, of="processes", at=count)
    for one, two in zip(*found, strict=True):
        rounds.add(SCALED, UNCHANGED, "two processes against one", "times", two / one)
    return rounds.rows()


async def _per_s(plan: Plan, target: Target) -> list[float]:
    board = await target.board(plan.usual)
    found = []
    for _ in range(plan.rounds):
        measured = await measure(target, board.unchanged, CLIENTS, plan.seconds)
        found.append(plan.note("web processes", measured).per_s)
    return found
