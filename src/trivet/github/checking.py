"""A look at a connected repository on GitHub: what it is, who reaches it, how its webhook does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from trivet.auth.errors import GitHubTokenRefused
from trivet.github.answers import RepositoryFacts
from trivet.github.app_side import GitHubAppClient, InstallationFacts, keep_installation
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.delivery_repository import DeliveryRepository
from trivet.github.doorkeeper import webhook_cipher
from trivet.github.errors import GitHubForbids, GitHubUnseen, RepositoryArchived
from trivet.github.hooks import HookKeeper, HookLook, WantedHook, elsewhere, failed_delivery
from trivet.github.models import Repository
from trivet.github.noting import Problem, note_facts, remove_hook, set_problem
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import HOOK_PROBLEMS, ProblemCode
from trivet.github.standing import (
    app_delivers,
    hook_url,
    is_reachable,
    state_of,
    via_of,
)
from trivet.platform.clock import now
from trivet.platform.crypto import Undecryptable
from trivet.platform.ids import new_secret
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import TaskContext
from trivet.platform.tasks.failures import storable
from trivet.platform.uow import WriteUnit

Story = dict[str, Any]
"""What came of it; the result of its task."""
HEALED = frozenset({ProblemCode.HOOK_FAILING})
"""What is over once something is delivered."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How GitHub shows a repository, and to whom.

    Args:
        facts: what it is; None if nobody is shown it.
        client: speaks for the person to whom it is shown; None where the App alone sees it.
        user_id: that person.
        problem: why nobody sees it.
    """

    facts: RepositoryFacts | None = None
    client: GitHubClient | None = None
    user_id: UUID | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that one look found.

    Args:
        began_at: when.
        sight: how the repository is shown.
        installation: the installation of our App that covers it, if one does.
        hook: what was found out about its webhook; None if it was not looked at.
    """

    began_at: datetime
    sight: Sight
    installation: InstallationFacts | None = None
    hook: HookLook | None = None


class RepositoryChecker:
    """Looks at repositories, and mends what can be mended.

    It is done in the name of whoever connected a repository; who asks for it steps in where that person
    reaches it no more, and is the one from then on.

    Args:
        github: gives out clients.
        app: speaks as our GitHub App.
        keys: open the secrets of webhooks.
        settings: our own address.
    """

    def __init__(
        self, github: GitHubAccess, app: GitHubAppClient, keys: Keys, settings: Settings
    ) -> None:
        self._github = github
        self._app = app
        self._cipher = webhook_cipher(keys)
        self._settings = settings

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> Story | None:
        """Look, then write down what was found, all in one commit with the end of the task.

        A second run looks again. A webhook that the first one made, and did not live to tell of, is
        found by its address.
        """
        row = await self._opened(context, UUID(args["repository_id"]))
        if row is None:
            return {"state": "disconnected"}
        look = await self._look(context, row)

        async def work(unit: WriteUnit) -> None:
            await context.succeed(unit, await self._note(unit, row, look))

        await context.retried(work)
        return None

    async def _opened(self, context: TaskContext, repository_id: UUID) -> Repository | None:
        """A connected repository, with a secret that can be opened."""
        async with context.units.read() as unit:
            row = await unit.session.get(Repository, repository_id)
        if row is None or row.secret is None or not row.picked:
            return row if row is not None and row.secret is not None else None
        try:
            self._cipher.decrypt(row.secret)
        except Undecryptable:
            # Its key is lost. The webhook is ours, so that another secret does as well.
            async with context.write() as unit:
                held = await RepositoryWriteRepository(unit.session).locked(row.id)
                if held is not None and held.secret == row.secret:
                    held.secret = self._cipher.encrypt(new_secret())
                    held.hook_id = held.first_delivery_at = None
            return held
        return row

    # What GitHub says

    async def _look(self, context: TaskContext, row: Repository) -> Look:
        asked_by = context.actor.user_id
        began_at = now()
        covering = await self._app.covering(row.full_name) if row.picked else None
        covered = covering is not None and not covering.suspended
        sight = await self._sight(context, row, covering if covered else None)
        look = Look(began_at, sight, covering)
        if sight.facts is None or sight.client is None:
            return look
        if sight.facts.archived or sight.facts.disabled:
            return look
        if not row.picked:
            return replace(look, hook=await self._hook_by_hand(sight.client, row))
        if not is_reachable(self._settings.base_url) or (covered and app_delivers(self._settings)):
            return look
        try:
            return await self._with_hook(look, row, asked_by)
        except RepositoryArchived:
            return look  # this moment

    async def _sight(
        self, context: TaskContext, row: Repository, covering: InstallationFacts | None
    ) -> Sight:
        """Ask as whoever connected it, then as whoever asks, then as the App.

        Who sees it no more keeps nobody here in the picture by an App: what a workspace is shown, one of
        its people may see on GitHub. But for whom GitHub wants to sign in again the App steps in.
        """
        asked_by = context.actor.user_id
        people = dict.fromkeys(each for each in (row.connected_by, asked_by) if each is not None)
        problems: list[Problem] = []
        for user_id in people:
            found = await self._seen_by(user_id, row, background=asked_by is None)
            if found.problem is None:
                return found
            problems.append(found.problem)
        problem = _foremost(problems, row, was_covered=self._was_covered(row, covering))
        if covering is None or problem.code is not ProblemCode.SIGN_IN_NEEDED:
            return Sight(problem=problem)
        async with context.write() as unit:
            await keep_installation(unit, covering)
        try:
            client = await self._github.for_background(_covered(row, covering))
            return Sight(await _facts(client, row))
        except (GitHubTokenRefused, GitHubUnseen, GitHubForbids):
            return Sight(problem=problem)

    async def _seen_by(self, user_id: UUID, row: Repository, *, background: bool) -> Sight:
        try:
            client = await self._github.for_person(user_id, background=background)
            return Sight(await _facts(client, row), client, user_id)
        except GitHubTokenRefused:
            return Sight(problem=_sign_in())
        except GitHubUnseen:
            return Sight(problem=_unseen(row))
        except GitHubForbids as error:
            return Sight(problem=Problem(ProblemCode.ACCESS_LOST, error.detail))

    def _was_covered(self, row: Repository, covering: InstallationFacts | None) -> bool:
        return self._app.configured and covering is None and row.installation_id is not None

    async def _with_hook(self, look: Look, row: Repository, asked_by: UUID | None) -> Look:
        """Look at the webhook in the name of whoever sees the repository, or else of whoever asks."""
        sight = look.sight
        assert sight.client is not None
        assert sight.facts is not None
        mend = asked_by is not None
        hook = await self._hook(sight.client, sight.facts, row, mend=mend)
        refused = hook.problem is not None and hook.problem.code is ProblemCode.HOOK_REFUSED
        if refused and asked_by is not None and asked_by != sight.user_id:
            other = await self._seen_by(asked_by, row, background=False)
            if other.client is not None and other.facts is not None:
                again = await self._hook(other.client, other.facts, row, mend=mend)
                if again.problem is None:
                    return replace(look, sight=other, hook=again)
        return replace(look, hook=hook)

    async def _hook(
        self, client: GitHubClient, facts: RepositoryFacts, row: Repository, *, mend: bool
    ) -> HookLook:
        assert row.secret is not None
        keeper = HookKeeper(
            client,
            WantedHook(
                facts.full_name,
                row.id,
                hook_url(self._settings, row.id),
                self._cipher.decrypt(row.secret),
            ),
        )
        if row.hook_id is None:
            return await keeper.made()
        look = await keeper.looked_at(row.hook_id, mend=mend)
        silent = look.hook is not None and not look.hook.last_status and look.problem is None
        if silent and row.first_delivery_at is None and not look.touched:
            await keeper.ping(row.hook_id)  # the ping of its making was lost
            return replace(look, touched=True)
        return look

    async def _hook_by_hand(self, client: GitHubClient, row: Repository) -> HookLook | None:
        """Look at a webhook that somebody made; it is theirs to mend."""
        if row.hook_id is None:
            return None
        try:
            hook = await client.get_hook(row.full_name, row.hook_id)
        except GitHubForbids:
            return None
        except GitHubUnseen:
            return await _hook_by_hand_missed(client, row)
        if not hook.active:
            detail = "It is switched off on GitHub: tick Active in its settings there."
            return HookLook(hook, Problem(ProblemCode.HOOK_FAILING, detail))
        return HookLook(hook, failed_delivery(hook, ours=False))

    # What is written down

    async def _note(self, unit: WriteUnit, seen: Repository, look: Look) -> Story:
        repositories = RepositoryWriteRepository(unit.session)
        row = await repositories.locked(seen.id)
        if row is None or row.secret is None:
            # What was made meanwhile is removed by the task that waits for this one.
            return {"state": "disconnected"}
        if row.connected_at != seen.connected_at or row.secret != seen.secret:
            # Connected anew, or given a new secret: that has a task of its own.
            return {"state": "changed"}
        was, was_covered = row.full_name, row.installation_id is not None
        if look.sight.facts is not None:
            await note_facts(unit, row, look.sight.facts)
        if row.picked:
            row.connected_by = look.sight.user_id or row.connected_by
            await self._note_installation(unit, row, look.installation)
        elif look.sight.facts is None:
            # Nothing needs to be asked of who made its webhook by hand.
            assert look.sight.problem is not None
            return {**self._story(row, was), "not_looked": look.sight.problem.detail}
        row.checked_at = now()
        await self._note_problem(unit, row, look, was_covered=was_covered)
        await unit.session.flush()
        return self._story(row, was)

    async def _note_installation(
        self, unit: WriteUnit, row: Repository, installation: InstallationFacts | None
    ) -> None:
        if not self._app.configured:
            return
        row.installation_id = None
        if installation is None:
            return
        await keep_installation(unit, installation)
        if installation.suspended:
            return
        row.installation_id = installation.github_id
        if row.hook_id is not None and app_delivers(self._settings):
            # The App tells of everything already.
            remove_hook(unit, row, requested_by=unit.actor.user_id)
            row.hook_id = row.hook_status = row.hook_message = None

    async def _note_problem(
        self, unit: WriteUnit, row: Repository, look: Look, *, was_covered: bool
    ) -> None:
        """What is wrong, if anything: with the repository rather than with its webhook."""
        sight, hook = look.sight, look.hook
        if sight.facts is None:
            set_problem(unit, row, sight.problem)
        elif sight.facts.disabled:
            set_problem(unit, row, _disabled())
        elif hook is not None:
            problem = await self._hook_problem(unit, row, look.began_at, hook)
            # Without the App there is nothing in its place: that is what happened, and can be undone.
            lost = was_covered or row.problem == ProblemCode.APP_REMOVED
            if problem is not None and problem.code is ProblemCode.HOOK_REFUSED and lost:
                problem = _app_removed(row)
            set_problem(unit, row, problem)
        elif row.picked or row.problem not in HOOK_PROBLEMS:
            set_problem(unit, row, None)

    async def _hook_problem(
        self, unit: WriteUnit, row: Repository, began_at: datetime, look: HookLook
    ) -> Problem | None:
        """Write down how the webhook is, and tell what is wrong with it."""
        hook, problem = look.hook, look.problem
        if problem is not None and problem.code is ProblemCode.HOOK_MISSING:
            row.first_delivery_at = None
        if hook is None:
            return problem
        if row.picked:
            row.hook_id = hook.id
        row.hook_status = hook.last_status
        row.hook_message = None if hook.last_message is None else storable(hook.last_message)
        deliveries = DeliveryRepository(unit.session)
        if await deliveries.heard_since(row.id, hook.id, began_at):
            row.hook_status, row.hook_message = 202, None
            return None if problem is not None and problem.code in HEALED else problem
        if (
            problem is None
            and not look.touched
            and row.first_delivery_at is None
            and hook.last_status
        ):
            return elsewhere(hook)
        return problem

    def _story(self, row: Repository, was: str) -> Story:
        story: Story = {
            "state": str(state_of(row, self._settings)),
            "via": str(via_of(row, self._settings)),
            "full_name": row.full_name,
        }
        if was != row.full_name:
            story["was"] = was
        if row.problem is not None:
            story["problem"] = {"code": row.problem, "detail": row.problem_detail}
        return story


async def _facts(client: GitHubClient, row: Repository) -> RepositoryFacts:
    """What a repository is, also if another one has its name by now.

    Raises:
        GitHubUnseen: it is not shown.
    """
    known = row.github_id
    try:
        facts = await client.get_repository(row.full_name)
    except GitHubUnseen:
        if known is None:
            raise
    else:
        if known in {None, facts.github_id}:
            return facts
    return await client.get_repository_numbered(known)


async def _hook_by_hand_missed(client: GitHubClient, row: Repository) -> HookLook | None:
    try:
        async for hook in client.list_hooks(row.full_name):
            if hook.id == row.hook_id:
                return None  # it came back this moment
    except (GitHubUnseen, GitHubForbids):
        return None  # webhooks are shown to admins
    return HookLook(
        problem=Problem(
            ProblemCode.HOOK_MISSING,
            "Somebody removed the webhook on GitHub. Make it again there as its set-up says, with a new "
            "secret.",
        )
    )


def _covered(row: Repository, installation: InstallationFacts) -> Repository:
    """The repository as if an installation covered it; a row that no session knows."""
    return Repository(id=row.id, full_name=row.full_name, installation_id=installation.github_id)


def _foremost(problems: Sequence[Problem], row: Repository, *, was_covered: bool) -> Problem:
    """What is told of several reasons why nobody sees a repository."""
    lost = [each for each in problems if each.code is not ProblemCode.SIGN_IN_NEEDED]
    if lost:
        return lost[0]
    if was_covered or row.problem == ProblemCode.APP_REMOVED:
        return _app_removed(row)
    return problems[0] if problems else _nobody()


def _sign_in() -> Problem:
    return Problem(
        ProblemCode.SIGN_IN_NEEDED,
        "Whoever connected it must sign in with GitHub again, or another admin checks it here: it goes on "
        "in their name.",
    )


def _nobody() -> Problem:
    return Problem(
        ProblemCode.SIGN_IN_NEEDED,
        "Whoever connected it is gone. Another admin with a GitHub account checks it here: it goes on in "
        "their name.",
    )


def _unseen(row: Repository) -> Problem:
    if row.problem == ProblemCode.REPOSITORY_GONE:
        return Problem(ProblemCode.REPOSITORY_GONE, row.problem_detail or "")
    return Problem(
        ProblemCode.ACCESS_LOST,
        f"GitHub does not show {row.full_name} any more to whoever connected it: it was deleted or made "
        "private, or they lost access. Another admin who sees it there checks it here; else disconnect it.",
    )


def _disabled() -> Problem:
    return Problem(
        ProblemCode.DISABLED,
        "GitHub switched the repository off. Its page there says why, and its owners can ask GitHub.",
    )


def _app_removed(row: Repository) -> Problem:
    owner = row.full_name.partition("/")[0]
    return Problem(
        ProblemCode.APP_REMOVED,
        f"The GitHub App was removed or suspended at {owner}, or does not cover the repository any more, and "
        "no webhook can be made in its place. Install it again there, then check it here.",
    )
