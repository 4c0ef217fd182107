"""One vendor's API, asked with all that must hold around a request whoever the vendor is.

A circuit breaker for its host, a time-out for a whole answer, a largest answer, one more try for questions
that change nothing. What its answers mean is the vendor's own business.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx2

from trivet.platform.http.breaker import Circuit, CircuitBreakers, CircuitOpen
from trivet.platform.telemetry.metrics import vendor_call, vendor_not_asked

PATIENCE_S = 15.0
"""For a whole answer. GitHub itself cuts requests off after 10 s."""
LARGEST = 16 * 1024 * 1024
"""Bytes of an answer: a hundred pull requests weigh 3 MB."""
AGAIN_AFTER_S = 0.3
"""Before a question that got no answer is asked a second time."""
_NO_CONNECTION = (httpx2.ConnectError, httpx2.ConnectTimeout)
_OVERLOADED = {502, 503, 504}


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What was answered, read to its end.

    Args:
        status: below 500.
        headers: by name in small letters.
        body: as it came.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class NotAnswered(Exception):
    """Nobody answered, or not with an answer. Whether something was done is not known if it was sent.

    Args:
        why: for logs.
        retry_after_s: seconds until it is worth another try.
        sent: whether any of it may have reached the other side.
    """

    def __init__(self, why: str, retry_after_s: float = 60.0, *, sent: bool = True) -> None:
        super().__init__(why)
        self.retry_after_s = retry_after_s
        self.sent = sent


class GuardedHost:
    """Asks one host.

    Args:
        http: sends the requests; follows no redirect by itself.
        breakers: whether it answers at all.
        host: its name, with its port if it has one.
        vendor: whose it is, by the name under which its requests are counted.
    """

    def __init__(
        self, http: httpx2.AsyncClient, breakers: CircuitBreakers, host: str, *, vendor: str
    ) -> None:
        self._http = http
        self._breakers = breakers
        self._host = host
        self._vendor = vendor

    async def circuit(self) -> Circuit:
        """Whether it is being asked at all at the moment."""
        return await self._breakers.state(self._host)

    async def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        content: bytes | None = None,
        again: bool,
    ) -> RawAnswer:
        """Send a request and read its answer.

        Args:
            method: GET, POST, …
            url: where.
            headers: of the request.
            content: its body.
            again: whether it is sent once more where it got no answer: it changes nothing. Both together
                count as one failure of the host's.

        Raises:
            NotAnswered: as it says.
        """
        try:
            async with self._breakers.guard(self._host):
                outcome = await self._tried(method, url, headers, content, again=again)
        except CircuitOpen as error:
            vendor_not_asked(self._vendor)
            raise NotAnswered("its circuit is open", error.retry_after_s, sent=False) from None
        except _AWAY as error:
            sent = not isinstance(error, _NO_CONNECTION)
            raise NotAnswered(f"{type(error).__name__}: {error}", sent=sent) from error
        if isinstance(outcome, _Failed):  # of this one thing; the host is there
            raise NotAnswered(f"{type(outcome).__name__}: {outcome}") from outcome
        return outcome

    async def _tried(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        *,
        again: bool,
    ) -> "RawAnswer | _Failed":
        for last in (not again, True):
            try:
                return await self._once(method, url, headers, content)
            except (*_AWAY, _Failed) as error:
                if last and isinstance(error, _Failed):
                    return error
                if last:
                    raise
            await asyncio.sleep(AGAIN_AFTER_S)
        raise AssertionError("the second time is the last")

    async def _once(
        self, method: str, url: str, headers: Mapping[str, str], content: bytes | None
    ) -> RawAnswer:
        read = bytearray()
        with vendor_call(self._vendor) as call:
            async with (
                asyncio.timeout(PATIENCE_S),
                self._http.stream(method, url, headers=dict(headers), content=content) as response,
            ):
                call.status = response.status_code
                async for piece in response.aiter_bytes():
                    read += piece
                    if len(read) > LARGEST:
                        raise _Failed("its answer does not end")
        if response.status_code in _OVERLOADED:
            raise _Away(f"{response.status_code}")
        if response.status_code >= 500:
            raise _Failed(f"{response.status_code}")
        return RawAnswer(
            response.status_code,
            {name.lower(): value for name, value in response.headers.items()},
            bytes(read),
        )


class _Failed(Exception):
    """The vendor fails at this one thing: 500, or an answer without an end."""


class _Away(Exception):
    """What stands before the vendor says that it is not there."""


_AWAY = (httpx2.HTTPError, TimeoutError, _Away)
"""That count as the host's own failures."""
