"""The body of a request on its way through, and whether its client is still there."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
from starlette.requests import ClientDisconnect
from starlette.types import Receive


class PassingBody(httpx2.AsyncByteStream):
    """Hands on what comes, a piece at a time; the next one is taken when this one was sent.

    Args:
        receive: where it comes from.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            more = True
            while more:
                message = await self._receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                more = message.get("more_body", False)
                if message.get("body"):
                    yield message["body"]
        finally:
            self._left.set()

    def give_up(self) -> None:
        """Read no further: the answer came before the body had ended."""
        self._left.set()

    async def client_gone(self) -> None:
        """Wait until the client went away, or has its answer.

        Not before the body was read, or given up by whoever reads it: what comes can be heard in one
        place at a time. What still comes of it then is not wanted any more.
        """
        await self._left.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
