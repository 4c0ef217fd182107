"""The page that Miro may frame, and that it is the only one."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from httpx2 import ASGITransport, AsyncClient, Response
from pydantic import SecretStr

from tests.support.commands import ROOT
from trivet import bootstrap
from trivet.app import CLIENT, create_app
from trivet.miro.panel_page import PATH, panel_routes
from trivet.platform.settings import Settings

SET_UP: dict[str, Any] = {"miro_client_id": "1", "miro_client_secret": SecretStr("secret")}
PAGE = (ROOT / "client/panel.html").read_text()
SOME_ID = "01a1fff8-8cb8-73c7-aae8-5f72dc5963ae"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """An application with an app at Miro, not started: nothing here asks the database."""
    runtime = bootstrap.build(Settings(data_dir=tmp_path, **SET_UP))
    transport = ASGITransport(app=create_app(runtime))
    async with AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client
    await runtime.database.close()


async def page(**settings: Any) -> Response:
    """What the route answers under these settings."""
    (route,) = panel_routes(PAGE, Settings(**settings))
    async with AsyncClient(transport=ASGITransport(app=route), base_url="http://t.test") as client:
        return await client.get(PATH)


def policy(answer: Response) -> dict[str, str]:
    """The directives of the policy that an answer carries."""
    (said,) = answer.headers.get_list("content-security-policy")
    directives = (each.strip().partition(" ") for each in said.split(";"))
    return {name: value for name, _, value in directives}


async def test_miro_and_nobody_else_may_frame_it_and_give_it_the_sdk(client: AsyncClient) -> None:
    answer = await client.get(PATH)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Frame-Options" not in answer.headers
    assert policy(answer) == {
        "default-src": "'none'",
        "script-src": "'self' https://miro.com/app/static/",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "https://miro.com https://*.miro.com",
    }
    assert (await client.head(PATH)).content == b""
    assert (await client.post(PATH)).status_code == 405


async def test_every_other_answer_refuses_to_be_framed(client: AsyncClient) -> None:
    app = client._transport.app  # type: ignore[attr-defined]
    paths = {context.path or "" for context in iter_route_contexts(app.routes)}
    paths |= {"/app/", "/app/b/x", "/app/panel.html", "/app/theme.js", "/miro", f"{PATH}/", "/x"}
    framed = set()
    for path in paths:
        answer = await client.get(re.sub(r"{[^}]+}", SOME_ID, path))
        if policy(answer)["frame-ancestors"] != "'none'":
            framed.add(path)
        if path != PATH:
            assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert framed == {PATH}


async def test_its_own_address_is_the_only_one_that_it_has(client: AsyncClient) -> None:
    assert (await client.get("/app/panel.html")).status_code == 404


async def test_it_is_told_where_the_sdk_is() -> None:
    assert 'content="https://miro.com/app/static/sdk/v2/miro.js"' in (await page(**SET_UP)).text
    answer = await page(**SET_UP, miro_url='http://localhost:9/"')
    assert 'content="http://localhost:9/&quot;/app/static' in answer.text


async def test_where_no_app_is_set_up_nothing_of_miros_is_run() -> None:
    answer = await page()
    assert '<meta name="miro-sdk" content="" />' in answer.text
    assert policy(answer)["script-src"] == "'self'"
    # Miro shows that nothing is set up.
    assert policy(answer)["frame-ancestors"] == "https://miro.com https://*.miro.com"


async def test_a_played_miro_is_at_an_address_of_its_own() -> None:
    answer = await page(**SET_UP, miro_url="http://localhost:4100")
    assert policy(answer)["script-src"] == "'self' http://localhost:4100/app/static/"
    assert policy(answer)["frame-ancestors"] == "http://localhost:4100 http://*.localhost:4100"


def test_the_page_keeps_to_its_policy() -> None:
    assert PAGE.count('<meta name="miro-sdk" content="" />') == 1
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", PAGE)


@pytest.mark.skipif(not (CLIENT / "index.html").is_file(), reason="the web client is not built")
async def test_the_panel_is_built_with_the_client(client: AsyncClient) -> None:
    text = (await client.get(PATH)).text
    assert 'content="https://miro.com/' in text
    assets = re.findall(r'(?:src|href)="(/app/[^"]+)"', text)
    assert any("/assets/" in path for path in assets)
    for path in assets:
        answer = await client.get(path)
        assert answer.status_code == 200, path
        # The panel fetches them for itself: to it they are of its own origin.
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
