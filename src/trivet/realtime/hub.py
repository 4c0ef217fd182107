"""The hub of a board: one subscription for all of this process' sockets on that board.

It holds the number of the last event that its sockets have, and passes events on strictly in order.
What is missing (a `Gap`, a jump of numbers, a commit of another process) it takes from the log.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from time import perf_counter
from typing import Any, Protocol
from uuid import UUID

import structlog

from trivet.boards.events import BOARD_DELETED
from trivet.platform.json import dumps
from trivet.platform.pubsub.port import Gap, PubSub
from trivet.platform.telemetry.metrics import FANOUT_GAPS, FANOUT_SECONDS
from trivet.realtime import protocol
from trivet.realtime.frames import Frame
from trivet.realtime.presence import Person, Presence
from trivet.realtime.protocol import Close, Refused
from trivet.realtime.sockets import Socket
from trivet.views.stretch import Stretch

AT_ONCE = 200
"""Events read from the log at a time."""
MOST_REPLAYED = 10_000
"""Events behind which it is cheaper for everybody to load the board again."""
MOST_EARLY = 10_000
KEPT_EVENTS = 1000
KEPT_BYTES = 512 * 1024
RETRY_S = 1.0
HOLE_S = 0.02
"""How long an event that is missing may take to come by itself, before the log is asked."""
PRESENCE_S = 0.25
SILENT_S = 75.0
"""How long the people of a process that tells nothing still count as there."""
CROWD = 50
"""People above whom the list of who is there is sent less often than each quarter of a second."""

COME_BACK = "Come back, and say what you have."
NO_BOARD = "There is no such board for you."
DELETED = "The board was deleted."

# How `BoardEvent.on_the_wire` begins; a test holds it to that.
_BEGINNING = re.compile(rb'\{"seq":(\d+),"type":"([^"]+)"')

log = structlog.get_logger(__name__)


class Log(Protocol):
    """Where a board's log is read."""

    async def seq(self, board_id: UUID) -> int | None:
        """The number of a board's last event; None if there is no such board."""

    async def seqs(self, board_ids: Sequence[UUID]) -> dict[UUID, int]:
        """The same for several; those that are not there any more are left out."""

    async def read(self, board_id: UUID, since: int, limit: int) -> Stretch | None:
        """A stretch of a board's log; None if there is no such board."""


class Hub:
    """Passes on what happens on one board.

    Args:
        board_id: the board.
        bus: where its events are published.
        log: where what is missing is found.
        announce: tells other processes who is on the board here.
        told: hears how far the board has come, before its sockets do.
    """

    def __init__(
        self,
        board_id: UUID,
        bus: PubSub,
        log: Log,
        announce: Callable[[UUID, list[Person]], None] = lambda *_: None,
        told: Callable[[UUID, int], None] = lambda *_: None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.board_id = board_id
        self.seq = 0
        self.members: set[Socket] = set()
        """All sockets on this board, and those that are about to be; the hub lives as long."""
        self.presence = Presence()
        self._followers: set[Socket] = set()
        self._bus = bus
        self._announce = announce
        self._told = told
        self._log = log
        self._loop = loop
        self._recent: deque[tuple[int, bytes]] = deque()
        self._recent_bytes = 0
        self._early: dict[int, bytes] = {}
        self._pending: list[bytes] = []
        self._commits: dict[int, float] = {}
        self._deleted = False
        self._ready: asyncio.Future[None] = loop.create_future()
        self._filling: asyncio.Task[None] | None = None
        self._hole_timer: asyncio.TimerHandle | None = None
        self._presence_timer: asyncio.TimerHandle | None = None
        self._presence_sent = -PRESENCE_S
        self._task = loop.create_task(self._run(), name=f"hub:{board_id}")

    # Its life.

    async def ready(self) -> None:
        """Wait until it listens.

        Raises:
            Refused: there is no such board.
        """
        await asyncio.shield(self._ready)

    @property
    def over(self) -> bool:
        """Whether it listens no more."""
        return self._task.done()

    async def stop(self) -> None:
        """Listen no more."""
        for timer in (self._presence_timer, self._hole_timer):
            if timer is not None:
                timer.cancel()
        self._announce(self.board_id, [])
        tasks = [task for task in (self._task, self._filling) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        self._give_up(Refused(Close.RESTART, COME_BACK))  # it may not have begun

    def _give_up(self, error: Exception) -> None:
        if not self._ready.done():
            self._ready.set_exception(error)
            self._ready.exception()  # whoever waits gets it; nobody may be waiting any more

    async def _run(self) -> None:
        try:
            async with self._bus.subscribe(f"board:{self.board_id}") as stream:
                # Subscribed first: what is committed from here on comes through the stream.
                seq = await self._log.seq(self.board_id)
                if seq is None:
                    raise Refused(Close.NO_BOARD, NO_BOARD)
                self.seq = seq
                self._ready.set_result(None)
                async for message in stream:
                    self._take(message)
        except Exception as error:
            if not self._ready.done():
                self._give_up(error)
                return
            log.exception("hub_failed", board_id=str(self.board_id))
        finally:
            self._give_up(Refused(Close.RESTART, COME_BACK))
        self.close_all(Close.RESTART, COME_BACK)

    # Events.

    def committed(self, seq: int, event: bytes) -> None:
        """An event was committed by this process, this moment.

        It comes by the bus as well, for other processes, and is known by then.

        Args:
            seq: its number.
            event: it, encoded.
        """
        if seq > self.seq and self._ready.done() and not self.over:
            if len(self._commits) >= MOST_EARLY:
                self._commits.clear()
            self._commits[seq] = perf_counter()
            self._take(event)

    def _take(self, message: bytes | Gap) -> None:
        if isinstance(message, Gap):
            self.catch_up()
            return
        seq, type_ = beginning(message)
        if seq <= self.seq:
            return
        if seq != self.seq + 1:
            self._keep_early(seq, message)
            return
        self._append(seq, type_, message)
        self._take_early()

    def _keep_early(self, seq: int, message: bytes) -> None:
        """Wait a little for what comes before a message.

        Two requests may tell of their commits in another order than they were numbered, and what another process
        committed before comes by the bus, which takes longer than what we are told here.
        """
        self._early[seq] = message
        if len(self._early) > MOST_EARLY:
            self._early.clear()
            self.catch_up()
        elif self._hole_timer is None:
            self._hole_timer = self._loop.call_later(HOLE_S, self._look_for_hole)

    def _look_for_hole(self) -> None:
        self._hole_timer = None
        if self._early:
            self.catch_up()

    def _take_early(self) -> None:
        while (message := self._early.pop(self.seq + 1, None)) is not None:
            self._append(*beginning(message), message)
        for seq in [seq for seq in self._early if seq <= self.seq]:
            del self._early[seq]

    def _append(self, seq: int, type_: str, event: bytes) -> None:
        self.seq = seq
        self._deleted = self._deleted or type_ == BOARD_DELETED
        self._recent.append((seq, event))
        self._recent_bytes += len(event)
        while len(self._recent) > KEPT_EVENTS or self._recent_bytes > KEPT_BYTES:
            self._recent_bytes -= len(self._recent.popleft()[1])
        if not self._pending:
            # What else comes in this turn of the loop shares the message.
            self._loop.call_soon(self.flush)
        self._pending.append(event)

    def flush(self) -> None:
        """Send what waits to be sent."""
        pending, self._pending = self._pending, []
        if pending:
            # Whoever reads the board because of it is to find it there.
            self._told(self.board_id, self.seq)
            for frame in protocol.batches(self.seq - len(pending) + 1, pending):
                self.cast(frame)
            self._measure(len(pending))
        if self._deleted:
            self.close_all(Close.NO_BOARD, DELETED)

    def _measure(self, many: int) -> None:
        """How long the last so many events took from their commits to the sockets."""
        written = perf_counter()
        for seq in range(self.seq - many + 1, self.seq + 1):
            began = self._commits.pop(seq, None)
            if began is not None and self._followers:
                FANOUT_SECONDS.observe(written - began)

    def cast(self, frame: Frame) -> None:
        """Send the same bytes to everybody who follows."""
        for socket in self._followers:
            socket.send(frame)

    def close_all(self, code: Close, reason: str) -> None:
        """Close every socket on this board."""
        for socket in tuple(self.members):
            socket.close(code, reason)

    # What is missing.

    def compare(self, seq: int | None, held: int) -> None:
        """Hold us against the database.

        Args:
            seq: the number of the board's last event there; None if the board is gone.
            held: our number before the database was asked.
        """
        if seq is None:
            self.close_all(Close.NO_BOARD, DELETED)
        elif seq > self.seq:
            self.catch_up()
        elif seq < held:
            self._start_anew(seq)  # somebody put a copy back

    def catch_up(self) -> "asyncio.Task[None]":
        """Fill what is missing from the log; work that is under way already is shared."""
        if self._filling is None:
            FANOUT_GAPS.inc()
            self._filling = self._loop.create_task(self._fill())
            self._filling.add_done_callback(self._filled)
        return self._filling

    def _filled(self, done: "asyncio.Task[None]") -> None:
        self._filling = None
        if not done.cancelled():
            done.result()

    async def _fill(self) -> None:
        while True:
            before = self.seq
            try:
                stretch = await self._log.read(self.board_id, before, AT_ONCE)
            except Exception as error:
                log.warning("gap_not_filled", board_id=str(self.board_id), error=repr(error))
                await asyncio.sleep(RETRY_S)
                continue
            if stretch is None:
                self.close_all(Close.NO_BOARD, DELETED)
                return
            if stretch.resync and stretch.seq > self.seq:
                self._start_anew(stretch.seq)
            for event in stretch.events:
                if event.seq == self.seq + 1:
                    self._append(event.seq, event.type, dumps(event.on_the_wire()))
            self._take_early()
            if self.seq >= stretch.seq:
                return
            if self.seq == before:  # a hole, which no log of ours has: asking again fills nothing
                log.error("log_has_a_hole", board_id=str(self.board_id), seq=before)
                self._start_anew(stretch.seq)
                return

    def _start_anew(self, seq: int) -> None:
        """Go on at a number to which the log does not lead from ours."""
        self.flush()
        self.seq = seq
        self._commits.clear()
        self._recent.clear()
        self._recent_bytes = 0
        self._told(self.board_id, seq)
        self.cast(protocol.resync(seq))

    # Sockets.

    def recent(self, since: int) -> Iterable[Frame] | None:
        """What happened behind `since`, from memory; None if that does not reach so far back."""
        if not self._recent or self._recent[0][0] > since + 1:
            return None
        first = since + 1 - self._recent[0][0]
        return protocol.batches(
            since + 1, (event for _, event in islice(self._recent, first, None))
        )

    def follow(self, socket: Socket) -> None:
        """Let a socket have what happens from now on; it has everything up to `seq`."""
        self.flush()
        if socket in self.members:
            self._followers.add(socket)
            if socket.presence != self.presence.version:
                self.tell_presence()

    def pause(self, socket: Socket) -> None:
        """Let a socket have nothing for a while."""
        self._followers.discard(socket)

    async def replay(self, socket: Socket, since: int) -> bool:
        """Send a socket what happened behind `since`, until it has all that we have.

        Returns:
            False if that cannot be replayed.

        Raises:
            Refused: the board is gone.
        """
        if since > self.seq:
            await asyncio.shield(self.catch_up())  # somebody else may be ahead of us
        if since > self.seq or self.seq - since > MOST_REPLAYED:
            return False
        while since < self.seq and socket.closed is None:
            recent = self.recent(since)
            if recent is not None:
                for frame in recent:
                    socket.send(frame)
                return True
            stretch = await self._log.read(self.board_id, since, AT_ONCE)
            if stretch is None:
                raise Refused(Close.NO_BOARD, DELETED)
            # What is newer than what we passed on comes through the stream.
            events = [dumps(e.on_the_wire()) for e in stretch.events if e.seq <= self.seq]
            if stretch.resync or not events:
                return False
            for frame in protocol.batches(since + 1, events):
                socket.send(frame)
                await socket.pipe.drained()
            since += len(events)
        return True

    def welcome(self, socket: Socket, name: str, epoch: str) -> None:
        """Greet a socket, and let everybody know who came.

        Args:
            socket: one of the members.
            name: what its person is called.
            epoch: the installation's.
        """
        self.presence.enter(socket, socket.user_id, name)
        socket.presence = self.presence.version
        people = self.presence.people()
        socket.send(protocol.hello(self.seq, epoch, socket.user_id, people))
        self.tell_presence()

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.members.discard(socket)
        self._followers.discard(socket)
        version = self.presence.version
        self.presence.leave(socket)
        if self.presence.version != version:
            self.tell_presence()

    # Presence.

    def tell_presence(self) -> None:
        """Tell everybody who is there; soon, and once for all that changes meanwhile."""
        if self._presence_timer is None:
            every = PRESENCE_S * max(1.0, len(self._followers) / CROWD)
            pause = max(0.0, self._presence_sent + every - self._loop.time())
            self._presence_timer = self._loop.call_later(pause, self._cast_presence)

    def _cast_presence(self) -> None:
        self._presence_timer = None
        frame, version = protocol.frame(self._presence_message()), self.presence.version
        self._presence_sent = self._loop.time()
        if self.presence.told < version:
            self.announce()
        for socket in self._followers:
            if socket.presence != version:
                socket.presence = version
                socket.send(frame)

    def announce(self) -> None:
        """Tell other processes who is on the board here."""
        self.presence.told = self.presence.version
        self._announce(self.board_id, self.presence.here())

    def told_by(self, process: str, people: list[Person]) -> None:
        """Another process says who is on the board there."""
        version = self.presence.version
        self.presence.told_by(process, people, self._loop.time() + SILENT_S)
        if self.presence.version != version:
            self.tell_presence()

    def forget_silent(self) -> None:
        """People of processes that are no more are gone."""
        version = self.presence.version
        self.presence.forget_silent(self._loop.time())
        if self.presence.version != version:
            self.tell_presence()

    def _presence_message(self) -> dict[str, Any]:
        return {"type": "presence", "people": self.presence.people()}


def beginning(event: bytes) -> tuple[int, str]:
    """The number and the type of an encoded event, without decoding all of it.

    Raises:
        ValueError: that is no event.
    """
    found = _BEGINNING.match(event)
    if found is None:
        raise ValueError("that is no event")
    return int(found[1]), found[2].decode()
