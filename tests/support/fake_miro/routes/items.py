"""Items of any type: listed, one, moved, deleted, and many made at once."""

from tests.support.fake_miro import answers, happenings, placing, refusals
from tests.support.fake_miro.kinds import KINDS
from tests.support.fake_miro.paging import by_cursor, by_offset
from tests.support.fake_miro.refusals import Field, Refused
from tests.support.fake_miro.routing import READ, WRITE, Call, Route
from tests.support.fake_miro.state import Item, Json
from tests.support.playing.wire import Answer

BOARD = "/v2/boards/{board_id}"
ONE = f"{BOARD}/items/{{item_id}}"


def _list(call: Call) -> Answer:
    """By cursor, oldest first; those with a tag by offset."""
    items = [each for each in call.board.items.values() if _wanted(call, each)]
    if tag_id := call.query.get("tag_id"):
        tag = call.tag(tag_id)
        tagged = [each for each in items if tag in each.tags]
        return by_offset(call, tagged, lambda one: _generic(call, one), size=10)
    return by_cursor(call, items, lambda one: _generic(call, one))


def _wanted(call: Call, item: Item) -> bool:
    if item.type != call.query.get("type", item.type):
        return False
    parent = call.query.get("parent_item_id")
    return parent is None or (item.parent is not None and item.parent.id == parent)


def _generic(call: Call, item: Item) -> Json:
    return answers.generic(call.world, call.board, item, call.by.app)


def _get(call: Call) -> Answer:
    return Answer(200, _generic(call, call.item()))


def _move(call: Call) -> Answer:
    item = call.item()
    happenings.changed(call.world, call.board, item, call.body or {}, call.user)
    return Answer(200, _generic(call, item))


def _delete(call: Call) -> Answer:
    happenings.deleted(call.board, call.item())
    return Answer(204)


def _detach(call: Call) -> Answer:
    """Take a tag from an item: the same address without a tag deletes the item."""
    item, tag = call.item(), call.tag(call.query["tag_id"])
    if tag not in item.tags:
        raise refusals.tag_not_found(tag.id)
    item.tags.remove(tag)
    return Answer(204)


def _bulk(call: Call) -> Answer:
    """All of them, or none."""
    made = [_made(call, number, body) for number, body in enumerate(call.body)]
    call.board.items |= {each.id: each for each in made}
    shown = [answers.item(call.world, call.board, each, call.by.app) for each in made]
    return Answer(201, {"data": shown, "type": "bulk-list"})


def _made(call: Call, number: int, body: Json) -> Item:
    kind = body["type"]
    if kind not in KINDS:
        raise refusals.not_played(f"an item of type {kind}")
    try:
        item = happenings.made(call.world, call.board, kind, body, call.user, call.by.app)
        placing.check(item)
    except Refused as error:
        raise _numbered(error, number) from error
    return item


def _numbered(error: Refused, number: int) -> Refused:
    """A refusal whose fields begin with the number of the item that they are of."""
    fields = (error.context or {}).get("fields", [])
    return refusals.invalid(
        *(Field(f"{number}.{each['field']}", each["message"]) for each in fields)
    )


ROUTES = [
    Route("POST", f"{BOARD}/items/bulk", _bulk, level=2, scope=WRITE, each=True),
    Route("GET", f"{BOARD}/items", _list, level=2, scope=READ),
    Route("GET", ONE, _get, level=1, scope=READ),
    Route("PATCH", ONE, _move, level=2, scope=WRITE),
    Route("DELETE", ONE, _detach, level=1, scope=WRITE, query="tag_id"),
    Route("DELETE", ONE, _delete, level=3, scope=WRITE),
]
