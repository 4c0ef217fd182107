"""Two web processes against one: how much more they answer."""

from http import HTTPStatus

from bench.figures import CPU, SCALED, UNCHANGED, Rounds, Row
from bench.hammer import hammer
from bench.operations import CLIENTS
from bench.plan import Plan
from bench.targets import Target, running

WARM_S = 0.5
NOT_MODIFIED = HTTPStatus.NOT_MODIFIED


def measure_scaling(plan: Plan) -> list[Row]:
    """Throughput of what costs least with one process and with two, on the scaled mode."""
    if SCALED not in plan.modes:
        return []
    rounds = Rounds("processes")
    found: list[list[float]] = []
    for count in (1, 2):
        plan.say(f"web processes: {count}")
        with running(SCALED, plan.services, workers=count) as target:
            request = plan.run(_request(plan, target))
            _hammer(target, request, WARM_S)  # each process has the board
            figures = [_hammer(target, request, plan.seconds) for _ in range(plan.rounds)]
        for per_s, cpu_ms in figures:
            throughput = f"throughput, {CLIENTS} clients"
            rounds.add(SCALED, UNCHANGED, throughput, "/s", per_s, of="processes", at=count)
            rounds.add(SCALED, UNCHANGED, CPU, "ms", cpu_ms, of="processes", at=count)
        found.append([per_s for per_s, _ in figures])
    for one, two in zip(*found, strict=True):
        rounds.add(SCALED, UNCHANGED, "two processes against one", "times", two / one)
    return rounds.rows()


def _hammer(target: Target, request: bytes, seconds: float) -> tuple[float, float]:
    """Answers a second, and milliseconds of the servers' processor time for each."""
    cpu = target.cpu_s()
    per_s = hammer(target.port, request, NOT_MODIFIED, CLIENTS, seconds)
    return per_s, (target.cpu_s() - cpu) / (per_s * seconds) * 1e3


async def _request(plan: Plan, target: Target) -> bytes:
    board = await target.board(plan.usual)
    http = target.connection()
    try:
        return await board.asked_unchanged(http)
    finally:
        http.close()
