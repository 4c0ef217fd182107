"""Tells the other processes what concerns people, and hears it from them.

What belongs to no board (a session that ended, a member who was removed, a message to one person) goes over the bus
as a whole. A message that is lost costs a second, since what processes remember of people lives no longer than that;
of sockets, a look at each.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol
from uuid import UUID

import structlog

from trivet.platform.cancellation import ended
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


class Relay:
    """One for each process.

    Args:
        bus: carries the messages.
        publisher: sends them, in order, behind the back of requests.
        hear: told of what other processes committed.
        sockets: those of this process.
    """

    def __init__(
        self,
        bus: PubSub,
        publisher: Publisher,
        hear: Callable[[Sequence[Event]], None],
        sockets: Sockets,
    ) -> None:
        self._bus = bus
        self._publisher = publisher
        self._hear = hear
        self._sockets = sockets
        self._own = str(new_id())
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to hear. Call within the event loop."""
        self._task = asyncio.create_task(self._listen(), name="relay")

    async def stop(self) -> None:
        """Hear no more. Harmless if it never began."""
        task, self._task = self._task, None
        if task is not None:
            await ended(task)

    def committed(self, events: Sequence[Event]) -> None:
        """A listener of the units of work: pass on what concerns people."""
        told = [{"type": e.type, "payload": e.payload} for e in events if e.kind == KIND]
        if told:
            self._send({"events": told})

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
        elif "board" in message:
            board_id = UUID(message["board"])
            self._sockets.announced(message["from"], board_id, message["people"])
        elif "who" in message:
            self._sockets.asked(UUID(message["who"]))
        elif "events" in message:
            self._hear([Heard(type=e["type"], payload=e["payload"]) for e in message["events"]])
