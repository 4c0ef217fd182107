"""Boards, what is on them, and what people do on them by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.fake_miro import happenings
from tests.support.fake_miro.state import Board, Item, Role, Tag, Team, User
from tests.support.fake_miro.tokens import App
from tests.support.fake_miro.world import World


@dataclass
class Boards:
    """Makes boards, items and tags, and has people change them.

    Args:
        world: where.
    """

    world: World

    def board(
        self,
        name: str,
        owner: User,
        *,
        team: Team,
        viewer: Sequence[User] = (),
        editor: Sequence[User] = (),
    ) -> Board:
        """A board with nothing on it.

        Args:
            owner: who made it.
            team: whose it is.
            viewer: who may see it.
            editor: who may change it.
        """
        now = self.world.now()
        board = Board(self.world.new_board_id(), name, team, owner, now, now, owner)
        board.roles[owner.id] = Role.OWNER
        board.roles |= {each.id: Role.VIEWER for each in viewer}
        board.roles |= {each.id: Role.EDITOR for each in editor}
        self.world.boards[board.id] = board
        return board

    def share(self, board: Board, user: User, role: Role) -> None:
        """Let somebody see a board, or change it."""
        board.roles[user.id] = role

    def unshare(self, board: Board, user: User, status: int = 403) -> None:
        """Take a board from somebody.

        Args:
            status: how all who may not see it are answered: 403 or 404; Miro does not say when which.
        """
        board.roles.pop(user.id, None)
        board.refuses_with = status

    def delete_board(self, board: Board) -> None:
        """Delete it, with all that is on it."""
        del self.world.boards[board.id]

    def item(
        self,
        board: Board,
        kind: str,
        *,
        by: User | None = None,
        app: App | None = None,
        parent: Item | None = None,
        **body: dict[str, Any],
    ) -> Item:
        """Something new on a board, made by hand; nobody minds if it is outside of its frame.

        Args:
            kind: `shape`, `card`, `sticky_note`, `app_card`, `text` or `frame`.
            by: who makes it; the board's owner by default.
            app: with which app.
            parent: the frame it is in.
            body: `data`, `style`, `position`, `geometry`, as Miro writes them.
        """
        item = happenings.made(self.world, board, kind, body, by or board.owner, app)
        item.parent = parent
        board.items[item.id] = item
        return item

    def shape(self, board: Board, content: str = "", **further: Any) -> Item:
        """A shape that says something; `further` as for `item`."""
        return self.item(board, "shape", data={"content": content}, **further)

    def card(self, board: Board, title: str = "", **further: Any) -> Item:
        """A card with a title; `further` as for `item`."""
        return self.item(board, "card", data={"title": title}, **further)

    def sticky_note(self, board: Board, content: str = "", **further: Any) -> Item:
        """A note that says something; `further` as for `item`."""
        return self.item(board, "sticky_note", data={"content": content}, **further)

    def frame(self, board: Board, title: str = "", **further: Any) -> Item:
        """A frame with a title; `further` as for `item`."""
        return self.item(board, "frame", data={"title": title}, **further)

    def change(self, board: Board, item: Item, *, by: User | None = None, **body: Any) -> None:
        """Have somebody change an item by hand.

        Args:
            by: who; the board's owner by default.
            body: `data`, `style`, `position`, `geometry`, of which what is left out stays.

        Raises:
            Refused: it would be outside of its frame; `drag` takes it out.
        """
        happenings.changed(self.world, board, item, body, by or board.owner)

    def drag(
        self,
        item: Item,
        x: float,
        y: float,
        *,
        into: Item | None = None,
        by: User,
    ) -> None:
        """Have somebody drag an item elsewhere by hand: into a frame, or out of the one it is in.

        Args:
            x: of its centre, from the frame's left edge, or from the board's centre.
            y: of its centre, from the frame's top edge, or from the board's centre.
            into: the frame; None is none.
            by: who.
        """
        item.x, item.y, item.parent = x, y, into
        item.modified_at, item.modified_by = self.world.now(), by

    def delete(self, board: Board, item: Item) -> None:
        """Have somebody delete an item by hand."""
        happenings.deleted(board, item)

    def tag(self, board: Board, title: str, color: str = "red", *items: Item) -> Tag:
        """A new tag.

        Args:
            color: one of Miro's twelve names.
            items: what it hangs on.
        """
        tag = Tag(self.world.new_id(), title, color)
        board.tags[tag.id] = tag
        for item in items:
            item.tags.append(tag)
        return tag
