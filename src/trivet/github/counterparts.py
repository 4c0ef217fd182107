"""What cards have on GitHub, as they show it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from trivet.github.repository import PullRequestRepository
from trivet.github.wire import branch_document, pull_request_document
from trivet.platform.db.session import ReadSession


class GitHubCounterparts:
    """Reads pull requests and branches of cards. An adapter of `cards.counterparts`."""

    async def of_card(self, session: ReadSession, card_id: UUID) -> Mapping[str, Any]:
        pull_requests = PullRequestRepository(session)
        return _members(
            await pull_requests.get_by_card(card_id), await pull_requests.branches_of_card(card_id)
        )

    async def on_board(
        self, session: ReadSession, board_id: UUID, card_ids: Collection[UUID] | None = None
    ) -> Mapping[UUID, Mapping[str, Any]]:
        if card_ids is not None and not card_ids:
            return {}
        rows = PullRequestRepository(session)
        pull_requests = _grouped(await rows.shown_on_board(board_id, card_ids))
        branches = _grouped(await rows.branches_shown_on_board(board_id, card_ids))
        return {
            card_id: _members(pull_requests.get(card_id, ()), branches.get(card_id, ()))
            for card_id in pull_requests.keys() | branches.keys()
        }


def _members(pull_requests: Sequence[Any], branches: Sequence[Any]) -> dict[str, Any]:
    members = {
        "pull_requests": [pull_request_document(row) for row in pull_requests],
        "branches": [branch_document(row) for row in branches],
    }
    return {name: shown for name, shown in members.items() if shown}


def _grouped(pairs: Sequence[tuple[UUID, Any]]) -> dict[UUID, list[Any]]:
    """Values by the id before them, in order."""
    groups: dict[UUID, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
