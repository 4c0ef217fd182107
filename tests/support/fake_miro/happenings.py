"""What happens on a board, whoever does it: by REST, or by hand in Miro."""

from copy import copy

from tests.support.fake_miro import kinds, placing, refusals
from tests.support.fake_miro.kinds import KINDS, Kind
from tests.support.fake_miro.refusals import Field
from tests.support.fake_miro.state import Board, Item, Json, Tag, User
from tests.support.fake_miro.tokens import App
from tests.support.fake_miro.world import World


def made(
    world: World, board: Board, kind: str, body: Json, by: User, app: App | None = None
) -> Item:
    """A new item, not yet on the board.

    Args:
        kind: its type.
        body: `data`, `style`, `position`, `geometry`, `parent`; each may be left out.
        by: who makes it.
        app: with which app.

    Raises:
        Refused: its parent is none.
    """
    of = KINDS[kind]
    x, y = placing.position(body.get("position", {}))
    now = world.now()
    return Item(
        id=world.new_id(),
        type=kind,
        data={**of.data, **body.get("data", {})},
        style=kinds.changed_style(of.style, body.get("style", {})),
        x=x,
        y=y,
        geometry=_size(of, body.get("geometry", {})),
        created_at=now,
        created_by=by,
        modified_at=now,
        modified_by=by,
        parent=placing.frame(board, body.get("parent", {})),
        app=app,
    )


def _size(of: Kind, given: Json) -> Json:
    return kinds.changed_geometry(of, {"width": of.width, "height": of.height}, given)


def changed(world: World, board: Board, item: Item, body: Json, by: User) -> None:
    """Change an item in what stands in a body, and in nothing else.

    Raises:
        Refused: it would be outside of its frame, or cannot be in one; nothing is changed.
    """
    if "parent" in body and not KINDS[item.type].child:
        raise refusals.invalid(Field("parent", f"A {item.type} cannot have a parent"))
    new = copy(item)
    new.data = kinds.changed_data(item, body.get("data", {}))
    new.style = kinds.changed_style(item.style, body.get("style", {}))
    new.geometry = kinds.changed_geometry(KINDS[item.type], item.geometry, body.get("geometry", {}))
    if "position" in body:
        new.x, new.y = placing.position(body["position"])
    new.parent = placing.frame(board, body.get("parent", {})) or item.parent
    if body.keys() & {"position", "parent", "geometry"}:
        placing.check(new)
    if "geometry" in body and item.type == "frame":
        _check_resized(board, item, new)
    new.modified_at, new.modified_by = world.now(), by
    vars(item).update(vars(new))


def _check_resized(board: Board, item: Item, new: Item) -> None:
    before = item.geometry
    item.geometry = new.geometry
    try:
        placing.check_children(board, item)
    finally:
        item.geometry = before


def deleted(board: Board, item: Item) -> None:
    """Take an item from the board; what was in a frame stays where it was, on the board."""
    for child in board.children_of(item):
        child.x, child.y = placing.on_board(child)
        child.parent = None
    del board.items[item.id]


def tag_deleted(board: Board, tag: Tag) -> None:
    """Take a tag from the board, and from all that it hangs on."""
    del board.tags[tag.id]
    for item in board.items.values():
        if tag in item.tags:
            item.tags.remove(tag)
