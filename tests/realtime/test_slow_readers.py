"""A reader that does not keep up is parted with, and loses nothing."""

import pytest

from tests.realtime.conftest import served
from tests.realtime.followers import eventually, follow_at, server_side
from tests.support.apps import Board, Person, Trivet, make_card
from trivet.realtime.frames import Frame
from trivet.realtime.protocol import LONGEST_BATCH

MOST = 256 * 1024


@pytest.mark.parametrize("ws", [None, "websockets-sansio"], ids=["framed", "plain"])
async def test_a_slow_reader_is_closed_and_resumes_without_loss(
    app: Trivet, owner: Person, board: Board, ws: str | None
) -> None:
    manager = app.runtime.sockets
    manager.most_waiting = MOST
    async with served(app, ws) as (address, _):
        follow = follow_at(address)
        async with follow(board, owner) as slow:
            await slow.next("hello")
            (socket,) = server_side(app)
            most, written = 0, 0
            while socket.closed is None:
                # Nobody reads: the client's own queue fills, then the kernel's, then ours.
                await make_card(owner, board, description="x" * 65_000)
                most = max(most, socket.pipe.waiting())
                written += 1
                assert written < 1000, "it was never too slow"
            assert socket.closed[0] == 4408
            assert most <= MOST + LONGEST_BATCH
            assert (await slow.closed())[0] == 4408
            seen = slow.seqs
        assert seen == list(range(5, 5 + len(seen)))
        assert len(seen) < written
        async with follow(board, owner, since=seen[-1]) as back:
            await back.until(written + 4)
            assert seen + back.seqs == list(range(5, written + 5))


async def test_a_reader_that_never_reads_is_let_go(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.realtime.uvicorn_pipe.CLOSING_S", 0.05)
    manager = app.runtime.sockets
    manager.most_waiting = MOST
    frame = Frame(b'{"type":"nothing","of":"%s"}' % (b"x" * 200_000))
    async with served(app) as (address, _), follow_at(address)(board, owner) as stuck:
        await stuck.next("hello")
        (socket,) = server_side(app)
        stuck.connection.transport.pause_reading()
        while socket.closed is None:
            socket.send(frame)
        await eventually(lambda: not manager._sockets)
        await eventually(lambda: socket.pipe.waiting() == 0)  # the transport was aborted
        stuck.connection.transport.abort()
