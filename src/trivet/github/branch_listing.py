"""The branches of a repository, as GitHub has them at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from trivet.github.answers import Ref
from trivet.github.client import GitHubClient
from trivet.github.errors import RepositoryEmpty
from trivet.github.schemas import BranchOut

MOST_PAGES = 10
"""Of a hundred each. A search finds those beyond by how they begin."""

Place = tuple[int, str]
"""Default first, then those that begin as is wanted, then the others; each in order of their names."""


@dataclass(frozen=True, slots=True)
class BranchPage:
    """A part of the branches.

    Args:
        items: each with its place in the list.
        truncated: whether there are more than were looked through.
    """

    items: Sequence[tuple[Place, BranchOut]]
    truncated: bool


async def branch_page(
    client: GitHubClient,
    full_name: str,
    default_branch: str | None,
    *,
    q: str,
    after: Place | None,
    limit: int,
) -> BranchPage:
    """A part of the branches of a repository.

    Args:
        client: asks.
        full_name: `owner/name`.
        default_branch: its name, if that is known.
        q: what must stand in the name, in any case; empty for all.
        after: the place of the last one already seen.
        limit: how many at most.

    Raises:
        GitHubUnseen: GitHub shows whoever asks no such repository.
        GitHubLimited, GitHubUnreachable, GitHubTokenRefused: it does not answer, or not them.
    """
    found, truncated = await _all(client, full_name)
    if q and truncated:
        found |= await _beginning(client, full_name, q)
    wanted = q.casefold()
    placed = sorted(
        (_place(name, wanted, default_branch), sha)
        for name, sha in found.items()
        if wanted in name.casefold()
    )
    items = [
        (place, BranchOut(name=place[1], sha=sha, default=place[1] == default_branch))
        for place, sha in placed
        if after is None or place > after
    ]
    return BranchPage(items[:limit], truncated)


async def _all(client: GitHubClient, full_name: str) -> tuple[dict[str, str], bool]:
    """Name → commit, of at most a thousand; and whether there are more."""
    found: dict[str, str] = {}
    page: str | None = None
    for _ in range(MOST_PAGES):
        listing = await client.list_branches(full_name, page=page)
        found |= _by_name(listing.items)
        page = listing.next_url
        if page is None:
            return found, False
    return found, True


async def _beginning(client: GitHubClient, full_name: str, prefix: str) -> dict[str, str]:
    try:
        return _by_name(await client.branches_beginning(full_name, prefix))
    except RepositoryEmpty:
        return {}  # emptied this moment


def _by_name(refs: Sequence[Ref]) -> dict[str, str]:
    return {ref.name: ref.sha for ref in refs}


def _place(name: str, wanted: str, default_branch: str | None) -> Place:
    if name == default_branch:
        return 0, name
    return 1 if name.casefold().startswith(wanted) else 2, name
