"""Publishes behind the back of requests, in order."""

import asyncio
from collections import deque
from contextlib import suppress

from trivet.platform.pubsub.port import PubSub
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.metrics import PUBLISHER_DROPPED

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 2.0
AT_ONCE = 200
BYTES_AT_ONCE = 256 * 1024


class Publisher:
    """The one publisher of a process: fed at once, sends in order, never makes a request wait.

    While the bus is down it keeps trying with the oldest message. When it holds as many messages, or
    bytes, as it may, the oldest are dropped, and their topics are told of the gap as soon as possible,
    before anything newer.

    Args:
        bus: where to publish.
        capacity: the most messages it holds.
        most_bytes: how many bytes they may have together; the newest is always held.
    """

    def __init__(
        self, bus: PubSub, capacity: int = 10_000, most_bytes: int = 32 * 1024 * 1024
    ) -> None:
        self._bus = bus
        self._capacity = capacity
        self._most_bytes = most_bytes
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._bytes = 0
        self._gaps: dict[str, int] = {}
        self._something = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False
        self._task: asyncio.Task[None] | None = None
        self._log = Logger("trivet.publisher")

    def start(self) -> None:
        """Begin to publish. Call within the event loop."""
        self._task = asyncio.create_task(self._run(), name="publisher")

    def put(self, topic: str, payload: bytes) -> None:
        """Have `payload` published to `topic` soon. Returns at once; raises nothing."""
        room = self._most_bytes - len(payload)
        while self._waiting and (len(self._waiting) >= self._capacity or self._bytes > room):
            lost = self._take()
            self._gaps[lost] = self._gaps.get(lost, 0) + 1
            PUBLISHER_DROPPED.inc()
        self._waiting.append((topic, payload))
        self._bytes += len(payload)
        self._idle.clear()
        self._something.set()

    def _take(self) -> str:
        """Let go of the oldest message; answers its topic."""
        topic, payload = self._waiting.popleft()
        self._bytes -= len(payload)
        return topic

    async def flush(self, timeout_s: float = 2.0) -> None:
        """Wait until everything is published, or the bus is away for too long.

        Args:
            timeout_s: seconds after which the rest is left for later.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()

    async def close(self, timeout_s: float = 5.0) -> None:
        """Publish what waits, then end.

        Args:
            timeout_s: seconds after which the rest is given up.
        """
        self._closing = True
        self._something.set()
        if self._task is None:
            return
        task, self._task = self._task, None
        done, _ = await asyncio.wait({task}, timeout=timeout_s)
        if not done:
            self._log.warning("messages were not published", count=len(self._waiting))
            task.cancel()
            await asyncio.wait({task})
            return
        task.result()

    async def _run(self) -> None:
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self._send_all()
            except ConnectionError as error:
                if pause == FIRST_PAUSE_S:
                    self._log.warning("cannot publish, will go on trying", error=str(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)
                continue
            pause = FIRST_PAUSE_S
            if not self._waiting:
                self._idle.set()
            if self._closing:
                return
            await self._something.wait()

    async def _send_all(self) -> None:
        self._something.clear()
        while self._gaps or self._waiting:
            await self._tell_gaps()
            if not self._waiting:
                return
            messages = self._next()
            await self._bus.publish_all(messages)
            # Meanwhile some may have been dropped to make room; then a gap was noted in vain, which
            # costs its reader a look at the log and nothing else.
            for message in messages:
                if self._waiting and self._waiting[0] is message:
                    self._take()
            if not self._closing and self._bus.pause_s:
                await asyncio.sleep(self._bus.pause_s)

    def _next(self) -> list[tuple[str, bytes]]:
        """The oldest messages, as many as go at once."""
        messages: list[tuple[str, bytes]] = []
        size = 0
        for message in self._waiting:
            size += len(message[1])
            if messages and (size > BYTES_AT_ONCE or len(messages) == AT_ONCE):
                break
            messages.append(message)
        return messages

    async def _tell_gaps(self) -> None:
        for topic in list(self._gaps):
            missed = self._gaps.pop(topic)
            try:
                await self._bus.publish_gap(topic, missed)
            except ConnectionError:
                self._gaps[topic] = self._gaps.get(topic, 0) + missed
                raise
