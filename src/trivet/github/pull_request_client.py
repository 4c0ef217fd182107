"""What GitHub is asked about pull requests: themselves, their reviews, what is said of their commits.

Sources: "REST API endpoints for pull requests", "… for pull request reviews", "… for check runs" and "…
for commit statuses", GitHub. All is asked conditionally: what did not change does not count.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from trivet.github.answers import Listing, unreadable
from trivet.github.asking import PER_PAGE, Asker, items_of, listing_of, repo_path
from trivet.github.payloads import Payload
from trivet.github.transport import Answer

MOST_REVIEW_PAGES = 10
"""Of 100 reviews each, the oldest first."""
MOST_CHECK_PAGES = 10
"""Of 100 each. Of more than 1,000 check suites of a commit GitHub itself shows the newest."""


class PullRequestCalls(Asker):
    """Asks about pull requests."""

    async def get_pull_request(self, repo_full_name: str, pr_number: int) -> Mapping[str, Any]:
        """A pull request, with what only the single one has, such as `mergeable`.

        That is null while GitHub finds it out, which it begins with when somebody asks.

        Args:
            repo_full_name: `owner/name`.
            pr_number: its number.
        """
        path = f"{repo_path(repo_full_name)}/pulls/{pr_number}"
        found = (await self._get(path, conditional=True)).json()
        if not isinstance(found, Mapping):
            raise unreadable()
        return found

    async def list_pull_requests(
        self, repo_full_name: str, *, page: str | None = None, per_page: int = 50
    ) -> Listing:
        """A page of the pull requests in any state, those that changed last first.

        Args:
            repo_full_name: `owner/name`.
            page: the address of a further page; None is the first.
            per_page: how many, at most 100.

        Returns:
            mappings, as GitHub has them.
        """
        query = {
            "state": "all",
            "sort": "updated",
            "direction": "desc",
            "per_page": str(per_page),
        }
        return await self._pull_requests(repo_full_name, query, page)

    async def list_open_pull_requests(
        self, repo_full_name: str, *, page: str | None = None
    ) -> Listing:
        """A page of the pull requests that are open, drafts too; those that changed last first.

        Args:
            repo_full_name: `owner/name`.
            page: the address of a further page; None is the first.

        Returns:
            mappings, as GitHub has them.
        """
        query = {"state": "open", "sort": "updated", "direction": "desc", "per_page": PER_PAGE}
        return await self._pull_requests(repo_full_name, query, page)

    async def some_open(self, repo_full_name: str, query: Mapping[str, str]) -> Sequence[int]:
        """The numbers of pull requests that are open, the first ones.

        Args:
            repo_full_name: `owner/name`.
            query: which: `head` as `owner:branch`, or `base`.
        """
        listing = await self._pull_requests(repo_full_name, {**query, "state": "open"}, None)
        return [each["number"] for each in listing.items if isinstance(each.get("number"), int)]

    async def reviews(self, repo_full_name: str, pr_number: int) -> Sequence[Payload]:
        """The reviews of a pull request, the oldest first; also those that are not submitted yet.

        Args:
            repo_full_name: `owner/name`.
            pr_number: its number.
        """
        path = f"{repo_path(repo_full_name)}/pulls/{pr_number}/reviews"
        return await self._all(path, {"per_page": PER_PAGE}, None, MOST_REVIEW_PAGES)

    async def check_runs(self, repo_full_name: str, sha: str) -> Sequence[Payload]:
        """The latest run of each check of a commit.

        Args:
            repo_full_name: `owner/name`.
            sha: the commit.

        Raises:
            GitHubInvalid: the repository has no such commit.
        """
        path = f"{repo_path(repo_full_name)}/commits/{sha}/check-runs"
        query = {"filter": "latest", "per_page": PER_PAGE}
        return await self._all(path, query, "check_runs", MOST_CHECK_PAGES)

    async def statuses(self, repo_full_name: str, sha: str) -> Sequence[Payload]:
        """The latest status of each context of a commit.

        Args:
            repo_full_name: `owner/name`.
            sha: the commit.

        Raises:
            GitHubUnseen: the repository has no such commit, as far as that can be told.
        """
        path = f"{repo_path(repo_full_name)}/commits/{sha}/status"
        return await self._all(path, {"per_page": PER_PAGE}, "statuses", MOST_CHECK_PAGES)

    async def _pull_requests(
        self, repo_full_name: str, query: Mapping[str, str], page: str | None
    ) -> Listing:
        path = f"{repo_path(repo_full_name)}/pulls"
        answer = await self._pages(path, query, page, self._credential)
        return listing_of(answer, _mappings(items_of(answer)))

    async def _all(
        self, path: str, query: Mapping[str, str], wrapped: str | None, most: int
    ) -> Sequence[Payload]:
        """What stands on all pages of a list; on the first ones, if there are very many.

        Args:
            path: where the list begins.
            query: of the first page.
            wrapped: the member in which the list stands; None if it stands alone.
            most: how many pages are read.
        """
        found: list[Payload] = []
        page: str | None = None
        for _ in range(most):
            answer = await self._pages(path, query, page, self._credential)
            found += _mappings(items_of(answer) if wrapped is None else _items_in(answer, wrapped))
            page = answer.next_url
            if page is None:
                break
        return found


def _items_in(answer: Answer, wrapped: str) -> list[Any]:
    found = answer.json()
    items = found.get(wrapped) if isinstance(found, Mapping) else None
    if not isinstance(items, list):
        raise unreadable()
    return items


def _mappings(items: Sequence[Any]) -> list[Payload]:
    return [each for each in items if isinstance(each, Mapping)]
