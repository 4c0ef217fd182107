"""Tags: of a board, and on its items.

That a title is there already, that an item has eight tags or can have none is a 400: Miro's description
has nothing else for it, and its words are not known.
"""

from tests.support.fake_miro import answers, happenings, refusals
from tests.support.fake_miro.kinds import KINDS
from tests.support.fake_miro.paging import by_offset
from tests.support.fake_miro.refusals import Field
from tests.support.fake_miro.routing import READ, WRITE, Call, Route
from tests.support.fake_miro.state import MOST_TAGS, Item, Tag
from tests.support.playing.wire import Answer

TAGS = "/v2/boards/{board_id}/tags"
ITEM = "/v2/boards/{board_id}/items/{item_id}"


def _list(call: Call) -> Answer:
    return by_offset(call, list(call.board.tags.values()), answers.tag)


def _create(call: Call) -> Answer:
    title = _title(call, None)
    tag = Tag(call.world.new_id(), title, call.body.get("fillColor", "red"))
    call.board.tags[tag.id] = tag
    return Answer(201, answers.linked_tag(call.world, call.board, tag))


def _get(call: Call) -> Answer:
    tag = call.tag(call.path["tag_id"])
    return Answer(200, answers.linked_tag(call.world, call.board, tag))


def _update(call: Call) -> Answer:
    tag = call.tag(call.path["tag_id"])
    if "title" in call.body:
        tag.title = _title(call, tag)
    tag.color = call.body.get("fillColor", tag.color)
    return Answer(200, answers.linked_tag(call.world, call.board, tag))


def _title(call: Call, own: Tag | None) -> str:
    """The title that is asked for.

    Args:
        own: whose it may be already.

    Raises:
        Refused: it is that of another tag.
    """
    title = str(call.body["title"])
    if call.board.tag_called(title) not in {None, own}:
        raise refusals.invalid(Field("title", "Tag title must be unique on the board"))
    return title


def _delete(call: Call) -> Answer:
    happenings.tag_deleted(call.board, call.tag(call.path["tag_id"]))
    return Answer(204)


def _attach(call: Call) -> Answer:
    """Hang a tag on an item; once more changes nothing, for Miro does not say what it would do."""
    item, tag = call.item(), call.tag(call.query.get("tag_id", ""))
    if tag not in item.tags:
        _takes_another(item)
        item.tags.append(tag)
    return Answer(204)


def _takes_another(item: Item) -> None:
    if not KINDS[item.type].taggable:
        raise refusals.invalid(Field("item_id", "Only cards and sticky notes can have tags"))
    if len(item.tags) >= MOST_TAGS:
        raise refusals.invalid(Field("tag_id", f"An item can have up to {MOST_TAGS} tags"))


def _of_item(call: Call) -> Answer:
    return Answer(200, {"tags": [answers.tag(each) for each in call.item().tags]})


ROUTES = [
    Route("GET", TAGS, _list, level=1, scope=READ),
    Route("POST", TAGS, _create, level=1, scope=WRITE),
    Route("GET", f"{TAGS}/{{tag_id}}", _get, level=1, scope=READ),
    Route("PATCH", f"{TAGS}/{{tag_id}}", _update, level=1, scope=WRITE),
    Route("DELETE", f"{TAGS}/{{tag_id}}", _delete, level=1, scope=WRITE),
    Route("POST", ITEM, _attach, level=1, scope=WRITE),
    Route("GET", f"{ITEM}/tags", _of_item, level=1, scope=READ),
]
