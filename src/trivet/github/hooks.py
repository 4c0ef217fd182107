"""The webhook of one connection on GitHub: found, made, mended, removed. Asks GitHub, and keeps nothing.

GitHub knows no key by which it would notice that a webhook is asked for a second time, but refuses one
with the address of another. So ours are looked for by their address before one is made: whoever got no
answer, or did not live to read it, finds what was made ("Create a repository webhook", GitHub).
"""

from dataclasses import dataclass, field
from uuid import UUID

from trivet.github.answers import HookFacts
from trivet.github.client import GitHubClient
from trivet.github.errors import GitHubForbids, GitHubInvalid, GitHubUnseen
from trivet.github.inbox import EVENTS
from trivet.github.noting import Problem
from trivet.github.schemas import ProblemCode
from trivet.github.standing import is_hook_of


@dataclass(frozen=True, slots=True)
class WantedHook:
    """A webhook as it should be.

    Args:
        full_name: of the repository.
        repository_id: our id of the connection.
        url: where it delivers.
        secret: signs what it delivers.
    """

    full_name: str
    repository_id: UUID
    url: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HookLook:
    """What came of a look at a webhook.

    Args:
        hook: how GitHub shows it; None if there is none, or it is not shown to whoever asked.
        problem: what is wrong, as far as GitHub's answers say.
        touched: whether it was made, changed or pinged: what GitHub said of its last delivery is over.
    """

    hook: HookFacts | None = None
    problem: Problem | None = None
    touched: bool = False


class HookKeeper:
    """Keeps one webhook as it should be, in somebody's name.

    Args:
        client: asks GitHub; of somebody who administers the repository there, else there is little to do.
        wanted: how it should be.
    """

    def __init__(self, client: GitHubClient, wanted: WantedHook) -> None:
        self._client = client
        self._wanted = wanted

    async def made(self) -> HookLook:
        """See to it that there is exactly one such webhook, and that it is as it should be.

        Raises:
            RepositoryArchived: nothing can be made there.
            GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
        """
        try:
            found = await self.all_of_ours()
            if found:
                return await self._mended(found)
            return HookLook(await self._made(), touched=True)
        except (GitHubUnseen, GitHubForbids) as error:
            return HookLook(problem=_refused(error))
        except GitHubInvalid as error:
            if not _already_exists(error):
                return HookLook(problem=_not_taken(error))
        # Somebody else made it this moment.
        found = await self.all_of_ours()
        if found:
            return await self._mended(found)
        detail = (
            "GitHub says that there is such a webhook, and does not list it. Check it again later."
        )
        return HookLook(problem=Problem(ProblemCode.HOOK_REFUSED, detail))

    async def looked_at(self, hook_id: int, *, mend: bool) -> HookLook:
        """Look at the webhook that we know, and mend what is wrong with it.

        What somebody did to it on purpose is undone only if a person wants it.

        Args:
            hook_id: GitHub's number of it.
            mend: whether a person wants it.

        Raises:
            GitHubLimited, GitHubTokenRefused, GitHubUnreachable: as they say.
        """
        try:
            hook = await self._client.get_hook(self._wanted.full_name, hook_id)
        except (GitHubUnseen, GitHubForbids):
            return await self._missed(hook_id, mend=mend)
        problem = self.wrong_with(hook)
        if problem is not None and not mend and self._is_on_purpose(hook):
            return HookLook(hook, problem)
        if problem is not None or not set(EVENTS) <= set(hook.events) | _all_if_starred(hook):
            return await self._mended([hook], problem)
        return HookLook(hook)

    def wrong_with(self, hook: HookFacts) -> Problem | None:
        """What is wrong with a webhook, as far as GitHub shows it."""
        if not hook.active:
            return _failing("It is switched off on GitHub. Check it here to switch it on.")
        if hook.url != self._wanted.url:
            return _failing(
                f"It delivers to {hook.url}, and Trivet is at {self._wanted.url}. Check it here to change "
                "that."
            )
        return failed_delivery(hook, ours=True)

    async def ping(self, hook_id: int) -> None:
        """Have a webhook deliver something."""
        await self._client.ping_hook(self._wanted.full_name, hook_id)

    async def all_of_ours(self) -> list[HookFacts]:
        """The webhooks of this connection, the oldest first.

        Raises:
            GitHubUnseen, GitHubForbids: webhooks are not shown to whoever asks.
        """
        found = [
            hook
            async for hook in self._client.list_hooks(self._wanted.full_name)
            if is_hook_of(hook.url, self._wanted.repository_id)
        ]
        return sorted(found, key=lambda hook: hook.id)

    async def _missed(self, hook_id: int, *, mend: bool) -> HookLook:
        """The webhook that we know is not shown: it is gone, or whoever asks is no admin."""
        try:
            found = await self.all_of_ours()
        except (GitHubUnseen, GitHubForbids):
            return HookLook()  # it may well deliver
        if found or mend:
            return await self.made()
        return HookLook(
            problem=Problem(
                ProblemCode.HOOK_MISSING,
                f"Somebody removed webhook {hook_id} on GitHub. Check the repository here to have it made "
                "again; until then Trivet looks for news itself.",
            )
        )

    async def _made(self) -> HookFacts:
        wanted = self._wanted
        return await self._client.create_hook(wanted.full_name, wanted.url, wanted.secret, EVENTS)

    async def _mended(self, found: list[HookFacts], problem: Problem | None = None) -> HookLook:
        """One of these as it should be, and pinged, as GitHub does not by itself; without the others."""
        wanted = self._wanted
        first, *others = found
        try:
            for other in others:
                await self._client.delete_hook(wanted.full_name, other.id)
            hook = await self._client.edit_hook(
                wanted.full_name, first.id, wanted.url, wanted.secret, EVENTS
            )
            await self.ping(hook.id)
        except (GitHubUnseen, GitHubForbids) as error:
            return HookLook(first, problem or _refused(error))
        except GitHubInvalid as error:
            return HookLook(first, _not_taken(error))
        return HookLook(hook, problem, touched=True)

    def _is_on_purpose(self, hook: HookFacts) -> bool:
        return not hook.active or hook.url != self._wanted.url


def failed_delivery(hook: HookFacts, *, ours: bool) -> Problem | None:
    """What GitHub says against the last delivery of a webhook; None if nothing.

    A status of 0, or none with a message, is a server that did not answer.

    Args:
        hook: as GitHub shows it.
        ours: whether we keep it; else a person has to see to it.
    """
    status, said = hook.last_status, hook.last_message
    if status is not None and 200 <= status < 300:
        return None
    if not status and not said:
        return None  # there was none yet
    if status == 401:
        return _failing(
            "Its deliveries were signed with another secret than Trivet knows. It was given the right one."
            if ours
            else "Its deliveries are signed with another secret than Trivet knows. Choose a new secret here, "
            "and enter it in the webhook on GitHub."
        )
    return _failing(
        f"GitHub could not deliver: {said or f'HTTP status {status}'}. Make sure that Trivet can be reached "
        "at its address from the internet; what happens next on GitHub shows whether it can."
    )


def elsewhere(hook: HookFacts) -> Problem:
    """Somebody takes what a webhook delivers, and it is not we."""
    return _failing(
        f"What GitHub delivers is taken at {hook.url}, but does not arrive here. Whoever runs this Trivet "
        "checks TRIVET_PUBLIC_URL, and what stands in front of it."
    )


def _failing(detail: str) -> Problem:
    return Problem(ProblemCode.HOOK_FAILING, detail)


def _refused(error: GitHubUnseen | GitHubForbids) -> Problem:
    said = f" {error.detail}" if isinstance(error, GitHubForbids) else ""
    return Problem(
        ProblemCode.HOOK_REFUSED,
        "Whoever connected it is no admin of the repository on GitHub, and webhooks are made by admins: "
        f"Trivet looks for news itself. An admin of both may check it here, and have one made.{said}",
    )


def _not_taken(error: GitHubInvalid) -> Problem:
    if "more than 20 hooks" in error.detail:
        return Problem(
            ProblemCode.HOOK_LIMIT,
            "The repository has 20 webhooks already, and GitHub takes no more. Remove one there, then check "
            "it here; until then Trivet looks for news itself.",
        )
    return Problem(
        ProblemCode.HOOK_REFUSED,
        f"GitHub does not take the webhook: {error.detail}. Trivet looks for news itself.",
    )


def _already_exists(error: GitHubInvalid) -> bool:
    return "already exists" in error.detail.lower()


def _all_if_starred(hook: HookFacts) -> set[str]:
    return set(EVENTS) if "*" in hook.events else set()
