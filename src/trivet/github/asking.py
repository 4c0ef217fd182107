"""What all that is asked of GitHub has in common; and what a refusal of it means.

What every request has in common beneath that stands in `transport.py`. Whatever asks raises, beside what
it says itself,

- `GitHubUnseen`: 404, which is also said of what whoever asks may not see;
- `GitHubForbids`, `RepositoryArchived`: 403 for want of a right, and because nobody can write;
- `GitHubInvalid`: 422;
- `GitHubLimited`, `GitHubTokenRefused`, `GitHubUnreachable`: as `transport.py` says.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from trivet.github.acting import Credential
from trivet.github.answers import Listing, unreadable
from trivet.github.errors import GitHubForbids, GitHubInvalid, GitHubUnseen, RepositoryArchived
from trivet.github.transport import Answer, GitHubTransport, Request
from trivet.platform.errors import AppError

PER_PAGE = "100"


class Asker:
    """Asks GitHub on somebody's behalf.

    Args:
        transport: sends the requests.
        credential: on whose behalf.
        background: whether no person waits; then people go first, and some of what GitHub allows is
            left to them.
    """

    def __init__(
        self, transport: GitHubTransport, credential: Credential, *, background: bool = False
    ) -> None:
        self._transport = transport
        self._credential = credential
        self._background = background

    @property
    def fingerprint(self) -> str:
        """Tells whoever it speaks for from others, without giving a token away."""
        return self._credential.fingerprint

    async def _get(self, path: str, *, conditional: bool = False) -> Answer:
        return good(await self._send("GET", path, conditional=conditional))

    async def _pages(
        self, path: str, query: Mapping[str, str], page: str | None, credential: Credential
    ) -> Answer:
        request = Request("GET", path, params=query, background=self._background, conditional=True)
        if page is not None:
            request = replace(request, path=page, params={})
        return good(await self._transport.send(request, credential))

    async def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        params: Mapping[str, str] | None = None,
        conditional: bool = False,
    ) -> Answer:
        request = Request(
            method,
            path,
            params=params or {},
            body=body,
            background=self._background,
            conditional=conditional,
        )
        return await self._transport.send(request, self._credential)


def repo_path(full_name: str) -> str:
    owner, _, name = full_name.partition("/")
    return f"/repos/{quote(owner, safe='')}/{quote(name, safe='')}"


def items_of(answer: Answer) -> list[Any]:
    found = answer.json()
    if not isinstance(found, list):
        raise unreadable()
    return found


def listing_of(answer: Answer, items: list[Any]) -> Listing:
    return Listing(items, answer.next_url, answer.unchanged)


def good(answer: Answer) -> Answer:
    """An answer that says yes; else what it refuses."""
    if answer.ok:
        return answer
    raise _refusal(answer)


def _refusal(answer: Answer) -> AppError:
    said = answer.message[:300]
    extra = {"github_status": answer.status, "github_message": said}
    match answer.status:
        case 404 | 410 | 451:
            return GitHubUnseen(
                "It was renamed or deleted, or you have no access to it on GitHub.", extra=extra
            )
        case 403 if "archived" in said.lower():
            return RepositoryArchived("Unarchive it on GitHub first.", extra=extra)
        case 403:
            return GitHubForbids(_forbidden(said), extra=extra)
        case 422:
            return GitHubInvalid(f"GitHub says: {details_of(answer) or said}", extra=extra)
        case _:
            return unreadable()


def _forbidden(said: str) -> str:
    if "by integration" in said:
        return (
            "The GitHub App lacks a permission for this: give it Contents, Pull requests and Commit "
            "statuses, read and write, and accept that in its installation."
        )
    if "saml" in said.lower():
        return "The organization wants a single sign-on: sign in with GitHub again."
    if "oauth app access restrictions" in said.lower():
        return "The organization has not approved Trivet's OAuth App: ask its owners to."
    return f"GitHub says: {said or 'no'}. Ask an admin of the repository for more rights."


def details_of(answer: Answer) -> str:
    """What stands in the `errors` of a 422, in one sentence; empty without any."""
    found = answer.json()
    errors = found.get("errors") if isinstance(found, Mapping) else None
    said = [
        each if isinstance(each, str) else each.get("message") or each.get("code")
        for each in errors or ()
        if isinstance(each, str | Mapping)
    ]
    return "; ".join(text for text in said if isinstance(text, str))[:300]
