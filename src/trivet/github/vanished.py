"""A pull request that GitHub shows no longer, though it shows its repository."""

from trivet.cards.automatic import boards_of
from trivet.cards.counterparts import PullRequestState
from trivet.github import events as types
from trivet.github.history import entry_of, with_entry
from trivet.github.links import CardLinks
from trivet.github.models import PullRequest
from trivet.github.pull_request_repository import PullRequestWriteRepository
from trivet.github.wire import pull_request_document, split
from trivet.platform.uow import WriteUnit

OPEN = frozenset({PullRequestState.DRAFT, PullRequestState.OPEN})


async def close_vanished(unit: WriteUnit, row: PullRequest) -> None:
    """Show a pull request as closed. No rule looks at its cards: nobody closed it.

    It is closed as of its last change, so that whatever GitHub tells of it from then on stands.

    Args:
        unit: the write unit, which holds the repository.
        row: the pull request, open as far as we knew.
    """
    links = (await PullRequestWriteRepository(unit.session, row.repository_id).links_of([row.id]))[
        row.id
    ]
    showing = {card_id: link for card_id, link in links.items() if link.removed_at is None}
    cards = CardLinks(unit)
    held = await cards.held(await boards_of(unit.session, showing))
    was, keys = row.state, row.history[-1][2] if row.history else []
    row.state = PullRequestState.CLOSED
    row.mergeable = None
    row.history = with_entry(row.history, entry_of(row.updated_at, PullRequestState.CLOSED, keys))
    await unit.session.flush()
    for card_id in sorted(held):
        document = pull_request_document(row, closes=showing[card_id].closes)
        facts, texts = split("pull_request", document)
        change = {**facts, "was_state": was}
        cards.emit(types.PULL_REQUEST_UPDATED, card_id, held, (change, texts))
