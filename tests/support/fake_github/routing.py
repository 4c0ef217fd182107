"""From a request to the function that answers it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeVar
from urllib.parse import urlencode

from tests.support.fake_github.access import Caller, Needs
from tests.support.fake_github.state import Account, Repository
from tests.support.fake_github.tokens import App
from tests.support.fake_github.world import World
from tests.support.playing.wire import Answer, Asked

Json = dict[str, Any]
T = TypeVar("T")

PAGE, LONGEST_PAGE = 30, 100
NUMBERED = "~"
"""Stands for the owner where a repository is named by its number; nobody can be called so."""


@dataclass
class Call:
    """A request that is understood.

    Args:
        world: everything there is.
        asked: the request.
        caller: who sent it.
        path: what stands in its path, by name, decoded.
        body: its JSON.
        found: the repository it is about.
    """

    world: World
    asked: Asked
    caller: Caller
    path: dict[str, str]
    body: Any = None
    found: Repository | None = None

    @property
    def query(self) -> dict[str, str]:
        return self.asked.params

    @property
    def repo(self) -> Repository:
        assert self.found is not None
        return self.found

    @property
    def app(self) -> App:
        """The App that asks; only where the route is for Apps."""
        assert self.caller.app is not None
        return self.caller.app

    @property
    def account(self) -> Account:
        """The person who asks; only where the route is for people."""
        assert self.caller.account is not None
        return self.caller.account

    def number(self, name: str) -> int:
        """A number in the path; what is none leads to nothing."""
        text = self.path[name]
        return int(text) if text.isdecimal() else 0


Handler = Callable[[Call], Answer | Awaitable[Answer]]


@dataclass(frozen=True)
class Route:
    """What a path leads to.

    Args:
        method: in capitals.
        template: the path, with names in braces.
        handler: answers.
        needs: of who asks, in the repository in the path.
        person: whether only a person's token will do.
        app: whether only an App's JWT will do.
        free: whether it does not count against the rate limit.
    """

    method: str
    template: str
    handler: Handler
    needs: Needs | None = None
    person: bool = False
    app: bool = False
    free: bool = False
    parts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.template.split("/")))


def by_name(path: str) -> list[str]:
    """The parts of a path; one that begins with a repository's number is read as by its name."""
    parts = path.split("/")
    if parts[1:2] == ["repositories"] and len(parts) > 2:
        return ["", "repos", NUMBERED, parts[2], *parts[3:]]
    return parts


def page(
    call: Call, items: Sequence[T], shape: Callable[[T], Json], wrapped: str | None = None
) -> Answer:
    """One page of a list, and where the others are.

    Args:
        items: all of them.
        shape: how each is written.
        wrapped: the member that the list stands in, beside `total_count`; without, it stands alone.
    """
    size = min(_natural(call, "per_page", PAGE), LONGEST_PAGE)
    number = _natural(call, "page", 1)
    shown = [shape(item) for item in items[(number - 1) * size : number * size]]
    body: Any = {"total_count": len(items), wrapped: shown} if wrapped else shown
    link = _links(call, number, max(ceil(len(items) / size), 1))
    return Answer(200, body, {"Link": link} if link else {})


def _natural(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, "")
    return max(int(text), 1) if text.isdecimal() else default


def _links(call: Call, number: int, last: int) -> str:
    to: dict[str, int] = {}
    if number > 1:
        to |= {"prev": min(number - 1, last)}
    if number < last:
        to |= {"next": number + 1, "last": last}
    if number > 1:
        to |= {"first": 1}
    base = f"{call.world.api}{_by_number(call)}"
    query = {name: value for name, value in call.query.items() if name != "page"}
    links = (f'<{base}?{urlencode({**query, "page": at})}>; rel="{rel}"' for rel, at in to.items())
    return ", ".join(links)


def _by_number(call: Call) -> str:
    """GitHub's own links name a repository by its number."""
    if call.found is None:
        return call.asked.path
    rest = "/".join(call.asked.path.split("/")[4:])
    if call.asked.path.startswith("/repositories/"):
        rest = "/".join(call.asked.path.split("/")[3:])
    return f"/repositories/{call.found.id}/{rest}".rstrip("/")


def actor(call: Call) -> Account:
    """Who does what is asked: the person, or the App as the bot it is."""
    if call.caller.account:
        return call.caller.account
    installed = call.caller.installation
    assert installed is not None
    return Account(installed.app.id, f"{installed.app.slug}[bot]")


def one_of(call: Call, name: str, allowed: Sequence[str]) -> str:
    """A word of the query; the first one where none is given, or one that there is not."""
    wanted = call.query.get(name, "")
    return wanted if wanted in allowed else allowed[0]
