"""Many people on one board: how they join, how soon each is told, how much is told a second."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from bench.boards import Board
from bench.client import Connection, Refused
from bench.figures import Rounds, Row, percentile
from bench.plan import Plan
from bench.sockets import Socket, opened
from bench.targets import Target, all_running

AT_ONCE = 16
"""How many join at a time."""
PER_S = 10
"""Changes a second, where it is measured how soon they are seen."""
WRITERS = 8
"""Who change cards without a pause, where it is measured how much is told."""
PATIENCE_S = 10.0
"""After this, what was not told is lost."""
REMEMBERED = 1000
MARK = re.compile(rb"mark_(\d+)\.")
"""In titles; with a hyphen it would be the key of a card."""


@dataclass
class Audience:
    """Those who follow a board.

    Args:
        board: the board.
        sockets: one each.
        sent: when each change was sent, by the number in its title.
        took: seconds until somebody was told of a change, of each that was told.
        joined: seconds until somebody followed and had the board.
        last: when somebody was told last.
    """

    board: Board
    sockets: list[Socket] = field(default_factory=list)
    sent: dict[int, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    last: float = 0.0
    _wanted: int = 0
    _all: asyncio.Event = field(default_factory=asyncio.Event)
    _known: dict[bytes, list[int]] = field(default_factory=dict)

    def heard(self, socket: Socket, payload: bytes, at: float) -> None:
        """A message came."""
        for mark in self._marks(payload):
            began = self.sent.get(mark)
            if began is not None and mark not in socket.seen:
                socket.seen.add(mark)
                self.took.append(at - began)
                self.last = at
                if len(self.took) == self._wanted:
                    self._all.set()

    def _marks(self, payload: bytes) -> list[int]:
        # All are told the same bytes: they are looked through once.
        found = self._known.get(payload)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[payload] = [int(mark) for mark in MARK.findall(payload)]
        return found

    async def join(self, count: int) -> float:
        """Let so many come at once; seconds until the last one follows and has the board."""
        began, coming = perf_counter(), iter(range(count))
        await asyncio.gather(*(self._join(coming) for _ in range(AT_ONCE)))
        return perf_counter() - began

    async def _join(self, coming: Iterator[int]) -> None:
        target, http = self.board.target, self.board.target.connection()
        for _ in coming:
            began = perf_counter()
            path = f"/ws{self.board.path}"
            self.sockets.append(await opened(target.port, path, target.token, self.heard))
            await http.expect(200, "GET", self.board.path)
            self.joined.append(perf_counter() - began)
        http.close()

    async def change(self, http: Connection, number: int) -> None:
        """Change the title of a card, each time of another one."""
        card = self.board.cards[number % len(self.board.cards)]
        self.sent[number] = perf_counter()
        try:
            await self.board.entitle(http, card, f"mark_{number}.")
        except (OSError, Refused):
            del self.sent[number]
            raise

    async def told(self) -> int:
        """Wait until all were told of everything; how much was not in time."""
        self._wanted = len(self.sent) * len(self.sockets)
        if len(self.took) < self._wanted:
            self._all.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    await self._all.wait()
        return self._wanted - len(self.took)

    def forget(self) -> None:
        """Begin anew with the same people."""
        self.sent.clear()
        self.took.clear()
        self._wanted = 0

    def leave(self) -> None:
        """All go."""
        for socket in self.sockets:
            socket.close()
        self.sockets.clear()


def measure_fanout(plan: Plan) -> list[Row]:
    """Joining, and being told."""
    rounds = Rounds("fanout")
    with all_running(plan.targets, plan.services) as targets:
        plan.run(_fanout(plan, targets, rounds))
    return rounds.rows()


async def _fanout(plan: Plan, targets: Sequence[Target], rounds: Rounds) -> None:
    boards = [await target.board(plan.usual) for target in targets]
    for number in range(plan.rounds):
        for board in boards:
            plan.say(f"watchers: {board.target.name}, round {number + 1}")
            await _Show(plan, board, rounds, number * 1_000_000).play()


@dataclass(frozen=True, slots=True)
class _Show:
    """One round on one target; its changes are numbered from `begin` on."""

    plan: Plan
    board: Board
    rounds: Rounds
    begin: int

    def add(self, operation: str, measure: str, unit: str, value: float) -> None:
        target, count = self.board.target.name, self.plan.watchers
        self.rounds.add(target, operation, measure, unit, value, of="watchers", at=count)

    async def play(self) -> None:
        audience, joining = Audience(self.board), "all join a board at once"
        took = await audience.join(self.plan.watchers)
        self.add(joining, "until the last one has it", "s", took)
        self.add(joining, "p50", "ms", percentile(audience.joined, 0.5) * 1e3)
        await self._seen(audience)
        await self._deliveries(audience)
        audience.leave()
        await asyncio.sleep(0.3)

    async def _seen(self, audience: Audience) -> None:
        """Changes at a steady pace, each sent in time whether or not the last one is answered."""
        free = [audience.board.target.connection()]
        changes = []
        began = perf_counter()
        for number in range(max(10, round(self.plan.seconds * PER_S * 2))):
            await asyncio.sleep(max(0.0, began + number / PER_S - perf_counter()))
            http = free.pop() if free else audience.board.target.connection()
            changes.append(asyncio.create_task(self._change(audience, http, number, free)))
        await asyncio.gather(*changes)
        lost = await audience.told()
        for http in free:
            http.close()
        name = f"a change is seen by all, {PER_S} a second"
        self.add(name, "p50", "ms", percentile(audience.took, 0.5) * 1e3)
        self.add(name, "p99", "ms", percentile(audience.took, 0.99) * 1e3)
        self.add(name, "lost", "", lost)
        audience.forget()

    async def _change(
        self, audience: Audience, http: Connection, number: int, free: list[Connection]
    ) -> None:
        await audience.change(http, self.begin + number)
        free.append(http)

    async def _deliveries(self, audience: Audience) -> None:
        began = perf_counter()
        numbers = iter(range(self.begin + 500_000, self.begin + 1_000_000))
        until = began + self.plan.seconds
        await asyncio.gather(*(self._write(audience, numbers, until) for _ in range(WRITERS)))
        lost = await audience.told()
        name = f"{WRITERS} change without a pause"
        self.add(name, "deliveries", "/s", len(audience.took) / (audience.last - began))
        self.add(name, "changes", "/s", len(audience.sent) / (audience.last - began))
        self.add(name, "lost", "", lost)
        audience.forget()

    async def _write(self, audience: Audience, numbers: Iterator[int], until: float) -> None:
        http = audience.board.target.connection()
        while perf_counter() < until:
            await audience.change(http, next(numbers))
        http.close()
