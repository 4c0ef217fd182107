"""What a webhook delivered, as GitHub keeps it for some days: one of a repository, or that of our App.

Sources: "REST API endpoints for repository webhooks" and "… for GitHub App webhooks", GitHub. GitHub tries
each delivery once. It keeps the last 3 days of them (7 on an Enterprise Server).
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from trivet.github.answers import unreadable
from trivet.github.asking import PER_PAGE, good, items_of
from trivet.github.errors import MalformedPayload
from trivet.github.payloads import Payload, moment_of, number_of, object_of, text_of
from trivet.github.transport import Answer

MOST_PAGES = 20
"""Of 100 attempts each, the newest first; what is older is not looked through."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver something.

    Args:
        id: GitHub's number of it.
        guid: of what was to be delivered; the same in each attempt, and at each webhook.
        at: when it was made.
        status: what was answered; 0 if nothing was.
        event: what kind of thing happened.
        repository_id: GitHub's number of where it happened; None if that is no repository.
    """

    id: int
    guid: str
    at: datetime
    status: int
    event: str
    repository_id: int | None

    @property
    def arrived(self) -> bool:
        """Whether somebody took it. Who is sent elsewhere (3xx) did not: GitHub does not follow."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent in one attempt.

    Args:
        hook_id: the webhook; 0 if that is not kept.
        payload: the body; None if it is not kept.
    """

    hook_id: int
    payload: Payload | None


class Send(Protocol):
    """Sends a request on somebody's behalf."""

    async def __call__(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None
    ) -> Answer: ...


class HookDeliveries:
    """The deliveries of one webhook. Raises what `asking.py` says.

    Args:
        send: asks on behalf of whoever may see them.
        path: where they are.
    """

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._path = path

    async def newest_first(self) -> AsyncIterator[Attempt]:
        """All attempts, a page at a time, as far as somebody goes on reading."""
        page: str | None = None
        for _ in range(MOST_PAGES):
            params = {} if page else {"per_page": PER_PAGE}
            # Not only those that GitHub calls failures: among them are none without an answer.
            answer = good(await self._send("GET", page or self._path, params=params))
            for each in items_of(answer):
                yield attempt_of(each)
            page = answer.next_url
            if page is None:
                return

    async def sent(self, delivery_id: int) -> Sent:
        """What was sent in one attempt.

        Args:
            delivery_id: GitHub's number of it.
        """
        return sent_of(good(await self._send("GET", f"{self._path}/{delivery_id}")).json())

    async def redeliver(self, delivery_id: int) -> None:
        """Have something delivered once more, soon.

        Args:
            delivery_id: of an attempt at it.
        """
        good(await self._send("POST", f"{self._path}/{delivery_id}/attempts"))


def attempt_of(found: Any) -> Attempt:
    """Read an element of the list of deliveries.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    try:
        members = object_of(found, "delivery")
        status, repository_id = members.get("status_code"), members.get("repository_id")
        return Attempt(
            id=number_of(members, "id"),
            guid=text_of(members, "guid"),
            at=moment_of(members, "delivered_at"),
            status=status if isinstance(status, int) else 0,
            event=text_of(members, "event"),
            repository_id=repository_id if isinstance(repository_id, int) else None,
        )
    except MalformedPayload as error:
        raise unreadable() from error


def sent_of(found: Any) -> Sent:
    """Read a delivery with all that was said.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    request = found.get("request") if isinstance(found, Mapping) else None
    if not isinstance(request, Mapping):
        raise unreadable()
    payload, headers = request.get("payload"), request.get("headers")
    named = _named(headers if isinstance(headers, Mapping) else {})
    return Sent(
        hook_id=int(named) if named.isascii() and named.isdigit() else 0,
        payload=payload if isinstance(payload, Mapping) else None,
    )


def _named(headers: Mapping[str, Any]) -> str:
    """The webhook that a request was sent by."""
    found = (text for name, text in headers.items() if name.lower() == "x-github-hook-id")
    return str(next(found, ""))[:18]
