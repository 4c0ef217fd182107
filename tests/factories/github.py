"""Deliveries of GitHub's, with what Trivet reads of them and a little more."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Payload = dict[str, Any]

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
REPOSITORY = "acme/rocket"
REPOSITORY_ID = 1_296_269


def github_time(minute: float) -> str:
    """A time as GitHub writes it: whole seconds, in UTC."""
    moment = MORNING + timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def repository(name: str = REPOSITORY, number: int = REPOSITORY_ID, minute: float = 0) -> Payload:
    return {
        "id": number,
        "name": name.partition("/")[2],
        "full_name": name,
        "private": True,
        "html_url": f"https://github.com/{name}",
        "pushed_at": github_time(minute),
        "default_branch": "main",
    }


def ping(**options: Any) -> Payload:
    return {"zen": "Keep it logically awesome.", "hook_id": 1, "repository": repository(**options)}


def branch(name: str, *, minute: float = 0) -> Payload:
    """The body of a `create` or a `delete` of a branch."""
    return {
        "ref": name,
        "ref_type": "branch",
        "repository": repository(minute=minute),
        "sender": {"login": "ada"},
    }


def push(name: str, after: str, *, before: str = "0" * 40, minute: float = 0) -> Payload:
    """The body of a `push` to a branch.

    Args:
        name: of the branch.
        after: the commit that it points at now; zeros where it was deleted.
        before: the one that it pointed at; zeros where it is new.
        minute: when it happened.
    """
    nothing = "0" * 40
    return {
        "ref": f"refs/heads/{name}",
        "before": before,
        "after": after,
        "created": before == nothing,
        "deleted": after == nothing,
        "forced": False,
        "repository": repository(minute=minute),
        "sender": {"login": "ada"},
    }


@dataclass
class PullRequests:
    """One pull request, told of at several moments.

    Args:
        number: its number.
        branch: what is to be merged.
        title: what it is called.
        fork: whether it comes from a fork of a stranger.
    """

    number: int
    branch: str = "work"
    title: str = "Work"
    fork: bool = False
    draft: bool = False
    closed: bool = False
    merged: bool = False
    more: Payload = field(default_factory=dict)

    def at(self, minute: float, action: str = "edited", **changes: Any) -> Payload:
        """A delivery.

        Args:
            minute: when it happened; its `updated_at`.
            action: what happened.
            changes: of the pull request, from now on.
        """
        for name, value in changes.items():
            setattr(self, name, value)
        head_repository = repository("stranger/rocket", 99) if self.fork else repository()
        closed = self.closed or self.merged
        return {
            "action": action,
            "number": self.number,
            "pull_request": {
                "id": 10_000 + self.number,
                "number": self.number,
                "title": self.title,
                "state": "closed" if closed else "open",
                "draft": self.draft,
                "merged": self.merged,
                "merged_at": github_time(minute) if self.merged else None,
                "updated_at": github_time(minute),
                "html_url": f"https://github.com/{REPOSITORY}/pull/{self.number}",
                "user": {"login": "ada", "id": 1},
                "author_association": "NONE" if self.fork else "MEMBER",
                "head": {"ref": self.branch, "sha": "a" * 40, "repo": head_repository},
                "base": {"ref": "main", "sha": "b" * 40, "repo": repository()},
                **self.more,
            },
            "repository": repository(minute=minute),
            "sender": {"login": "ada"},
        }


def review(
    pull: Payload,
    number: int,
    state: str,
    *,
    by: str = "ben",
    minute: float = 0,
    stranger: bool = False,
) -> Payload:
    """The body of a `pull_request_review`.

    Args:
        pull: the body of a delivery about its pull request.
        number: of the review.
        state: what was said; `dismissed` if it is taken back.
        by: whose.
        minute: when it was submitted.
        stranger: whether they are no collaborator.
    """
    return {
        "action": "dismissed" if state == "dismissed" else "submitted",
        "review": {
            "id": number,
            "user": {"login": by, "id": 2},
            "author_association": "NONE" if stranger else "MEMBER",
            "state": state,
            "submitted_at": github_time(minute),
            "html_url": f"{pull['pull_request']['html_url']}#pullrequestreview-{number}",
        },
        "pull_request": pull["pull_request"],
        "repository": pull["repository"],
        "sender": {"login": by},
    }


def check_run(
    name: str, conclusion: str | None, *, number: int = 1, sha: str = "a" * 40, minute: float = 0
) -> Payload:
    """The body of a `check_run`.

    Args:
        name: what it is called.
        conclusion: how it ended; None while it runs.
        number: GitHub's, which grows.
        sha: the commit.
        minute: when it began, and when it ended.
    """
    done = conclusion is not None
    return {
        "action": "completed" if done else "created",
        "check_run": {
            "id": number,
            "name": name,
            "head_sha": sha,
            "status": "completed" if done else "in_progress",
            "conclusion": conclusion,
            "started_at": github_time(minute),
            "completed_at": github_time(minute) if done else None,
            "html_url": f"https://github.com/{REPOSITORY}/runs/{number}",
            "details_url": f"https://ci.example/{number}",
            "output": {"title": None, "summary": None},
            "app": {"id": 15368, "slug": "github-actions", "name": "GitHub Actions"},
            "check_suite": {"id": 5, "head_sha": sha, "head_branch": "work"},
            "pull_requests": [],
        },
        "repository": repository(minute=minute),
        "sender": {"login": "ada"},
    }


def status(
    context: str, state: str, *, number: int = 1, sha: str = "a" * 40, minute: float = 0
) -> Payload:
    """The body of a `status`; arguments as of a check run."""
    return {
        "id": number,
        "sha": sha,
        "context": context,
        "state": state,
        "description": f"It is {state}",
        "target_url": f"https://old.example/{number}",
        "created_at": github_time(minute),
        "updated_at": github_time(minute),
        "branches": [],
        "repository": repository(minute=minute),
        "sender": {"login": "ada"},
    }
