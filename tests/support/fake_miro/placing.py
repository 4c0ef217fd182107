"""Where items are: on the board, or in a frame ("Children inside parent items", Miro).

On the board a position counts from the board's centre, in a frame from the frame's upper left corner; it
is always that of the item's own centre. An item has to be in its frame with all its edges: Miro says
that it may not be outside, not how far, and who keeps to this keeps to anything less strict.
"""

from tests.support.fake_miro import refusals
from tests.support.fake_miro.refusals import Field
from tests.support.fake_miro.state import Board, Item, Json

OUTSIDE = "The new position is outside of parent boundaries"


def frame(board: Board, given: Json) -> Item | None:
    """The frame that is named as a parent.

    Args:
        given: the `parent` of a body; empty where it is left out.

    Raises:
        Refused: there is no such frame.
    """
    if "id" not in given:
        return None
    found = board.items.get(given["id"])
    if found is None or found.type != "frame":
        raise refusals.invalid(Field("parent.id", "is no frame of this board"))
    return found


def position(given: Json) -> tuple[float, float]:
    """A position; a coordinate that is left out is 0, as Miro's description says."""
    return float(given.get("x", 0)), float(given.get("y", 0))


def check(item: Item, at: str = "") -> None:
    """Keep an item in its frame.

    Args:
        at: what its fields are called after, where it is one of several.

    Raises:
        Refused: it is outside.
    """
    if item.parent is not None and not _inside(item, item.parent):
        raise refusals.invalid(Field(f"{at}position", OUTSIDE))


def check_children(board: Board, resized: Item) -> None:
    """Keep what is in a frame in it.

    Raises:
        Refused: something would be outside.
    """
    if not all(_inside(each, resized) for each in board.children_of(resized)):
        raise refusals.invalid(Field("geometry", "Children are outside of parent boundaries"))


def _inside(item: Item, frame: Item) -> bool:
    across = item.width / 2 <= item.x <= frame.width - item.width / 2
    return across and item.height / 2 <= item.y <= frame.height - item.height / 2


def on_board(item: Item) -> tuple[float, float]:
    """Where an item is, counted from the board's centre."""
    if item.parent is None:
        return item.x, item.y
    frame = item.parent
    return frame.x - frame.width / 2 + item.x, frame.y - frame.height / 2 + item.y
