"""Tells the other processes what concerns people, and how far boards have come; and hears it from them.

Boards have their log, which every process can read: who has one in memory is told that there is more to read,
if there is another process. What belongs to no board (a session that ended, a member who was removed, a message to
one person) goes over the bus as a whole. A message that is lost costs a second, since what processes remember of
people lives no longer than that, and boards are compared with the database as often; of sockets, a look at each.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol
from uuid import UUID

import structlog

from trivet.boards.events import BoardEvent
from trivet.platform.events import Event
from trivet.platform.ids import new_id
from trivet.platform.json import dumps, loads
from trivet.platform.pubsub.port import Gap, PubSub
from trivet.platform.pubsub.publisher import Publisher
from trivet.realtime.presence import Person

TOPIC = "people"
KIND = "audit"
"""The kind of the events that are passed on."""
RETRY_S = 1.0
AGAIN_S = 0.5
COUNT_S = 1.0
"""So often it is asked whether there are others to hear how far boards have come."""

log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class Heard(Event):
    """An event that another process committed: its type and its facts."""

    kind: ClassVar[str] = KIND


class Sockets(Protocol):
    """The sockets of this process, as far as other processes concern them."""

    def tell(self, user_id: UUID, message: Any) -> None:
        """Send a message to the sockets that somebody has here."""

    def announced(self, process: str, board_id: UUID, people: list[Person]) -> None:
        """Another process says who is on a board there."""

    def asked(self, board_id: UUID) -> None:
        """Another process wants to know who is on a board here."""

    def look_at_all(self) -> None:
        """Something may have been missed."""


class Boards(Protocol):
    """The boards in the memory of this process."""

    def note(self, board_id: str, seq: int) -> None:
        """A board has come so far, somewhere."""


class Relay:
    """One for each process.

    Args:
        bus: carries the messages.
        publisher: sends them, in order, behind the back of requests.
        hear: told of what other processes committed.
        sockets: those of this process.
        boards: those in its memory.
    """

    def __init__(
        self,
        bus: PubSub,
        publisher: Publisher,
        hear: Callable[[Sequence[Event]], None],
        sockets: Sockets,
        boards: Boards,
    ) -> None:
        self._bus = bus
        self._publisher = publisher
        self._hear = hear
        self._sockets = sockets
        self._boards = boards
        self._alone = False
        self._own = str(new_id())
        self._work: tuple[asyncio.Task[None], ...] = ()

    def start(self) -> None:
        """Begin to hear. Call within the event loop."""
        listening = asyncio.create_task(self._listen(), name="relay")
        self._work = (listening, asyncio.create_task(self._count(), name="others"))

    async def stop(self) -> None:
        """Hear no more. Harmless if it never began."""
        work, self._work = set(self._work), ()
        while work:
            for task in work:
                task.cancel()
            # Again, if need be: what fails in the moment in which it is cancelled tells of the failure alone.
            _, work = await asyncio.wait(work, timeout=AGAIN_S)

    def committed(self, events: Sequence[Event]) -> None:
        """A listener of the units of work: pass on what concerns people, and how far boards have come."""
        told = [{"type": e.type, "payload": e.payload} for e in events if e.kind == KIND]
        if told:
            self._send({"events": told})
        if self._alone:
            return
        come = {str(e.board_id): e.seq for e in events if isinstance(e, BoardEvent)}
        if come:
            self._send({"boards": come})

    def to_user(self, user_id: UUID, message: Any) -> None:
        """Send a message to all sockets that somebody has, here and elsewhere.

        Args:
            user_id: who.
            message: a JSON object with a `type`.
        """
        self._sockets.tell(user_id, message)
        self._send({"to": str(user_id), "message": message})

    def announce(self, board_id: UUID, people: list[Person]) -> None:
        """Tell other processes who is on a board here.

        Args:
            board_id: the board.
            people: all whose sockets are here.
        """
        self._send({"board": str(board_id), "people": people})

    def ask(self, board_id: UUID) -> None:
        """Ask other processes who is on a board there."""
        self._send({"who": str(board_id)})

    def _send(self, message: dict[str, Any]) -> None:
        self._publisher.put(TOPIC, dumps({"from": self._own, **message}))

    async def _listen(self) -> None:
        while True:
            async with self._bus.subscribe(TOPIC) as stream:
                async for message in stream:
                    self._take(message)
            await asyncio.sleep(RETRY_S)  # the bus was closed: so are we, soon

    async def _count(self) -> None:
        while True:
            with suppress(ConnectionError):
                self._alone = await self._bus.listeners(TOPIC) <= 1
            await asyncio.sleep(COUNT_S)

    def _take(self, message: bytes | Gap) -> None:
        try:
            if isinstance(message, Gap):
                self._sockets.look_at_all()
            else:
                self._pass_on(loads(message))
        except Exception:  # the next message must be heard all the same
            log.exception("relay_message_not_understood")

    def _pass_on(self, message: dict[str, Any]) -> None:
        if message["from"] == self._own:
            return
        if "to" in message:
            self._sockets.tell(UUID(message["to"]), message["message"])
        elif "boards" in message:
            for board, seq in message["boards"].items():
                self._boards.note(board, seq)
        elif "board" in message:
            board_id = UUID(message["board"])
            self._sockets.announced(message["from"], board_id, message["people"])
        elif "who" in message:
            self._sockets.asked(UUID(message["who"]))
        else:
            self._hear([Heard(type=e["type"], payload=e["payload"]) for e in message["events"]])
