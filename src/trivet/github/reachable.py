"""The repositories that somebody's GitHub account reaches, for those who pick some."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.github.answers import Permission, RepositoryFacts
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.noting import name_key
from trivet.github.repository import RepositoryRepository
from trivet.github.schemas import ReachableRepository
from trivet.github.standing import app_delivers, is_reachable
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import parse_rfc3339
from trivet.platform.json import dumps, loads
from trivet.platform.settings import Settings
from trivet.platform.uow import ReadUnit
from trivet.workspaces.service import WorkspaceQueries

MOST_PAGES = 10
"""Of a hundred each."""
KEPT_S = 60.0


@dataclass(frozen=True, slots=True)
class Reach:
    """What an account reaches.

    Args:
        repositories: those with the latest push first.
        truncated: whether there are more.
    """

    repositories: Sequence[RepositoryFacts]
    truncated: bool


class Reachable:
    """Lists what people reach, and remembers it for a minute. One in each process.

    Args:
        github: gives out clients.
        cache: remembers.
    """

    def __init__(self, github: GitHubAccess, cache: CacheManager) -> None:
        self._github = github
        self._cache = cache
        self._asking: dict[str, asyncio.Task[Reach]] = {}

    async def of(self, user_id: UUID, *, refresh: bool = False) -> Reach:
        """All that somebody's account reaches, up to a thousand.

        Args:
            user_id: who.
            refresh: whether what is remembered will not do.

        Raises:
            GitHubTokenRefused: they have no account on GitHub, or must sign in there again.
            GitHubForbids: GitHub does not let them look.
            GitHubLimited, GitHubUnreachable: it does not answer right now.
        """
        client = await self._github.for_person(user_id)
        key = f"reach:{user_id}:{client.fingerprint}"
        kept = None if refresh else await self._cache.get(key)
        return await self._once(key, client) if kept is None else _read(kept)

    async def _once(self, key: str, client: GitHubClient) -> Reach:
        """Ask; whoever asks meanwhile waits for the same answer."""
        asking = self._asking.get(key)
        if asking is None:
            asking = asyncio.ensure_future(self._ask(key, client))
            self._asking[key] = asking
            asking.add_done_callback(lambda done: self._answered(key, done))
        # Shielded: whoever gives up waiting does not end it for the others.
        return await asyncio.shield(asking)

    def _answered(self, key: str, done: "asyncio.Task[Reach]") -> None:
        del self._asking[key]
        if not done.cancelled():
            done.exception()  # whoever waits gets it; with nobody left, it is no surprise either

    async def _ask(self, key: str, client: GitHubClient) -> Reach:
        found: dict[int, RepositoryFacts] = {}
        page: str | None = None
        for _ in range(MOST_PAGES):
            listing = await client.fetch_user_repos(page=page)
            # What is pushed to meanwhile moves to the front, and pushes others onto the next page.
            found |= {facts.github_id: facts for facts in listing.items}
            page = listing.next_url
            if page is None:
                break
        reach = Reach(sorted(found.values(), key=place, reverse=True), truncated=page is not None)
        await self._cache.set(key, _written(reach), KEPT_S)
        return reach


def _written(reach: Reach) -> bytes:
    facts = [asdict(each) for each in reach.repositories]
    return dumps({"truncated": reach.truncated, "repositories": facts})


def _read(kept: bytes) -> Reach:
    found = loads(kept)
    repositories = []
    for each in found["repositories"]:
        permission = each.pop("permission")
        repositories.append(
            RepositoryFacts(
                **each, permission=None if permission is None else Permission(permission)
            )
        )
    return Reach(repositories, found["truncated"])


def place(facts: RepositoryFacts) -> tuple[str, int]:
    """Where a repository stands in the list; the largest first."""
    return facts.pushed_at or "", facts.github_id


class ReachableQueries:
    """Says what of somebody's reach is connected where.

    Args:
        unit: reads.
        caller: whose workspaces are looked at.
        settings: whether GitHub reaches us.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, settings: Settings) -> None:
        self._unit = unit
        self._caller = caller
        self._settings = settings

    async def page(
        self,
        reach: Reach,
        *,
        q: str,
        workspace_id: UUID | None,
        after: tuple[str, int] | None,
        limit: int,
    ) -> list[tuple[tuple[str, int], ReachableRepository]]:
        """A part of what somebody reaches, each with its place in the list.

        Args:
            reach: all of it.
            q: words that must stand in the name or in the description; empty for all.
            workspace_id: where to say whether each is connected.
            after: the place of the last one already seen.
            limit: how many at most.

        Raises:
            WorkspaceNotFound: the caller is no member of `workspace_id`.
        """
        if workspace_id is not None:
            await WorkspaceQueries(self._unit, self._caller).get(workspace_id)
        words = q.casefold().split()
        found = [
            facts
            for facts in reach.repositories
            if (after is None or place(facts) < after) and _has(facts, words)
        ][:limit]
        connections = await RepositoryRepository(self._unit.session).connections_of(
            self._caller.user_id
        )
        page = []
        for facts in found:
            to = [
                workspace
                for workspace, number, key in connections
                if number == facts.github_id
                or (number is None and key == name_key(facts.full_name))
            ]
            page.append((place(facts), self._shown(facts, list(dict.fromkeys(to)), workspace_id)))
        return page

    def _shown(
        self, facts: RepositoryFacts, connected_to: list[UUID], workspace_id: UUID | None
    ) -> ReachableRepository:
        return ReachableRepository(
            github_id=facts.github_id,
            full_name=facts.full_name,
            url=facts.url,
            private=facts.private,
            archived=facts.archived,
            permission=facts.permission,
            writable=facts.writable,
            why_not=self._why_not(facts),
            description=facts.description,
            pushed_at=_moment(facts.pushed_at),
            connected_to=connected_to,
            connected=None if workspace_id is None else workspace_id in connected_to,
        )

    def _why_not(self, facts: RepositoryFacts) -> str | None:
        if facts.archived:
            return "It is archived on GitHub: unarchive it there first."
        if facts.disabled:
            return "GitHub switched it off: see what its page there says."
        if not facts.writable:
            return "You may only read it on GitHub: ask an admin there for write access."
        hooks = is_reachable(self._settings.base_url) and not app_delivers(self._settings)
        if hooks and facts.permission not in {None, Permission.ADMIN}:
            return (
                "You are no admin of it on GitHub, so that no webhook can be made: Trivet looks for "
                "news itself."
            )
        return None


def _has(facts: RepositoryFacts, words: Sequence[str]) -> bool:
    said = f"{facts.full_name}\n{facts.description or ''}".casefold()
    return all(word in said for word in words)


def _moment(written: str | None) -> datetime | None:
    try:
        return None if written is None else parse_rfc3339(written)
    except (ValueError, OverflowError):
        return None
