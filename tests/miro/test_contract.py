"""What Trivet and Miro say to each other, held against Miro's own description by a proxy between them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from inspect import iscoroutinefunction
from typing import Any
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr

from tests.miro.bridge import Described, Driving
from tests.miro.connected import Connected, connected
from tests.miro.two import ENTRY
from tests.realtime.followers import eventually
from tests.support.apps import Json
from tests.support.fake_miro import Board, MiroServer, contract_proxy, description, faults
from tests.support.fake_miro.proxy import MiroProxy
from tests.support.playing import wire
from tests.support.playing.serving import Wires, address_of, listening, served
from tests.support.playing.wire import Answer
from trivet.miro import client as asking
from trivet.miro.client import MiroClient
from trivet.platform.clock import now, rfc3339
from trivet.platform.settings import Settings

SHAPE = {
    "data": {"content": "Lift off", "shape": "rectangle"},
    "style": {"fillColor": "#ff0000", "fillOpacity": 0.5, "fontFamily": "arial", "fontSize": "14"},
    "position": {"x": 10, "y": -20.5},
    "geometry": {"width": 120, "height": 60, "rotation": 15},
}
"""One with a member of each kind."""
WEBHOOK_SECRET = "nobody-guesses-this-one"


@pytest.fixture(autouse=True)
def _described() -> None:
    if lacking := description.missing():
        pytest.skip(lacking)


@dataclass(frozen=True)
class Proxied:
    """A Trivet that reaches its Miro through a proxy.

    Args:
        there: both.
        proxy: the proxy.
        plan: a board.
        driving: the owner, who calls routes.
    """

    there: Connected
    proxy: MiroProxy
    plan: Board
    driving: Driving

    async def consent(self) -> str:
        """Go to Miro in a browser, where somebody consents at once; where it leads in the end."""
        there = self.there
        there.miro.sits_here(there.ada)
        async with (
            there.browser(there.owner) as browser,
            httpx2.AsyncClient(trust_env=False) as outside,
        ):
            location = await there.sent(browser)
            assert location.startswith(self.proxy.address)
            back = (await outside.get(location)).headers["location"]
            return (await browser.get(back)).headers["location"]


@pytest.fixture
async def proxied(
    settings: Settings, fake_miro: MiroServer, routes: dict[str, Described]
) -> AsyncIterator[Proxied]:
    async with contract_proxy(fake_miro.address) as proxy:
        through: dict[str, Any] = {
            "miro_url": proxy.address,
            "miro_api_url": proxy.address,
            "miro_webhook_secret": SecretStr(WEBHOOK_SECRET),
        }
        async with connected(settings, fake_miro, **through) as there:
            plan = fake_miro.board("Plan", there.ada, team=fake_miro.team())
            yield Proxied(there, proxy, plan, Driving(routes, there.owner))
        assert not proxy.violations, "\n".join(map(str, proxy.violations))


async def test_every_route_of_the_bridge_keeps_to_what_miro_describes(proxied: Proxied) -> None:
    there, plan = proxied.there, proxied.plan
    driving, board = proxied.driving, {"boardId": plan.id}

    # Accounts: by consent, by an id token of the panel, and by tokens that are brought.
    assert await proxied.consent() == "/app/whiteboards"
    driving.called |= {"begin_miro_sign_in", "come_back_from_miro"}
    assert (await driving.json("miro_account"))["id"] == there.ada.id
    id_token = there.miro.id_token(there.ada, there.app)
    session = await driving.json("sign_in_with_miro", body={"id_token": id_token})
    assert session["user"]["id"] == there.owner.id
    await driving.ask("disconnect_miro", status=204)
    assert there.miro.world.tokens == {}
    # They have ended, so that the next question renews them.
    brought = _brought(there, expires_at=rfc3339(now() - timedelta(minutes=1)))
    await driving.ask("bring_miro_tokens", status=201, body=brought)
    await driving.ask("miro_status", headers={"X-User-Id": there.ada.id})
    assert brought["access_token"] not in there.miro.world.tokens

    # Boards, shapes and tags, each on several pages.
    for number in range(60):
        there.miro.board(f"Board {number}", there.ada, team=there.miro.team())
    page = await driving.json("list_miro_boards", query="query=Board")
    rest = await driving.json("list_miro_boards", query=f"query=Board&cursor={page['next_cursor']}")
    assert (len(page["items"]), len(rest["items"])) == (50, 10)
    assert (await driving.json("get_miro_board", board))["name"] == "Plan"
    there_are = [there.miro.shape(plan, f"Shape {number}") for number in range(60)]
    for number in range(60):
        there.miro.tag(plan, f"Tag {number}")
    assert len((await driving.json("list_shapes", board))["items"]) == 60
    assert len((await driving.json("list_miro_tags", board))["items"]) == 60
    # Lists tell no style: one that is asked for by itself is asked for at Miro.
    found = await driving.ask("get_shape", {**board, "itemId": there_are[0].id})
    assert found.headers["X-Cache"] == "MISS"
    made = await driving.json("create_shapes", board, status=201, body=SHAPE)
    many = await driving.json("create_shapes", board, body=[SHAPE] * 21)
    assert [each["status"] for each in many["results"]] == [201] * 21
    one = {**board, "itemId": made["id"]}
    change = {"data": {"shape": "circle"}, "style": {"fontSize": 20}, "position": {"x": 1, "y": 2}}
    assert (await driving.json("update_shape", one, body=change))["data"]["shape"] == "circle"
    await driving.ask("delete_shape", one, status=204)

    # All that is known; a task reads it anew.
    task = (await driving.json("sync_miro_board", board, status=202))["task"]
    await eventually(lambda: _ended(there, task["id"]))
    whole = await driving.json("get_miro_cache", board)
    assert (whole["complete"], len(whole["items"]), len(whole["tags"])) == (True, 81, 60)
    assert (await driving.json("get_miro_limits"))["answering"] is True
    assert (await driving.json("follow_miro_board", board))["follow"]["lasting"] is True
    await driving.ask("unfollow_miro_board", board, status=204)
    await _drive_webhook(proxied)

    await _drive_jobs(proxied)
    # Says nothing to Miro.
    await driving.ask("keep_client_logs", status=202, body=[ENTRY])

    assert driving.called == driving.routes.keys(), "a route is not driven here"
    assert proxied.proxy.exercised.keys() == {
        "GET /oauth/authorize",
        "POST /v1/oauth/token",
        "GET /v1/oauth-token",
        "POST /v2/oauth/revoke",
        "GET /v2/boards",
        "GET /v2/boards/{board_id}",
        "GET /v2/boards/{board_id}/items",
        "POST /v2/boards/{board_id}/items/bulk",
        "GET /v2/boards/{board_id}/tags",
        "POST /v2/boards/{board_id}/shapes",
        "GET /v2/boards/{board_id}/shapes/{item_id}",
        "PATCH /v2/boards/{board_id}/shapes/{item_id}",
        "DELETE /v2/boards/{board_id}/shapes/{item_id}",
        "POST /v2/boards/{board_id}/tags",
        "PATCH /v2/boards/{board_id}/tags/{tag_id}",
        "PATCH /v2/boards/{board_id}/cards/{item_id}",
        "DELETE /v2/boards/{board_id}/cards/{item_id}",
        "POST /v2/boards/{board_id}/items/{item_id}",
        "DELETE /v2/boards/{board_id}/items/{item_id}",
        "DELETE /v2/boards/{board_id}/tags/{tag_id}",
    }


async def _drive_webhook(proxied: Proxied) -> None:
    """What Miro delivers, with and without the secret."""
    body = {"event": {"boardId": proxied.plan.id, "type": "update", "item": {"id": "1"}}}
    await proxied.driving.ask("receive_miro_event", status=404, body=body)
    path = {"secret": WEBHOOK_SECRET}
    driving = proxied.driving
    told = await driving.json("receive_miro_event_by_secret_path", path, status=202, body=body)
    assert told["status"] in {"accepted", "not_followed"}


async def _drive_jobs(proxied: Proxied) -> None:
    """Operations of each kind, queued."""
    there, driving, plan = proxied.there, proxied.driving, proxied.plan
    card, tag = there.miro.card(plan, "Card"), there.miro.tag(plan, "Queued")
    note = {"data": {"content": "Note"}, "style": {"fillColor": "cyan"}, "geometry": {"width": 99}}
    dated = {
        "data": {"title": "Due", "dueDate": "2027-01-02T03:04:05Z"},
        "position": {"x": 1, "y": 2},
    }
    operations: list[Json] = [
        {"type": "create_sticky_note", "data": note},
        {"type": "create_card", "data": dated},
        {"type": "create_shape", "data": SHAPE},
        {"type": "create_tag", "data": {"title": "Made", "fillColor": "blue"}},
        {"type": "update_tag", "item_id": tag.id, "data": {"title": "Renamed"}},
        {"type": "attach_tag", "item_id": card.id, "data": {"tag_id": tag.id}},
        {"type": "detach_tag", "item_id": card.id, "data": {"tag_id": tag.id}},
        {"type": "delete_tag", "item_id": tag.id},
        {"type": "update_card", "item_id": card.id, "data": dated},
        {"type": "delete_card", "item_id": card.id},
    ]
    batch = {"boardId": plan.id, "operations": operations}
    job = {"jobId": (await driving.json("queue_batch", status=202, body=batch))["job_id"]}

    async def has_ended() -> bool:
        return (await driving.json("get_miro_job", job))["finished_at"] is not None

    await eventually(has_ended)
    ended = await driving.json("get_miro_job", job)
    assert (ended["state"], ended["done"]) == ("done", len(operations)), ended
    await driving.ask("queue_cards", status=202, body={"boardId": plan.id, "cards": [dated]})
    assert len((await driving.json("list_miro_jobs"))["items"]) == 2
    await driving.ask("cancel_miro_job", job)
    assert (await driving.json("retry_miro_job", job, status=202))["enqueued"] == 0
    await driving.ask(
        "resolve_miro_operation", {**job, "index": "0"}, status=409, body={"made": True}
    )


async def test_every_question_of_the_client_keeps_to_it(proxied: Proxied) -> None:
    """Also those that no route asks."""
    there, plan = proxied.there, proxied.plan
    await proxied.consent()
    for number in range(60):
        there.miro.board(f"Board {number}", there.ada, team=there.miro.team())
    client, used = await _client(there)
    page, following = await client.boards(query="Board")
    assert (len(page), len((await client.boards(offset=following or 0))[0])) == (50, 11)
    await client.board(plan.id)
    for kind in ("card", "sticky_note", "shape"):
        made = await client.create(plan.id, kind, {"position": {"x": 1, "y": 2}})
        await client.item(plan.id, kind, made["id"])
        await client.update(plan.id, kind, made["id"], {"position": {"x": 3, "y": 4}})
        await client.delete(plan.id, kind, made["id"])
    cards = await client.create_many(plan.id, [{"type": "card", "data": {"title": "A"}}] * 20)
    await client.items(plan.id, kind="card")
    assert await client.is_there(plan.id, cards[0]["id"])
    tag = await client.create_tag(plan.id, {"title": "later", "fillColor": "blue"})
    await client.update_tag(plan.id, tag["id"], {"title": "much later"})
    await client.attach_tag(plan.id, cards[0]["id"], tag["id"])
    await client.detach_tag(plan.id, cards[0]["id"], tag["id"])
    assert [each["id"] for each in await client.tags(plan.id)] == [tag["id"]]
    await client.delete_tag(plan.id, tag["id"])
    questions = {name for name, each in vars(MiroClient).items() if iscoroutinefunction(each)}
    assert used == {name for name in questions if not name.startswith("_")}


async def test_what_goes_wrong_at_miro_has_nothing_else_sent_to_it(proxied: Proxied) -> None:
    there, plan = proxied.there, proxied.plan
    driving, board = proxied.driving, {"boardId": plan.id}
    await proxied.consent()
    frame = there.miro.frame(plan, "Frame")
    there.miro.fault("GET", "*/items", faults.error(503))
    await driving.ask("list_shapes", board)  # asked once more
    there.miro.fault("POST", "*/shapes", faults.lost())
    await driving.ask("create_shapes", board, status=503, body=SHAPE)
    outside = {**SHAPE, "parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}
    await driving.ask("create_shapes", board, status=422, body=outside)
    results = (await driving.json("create_shapes", board, body=[SHAPE, outside]))["results"]
    assert [each["status"] for each in results] == [201, 422]
    await driving.ask("update_shape", {**board, "itemId": "404"}, status=404, body=SHAPE)
    there.miro.fault("POST", "*/shapes", faults.limited())
    await driving.ask("create_shapes", board, status=429, body=SHAPE)


# The proxy itself: it catches what is wrong, whatever stands behind it.

SHAPES = "/v2/boards/b%3D/shapes"
HEADERS = {"Authorization": "Bearer t", "Accept": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "wrong"),
    [
        ("GET", "/v2/board/b", None, {}, "describes no such request"),
        ("PUT", f"{SHAPES}/1", {}, {}, "describes no such request"),
        ("GET", "/v2/boards/b%3D/items?sort=id", None, {}, "[sort] is not supported"),
        ("GET", "/v2/boards/b%3D/items?limit=51", None, {}, "maximum items page size is 50"),
        ("GET", "/v2/boards/b%3D/items?limit=50&limit=10", None, {}, "limit is given twice"),
        ("POST", SHAPES, {"metadata": {}}, {}, "[metadata] is not supported"),
        ("POST", SHAPES, {"data": {"content": 7}}, {}, "data.content"),
        ("POST", SHAPES, {"style": {"fontSize": "9"}}, {}, "style.fontSize"),
        ("POST", SHAPES, None, {}, "body: is required"),
        ("POST", SHAPES, {}, {"Content-Type": "text/json"}, "Content-Type is not"),
        ("GET", "/v2/boards/b%3D", {}, {}, "body: is not supported"),
        ("GET", "/v2/boards/b%3D", None, {"Content-Type": "application/json"}, "and no body"),
        ("GET", "/v2/boards/b%3D", None, {"Authorization": ""}, "Authorization is left out"),
        ("GET", "/v2/boards/b%3D", None, {"Authorization": "Basic YTpi"}, "is Basic, not Bearer"),
        ("GET", "/v2/boards/b%3D", None, {"Accept": "text/html"}, "Accept is not"),
        ("GET", "/v2/boards/b%3D", None, {"X-User-Id": "7"}, "x-user-id is none of Miro's"),
        ("GET", "/v2/boards/b%3D", None, {"Cookie": "trivet_access=x"}, "cookie is none of Miro's"),
    ],
)
async def test_a_wrong_request_is_noted_and_goes_no_further(
    fake_miro: MiroServer,
    method: str,
    path: str,
    body: Json | None,
    headers: dict[str, str],
    wrong: str,
) -> None:
    async with (
        contract_proxy(fake_miro.address) as proxy,
        httpx2.AsyncClient(trust_env=False) as http,
    ):
        sent = {name: value for name, value in {**HEADERS, **headers}.items() if value}
        answer = await http.request(method, proxy.address + path, json=body, headers=sent)
    assert answer.status_code == 500
    assert wrong in answer.json()["message"]
    assert [each.what for each in proxy.violations] == [f"{method} {path.partition('?')[0]}"]
    assert (len(fake_miro.requests), proxy.exercised) == (0, {})


async def test_a_wrong_request_of_trivets_is_noted(
    proxied: Proxied, monkeypatch: pytest.MonkeyPatch
) -> None:
    await proxied.consent()
    monkeypatch.setattr(asking, "ITEMS_A_PAGE", 51)
    driving = proxied.driving
    await driving.ask("list_shapes", {"boardId": proxied.plan.id}, status=503)
    noted = {str(each).partition(": ")[2] for each in proxied.proxy.violations}
    assert noted == {"limit: maximum items page size is 50"}
    proxied.proxy.violations.clear()


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (Answer(200, {"id": "b=", "type": "board", "name": 7}), "name: 7 is not of type"),
        (Answer(200, {"type": "board"}), '"id" is a required property'),
        (Answer(206, {"id": "b="}), "no answer 206 is described"),
        (Answer(200, raw=b"<p>", headers={"Content-Type": "text/html"}), "is text/html, not"),
        (Answer(200, raw=b"{", headers={"Content-Type": "application/json"}), "is no JSON"),
    ],
    ids=range(5),
)
async def test_a_wrong_answer_of_whatever_plays_miro_is_noted(answer: Answer, wrong: str) -> None:
    async def plays(scope: Any, receive: Any, send: Any) -> None:
        await wire.read(scope, receive)
        await wire.answer(send, answer)

    async with (
        listening() as listener,
        served(plays, listener, Wires()),
        contract_proxy(address_of(listener)) as proxy,
        httpx2.AsyncClient(trust_env=False) as http,
    ):
        passed = await http.get(f"{proxy.address}/v2/boards/b%3D", headers=HEADERS)
    assert (passed.status_code, passed.content) == (answer.status, answer.content)
    assert wrong in " ".join(map(str, proxy.violations))
    assert proxy.exercised == {}


async def test_what_does_not_answer_behind_it_is_a_bad_gateway() -> None:
    async with listening() as listener:
        nobody = address_of(listener)
    async with contract_proxy(nobody) as proxy, httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{proxy.address}/v2/boards/b%3D", headers=HEADERS)
    assert (answer.status_code, proxy.violations) == (502, [])


def _brought(there: Connected, **more: Any) -> Json:
    token = there.miro.token(there.ada, there.app)
    return {
        "id": there.ada.id,
        "access_token": token.text,
        "refresh_token": token.refresh,
        **more,
    }


async def _ended(there: Connected, task_id: str) -> bool:
    return (await there.owner.get(f"/tasks/{task_id}"))["finished_at"] is not None


async def _client(there: Connected) -> tuple[MiroClient, set[str]]:
    """A client that speaks for the owner, and what is called of it."""
    used: set[str] = set()

    class Noting(MiroClient):
        def __getattribute__(self, name: str) -> Any:
            if not name.startswith("_"):
                used.add(name)
            return super().__getattribute__(name)

    plain = await there.trivet.runtime.miro.access.for_person(UUID(there.owner.id))
    return Noting(plain._transport, plain._credential), used
