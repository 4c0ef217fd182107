"""The limit: the least code that gives such answers on the same stack, to measure Trivet by.

Starlette, uvicorn and asyncpg in one process. Reading answers bytes that are kept; a change is one
statement, committed durably, and one message to every socket. Nobody signs in, nothing is permitted or
validated, nothing is remembered of what was. No product: what one could reach at most.

python -m bench.limit PORT POSTGRESQL_URL
"""

import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

COLUMNS = ("1", "2", "3", "4", "5")
CONNECTIONS = 10
"""To PostgreSQL; Trivet has as many."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS cards (
    id bigserial PRIMARY KEY, board_id text NOT NULL, column_id text NOT NULL,
    position double precision NOT NULL DEFAULT 0, title text NOT NULL, description text NOT NULL,
    version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS cards_board ON cards (board_id)
"""
_INSERT = """INSERT INTO cards (board_id, column_id, title, description)
    VALUES ($1, $2, $3, $4) RETURNING *"""
_RENAME = "UPDATE cards SET title = $2, version = version + 1 WHERE id = $1 RETURNING *"
_MOVE = """UPDATE cards SET column_id = $2, position = $3, version = version + 1
    WHERE id = $1 RETURNING *"""


class Limit:
    """All that it does.

    Args:
        pool: connections to the database.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._bodies: dict[str, bytes] = {}
        self._seqs: defaultdict[str, int] = defaultdict(int)
        self._sockets: defaultdict[str, set[WebSocket]] = defaultdict(set)

    async def read(self, request: Request) -> Response:
        board = request.path_params["board"]
        body = self._bodies.get(board)
        if body is None:
            body = await self._load(board)
        return Response(body, media_type="application/json")

    async def _load(self, board: str) -> bytes:
        seq = self._seqs[board]
        rows = await self._pool.fetch("SELECT * FROM cards WHERE board_id = $1", board)
        cards = [dict(row) for row in rows]
        body = orjson.dumps({"id": board, "columns": COLUMNS, "cards": cards})
        if seq == self._seqs[board]:
            self._bodies[board] = body
        return body

    async def create(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        text = given.get("description", "")
        board = request.path_params["board"]
        row = await self._pool.fetchrow(_INSERT, board, given["column_id"], given["title"], text)
        return await self._changed("card.created", row, 201)

    async def change(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        card = int(request.path_params["card"])
        if "title" in given:
            row = await self._pool.fetchrow(_RENAME, card, given["title"])
            return await self._changed("card.updated", row)
        place = (given["column_id"], float(given["position"]))
        return await self._changed("card.moved", await self._pool.fetchrow(_MOVE, card, *place))

    async def delete(self, request: Request) -> Response:
        card = int(request.path_params["card"])
        row = await self._pool.fetchrow("DELETE FROM cards WHERE id = $1 RETURNING *", card)
        return await self._changed("card.deleted", row, 204)

    async def _changed(self, kind: str, row: asyncpg.Record | None, status: int = 200) -> Response:
        assert row is not None
        card = dict(row)
        board = card["board_id"]
        self._seqs[board] += 1
        self._bodies.pop(board, None)
        if self._sockets[board]:
            text = orjson.dumps({"type": kind, "seq": self._seqs[board], "card": card}).decode()
            message = {"type": "websocket.send", "text": text}
            for socket in list(self._sockets[board]):
                await socket.send(message)
        body = b"" if status == 204 else orjson.dumps(card)
        return Response(body, status, media_type="application/json")

    async def follow(self, socket: WebSocket) -> None:
        board = socket.path_params["board"]
        await socket.accept(subprotocol="trivet.v1")
        self._sockets[board].add(socket)
        try:
            await socket.send_text('{"type":"hello"}')
            while True:
                await socket.receive()
        except (RuntimeError, WebSocketDisconnect):
            pass  # gone
        finally:
            self._sockets[board].discard(socket)


def application(url: str) -> Starlette:
    """The server, on a database of its own.

    Args:
        url: of an empty PostgreSQL database, or of the one it had.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(url, min_size=2, max_size=CONNECTIONS) as pool:
            await pool.execute(_SCHEMA)
            limit = Limit(pool)
            app.router.routes.extend(
                [
                    Route("/boards/{board}", limit.read),
                    Route("/boards/{board}/cards", limit.create, methods=["POST"]),
                    Route("/cards/{card}", limit.change, methods=["PATCH"]),
                    Route("/cards/{card}", limit.delete, methods=["DELETE"]),
                    WebSocketRoute("/ws/boards/{board}", limit.follow),
                ]
            )
            yield

    return Starlette(lifespan=lifespan)


def serve(port: int, url: str) -> None:
    """Serve until we are told to stop.

    Args:
        port: where, on 127.0.0.1.
        url: of the database.
    """
    uvicorn.run(
        application(url),
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
