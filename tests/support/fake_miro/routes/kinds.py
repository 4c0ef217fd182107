"""Items by their types: made, read, changed in part, deleted. There is no PUT."""

from collections.abc import Callable, Iterable

from tests.support.fake_miro import answers, happenings, placing, refusals
from tests.support.fake_miro.kinds import KINDS, Kind
from tests.support.fake_miro.routing import READ, WRITE, Call, Handler, Route
from tests.support.fake_miro.state import Item
from tests.support.playing.wire import Answer


def _shown(call: Call, status: int, item: Item) -> Answer:
    return Answer(status, answers.item(call.world, call.board, item, call.by.app))


def _post(kind: Kind) -> Handler:
    def post(call: Call) -> Answer:
        item = happenings.made(
            call.world, call.board, kind.name, call.body or {}, call.user, call.by.app
        )
        placing.check(item)
        call.board.items[item.id] = item
        return _shown(call, 201, item)

    return post


def _get(kind: Kind) -> Handler:
    return lambda call: _shown(call, 200, call.item(kind.name))


def _patch(kind: Kind) -> Handler:
    def patch(call: Call) -> Answer:
        item = call.item(kind.name)
        _own(call, item)
        happenings.changed(call.world, call.board, item, call.body or {}, call.user)
        return _shown(call, 200, item)

    return patch


def _delete(kind: Kind) -> Handler:
    def delete(call: Call) -> Answer:
        item = call.item(kind.name)
        _own(call, item)
        happenings.deleted(call.board, item)
        return Answer(204)

    return delete


def _own(call: Call, item: Item) -> None:
    """An app card is changed by the app that made it, and by no other ("App card", Miro)."""
    if item.type == "app_card" and item.app is not call.by.app:
        raise refusals.forbidden()


_MADE: list[tuple[str, str, Callable[[Kind], Handler], int, str]] = [
    ("POST", "", _post, 2, WRITE),
    ("GET", "/{item_id}", _get, 1, READ),
    ("PATCH", "/{item_id}", _patch, 2, WRITE),
    ("DELETE", "/{item_id}", _delete, 3, WRITE),
]


def _routes() -> Iterable[Route]:
    for kind in KINDS.values():
        for method, rest, handler, level, scope in _MADE:
            template = f"/v2/boards/{{board_id}}/{kind.path}{rest}"
            yield Route(method, template, handler(kind), level=level, scope=scope)


ROUTES = list(_routes())
