"""One socket's life, from the handshake to the end."""

from time import perf_counter
from uuid import UUID

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from trivet.platform.telemetry.logging import Logger
from trivet.realtime.door import Door, subprotocol
from trivet.realtime.frames import Pipe, pipe_of
from trivet.realtime.hub import NO_BOARD
from trivet.realtime.inbox import Inbox, Left
from trivet.realtime.manager import WebSocketManager
from trivet.realtime.protocol import (
    BIGGEST_SEQ,
    Close,
    FromClient,
    Refused,
    SocketAuth,
    SocketPong,
    SocketSetPresence,
    SocketSince,
)
from trivet.realtime.sockets import Socket

INTERNAL_ERROR = 1011

access_log = Logger("trivet.access")
log = structlog.get_logger(__name__)


class Conversation:
    """Speaks with one client.

    Args:
        websocket: its socket, not accepted yet.
        sockets: keeps all sockets.
        door: admits it.
    """

    def __init__(self, websocket: WebSocket, sockets: WebSocketManager, door: Door) -> None:
        self._websocket = websocket
        self._sockets = sockets
        self._door = door
        self._context: dict[str, str] = {}

    async def run(self) -> None:
        """Speak until one side closes the socket."""
        try:
            # Accepted before anything is judged: a browser shows the code of a refusal only then.
            await self._websocket.accept(subprotocol=subprotocol(self._websocket))
        except WebSocketDisconnect:
            return  # gone before it began
        await pipe_of(self._websocket).go_on(self._speak)

    async def _speak(self) -> None:
        began = perf_counter()
        # The middleware that binds it may have done its work by now.
        request_id = self._websocket.scope.get("state", {}).get("request_id", "")
        structlog.contextvars.bind_contextvars(request_id=request_id)
        pipe = pipe_of(self._websocket)
        code = INTERNAL_ERROR
        try:
            code = await self._until_the_end(pipe)
        finally:
            await self._sockets.disconnect(self._websocket)
            await pipe.ended()
            seconds = round(perf_counter() - began, 3)
            access_log.info("socket closed", code=int(code), duration_s=seconds, **self._context)

    async def _until_the_end(self, pipe: Pipe) -> int:
        inbox = Inbox(self._websocket, pipe)
        try:
            socket = await self._open(inbox)
            while True:
                await self._answer(socket, await inbox.next())
        except Left as left:
            return left.code
        except Refused as refused:
            pipe.close(refused.code, refused.reason)
            return refused.code
        except Exception:
            log.exception("socket_failed", **self._context)
            pipe.close(INTERNAL_ERROR, "Something went wrong: come back.")
            return INTERNAL_ERROR

    async def _open(self, inbox: Inbox) -> Socket:
        admission = await self._door.admit(self._websocket, inbox)
        board_id, since = self._wanted()
        caller = admission.caller
        self._context = {"board_id": str(board_id), "user_id": str(caller.user_id)}
        access_log.info("socket opened", **self._context)
        socket = await self._sockets.connect(
            self._websocket,
            board_id,
            caller.user_id,
            caller=caller,
            since=since,
            epoch=self._websocket.query_params.get("epoch"),
        )
        # What ended before it was connected was heard by nobody.
        await self._door.confirm(admission)
        socket.last(admission.seconds)
        return socket

    def _wanted(self) -> tuple[UUID, int | None]:
        """The board, and the last number that the client has."""
        try:
            board_id = UUID(self._websocket.path_params["board_id"])
        except ValueError:
            raise Refused(Close.NO_BOARD, NO_BOARD) from None
        given = self._websocket.query_params.get("since")
        if given is None:
            return board_id, None
        if not (given.isascii() and given.isdigit()) or int(given[:20]) > BIGGEST_SEQ:
            raise Refused(Close.PROTOCOL_ERROR, "`since` is the number of an event.")
        return board_id, int(given)

    async def _answer(self, socket: Socket, message: FromClient) -> None:
        match message:
            case SocketPong():
                pass  # that it came is all it says
            case SocketSetPresence(card_id=card_id, editing=editing):
                self._sockets.look(socket, card_id, editing=bool(editing))
            case SocketSince(seq=seq):
                await self._sockets.follow(socket, seq)
            case SocketAuth(token=token):
                await self._renew(socket, token)

    async def _renew(self, socket: Socket, token: str) -> None:
        """Stay as long as another token lasts."""
        admission = await self._door.by_token(token)
        if admission.caller.user_id != socket.user_id:
            raise Refused(Close.NOT_AUTHENTICATED, "That is the token of somebody else.")
        socket.caller = admission.caller
        socket.last(admission.seconds)
