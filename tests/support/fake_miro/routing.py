"""From a request to the function that answers it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_miro import refusals
from tests.support.fake_miro.state import Board, Item, Json, Tag, User
from tests.support.fake_miro.tokens import Token
from tests.support.fake_miro.world import World
from tests.support.playing.wire import Answer, Asked

READ, WRITE = "boards:read", "boards:write"


@dataclass
class Call:
    """A request that is understood.

    Args:
        world: everything there is.
        asked: the request.
        path: what stands in its path, by name, decoded.
        token: of who sent it.
        found: the board it is about.
        body: its JSON, or its form.
    """

    world: World
    asked: Asked
    path: dict[str, str]
    token: Token | None = None
    found: Board | None = None
    body: Any = None

    @property
    def query(self) -> dict[str, str]:
        return self.asked.params

    @property
    def by(self) -> Token:
        """The token; only where the route needs one."""
        assert self.token is not None
        return self.token

    @property
    def user(self) -> User:
        return self.by.user

    @property
    def board(self) -> Board:
        assert self.found is not None
        return self.found

    def item(self, *types: str) -> Item:
        """The item in the path.

        Args:
            types: what it has to be; without, anything.

        Raises:
            Refused: there is no such item.
        """
        item_id = self.path["item_id"]
        item = self.board.items.get(item_id)
        if item is None or (types and item.type not in types):
            raise refusals.item_not_found(item_id)
        return item

    def tag(self, tag_id: str) -> Tag:
        """A tag of the board.

        Raises:
            Refused: there is no such tag.
        """
        tag = self.board.tags.get(tag_id)
        if tag is None:
            raise refusals.tag_not_found(tag_id)
        return tag

    def member(self, name: str) -> Json:
        """A member of the body; an empty object where it is left out."""
        found: Json = (self.body or {}).get(name, {})
        return found


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """What a path leads to.

    Args:
        method: in capitals.
        template: the path, with names in braces.
        handler: answers.
        level: what it costs ("Rate limiting", Miro).
        scope: what the app must be allowed; None is nothing.
        open: whether it is answered without a token.
        each: whether it costs so much for each item in the body.
        query: what must stand in the query for it to lead here.
    """

    method: str
    template: str
    handler: Handler
    level: int = 0
    scope: str | None = None
    open: bool = False
    each: bool = False
    query: str | None = None
    parts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.template.split("/")))
