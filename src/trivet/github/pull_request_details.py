"""What people ask about the pull requests of a card: all of it."""

from collections.abc import Sequence
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions
from trivet.github.check_repository import CheckRepository
from trivet.github.facts import BEFORE_ALL, STATUS, CheckState
from trivet.github.models import Check, PullRequest, PullRequestLink
from trivet.github.pull_request_repository import PullRequestRepository
from trivet.github.pull_request_schemas import CheckOnCard, PullRequestDetails, PullRequestsOfCard
from trivet.github.wire import pull_request_document
from trivet.platform.db.session import ReadSession
from trivet.platform.uow import ReadUnit

_ORDER = (CheckState.FAILING, CheckState.PENDING, CheckState.PASSING, CheckState.NEUTRAL)


class PullRequestQueries:
    """Reads the pull requests of cards.

    Args:
        unit: reads.
        caller: who asks.
        access: who may do what.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, access: BoardAccess) -> None:
        self._session = unit.session
        self._cards = CardQuestions(unit.session, caller, access)

    async def of_card(self, name: str, workspace_id: UUID | None) -> PullRequestsOfCard:
        """All pull requests of a card.

        Args:
            name: the card's id or key.
            workspace_id: where a key is looked up; None is everywhere.

        Raises:
            CardNotFound, CardKeyAmbiguous: there is none for this caller, or several.
        """
        card = await self._cards.to_see(await self._cards.id_of(name, workspace_id))
        linked = await PullRequestRepository(self._session).get_by_card(card.id)
        return PullRequestsOfCard(items=await details_of(self._session, linked))


async def details_of(
    session: ReadSession, linked: Sequence[tuple[PullRequest, PullRequestLink]]
) -> list[PullRequestDetails]:
    """All that is known of some pull requests of a card, in one query.

    Args:
        session: reads.
        linked: each with its link.
    """
    found = await CheckRepository(session).of_heads([row for row, _ in linked])
    return [_details(row, link, found.get(row.id, ())) for row, link in linked]


def _details(
    row: PullRequest, link: PullRequestLink, checks: Sequence[Check]
) -> PullRequestDetails:
    runs = sorted(checks, key=lambda check: _ORDER.index(CheckState(check.state)))
    return PullRequestDetails.model_validate(
        {
            **pull_request_document(row, closes=link.closes),
            "how": link.how,
            "updated_at": row.updated_at,
            "synced_at": row.synced_at,
            "check_runs": [_check(check) for check in runs],
        }
    )


def _check(check: Check) -> CheckOnCard:
    return CheckOnCard.model_validate(
        {
            "name": check.name,
            "source": "status" if check.source == STATUS else "check",
            "state": check.state,
            "said": check.said,
            "url": check.url,
            "at": None if check.at <= BEFORE_ALL else check.at,
        }
    )
