"""Boards: listed, and one."""

from tests.support.fake_miro import answers
from tests.support.fake_miro.paging import by_offset
from tests.support.fake_miro.routing import READ, Call, Route
from tests.support.fake_miro.state import Board, Role
from tests.support.playing.wire import Answer


def _list(call: Call) -> Answer:
    """Those that the person sees; with a team, what else is asked for is ignored."""
    seen = [
        each
        for each in call.world.boards.values()
        if each.team is call.by.team and each.role_of(call.user) is not Role.NONE
    ]
    if team_id := call.query.get("team_id"):
        seen = [each for each in seen if each.team.id == team_id]
    else:
        seen = [each for each in seen if _wanted(call, each)]
    return by_offset(call, _sorted(call, seen), lambda one: _board(call, one))


def _wanted(call: Call, board: Board) -> bool:
    owner = call.query.get("owner", board.owner.id)
    return board.owner.id == owner and call.query.get("query", "").lower() in board.name.lower()


def _sorted(call: Call, boards: list[Board]) -> list[Board]:
    """In the order that is asked for; when a board was opened is not known here."""
    match call.query.get("sort"):
        case "alphabetically":
            return sorted(boards, key=lambda each: each.name.lower())
        case "last_created":
            return sorted(boards, key=lambda each: each.created_at, reverse=True)
        case "last_modified":
            return sorted(boards, key=lambda each: each.modified_at, reverse=True)
    return boards


def _board(call: Call, board: Board) -> dict[str, object]:
    return answers.board(call.world, board, call.user)


def _get(call: Call) -> Answer:
    return Answer(200, _board(call, call.board))


ROUTES = [
    Route("GET", "/v2/boards", _list, level=1, scope=READ),
    Route("GET", "/v2/boards/{board_id}", _get, level=1, scope=READ),
]
