"""What the played Miro holds: people, teams, boards, items and tags."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.fake_miro.tokens import App

Json = dict[str, Any]

MOST_TAGS = 8
"""On one item ("Attach tag to item")."""


class Role(IntEnum):
    """What somebody may do on a board; each may all that stands before it."""

    NONE = 0
    VIEWER = 1
    COMMENTER = 2
    EDITOR = 3
    COOWNER = 4
    OWNER = 5


@dataclass(eq=False)
class User:
    """A person.

    Args:
        id: decimal digits.
        name: how they are called.
    """

    id: str
    name: str


@dataclass(eq=False)
class Team:
    """A team, of an organization of its own name.

    Args:
        id: decimal digits.
        name: how it is called.
        organization: the id of its organization.
    """

    id: str
    name: str
    organization: str


@dataclass(eq=False)
class Tag:
    """A tag of a board.

    Args:
        id: decimal digits.
        title: unique on the board; its case counts.
        color: one of Miro's twelve names.
    """

    id: str
    title: str
    color: str = "red"


@dataclass(eq=False)
class Item:
    """Something on a board.

    Args:
        id: 64 bits, in decimal digits; later ones are greater.
        type: `shape`, `card`, `sticky_note`, `app_card`, `text` or `frame`.
        data: what it says.
        style: how it looks; numbers are texts.
        x: of its centre, in board units: from the board's centre, or from its frame's left edge.
        y: of its centre, downwards: from the board's centre, or from its frame's top edge.
        geometry: `width`, `height` and, if it is turned, `rotation`.
        created_at: when it was made, to the second.
        created_by: who made it.
        modified_at: when it was last changed, to the second.
        modified_by: who did that; whose token was used, where an app did.
        parent: the frame it is in.
        tags: what hangs on it.
        app: which app made it; None where a person did.
    """

    id: str
    type: str
    data: Json
    style: Json
    x: float
    y: float
    geometry: Json
    created_at: datetime
    created_by: User
    modified_at: datetime
    modified_by: User
    parent: "Item | None" = None
    tags: list[Tag] = field(default_factory=list)
    app: "App | None" = None

    @property
    def width(self) -> float:
        return float(self.geometry["width"])

    @property
    def height(self) -> float:
        return float(self.geometry["height"])


@dataclass(eq=False)
class Board:
    """A board.

    Args:
        id: ends with `=`.
        name: how it is called.
        team: whose it is.
        owner: who made it.
        created_at: when.
        modified_at: when the board itself was last changed; edits of items do not count, for Miro
            does not say that they do.
        modified_by: who did that.
        roles: who may do what, by their id; all others may nothing.
        refuses_with: how those who may nothing are answered: 403 or 404.
        items: by their id, oldest first.
        tags: by their id, oldest first.
    """

    id: str
    name: str
    team: Team
    owner: User
    created_at: datetime
    modified_at: datetime
    modified_by: User
    roles: dict[str, Role] = field(default_factory=dict)
    refuses_with: int = 403
    items: dict[str, Item] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)

    def role_of(self, user: User) -> Role:
        return self.roles.get(user.id, Role.NONE)

    def tag_called(self, title: str) -> Tag | None:
        return next((each for each in self.tags.values() if each.title == title), None)

    def children_of(self, frame: Item) -> list[Item]:
        return [each for each in self.items.values() if each.parent is frame]
