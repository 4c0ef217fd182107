"""Some days of a team on GitHub, as its webhooks tell of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.factories.github import (
    Payload,
    PullRequests,
    branch,
    check_run,
    repository,
    review,
    status,
)

Sent = tuple[str, Payload]
"""An event and its body."""


@dataclass
class World:
    """Cards and pull requests that change, are reviewed and checked.

    Args:
        keys: of the cards.
        chance: decides.
        wanted: how many deliveries.
        begin: the minute at which it begins.
        bases: branches into which pull requests go, now one and now another.
    """

    keys: list[str]
    chance: random.Random
    wanted: int
    begin: float = 0.0
    bases: Sequence[str] = ()
    pulls: list[PullRequests] = field(default_factory=list)
    commits: dict[int, str] = field(default_factory=dict)
    """The newest one of each pull request."""
    numbers: int = 0

    def deliveries(self) -> list[Sent]:
        """What GitHub delivers, in order."""
        minute = self.begin
        sent: list[Sent] = []
        while len(sent) < self.wanted:
            minute += self.chance.choice([0, 0.02, 1, 1])
            if len(self.pulls) < 25 and self.chance.random() < 0.2:
                pull = self._new(len(self.pulls) + 1)
                self.pulls.append(pull)
                if self.chance.random() < 0.5:
                    sent.append(("create", branch(pull.branch, minute=minute)))
                sent.append(("pull_request", self._told(pull, minute, "opened")))
            elif self.pulls:
                # Never two of one pull request in one second: GitHub's times could not tell.
                minute += 0.02
                sent.append(self._happened(self.chance.choice(self.pulls), minute))
        return sent[: self.wanted]

    def _new(self, number: int) -> PullRequests:
        key = self.chance.choice(self.keys)
        other = self.chance.choice([*self.keys, "", ""])
        self.commits[number] = self._commit()
        return PullRequests(
            number,
            branch=f"feature/{key.lower()}-{number}",
            title=f"{other} part {number}",
            draft=self.chance.random() < 0.4,
            fork=self.chance.random() < 0.1,
        )

    def _commit(self) -> str:
        self.numbers += 1
        return f"{self.numbers:040x}"

    def _told(self, pull: PullRequests, minute: float, action: str, **changes: object) -> Payload:
        payload = pull.at(minute, action, **changes)
        told = payload["pull_request"]
        head = {**told["head"], "sha": self.commits[pull.number]}
        return {**payload, "pull_request": {**told, "head": head}}

    def _happened(self, pull: PullRequests, minute: float) -> Sent:
        if self.bases and self.chance.random() < 0.1:
            base = {"ref": self.chance.choice(self.bases), "sha": "b" * 40, "repo": repository()}
            more = {**pull.more, "base": base}
            return "pull_request", self._told(pull, minute, "edited", more=more)
        match self.chance.randrange(4):
            case 0:
                return "pull_request_review", self._reviewed(pull, minute)
            case 1:
                return self._checked(pull, minute)
            case _:
                return "pull_request", self._changed(pull, minute)

    def _reviewed(self, pull: PullRequests, minute: float) -> Payload:
        self.numbers += 1
        said = self.chance.choice(["approved", "changes_requested", "commented"])
        by = self.chance.choice(["ben", "eve"])
        told = self._told(pull, minute, "edited")
        return review(told, self.numbers, said, by=by, minute=minute)

    def _checked(self, pull: PullRequests, minute: float) -> Sent:
        self.numbers += 1
        where: dict[str, Any] = {
            "number": self.numbers,
            "sha": self.commits[pull.number],
            "minute": minute,
        }
        # Of one that is run again only the last run is kept: that it failed before is not.
        again = f" {self.numbers}" if self.bases else ""
        if self.chance.random() < 0.3:
            state = self.chance.choice(["pending", "success", "failure"])
            return "status", status(f"ci/old{again}", state, **where)
        conclusion = self.chance.choice([None, "success", "failure", "skipped"])
        name = self.chance.choice(["build", "lint"])
        return "check_run", check_run(f"{name}{again}", conclusion, **where)

    def _changed(self, pull: PullRequests, minute: float) -> Payload:
        if pull.merged:
            return self._told(pull, minute, "edited", title=f"{pull.title}.")
        if pull.closed:
            return self._told(pull, minute, "reopened", closed=False)
        match self.chance.randrange(8):
            case 0:
                return self._told(pull, minute, "ready_for_review", draft=False)
            case 1:
                return self._told(pull, minute, "converted_to_draft", draft=True)
            case 2:
                return self._told(pull, minute, "closed", merged=True, draft=False)
            case 3:
                return self._told(pull, minute, "closed", closed=True)
            case 4:
                self.commits[pull.number] = self._commit()
                return self._told(pull, minute, "synchronize")
            case _:
                return self._written(pull, minute)

    def _written(self, pull: PullRequests, minute: float) -> Payload:
        """Somebody wrote another title or description, or asked for a review."""
        key = self.chance.choice(self.keys)
        match self.chance.randrange(3):
            case 0:
                return self._told(pull, minute, "edited", title=f"{key} {pull.number} at {minute}")
            case 1:
                body = f"{self.chance.choice(['Fixes', 'Part of', 'Thanks,'])} {key}"
                return self._told(pull, minute, "edited", more={**pull.more, "body": body})
            case _:
                asked = self.chance.choice([[], [{"login": "ben"}]])
                more = {**pull.more, "requested_reviewers": asked}
                return self._told(pull, minute, "review_requested", more=more)
