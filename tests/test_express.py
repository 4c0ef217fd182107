"""The express lane answers as the ordinary way does: status, headers, body, log line and counts."""

import asyncio
import json
from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from starlette.types import Receive
from structlog.testing import capture_logs

from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
    trivet,
)
from tests.support.measured import counted
from trivet.auth import cookies, csrf
from trivet.auth.access_tokens import verified
from trivet.auth.models import User
from trivet.platform.settings import Settings
from trivet.platform.web import express
from trivet.workspaces.models import Role

ORDINARY = {"Prefer": "return=representation"}
"""What makes a request unusual, and changes nothing else."""
MANY = 40
"""Statements; a change asks fewer."""
_DIFFERENT = {"x-request-id", "ratelimit-remaining", "ratelimit-reset", "location", "x-board-seq"}


@pytest.fixture
async def board(owner: Person) -> Board:
    board = await make_board(owner)
    for column in range(3):
        await make_card(owner, board, column, description="Some words")
    await owner.get(f"/boards/{board.id}")
    return board


@pytest.fixture
def tried(app: Trivet, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The routes that the express lane answered, in order."""
    answered: list[str] = []
    reply = express.ExpressMiddleware._reply

    async def noting(self: Any, route: Any, call: Any) -> Any:
        found = await reply(self, route, call)
        if found is not None:
            answered.append(f"{route.key[0]} {route.template}")
        return found

    monkeypatch.setattr(express.ExpressMiddleware, "_reply", noting)
    return answered


async def told(
    app: Trivet, person: Person, method: str, path: str, body: Any = None, **headers: str
) -> dict[str, Any]:
    """All that is told of a request, but what is new each time."""
    sent = {"Authorization": f"Bearer {person.token}", "X-Request-ID": "of-the-test", **headers}
    with capture_logs() as lines:
        answer = await app.http.request(method, path, json=body, headers=sent)
    [line] = [line for line in lines if line["event"] == "request"]
    document = answer.json() if answer.content else None
    return {
        "status": answer.status_code,
        "headers": {n: v for n, v in answer.headers.items() if n not in _DIFFERENT},
        "has": sorted(answer.headers),
        "id": answer.headers["x-request-id"],
        "body": _same(document),
        "line": {n: v for n, v in line.items() if n not in {"duration_ms", "bytes"}},
    }


def _same(document: Any) -> Any:
    if not isinstance(document, dict):
        return document
    new = {
        "updated_at",
        "created_at",
        "rank",
        "id",
        "number",
        "key",
        "version",
        "seq",
        "request_id",
    }
    return {name: value for name, value in document.items() if name not in new}


def as_length(answer: dict[str, Any]) -> dict[str, Any]:
    """Without the length, where bodies differ in what is new."""
    return {
        **answer,
        "headers": {n: v for n, v in answer["headers"].items() if n != "content-length"},
    }


async def test_a_board_is_read_the_same(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    path = f"/boards/{board.id}"
    etag = (await owner.ask("GET", path)).headers["etag"]
    tried.clear()
    for headers in (
        {},
        {"If-None-Match": etag},
        {"If-None-Match": f'"x", W/{etag}'},
        {"If-None-Match": '"x"'},
        {"If-None-Match": "*"},
        {"X-Min-Board-Seq": "3"},
    ):
        quick = await told(app, owner, "GET", path, **headers)
        assert tried == ["GET /boards/{board_id}"], headers
        ordinary = await told(app, owner, "GET", path, **headers, **ORDINARY)
        assert tried == ["GET /boards/{board_id}"]
        assert quick == ordinary
        tried.clear()


async def test_cards_are_changed_the_same(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    card, other = [await make_card(owner, board) for _ in range(2)]
    at_board = f"/boards/{board.id}/cards"
    wanted: list[tuple[str, str, Json]] = [
        ("POST", at_board, {"column_id": board.columns[1], "title": "New", "description": "x"}),
        ("PATCH", f"/cards/{card['id']}", {"column_id": board.columns[2], "position": 0}),
        ("POST", f"/cards/{card['id']}/move", {"before": other["id"]}),
    ]
    for method, path, body in wanted:
        tried.clear()
        quick = await told(app, owner, method, path, body)
        assert len(tried) == 1, path
        await owner.patch(f"/cards/{card['id']}", {"column_id": board.columns[1]})
        tried.clear()
        ordinary = await told(app, owner, method, path, body, **ORDINARY)
        assert not tried
        assert as_length(quick) == as_length(ordinary)


async def test_a_change_that_changes_nothing_is_answered_quickly(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    card = await make_card(owner, board, description="Words", title="The same")
    before = (await owner.get(f"/boards/{board.id}"))["seq"]
    for body in ({"title": "The same"}, {"column_id": board.columns[0], "position": 1}):
        quick = await told(app, owner, "PATCH", f"/cards/{card['id']}", body)
        ordinary = await told(app, owner, "PATCH", f"/cards/{card['id']}", body, **ORDINARY)
        key = {"Idempotency-Key": str(uuid4())}
        slow = await told(app, owner, "PATCH", f"/cards/{card['id']}", body, **key)
        assert quick["body"] == ordinary["body"] == slow["body"]
        assert quick["body"]["description"] == "Words"
    assert (await owner.get(f"/boards/{board.id}"))["seq"] == before
    assert "PATCH /cards/{card}" in tried


async def test_who_may_not_is_refused_the_same(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    card = await make_card(owner, board)
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    await viewer.get(f"/boards/{board.id}")
    tried.clear()
    body = {"title": "Mine"}
    quick = await told(app, viewer, "PATCH", f"/cards/{card['id']}", body)
    assert (quick["status"], quick["body"]["code"]) == (403, "forbidden")
    assert tried == ["PATCH /cards/{card}"]
    assert quick == await told(app, viewer, "PATCH", f"/cards/{card['id']}", body, **ORDINARY)


async def test_strangers_see_nothing(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    stranger = await in_workspace(app, (await make_board(owner)).workspace_id, Role.ADMIN)
    await stranger.ask("GET", "/me/work")  # known by now
    for person in (stranger, replace(owner, token="trv_" + "x" * 36), replace(owner, token="")):
        answer = await told(app, person, "GET", f"/boards/{board.id}")
        assert answer["status"] in {401, 404}
    assert not tried


async def test_a_token_that_only_reads_changes_nothing(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    card = await make_card(owner, board)
    made = await owner.post("/auth/tokens", {"name": "reads", "scopes": ["read"]})
    reader = replace(owner, token=made["token"])
    await reader.get(f"/boards/{board.id}")
    await reader.get(f"/boards/{board.id}")
    assert tried.count("GET /boards/{board_id}") == 1
    tried.clear()
    answer = await told(app, reader, "PATCH", f"/cards/{card['id']}", {"title": "x"})
    assert (answer["status"], answer["body"]["code"]) == (403, "insufficient_scope")
    assert not tried


@pytest.mark.parametrize("proof", ["right", "wrong", "none"])
async def test_a_change_by_cookie_needs_the_proof_of_our_page(
    app: Trivet, owner: Person, board: Board, tried: list[str], proof: str
) -> None:
    card = await make_card(owner, board)
    claims = verified(app.runtime.keys, owner.token)
    assert claims is not None
    right = csrf.csrf_token(app.runtime.keys, claims.session_id)
    headers = {
        "right": {csrf.HEADER: right},
        "wrong": {csrf.HEADER: right[:-1] + "x"},
        "none": {},
    }[proof]
    cookie = {"Cookie": f"{cookies.ACCESS}={owner.token}"}
    tried.clear()
    answer = await app.http.patch(
        f"/cards/{card['id']}", json={"title": "By cookie"}, headers={**cookie, **headers}
    )
    assert answer.status_code == (200 if proof == "right" else 403)
    assert tried == (["PATCH /cards/{card}"] if proof == "right" else [])
    read = await app.http.get(f"/boards/{board.id}", headers=cookie)
    assert read.status_code == 200
    assert tried[-1] == "GET /boards/{board_id}"


async def test_a_session_that_has_ended_is_not_served(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    await owner.ask("POST", "/auth/logout", status=204)
    tried.clear()
    assert (await told(app, owner, "GET", f"/boards/{board.id}"))["status"] == 401
    assert not tried


async def test_who_leaves_a_workspace_is_not_served(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    await member.get(f"/boards/{board.id}")
    await owner.delete(f"/workspaces/{board.workspace_id}/members/{member.id}")
    tried.clear()
    assert (await told(app, member, "GET", f"/boards/{board.id}"))["status"] == 404
    assert not tried


@pytest.mark.parametrize("lane", [True, False])
async def test_who_is_shut_out_while_a_board_is_brought_up_does_not_see_what_came_after(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch, lane: bool
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    await member.get(f"/boards/{board.id}")
    live = app.runtime.live
    brought_up, reached, go_on = live._brought_up, asyncio.Event(), asyncio.Event()

    async def slowly(shown: Any) -> Any:
        reached.set()
        await go_on.wait()
        return await brought_up(shown)

    monkeypatch.setattr(live, "_brought_up", slowly)
    live.note(board.id, 1000)  # in another process
    unusual = {} if lane else {"Range": "bytes=0-"}
    reading = asyncio.ensure_future(
        member.ask("GET", f"/boards/{board.id}", status=404, headers=unusual)
    )
    await reached.wait()
    await owner.delete(f"/workspaces/{board.workspace_id}/members/{member.id}")
    await make_card(owner, board, title="Secret")
    go_on.set()
    assert "Secret" not in (await reading).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "elsewhere.example"},
        {"Expect": "100-continue"},
        {"Idempotency-Key": "once"},
        {"Content-Type": "text/plain"},
        {"Content-Length": "x"},
    ],
    ids=lambda each: next(iter(each)),
)
async def test_what_is_unusual_goes_the_ordinary_way(
    app: Trivet, owner: Person, board: Board, tried: list[str], headers: dict[str, str]
) -> None:
    card = await make_card(owner, board)
    tried.clear()
    sent = {"Authorization": f"Bearer {owner.token}", "Content-Type": "application/json", **headers}
    body = json.dumps({"title": "x"}).encode()
    await app.http.patch(f"/cards/{card['id']}", content=body, headers=sent)
    assert not tried


@pytest.mark.parametrize("spelling", ["key", "small key", "capitals", "braces"])
async def test_a_card_by_another_name_takes_the_quick_way_all_the_same(
    app: Trivet,
    owner: Person,
    board: Board,
    tried: list[str],
    monkeypatch: pytest.MonkeyPatch,
    spelling: str,
) -> None:
    card = await make_card(owner, board)
    names = {
        "key": card["key"],
        "small key": card["key"].lower(),
        "capitals": card["id"].upper(),
        "braces": "{" + card["id"] + "}",
    }
    patch = app.runtime.quick.patch
    answers: list[Any] = []

    async def noting(*given: Any) -> Any:
        answers.append(await patch(*given))
        return answers[-1]

    monkeypatch.setattr(app.runtime.quick, "patch", noting)
    changed = await owner.patch(f"/cards/{names[spelling]}", {"title": "x"})
    assert not [route for route in tried if route.startswith("PATCH")]
    [(document, _)] = answers
    assert changed == document
    assert document["title"] == "x"


async def test_limits_count_once(settings: Settings) -> None:
    few = settings.model_copy(update={"rate_read": "5/minute"})
    async with trivet(few) as app:
        owner = await app.owner()
        board = await make_board(owner)
        answers = [await owner.ask("GET", f"/boards/{board.id}") for _ in range(7)]
        assert [a.status_code for a in answers] == [200] * 5 + [429] * 2
        left = [int(a.headers["ratelimit-remaining"]) for a in answers]
        assert left == [4, 3, 2, 1, 0, 0, 0]
        assert answers[-1].headers["retry-after"]


async def test_a_body_may_be_as_large_as_is_said(settings: Settings) -> None:
    small = settings.model_copy(update={"max_body_bytes": 1024})
    async with trivet(small) as app:
        owner = await app.owner()
        board = await make_board(owner)
        await owner.get(f"/boards/{board.id}")
        body = {"column_id": board.columns[0], "title": "x", "description": "x" * 1024}
        answer = await told(app, owner, "POST", f"/boards/{board.id}/cards", body)
        assert (answer["status"], answer["body"]["code"]) == (413, "too_large")


async def test_who_goes_away_is_noted(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, reached = await make_card(owner, board), asyncio.Event()

    async def endless(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(app.runtime.quick, "patch", endless)
    with capture_logs() as lines:
        asking = asyncio.create_task(owner.patch(f"/cards/{card['id']}", {"title": "x"}))
        await reached.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["status"], line["route"]) == (499, "/cards/{card}")


async def test_metrics_count_both_ways(app: Trivet, owner: Person, board: Board) -> None:
    def so_far() -> float:
        return counted().of("trivet_http_requests_total", route="/boards/{board_id}", method="GET")

    before = so_far()
    await told(app, owner, "GET", f"/boards/{board.id}")
    await told(app, owner, "GET", f"/boards/{board.id}", **ORDINARY)
    assert so_far() - before == 2


async def test_a_defect_is_answered_and_logged_the_same(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await make_card(owner, board)

    async def broken(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(app.runtime.quick, "patch", broken)
    quick = await told(app, owner, "PATCH", f"/cards/{card['id']}", {"title": "x"})
    assert (quick["status"], quick["body"]["code"]) == (500, "internal_error")
    assert quick == await told(
        app, owner, "PATCH", f"/cards/{card['id']}", {"title": "x"}, **ORDINARY
    )


async def test_a_body_in_pieces_goes_the_ordinary_way_whole(
    app: Trivet, owner: Person, board: Board, tried: list[str]
) -> None:
    card = await make_card(owner, board)
    tried.clear()
    pieces = [b'{"title": ', b'"In pieces"}']

    async def receive() -> Any:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    status, document = await sent(app, owner, f"/cards/{card['id']}", 22, receive)
    assert (status, document["title"]) == (200, "In pieces")
    assert not tried


@pytest.mark.parametrize("headers", [{}, ORDINARY], ids=["express", "ordinary"])
async def test_who_is_shut_out_while_the_body_is_waited_for_changes_nothing(
    app: Trivet, owner: Person, board: Board, headers: dict[str, str]
) -> None:
    card = await make_card(owner, board)
    made = await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["write"]})
    tool = replace(owner, token=made["token"])
    await tool.get(f"/boards/{board.id}")

    async def receive() -> Any:
        await owner.delete(f"/auth/tokens/{made['id']}")
        return {"type": "http.request", "body": b'{"title": "Mine"}', "more_body": False}

    status, _ = await sent(app, tool, f"/cards/{card['id']}", 17, receive, **headers)
    assert status == 401
    assert (await owner.get(f"/cards/{card['id']}"))["title"] == "A card"


async def sent(
    app: Trivet, who: Person, path: str, length: int, receive: Receive, **headers: str
) -> tuple[int, Json]:
    """Change something by a body that comes bit by bit; status and answer."""
    answered: list[Any] = []

    async def send(message: Any) -> None:
        answered.append(message)

    head = {
        "authorization": f"Bearer {who.token}",
        "content-type": "application/json",
        "content-length": str(length),
        "host": "trivet.test",
        **headers,
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PATCH",
        "path": path,
        "scheme": "http",
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("trivet.test", 80),
        "headers": [(name.lower().encode(), value.encode()) for name, value in head.items()],
    }
    await app.app(scope, receive, send)
    return answered[0]["status"], json.loads(answered[1]["body"])


async def test_what_an_attempt_cost_is_told_with_the_answer_of_the_ordinary_way(
    app: Trivet, owner: Person, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await make_card(owner, board)
    attempts: list[Any] = []

    async def in_vain(*given: Any) -> None:
        attempts.append(given)
        async with app.runtime.units.read() as unit:
            for _ in range(MANY):
                await unit.session.scalar(select(User.id))
        await asyncio.sleep(0.05)

    monkeypatch.setattr(app.runtime.quick, "patch", in_vain)
    [line] = await lines_of(owner, card)
    assert len(attempts) == 1
    assert line["duration_ms"] >= 50
    assert line["queries"] > MANY


async def lines_of(owner: Person, card: Json) -> list[MutableMapping[str, Any]]:
    """The lines that a change of a card leaves, which is the same each time."""
    with capture_logs() as lines:
        await owner.patch(f"/cards/{card['id']}", {"description": "Words"})
    return [line for line in lines if line["event"] == "request"]
