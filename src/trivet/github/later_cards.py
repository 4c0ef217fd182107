"""Cards that pull requests named before they were there: the body of `link_later_cards_task`."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from trivet.boards.models import Board
from trivet.cards.models import Card
from trivet.github.links import CardLinks
from trivet.github.models import (
    PullRequest,
    PullRequestLink,
    PullRequestReference,
    Repository,
)
from trivet.github.pull_request_news import PullRequestNews
from trivet.github.repository import RepositoryWriteRepository
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.events import Actor, Origin
from trivet.platform.ids import first_id_at
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

NEW = timedelta(hours=1)
"""How old a card is at most that is looked for; well over the time between two looks."""
AT_ONCE = 200
MOST = 2000
"""How many pull requests are linked in one look, about; the next one goes on."""


async def link_later_cards(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Link pull requests to new cards that they name, one unit each. A second run finds none left."""
    actor = Actor(origin=Origin.GITHUB, correlation_id=context.actor.correlation_id)
    linked = 0
    while linked < MOST:
        async with context.units.read() as unit:
            found = await _named_before(unit.session)
        for repository_id, pull_request_id in found:
            link = partial(_link, repository_id=repository_id, pull_request_id=pull_request_id)
            await context.units.retried(link, actor)
        linked += len(found)
        if len(found) < AT_ONCE:
            break
    return {"pull_requests": linked}


async def _named_before(session: ReadSession) -> Sequence[tuple[UUID, UUID]]:
    """Pull requests that name a new card which does not show them: repository id and id, each."""
    reference, link = PullRequestReference, PullRequestLink
    rows = await session.execute(
        select(PullRequest.repository_id, PullRequest.id)
        .join(reference, reference.pull_request_id == PullRequest.id)
        .join(Repository, Repository.id == PullRequest.repository_id)
        .join(
            Board,
            and_(Board.workspace_id == Repository.workspace_id, Board.key == reference.board_key),
        )
        .join(Card, and_(Card.board_id == Board.id, Card.number == reference.number))
        .outerjoin(link, and_(link.card_id == Card.id, link.pull_request_id == PullRequest.id))
        .where(
            Card.id > first_id_at(now() - NEW),
            Card.deleted_at.is_(None),
            Board.deleted_at.is_(None),
            Repository.secret.is_not(None),
            link.card_id.is_(None),
        )
        .distinct()
        .order_by(PullRequest.id.desc())
        .limit(AT_ONCE)
    )
    return [(row[0], row[1]) for row in rows]


async def _link(unit: WriteUnit, repository_id: UUID, pull_request_id: UUID) -> None:
    repository = await RepositoryWriteRepository(unit.session).locked(repository_id)
    row = await unit.session.get(PullRequest, pull_request_id)
    if repository is None or repository.secret is None or row is None:
        return
    news = PullRequestNews(unit, repository, CardLinks(unit), old=False)
    await news.look_for_cards(row)
