"""Circuit breakers: who does not answer is left alone for a while, instead of being waited for.

One breaker a host. After some failures in a row it opens: whoever wants something is refused at once.
When its time is over, the next request is a probe: it closes the breaker, or opens it again. The
library `purgatory` keeps the rules; where the states are kept is the repository's business, so that all
processes share them where there is a Redis.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OPENED, OpenedState
from purgatory.service._async.circuitbreaker import AsyncCircuitBreaker
from purgatory.service._async.repository import AsyncAbstractRepository, AsyncInMemoryRepository
from purgatory.service._async.unit_of_work import AsyncAbstractUnitOfWork

from trivet.platform.telemetry.logging import Logger

THRESHOLD = 5
"""So many failures in a row open a breaker."""
OPEN_S = 30.0
"""Seconds for which it then stays open."""


class CircuitOpen(Exception):
    """The other side did not answer lately: nothing is sent.

    Args:
        retry_after_s: seconds until somebody may try.
    """

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"open for another {retry_after_s:.0f} s")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Circuit:
    """How one host is reached at the moment.

    Args:
        host: its name.
        open: whether nothing is sent to it.
        since: when it was given up; None while it is not.
        retry_at: when somebody may try again.
    """

    host: str
    open: bool
    since: datetime | None = None
    retry_at: datetime | None = None


class _Kept(AsyncAbstractUnitOfWork):
    """What the library works with: a repository, which needs no transaction."""

    def __init__(self, repository: AsyncAbstractRepository) -> None:
        self.contexts = repository

    async def commit(self) -> None:
        """Nothing is pending."""

    async def rollback(self) -> None:
        """Nothing is pending."""


class CircuitBreakers:
    """The breakers of all hosts.

    Args:
        repository: where their states are kept; None is in the memory of this process. One that
            cannot be reached raises a `ConnectionError`; then this process judges by itself.
        threshold: failures in a row that open one.
        open_s: seconds for which one stays open.
    """

    def __init__(
        self,
        repository: AsyncAbstractRepository | None = None,
        *,
        threshold: int = THRESHOLD,
        open_s: float = OPEN_S,
    ) -> None:
        self._open_s = open_s
        self._own = AsyncInMemoryRepository()
        self._shared = repository
        self._factories = [
            AsyncCircuitBreakerFactory(
                threshold, open_s, exclude=[asyncio.CancelledError], uow=_Kept(kept)
            )
            for kept in (repository, self._own)
            if kept is not None
        ]
        self._log = Logger("trivet.http")

    @asynccontextmanager
    async def guard(self, host: str) -> AsyncIterator[None]:
        """Do something with a host; whatever is raised in here counts as its failure.

        Args:
            host: its name.

        Raises:
            CircuitOpen: it failed too often lately.
        """
        breaker = await self._breaker(host)
        try:
            breaker.context.handle_new_request()
        except OpenedState as opened:
            left = opened.opened_at + self._open_s - time.time()
            raise CircuitOpen(max(1.0, left)) from None
        try:
            yield
        except BaseException as error:
            breaker.context.handle_exception(error)
            raise
        else:
            breaker.context.handle_end_request()
        finally:
            await self._keep(breaker)

    async def state(self, host: str) -> Circuit:
        """How a host is reached at the moment. Asks nothing of the host itself."""
        context = (await self._breaker(host)).context
        if context.state != OPENED or context.opened_at is None:
            return Circuit(host, open=False)
        until = context.opened_at + self._open_s
        return Circuit(
            host,
            open=time.time() < until,
            since=datetime.fromtimestamp(context.opened_at, UTC),
            retry_at=datetime.fromtimestamp(until, UTC),
        )

    async def _breaker(self, host: str) -> AsyncCircuitBreaker:
        for factory in self._factories[:-1]:
            try:
                return await factory.get_breaker(host)
            except ConnectionError as error:
                self._log.warning("circuit states are not shared right now", error=str(error))
        return await self._factories[-1].get_breaker(host)

    async def _keep(self, breaker: AsyncCircuitBreaker) -> None:
        """Write what changed; where that fails, the others learn it from their own failures."""
        messages = breaker.context.messages
        try:
            while messages:
                await breaker.messagebus.handle(messages.pop(0), breaker.uow)
        except ConnectionError as error:
            messages.clear()
            self._log.warning("circuit states are not shared right now", error=str(error))
