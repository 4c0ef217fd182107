"""Answers that are read to their end, if that is near: for short ones, such as those of OAuth."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx2

from trivet.platform.json import loads
from trivet.platform.telemetry.metrics import vendor_call

PATIENCE_S = 20.0
"""For a whole answer: the client's own time-outs are for each step of it."""
MOST_BYTES = 1024 * 1024


class NoAnswer(Exception):
    """Nobody answered, or with 5xx. Whether something was done is not known then."""


class Unreadable(Exception):
    """What was answered is too long, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """What was answered.

    Args:
        status: below 500.
        media_type: as the header says.
        body: as it came.
    """

    status: int
    media_type: str
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body.

        Raises:
            Unreadable: it is no JSON.
        """
        try:
            return loads(self.body)
        except ValueError as error:
            raise Unreadable from error


async def answered(
    http: httpx2.AsyncClient, method: str, url: str, *, vendor: str, **more: Any
) -> WholeAnswer:
    """Send one request.

    Args:
        http: sends it.
        method: GET, POST, …
        url: where.
        vendor: who is asked, by the name under which that is counted.
        more: as `httpx2.AsyncClient.request` takes it.

    Raises:
        NoAnswer, Unreadable: as they say.
    """
    try:
        with vendor_call(vendor) as call:
            async with asyncio.timeout(PATIENCE_S), http.stream(method, url, **more) as response:
                call.status = response.status_code
                answer = await _read(response)
    except (httpx2.RequestError, TimeoutError) as error:
        raise NoAnswer from error
    if answer.status >= 500:
        raise NoAnswer(f"it answered {answer.status}")
    return answer


async def _read(response: httpx2.Response) -> WholeAnswer:
    read = bytearray()
    async for piece in response.aiter_bytes():
        read += piece
        if len(read) > MOST_BYTES:
            raise Unreadable("it is too long")
    return WholeAnswer(response.status_code, response.headers.get("content-type", ""), bytes(read))


def text_in(value: Any) -> str | None:
    """A text that can be stored; None for an empty one, and for what is none."""
    if not isinstance(value, str):
        return None
    return value.replace("\x00", "").encode(errors="ignore").decode().strip() or None
