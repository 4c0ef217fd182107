"""One line a request."""

from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from trivet.platform.ids import new_id
from trivet.platform.web.access_log import AccessLogMiddleware


async def line_for(client: AsyncClient, path: str) -> dict[str, Any]:
    with capture_logs() as logs:
        await client.get(path)
    (line,) = [dict(line) for line in logs if line["event"] == "request"]
    return line


async def test_a_line_names_route_status_size_and_person(client: AsyncClient) -> None:
    someone = new_id()
    line = await line_for(client, f"/things/{someone}?token=trv_abcdefghijk")
    assert line["logger"] == "trivet.access"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/things/{thing_id}", 200)
    assert line["bytes"] > 40
    assert 0 <= line["duration_ms"] < 5000
    assert line["user_id"] == str(someone)
    assert "trv_" not in str(line)


async def test_a_plain_route_is_named_by_its_template_too(client: AsyncClient) -> None:
    assert (await line_for(client, "/plain/somebody"))["route"] == "/plain/{name}"


async def test_what_fails_is_logged_with_its_status(client: AsyncClient) -> None:
    assert (await line_for(client, "/fail/unnamed"))["status"] == 500
    assert (await line_for(client, "/nowhere"))["status"] == 404
    assert "user_id" not in await line_for(client, "/nowhere")


async def test_a_caller_who_left_is_logged_too() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise ConnectionResetError

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError("nothing was to be sent")

    scope: Scope = {"type": "http", "method": "GET", "path": "/" + "long/" * 100, "headers": []}
    with capture_logs() as logs, pytest.raises(ConnectionResetError):
        await AccessLogMiddleware(app)(scope, receive, send)
    assert logs[0]["status"] == 499
    assert len(logs[0]["route"]) == 200
