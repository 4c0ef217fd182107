"""What hooks are told: signed, sent, remembered, and sent again."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx2

from tests.support.fake_github.state import Hook
from trivet.platform.clock import now

Json = dict[str, Any]

PATIENCE_S = 10
"""GitHub waits so long for an answer ("Handling webhook deliveries")."""
FIRST_DELIVERY = 5_000_000_000
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Told:
    """Something to tell a hook, worded when it happened.

    Args:
        hook: whom.
        event: what kind of thing.
        payload: what is said about it.
        guid: names it in each attempt.
        installation_id: of the App's hook.
        repository_id: where it happened.
        redelivery: whether it was told before.
    """

    hook: Hook
    event: str
    payload: Json
    guid: str
    installation_id: int | None = None
    repository_id: int | None = None
    redelivery: bool = False

    @property
    def body(self) -> bytes:
        said = json.dumps(self.payload, separators=(",", ":"))
        return (urlencode({"payload": said}) if self.hook.content_type == "form" else said).encode()

    def headers(self, body: bytes) -> dict[str, str]:
        """All that GitHub sends ("Webhook events and payloads", delivery headers)."""
        repo, app = self.hook.repo, self.hook.app
        target, kind = (repo.id, "repository") if repo else (app.id if app else 0, "integration")
        signed = {} if self.hook.secret is None else _signatures(self.hook.secret, body)
        return {
            "Accept": "*/*",
            "Content-Type": "application/json" if self.hook.content_type == "json" else _FORM,
            "User-Agent": "GitHub-Hookshot/044aadd",
            "X-GitHub-Delivery": self.guid,
            "X-GitHub-Event": self.event,
            "X-GitHub-Hook-ID": str(self.hook.id),
            "X-GitHub-Hook-Installation-Target-ID": str(target),
            "X-GitHub-Hook-Installation-Target-Type": kind,
            **signed,
        }


@dataclass(frozen=True)
class Delivery:
    """One attempt to tell a hook something.

    Args:
        id: of the attempt.
        told: what.
        at: when.
        duration: how long it took, in seconds.
        status: in words: `OK`, or why it failed.
        status_code: what was answered; 0 where nothing was.
        sent: the headers of the request.
        answered: the headers of the answer.
        answer: its body.
    """

    id: int
    told: Told
    at: datetime
    duration: float
    status: str
    status_code: int
    sent: Mapping[str, str]
    answered: Mapping[str, str] | None = None
    answer: str | None = None

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status_code < 400


@dataclass
class Outbox:
    """What is to be told, and what was.

    Args:
        automatic: whether hooks are told at once; else when `deliver` is called.
        http: by what requests are sent; one that leads into an application in this process will do.
        look: looks at everything that is told, by event and payload.
        waiting: what nobody has been told yet.
        attempts: all that were made, oldest first.
    """

    automatic: bool = False
    http: httpx2.AsyncClient | None = None
    look: Callable[[str, Json], None] = lambda event, payload: None
    waiting: list[Told] = field(default_factory=list)
    attempts: list[Delivery] = field(default_factory=list)
    _ids: "count[int]" = field(default_factory=lambda: count(FIRST_DELIVERY))
    _sending: set["asyncio.Task[None]"] = field(default_factory=set)

    def put(self, told: Told) -> None:
        """Have a hook told something."""
        self.waiting.append(told)
        if self.automatic:
            task = asyncio.get_running_loop().create_task(self._deliver_quietly())
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def tell(
        self,
        hook: Hook,
        event: str,
        payload: Json,
        *,
        repository_id: int | None = None,
        installation_id: int | None = None,
    ) -> None:
        """Tell a hook, if it asked for such events."""
        if hook.hears(event):
            self.look(event, payload)
            self.put(Told(hook, event, payload, str(uuid4()), installation_id, repository_id))

    async def deliver(self) -> list[Delivery]:
        """Tell all that waits, in order.

        Returns:
            the attempts, in the order they were made.
        """
        made: list[Delivery] = []
        while self.waiting:
            made.append(await self._send(self.waiting.pop(0)))
        return made

    async def settled(self) -> None:
        """Wait until nothing is on its way, in automatic mode."""
        while self._sending:
            await asyncio.gather(*self._sending)

    async def close(self) -> None:
        """Stop what is on its way."""
        for task in list(self._sending):
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)

    def attempts_of(self, hook: Hook) -> list[Delivery]:
        """What a hook was told, newest first."""
        return [each for each in reversed(self.attempts) if each.told.hook is hook]

    async def _deliver_quietly(self) -> None:
        await self.deliver()

    async def _send(self, told: Told) -> Delivery:
        body = told.body
        headers = told.headers(body)
        at, begun = now(), time.monotonic()
        answer: httpx2.Response | None = None
        try:
            answer = await self._post(told.hook.url, body, headers)
            status = "OK" if answer.is_success else f"Invalid HTTP Response: {answer.status_code}"
        except httpx2.TimeoutException:
            status = "timed out"
        except httpx2.HTTPError:
            status = "failed to connect to host"
        delivery = Delivery(
            id=next(self._ids),
            told=told,
            at=at,
            duration=round(time.monotonic() - begun, 2),
            status=status,
            status_code=answer.status_code if answer else 0,
            sent=headers,
            answered=dict(answer.headers) if answer else None,
            answer=answer.text if answer else None,
        )
        told.hook.last = (delivery.status_code or None, _word(delivery), delivery.status)
        self.attempts.append(delivery)
        return delivery

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> httpx2.Response:
        if self.http is not None:
            return await self.http.post(url, content=body, headers=headers, timeout=PATIENCE_S)
        # No proxy of this shell stands between two programs of one machine.
        async with httpx2.AsyncClient(trust_env=False) as http:
            return await http.post(url, content=body, headers=headers, timeout=PATIENCE_S)


def _word(delivery: Delivery) -> str:
    """What GitHub's page of the hook shows."""
    if delivery.succeeded:
        return "active"
    return "timeout" if delivery.status == "timed out" else "failed"


def _signatures(secret: str, body: bytes) -> dict[str, str]:
    key = secret.encode()
    return {
        "X-Hub-Signature": f"sha1={hmac.new(key, body, hashlib.sha1).hexdigest()}",
        "X-Hub-Signature-256": f"sha256={hmac.new(key, body, hashlib.sha256).hexdigest()}",
    }
