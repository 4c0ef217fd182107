"""Background work that keeps repositories connected: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.auth.errors import GitHubTokenRefused
from trivet.auth.github_tokens import GitHubTokens
from trivet.github.app_side import GitHubAppClient, forget_installation, keep_installation
from trivet.github.checking import RepositoryChecker, Story
from trivet.github.client import GitHubClient
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import GitHubForbids, GitHubUnseen
from trivet.github.models import Repository
from trivet.github.noting import look_at
from trivet.github.repository import RepositoryRepository
from trivet.github.schemas import Via
from trivet.github.standing import WEBHOOK, is_hook_of, via_of
from trivet.github.tasks import (
    CHECK_AUTHORIZATION,
    CHECK_REPOSITORIES,
    CHECK_REPOSITORY,
    NOTE_INSTALLATION,
    REMOVE_WEBHOOK,
    SET_UP_WEBHOOK,
    keeping,
)
from trivet.platform.clock import now
from trivet.platform.keys import Keys
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.errors import RetryLater
from trivet.platform.tasks.repository import READY_STATES, TaskReader
from trivet.platform.uow import WriteUnit

FORBIDDEN_S = 300.0
"""GitHub does not say how long it locks an account out ("Authenticating to the REST API")."""
LOOKED_AT = timedelta(minutes=50)
"""Who was looked at within this is left alone; the clock strikes each hour, and when a server starts."""


class WebhookRemover:
    """The body of `remove_webhook_task`.

    Args:
        github: gives out clients.
        settings: GitHub's address, and ours.
    """

    def __init__(self, github: GitHubAccess, settings: Settings) -> None:
        self._github = github
        self._settings = settings

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> Story:
        """Remove what we made, in the name of whoever asks, else of whoever connected the repository.

        A second run finds nothing left. Connected again meanwhile, the repository keeps its webhook.
        """
        full_name, hook_id = str(args["full_name"]), args["hook_id"]
        repository_id = UUID(args["repository_id"])
        async with context.units.read() as unit:
            row = await unit.session.get(Repository, repository_id)
        connected = row is not None and row.secret is not None
        if row is not None and connected:
            if row.picked and via_of(row, self._settings) in {Via.HOOK, Via.POLL}:
                return {"removed": 0, "kept": "The repository is connected again."}
            if not row.picked and hook_id in {None, row.hook_id}:
                return {"removed": 0, "kept": "The repository is connected again, by hand."}
        ours = None if row is not None and connected and not row.picked else repository_id
        for client in await self._clients(context, args):
            try:
                return await self._removed(client, full_name, hook_id, ours)
            except (GitHubTokenRefused, GitHubUnseen, GitHubForbids):
                continue
        return self._by_hand(full_name)

    async def _removed(
        self, client: GitHubClient, full_name: str, hook_id: int | None, ours: UUID | None
    ) -> Story:
        """Remove a webhook, and those that deliver to one connection; not what delivers elsewhere.

        A copy of us has the same rows, and would take away what the original hears by.

        Args:
            client: of somebody who administers the repository.
            full_name: `owner/name`.
            hook_id: GitHub's number of the webhook, if that is known.
            ours: our id of the connection; None to leave alone whatever delivers there.
        """
        found = [
            hook
            async for hook in client.list_hooks(full_name)
            if hook.id == hook_id or (ours is not None and is_hook_of(hook.url, ours))
        ]
        here = [hook for hook in found if hook.url.startswith(self._settings.base_url + WEBHOOK)]
        for hook in here:
            await client.delete_hook(full_name, hook.id)
        story: Story = {"removed": len(here)}
        if len(here) < len(found):
            elsewhere = ", ".join(hook.url for hook in found if hook not in here)
            story["by_hand"] = (
                f"It delivers to {elsewhere}, and this Trivet is at {self._settings.base_url}. If nobody "
                f"needs it, remove it at {self._page(full_name)}."
            )
        return story

    async def _clients(self, context: TaskContext, args: Mapping[str, Any]) -> list[GitHubClient]:
        connected_by = args["connected_by"]
        asked = [context.actor.user_id, None if connected_by is None else UUID(connected_by)]
        clients = []
        for user_id in dict.fromkeys(each for each in asked if each is not None):
            try:
                clients.append(await self._github.for_person(user_id, background=True))
            except GitHubTokenRefused:
                continue
        return clients

    def _by_hand(self, full_name: str) -> Story:
        return {
            "removed": 0,
            "by_hand": f"Nobody whom Trivet may ask for administers {full_name} on GitHub. If the webhook "
            f"is still there, an admin removes it at {self._page(full_name)}; Trivet refuses what it "
            "delivers.",
        }

    def _page(self, full_name: str) -> str:
        return f"{self._settings.github_url}/{full_name}/settings/hooks"


async def check_repositories(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Have each looked at that was not for an hour. A second run finds them waiting for it."""

    async def work(unit: WriteUnit) -> int:
        rows = await RepositoryRepository(unit.session).unchecked_since(now() - LOOKED_AT)
        keys = [keeping(row.id) for row in rows]
        waiting = {task.concurrency_key for task in await TaskReader(unit.session).under_way(keys)}
        wanted = [row for row in rows if keeping(row.id) not in waiting]
        for row in wanted:
            look_at(unit, row)
        return len(wanted)

    return {"repositories": await context.retried(work)}


class InstallationNoter:
    """The body of `note_installation_task`.

    Args:
        app: speaks as our GitHub App.
    """

    def __init__(self, app: GitHubAppClient) -> None:
        self._app = app

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> Story | None:
        """Take over how an installation stands, and have the repositories looked at that it concerns.

        GitHub is asked, whatever a delivery said: those come late, and more than once. A second run asks
        again.
        """
        if not self._app.configured:
            return {"state": "no_app"}
        number = int(args["installation_id"])
        facts = await self._app.installation(number)

        async def work(unit: WriteUnit) -> None:
            if facts is None:
                await forget_installation(unit, number)
            else:
                await keep_installation(unit, facts, new_token=True)
            account = None if facts is None else facts.account
            rows = await RepositoryRepository(unit.session).in_reach(number, account)
            keys = [keeping(row.id) for row in rows]
            # One that runs may have looked already; one that waits has not.
            waiting = {
                task.concurrency_key
                for task in await TaskReader(unit.session).under_way(keys)
                if task.name == CHECK_REPOSITORY.name and TaskState(task.state) in READY_STATES
            }
            for row in rows:
                if keeping(row.id) not in waiting:
                    look_at(unit, row)
            state = "removed" if facts is None else "suspended" if facts.suspended else "installed"
            await context.succeed(unit, {"state": state, "repositories": len(rows)})

        await context.retried(work)
        return None


class AuthorizationChecker:
    """The body of `check_authorization_task`.

    Args:
        github: gives out clients.
        people: whose account is whose.
    """

    def __init__(self, github: GitHubAccess, people: GitHubTokens) -> None:
        self._github = github
        self._people = people

    async def __call__(self, _context: TaskContext, args: Mapping[str, Any]) -> Story:
        """Use somebody's token once: if GitHub refuses it, it is used no more. A second run does the same.

        A delivery that says so may be an old one, delivered again after they signed in again.
        """
        user_id = await self._people.whose(int(args["github_id"]))
        if user_id is None:
            return {"token": "none"}
        try:
            client = await self._github.for_person(user_id, background=True)
            await client.user_id()
        except GitHubTokenRefused:
            return {"token": "refused"}
        except GitHubForbids as error:
            # After several bad attempts everything is 403 for a while, good tokens included.
            raise RetryLater(error.detail, retry_after_s=FORBIDDEN_S) from None
        return {"token": "works"}


def bound(
    github: GitHubAccess, app: GitHubAppClient, people: GitHubTokens, keys: Keys, settings: Settings
) -> list[Bound]:
    """The tasks that keep repositories connected, with their bodies.

    Args:
        github: gives out clients.
        app: speaks as our GitHub App.
        people: the tokens of people.
        keys: open the secrets of webhooks.
        settings: our own address, and GitHub's.
    """
    checker = RepositoryChecker(github, app, keys, settings)
    return [
        Bound(SET_UP_WEBHOOK, checker),
        Bound(CHECK_REPOSITORY, checker),
        Bound(CHECK_REPOSITORIES, check_repositories),
        Bound(REMOVE_WEBHOOK, WebhookRemover(github, settings)),
        Bound(NOTE_INSTALLATION, InstallationNoter(app)),
        Bound(CHECK_AUTHORIZATION, AuthorizationChecker(github, people)),
    ]
