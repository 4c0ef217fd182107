"""What is written on GitHub: comments below pull requests, statuses of commits, drafts of pull requests.

Sources: "REST API endpoints for issue comments" (a pull request is an issue too), "… for commit statuses"
and "… for pull requests", GitHub. None of these knows a key by which a second try would be noticed: who
gets no answer looks first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trivet.github.answers import unreadable
from trivet.github.asking import PER_PAGE, Asker, details_of, good, items_of, repo_path
from trivet.github.errors import BaseBranchMissing, NoDrafts
from trivet.github.payloads import Payload
from trivet.github.transport import Answer

MOST_COMMENT_PAGES = 20
"""Of 100 comments each, the oldest first."""


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """A comment below a pull request.

    Args:
        id: GitHub's number of it.
        body: what it says, in Markdown.
        author_id: GitHub's number of whose it is; None if the account is no more.
        by_bot: whether that is an App.
    """

    id: int
    body: str
    author_id: int | None
    by_bot: bool


class WritingCalls(Asker):
    """Writes, and finds what was written."""

    @property
    def is_app(self) -> bool:
        """Whether it speaks as an App, and not for a person."""
        return self._credential.installation_id is not None

    # Comments

    async def comments(self, repo_full_name: str, pr_number: int) -> Sequence[CommentFacts]:
        """The comments below a pull request, the oldest first.

        Args:
            repo_full_name: `owner/name`.
            pr_number: its number.
        """
        path = f"{repo_path(repo_full_name)}/issues/{pr_number}/comments"
        found: list[CommentFacts] = []
        page: str | None = None
        for _ in range(MOST_COMMENT_PAGES):
            answer = await self._pages(path, {"per_page": PER_PAGE}, page, self._credential)
            found += [_comment_of(each) for each in items_of(answer)]
            page = answer.next_url
            if page is None:
                break
        return found

    async def comment(self, repo_full_name: str, comment_id: int) -> CommentFacts | None:
        """A comment; None if it was deleted, or cannot be seen.

        Args:
            repo_full_name: `owner/name`.
            comment_id: GitHub's number of it.
        """
        path = f"{repo_path(repo_full_name)}/issues/comments/{comment_id}"
        answer = await self._send("GET", path, conditional=True)
        return None if answer.status in {404, 410} else _comment_of(good(answer).json())

    async def create_comment(self, repo_full_name: str, pr_number: int, body: str) -> CommentFacts:
        """Say something below a pull request.

        Args:
            repo_full_name: `owner/name`.
            pr_number: its number.
            body: what, in Markdown.

        Raises:
            GitHubForbids: also where the conversation is locked.
        """
        path = f"{repo_path(repo_full_name)}/issues/{pr_number}/comments"
        return _comment_of(good(await self._send("POST", path, {"body": body})).json())

    async def edit_comment(self, repo_full_name: str, comment_id: int, body: str) -> None:
        """Say something else in a comment.

        Raises:
            GitHubUnseen: it was deleted meanwhile.
            GitHubForbids: it is somebody else's.
        """
        path = f"{repo_path(repo_full_name)}/issues/comments/{comment_id}"
        good(await self._send("PATCH", path, {"body": body}))

    async def is_own(self, comment: CommentFacts) -> bool:
        """Whether a comment is by whoever this client speaks for."""
        if self.is_app:
            return comment.by_bot
        found = (await self._get("/user", conditional=True)).json()
        return isinstance(found, Mapping) and found.get("id") == comment.author_id

    # Statuses

    async def create_status(
        self, repo_full_name: str, sha: str, state: str, *, context: str, said: str, url: str | None
    ) -> None:
        """Say how a commit stands; the newest of one context counts.

        Args:
            repo_full_name: `owner/name`.
            sha: the commit.
            state: `error`, `failure`, `pending` or `success`.
            context: by what name.
            said: in words, at most 140 characters.
            url: where there is more about it.

        Raises:
            GitHubInvalid: there is no such commit any more, or a thousand statuses of it already.
        """
        path = f"{repo_path(repo_full_name)}/statuses/{sha}"
        body = {"state": state, "context": context, "description": said, "target_url": url}
        good(await self._send("POST", path, body))

    # Pull requests

    async def pull_requests_of(self, repo_full_name: str, branch_name: str) -> Sequence[Payload]:
        """The pull requests of a branch of the repository itself, in any state, the newest first.

        Args:
            repo_full_name: `owner/name`.
            branch_name: its short name.
        """
        owner = repo_full_name.partition("/")[0]
        query = {"head": f"{owner}:{branch_name}", "state": "all", "per_page": PER_PAGE}
        path = f"{repo_path(repo_full_name)}/pulls"
        answer = await self._pages(path, query, None, self._credential)
        return [each for each in items_of(answer) if isinstance(each, Mapping)]

    async def open_draft(
        self, repo_full_name: str, branch_name: str, *, base: str, title: str, body: str
    ) -> Payload:
        """Open a draft pull request for a branch of the repository itself.

        Args:
            repo_full_name: `owner/name`.
            branch_name: its short name.
            base: where it is to be merged.
            title: in a line.
            body: in Markdown.

        Raises:
            NoDrafts: the repository may have none.
            BaseBranchMissing: `base` is not there.
            GitHubInvalid: there is one already, or there is nothing to merge.
        """
        wanted = {"title": title, "head": branch_name, "base": base, "body": body, "draft": True}
        answer = await self._send("POST", f"{repo_path(repo_full_name)}/pulls", wanted)
        if answer.status == 422 and "draft" in f"{answer.message} {details_of(answer)}".lower():
            raise NoDrafts("In private repositories that takes a paid plan.")
        if answer.status == 422 and "base" in _fields_of(answer):
            raise BaseBranchMissing(f"There is no branch {base} any more.")
        found = good(answer).json()
        if not isinstance(found, Mapping):
            raise unreadable()
        return found


def _fields_of(answer: Answer) -> set[str]:
    """What a 422 complains of."""
    found = answer.json()
    errors = found.get("errors") if isinstance(found, Mapping) else None
    return {str(each.get("field")) for each in errors or () if isinstance(each, Mapping)}


def _comment_of(found: Any) -> CommentFacts:
    number = found.get("id") if isinstance(found, Mapping) else None
    if type(number) is not int:
        raise unreadable()
    user = found.get("user")
    user = user if isinstance(user, Mapping) else {}
    body, author = found.get("body"), user.get("id")
    return CommentFacts(
        id=number,
        body=body if isinstance(body, str) else "",
        author_id=author if type(author) is int else None,
        by_bot=user.get("type") == "Bot",
    )
