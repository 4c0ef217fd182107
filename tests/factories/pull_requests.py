"""Pull requests that are there without a delivery."""

from datetime import timedelta
from uuid import UUID

from trivet.github.models import PullRequest, PullRequestLink
from trivet.platform.clock import now, rfc3339
from trivet.platform.ids import new_id
from trivet.platform.uow import Units


async def give_pull_request(
    units: Units, repository_id: str, card_id: str, *, number: int = 1
) -> str:
    """An open pull request of a repository, linked to a card by its title; its id."""
    at = now() - timedelta(hours=1)
    row = PullRequest(
        id=new_id(),
        repository_id=UUID(repository_id),
        github_id=1_296_269,
        repository="acme/rocket",
        number=number,
        title="Lift off",
        state="open",
        branch="lift-off",
        base="main",
        foreign=False,
        history=[[rfc3339(at), "open", []]],
        updated_at=at,
        received_at=at,
        requested=[],
        reviews=[],
        failures=[],
        checks={},
    )
    link = PullRequestLink(
        card_id=UUID(card_id), pull_request_id=row.id, linked_at=at, closes=True, how="title"
    )
    async with units.write() as unit:
        unit.session.add(row)
        await unit.session.flush()
        unit.session.add(link)
    return str(row.id)
