"""The manager's own face, as other parts of Trivet use it."""

from typing import Any
from uuid import UUID

import pytest
from starlette.websockets import WebSocket

from tests.realtime.followers import Follow, eventually
from tests.support.apps import Board, Person, Trivet, in_workspace
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Task
from trivet.realtime.protocol import Refused
from trivet.workspaces.models import Role

UNKNOWN = Task("of_tomorrow_task")
"""Nothing runs it: it fails as soon as it is tried."""


async def test_a_board_is_told(app: Trivet, owner: Person, board: Board, follow: Follow) -> None:
    async with follow(board, owner) as one, follow(board, owner) as two:
        await one.next("hello")
        await two.next("hello")
        await app.runtime.sockets.broadcast_to_board(board.uuid, {"type": "note", "text": "hi"})
        await app.runtime.sockets.broadcast_to_board(new_id(), {"type": "note", "text": "no"})
        for follower in (one, two):
            assert await follower.next("note") == {"type": "note", "text": "hi"}


async def test_a_person_is_told_on_all_their_sockets_and_nobody_else(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    other = await in_workspace(app, board.workspace_id, Role.MEMBER)
    manager = app.runtime.sockets
    async with (
        follow(board, owner) as one,
        follow(board, owner) as two,
        follow(board, other) as three,
    ):
        for follower in (one, two, three):
            await follower.next("hello")
        await manager.send_to_user(UUID(owner.id), {"type": "note"})
        await manager.send_to_user(new_id(), {"type": "note"})
        await one.next("note")
        await two.next("note")
        await manager.send_to_user(UUID(other.id), {"type": "end"})
        seen: list[str] = []
        while "end" not in seen:
            seen.append((await three.message())["type"])
        assert "note" not in seen


async def test_who_asked_for_a_task_hears_how_it_goes(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        async with app.runtime.units.write() as unit:
            task_id = unit.enqueue(
                UNKNOWN.call(requested_by=UUID(owner.id), workspace_id=UUID(board.workspace_id))
            )
        while (news := (await follower.next("task"))["task"])["state"] != "failed":
            pass
        assert news == await owner.get(f"/tasks/{task_id}")


class Wire:
    """An ASGI server's end of a socket.

    Args:
        kind: what the client does first.
    """

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def websocket(self) -> WebSocket:
        scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b""}

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            self.sent.append(dict(message))

        return WebSocket(scope, receive, send)


async def test_it_accepts_a_socket_that_nobody_accepted(app: Trivet, board: Board) -> None:
    manager, wire = app.runtime.sockets, Wire()
    websocket = wire.websocket()
    socket = await manager.connect(websocket, board.uuid, new_id())
    await manager.broadcast_to_board(board.uuid, {"type": "note"})
    socket.close(4408, "enough")
    await socket.pipe.ended()
    await manager.disconnect(websocket)
    await manager.disconnect(websocket)
    types = [message["type"] for message in wire.sent]
    assert types[0] == "websocket.accept"
    assert '{"type":"note"}' in [message.get("text") for message in wire.sent]
    assert wire.sent[-1] == {"type": "websocket.close", "code": 4408, "reason": "enough"}
    assert manager._hubs == {}


async def test_nobody_comes_in_while_it_stops(app: Trivet, board: Board) -> None:
    manager, wire = app.runtime.sockets, Wire()
    await manager.stop()
    with pytest.raises(Refused) as refused:
        await manager.connect(wire.websocket(), board.uuid, new_id())
    assert refused.value.code == 1012


async def test_one_person_has_only_so_many_sockets(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    other = await in_workspace(app, board.workspace_id, Role.MEMBER)
    app.runtime.sockets.most_of_a_person = 1
    async with follow(board, owner) as one:
        await one.next("hello")
        async with follow(board, owner) as two:
            assert (await two.closed())[0] == 4409
        async with follow(board, other) as three:
            await three.next("hello")
    await eventually(lambda: not app.runtime.sockets._sockets)
    async with follow(board, owner) as again:
        await again.next("hello")


async def test_a_process_that_is_full_sends_people_on(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    other = await in_workspace(app, board.workspace_id, Role.MEMBER)
    app.runtime.sockets.most = 1
    async with follow(board, owner) as one:
        await one.next("hello")
        async with follow(board, other) as two:
            assert (await two.closed())[0] == 1012
