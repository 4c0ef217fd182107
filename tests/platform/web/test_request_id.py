"""One id for a request, everywhere."""

import re
from uuid import UUID

import pytest
import structlog
from httpx2 import AsyncClient
from starlette.types import Message, Receive, Scope, Send

from trivet.platform.ids import new_id
from trivet.platform.web.request_id import RequestIdMiddleware


async def test_a_sane_id_is_kept_and_returned(client: AsyncClient) -> None:
    answer = await client.get(f"/things/{new_id()}", headers={"X-Request-ID": "abc.DEF_1-2"})
    assert answer.headers["X-Request-ID"] == "abc.DEF_1-2"
    assert answer.json()["request_id"] == "abc.DEF_1-2"


@pytest.mark.parametrize("given", [None, "", "x" * 129, "two words", "a;b", "ümlaut", "a\tb"])
async def test_anything_else_is_replaced(client: AsyncClient, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-ID": given.encode()}
    answer = await client.get("/public", headers=headers)  # type: ignore[arg-type]
    made = answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert UUID(made).version == 7


async def test_errors_and_missing_pages_carry_it_too(client: AsyncClient) -> None:
    for path in ("/nowhere", "/fail/conflict", "/fail/unnamed", "/things/not-an-id"):
        answer = await client.get(path, headers={"X-Request-ID": "mine"})
        assert answer.headers["X-Request-ID"] == "mine"
        assert answer.json()["request_id"] == "mine"


async def test_a_socket_has_one_and_it_does_not_leak_into_what_follows() -> None:
    seen: list[object] = []
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(structlog.contextvars.get_contextvars()["request_id"])
        await send({"type": "websocket.accept", "headers": []})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "websocket", "headers": [(b"x-request-id", b"socket-1")]}
    await RequestIdMiddleware(app)(scope, receive, send)
    assert seen == ["socket-1"]
    assert scope["state"]["request_id"] == "socket-1"
    assert sent[0]["headers"] == [(b"x-request-id", b"socket-1")]
    assert "request_id" not in structlog.contextvars.get_contextvars()
