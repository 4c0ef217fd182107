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
