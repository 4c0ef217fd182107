"""The played Miro as a whole: who and what there is, found by id or token."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from tests.support.fake_miro.limits import Limits
from tests.support.fake_miro.state import Board, Item, Team, User
from tests.support.fake_miro.tokens import App, Code, Token
from trivet.platform.clock import now

FIRST_ID = 3_458_764_500_000_000_001
"""Beyond what a float holds exactly, as Miro's are."""
_ORIGIN = base64.b64encode(b'{"miro.origin":"eu01"}').decode().rstrip("=")


@dataclass
class World:
    """Everything there is.

    Args:
        api: where the REST API is reached.
        clock: tells the time; the product's own by default, which tests hold.
        users: by their id.
        teams: by their id.
        apps: by their client id.
        boards: by their id; what was deleted is gone.
        codes: by their text; what was used is gone.
        tokens: access tokens by their text; what was revoked or refreshed is gone.
        present: who sits before the browser, and in which team they consent.
        limits: how many credits everybody has left.
    """

    api: str
    clock: Callable[[], datetime] = now
    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    present: tuple[User, Team] | None = None
    limits: Limits = field(init=False)
    _ids: "count[int]" = field(default_factory=lambda: count(FIRST_ID))

    def __post_init__(self) -> None:
        self.limits = Limits(lambda: self.clock())

    def now(self) -> datetime:
        """The present second; Miro's times have no parts of it."""
        return self.clock().replace(microsecond=0)

    def in_time(self, **amount: float) -> datetime:
        """A moment from now, in the words of `timedelta`."""
        return self.clock() + timedelta(**amount)

    def new_id(self) -> str:
        return str(next(self._ids))

    def new_board_id(self) -> str:
        """Ends with `=`, as all of them do."""
        made = base64.urlsafe_b64encode(next(self._ids).to_bytes(8, "big")).decode()
        return f"uXjV{made}"

    def new_secret(self) -> str:
        """A token or code: looks like a JWT, and is none."""
        return f"{_ORIGIN}_{self.new_id()}"

    def token(self, text: str) -> Token | None:
        """A token that works at this moment."""
        token = self.tokens.get(text)
        if token and token.expires_at and token.expires_at <= self.clock():
            return None
        return token

    def token_to_refresh(self, text: str) -> Token | None:
        """The token that a refresh token goes with, while it works."""
        same = (each for each in self.tokens.values() if each.refresh == text)
        found = next(same, None)
        ends = found.refresh_expires_at if found else None
        return None if ends is None or ends <= self.clock() else found

    def items(self) -> dict[str, Item]:
        """All items of all boards."""
        return {each.id: each for board in self.boards.values() for each in board.items.values()}


def moment(at: datetime) -> str:
    """A time as Miro writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
