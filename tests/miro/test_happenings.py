"""What Miro's webhooks deliver, for those who still have some."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from tests.miro.connected import Connected, connected
from tests.miro.test_polling import followed, told
from tests.miro.whiteboards import asked, shapes
from tests.support.apps import Json
from tests.support.fake_miro import Board, MiroServer
from trivet.platform.settings import Settings

SECRET = "a-secret-of-some-length"
PATH = f"/api/webhook/{SECRET}"


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account; boards are looked at so seldom that no test sees it."""
    secret = SecretStr(SECRET)
    async with connected(
        settings, fake_miro, miro_webhook_secret=secret, miro_poll_s=3600
    ) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def event(board: Board, item_id: Any = "1", kind: str = "update") -> Json:
    return {
        "appId": "1",
        "event": {"boardId": board.id, "type": kind, "item": {"id": item_id, "type": "shape"}},
    }


async def deliver(there: Connected, body: Any, path: str = PATH, **headers: str) -> httpx2.Response:
    async with there.browser() as stranger:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, bytes):
            return await stranger.post(path, content=body, headers=named)
        return await stranger.post(path, json=body, headers=named)


async def test_a_challenge_is_sent_back(there: Connected) -> None:
    answer = await deliver(there, {"challenge": "b3f0a"})
    assert (answer.status_code, answer.json()) == (200, {"challenge": "b3f0a"})
    answer = await deliver(there, {"challenge": "b3f0a"}, "/api/webhook", X_Webhook_Secret=SECRET)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "b3f0a"})


@pytest.mark.parametrize("path", ["/api/webhook", "/api/webhook/guessed", "/api/webhook/%C3%A4"])
async def test_without_the_secret_there_is_nothing(
    there: Connected, plan: Board, path: str
) -> None:
    for body in ({"challenge": "b3f0a"}, event(plan)):
        answer = await deliver(there, body, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "miro_webhook_off")
        assert "b3f0a" not in answer.text


async def test_it_is_off_by_default(settings: Settings, fake_miro: MiroServer) -> None:
    async with connected(settings, fake_miro) as there:
        for path in ("/api/webhook", "/api/webhook/", "/api/webhook/None"):
            answer = await deliver(there, {"challenge": "b3f0a"}, path, X_Webhook_Secret="")
            assert answer.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[]",
        b"7",
        b"{}",
        b'{"event": 7}',
        b'{"event": {"boardId": ""}}',
        b'{"event": {"boardId": "../x"}}',
        b'{"event": {"boardId": 7}}',
        b'{"challenge": ""}',
        b'{"challenge": 7}',
    ],
)
async def test_what_is_no_event_is_refused(there: Connected, body: bytes) -> None:
    answer = await deliver(there, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "miro_event_invalid")


async def test_an_event_has_the_item_read_anew_at_once(there: Connected, plan: Board) -> None:
    shape, gone = there.miro.shape(plan, "One"), there.miro.shape(plan, "Two")
    cursor = await followed(there.owner, plan)
    before = asked(there, "GET", "/items?")
    there.miro.change(plan, shape, data={"content": "Changed"})
    there.miro.delete(plan, gone)
    for body in (event(plan, shape.id), event(plan, int(gone.id), "delete")):
        answer = await deliver(there, body)
        assert (answer.status_code, answer.json()) == (202, {"status": "accepted"})
    changed: list[str] = []
    deleted: list[str] = []
    while not (changed and deleted):
        found = await told(there.owner, plan, cursor)
        cursor = found["cursor"]
        changed += [each["data"]["content"] for each in found["items"]]
        deleted += found["deleted"]
    assert (changed, deleted) == (["Changed"], [gone.id])
    assert asked(there, "GET", "/items?") == before, "all of the board was read"


async def test_the_same_event_counts_once(there: Connected, plan: Board) -> None:
    await followed(there.owner, plan)
    body = event(plan)
    assert (await deliver(there, body)).json()["status"] == "accepted"
    assert (await deliver(there, body)).json()["status"] == "already_known"
    assert (await deliver(there, {**body, "appId": "2"})).json()["status"] == "already_known"
    assert (await deliver(there, event(plan, "2"))).json()["status"] == "accepted"


async def test_an_event_of_a_board_that_nobody_follows_changes_nothing(
    there: Connected, plan: Board
) -> None:
    assert (await deliver(there, event(plan))).json()["status"] == "not_followed"
    await there.owner.get(shapes(plan))
    assert (await deliver(there, event(plan))).json()["status"] == "not_followed"


@pytest.mark.parametrize("item", [None, {}, {"id": "../1"}, {"id": None}, 7])
async def test_an_event_without_an_item_has_the_board_read_anew(
    there: Connected, plan: Board, item: Any
) -> None:
    cursor = await followed(there.owner, plan)
    shape = there.miro.shape(plan, "New")
    body = {"event": {"boardId": plan.id, "type": "create", "item": item}}
    assert (await deliver(there, body)).status_code == 202
    found = await told(there.owner, plan, cursor)
    assert [each["id"] for each in found["items"]] == [shape.id]
