"""Cards that follow GitHub by rules that people made."""

import math
from typing import Any

from tests.factories.github import MORNING, Payload, PullRequests, repository, review
from tests.github.hooks import Scene
from tests.support.apps import Json
from trivet.platform.clock import now

BACKLOG, TODO, DOING, REVIEW, DONE = range(5)
"""The columns of a Kanban board."""


def later(minutes: float = 0) -> float:
    """A minute of GitHub's that is still to come, so that it is after whatever was done by now."""
    return math.ceil((now() - MORNING).total_seconds() / 60) + 1 + minutes


def into(base: str, **more: Any) -> Payload:
    """What a pull request into a branch says of itself beside the rest."""
    return {"base": {"ref": base, "sha": "b" * 40, "repo": repository()}, **more}


def asking(*logins: str, **more: Any) -> Payload:
    """What a pull request of which reviews are wanted says."""
    return {"requested_reviewers": [{"login": login} for login in logins], **more}


async def choose(scene: Scene, *rules: Json) -> None:
    """Replace the rules of a board; a column is told by its number."""
    columns = scene.board.columns
    chosen = [
        {**rule, "column_id": None if (at := rule["column_id"]) is None else columns[at]}
        for rule in rules
    ]
    await scene.owner.ask("PUT", f"/boards/{scene.board.id}/rules", {"rules": chosen}, status=200)


def rule(event: str, column: int | None, **more: Any) -> Json:
    return {"event": event, "column_id": column, **more}


async def reviewed(
    scene: Scene, pull: PullRequests, number: int, state: str, minute: float, *, by: str = "ben"
) -> None:
    """Somebody judges a pull request."""
    said = review(pull.at(minute), number, state, by=by, minute=minute)
    await scene.deliver("pull_request_review", said)


async def drag(scene: Scene, card: Json, column: int) -> None:
    """A person moves a card."""
    body = {"column_id": scene.board.columns[column]}
    await scene.owner.post(f"/cards/{card['id']}/move", body, 200)


async def limit(scene: Scene, column: int, most: int | None, *, hard: bool = True) -> None:
    """How many cards a column takes."""
    await scene.owner.patch(
        f"/columns/{scene.board.columns[column]}", {"wip_limit": most, "wip_hard": hard}
    )
