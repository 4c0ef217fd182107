"""Places outside of the database in which tasks do something, played: a mail server, GitHub, and Miro."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from pydantic import SecretStr

from tests.crash.trial import Elsewhere
from tests.support.fake_github import GitHubServer, Repository, github_server
from tests.support.fake_github.keys import key_pair
from tests.support.fake_miro import Item, MiroServer, Tag, miro_server
from tests.support.mail import MailServer, mail_server
from trivet.platform.settings import Settings

_WORLD = (
    *("accounts", "repos", "moved", "apps", "installations", "tokens", "ended", "bad"),
    "_ids",
)
"""What there is in the played GitHub, and refers to each other; and the number that comes next."""
_OUTBOX = ("waiting", "attempts")
"""What its hooks are told, and were."""


@dataclass
class Post(Elsewhere):
    """A mail server. A mail that comes twice under one Message-ID is one: more no server promises.

    Args:
        server: takes the mail.
    """

    server: MailServer

    def settings(self, settings: Settings) -> Settings:
        return self.server.settings(settings)

    def keep(self) -> None:
        assert not self.server.letters

    def put_back(self) -> None:
        self.server.letters.clear()

    def seen(self) -> Any:
        return {
            letter.message["Message-ID"]: (
                letter.recipients,
                letter.message["Subject"],
                letter.text,
            )
            for letter in self.server.letters
        }


@asynccontextmanager
async def post() -> AsyncIterator[Post]:
    """A mail server for one trial."""
    async with mail_server() as server:
        yield Post(server)


@dataclass
class Hub(Elsewhere):
    """A GitHub.

    Args:
        server: what there is in it.
        more: settings, beside those that lead to it.
    """

    server: GitHubServer
    more: dict[str, Any] = field(default_factory=dict)
    _kept: tuple[dict[str, Any], dict[str, Any]] = field(default_factory=lambda: ({}, {}))

    def settings(self, settings: Settings) -> Settings:
        more = {
            "github_api_url": self.server.address,
            "github_client_id": "client",
            "github_client_secret": SecretStr("secret"),
            "github_poll_s": 3600,
            **self.more,
        }
        return settings.model_copy(update=more)

    def keep(self) -> None:
        world, outbox = self.server.world, self.server.world.outbox
        there = {name: getattr(world, name) for name in _WORLD}
        # At once, so that what was told is told to the very hooks that are there.
        self._kept = deepcopy((there, {name: getattr(outbox, name) for name in _OUTBOX}))

    def put_back(self) -> None:
        there, told = deepcopy(self._kept)
        for name, value in there.items():
            setattr(self.server.world, name, value)
        for name, value in told.items():
            setattr(self.server.world.outbox, name, value)

    def seen(self) -> Any:
        return {repo.full_name: _shown(repo) for repo in self.server.world.repos.values()}


def _shown(repo: Repository) -> Any:
    """What one sees of a repository, without the numbers that GitHub gives by itself."""
    pulls = [
        (pull.number, pull.title, pull.body, pull.head, pull.base, pull.state, pull.draft)
        for pull in repo.pulls.values()
    ]
    hooks = [(hook.url, sorted(hook.events), hook.active) for hook in repo.hooks.values()]
    said = [(comment.number, comment.by.login, comment.body) for comment in repo.comments.values()]
    statuses = {
        # The same again says no more.
        (each.sha, each.context): (each.state, each.description, each.target_url)
        for each in repo.statuses
    }
    return repo.branches, pulls, hooks, said, statuses


@asynccontextmanager
async def hub() -> AsyncIterator[Hub]:
    """A GitHub for one trial; nothing may have violated its contract."""
    async with github_server() as server:
        yield Hub(server)
        assert not server.violations, "\n".join(map(str, server.violations))


@asynccontextmanager
async def hub_with_an_app() -> AsyncIterator[Hub]:
    """A GitHub that can reach Trivet, and knows its App."""
    async with hub() as found:
        app = found.server.app(found.server.org("trivet"))
        found.more = {
            "public_url": "https://trivet.example",
            "github_app_id": app.client_id,
            "github_app_private_key": SecretStr(key_pair(app.slug).private),
            "github_app_webhook_secret": SecretStr("the secret of the App's webhook"),
        }
        yield found


@dataclass
class Wall(Elsewhere):
    """A Miro.

    Args:
        server: what there is in it.
    """

    server: MiroServer
    _kept: dict[str, tuple[dict[str, Item], dict[str, Tag]]] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=count)

    def settings(self, settings: Settings) -> Settings:
        more = {
            "miro_url": self.server.address,
            "miro_api_url": self.server.address,
            "miro_client_id": "client",
            "miro_client_secret": SecretStr("secret"),
        }
        return settings.model_copy(update=more)

    def keep(self) -> None:
        world = self.server.world
        self._ids = copy(world._ids)
        self._kept = {
            board.id: (_copies(board.items), dict(board.tags)) for board in world.boards.values()
        }

    def put_back(self) -> None:
        world = self.server.world
        world._ids = copy(self._ids)
        for board_id, (items, tags) in self._kept.items():
            world.boards[board_id].items = _copies(items)
            world.boards[board_id].tags = dict(tags)

    def seen(self) -> Any:
        return {
            board.id: [
                (item.id, str(item.data), [tag.title for tag in item.tags])
                for item in sorted(board.items.values(), key=lambda each: each.id)
            ]
            for board in self.server.world.boards.values()
        }


def _copies(items: Mapping[str, Item]) -> dict[str, Item]:
    return {
        each.id: replace(each, data=dict(each.data), style=dict(each.style), tags=list(each.tags))
        for each in items.values()
    }


@asynccontextmanager
async def wall() -> AsyncIterator[Wall]:
    """A Miro for one trial; nothing may have violated its contract."""
    async with miro_server() as server:
        yield Wall(server)
        assert not server.violations, "\n".join(map(str, server.violations))
