"""One request to GitHub's REST API, with all that must happen around it.

Sources: "Best practices for using the REST API", "Troubleshooting the REST API" and "Rate limits for
the REST API", GitHub.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2

from trivet.auth.errors import GitHubTokenRefused, GitHubUnreachable
from trivet.auth.github_oauth import API_VERSION
from trivet.github.acting import Credential
from trivet.github.allowance import Allowances, limited_for
from trivet.github.remembered import Remembered
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.http.breaker import Circuit, CircuitBreakers
from trivet.platform.http.guarded import GuardedHost, NotAnswered
from trivet.platform.json import dumps, loads
from trivet.platform.settings import Settings
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.redaction import redacted_text

MOST_REDIRECTS = 3
_MOVED = {301, 308}
_REDIRECTS = {301, 302, 307, 308}
_READS = {"GET", "HEAD"}

Refused = Callable[[Credential], Awaitable[None]]
"""Told of a token that GitHub refused."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What GitHub answered, read to its end.

    Args:
        status: 304 never: then it is the answer of before.
        headers: by name in small letters.
        body: as it came.
        moved: whether what was asked for has another address for good (301, 308).
        unchanged: whether GitHub said that it is as it was (304).
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    moved: bool = False
    unchanged: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body.

        Raises:
            GitHubUnreachable: it is none of GitHub's: some proxy's page, say.
        """
        try:
            return loads(self.body)
        except ValueError:
            raise GitHubUnreachable(
                "What answers in GitHub's place sends something else than JSON. Try again in a minute."
            ) from None

    @property
    def message(self) -> str:
        """What a refusal says; empty if it says nothing that can be read."""
        try:
            found = loads(self.body)
        except ValueError:
            return ""
        message = found.get("message") if isinstance(found, Mapping) else None
        # It may repeat what it was sent, a token too; and it is kept, and shown to people.
        return redacted_text(message) if isinstance(message, str) else ""

    @property
    def next_url(self) -> str | None:
        """The next page ("Using pagination in the REST API": follow the link, never build one)."""
        return (
            httpx2.Response(200, headers={"link": self.headers.get("link", "")})
            .links.get("next", {})
            .get("url")
        )


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked.

    Args:
        method: GET, POST, PATCH, PUT or DELETE.
        path: below the API's address, parameters encoded (`%2F`); or a whole address that GitHub gave.
        params: the query.
        body: sent as JSON; None is nothing.
        background: whether no person waits for it.
        conditional: whether the answer is remembered, and asked for by its ETag.
        headers: further ones.
    """

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    background: bool = False
    conditional: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class GitHubTransport:
    """Sends requests. One in each process.

    Args:
        http: sends them; follows no redirect by itself.
        settings: where the API is.
        cache: what processes share: allowances and remembered answers.
        breakers: whether GitHub answers at all.
    """

    def __init__(
        self,
        http: httpx2.AsyncClient,
        settings: Settings,
        cache: CacheManager,
        breakers: CircuitBreakers,
    ) -> None:
        self._api = settings.github_api_url
        self._host = GuardedHost(http, breakers, urlsplit(self._api).netloc, vendor="github")
        self._remembered = Remembered(cache)
        self._log = Logger("trivet.github")
        self.allowances = Allowances(cache)
        self.refused: Refused | None = None
        self.saved = 0  # requests that were answered by 304, and did not count

    async def circuit(self) -> Circuit:
        """Whether GitHub's API is being asked at all at the moment."""
        return await self._host.circuit()

    async def send(self, request: Request, credential: Credential) -> Answer:
        """Send a request, and read what is answered.

        A reading request that got no answer is sent once more; one that changes something never.
        Redirects within GitHub's API are followed, without changing what is asked.

        Args:
            request: what is asked.
            credential: on whose behalf.

        Returns:
            the answer, whatever its status; but not those that are raised.

        Raises:
            GitHubLimited: a limit was hit, or would be; `Retry-After` says when it goes on.
            GitHubTokenRefused: 401; the token is used no more.
            GitHubUnreachable: no answer, or 5xx. Whether something was done is not known then.
        """
        url, moved = self._url(request.path), False
        if request.params:
            url = str(httpx2.URL(url).copy_merge_params(dict(request.params)))
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._turn(request, url, credential)
            target = self._target(request, url, answer)
            if target is None:
                return Answer(answer.status, answer.headers, answer.body, moved, answer.unchanged)
            moved = moved or answer.status in _MOVED
            url = target
        raise GitHubUnreachable("It sends us in circles. Try again in a minute.")

    def _url(self, path: str) -> str:
        if path.startswith("/"):
            return self._api + path
        if urlsplit(path)[:2] != urlsplit(self._api)[:2]:
            raise GitHubUnreachable("It refers to another server, which is not asked.")
        return path

    def _target(self, request: Request, url: str, answer: Answer) -> str | None:
        """Where a redirect leads; None if it is none. A token goes to the API and nowhere else."""
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            return None
        if request.method not in _READS and answer.status in {301, 302}:
            return None  # what to do there is not said
        target = str(httpx2.URL(url).join(answer.headers["location"]))
        if urlsplit(target)[:2] != urlsplit(self._api)[:2]:
            raise GitHubUnreachable("It refers to another server, which is not asked.")
        return target

    async def _turn(self, request: Request, url: str, credential: Credential) -> Answer:
        changes = request.method not in _READS
        async with self.allowances.turn(
            credential.account, background=request.background, changes=changes
        ):
            known = await self._remembered.get(credential, url) if request.conditional else None
            answer = await self._answered(request, url, credential, known)
            limited = _is_limited(answer)
            wait = await self.allowances.note(credential.account, answer.headers, limited=limited)
        if limited:
            self._log.warning("github_limited", account=credential.account, wait_s=round(wait))
            raise limited_for(wait)
        if answer.status == 401:
            if self.refused is not None:
                await self.refused(credential)
            raise GitHubTokenRefused(
                "GitHub no longer accepts the token: sign in with GitHub again."
            )
        if answer.status == 304 and known is not None:
            self.saved += 1
            headers, body = known
            return Answer(200, {**answer.headers, **headers}, body, unchanged=True)
        if answer.ok and request.conditional:
            await self._remembered.put(credential, url, answer.headers, answer.body)
        return answer

    async def _answered(
        self,
        request: Request,
        url: str,
        credential: Credential,
        known: tuple[Mapping[str, str], bytes] | None,
    ) -> Answer:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {credential.token}",
            "X-GitHub-Api-Version": API_VERSION,
            **request.headers,
        }
        content = None
        if request.body is not None:
            headers["Content-Type"] = "application/json"
            content = dumps(request.body)
        if known is not None:
            headers["If-None-Match"] = known[0]["etag"]
        path, began = urlsplit(url).path, now()
        try:
            answer = await self._host.ask(
                request.method,
                url,
                headers=headers,
                content=content,
                again=request.method in _READS,
            )
        except NotAnswered as error:
            self._log.warning(
                "github_unreachable", method=request.method, path=path, error=str(error)
            )
            raise _unreachable(error.retry_after_s) from error
        self._log.debug(
            "github_answered",
            method=request.method,
            path=path,
            status=answer.status,
            ms=round((now() - began).total_seconds() * 1000),
            github_request_id=answer.headers.get("x-github-request-id"),
        )
        return Answer(answer.status, answer.headers, answer.body)


def _is_limited(answer: Answer) -> bool:
    """Whether a refusal is a limit: the first of the three kinds of 403.

    "If you exceed your primary rate limit, you will receive a 403 or 429 response, and the
    x-ratelimit-remaining header will be 0"; a secondary limit has `retry-after`, or says so.
    """
    if answer.status == 429:
        return True
    if answer.status != 403:
        return False
    if answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers:
        return True
    message = answer.message.lower()
    return "rate limit" in message or "abuse detection" in message


def _unreachable(retry_after_s: float = 60.0) -> GitHubUnreachable:
    seconds = max(1, round(retry_after_s))
    return GitHubUnreachable(
        "No answer came from GitHub. Nothing is lost: it can be tried again.",
        headers={"Retry-After": str(seconds)},
    )
