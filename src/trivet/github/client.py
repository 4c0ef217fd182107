"""What is said to GitHub, and what proves that it was GitHub who said something.

Each method is one question or one change, by GitHub's REST API ("GitHub REST API documentation").
What they have in common, and what each may raise, stands in `asking.py`.
"""

import hmac
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from trivet.github.acting import Credential
from trivet.github.answers import (
    BranchFacts,
    HookFacts,
    Listing,
    Ref,
    RepositoryFacts,
    branch_facts,
    branch_ref_of,
    hook_facts,
    ref_of,
    repository_facts,
    unreadable,
)
from trivet.github.asking import PER_PAGE, details_of, good, items_of, listing_of, repo_path
from trivet.github.errors import GitHubInvalid, RefExists, RefRefused, RepositoryEmpty
from trivet.github.hook_deliveries import HookDeliveries
from trivet.github.pull_request_client import PullRequestCalls
from trivet.github.transport import Answer
from trivet.github.writing_client import WritingCalls
from trivet.platform.errors import AppError

MOST_HOOK_PAGES = 10
"""GitHub allows 20 webhooks for an event."""
_SIGNATURE = re.compile(r"sha256=[0-9a-fA-F]{64}")


class GitHubClient(PullRequestCalls, WritingCalls):
    """Speaks with GitHub on somebody's behalf; made as `Asker` says."""

    # Repositories

    async def get_repository(self, repo_full_name: str) -> RepositoryFacts:
        """A repository, also by a name that it had before.

        Args:
            repo_full_name: `owner/name`.
        """
        answer = await self._get(repo_path(repo_full_name), conditional=True)
        return repository_facts(answer.json(), moved=answer.moved)

    async def get_repository_numbered(self, github_id: int) -> RepositoryFacts:
        """A repository by GitHub's number of it, whatever it is called now.

        Args:
            github_id: the number. This is where GitHub itself sends those who ask by a former name.
        """
        return repository_facts((await self._get(f"/repositories/{github_id}")).json(), moved=True)

    async def user_id(self) -> int:
        """GitHub's number of the person for whom it speaks."""
        found = (await self._get("/user")).json()
        number = found.get("id") if isinstance(found, Mapping) else None
        if not isinstance(number, int):
            raise unreadable()
        return number

    async def fetch_user_repos(
        self, access_token: str | None = None, *, page: str | None = None
    ) -> Listing:
        """A page of the repositories that somebody can reach, those with the latest push first.

        Args:
            access_token: whose; None is whoever this client speaks for.
            page: the address of a further page; None is the first.

        Returns:
            `RepositoryFacts`.
        """
        credential = self._credential if access_token is None else Credential.bare(access_token)
        query = {"sort": "pushed", "per_page": PER_PAGE}
        answer = await self._pages("/user/repos", query, page, credential)
        return listing_of(answer, [repository_facts(each) for each in items_of(answer)])

    # Branches

    async def get_branch(self, repo_full_name: str, branch_name: str) -> Ref | None:
        """A branch, or None if there is none of this name.

        Raises:
            RepositoryEmpty: there is no commit yet.
            GitHubUnseen: the repository itself is not to be seen, as far as that can be told.
        """
        answer = await self._send(
            "GET", f"{repo_path(repo_full_name)}/git/ref/{_head(branch_name)}"
        )
        if answer.status == 404:
            return None
        if answer.status == 409:
            raise RepositoryEmpty("Push a first commit, then make branches.")
        return ref_of(good(answer).json())

    async def branches_beginning(self, repo_full_name: str, prefix: str) -> list[Ref]:
        """The branches whose names begin so; exactly so at first.

        Args:
            repo_full_name: `owner/name`.
            prefix: of a short name; empty for all.
        """
        path = f"{repo_path(repo_full_name)}/git/matching-refs/{_head(prefix)}"
        answer = await self._send("GET", path)
        if answer.status == 409:
            raise RepositoryEmpty("Push a first commit, then make branches.")
        return [ref_of(each) for each in items_of(good(answer))]

    async def list_branches(self, repo_full_name: str, *, page: str | None = None) -> Listing:
        """A page of the branches, in order of their names.

        Args:
            repo_full_name: `owner/name`.
            page: the address of a further page; None is the first.

        Returns:
            `Ref`s.
        """
        path = f"{repo_path(repo_full_name)}/branches"
        answer = await self._pages(path, {"per_page": PER_PAGE}, page, self._credential)
        return listing_of(answer, [branch_ref_of(each) for each in items_of(answer)])

    async def create_branch(self, repo_full_name: str, branch_name: str, base_sha: str) -> Ref:
        """Make a branch.

        GitHub knows no key by which it would notice a second try: who gets no answer looks first.

        Args:
            repo_full_name: `owner/name`.
            branch_name: its short name.
            base_sha: the commit that it points at.

        Raises:
            RefExists: there is one of this name, wherever it points.
            RefRefused: by a ruleset, or because of a branch whose name is a part of this one, or the
                other way round; GitHub does not always say which.
            RepositoryEmpty: there is no commit yet.
            GitHubInvalid: the commit is not in this repository.
        """
        body = {"ref": f"refs/heads/{branch_name}", "sha": base_sha}
        answer = await self._send("POST", f"{repo_path(repo_full_name)}/git/refs", body)
        if answer.status == 409:
            raise RepositoryEmpty("Push a first commit, then make branches.")
        if answer.status == 422:
            raise _ref_refusal(answer)
        return ref_of(good(answer).json())

    async def branch_standing(self, repo_full_name: str, branch_name: str) -> BranchFacts | None:
        """A branch with what protects it, or None if there is none of this name.

        Args:
            repo_full_name: `owner/name`.
            branch_name: its short name. GitHub leads on from one that it had before; that is another branch.
        """
        path = f"{repo_path(repo_full_name)}/branches/{quote(branch_name, safe='')}"
        answer = await self._send("GET", path)
        if answer.status == 404:
            return None
        found = branch_facts(good(answer).json())
        return found if found.name == branch_name else None

    async def delete_branch(self, repo_full_name: str, branch_name: str) -> bool:
        """Delete a branch; says whether there was one.

        Raises:
            GitHubInvalid: it is the default branch, or protected.
        """
        path = f"{repo_path(repo_full_name)}/git/refs/{_head(branch_name)}"
        answer = await self._send("DELETE", path)
        if answer.status == 422 and "does not exist" in answer.message:
            return False
        if good(answer).status != 204:
            raise unreadable()  # whoever answered so, it was not GitHub
        return True

    async def contains(self, repo_full_name: str, head: str, base_sha: str) -> bool:
        """Whether a commit is part of a branch's history.

        Args:
            repo_full_name: `owner/name`.
            head: the branch.
            base_sha: the commit.
        """
        basehead = f"{base_sha}...{quote(head, safe='')}"
        answer = await self._send(
            "GET", f"{repo_path(repo_full_name)}/compare/{basehead}", params={"per_page": "1"}
        )
        if answer.status == 404:
            return False
        found = good(answer).json()
        return isinstance(found, Mapping) and found.get("status") in {"ahead", "identical"}

    # Webhooks

    async def list_hooks(self, repo_full_name: str) -> AsyncIterator[HookFacts]:
        """The webhooks of a repository; for its admins."""
        page: str | None = None
        for _ in range(MOST_HOOK_PAGES):
            path = page or f"{repo_path(repo_full_name)}/hooks"
            answer = good(
                await self._send("GET", path, params={} if page else {"per_page": PER_PAGE})
            )
            for each in items_of(answer):
                yield hook_facts(each)
            page = answer.next_url
            if page is None:
                return

    async def get_hook(self, repo_full_name: str, hook_id: int) -> HookFacts:
        """One webhook."""
        return hook_facts((await self._get(f"{repo_path(repo_full_name)}/hooks/{hook_id}")).json())

    async def create_hook(
        self, repo_full_name: str, url: str, secret: str, events: Sequence[str]
    ) -> HookFacts:
        """Make a webhook; GitHub pings it at once.

        Args:
            repo_full_name: `owner/name`.
            url: where it delivers to.
            secret: signs what it delivers.
            events: what it tells of.

        Raises:
            GitHubInvalid: there is one for this address, or there are 20 already.
        """
        body = {"name": "web", "active": True, **_hook(url, secret, events)}
        answer = await self._send("POST", f"{repo_path(repo_full_name)}/hooks", body)
        return hook_facts(good(answer).json())

    async def edit_hook(
        self, repo_full_name: str, hook_id: int, url: str, secret: str, events: Sequence[str]
    ) -> HookFacts:
        """Make a webhook what it should be."""
        body = {"active": True, **_hook(url, secret, events)}
        answer = await self._send("PATCH", f"{repo_path(repo_full_name)}/hooks/{hook_id}", body)
        return hook_facts(good(answer).json())

    async def ping_hook(self, repo_full_name: str, hook_id: int) -> None:
        """Have a webhook deliver a ping."""
        good(await self._send("POST", f"{repo_path(repo_full_name)}/hooks/{hook_id}/pings"))

    async def delete_hook(self, repo_full_name: str, hook_id: int) -> None:
        """Remove a webhook; harmless if it is gone."""
        answer = await self._send("DELETE", f"{repo_path(repo_full_name)}/hooks/{hook_id}")
        if answer.status != 404:
            good(answer)

    def deliveries_of(self, repo_full_name: str, hook_id: int) -> HookDeliveries:
        """What a webhook delivered; for the repository's admins. Asks nothing yet."""
        path = f"{repo_path(repo_full_name)}/hooks/{hook_id}/deliveries"
        return HookDeliveries(self._send, path)

    @staticmethod
    def validate_webhook_signature(payload: bytes, signature: str, secret: str) -> bool:
        """Whether a body was signed with a secret ("Validating webhook deliveries", GitHub).

        Compared in constant time.

        Args:
            payload: the body, byte for byte as it came.
            signature: the header `X-Hub-Signature-256`, `sha256=` and 64 hex digits.
            secret: the webhook's secret.
        """
        if _SIGNATURE.fullmatch(signature) is None:
            return False
        digest = hmac.new(secret.encode(), payload, sha256).hexdigest()
        return hmac.compare_digest(f"sha256={digest}", signature.lower())


def _head(branch_name: str) -> str:
    """A branch in an address: slashes as `%2F` ("Troubleshooting the REST API", GitHub)."""
    return quote(f"heads/{branch_name}", safe="")


def _hook(url: str, secret: str, events: Sequence[str]) -> dict[str, Any]:
    config = {"url": url, "content_type": "json", "secret": secret, "insecure_ssl": "0"}
    return {"events": list(events), "config": config}


def _ref_refusal(answer: Answer) -> AppError:
    """The 422s of a new ref; recorded ones have no `errors`, only a message."""
    said = answer.message
    extra = {"github_message": said[:300]}
    if "already exists" in said.lower():
        return RefExists("Choose another name.", extra=extra)
    if "object does not exist" in said.lower():
        return GitHubInvalid("The commit to start from is not in this repository.", extra=extra)
    return RefRefused(f"GitHub says: {details_of(answer) or said}", extra=extra)
