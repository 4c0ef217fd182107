"""One request to Miro's REST API, with all that must happen around it.

Sources: "Rate limiting", "Errors" and "OAuth 2.0 authorization", Miro.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import httpx2

from trivet.miro.credits import Credits, Level, limited_for
from trivet.miro.errors import MiroNotAsked, MiroSignInNeeded, MiroUnreachable
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.http.breaker import Circuit, CircuitBreakers
from trivet.platform.http.guarded import GuardedHost, NotAnswered
from trivet.platform.json import dumps, loads_foreign
from trivet.platform.settings import Settings
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.metrics import MIRO_CREDITS


@dataclass(frozen=True, slots=True)
class MiroCredential:
    """A token, and whose.

    Args:
        token: of any form.
        user_id: our user.
        account: Miro's id of the user, whose credits are spent.
    """

    token: str = field(repr=False)
    user_id: UUID
    account: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked.

    Args:
        method: GET, POST, PATCH or DELETE.
        path: below the API's address, parameters encoded.
        cost: in credits.
        params: the query.
        body: sent as JSON; None is nothing.
        reserve: the part of a minute's credits that it leaves to others; 0 where a person waits for it.
        not_after: it is not sent after this moment, whatever it waited for.
    """

    method: str
    path: str
    cost: int = Level.ONE
    params: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | Sequence[Any] | None = None
    reserve: float = 0.0
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What Miro answered.

    Args:
        status: below 500, and neither 401 nor 429.
        body: as it came.
    """

    status: int
    body: bytes = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body.

        Raises:
            MiroUnreachable: it is none of Miro's: some proxy's page, say.
        """
        try:
            return loads_foreign(self.body)
        except ValueError:
            raise MiroUnreachable(
                "What answers in Miro's place sends something else than JSON. Try again in a minute."
            ) from None


Listener = Callable[[MiroCredential], Awaitable[None]]
"""Told of a token that Miro refused, or limits."""


def outcome_unknown() -> MiroUnreachable:
    """Something was to be changed, and what became of it was not heard.

    Without `Retry-After`: whoever follows that has it made twice.
    """
    return MiroUnreachable(
        "Whether Miro did it is not known: look at the board before you do it again."
    )


def is_unknown(error: Exception | None) -> bool:
    """Whether it may be that a change was made, though this was raised."""
    return isinstance(error, MiroUnreachable) and not isinstance(error, MiroNotAsked)


class MiroTransport:
    """Sends requests. One in each process.

    Args:
        http: sends them; follows no redirect by itself.
        settings: where the API is.
        cache: what processes share: credits.
        breakers: whether Miro answers at all.
    """

    def __init__(
        self,
        http: httpx2.AsyncClient,
        settings: Settings,
        cache: CacheManager,
        breakers: CircuitBreakers,
    ) -> None:
        self._api = settings.miro_api_url
        self._host = GuardedHost(http, breakers, urlsplit(self._api).netloc, vendor="miro")
        self._log = Logger("trivet.miro")
        self.credits = Credits(cache)
        self.refused: Listener | None = None
        self.limited: Listener | None = None

    async def circuit(self) -> Circuit:
        """Whether Miro's API is being asked at all at the moment."""
        return await self._host.circuit()

    async def send(self, request: Request, credential: MiroCredential) -> Answer:
        """Send a request, and read what is answered.

        A question that got no answer is sent once more; what changes something never.

        Args:
            request: what is asked.
            credential: on whose behalf.

        Returns:
            the answer, whatever its status; but not those that are raised.

        Raises:
            MiroLimited: the credits are used up, or would be; `Retry-After` says when it goes on.
            MiroSignInNeeded: 401; the token is used no more.
            MiroNotAsked: its turn came too late, or nobody is there.
            MiroUnreachable: no answer, or 5xx. Whether something was done is not known then, except where
                it is `MiroNotAsked`.
        """
        account = credential.account
        async with self.credits.turn(account, request.cost, reserve=request.reserve):
            if request.not_after is not None and now() > request.not_after:
                raise MiroNotAsked("Its turn came too late: it was not sent.")
            answer = await self._asked(request, credential)
            limited = answer.status == 429
            wait = await self.credits.note(account, answer.headers, limited=limited)
        if limited:
            self._log.warning("miro_limited", account=account, wait_s=round(wait))
            await self._tell(self.limited, credential)
            raise limited_for(wait)
        MIRO_CREDITS.inc(request.cost)
        if answer.status == 401:
            await self._tell(self.refused, credential)
            raise MiroSignInNeeded("Miro no longer accepts the token: connect Miro again.")
        return Answer(answer.status, answer.body)

    async def _tell(self, listener: Listener | None, credential: MiroCredential) -> None:
        """Tell of a token that Miro refused, or limits; the next request does so again if that fails."""
        try:
            if listener is not None:
                await listener(credential)
        except Exception as error:  # no reason to do again what was asked before this
            self._log.warning("miro_refusal_not_kept", error=type(error).__name__)

    async def _asked(self, request: Request, credential: MiroCredential) -> Any:
        url = self._api + request.path
        if request.params:
            url += "?" + urlencode(request.params)
        headers = {"Accept": "application/json", "Authorization": f"Bearer {credential.token}"}
        content = None
        if request.body is not None:
            headers["Content-Type"] = "application/json"
            content = dumps(request.body)
        began = now()
        try:
            answer = await self._host.ask(
                request.method,
                url,
                headers=headers,
                content=content,
                again=request.method == "GET",
            )
        except NotAnswered as error:
            self._log.warning(
                "miro_unreachable", method=request.method, path=request.path, error=str(error)
            )
            if error.sent and request.method != "GET":
                raise outcome_unknown() from error
            after = {"Retry-After": str(max(1, round(error.retry_after_s)))}
            unreachable = MiroUnreachable if error.sent else MiroNotAsked
            raise unreachable(
                "No answer came from Miro. Nothing is lost: it can be tried again.", headers=after
            ) from error
        self._log.debug(
            "miro_answered",
            method=request.method,
            path=request.path,
            status=answer.status,
            ms=round((now() - began).total_seconds() * 1000),
        )
        return answer
