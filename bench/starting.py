"""Cold start: from the command to the first answer."""

from collections.abc import Sequence
from time import perf_counter

from bench.figures import Rounds, Row
from bench.plan import Plan
from bench.targets import Target, Where, answering, placed

SIZE = 100
"""Cards on the board that is asked for."""


def measure_start(plan: Plan) -> list[Row]:
    """Start what has a board, and ask for that until it is answered."""
    rounds = Rounds("start")
    for name in plan.targets:
        plan.say(f"cold start: {name}")
        with placed(name, plan.services) as where:
            for seconds in _starts(plan, where):
                measure = "until a board is answered"
                rounds.add(name, "cold start", measure, "s", seconds, of="cards", at=SIZE)
    return rounds.rows()


def _starts(plan: Plan, where: Where) -> Sequence[float]:
    path, token, took = "", "", []
    for number in range(plan.rounds + 1):
        began = perf_counter()
        serve = where.serve()
        try:
            if number:
                http = Target(where.name, where.port, serve, token).connection()
                plan.run(answering(http, path))
                took.append(perf_counter() - began)
            else:
                path, token = _board(plan, where.started(serve))
        finally:
            serve.end()
    return took


def _board(plan: Plan, target: Target) -> tuple[str, str]:
    """Make a board; its path, and the token that opens it."""
    board = plan.run(target.board(SIZE))
    return board.path, target.token
