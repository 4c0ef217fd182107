"""`make soak`: two processes that serve, a worker and a beat, under a mixed load for a while.

make soak ARGS="--minutes 60 --sockets 500 --rate 80 --out soak.json"

It exits with 1 if an event was lost or came twice, an answer was not declared, a process logged an
error, a task died, or memory or open files grew.
"""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Annotated

import httpx2
import orjson
import typer
import uvloop

from bench.soak.installation import Installation, installed
from bench.soak.load import Load
from bench.soak.people import Board, Person, Record, a_board, colleagues, last_seq, the_owner
from bench.soak.report import Result, result_of, show
from bench.soak.samples import Samples
from bench.soak.sockets import Follower
from bench.soak.verdicts import LogLines, Told, declared_in
from tests.support.measured import Measured

OPEN = ("queued", "retrying", "running")
SETTLE_S = 60.0
"""How long the last events, and what is still to be done, may take once the load has ended."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is to be.

    Args:
        seconds: of load.
        sockets, people, boards, cards: how many; the latter on each board.
        rate: requests a second, of all people together.
        stay_s: how long a socket stays before it leaves, on average.
        seed: decides what people do.
    """

    seconds: float
    sockets: int
    people: int
    boards: int
    cards: int
    rate: float
    stay_s: float
    seed: int


def main(
    minutes: Annotated[float, typer.Option(help="Minutes of load.")] = 10.0,
    sockets: Annotated[int, typer.Option(help="WebSockets that follow the boards.")] = 200,
    people: Annotated[int, typer.Option(help="Who work; each tenth only looks.")] = 20,
    boards: Annotated[int, typer.Option(help="Boards that they work on.")] = 4,
    cards: Annotated[int, typer.Option(help="Cards on each board, about.")] = 250,
    rate: Annotated[float, typer.Option(help="Requests a second, in all.")] = 40.0,
    stay: Annotated[float, typer.Option(help="Seconds until a socket leaves, on average.")] = 90.0,
    seed: Annotated[int, typer.Option(help="Decides what people do, and when.")] = 1,
    redis_url: Annotated[
        str | None,
        typer.Option(
            envvar="TRIVET_TEST_REDIS_URL",
            help="A Redis that nobody else uses; else one of its own.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the result, as JSON.")] = None,
) -> None:
    """Start a scaled Trivet of its own, work on it, and say whether it stayed as it was."""
    plan = Plan(minutes * 60, sockets, people, boards, cards, rate, stay, seed)
    # Whoever ends us by SIGTERM wants what we started to end, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with installed(redis_url) as made:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            try:
                soaked = runner.run(soak(made, plan))
            except asyncio.CancelledError:
                raise typer.Exit(128 + signal.SIGTERM) from None
        found = judged(made, plan, soaked)
    if out is not None:
        out.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    show(found)
    raise typer.Exit(1 if found.failures else 0)


@dataclass
class Soaked:
    """What a run left to be judged."""

    record: Record
    followers: list[Follower]
    samples: Samples
    troubles: list[str]


async def soak(made: Installation, plan: Plan) -> Soaked:
    """Set up, follow, work, and wait for what is still to come."""
    current = asyncio.current_task()
    assert current is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, current.cancel)
    # A connection that the server is about to close is not used again.
    limits = httpx2.Limits(max_connections=None, keepalive_expiry=2)
    async with httpx2.AsyncClient(base_url=made.address, timeout=60, limits=limits) as http:
        record = Record(declared_in((await http.get("/openapi.json")).json()))
        owner = await the_owner(made, http, record)
        workspace = (await owner.document("POST", "/workspaces", None, {"name": "Soak"}))["id"]
        people = await colleagues(made, owner, workspace, plan.people, plan.seed)
        boards = await asyncio.gather(
            *(a_board(owner, workspace, n, plan.cards) for n in range(plan.boards))
        )
        # What was done to set up is no part of the load.
        record.statuses.clear()
        record.took.clear()
        soaked = Soaked(record, [], Samples(), [])
        soaked.followers = _followers(made, plan, people, boards, soaked.troubles)
        by_person = {
            person.id: soaked.followers[number :: len(people)]
            for number, person in enumerate(people)
        }
        await _work(made, plan, http, Load(people, boards, by_person), soaked)
    return soaked


def _followers(
    made: Installation,
    plan: Plan,
    people: Sequence[Person],
    boards: Sequence[Board],
    troubles: list[str],
) -> list[Follower]:
    found = []
    for number in range(plan.sockets):
        # By turns of people, and of boards: nobody has all of theirs on one.
        board = boards[(number + number // len(people)) % len(boards)]
        person = people[number % len(people)]
        chance = random.Random(f"{plan.seed} socket {number}")
        found.append(
            Follower(
                made.address,
                board.id,
                lambda person=person: person.token,  # type: ignore[misc]
                chance,
                plan.stay_s,
                Told(board.seq),
                troubles,
            )
        )
    return found


async def _work(
    made: Installation, plan: Plan, http: httpx2.AsyncClient, load: Load, soaked: Soaked
) -> None:
    began = monotonic()
    beside = [asyncio.create_task(each.run()) for each in soaked.followers]
    beside.append(asyncio.create_task(soaked.samples.run(made, http, began)))
    try:
        await load.run(plan.rate, plan.seconds)
        await _settle(http, load, soaked)
        await soaked.samples.take(made, http, began)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _settle(http: httpx2.AsyncClient, load: Load, soaked: Soaked) -> None:
    """Wait until everything is done and everybody was told of it; what does not come is lost."""
    if not await _within(SETTLE_S, partial(_idle, http)):
        soaked.troubles.append(f"tasks were still open {SETTLE_S:.0f} s after the load")
    reader = load.people[0]
    await reader.renew()
    last = {board.id: await last_seq(reader, board) for board in load.boards}
    for follower in soaked.followers:
        follower.staying = True

    async def told() -> bool:
        return all(each.told.seq >= last[each.board_id] for each in soaked.followers)

    await _within(SETTLE_S, told)
    # Were something to come twice, it would come now.
    await asyncio.sleep(1)
    for follower in soaked.followers:
        follower.told.end(last[follower.board_id])


async def _idle(http: httpx2.AsyncClient) -> bool:
    told = Measured((await http.get("/metrics")).text)
    return not sum(told.of("trivet_tasks", state=state) for state in OPEN)


async def _within(seconds: float, true: Callable[[], Awaitable[bool]]) -> bool:
    """Ask again and again; whether it became true in time."""
    until = monotonic() + seconds
    while monotonic() < until:
        if await true():
            return True
        await asyncio.sleep(0.2)
    return False


def judged(made: Installation, plan: Plan, soaked: Soaked) -> Result:
    """End everything, read what it wrote down, and judge."""
    troubles = list(soaked.troubles)
    early = {name: code for name, code in made.exits().items() if code is not None}
    troubles += [f"{name} ended by itself, with {code}" for name, code in early.items()]
    made.end()
    ends = made.exits()
    troubles += [f"{name} ended with {ends[name]}" for name in ends.keys() - early if ends[name]]
    logs = LogLines()
    for command in made.commands:
        logs.read(command.name, command.log.read_text(errors="replace"))
    return result_of(plan.seconds, soaked.record, soaked.followers, soaked.samples, logs, troubles)


if __name__ == "__main__":
    typer.run(main)
