"""Clients that cost next to nothing, for who wants to know what several processes answer.

They share the processors with the servers: what they use, the servers lack. So they send one request again and
again, and of what comes they look at the first line only.
"""

import select
import socket
from time import perf_counter

from bench.client import HOST, Refused

MOST = 65536
"""Bytes of an answer that is read at once; it has to be shorter."""
PATIENCE_S = 10.0


def hammer(port: int, request: bytes, status: int, clients: int, seconds: float) -> float:
    """How many answers a second there are.

    Args:
        port: who listens on 127.0.0.1.
        request: what is sent, whole; its answer must have no body.
        status: what must be answered.
        clients: connections, each of which asks again once it was answered.
        seconds: for how long.

    Raises:
        OSError: a connection ended, or nothing was answered for ten seconds.
        Refused: something else was answered.
    """
    expected = b"HTTP/1.1 %d " % status
    sockets = [socket.create_connection((HOST, port)) for _ in range(clients)]
    by_number = {one.fileno(): one for one in sockets}
    with select.epoll() as poll:
        for one in sockets:
            one.setblocking(False)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            poll.register(one, select.EPOLLIN)
            one.send(request)
        answers, began = 0, perf_counter()
        until = began + seconds
        while perf_counter() < until:
            ready = poll.poll(PATIENCE_S)
            if not ready:
                raise TimeoutError(f"nothing was answered for {PATIENCE_S:g} s")
            for number, _ in ready:
                answer = by_number[number].recv(MOST)
                if not (answer.startswith(expected) and answer.endswith(b"\r\n\r\n")):
                    raise Refused(f"answered was {answer[:300]!r}")
                by_number[number].send(request)
            answers += len(ready)
        took = perf_counter() - began
    for one in sockets:
        one.close()
    return answers / took
