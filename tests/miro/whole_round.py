"""The whole round on a whiteboard, by a program that knows Trivet by its description alone.

Written against the package that a generator makes of `/openapi.json`; it runs where that is, and Trivet is
not. Its argument says who calls, in JSON: `address` of Trivet, `board` in Miro, `user` (Miro's id), an
`id_token`, and `access_token` and `refresh_token` of Miro's. What is not as described ends it.
"""

import json
import sys
import time
from importlib.util import find_spec
from typing import TypeVar
from uuid import UUID

from generated import AuthenticatedClient, Client
from generated.api.miro import (
    bring_miro_tokens,
    create_shapes,
    delete_shape,
    disconnect_miro,
    get_miro_board,
    get_miro_cache,
    get_miro_limits,
    get_shape,
    list_miro_boards,
    list_miro_tags,
    list_shapes,
    miro_account,
    miro_status,
    sign_in_with_miro,
    sync_miro_board,
    update_shape,
)
from generated.api.tasks import get_task
from generated.models.miro_account_out import MiroAccountOut
from generated.models.miro_board_out import MiroBoardOut
from generated.models.miro_boards_out import MiroBoardsOut
from generated.models.miro_cache_out import MiroCacheOut
from generated.models.miro_id_token_in import MiroIdTokenIn
from generated.models.miro_item_out import MiroItemOut
from generated.models.miro_items_out import MiroItemsOut
from generated.models.miro_limits_out import MiroLimitsOut
from generated.models.miro_many_out import MiroManyOut
from generated.models.miro_sync_out import MiroSyncOut
from generated.models.miro_tags_out import MiroTagsOut
from generated.models.miro_user_in import MiroUserIn
from generated.models.miro_user_out import MiroUserOut
from generated.models.position import Position
from generated.models.problem import Problem
from generated.models.shape_body import ShapeBody
from generated.models.shape_change import ShapeChange
from generated.models.shape_data import ShapeData
from generated.models.shape_name import ShapeName
from generated.models.shape_style import ShapeStyle
from generated.models.signed_in_out import SignedInOut
from generated.models.task_out import TaskOut

T = TypeVar("T")
PATIENCE_S = 60


def of(kind: type[T], answer: object) -> T:
    """An answer, which must be of this kind."""
    assert isinstance(answer, kind), answer
    return answer


def refused(answer: object, status: int, code: str) -> None:
    """It must be this refusal."""
    problem = of(Problem, answer)
    assert (problem.status, problem.code) == (status, code), problem


def a_shape(content: str) -> ShapeBody:
    return ShapeBody(
        data=ShapeData(content=content, shape=ShapeName.RECTANGLE),
        style=ShapeStyle(fill_color="#ff0000", font_size=14),
        position=Position(x=10, y=-20),
    )


def said(item: MiroItemOut) -> object:
    """The text of a shape."""
    assert item.data, item
    return item.data["content"]


def signed_in(client: Client, told: dict[str, str]) -> str:
    """Sign in as whoever looks at a panel in Miro, who has no account here yet; their access token."""
    guessed = MiroIdTokenIn(id_token="x.y.z")
    refused(sign_in_with_miro.sync(client=client, body=guessed), 403, "miro_id_token_invalid")
    proven = MiroIdTokenIn(id_token=told["id_token"])
    return of(SignedInOut, sign_in_with_miro.sync(client=client, body=proven)).access_token


def connected(client: AuthenticatedClient, told: dict[str, str]) -> None:
    """Bring Miro's tokens, and see that they work."""
    refused(miro_status.sync(client=client), 404, "miro_account_missing")
    tokens = MiroUserIn(
        id=told["user"], access_token=told["access_token"], refresh_token=told["refresh_token"]
    )
    brought = bring_miro_tokens.sync_detailed(client=client, body=tokens)
    assert brought.status_code == 201, brought
    assert of(MiroUserOut, brought.parsed).id == told["user"]
    status = miro_status.sync(client=client, x_user_id=told["user"])
    assert of(MiroUserOut, status).id == told["user"]
    refused(miro_status.sync(client=client, x_user_id="7"), 403, "miro_user_mismatch")


def shapes(client: AuthenticatedClient, board: str) -> None:
    """Make, list, change and delete shapes."""
    assert of(MiroItemsOut, list_shapes.sync(board, client=client)).items == []
    for _ in range(2):  # the second request gets the first answer
        made = of(
            MiroItemOut,
            create_shapes.sync(
                board, client=client, body=a_shape("Lift off"), idempotency_key="once"
            ),
        )
    listed = of(MiroItemsOut, list_shapes.sync(board, client=client))
    assert [item.id for item in listed.items] == [made.id], listed

    body = [a_shape(str(number)) for number in range(25)]
    many = of(MiroManyOut, create_shapes.sync(board, client=client, body=body))
    items = [of(MiroItemOut, each.item) for each in many.results]
    assert [said(item) for item in items] == [str(number) for number in range(25)]

    change = ShapeChange(data=ShapeData(content="Land"))
    changed = of(MiroItemOut, update_shape.sync(board, made.id, client=client, body=change))
    found = of(MiroItemOut, get_shape.sync(board, made.id, client=client))
    assert said(changed) == said(found) == "Land"
    assert found.style, found
    assert (found.style["fillColor"], found.style["fontSize"]) == ("#ff0000", "14")

    gone = items[0].id
    assert delete_shape.sync_detailed(board, gone, client=client).status_code == 204
    refused(get_shape.sync(board, gone, client=client), 404, "miro_item_not_found")
    news = of(MiroItemsOut, list_shapes.sync(board, client=client, since=listed.cursor))
    assert news.deleted == [gone], news
    assert {item.id for item in news.items} == {made.id, *(item.id for item in items[1:])}, news


def refreshed(client: AuthenticatedClient, board: str) -> None:
    """Read all that is known of the board, and have it read anew."""
    task = of(
        TaskOut, of(MiroCacheOut, get_miro_cache.sync(board, client=client, refresh=True)).task
    )
    ended(client, task.id)
    ended(client, of(MiroSyncOut, sync_miro_board.sync(board, client=client)).task.id)
    whole = of(MiroCacheOut, get_miro_cache.sync(board, client=client))
    assert whole.complete, whole
    assert whole.as_of, whole
    assert (len(whole.items), [tag.title for tag in whole.tags]) == (25, ["now"]), whole


def ended(client: AuthenticatedClient, task_id: UUID) -> None:
    """Wait for a task's end, as programs do."""
    until = time.monotonic() + PATIENCE_S
    while not of(TaskOut, get_task.sync(task_id, client=client)).finished_at:
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.02)


def main() -> None:
    assert find_spec("trivet") is None, "it could know more than the description"
    told = json.loads(sys.argv[1])
    address, board = told["address"], told["board"]
    with Client(address) as outside:
        token = signed_in(outside, told)
    with AuthenticatedClient(address, token, raise_on_unexpected_status=True) as client:
        connected(client, told)
        refused(list_shapes.sync("nowhere=", client=client), 404, "miro_board_not_found")
        boards = of(MiroBoardsOut, list_miro_boards.sync(client=client, query="plan")).items
        assert [(each.id, each.complete) for each in boards] == [(board, False)], boards
        shapes(client, board)
        tags = of(MiroTagsOut, list_miro_tags.sync(board, client=client))
        assert [tag.title for tag in tags.items] == ["now"], tags
        refreshed(client, board)
        known = of(MiroBoardOut, get_miro_board.sync(board, client=client))
        assert (known.items, known.tags, known.complete) == (25, 1, True), known
        left = of(MiroLimitsOut, get_miro_limits.sync(client=client)).credits_
        assert 0 < left.remaining < left.limit, left
        assert of(MiroAccountOut, miro_account.sync(client=client)).connected
        assert disconnect_miro.sync_detailed(client=client).status_code == 204
        refused(miro_status.sync(client=client), 404, "miro_account_missing")


if __name__ == "__main__":
    main()
