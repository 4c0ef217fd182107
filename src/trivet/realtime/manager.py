"""All sockets of this process: who follows which board, and whoever has to go."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any
from uuid import UUID

import structlog
from starlette.websockets import WebSocket, WebSocketState

from trivet.auth.callers import Caller
from trivet.auth.events import API_TOKEN_DELETED, SESSION_ENDED
from trivet.boards.events import BoardEvent
from trivet.platform.events import Event
from trivet.platform.pubsub.port import PubSub
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.telemetry.metrics import SOCKETS
from trivet.realtime import protocol
from trivet.realtime.frames import MOST_WAITING, pipe_of
from trivet.realtime.gate import Gate
from trivet.realtime.hub import COME_BACK, Hub, Log
from trivet.realtime.presence import Person
from trivet.realtime.protocol import Close, Refused
from trivet.realtime.sockets import Socket
from trivet.workspaces.events import MEMBER_REMOVED, WORKSPACE_DELETED

HEARTBEAT_S = 30.0
SILENCE_S = 55.0
"""How long nothing may be heard of a client. Looked at with each heartbeat, so that one that is no more is
dropped with the second one after its last word: within a minute."""
log = structlog.get_logger(__name__)


class WebSocketManager:
    """Keeps the sockets of this process.

    Args:
        bus: where events are published.
        stretches: reads the log.
        gate: who may follow a board.
        epoch: tells the installation's epoch.
        describe_task: a task as clients get it.
        told: hears how far boards have come, before their sockets do.
        most_waiting: bytes that may wait for a client before it is too slow.
        most: sockets of this process; a further one is sent on, to another process or to a later moment.
        most_of_a_person: sockets of one person here; a bound for a program that forgets to close them.
    """

    def __init__(
        self,
        bus: PubSub,
        stretches: Log,
        gate: Gate,
        epoch: Callable[[], str],
        describe_task: Callable[[TaskSnapshot], dict[str, Any]],
        *,
        told: Callable[[UUID, int], None],
        most: int,
        most_of_a_person: int,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._told = told
        self.most_waiting = most_waiting
        self.most = most
        self.most_of_a_person = most_of_a_person
        self._bus = bus
        self._log = stretches
        self._gate = gate
        self._epoch = epoch
        self._describe_task = describe_task
        self._hubs: dict[UUID, Hub] = {}
        self._sockets: dict[WebSocket, Socket] = {}
        self._hub_of: dict[Socket, Hub] = {}
        self._by_user: dict[UUID, set[Socket]] = {}
        self._work: set[asyncio.Task[None]] = set()
        self._beating: asyncio.Task[None] | None = None
        self._stopping = False
        # How people are told whose sockets may be in other processes; given by bootstrap.
        self.messenger: Callable[[UUID, Any], None] = self.tell
        self.announcer: Callable[[UUID, list[Person]], None] = lambda *_: None
        self.asker: Callable[[UUID], None] = lambda _: None

    # Its life.

    def start(self) -> None:
        """Begin to send heartbeats."""
        self._beating = asyncio.create_task(self._keep_beating(), name="heartbeat")

    async def stop(self) -> None:
        """Say goodbye to everybody: the server is about to restart. A second call does no harm."""
        self._stopping = True
        farewell = protocol.bye()
        for socket in tuple(self._sockets.values()):
            socket.send(farewell)
            socket.close(Close.RESTART, COME_BACK)
        tasks = [*self._work, *([self._beating] if self._beating else [])]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._beating = None
        hubs = tuple(self._hubs.values())
        self._hubs.clear()
        for hub in hubs:
            await hub.stop()

    # Coming and going.

    async def connect(
        self,
        websocket: WebSocket,
        board_id: UUID,
        user_id: UUID,
        *,
        caller: Caller | None = None,
        since: int | None = None,
        epoch: str | None = None,
        name: str = "",
    ) -> Socket:
        """Let a socket follow a board; `disconnect` must follow, also if this raises.

        It is subscribed first, then gets what it missed, then what happens.

        Args:
            websocket: the socket; accepted here if that was not done.
            board_id: the board.
            user_id: who it is.
            caller: what they proved themselves with; checked now and from time to time. None if
                somebody else looks after that.
            since: the last number that the client has; None if it has nothing.
            epoch: of what history; None if the client does not say.
            name: what they are called; looked up if there is a caller.

        Raises:
            Refused: the board is not theirs to see, there are too many, or we are about to stop.
        """
        if websocket.application_state is WebSocketState.CONNECTING:
            await websocket.accept()
        if self._stopping:
            raise Refused(Close.RESTART, COME_BACK)
        self._refuse_too_many(user_id)
        socket = Socket(pipe_of(websocket), board_id, user_id, caller, self.most_waiting)
        hub = self._hub_of[socket] = self._hub(board_id)
        # From here on it hears of everything that could end it.
        hub.members.add(socket)
        self._sockets[websocket] = socket
        SOCKETS.inc()
        self._by_user.setdefault(user_id, set()).add(socket)
        if caller is not None:
            await self._gate.enter(caller, board_id)
            name = hub.presence.name_of(user_id) or await self._gate.name_of(caller)
        await hub.ready()
        hub.welcome(socket, name, self._epoch())
        await self.follow(socket, since, epoch)
        return socket

    def _refuse_too_many(self, user_id: UUID) -> None:
        if len(self._by_user.get(user_id, ())) >= self.most_of_a_person:
            log.warning("too_many_sockets", user_id=str(user_id))
            raise Refused(
                Close.PROTOCOL_ERROR,
                f"You follow {self.most_of_a_person} boards already: close some of them first.",
            )
        if len(self._sockets) >= self.most:
            log.warning("too_many_sockets", sockets=len(self._sockets))
            raise Refused(Close.RESTART, "This server has as many as it can serve: come back.")

    async def disconnect(self, websocket: WebSocket) -> None:
        """Forget a socket. Harmless for one that is not known."""
        socket = self._sockets.pop(websocket, None)
        if socket is None:
            return
        SOCKETS.dec()
        socket.last(None)
        own = self._by_user[socket.user_id]
        own.discard(socket)
        if not own:
            del self._by_user[socket.user_id]
        hub = self._hub_of.pop(socket)
        hub.leave(socket)
        if not hub.members and self._hubs.get(socket.board_id) is hub:
            del self._hubs[socket.board_id]
            await hub.stop()

    def _hub(self, board_id: UUID) -> Hub:
        hub = self._hubs.get(board_id)
        if hub is None or hub.over:
            hub = Hub(
                board_id, self._bus, self._log, lambda *told: self.announcer(*told), self._told
            )
            self._hubs[board_id] = hub
            self.asker(board_id)
        return hub

    async def follow(self, socket: Socket, since: int | None, epoch: str | None = None) -> None:
        """Send a socket what it missed, and from then on what happens.

        Args:
            socket: a connected one.
            since: the last number that the client has; None for what happens from now on.
            epoch: of what history; None if the client does not say.

        Raises:
            Refused: the board is gone.
        """
        hub = self._hub_of[socket]
        hub.pause(socket)
        complete = epoch in (None, self._epoch()) and (
            since is None or await hub.replay(socket, since)
        )
        if not complete:
            socket.send(protocol.resync(hub.seq))
        hub.follow(socket)

    def look(self, socket: Socket, card_id: UUID | None, *, editing: bool) -> None:
        """Somebody looks at a card, or at none."""
        hub = self._hub_of[socket]
        hub.presence.move(socket, card_id, editing=editing)
        hub.tell_presence()

    # Telling.

    async def broadcast_to_board(self, board_id: UUID, message: Any) -> None:
        """Send a message to everybody who follows a board here.

        Args:
            board_id: the board.
            message: a JSON object with a `type`.
        """
        hub = self._hubs.get(board_id)
        if hub is not None:
            hub.flush()
            hub.cast(protocol.frame(message))

    async def send_to_user(self, user_id: UUID, message: Any) -> None:
        """Send a message to all sockets that somebody has, in whichever process.

        Args:
            user_id: who.
            message: a JSON object with a `type`.
        """
        self.messenger(user_id, message)

    def tell(self, user_id: UUID, message: Any) -> None:
        """Send a message to the sockets that somebody has in this process.

        Args:
            user_id: who.
            message: a JSON object with a `type`.
        """
        if user_id not in self._by_user:
            return
        frame = protocol.frame(message)
        for socket in self._by_user.get(user_id, ()):
            socket.send(frame)

    def task_changed(self, task: TaskSnapshot) -> None:
        """Told of a task after it changed: whoever asked for it is told."""
        if task.requested_by is not None:
            message = {"type": "task", "task": self._describe_task(task)}
            self.messenger(task.requested_by, message)

    # Ending.

    def hear(self, events: Sequence[Event]) -> None:
        """Told of committed events: whoever lost a session or a membership goes at once."""
        for event in events:
            if event.type == SESSION_ENDED:
                self._end_credential(UUID(event.payload["session_id"]))
            elif event.type == API_TOKEN_DELETED:
                self._end_credential(UUID(event.payload["token_id"]))
            elif event.type == MEMBER_REMOVED:
                gone = UUID(event.payload["user_id"])
                self._look_again({socket.board_id for socket in self._by_user.get(gone, ())})
            elif event.type == WORKSPACE_DELETED:
                self._look_again(tuple(self._hubs))

    def committed(self, event: BoardEvent, encoded: bytes) -> None:
        """Told of an event after its commit here: whoever follows the board in this process gets it at once.

        Args:
            event: it.
            encoded: it, as it is on the wire.
        """
        hub = self._hubs.get(event.board_id)
        if hub is not None:
            hub.committed(event.seq, encoded)

    def announced(self, process: str, board_id: UUID, people: list[Person]) -> None:
        """Another process says who is on a board there."""
        hub = self._hubs.get(board_id)
        if hub is not None:
            hub.told_by(process, people)

    def asked(self, board_id: UUID) -> None:
        """Another process wants to know who is on a board here."""
        hub = self._hubs.get(board_id)
        if hub is not None:
            hub.announce()

    def look_at_all(self) -> None:
        """Something may have been missed: see who may still be here, and who sent them away."""
        self._look_again(tuple(self._hubs))

    def _end_credential(self, credential_id: UUID) -> None:
        for socket in tuple(self._sockets.values()):
            if socket.caller is not None and socket.caller.credential_id == credential_id:
                socket.close(Close.NOT_AUTHENTICATED, "The session has ended.")

    def _look_again(self, board_ids: Iterable[UUID]) -> None:
        for board_id in board_ids:
            hub = self._hubs.get(board_id)
            if hub is not None:
                self._work_on(self._check(hub))

    def _work_on(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Do something beside, until we stop."""
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return task

    async def _check(self, hub: Hub) -> None:
        """Close the sockets of a board whose people may not see it any more."""
        try:
            for socket, refusal in await self._gate.unwelcome(hub.board_id, tuple(hub.members)):
                socket.close(refusal.code, refusal.reason)
        except Exception:  # the next heartbeat looks again
            log.exception("sockets_not_checked", board_id=str(hub.board_id))

    # Keeping up.

    async def compare(self) -> None:
        """Hold every board with sockets against the database, and fetch what is missing."""
        held = {board_id: hub.seq for board_id, hub in self._hubs.items()}
        if not held:
            return
        seqs = await self._log.seqs(list(held))
        for board_id, seq in held.items():
            hub = self._hubs.get(board_id)
            if hub is not None:
                hub.compare(seqs.get(board_id), seq)

    async def _keep_beating(self) -> None:
        inspection: asyncio.Task[None] | None = None
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            self._ping_all()
            # It takes as long as the database takes; hearts beat all the same.
            if inspection is None or inspection.done():
                inspection = self._work_on(self._inspect())

    async def beat(self) -> None:
        """Ping everybody, and part with those who are silent or may not stay."""
        self._ping_all()
        await self._inspect()

    async def _inspect(self) -> None:
        try:
            await self.compare()
        except Exception:  # the next heartbeat tries again
            log.exception("sockets_not_compared")
        for hub in tuple(self._hubs.values()):
            await self._check(hub)

    def _ping_all(self) -> None:
        for hub in tuple(self._hubs.values()):
            self._ping(hub)

    def _ping(self, hub: Hub) -> None:
        hub.flush()
        hub.announce()
        hub.forget_silent()
        hub.cast(protocol.ping(hub.seq))
        earliest = asyncio.get_running_loop().time() - SILENCE_S
        for socket in tuple(hub.members):
            if socket.pipe.heard < earliest:
                socket.close(Close.TOO_SLOW, "Nothing was heard of you.")
