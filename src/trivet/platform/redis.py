"""Connections to Redis, and what may go wrong with them."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.asyncio import Redis
from redis.exceptions import RedisError

PREFIX = "trivet:"
"""What every key and channel begins with: others may use the same server."""

CONNECT_S = 2.0
ANSWER_S = 2.0


def redis_client(url: str, *, answer_s: float | None = ANSWER_S) -> Redis:
    """A client with a pool of its own. Connects on demand, and again after a loss.

    Nothing is retried: whoever asks decides whether a second try is worth the wait.

    Args:
        url: `redis://[user:password@]host[:port][/number]`, or `rediss://` with TLS.
        answer_s: seconds after which an answer is given up; None waits for ever, for those who
            listen.
    """
    client: Redis = Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_S,
        socket_timeout=answer_s,
        socket_keepalive=True,
        retry=None,
        health_check_interval=30,
    )
    return client


@contextmanager
def unreachable() -> Iterator[None]:
    """Tell every failure of Redis as what the ports promise: a `ConnectionError`."""
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise ConnectionError(f"Redis cannot be reached: {error}") from error
