"""The route of a board's socket. A plain one: FastAPI has nothing to add to it."""

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from trivet.realtime.conversation import Conversation
from trivet.realtime.door import Door


async def follow_board(websocket: WebSocket) -> None:
    """What happens on a board, as it happens."""
    state = websocket.app.state
    door = Door(state.settings, state.callers, state.keys)
    await Conversation(websocket, state.sockets, door).run()


routes = [WebSocketRoute("/ws/boards/{board_id}", follow_board)]
